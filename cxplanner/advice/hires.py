"""The next hire: which additional person, in which position, would close most of a plan's gaps.

Edits and gaps are pure, so every candidate is tried: each vacant position in the plan, and a new position for
each role in the catalogue. A hire is a person, so a candidate is judged as if somebody held the position; one
that stayed vacant would only be the next gap.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial, reduce
from typing import Final

from cxplanner.catalogue.models import Role
from cxplanner.edits.board import add_speaker
from cxplanner.edits.change import Change, Edit, unchanged
from cxplanner.edits.positions import set_position
from cxplanner.edits.raci import make_accountable
from cxplanner.gaps import Gap, team_gaps
from cxplanner.gaps.effect import Effect, gap_effect
from cxplanner.gaps.fixes import added, at_the_table, giving, may_answer
from cxplanner.gaps.rule import Severity
from cxplanner.plan.models import Plan
from cxplanner.plan.team import Member, Team

WEIGHTS: Final[Mapping[Severity, int]] = {"critical": 25, "major": 5, "minor": 1}
"""The weight of a gap when hires are compared: five of one severity are worth one of the next."""

_SOMEBODY: Final = "somebody as {}"
"""The placeholder for whoever is hired: a different person for each position."""

Hiring = Callable[[Plan, str | None], Change]


@dataclass(frozen=True, slots=True)
class Hire:
    """One person more: into which position, and what that does to the gaps once the position is held.

    ``role`` is None for a vacant position that has none; ``new`` says whether the position is added for
    this hire or is in the plan already, vacant. ``named`` says that the company has this person already, in
    another department or at its head: nobody is hired, the plan only has to say who it is. ``sentence`` says
    what else changes in the plan: what is added and taken up; it is empty where a position is filled and
    nothing else. ``spared`` are those of the gaps in ``closes`` that need nobody more: those who are there
    close them by taking up what is due to them.
    """

    role: str | None
    position: str
    title: str
    new: bool
    named: bool
    sentence: str
    closes: tuple[Gap, ...]
    opens: tuple[Gap, ...]
    _hiring: Hiring = field(repr=False, compare=False)
    spared: tuple[Gap, ...] = ()

    @property
    def weight(self) -> int:
        """How much this person gains: what closes for want of one, less what opens."""
        return weight_of(self.closes) - weight_of(self.spared) - weight_of(self.opens)

    def apply(self, plan: Plan, incumbent: str | None = None) -> Change:
        """The hire as one edit of the plan it was judged for.

        With the name of the person hired, exactly the gaps in ``closes`` are closed. Without a name the
        position is added, or takes up the work it should have, but stays vacant.
        """
        return self._hiring(plan, incumbent)

    def held(self, plan: Plan) -> Plan:
        """The plan after the hire, with the position held by somebody who holds no other."""
        return self.apply(plan, _SOMEBODY.format(self.position)).plan


Told = Callable[[int, int], object]
"""Called with the number of candidates tried so far, and the number of all."""


def weight_of(gaps: Iterable[Gap]) -> int:
    """The total weight of some gaps."""
    return sum(WEIGHTS[gap.severity] for gap in gaps)


def next_hires(team: Team, told: Told | None = None) -> tuple[Hire, ...]:
    """Every candidate for the next hire, the one that gains most first; ``told`` hears how far that is.

    Of equals a vacant position of the plan comes before a new one, what answers for more before what
    answers for less, what suits the scale and the leadership model before what does not, then the order
    of the plan and of the catalogue.
    """
    before = team_gaps(team)
    spared = _closed_by_letters(team, before)
    vacant = [partial(_filled, team, member, before) for member in _vacancies(team)]
    trials = [*vacant, *(partial(_newcomer, team, role, before, spared) for role in team.catalogue.roles)]
    tried = []
    for number, trial in enumerate(trials, start=1):
        tried.append(trial())
        if told is not None:
            told(number, len(trials))

    def rank(hire: Hire) -> tuple[int, bool, int, int]:
        answers = len(team.answers_for.get(hire.position, ())) if not hire.new else 0
        return -hire.weight, hire.new, -answers, _unsuited(team, hire)

    return tuple(sorted(tried, key=rank))


def hiring_plan(team: Team, number: int, told: Told | None = None) -> tuple[Hire, ...]:
    """The next hires, one after another: each is the best after those before it.

    There are fewer than ``number`` once no further hire gains anything.
    """
    chosen: list[Hire] = []

    def told_in_all(done: int, of: int) -> None:
        if told is not None:
            told(len(chosen) * of + done, number * of)

    while len(chosen) < number:
        best = next(iter(next_hires(team, told_in_all)), None)
        if best is None or best.weight <= 0:
            break
        chosen.append(best)
        team = Team(best.held(team.plan), team.catalogue, team.today)
    return tuple(chosen)


def hire_of(team: Team, role: str, before: Iterable[Gap] | None = None) -> Hire:
    """The effect of one more position with a role; ``before`` are the team's gaps, if known already."""
    known = team_gaps(team) if before is None else tuple(before)
    return _newcomer(team, role, known, _closed_by_letters(team, known))


def _newcomer(team: Team, role: str, before: tuple[Gap, ...], spared: tuple[Gap, ...]) -> Hire:
    def hiring(plan: Plan, incumbent: str | None) -> Change:
        change = added(plan, team, role)
        return _held(change, team, change.newest("positions"), incumbent)

    planned = hiring(team.plan, None)
    key, known = planned.newest("positions"), team.catalogue.roles[role]
    named = known.engagement == "contributing"
    hire = Hire(role, key, known.title, True, named, planned.sentence, (), (), hiring)
    held = _held(planned, team, key, _SOMEBODY.format(key))
    judged = _judged(team, before, held.plan, hire)
    return replace(judged, spared=tuple(gap for gap in judged.closes if gap in spared))


def _closed_by_letters(team: Team, before: tuple[Gap, ...]) -> tuple[Gap, ...]:
    """The gaps for which nobody has to come: those who are there close them with letters due to them.

    What would open other gaps, such as too much work for one person, is left to somebody new.
    """
    plan = team.plan
    for member in team.members.values():
        due = tuple(_due(team, member)) if member.there and not member.vacant else ()
        taken = reduce(Change.then, due, Change(plan)).plan
        if taken != plan and not _effect(team, before, taken).opened:
            plan = taken
    return () if plan is team.plan else _effect(team, before, plan).closed


def _effect(team: Team, before: Iterable[Gap], plan: Plan) -> Effect:
    return gap_effect(before, team_gaps(Team(plan, team.catalogue, team.today)))


def _filled(team: Team, member: Member, before: Iterable[Gap]) -> Hire:
    due = tuple(_due(team, member))

    def hiring(plan: Plan, incumbent: str | None) -> Change:
        change = taken_up(_held(Change(plan), team, member.id, incumbent))
        return change if change.done else unchanged(plan, f"{team.name(member.id)} stays as it is")

    def taken_up(change: Change) -> Change:
        return reduce(Change.then, due, change)

    words = taken_up(Change(team.plan)).sentence
    title, named = team.name(member.id), not member.dedicated
    hire = Hire(member.position.role, member.id, title, False, named, words, (), (), hiring)
    return _judged(team, before, hire.held(team.plan), hire)


def _judged(team: Team, before: Iterable[Gap], plan: Plan, hire: Hire) -> Hire:
    effect = _effect(team, before, plan)
    return replace(hire, closes=effect.closed, opens=effect.opened)


def _held(change: Change, team: Team, position: str, incumbent: str | None) -> Change:
    """The position with somebody in it; a past end date is cleared, as it was the previous holder's."""
    if incumbent is None:
        return change
    member = team.members.get(position)
    over = {"start": None, "end": None} if member and member.ended else {}
    fields = {**over, "incumbent": incumbent}
    return change.then(lambda plan: set_position(plan, team.catalogue, position, fields))


def _vacancies(team: Team) -> Iterator[Member]:
    """The vacant positions for which no start is planned.

    Those that answer for nothing are all alike, so there is only one for each role.
    """
    seen: set[str | None] = set()
    for member in team.members.values():
        if not member.vacant or member.upcoming:
            continue
        if team.answers_for.get(member.id) or member.position.role not in seen:
            seen.add(member.position.role)
            yield member


def _due(team: Team, member: Member) -> Iterator[Edit]:
    """What somebody in a vacant position would take up: the role's work that nobody does, and its voice."""
    role, key = member.role, member.id
    if role is None:
        return
    listed = {*team.required, *team.plan.responsibilities}
    for duty in dict.fromkeys((*role.accountable, *role.responsible)):
        if duty not in listed:
            continue
        free = team.row(duty).accountable is None and duty in role.accountable
        if free and may_answer(team, duty, key):
            yield partial(make_accountable, catalogue=team.catalogue, responsibility=duty, position=key)
        elif team.nobody_does(duty):
            yield giving(team, duty, key, "R")
    for department in _silent(team, role):
        yield partial(add_speaker, catalogue=team.catalogue, department=department, position=key)
    yield partial(at_the_table, team=team, position=key)


def _silent(team: Team, role: Role) -> Iterator[str]:
    for department in role.represents:
        said = team.department(department)
        if said.exists and not said.representatives:
            yield department


def _unsuited(team: Team, hire: Hire) -> int:
    """0 for a role that suits this scale and leadership model, more for one that does not."""
    role = team.catalogue.roles.get(hire.role or "")
    if role is None:
        return 1
    owners = team.catalogue.leadership[team.plan.leadership.model].owner_roles
    other_scale = team.plan.company.scale not in role.scales
    return int(other_scale) + int(role.executive and hire.role not in owners)
