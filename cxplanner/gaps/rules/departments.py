"""CX4xx: every department that customers meet has a voice, and the departments hand over to each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Final

from cxplanner.edits.change import Change
from cxplanner.edits.raci import make_accountable, set_letter
from cxplanner.edits.sections import set_entry
from cxplanner.gaps.fixes import (
    add_and_assign,
    add_role,
    added,
    also,
    assign,
    assign_usual,
    at_the_table,
    board,
    entry,
    give_letter,
    giving,
    seating,
    with_newcomer,
    with_speaker,
)
from cxplanner.gaps.letters import CUSTOMER_SERVICE
from cxplanner.gaps.rule import Finding, Fix, rule
from cxplanner.plan.models import Plan
from cxplanner.plan.subjects import BOARD
from cxplanner.plan.team import BRIEF_CAMPAIGNS, EXECUTIVES, LEAD_THE_BOARD, Team
from cxplanner.text.words import listed, mid_sentence

_HAND_OVER: Final = "hand-over-promises"


def _represent(team: Team, department: str) -> Iterator[Fix]:
    title = team.department_title(department)
    for position in _could_speak(team, department)[:3]:
        yield Fix(f"Let {team.name(position)} speak for {title}", _speaking(team, department, position))
    for key, role in team.catalogue.roles.items():
        if department in role.represents and key not in team.by_role and not role.executive:
            yield add_role(team, key)
    if department != EXECUTIVES:
        gone = {"exists": False, "representatives": []}
        yield entry(team, f"This company has no {title}", "departments", department, gone)


def _could_speak(team: Team, department: str) -> list[str]:
    """The positions whose role speaks for the department, then those that are in it."""
    members = team.members.values()
    by_role = [m.id for m in members if m.role and department in m.role.represents]
    return by_role + [m.id for m in members if m.department == department and m.id not in by_role]


def _speaking(team: Team, department: str, position: str) -> Callable[[Plan], Change]:
    def apply(plan: Plan) -> Change:
        fields = {"representatives": [position]}
        change = set_entry(plan, team.catalogue, "departments", department, fields)
        return change.then(lambda p: at_the_table(p, team, position))

    return apply


@rule(
    "CX401",
    "department-unrepresented",
    severity="major",
    summary="A department that customers meet has nobody on the plan.",
    reason="Every department that customers meet shapes the experience. Whoever is not at the table hears "
    "of the strategy too late, and works to other measures.",
    example="The company has a sales department, and no position represents it.",
    remedy="Add a liaison, let somebody speak for the department, or say that there is none.",
    sources=(
        "000/marketing-and-sales-heard",
        "000/it-in-step",
        "002/nearly-every-department",
        "003/departments-involved",
        "004/no-silos",
    ),
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
        said = team.department(department)
        found += said.representatives[:1] if said.exists else ()
    return list(dict.fromkeys(found))


def _create_board(team: Team, _subject: str) -> Iterator[Fix]:
    lead = team.owner or next(iter(team.executives), None)
    members = [p for p in _board_candidates(team) if p != lead]
    if lead is not None and members:
        title = f"Create a CX board: {listed(team.name(p) for p in (lead, *members))}"
        yield board(team, title, {"lead": lead, "members": members})


@rule(
    "CX402",
    "no-cx-board",
    severity="minor",
    summary="There is no CX board.",
    reason="Groups have to work together across the company. A board with people from the departments and "
    "the authority to change things is one way to make them.",
    example="An enterprise plan without [board].",
    remedy="Create a board led by the owner, with marketing, IT and customer service.",
    sources=("004/board",),
    suggest=_create_board,
)
def no_cx_board(team: Team) -> Iterator[Finding]:
    """Find a plan without a board."""
    if team.plan.board is None:
        yield Finding(BOARD, "There is no CX board.")


def _seated(team: Team) -> set[str]:
    return set(team.plan.board.seats()) if team.plan.board else set()


def _seat(team: Team, department: str) -> Iterator[Fix]:
    title = team.department_title(department)
    representatives = team.department(department).representatives
    for position in representatives:
        yield Fix(f"Give {team.name(position)} a seat on the board", seating(team, position))
    for position in () if representatives else _could_speak(team, department)[:3]:
        words = f"Let {team.name(position)} speak for {title}, with a seat on the board"
        yield also(Fix(words, _speaking(team, department, position)), seating(team, position))
    if not representatives:
        gone = {"exists": False}
        yield entry(team, f"This company has no {title}", "departments", department, gone)


@rule(
    "CX403",
    "board-incomplete",
    severity="minor",
    summary="Marketing, IT or customer service has no seat on the board.",
    reason="The board exists so that those who meet customers decide together; if one of them is "
    "missing, it decides without them.",
    example="The board has marketing and support, and nobody from IT.",
    remedy="Give the department's representative a seat.",
    sources=("004/board",),
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
    seats = team.plan.board
    before = [seats.lead] if seats and seats.lead else []
    for position in [team.owner] if team.owner else team.executives[:1]:
        title = f"Let {team.name(position)} lead the board"
        members = [*before, *(p for p in (seats.members if seats else ()) if p not in before)]
        yield board(team, title, {"lead": position, "members": members})


@rule(
    "CX404",
    "board-without-authority",
    severity="major",
    summary="Nobody on the board is an executive.",
    reason="A board without the highest authority can recommend changes but not make them.",
    example="The CX manager leads the board, and no executive sits on it.",
    remedy="Let the owner lead the board.",
    sources=("004/board",),
    suggest=_lead_board,
)
def board_without_authority(team: Team) -> Iterator[Finding]:
    """Find a board without an executive."""
    if team.plan.board and not any(team.members[p].executive for p in _seated(team)):
        yield Finding(BOARD, "Nobody on the CX board is an executive.", (("CX407", BOARD),))


def _owner_leads(team: Team, subject: str) -> Iterator[Fix]:
    seats = team.plan.board
    lead = seats.lead if seats else None
    if lead and team.members[lead].executive:
        yield assign(team, LEAD_THE_BOARD, lead)
    for fix in _lead_board(team, subject):
        yield also(fix, lambda plan: _answering_lead(plan, team))


def _answering_lead(plan: Plan, team: Team) -> Change:
    """A plan in which the board's lead answers for leading it, if anybody has to."""
    lead = plan.board.lead if plan.board else None
    if lead is None or team.row(LEAD_THE_BOARD).accountable is None:
        return Change(plan)
    return make_accountable(plan, team.catalogue, LEAD_THE_BOARD, lead)


@rule(
    "CX407",
    "board-led-from-below",
    severity="minor",
    summary="The board has no lead, or one who is not an executive or does not answer for leading it.",
    reason="The board has the highest authority to change things; whoever leads it needs that authority, and "
    "has to answer for what comes of it.",
    example="The CX manager leads the board, and the chief experience officer sits on it.",
    remedy="Let the owner of the experience lead the board.",
    sources=("004/board",),
    suggest=_owner_leads,
)
def board_led_from_below(team: Team) -> Iterator[Finding]:
    """Find a board whose lead has no authority, or no part in leading it."""
    if team.plan.board is None:
        return
    lead, answering = team.plan.board.lead, team.row(LEAD_THE_BOARD).accountable
    if lead is None:
        yield Finding(BOARD, "Nobody leads the CX board.")
    elif not team.members[lead].executive:
        yield Finding(BOARD, f"{team.name(lead)} leads the CX board but is not an executive.")
    elif answering not in (None, lead):
        yield Finding(
            BOARD, f"{team.name(lead)} leads the CX board, but {team.name(answering)} answers for leading it."
        )


def _brief(team: Team, _subject: str) -> Iterator[Fix]:
    speakers = team.department(CUSTOMER_SERVICE).representatives
    if team.row(BRIEF_CAMPAIGNS).accountable is None:
        for fix in assign_usual(team, BRIEF_CAMPAIGNS):
            yield with_speaker(team, fix, CUSTOMER_SERVICE)
        return
    for position in speakers:
        yield give_letter(team, BRIEF_CAMPAIGNS, position, "I")


@rule(
    "CX405",
    "campaigns-not-briefed",
    severity="major",
    summary="Nobody answers for briefing customer service on campaigns, or customer service is not told.",
    reason="Customers call with the campaign in hand. Service has to know about it, and needs enough "
    "people while it runs.",
    example="Somebody is accountable for briefing campaigns, but customer service has no letter in its row.",
    remedy="Make somebody accountable, and inform customer service.",
    sources=("002/campaigns-briefed",),
    suggest=_brief,
)
def campaigns_not_briefed(team: Team) -> Iterator[Finding]:
    """Find campaigns that customer service is not told about."""
    row = team.row(BRIEF_CAMPAIGNS)
    if row.accountable is None:
        message = "Nobody answers for briefing customer service on campaigns."
        yield Finding(BRIEF_CAMPAIGNS, message, (("CX201", BRIEF_CAMPAIGNS), ("CX104", BRIEF_CAMPAIGNS)))
        return
    service = team.department(CUSTOMER_SERVICE)
    if service.exists and service.representatives and not set(service.representatives) & set(row.everyone()):
        yield Finding(
            BRIEF_CAMPAIGNS, "Customer service has no letter on briefing campaigns, so it is not told."
        )


def _absent_keepers(team: Team) -> list[str]:
    """The roles that keep the promise in this market but take no part in the hand-over."""
    row = team.row(_HAND_OVER)
    working = {row.accountable, *row.responsible}
    roles = team.scale.required.hand_over.get(team.plan.company.market, ())
    return [role for role in roles if not working.intersection(team.by_role.get(role, ()))]


def _hand_over(team: Team, _subject: str) -> Iterator[Fix]:
    absent = [role for role in _absent_keepers(team) if role in team.catalogue.roles]
    free = team.row(_HAND_OVER).accountable is None
    if len(absent) > 1:
        yield _bring_in(team, absent, free)
        return
    for role in absent:
        for position in team.by_role.get(role, ()):
            yield assign(team, _HAND_OVER, position) if free else give_letter(team, _HAND_OVER, position, "R")
        if role not in team.by_role:
            yield add_and_assign(team, role, _HAND_OVER) if free else _add_to_hand_over(team, role)


def _bring_in(team: Team, roles: list[str], free: bool) -> Fix:
    """Bring in several roles at once, by existing or new positions; the first answers if nobody does."""

    def apply(plan: Plan) -> Change:
        change = Change(plan)
        for role in roles:
            first = free and role == roles[0]
            change = change.then(partial(_taking_part, team=team, role=role, accountable=first))
        return change

    there = [team.name(team.by_role[role][0]) for role in roles if role in team.by_role]
    new = [team.catalogue.roles[role].title for role in roles if role not in team.by_role]
    added_too = f" and add {listed(map(mid_sentence, new))}" if there and new else ""
    start = f"Let {listed(there)} take part in" if there else f"Add {listed(map(mid_sentence, new))} for"
    return Fix(f"{start} “{team.duty(_HAND_OVER)}”{added_too}", apply)


def _taking_part(plan: Plan, team: Team, role: str, accountable: bool) -> Change:
    present = team.by_role.get(role, ())
    change = Change(plan) if present else added(plan, team, role)
    who = present[0] if present else change.newest("positions")
    if accountable:
        return change.then(lambda p: make_accountable(p, team.catalogue, _HAND_OVER, who))
    return change.then(giving(team, _HAND_OVER, who, "R"))


def _add_to_hand_over(team: Team, role: str) -> Fix:
    def works(plan: Plan, newcomer: str) -> Change:
        return set_letter(plan, team.catalogue, _HAND_OVER, newcomer, "R")

    return with_newcomer(add_role(team, role), works)


@rule(
    "CX406",
    "promise-not-handed-over",
    severity="major",
    summary="Whoever keeps the promise after the sale has no part in the hand-over.",
    reason="If customers are companies, customer success has to be able to deliver what marketing and sales "
    "promised; if they are consumers, the product has to be what the advertising showed.",
    example="A B2B company whose hand-over from sales is answered for by marketing alone.",
    remedy="Make customer success (B2B), service delivery (B2C), or each of them accountable or responsible.",
    sources=("002/promise-kept-b2b", "002/promise-kept-b2c"),
    suggest=_hand_over,
)
def promise_not_handed_over(team: Team) -> Iterator[Finding]:
    """Find a hand-over without those who keep the promise."""
    absent = _absent_keepers(team)
    if absent:
        known = [team.catalogue.roles[r].title for r in absent if r in team.catalogue.roles]
        titles = listed((f"no {mid_sentence(title)}" for title in known), "and")
        claims = (("CX201", _HAND_OVER),) if team.row(_HAND_OVER).accountable is None else ()
        message = f"{titles[:1].upper()}{titles[1:]} {'takes' if len(absent) == 1 else 'take'} part in"
        yield Finding(_HAND_OVER, f"{message} “{team.duty(_HAND_OVER)}”.", claims)
