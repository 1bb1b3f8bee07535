"""CX5xx: the team measures what customers feel, shares what it learns, and walks in their shoes."""

from __future__ import annotations

from collections.abc import Iterator

from cxplanner.gaps.fixes import assign, assign_usual, entry, give_letter, inform, measurer, with_speaker
from cxplanner.gaps.letters import IT, executives_to_tell
from cxplanner.gaps.rule import Finding, Fix, rule
from cxplanner.gaps.rules.ownership import ask_target, into_the_line
from cxplanner.plan.subjects import WHOLE_PLAN
from cxplanner.plan.team import BE_THE_CUSTOMER, EXECUTIVES, SHARE_INSIGHT, SINGLE_SOURCE, Team
from cxplanner.text.words import listed


def _add_metric(team: Team, metric: str) -> Fix:
    owner = measurer(team)
    owned = f", owned by {team.name(owner)}" if owner else ""
    return entry(team, f"Measure {team.metric_title(metric)}{owned}", "metrics", metric, {"owner": owner})


def _first_metric(team: Team, _subject: str) -> Iterator[Fix]:
    for metric in ("csat", "nps"):
        if metric in team.catalogue.metrics:
            yield _add_metric(team, metric)


@rule(
    "CX501",
    "no-metrics",
    severity="major",
    summary="The plan has no metric.",
    reason="Without a measure nobody can say whether customers are better off, and the team cannot make "
    "its case.",
    example="The plan has no [metrics].",
    remedy="Start with customer satisfaction (CSAT).",
    sources=("003/what-it-takes", "004/track-and-report"),
    suggest=_first_metric,
)
def no_metrics(team: Team) -> Iterator[Finding]:
    """Find a plan without metrics."""
    if not team.plan.metrics:
        yield Finding(WHOLE_PLAN, "The team measures nothing.", (("CX504", WHOLE_PLAN),))


def _own_metric(team: Team, metric: str) -> Iterator[Fix]:
    candidates = [measurer(team), *(m.id for m in team.dedicated), *team.members]
    for owner in list(dict.fromkeys(p for p in candidates if p))[:3]:
        title = f"Let {team.name(owner)} own {team.metric_title(metric)}"
        yield entry(team, title, "metrics", metric, {"owner": owner})


@rule(
    "CX502",
    "metric-without-owner",
    severity="minor",
    summary="A metric has no owner.",
    reason="A number that nobody owns is reported, not improved.",
    example="[metrics.nps] has a target but no owner.",
    remedy="Let a position own it, usually whoever tracks the metrics.",
    sources=("field",),
    suggest=_own_metric,
)
def metric_without_owner(team: Team) -> Iterator[Finding]:
    """Find metrics without an owner."""
    for key, metric in team.plan.metrics.items():
        if metric.owner is None:
            yield Finding(key, f"Nobody owns {team.metric_title(key)}.")


def _target(team: Team, metric: str) -> Iterator[Fix]:
    yield ask_target(team, metric)


@rule(
    "CX503",
    "metric-without-target",
    severity="minor",
    kind="fill-in",
    summary="A metric has no target.",
    reason="A target turns a measure into a goal; success has to be something one can measure.",
    example="[metrics.csat] has an owner and a baseline but no target.",
    remedy="Set the target.",
    sources=("003/what-it-takes", "004/objectives"),
    suggest=_target,
)
def metric_without_target(team: Team) -> Iterator[Finding]:
    """Find metrics without a target."""
    for key, metric in team.plan.metrics.items():
        if metric.target is None:
            yield Finding(key, f"{team.metric_title(key)} has no target.")


def _loyalty_metric(team: Team, _subject: str) -> Iterator[Fix]:
    for metric in ("nps", "clv", "retention"):
        if metric in team.catalogue.metrics and metric not in team.plan.metrics:
            yield _add_metric(team, metric)


@rule(
    "CX504",
    "no-loyalty-metric",
    severity="minor",
    summary="No metric says whether customers stay or what they are worth.",
    reason="Satisfaction is how customers felt once. Loyalty and lifetime value say whether they stay "
    "and what they are worth, and are what companies track most.",
    example="The plan measures satisfaction and agent performance only.",
    remedy="Add the Net Promoter Score (NPS), lifetime value or retention.",
    sources=("004/tracked-most",),
    suggest=_loyalty_metric,
)
def no_loyalty_metric(team: Team) -> Iterator[Finding]:
    """Find a plan that measures neither loyalty nor value."""
    for key, metric in team.plan.metrics.items():
        known = team.catalogue.metrics.get(key)
        if (metric.family or (known.family if known else None)) in ("loyalty", "value"):
            return
    yield Finding(WHOLE_PLAN, "No metric says whether customers stay or what they are worth.")


def _unaware(team: Team) -> dict[str, tuple[str, ...]]:
    """Those who should be told of insight but are not -> the positions that could be told for them."""
    row = set(team.row(SHARE_INSIGHT).everyone())
    missing: dict[str, tuple[str, ...]] = {}
    hearing = executives_to_tell(team)
    if hearing and not row.intersection(hearing):
        missing[EXECUTIVES] = hearing[:1]
    for key in team.scale.required.insight:
        said = team.department(key)
        speakers = set(said.representatives) if said.exists and key != EXECUTIVES else set()
        if speakers and not row & speakers:
            missing[key] = said.representatives
    return missing


def _hearer(team: Team, department: str) -> str:
    if department == EXECUTIVES and team.owner and not team.scale.required.insight:
        return team.name(team.owner)
    return team.department_title(department)


def _inform(team: Team, _subject: str) -> Iterator[Fix]:
    missing = tuple(dict.fromkeys(who[0] for who in _unaware(team).values()))
    if missing:
        yield inform(team, SHARE_INSIGHT, missing)


@rule(
    "CX505",
    "insight-not-shared",
    severity="major",
    summary="Executives, marketing or product do not hear what customers say.",
    reason="Insight helps only where decisions are made: with the executives, in product development and "
    "in marketing.",
    example="Somebody is accountable for sharing insight, but the owner has no letter in its row.",
    remedy="Make them informed.",
    sources=("001/shares-insight",),
    suggest=_inform,
)
def insight_not_shared(team: Team) -> Iterator[Finding]:
    """Find departments that are left out when insight is shared."""
    missing = _unaware(team)
    if missing:
        who = listed(_hearer(team, department) for department in missing)
        do = "does" if len(missing) == 1 else "do"
        row = f"no letter on “{team.duty(SHARE_INSIGHT)}”"
        yield Finding(SHARE_INSIGHT, f"{who} {do} not hear what customers say: {row}.")


def _single_source(team: Team, _subject: str) -> Iterator[Fix]:
    if team.row(SINGLE_SOURCE).accountable is None:
        for fix in assign_usual(team, SINGLE_SOURCE):
            yield with_speaker(team, fix, IT)
        return
    for position in team.department(IT).representatives:
        yield give_letter(team, SINGLE_SOURCE, position, "C")


@rule(
    "CX506",
    "no-single-source-of-truth",
    severity="major",
    summary="Nobody answers for one source of truth for customer data, or IT has no part in it.",
    reason="Customer data is spread over many departments. Unless somebody brings it together, with IT, "
    "every department decides on its own half of the truth.",
    example="The analyst keeps the single source, and IT has no letter in its row.",
    remedy="Make somebody accountable, and consult IT.",
    sources=("004/single-source", "004/it-across"),
    suggest=_single_source,
)
def no_single_source_of_truth(team: Team) -> Iterator[Finding]:
    """Find customer data that nobody brings together."""
    row = team.row(SINGLE_SOURCE)
    if row.accountable is None:
        message = "Nobody answers for one source of truth for customer data."
        yield Finding(SINGLE_SOURCE, message, (("CX201", SINGLE_SOURCE),))
        return
    it = team.department(IT)
    if it.exists and it.representatives and not set(it.representatives) & set(row.working()):
        yield Finding(SINGLE_SOURCE, "IT has no part in keeping one source of truth for customer data.")


def _walk(team: Team, responsibility: str) -> Iterator[Fix]:
    yield from assign_usual(team, responsibility, team.owner_line or None)
    if team.owner is not None:
        yield from into_the_line(team, responsibility)
        yield assign(team, responsibility, team.owner)


@rule(
    "CX507",
    "nobody-walks-the-journey",
    severity="major",
    summary="Nobody in the owner's line is accountable for being the customer.",
    reason="Signing up, visiting, calling and using the app oneself shows what no report does. It is among "
    "the most important duties of whoever owns the experience.",
    example="Being the customer is answered for by an agency contact outside the owner's line.",
    remedy="Make somebody in the owner's line accountable.",
    sources=("002/be-the-customer", "004/whole-journey"),
    suggest=_walk,
)
def nobody_walks_the_journey(team: Team) -> Iterator[Finding]:
    """Find a team in which nobody is the customer."""
    accountable = team.row(BE_THE_CUSTOMER).accountable
    if accountable is None:
        message = "Nobody answers for being the customer of one's own company."
        yield Finding(BE_THE_CUSTOMER, message, (("CX201", BE_THE_CUSTOMER),))
    elif team.owner is not None and accountable not in team.owner_line:
        yield Finding(
            BE_THE_CUSTOMER,
            f"{team.name(accountable)} answers for being the customer, but does not report to the owner.",
        )
