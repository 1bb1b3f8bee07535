"""CX2xx: every responsibility has one who answers and somebody who does it, and nobody too much of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from cxplanner.edits.change import Change, EditRefused
from cxplanner.edits.positions import duplicate_position, remove_position, set_position
from cxplanner.edits.raci import make_accountable
from cxplanner.gaps.fixes import (
    ask,
    assign,
    assign_usual,
    by_usual_role,
    give_letter,
    giving,
    inform,
    least_loaded,
    load,
    may_answer,
    overloaded,
)
from cxplanner.gaps.letters import IT
from cxplanner.gaps.rule import Finding, Fix, rule
from cxplanner.plan.models import Plan
from cxplanner.plan.subjects import ROLE_GROUP
from cxplanner.plan.team import DEVELOP_STRATEGY, MAINTAIN_TOOLS, SINGLE_SOURCE, Team
from cxplanner.text.words import counted, listed


@rule(
    "CX201",
    "unassigned-responsibility",
    severity="major",
    summary="A responsibility that this scale requires has nobody accountable.",
    reason="The usual duties of a CX team stay the same whatever its size. Where it is not clear who answers "
    "for what, the experience turns out uneven.",
    example="[responsibilities.close-the-loop] has a responsible position but no accountable one.",
    remedy="Make exactly one position accountable: the usual role, or the least loaded.",
    sources=("001/same-duties", "004/no-clear-lines"),
    suggest=assign_usual,
)
def unassigned_responsibility(team: Team) -> Iterator[Finding]:
    """Find required responsibilities without an accountable position."""
    for key in team.required:
        if team.row(key).accountable is None:
            yield Finding(key, f"Nobody answers for “{team.duty(key)}”.")


def _somebody_does_it(team: Team, responsibility: str) -> Iterator[Fix]:
    accountable = team.row(responsibility).accountable
    candidates = [by_usual_role(team, responsibility)]
    candidates.append(least_loaded(team, [m.id for m in team.dedicated]))
    if accountable:
        candidates.append(accountable)
    for position in dict.fromkeys(candidates):
        if position is not None:
            yield give_letter(team, responsibility, position, "R")


@rule(
    "CX202",
    "nobody-responsible",
    severity="minor",
    summary="An executive or contributing position answers for work that nobody is named to do.",
    reason="Accountable means answering for the outcome. Somebody with little time for the CX team needs "
    "somebody else who does the work, or the row stays a good intention.",
    example="The IT liaison is accountable for the CX tools, and nobody is responsible.",
    remedy="Name who is responsible; it may be the accountable position itself.",
    sources=("field",),
    suggest=_somebody_does_it,
)
def nobody_responsible(team: Team) -> Iterator[Finding]:
    """Find rows that an executive or contributing position answers for alone."""
    for key, row in team.plan.responsibilities.items():
        if row.accountable is not None and team.nobody_does(key):
            yield Finding(
                key,
                f"{team.name(row.accountable)} answers for “{team.duty(key)}”, but nobody is named to do it.",
            )


def _unload(team: Team, position: str) -> Iterator[Fix]:
    limit = team.scale.thresholds.accountabilities_per_fte
    surplus = 0
    while load(team, position, -surplus) > limit:
        surplus += 1
    moves = _moves(team, position, surplus)
    if len(moves) == surplus:
        words = (f"“{team.duty(duty)}” to {team.name(to)}" for duty, to in moves)
        yield Fix(f"Hand over {listed(words)}", lambda plan: _handed_over(plan, team, position, moves))
    number = len(team.answers_for[position])
    if team.members[position].position.fte < 1 and number <= limit:
        title = f"Raise {team.name(position)} to full time (1 FTE)"
        yield Fix(title, lambda plan: set_position(plan, team.catalogue, position, {"fte": 1.0}))
    if surplus <= limit * team.scale.thresholds.fte_floor:
        yield Fix(f"Add a second {team.title(position)}", lambda plan: _shared(plan, team, position, surplus))


def _movable(team: Team, position: str) -> list[str]:
    return list(reversed(team.answers_for.get(position, ())))


def _moves(team: Team, position: str, number: int) -> list[tuple[str, str]]:
    """(responsibility, receiver) for a number of accountabilities that colleagues have time for."""
    limit = team.scale.thresholds.accountabilities_per_fte
    given: dict[str, int] = {m.id: 0 for m in team.dedicated if not m.executive and m.id != position}
    moves: list[tuple[str, str]] = []
    for duty in _movable(team, position):
        able = [p for p in given if may_answer(team, duty, p) and load(team, p, given[p] + 1) <= limit]
        if len(moves) < number and able:
            receiver = min(able, key=lambda p: (load(team, p, given[p]), team.members[p].vacant))
            given[receiver] += 1
            moves.append((duty, receiver))
    return moves


def _handed_over(plan: Plan, team: Team, position: str, moves: list[tuple[str, str]]) -> Change:
    """A plan in which others answer; a position that speaks for a department, or took part, still does."""
    change = Change(plan)
    speaks = any(position in said.representatives for said in plan.departments.values())
    for duty, receiver in moves:
        change = change.then(_answering(team, duty, receiver))
        if speaks:
            change = change.then(giving(team, duty, position, "R"))
    return change


def _answering(team: Team, duty: str, position: str) -> Callable[[Plan], Change]:
    return lambda plan: make_accountable(plan, team.catalogue, duty, position)


def _shared(plan: Plan, team: Team, position: str, number: int) -> Change:
    twin = duplicate_position(plan, team.catalogue, position)
    moves = [(duty, twin.newest("positions")) for duty in _movable(team, position)[:number]]
    return twin.then(lambda fresh: _handed_over(fresh, team, position, moves))


@rule(
    "CX203",
    "overloaded-position",
    severity="minor",
    summary="A dedicated position answers for more than it has time for.",
    reason="Somebody who answers for everything answers for nothing. The number is common practice, "
    "not a law: it counts accountabilities per full-time equivalent.",
    example="The CX manager is accountable for eleven responsibilities at 1.0 FTE.",
    remedy="Move some to the least loaded colleague, or raise the FTE.",
    sources=("field",),
    suggest=_unload,
)
def overloaded_position(team: Team) -> Iterator[Finding]:
    """Find dedicated positions with too many accountabilities for their time."""
    limit = team.scale.thresholds.accountabilities_per_fte
    for member in team.dedicated:
        if not overloaded(team, member.id):
            continue
        number = len(team.answers_for[member.id])
        yield Finding(
            member.id,
            f"{team.name(member.id)} answers for {counted(number, 'responsibility', 'responsibilities')} "
            f"at {member.position.fte:g} FTE; more than {limit} per FTE is too many.",
        )


def _give_work(team: Team, position: str) -> Iterator[Fix]:
    for key in team.required:
        if team.row(key).accountable is None and may_answer(team, key, position):
            yield assign(team, key, position)
    for key in _fitting(team, position):
        yield give_letter(team, key, position, "R")
    if _dispensable(team, position):
        title = f"Remove {team.name(position)}"
        yield Fix(title, lambda plan: remove_position(plan, team.catalogue, position))


def _fitting(team: Team, position: str) -> list[str]:
    """Work to share: what the role usually does, or else what the busiest colleague answers for."""
    role = team.members[position].role
    within = {*team.required, *team.plan.responsibilities}
    usual = [key for key in (*role.responsible, *role.accountable) if key in within] if role else []
    busiest = max(team.answers_for, key=lambda p: load(team, p), default="")
    return list(dict.fromkeys(usual or team.answers_for.get(busiest, ())))[:6]


def _dispensable(team: Team, position: str) -> bool:
    """Whether a position can be removed without being missed elsewhere in the plan."""
    plan, member = team.plan, team.members[position]
    groups = team.scale.required.roles.values()
    colleagues = team.by_role.get(member.position.role or "", ())
    if any(member.position.role in group.any_of for group in groups) and len(colleagues) < 2:
        return False
    seats = plan.board.seats() if plan.board else ()
    if position in seats or any(position in said.representatives for said in plan.departments.values()):
        return False
    owners = {*(m.owner for m in plan.metrics.values()), *(t.owner for t in plan.tools.values())}
    lettered = any(position in row.everyone() for row in plan.responsibilities.values())
    return not lettered and position not in owners and len(team.dedicated) > team.scale.expected.dedicated_min


@rule(
    "CX204",
    "idle-position",
    severity="minor",
    summary="A dedicated position has nothing to do: no accountability, no responsibility, no initiative, "
    "no reports.",
    reason="A column without an R or an A raises the question whether the position is needed, or whether its "
    "work has been forgotten.",
    example="A second CX analyst is on the team, with no letter in any row.",
    remedy="Give the position work, or remove it.",
    sources=("field",),
    suggest=_give_work,
)
def idle_position(team: Team) -> Iterator[Finding]:
    """Find dedicated positions without any work."""
    leads = {who for case in team.plan.initiatives.values() for who in (case.lead, case.sponsor)}
    for member in team.dedicated:
        busy = team.answers_for.get(member.id) or team.does.get(member.id) or team.reports.get(member.id)
        if not (busy or member.executive or member.id in leads):
            yield Finding(
                member.id, f"{team.name(member.id)} answers for nothing, does nothing and leads nobody."
            )


def ask_incumbent(team: Team, position: str) -> Iterator[Fix]:
    """Ask who holds a vacant position, or when somebody starts; a past end date is cleared as well."""
    name = team.name(position)
    over = {"end": None} if team.members[position].ended else {}

    def hold(plan: Plan, answer: object) -> Change:
        return set_position(plan, team.catalogue, position, {**over, "incumbent": answer})

    def begin(plan: Plan, answer: object) -> Change:
        if isinstance(answer, date) and answer <= team.today:
            raise EditRefused("That day has passed. Enter who holds the position instead.")
        left = {**over, "incumbent": None} if over else {}
        return set_position(plan, team.catalogue, position, {**left, "start": answer})

    yield ask(f"Enter who holds {name}", f"Who is {name}?", "text", hold)
    yield ask(f"Enter when {name} starts", f"When does {name} start?", "date", begin)


@rule(
    "CX205",
    "accountable-vacant",
    severity="minor",
    kind="fill-in",
    summary="A position that is vacant or has ended answers for something, and no start is planned.",
    reason="Until somebody is there, nobody answers. A role description gets the search going; a start "
    "date says that it is under way.",
    example="The VoC manager is accountable for feedback and has neither an incumbent nor a start date.",
    remedy="Enter who holds the position or when somebody starts; the role description helps to hire.",
    sources=("field",),
    suggest=ask_incumbent,
)
def accountable_vacant(team: Team) -> Iterator[Finding]:
    """Find vacant positions that answer for something."""
    for member in team.members.values():
        duties = team.answers_for.get(member.id)
        if not duties or not member.vacant or member.upcoming:
            continue
        groups = team.scale.required.roles.items()
        claims = tuple(
            ("CX304", ROLE_GROUP + key) for key, group in groups if member.position.role in group.any_of
        )
        what = f"“{team.duty(duties[0])}”" if len(duties) == 1 else f"{len(duties)} responsibilities"
        state = f"ended on {member.position.end}" if member.ended else "is vacant"
        yield Finding(member.id, f"{team.name(member.id)} {state} and answers for {what}.", claims)


def _inform_instead(team: Team, responsibility: str) -> Iterator[Fix]:
    consulted = team.row(responsibility).consulted
    surplus = len(consulted) - team.scale.thresholds.consulted
    needed = _must_be_asked(team, responsibility)
    extra = [p for p in consulted if p not in needed][-surplus:] if surplus > 0 else []
    if len(extra) == surplus:
        yield inform(team, responsibility, extra)


def _must_be_asked(team: Team, responsibility: str) -> set[str]:
    """Positions that another rule requires to be consulted: one voice of support, or one of IT."""
    groups: list[tuple[str, ...]] = []
    if responsibility == DEVELOP_STRATEGY:
        groups = [team.by_role.get(role, ()) for role in team.scale.required.heard]
    elif responsibility in (SINGLE_SOURCE, MAINTAIN_TOOLS):
        groups = [team.department(IT).representatives]
    consulted = team.row(responsibility).consulted
    return {next((p for p in consulted if p in group), "") for group in groups}


@rule(
    "CX206",
    "too-many-consulted",
    severity="minor",
    summary="Too many positions are consulted on one responsibility.",
    reason="Everybody who is consulted can delay. Ask of each whether telling them afterwards is enough.",
    example="Seven positions are consulted on the strategy.",
    remedy="Make some of them informed.",
    sources=("field",),
    suggest=_inform_instead,
)
def too_many_consulted(team: Team) -> Iterator[Finding]:
    """Find rows with too many consulted positions."""
    limit = team.scale.thresholds.consulted
    for key, row in team.plan.responsibilities.items():
        if len(row.consulted) > limit:
            yield Finding(
                key,
                f"{len(row.consulted)} positions are consulted on “{team.duty(key)}”; "
                f"more than {limit} slows it down.",
            )
