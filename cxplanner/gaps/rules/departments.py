"""CX4xx: every department that customers meet has a voice, and the departments hand over to each other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from cxplanner.edits.change import Change
from cxplanner.edits.raci import set_letter
from cxplanner.gaps.fixes import add, add_and_assign, assign, assign_usual, board, entry, give_letter
from cxplanner.gaps.rule import Finding, Fix, rule
from cxplanner.plan import Plan
from cxplanner.team import BOARD, Team
from cxplanner.text import listed

_BRIEF_CAMPAIGNS: Final = "brief-campaigns"
_HAND_OVER: Final = "hand-over-promises"
_CUSTOMER_SERVICE: Final = "customer-service"


def _represent(team: Team, department: str) -> Iterator[Fix]:
    title = team.department_title(department)
    here = [m.id for m in team.members.values() if m.role and department in m.role.represents]
    here += [m.id for m in team.members.values() if m.department == department and m.id not in here]
    for position in here[:3]:
        yield entry(
            team,
            f"Let {team.name(position)} speak for {title}",
            "departments",
            department,
            {"representatives": [position]},
        )
    for key, role in team.catalogue.roles.items():
        if department in role.represents and key not in team.by_role and not role.executive:
            yield add(team, key)
    gone = {"exists": False, "representatives": []}
    yield entry(team, f"This company has no {title}", "departments", department, gone)


@rule(
    "CX401",
    "department-unrepresented",
    severity="major",
    summary="A department that customers meet has nobody on the plan.",
    reason="Every department that customers meet shapes the experience. Whoever is not at the table hears "
    "of the strategy when it is late, and works to other measures.",
    example="The company has a sales department, and no position represents it.",
    remedy="Add a liaison, let somebody speak for the department, or say that there is none.",
    sources=("000", "003", "004"),
    suggest=_represent,
)
def department_unrepresented(team: Team) -> Iterator[Finding]:
    """Find expected departments that nobody speaks for."""
    for key in team.scale.required.departments:
        said = team.department(key)
        if said.exists and not said.representatives:
            claims = (("CX403", key),)
            yield Finding(key, f"Nobody on the plan speaks for {team.department_title(key)}.", claims)


def _board_candidates(team: Team) -> list[str]:
    found: list[str] = []
    for department in team.scale.required.board:
        found += team.department(department).representatives[:1]
    return list(dict.fromkeys(found))


def _create_board(team: Team, _subject: str) -> Iterator[Fix]:
    members = [p for p in _board_candidates(team) if p != team.owner]
    who = ([team.owner] if team.owner else []) + members
    fields = {"lead": team.owner, "members": members}
    title = f"Create a CX board: {listed(team.name(p) for p in who) or 'nobody yet'}"
    yield board(team, title, fields)


@rule(
    "CX402",
    "no-cx-board",
    severity="minor",
    summary="There is no CX board.",
    reason="Groups have to work together across the company. A board with people from the departments and "
    "the authority to change things is one way to make them.",
    example="An enterprise plan without [board].",
    remedy="Create a board led by the owner, with marketing, IT and customer service.",
    sources=("004",),
    suggest=_create_board,
)
def no_cx_board(team: Team) -> Iterator[Finding]:
    """Find a plan without a board."""
    if team.plan.board is None:
        yield Finding(BOARD, "There is no CX board.")


def _seated(team: Team) -> set[str]:
    seats = team.plan.board
    return {*seats.members, *([seats.lead] if seats.lead else [])} if seats else set()


def _seat(team: Team, department: str) -> Iterator[Fix]:
    seats = team.plan.board
    representatives = team.department(department).representatives
    for position in representatives if seats else ():
        members = [*(seats.members if seats else ()), position]
        title = f"Give {team.name(position)} a seat on the board"
        yield board(team, title, {"members": members})
    if not representatives:
        yield from _represent(team, department)


@rule(
    "CX403",
    "board-incomplete",
    severity="minor",
    summary="Marketing, IT or customer service has no seat on the board.",
    reason="The board exists so that those who meet customers decide together; one of them missing, it "
    "decides without them.",
    example="The board has marketing and support, and nobody from IT.",
    remedy="Give the department's representative a seat.",
    sources=("004",),
    suggest=_seat,
)
def board_incomplete(team: Team) -> Iterator[Finding]:
    """Find departments that belong on the board and have no seat."""
    if team.plan.board is None:
        return
    seated = _seated(team)
    for key in team.scale.required.board:
        said = team.department(key)
        if said.exists and not seated.intersection(said.representatives):
            yield Finding(key, f"{team.department_title(key)} has no seat on the CX board.")


def _lead_board(team: Team, _subject: str) -> Iterator[Fix]:
    executives = [m.id for m in team.members.values() if m.executive]
    first = [team.owner] if team.owner else executives[:1]
    for position in first:
        title = f"Let {team.name(position)} lead the board"
        yield board(team, title, {"lead": position})


@rule(
    "CX404",
    "board-without-authority",
    severity="major",
    summary="Nobody on the board is an executive.",
    reason="A board without the highest authority can recommend, not change.",
    example="The CX manager leads the board, and no executive sits on it.",
    remedy="Let the owner lead the board.",
    sources=("004",),
    suggest=_lead_board,
)
def board_without_authority(team: Team) -> Iterator[Finding]:
    """Find a board without an executive."""
    if team.plan.board and not any(team.members[p].executive for p in _seated(team)):
        yield Finding(BOARD, "Nobody on the CX board is an executive.")


def _brief(team: Team, _subject: str) -> Iterator[Fix]:
    if team.row(_BRIEF_CAMPAIGNS).accountable is None:
        for fix in assign_usual(team, _BRIEF_CAMPAIGNS):
            yield _also_informed(team, fix)
        return
    for position in team.department(_CUSTOMER_SERVICE).representatives:
        yield give_letter(team, _BRIEF_CAMPAIGNS, position, "I")


def _also_informed(team: Team, fix: Fix) -> Fix:
    """The same fix, with customer service in the row as well where it is missing."""

    def apply(plan: Plan) -> Change:
        change = fix.apply(plan) if fix.apply else Change(plan, fix.title)
        row = change.plan.responsibilities[_BRIEF_CAMPAIGNS]
        service = team.department(_CUSTOMER_SERVICE).representatives
        if not service or set(service) & set(row.everyone()):
            return change
        told = set_letter(change.plan, team.catalogue, _BRIEF_CAMPAIGNS, service[0], "I")
        return Change(told.plan, f"{change.sentence}; {told.sentence}")

    return Fix(fix.title, apply)


@rule(
    "CX405",
    "campaigns-not-briefed",
    severity="major",
    summary="Nobody answers for briefing customer service on campaigns, or customer service is not told.",
    reason="Customers call with the campaign in hand. Service has to know it, and has to have enough "
    "people when it runs.",
    example="Briefing campaigns has an accountable, but customer service has no letter in its row.",
    remedy="Make somebody accountable, and inform customer service.",
    sources=("002",),
    suggest=_brief,
)
def campaigns_not_briefed(team: Team) -> Iterator[Finding]:
    """Find campaigns that customer service is not told of."""
    row = team.row(_BRIEF_CAMPAIGNS)
    if row.accountable is None:
        message = "Nobody answers for briefing customer service on campaigns."
        yield Finding(_BRIEF_CAMPAIGNS, message, (("CX201", _BRIEF_CAMPAIGNS), ("CX104", _BRIEF_CAMPAIGNS)))
        return
    service = team.department(_CUSTOMER_SERVICE)
    if service.exists and service.representatives and not set(service.representatives) & set(row.everyone()):
        yield Finding(
            _BRIEF_CAMPAIGNS, "Customer service has no letter on briefing campaigns, so it is not told."
        )


def _hand_over(team: Team, _subject: str) -> Iterator[Fix]:
    roles = team.scale.required.hand_over.get(team.plan.company.market, ())
    free = team.row(_HAND_OVER).accountable is None
    for role in roles:
        for position in team.by_role.get(role, ()):
            yield assign(team, _HAND_OVER, position) if free else give_letter(team, _HAND_OVER, position, "R")
        if role not in team.by_role and role in team.catalogue.roles:
            yield add_and_assign(team, role, _HAND_OVER)


@rule(
    "CX406",
    "promise-not-handed-over",
    severity="major",
    summary="Whoever keeps the promise after the sale has no part in the hand-over.",
    reason="In business with companies, customer success has to be able to deliver what marketing and sales "
    "promised; with consumers, the product has to be what the advertising showed.",
    example="A B2B company whose hand-over from sales is answered for by marketing alone.",
    remedy="Make customer success (B2B) or service delivery (B2C) accountable or responsible.",
    sources=("002",),
    suggest=_hand_over,
)
def promise_not_handed_over(team: Team) -> Iterator[Finding]:
    """Find a hand-over without those who keep the promise."""
    roles = team.scale.required.hand_over.get(team.plan.company.market, ())
    row = team.row(_HAND_OVER)
    working = {row.accountable, *row.responsible}
    keepers = {p for role in roles for p in team.by_role.get(role, ())}
    if roles and not working & keepers:
        titles = listed((team.catalogue.roles[r].title for r in roles if r in team.catalogue.roles), "or")
        claims = (("CX201", _HAND_OVER),) if row.accountable is None else ()
        yield Finding(_HAND_OVER, f"No {titles} takes part in “{team.duty(_HAND_OVER)}”.", claims)
