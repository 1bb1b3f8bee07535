"""The moves that fixes are made of, so that every rule mends the same thing in the same way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from cxplanner.answers import AnswerKind
from cxplanner.edits.change import Change
from cxplanner.edits.positions import add_position, move_position, set_position
from cxplanner.edits.raci import make_accountable, set_letter
from cxplanner.edits.sections import Section, set_board, set_entry
from cxplanner.gaps.rule import Ask, Fix
from cxplanner.plan import Letter, Plan
from cxplanner.team import Team


def load(team: Team, position: str) -> float:
    """Accountabilities per full-time equivalent; the scale's floor keeps small shares comparable."""
    fte = max(team.members[position].position.fte, team.scale.thresholds.fte_floor)
    return len(team.answers_for.get(position, ())) / fte


def least_loaded(team: Team, positions: Iterable[str]) -> str | None:
    """Of these positions the one with the fewest accountabilities for its time; filled ones first."""
    return min(positions, key=lambda p: (load(team, p), team.members[p].vacant), default=None)


def by_usual_role(team: Team, responsibility: str) -> str | None:
    """The position that would usually answer for a responsibility, if one is on the team."""
    known = team.catalogue.responsibilities.get(responsibility)
    for role in known.usual_roles if known else ():
        found = least_loaded(team, team.by_role.get(role, ()))
        if found is not None:
            return found
    return None


def assign(team: Team, responsibility: str, position: str) -> Fix:
    """Make one position accountable."""
    title = f"Make {team.name(position)} accountable for “{team.duty(responsibility)}”"
    return Fix(title, lambda plan: make_accountable(plan, team.catalogue, responsibility, position))


def assign_usual(team: Team, responsibility: str, among: Iterable[str] | None = None) -> Iterator[Fix]:
    """Ways to find somebody accountable: the usual role, the least loaded, else a new position.

    ``among`` limits who may be chosen, such as the owner's line.
    """
    allowed = list(team.members if among is None else among)
    usual = by_usual_role(team, responsibility)
    if usual in allowed and usual is not None:
        yield assign(team, responsibility, usual)
    free = [p for p in allowed if team.members[p].dedicated and p != usual]
    other = least_loaded(team, free)
    if other is not None:
        yield assign(team, responsibility, other)
    known = team.catalogue.responsibilities.get(responsibility)
    role = next(iter(known.usual_roles), None) if known else None
    if usual is None and role is not None:
        yield add_and_assign(team, role, responsibility)


def add(team: Team, role: str) -> Fix:
    """Add a position of a role, with what it usually takes."""
    title = team.catalogue.roles[role].title
    return Fix(f"Add a position: {title}", lambda plan: add_position(plan, team.catalogue, role))


def add_and_assign(team: Team, role: str, responsibility: str) -> Fix:
    """Add a position of a role and make it accountable for one thing, whoever had that before."""

    def apply(plan: Plan) -> Change:
        return then(
            add_position(plan, team.catalogue, role),
            lambda p: make_accountable(p, team.catalogue, responsibility, list(p.positions)[-1]),
        )

    title = team.catalogue.roles[role].title
    return Fix(f"Add a position: {title}, accountable for “{team.duty(responsibility)}”", apply)


def give_letter(team: Team, responsibility: str, position: str, letter: Letter) -> Fix:
    """Give a position a letter, in the words of RACI."""
    verb = {"R": "responsible for", "A": "accountable for", "C": "consulted on", "I": "informed of"}[letter]
    title = f"Make {team.name(position)} {verb} “{team.duty(responsibility)}”"
    return Fix(title, lambda plan: set_letter(plan, team.catalogue, responsibility, position, letter))


def entry(team: Team, title: str, section: Section, key: str, fields: Mapping[str, object]) -> Fix:
    """Set fields of an objective, department, metric, tool or initiative."""
    return Fix(title, lambda plan: set_entry(plan, team.catalogue, section, key, fields))


def board(team: Team, title: str, fields: Mapping[str, object]) -> Fix:
    """Set fields of the CX board."""
    return Fix(title, lambda plan: set_board(plan, team.catalogue, fields))


def role_of(team: Team, title: str, position: str, role: str | None) -> Fix:
    """Set the role of a position."""
    return Fix(title, lambda plan: set_position(plan, team.catalogue, position, {"role": role}))


def report_to(team: Team, title: str, position: str, boss: str) -> Fix:
    """Let a position report to somebody else."""
    return Fix(title, lambda plan: move_position(plan, team.catalogue, position, boss))


def ask(title: str, question: str, kind: AnswerKind, apply: Callable[[Plan, object], Change]) -> Fix:
    """Ask the manager for a fact and write it down."""
    return Fix(title, ask=Ask(question, kind, apply))


def then(first: Change, second: Callable[[Plan], Change]) -> Change:
    """Two edits as one step of undo."""
    following = second(first.plan)
    if following.plan is first.plan:
        return first
    return Change(
        following.plan, f"{first.sentence}; {following.sentence}", first.renames + following.renames
    )
