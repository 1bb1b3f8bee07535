"""CX1xx: one executive owns the whole experience, with the standing, the money and the goals to do it."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from functools import partial
from typing import Final

from cxplanner.edits.change import Change
from cxplanner.edits.sections import set_entry, set_leadership
from cxplanner.gaps.fixes import (
    add_and_assign,
    also,
    ask,
    assign,
    assign_usual,
    measurer,
    report_to,
    under_owner,
    with_newcomer,
)
from cxplanner.gaps.rule import Finding, Fix, rule
from cxplanner.plan.models import Plan
from cxplanner.plan.subjects import ROLE_GROUP, WHOLE_PLAN
from cxplanner.plan.team import OWN_THE_EXPERIENCE, Team

_CXO_MODEL: Final = "chief-experience-officer"


def _owner_fixes(team: Team, _subject: str) -> Iterator[Fix]:
    for position in team.executives[:3]:
        owning = assign(team, OWN_THE_EXPERIENCE, position)
        yield also(owning, partial(under_owner, team=team, owner=position))
    model = team.catalogue.leadership[team.plan.leadership.model]
    asked = {role for group in team.scale.required.roles.values() for role in group.any_of}
    wanted = [r for r in model.owner_roles if r in asked] or model.owner_roles
    for role in wanted:
        if role in team.catalogue.roles and role not in team.by_role:
            newcomer = add_and_assign(team, role, OWN_THE_EXPERIENCE)
            yield with_newcomer(newcomer, lambda plan, owner: under_owner(plan, team, owner))


@rule(
    "CX101",
    "no-executive-owner",
    severity="critical",
    summary="Nobody, or nobody executive, is accountable for the whole customer experience.",
    reason="Customers are lost between departments. Only one executive who answers for the whole journey, "
    "hand-overs included, can settle what no single department can.",
    example="“Own the whole customer experience” has nobody accountable, or a CX analyst is.",
    remedy="Make an executive accountable: add a chief experience officer or an executive sponsor.",
    sources=("002/one-executive", "003/officer-answers", "004/executive-owner"),
    suggest=_owner_fixes,
)
def no_executive_owner(team: Team) -> Iterator[Finding]:
    """Find a plan without an executive owner."""
    if team.owner is not None:
        return
    accountable = team.row(OWN_THE_EXPERIENCE).accountable
    owner_roles = set(team.catalogue.leadership[team.plan.leadership.model].owner_roles)
    groups = team.scale.required.roles.items()
    claims = tuple(("CX303", ROLE_GROUP + key) for key, group in groups if set(group.any_of) <= owner_roles)
    message = (
        f"{team.name(accountable)} owns the customer experience, but is not an executive."
        if accountable
        else "Nobody owns the whole customer experience."
    )
    yield Finding(WHOLE_PLAN, message, (("CX201", OWN_THE_EXPERIENCE), *claims))


def _move_to_owner(team: Team, responsibility: str) -> Iterator[Fix]:
    if team.owner:
        yield assign(team, responsibility, team.owner)
        yield from assign_usual(team, responsibility, team.owner_line - {team.owner})
        yield from into_the_line(team, responsibility)


def into_the_line(team: Team, responsibility: str) -> Iterator[Fix]:
    """Make whoever answers for something report to the owner, if it is a dedicated position."""
    position = team.row(responsibility).accountable
    if team.owner is None or position is None:
        return
    member = team.members[position]
    if member.dedicated and not member.executive and team.owner not in team.line_of(position):
        title = f"Let {team.name(position)} report to {team.name(team.owner)}"
        yield report_to(team, title, position, team.owner)


@rule(
    "CX102",
    "split-ownership",
    severity="major",
    summary="Objectives or strategy are answered for outside the reporting line of the owner.",
    reason="Responsibility for the whole experience has to start and stop in one place. Where somebody "
    "else sets the goals, the owner answers for what others decide.",
    example="The CXO owns the experience, but the marketing liaison is accountable for the strategy.",
    remedy="Make the owner, or somebody who reports to the owner, accountable.",
    sources=("002/one-department",),
    suggest=_move_to_owner,
)
def split_ownership(team: Team) -> Iterator[Finding]:
    """Find what belongs to the whole but is answered for elsewhere."""
    if team.owner is None:
        return
    for key, duty in team.catalogue.responsibilities.items():
        accountable = team.row(key).accountable
        if duty.whole and accountable and accountable not in team.owner_line:
            yield Finding(
                key,
                f"{team.name(accountable)} answers for “{team.duty(key)}” but does not report to the owner, "
                f"{team.name(team.owner)}.",
            )


def _report_to_top(team: Team, owner: str) -> Iterator[Fix]:
    role = team.members[owner].role
    posts = team.catalogue.posts
    for key in dict.fromkeys((*(role.reports_to if role else ()), *posts)):
        if key in posts and posts[key].top:
            yield report_to(team, f"Let {team.name(owner)} report to the {posts[key].title}", owner, key)


@rule(
    "CX103",
    "owner-reports-to-peer",
    severity="major",
    summary="Under a chief experience officer, the owner does not report to the CEO or the owners.",
    reason="Whoever owns the experience must stand level with the heads of marketing and sales. If the "
    "owner reports to one of them, that department's interests win when the two collide.",
    example="The CXO reports to the CMO, who can launch a campaign on a channel customers dislike.",
    remedy="Let the owner report to the CEO.",
    sources=("003/reports-to-ceo", "003/not-to-marketing"),
    suggest=_report_to_top,
)
def owner_reports_to_peer(team: Team) -> Iterator[Finding]:
    """Find an owner who does not report to a top post."""
    if team.owner is None or team.plan.leadership.model != _CXO_MODEL:
        return
    boss = team.members[team.owner].position.reports_to
    post = team.catalogue.posts.get(boss) if boss else None
    if post is None or not post.top:
        to = f"to {team.name(boss)}" if boss else "to nobody"
        yield Finding(
            team.owner,
            f"{team.name(team.owner)} owns the experience but reports {to}.",
            (("CX107", team.owner),),
        )


@rule(
    "CX104",
    "half-the-journey",
    severity="major",
    summary="The department that leads sees half the journey, and nobody answers for the other half.",
    reason="Marketing meets customers before the sale, service after it. Whichever leads, the half it does "
    "not see needs somebody by name, or the experience ends where the department does.",
    example="Marketing leads, and nobody is accountable for the support experience.",
    remedy="Make somebody accountable for every required responsibility of the other half.",
    sources=("002/one-department", "004/marketing-not-the-owner"),
    suggest=assign_usual,
)
def half_the_journey(team: Team) -> Iterator[Finding]:
    """Find unanswered responsibilities in the half of the journey that the leading department misses."""
    missing = {"marketing-led": ("after", "Marketing"), "service-led": ("before", "Customer service")}
    if team.plan.leadership.model not in missing:
        return
    stage, leader = missing[team.plan.leadership.model]
    for key in team.required:
        duty = team.catalogue.responsibilities.get(key)
        if duty and duty.stage == stage and not team.row(key).accountable:
            message = f"{leader} leads, and {stage} the sale nobody answers for “{duty.title}”."
            yield Finding(key, message, (("CX201", key),))


def _ask_budget(team: Team, _subject: str) -> Iterator[Fix]:
    def record(plan: Plan, answer: object) -> Change:
        return set_leadership(plan, team.catalogue, {"budget": answer})

    currency = team.plan.company.currency
    yield ask(
        "Enter the yearly budget", f"Yearly budget for staff and projects, in {currency}", "amount", record
    )


@rule(
    "CX105",
    "owner-without-budget",
    severity="major",
    kind="fill-in",
    summary="No budget for staff and projects is recorded for the owner.",
    reason="An owner who has to beg for every project owns little. Most chief customer officers have money "
    "for staff and for at least some projects, gathered from several departments.",
    example="[leadership] names a model but no budget.",
    remedy="Record the yearly budget, and which departments fund it.",
    sources=("003/budget-and-staff", "003/money-from-departments"),
    suggest=_ask_budget,
)
def owner_without_budget(team: Team) -> Iterator[Finding]:
    """Find a plan without a budget."""
    if team.plan.leadership.budget is None:
        yield Finding(WHOLE_PLAN, "No budget for staff and projects is recorded.")


def _ask_objective(team: Team, _subject: str) -> Iterator[Fix]:
    if not team.plan.objectives:
        yield ask("Write down the first objective", "What should customers experience?", "text", _first(team))
        return
    for metric in _candidates(team)[:3]:
        declared = team.plan.metrics.get(metric)
        if declared is None or declared.target is None:
            yield ask_target(team, metric, then_named=True)
        else:
            title = f"Measure the first objective by {team.metric_title(metric)}"
            yield Fix(title, _naming(team, metric))


def _first(team: Team) -> Callable[[Plan, object], Change]:
    def record(plan: Plan, answer: object) -> Change:
        numbers = (f"objective-{n}" for n in itertools.count(1))
        key = next(key for key in numbers if key not in plan.objectives)
        metrics = [m for m, metric in plan.metrics.items() if metric.target is not None]
        metrics = metrics or list(plan.metrics)[:1]
        return set_entry(plan, team.catalogue, "objectives", key, {"statement": answer, "metrics": metrics})

    return record


def _candidates(team: Team) -> list[str]:
    """Metrics an objective could be measured by: those it names, those with a target, the others."""
    named = [m for objective in team.plan.objectives.values() for m in objective.metrics]
    metrics = sorted(team.plan.metrics, key=lambda m: team.plan.metrics[m].target is None)
    usual = [m for m in ("csat",) if m in team.catalogue.metrics]
    return list(dict.fromkeys((*named, *metrics))) or usual


def _naming(team: Team, metric: str) -> Callable[[Plan], Change]:
    return lambda plan: _named(plan, team, metric)


def _named(plan: Plan, team: Team, metric: str) -> Change:
    """A plan in which some objective names the metric: the first, if none does yet."""
    if not plan.objectives or any(metric in o.metrics for o in plan.objectives.values()):
        return Change(plan)
    key, objective = next(iter(plan.objectives.items()))
    fields = {"metrics": [*objective.metrics, metric]}
    return set_entry(plan, team.catalogue, "objectives", key, fields)


def ask_target(team: Team, metric: str, *, then_named: bool = False) -> Fix:
    """Ask for the target of one metric, in the metric's own unit.

    A metric that is not in the plan yet also gets an owner; with ``then_named``, an objective names it.
    """

    def record(plan: Plan, answer: object) -> Change:
        fields = {"target": answer}
        if metric not in plan.metrics:
            fields["owner"] = measurer(team)
        change = set_entry(plan, team.catalogue, "metrics", metric, fields)
        return change.then(lambda p: _named(p, team, metric)) if then_named else change

    own, known = team.plan.metrics.get(metric), team.catalogue.metrics.get(metric)
    unit = (own.unit if own else None) or (known.unit if known else "")
    title = team.metric_title(metric)
    return ask(f"Set a target for {title}", f"Target for {title}, in {unit}", "number", record)


@rule(
    "CX106",
    "no-objectives",
    severity="major",
    kind="fill-in",
    summary="There is no objective, or none whose metrics have a target.",
    reason="A strategy needs objectives and targets that the one executive owner answers for. Without them "
    "nobody can tell whether the team works.",
    example="The plan has no [objectives], or its objective names NPS and NPS has no target.",
    remedy="Write down an objective, name its metrics, and give one of them a target.",
    sources=("004/objectives",),
    suggest=_ask_objective,
)
def no_objectives(team: Team) -> Iterator[Finding]:
    """Find a plan without an objective that can be measured."""
    objectives = team.plan.objectives
    if not objectives:
        yield Finding(WHOLE_PLAN, "The plan has no objective.")
        return
    metrics = team.plan.metrics
    named = {m for objective in objectives.values() for m in objective.metrics}
    if not any(m in metrics and metrics[m].target is not None for m in named):
        silent = tuple(("CX508", key) for key in objectives)
        yield Finding(WHOLE_PLAN, "No objective has a metric with a target.", silent)
