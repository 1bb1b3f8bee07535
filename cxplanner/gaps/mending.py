"""Applying fixes by their ids, as a command does that asks nobody."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from cxplanner.edits.change import Change, EditRefused
from cxplanner.gaps import fix_id, fixes_for, team_gaps
from cxplanner.gaps.effect import gap_effect
from cxplanner.gaps.rule import Fix, Gap
from cxplanner.plan.models import Plan
from cxplanner.plan.team import Team
from cxplanner.text.answers import AnswerRefused, read_answer

Wanted = Callable[[Gap], bool]
"""Whether a gap is one of those that are to be mended."""


@dataclass(frozen=True, slots=True)
class Mendable:
    """An open gap with its fixes by their ids, the best first."""

    gap: Gap
    fixes: dict[str, Fix]

    @property
    def only_way(self) -> Fix | None:
        """The fix that can be applied without anybody: the only one, and it asks nothing."""
        fixes = tuple(self.fixes.values())
        return fixes[0] if len(fixes) == 1 and fixes[0].apply else None


def mendable(team: Team, wanted: Wanted | None = None) -> Iterator[Mendable]:
    """The open gaps of a team that are wanted, those without a fix as well, the severest first."""
    for gap in team_gaps(team):
        if gap.open and (wanted is None or wanted(gap)):
            yield Mendable(gap, {fix_id(gap, fix): fix for fix in fixes_for(gap, team)})


def fix_ids(team: Team) -> frozenset[str]:
    """The ids of all fixes that fit a team as it is."""
    return frozenset(key for one in mendable(team) for key in one.fixes)


def mended(team: Team, ids: Iterable[str], answers: Sequence[str] = ()) -> Change:
    """The plan with these fixes applied, one after the other, as one change.

    ``answers`` are for the fixes that ask, in their order. Raises :class:`EditRefused` for a fix that does
    not fit the plan, or not any more after those before it, and where the answers are too few or too many.
    """
    change, waiting = Change(team.plan), list(answers)
    for key in ids:
        now = _after(team, change)
        fix = _the_fix(now, key, first=now.plan is team.plan)
        change = change.then(_applied(fix, key, waiting))
    if waiting:
        raise EditRefused("There are more answers than questions; one goes with each fix that asks.")
    return change


def mended_without_choice(team: Team, wanted: Wanted) -> Change:
    """The plan with all fixes applied that ask nothing, leave no choice, and open no other gap."""
    change, tried = Change(team.plan), set[tuple[str, str]]()
    while True:
        now = _after(team, change)
        waiting = (one for one in mendable(now, wanted) if (one.gap.code, one.gap.subject) not in tried)
        found = next((one for one in waiting if one.only_way), None)
        if found is None:
            return change
        tried.add((found.gap.code, found.gap.subject))
        change = _if_it_helps(now, change, found)


def _if_it_helps(now: Team, change: Change, found: Mendable) -> Change:
    """The change with the only way to mend a gap after it, unless that opens another or cannot be done."""
    apply = found.only_way.apply if found.only_way else None
    if apply is None:
        return change
    try:
        further = change.then(apply)
    except EditRefused:
        return change
    effect = gap_effect(team_gaps(now), team_gaps(_after(now, further)))
    closed = {(gap.code, gap.subject) for gap in effect.closed}
    helps = (found.gap.code, found.gap.subject) in closed and not effect.opened
    return further if helps else change


def _after(team: Team, change: Change) -> Team:
    return team if change.plan is team.plan else Team(change.plan, team.catalogue, team.today)


def _the_fix(team: Team, key: str, *, first: bool) -> Fix:
    there: dict[str, Fix] = {}
    for one in mendable(team, lambda gap: key.startswith(f"{gap.code}.{gap.subject}.")):
        there.update(one.fixes)
    if key in there:
        return there[key]
    raise EditRefused(f"{key} does not fit{'' if first else ' after the fixes before it'}: {_why(there)}")


def _why(there: Collection[str]) -> str:
    if not there:
        return "there is no such gap (any more); cxplanner fix PLAN lists what there is."
    return f"the gap is mended by {' or '.join(there)}."


def _applied(fix: Fix, key: str, waiting: list[str]) -> Callable[[Plan], Change]:
    if fix.apply:
        return fix.apply
    ask = fix.ask
    if ask is None:
        raise EditRefused(f"{key} cannot be applied.")
    if not waiting:
        raise EditRefused(f"{key} asks: {_ended(ask.question)} Say it by --answer.")
    try:
        answer = read_answer(ask.kind, waiting.pop(0))
    except AnswerRefused as refused:
        raise EditRefused(f"{key} asks: {_ended(ask.question)} {refused}") from None
    return lambda plan: ask.apply(plan, answer)


def _ended(question: str) -> str:
    """A question with a mark at its end, so that a sentence can follow."""
    return question if question.endswith(("?", ".", ":")) else f"{question}?"
