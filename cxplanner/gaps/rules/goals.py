"""CX508 and CX509: objectives can be measured, and targets can be reached."""

from __future__ import annotations

from collections.abc import Iterator

from cxplanner.edits.change import Change, EditRefused
from cxplanner.edits.sections import set_entry
from cxplanner.gaps.fixes import ask, entry
from cxplanner.gaps.rule import Finding, Fix, rule
from cxplanner.plan.metrics import measure
from cxplanner.plan.models import Plan
from cxplanner.plan.team import Team
from cxplanner.text.words import number


def _pick_metric(team: Team, objective: str) -> Iterator[Fix]:
    metrics = sorted(team.plan.metrics, key=lambda m: team.plan.metrics[m].target is None)
    for metric in metrics[:3]:
        title = f"Measure it by {team.metric_title(metric)}"
        yield entry(team, title, "objectives", objective, {"metrics": [metric]})


@rule(
    "CX508",
    "objective-unmeasured",
    severity="minor",
    kind="fill-in",
    summary="An objective names no metric.",
    reason="An objective that nothing measures is a wish: nobody can say whether it was reached.",
    example="“Customers stay and recommend us” names no metric.",
    remedy="Name one of the plan's metrics.",
    sources=("004/objectives", "004/align-measures"),
    suggest=_pick_metric,
)
def objective_unmeasured(team: Team) -> Iterator[Finding]:
    """Find objectives without a metric, in a plan that has metrics to choose from."""
    for key, objective in team.plan.objectives.items() if team.plan.metrics else ():
        if not objective.metrics:
            yield Finding(key, f"“{objective.statement}” names no metric.")


def _wrong(team: Team, metric: str) -> str | None:
    """What is wrong with the target of a metric, as the end of a sentence about it."""
    said, counts = team.plan.metrics[metric], measure(team, metric)
    if said.target is None:
        return None
    target = number(said.target)
    if counts.least is not None and said.target < counts.least:
        return f"has a target of {target}; it cannot be below {number(counts.least)}"
    if counts.most is not None and said.target > counts.most:
        return f"has a target of {target}; it cannot be above {number(counts.most)}"
    worse = said.baseline is not None and (
        said.target < said.baseline if counts.better == "higher" else said.target > said.baseline
    )
    if worse and said.baseline is not None:
        return f"has a target of {target}, which is worse than today's {number(said.baseline)}"
    return None


def _overdue(team: Team, metric: str) -> bool:
    said = team.plan.metrics[metric]
    return said.target is not None and said.due is not None and said.due < team.today


def _ask_again(team: Team, metric: str) -> Iterator[Fix]:
    title = team.metric_title(metric)

    def target(plan: Plan, answer: object) -> Change:
        change = set_entry(plan, team.catalogue, "metrics", metric, {"target": answer})
        wrong = _wrong(Team(change.plan, team.catalogue, team.today), metric)
        if wrong:
            raise EditRefused(f"{title} then {wrong}.")
        return change

    def due(plan: Plan, answer: object) -> Change:
        return set_entry(plan, team.catalogue, "metrics", metric, {"due": answer})

    if _wrong(team, metric):
        unit = measure(team, metric).unit
        yield ask(f"Set another target for {title}", f"Target for {title}, in {unit}", "number", target)
    else:
        yield ask(f"Set another day for {title}", f"By when is {title} to reach its target?", "date", due)


@rule(
    "CX509",
    "target-makes-no-sense",
    severity="minor",
    kind="fill-in",
    summary="A target is worse than the baseline, cannot be reached at all, or was due in the past.",
    reason="A wrong target is worse than none: people measure against it and report it.",
    example="The Net Promoter Score has a baseline of 31 and a target of 150.",
    remedy="Correct the target, the baseline or the day.",
    sources=("003/what-it-takes", "field"),
    suggest=_ask_again,
)
def target_makes_no_sense(team: Team) -> Iterator[Finding]:
    """Find targets on the wrong side of their baseline, out of range, or overdue."""
    for key, metric in team.plan.metrics.items():
        wrong = _wrong(team, key)
        if wrong is None and _overdue(team, key):
            wrong = f"should have reached its target by {metric.due}"
        if wrong:
            yield Finding(key, f"{team.metric_title(key)} {wrong}.")
