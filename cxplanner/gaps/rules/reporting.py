"""CX308 to CX310: the scale fits the company, and the team's lines lead to the owner of the experience."""

from __future__ import annotations

from collections.abc import Iterator

from cxplanner.edits.sections import set_scale
from cxplanner.gaps.fixes import give_letter, report_to
from cxplanner.gaps.letters import sellers
from cxplanner.gaps.rule import Finding, Fix, rule
from cxplanner.plan.subjects import WHOLE_PLAN
from cxplanner.plan.team import DEVELOP_STRATEGY, Team
from cxplanner.text.words import counted, listed, mid_sentence


def _rescale(team: Team, _subject: str) -> Iterator[Fix]:
    headcount = team.plan.company.headcount
    scale = team.catalogue.suggested_scale(headcount) if headcount else None
    if scale and scale != team.plan.company.scale:
        title = f"Judge the plan at another scale: {mid_sentence(team.catalogue.scales[scale].title)}"
        yield Fix(title, lambda plan: set_scale(plan, team.catalogue, scale))


@rule(
    "CX308",
    "headcount-against-scale",
    severity="minor",
    summary="The headcount suggests a different scale from the one the plan is judged at.",
    reason="The scale decides what the plan is held to. Judged as a small company, a large one has no gaps "
    "where it should have many. Where a scale begins is common practice; the decision is yours.",
    example="A company of 25,000 people is planned as a small one.",
    remedy="Grow the team to the other scale, or correct the headcount.",
    sources=("001/small-team", "001/mid-size-team", "001/large-team", "field"),
    suggest=_rescale,
)
def headcount_against_scale(team: Team) -> Iterator[Finding]:
    """Find a headcount that belongs to another scale."""
    company = team.plan.company
    if company.headcount is None:
        return
    likely = team.catalogue.suggested_scale(company.headcount)
    if likely != company.scale:
        people = counted(company.headcount, "person", "people")
        planned, suggested = team.scale.title, team.catalogue.scales[likely].title
        yield Finding(
            WHOLE_PLAN,
            f"{people} suggest the scale “{suggested}”; the plan is judged as “{planned}”.",
        )


def _into_the_owners_line(team: Team, position: str) -> Iterator[Fix]:
    if team.owner is None:
        return
    role = team.members[position].role
    bosses = [p for r in (role.reports_to if role else ()) for p in team.by_role.get(r, ())]
    fitting = [p for p in bosses if p in team.owner_line and p not in team.line_of(position)]
    for boss in dict.fromkeys((*fitting[:1], team.owner)):
        title = f"Let {team.name(position)} report to {team.name(boss)}"
        yield report_to(team, title, position, boss)


@rule(
    "CX309",
    "outside-the-line",
    severity="minor",
    summary="A dedicated position does not report to the owner, neither directly nor through others.",
    reason="Whoever answers for the whole cannot do so with a team that takes its orders elsewhere.",
    example="The CX analyst is dedicated and reports to the head of IT.",
    remedy="Let the position report into the owner's line, or make it a contributing one.",
    sources=("002/one-department", "field"),
    suggest=_into_the_owners_line,
)
def outside_the_line(team: Team) -> Iterator[Finding]:
    """Find dedicated positions outside the owner's line; only the head if a whole line is outside."""
    if team.owner is None:
        return
    outside = {m.id: m for m in team.dedicated if m.id not in team.owner_line}
    for member in outside.values():
        boss = member.position.reports_to
        if boss not in outside:
            to = f"reports to {team.title(boss)}" if boss else "reports to nobody"
            owner = team.name(team.owner)
            yield Finding(member.id, f"{team.name(member.id)} {to}, outside the line of {owner}.")


def _ask_selling(team: Team, responsibility: str) -> Iterator[Fix]:
    for position in sellers(team)[:3]:
        yield give_letter(team, responsibility, position, "C")


@rule(
    "CX310",
    "sales-and-marketing-not-heard",
    severity="minor",
    summary="Nobody from marketing or sales has a say in the strategy.",
    reason="Most contact with customers happens in campaigns and in selling. A strategy made without those "
    "who do both makes promises they know nothing about.",
    example="The marketing/sales liaison has no letter on developing the strategy.",
    remedy="Have a representative of marketing or sales consulted on the strategy.",
    sources=("000/marketing-and-sales-heard",),
    suggest=_ask_selling,
)
def sales_and_marketing_not_heard(team: Team) -> Iterator[Finding]:
    """Find a strategy in which marketing and sales have no say although somebody speaks for one of them."""
    speakers, row = sellers(team), team.row(DEVELOP_STRATEGY)
    if speakers and row.accountable and not set(speakers).intersection(row.working()):
        who = listed(team.name(p) for p in speakers)
        have = "has" if len(speakers) == 1 else "have"
        yield Finding(DEVELOP_STRATEGY, f"{who} {have} no say in “{team.duty(DEVELOP_STRATEGY)}”.")
