"""CX207 and CX208: nobody is promised twice, and nobody speaks for half the company."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Final

from cxplanner.edits.change import Change
from cxplanner.edits.positions import set_position
from cxplanner.edits.sections import set_entry
from cxplanner.gaps.fixes import added, at_the_table
from cxplanner.gaps.rule import Finding, Fix, rule
from cxplanner.plan.models import Plan
from cxplanner.plan.persons import persons
from cxplanner.plan.team import Member, Team, fte_of
from cxplanner.text.words import listed, number

_FULL: Final = 1.0


def _holding(team: Team, subject: str) -> tuple[Member, ...]:
    found = (held for held in persons(team).values() if held[0].id == subject)
    return next(found, ())


def _lower(team: Team, subject: str) -> Iterator[Fix]:
    held = _holding(team, subject)
    surplus = round(fte_of(held) - _FULL, 2)
    for member in sorted(held, key=lambda m: -m.position.fte):
        left = round(member.position.fte - surplus, 2)
        if left > 0:
            yield _with(team, f"Lower {team.name(member.id)} to {left:g} FTE", member.id, {"fte": left})
    for member in reversed(held):
        if member.position.fte >= surplus and member.id != team.owner:
            yield _with(team, f"Leave {team.name(member.id)} vacant", member.id, {"incumbent": None})


def _with(team: Team, title: str, position: str, fields: Mapping[str, object]) -> Fix:
    return Fix(title, lambda plan: set_position(plan, team.catalogue, position, fields))


@rule(
    "CX207",
    "person-overbooked",
    severity="major",
    summary="The positions one person holds add up to more than full time.",
    reason="A plan that counts on the same person twice has less time in it than it says.",
    example="Ben Cole is CX manager at 1.0 FTE and VoC manager at 0.5.",
    remedy="Lower the share of one of the positions, or let somebody else hold it.",
    sources=("field",),
    suggest=_lower,
)
def person_overbooked(team: Team) -> Iterator[Finding]:
    """Find people whose positions add up to more than one full-time equivalent."""
    for name, held in persons(team).items():
        if len(held) > 1 and fte_of(held) > _FULL:
            titles = listed(team.name(member.id) for member in held)
            yield Finding(held[0].id, f"{name} holds {titles}: {number(fte_of(held))} FTE together.")


def _speaks_for(team: Team) -> Mapping[str, list[str]]:
    """The first position of a person -> the departments that only this person speaks for."""
    first = {member.id: held[0].id for held in persons(team).values() for member in held}
    found: dict[str, list[str]] = {}
    for key in team.catalogue.departments:
        said = team.department(key)
        who = {first.get(position, position) for position in said.representatives}
        if said.exists and len(who) == 1:
            found.setdefault(who.pop(), []).append(key)
    return found


def _share_out(team: Team, subject: str) -> Iterator[Fix]:
    limit = team.scale.thresholds.departments_per_person
    departments = _speaks_for(team).get(subject, [])[limit:]
    plans = [(key, _other(team, subject, key)) for key in departments]
    if plans and all(who for _, who in plans):
        titles = listed(team.department_title(key) for key in departments)
        yield Fix(f"Let somebody else speak for {titles}", _sharing(team, [(k, w) for k, w in plans if w]))


def _other(team: Team, subject: str, department: str) -> str | None:
    """Somebody in the department who does not speak for another, or else the role that would."""
    mine = {member.id for member in _holding(team, subject)} | {subject}
    busy = {p for key in team.catalogue.departments for p in team.department(key).representatives}
    for member in team.members.values():
        if member.department == department and member.id not in mine | busy and not member.ended:
            return member.id
    for key, role in team.catalogue.roles.items():
        if department in role.represents and not role.executive and key not in team.by_role:
            return key
    return None


def _sharing(team: Team, plans: list[tuple[str, str]]) -> Callable[[Plan], Change]:
    def apply(plan: Plan) -> Change:
        change = Change(plan)
        for department, who in plans:
            change = change.then(partial(_speaking, team=team, department=department, who=who))
        return change

    return apply


def _speaking(plan: Plan, team: Team, department: str, who: str) -> Change:
    change = Change(plan) if who in plan.positions else added(plan, team, who)
    position = who if who in plan.positions else change.newest("positions")
    fields = {"representatives": [position]}
    change = change.then(lambda p: set_entry(p, team.catalogue, "departments", department, fields))
    return change.then(lambda p: at_the_table(p, team, position))


@rule(
    "CX208",
    "one-voice-for-many",
    severity="minor",
    summary="One person alone speaks for more departments than one person can.",
    reason="A representative brings in what a department knows and carries back what was decided. Nobody "
    "does that for half the company; the departments are then represented on paper. The number is "
    "cxplanner's own.",
    example="The CX manager speaks for marketing, sales, IT and the back office.",
    remedy="Let somebody else speak for one of the departments.",
    sources=("004/no-silos", "field"),
    suggest=_share_out,
)
def one_voice_for_many(team: Team) -> Iterator[Finding]:
    """Find people who speak for more departments than the scale's threshold."""
    for position, departments in _speaks_for(team).items():
        if len(departments) > team.scale.thresholds.departments_per_person:
            titles = listed(map(team.department_title, departments))
            who = team.members[position].position.incumbent or team.name(position)
            yield Finding(position, f"{who} alone speaks for {titles}.")
