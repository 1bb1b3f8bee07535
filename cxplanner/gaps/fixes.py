"""The steps that fixes are made of, so that every rule fixes the same thing in the same way."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial

from cxplanner.catalogue.models import Role
from cxplanner.edits.board import give_seat
from cxplanner.edits.change import Change, Edit, did
from cxplanner.edits.phrases import VERBS
from cxplanner.edits.positions import add_position, move_position, set_position, usual_boss
from cxplanner.edits.raci import make_accountable, set_letter
from cxplanner.edits.sections import Section, set_board, set_entry
from cxplanner.gaps.letters import letters_due
from cxplanner.gaps.rule import Ask, Fix
from cxplanner.plan.models import Department, Letter, Plan
from cxplanner.plan.team import BE_THE_CUSTOMER, OWN_THE_EXPERIENCE, TRACK_METRICS, Team
from cxplanner.text.answers import AnswerKind
from cxplanner.text.words import listed, mid_sentence


def load(team: Team, position: str, more: int = 0) -> float:
    """Accountabilities per full-time equivalent, with a minimum from the scale so that small shares compare.

    ``more`` is how many accountabilities the position would take on.
    """
    fte = max(team.members[position].position.fte, team.scale.thresholds.fte_floor)
    return (len(team.answers_for.get(position, ())) + more) / fte


def overloaded(team: Team, position: str) -> bool:
    """Whether a dedicated position answers for more than the scale considers possible in its time."""
    member = team.members[position]
    limit = team.scale.thresholds.accountabilities_per_fte
    return member.dedicated and not member.executive and load(team, position) > limit


def least_loaded(team: Team, positions: Iterable[str]) -> str | None:
    """The position with the fewest accountabilities for its time; filled positions come first."""
    return min(positions, key=lambda p: (load(team, p), team.members[p].vacant), default=None)


def by_usual_role(team: Team, responsibility: str) -> str | None:
    """The position that would usually answer for a responsibility, if one is on the team."""
    known = team.catalogue.responsibilities.get(responsibility)
    for role in known.usual_roles if known else ():
        found = least_loaded(team, team.by_role.get(role, ()))
        if found is not None:
            return found
    return None


def measurer(team: Team) -> str | None:
    """The position that a new metric is given to: whoever tracks the metrics, else the owner."""
    return team.row(TRACK_METRICS).accountable or by_usual_role(team, TRACK_METRICS) or team.owner


def may_answer(team: Team, responsibility: str, position: str) -> bool:
    """Whether a position can become accountable without opening another gap.

    What an executive does in person needs an executive; what belongs to the whole experience, and being the
    customer, must stay in the owner's line.
    """
    known = team.catalogue.responsibilities.get(responsibility)
    if known and known.executive and not team.members[position].executive:
        return False
    in_line = responsibility == BE_THE_CUSTOMER or bool(known and known.whole)
    return not in_line or team.owner is None or position in team.owner_line


def assign(team: Team, responsibility: str, position: str) -> Fix:
    """Make one position accountable."""
    title = f"Make {team.name(position)} accountable for “{team.duty(responsibility)}”"
    return Fix(title, lambda plan: make_accountable(plan, team.catalogue, responsibility, position))


def assign_usual(team: Team, responsibility: str, among: Iterable[str] | None = None) -> Iterator[Fix]:
    """Ways to make somebody accountable: whoever usually does it, a new position, the least loaded.

    Nobody is given more than they have time for, and executives get only executive work. A new position is
    offered for the role that usually does it: before people who do other work, and before everybody if the
    scale asks for that role. ``among`` limits who may be chosen, for example to the owner's line.
    """
    within = set(team.members if among is None else among)
    allowed = [p for p in team.members if p in within and may_answer(team, responsibility, p)]
    suitable = [p for p in allowed if _suits(team, responsibility, p)]
    usual = next((p for p in _usually(team, responsibility) if p in suitable), None)
    rest = [p for p in suitable if p != usual and _is_near(team, p)]
    other = least_loaded(team, [p for p in rest if team.members[p].dedicated] or rest)
    role = _newcomer(team, responsibility, within, usual is None)
    if usual is None and other is None and role is None:
        staff = [m.id for m in team.dedicated if m.id in allowed and not m.executive]
        other = least_loaded(team, staff or allowed)
    newcomer = [] if role is None else [add_and_assign(team, role, responsibility)]
    wanted = role is not None and _is_asked_for(team, role)
    yield from newcomer if wanted else ()
    if usual is not None:
        yield assign(team, responsibility, usual)
    yield from () if wanted else newcomer
    if other is not None:
        yield assign(team, responsibility, other)


def _is_asked_for(team: Team, role: str) -> bool:
    """Whether the scale asks for a role that is missing, so that whoever stands in for it is no answer."""
    required = team.scale.required
    return role in required.heard or any(role in group.any_of for group in required.roles.values())


def _is_near(team: Team, position: str) -> bool:
    """Whether work of the team may go to a position: a dedicated one, an executive only as the owner."""
    member = team.members[position]
    return team.owner in (None, position) if member.executive else member.dedicated


def _suits(team: Team, responsibility: str, position: str) -> bool:
    """Whether a position has time for a duty and, if it is an executive's, a reason to take it."""
    known, member = team.catalogue.responsibilities.get(responsibility), team.members[position]
    if member.executive:
        return known is None or known.executive or known.whole
    limited = member.dedicated and "CX203" not in team.scale.rules_off
    return not limited or load(team, position, 1) <= team.scale.thresholds.accountabilities_per_fte


def _usually(team: Team, responsibility: str) -> Iterator[str]:
    """The positions that usually answer for a duty, role by role, the least loaded of each role first."""
    known = team.catalogue.responsibilities.get(responsibility)
    for role in known.usual_roles if known else ():
        yield from sorted(team.by_role.get(role, ()), key=lambda p: load(team, p))


def _newcomer(team: Team, responsibility: str, within: set[str], needed: bool) -> str | None:
    """The role to add for a duty: the first that usually does it here, if the team lacks it.

    If nobody on the team usually does it, any such role that is missing. A duty that has to stay in the
    owner's line needs a role that would report there.
    """
    known = team.catalogue.responsibilities.get(responsibility)
    in_line = responsibility == BE_THE_CUSTOMER or bool(known and known.whole)
    for key in known.usual_roles if known else ():
        role = team.catalogue.roles.get(key)
        if role is None or not _joins(team, key, role):
            continue
        if key not in team.by_role:
            boss = usual_boss(team.plan, team.catalogue, role)
            if not in_line or team.owner is None or boss in within & team.owner_line:
                return key
        if not needed:
            return None
    return None


def _joins(team: Team, key: str, role: Role) -> bool:
    """Whether this company would add a role: one of its scale, an executive only as the missing owner."""
    owners = team.catalogue.leadership[team.plan.leadership.model].owner_roles
    fits = not role.executive or (team.owner is None and key in owners)
    return fits and team.plan.company.scale in role.scales


def add_role(team: Team, role: str) -> Fix:
    """Add a position with a role, its usual responsibilities and the letters its departments need."""
    title = team.catalogue.roles[role].title
    return Fix(f"Add a position: {title}", lambda plan: added(plan, team, role))


def added(plan: Plan, team: Team, role: str) -> Change:
    """A plan with one more position of a role, which is the newest of the change.

    It has the letters and the board seat that it needs; if it is now the owner, the team reports to it.
    """
    change = add_position(plan, team.catalogue, role)
    newcomer = change.newest("positions")
    change = change.then(lambda p: at_the_table(p, team, newcomer))
    if Team(change.plan, team.catalogue).owner == newcomer:
        change = change.then(lambda p: under_owner(p, team, newcomer))
    return change


def succeed(plan: Plan, team: Team, position: str, duties: Iterable[str]) -> Change:
    """A plan in which a position takes over duties from the owner and, with ownership itself, the team.

    A new owner from the old owner's line then reports to the old owner's superior.
    """
    change, taken = Change(plan), tuple(duties)
    for duty in taken:
        change = change.then(partial(_answering, team=team, duty=duty, position=position))
    if team.owner is None or OWN_THE_EXPERIENCE not in taken:
        return change
    above = team.members[team.owner].position.reports_to
    if above is not None and position in team.owner_line:
        change = change.then(_reporting(team, position, above))
    for member in team.dedicated:
        if member.position.reports_to == team.owner and member.id != position:
            change = change.then(_reporting(team, member.id, position))
    return change


def _answering(plan: Plan, team: Team, duty: str, position: str) -> Change:
    return make_accountable(plan, team.catalogue, duty, position)


def under_owner(plan: Plan, team: Team, owner: str) -> Change:
    """A plan in which the CX team reports to its new owner, who is told what customers say.

    If the owner is new to the plan, they head the department that the leadership model names, if any.
    """
    change = with_letters(plan, team, owner)
    department = team.catalogue.leadership[plan.leadership.model].department
    if department and owner not in team.members:
        title = f"Head of {mid_sentence(team.department_title(department))}"
        fields = {"department": department, "title": title}
        change = change.then(lambda p: set_position(p, team.catalogue, owner, fields))
    for position in _ownerless(Team(plan, team.catalogue), owner):
        change = change.then(_reporting(team, position, owner))
    return change


def _reporting(team: Team, position: str, boss: str) -> Edit:
    return lambda plan: move_position(plan, team.catalogue, position, boss)


def _ownerless(team: Team, owner: str) -> Iterator[str]:
    """The dedicated positions at the head of a line that ends outside the team, except the owner's line."""
    for member in team.dedicated:
        boss = member.position.reports_to
        if boss not in team.members and not member.executive and owner not in team.line_of(member.id):
            yield member.id


def at_the_table(plan: Plan, team: Team, position: str) -> Change:
    """A plan in which a position has the letters it needs and the board seat that its department lacks."""
    change = with_letters(plan, team, position)
    seated = set(plan.board.seats()) if plan.board else {position}
    for department in team.scale.required.board:
        speakers = change.plan.departments.get(department, Department()).representatives
        if position in speakers and not seated.intersection(speakers):
            return change.then(seating(team, position))
    return change


def seating(team: Team, position: str) -> Edit:
    """The edit that gives a position a seat on the board."""
    return lambda plan: give_seat(plan, team.catalogue, position)


def with_letters(plan: Plan, team: Team, position: str) -> Change:
    """A plan in which a position has the letters that its role and the departments it speaks for need.

    Somebody who represents others has to be consulted and informed, or fixing one gap opens the next.
    """
    change = Change(plan)
    for due in letters_due(Team(plan, team.catalogue), position):
        change = change.then(giving(team, due.responsibility, position, due.letter))
    return change


def add_and_assign(team: Team, role: str, responsibility: str) -> Fix:
    """Add a position with a role and make it accountable for one thing, whoever was before."""

    def answers(plan: Plan, newcomer: str) -> Change:
        return make_accountable(plan, team.catalogue, responsibility, newcomer)

    fix = with_newcomer(add_role(team, role), answers)
    return replace(fix, title=f"{fix.title}, accountable for “{team.duty(responsibility)}”")


def with_newcomer(fix: Fix, more: Callable[[Plan, str], Change]) -> Fix:
    """A ready fix that adds a position, followed by another edit of that position."""
    first = fix.apply
    if first is None:
        return fix

    def apply(plan: Plan) -> Change:
        change = first(plan)
        return change.then(lambda p: more(p, change.newest("positions")))

    return replace(fix, apply=apply)


def giving(team: Team, responsibility: str, position: str, letter: Letter) -> Edit:
    """The edit that gives a position a letter."""
    return lambda plan: set_letter(plan, team.catalogue, responsibility, position, letter)


def give_letter(team: Team, responsibility: str, position: str, letter: Letter) -> Fix:
    """Give a position a letter, in the words of RACI."""
    title = f"Make {team.name(position)} {VERBS[letter]} “{team.duty(responsibility)}”"
    return Fix(title, giving(team, responsibility, position, letter))


def inform(team: Team, responsibility: str, positions: Collection[str]) -> Fix:
    """Make several positions informed of one thing, as one step."""
    words = f"{listed(team.name(p) for p in positions)} informed of “{team.duty(responsibility)}”"

    def apply(plan: Plan) -> Change:
        for position in positions:
            plan = set_letter(plan, team.catalogue, responsibility, position, "I").plan
        return did(plan, f"Made {words}")

    return Fix(f"Make {words}", apply)


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
    """Make a position report to somebody else."""
    return Fix(title, lambda plan: move_position(plan, team.catalogue, position, boss))


def ask(title: str, question: str, kind: AnswerKind, apply: Callable[[Plan, object], Change]) -> Fix:
    """Ask the manager for a fact and write it down."""
    return Fix(title, ask=Ask(question, kind, apply))


def also(fix: Fix, more: Edit) -> Fix:
    """A ready fix followed by another edit."""
    first = fix.apply
    return replace(fix, apply=lambda plan: first(plan).then(more)) if first else fix


def with_speaker(team: Team, fix: Fix, department: str) -> Fix:
    """The same fix, after which a department's representative also has the letters it needs."""
    speakers = team.department(department).representatives
    return also(fix, lambda plan: with_letters(plan, team, speakers[0])) if speakers else fix
