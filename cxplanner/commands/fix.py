"""``cxplanner fix``: the ways to mend the gaps of plans, what each would do, and doing it."""

from __future__ import annotations

import re
from argparse import Namespace
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

from cxplanner.commands import ExitCode
from cxplanner.commands.call import Parser, a_day
from cxplanner.commands.output import answer, bold, text_width, wrapped, written
from cxplanner.commands.several import Edited, Opened, edit_plans, open_plans, write_plans
from cxplanner.commands.wrong import CallWrong
from cxplanner.edits.change import Change
from cxplanner.gaps import Gap, team_gaps
from cxplanner.gaps.effect import gap_effect
from cxplanner.gaps.mending import Mendable, fix_ids, mendable, mended, mended_without_choice
from cxplanner.gaps.words import gaps_counted
from cxplanner.plan.team import Team
from cxplanner.text.words import counted, nearest, one_line

EXAMPLE: Final = "cxplanner fix team.toml CX701.store-app.5aad16 --apply"
_ID: Final = re.compile(r"CX\d{3}\.[^./\\]+\.[0-9a-f]{6}")
"""A fix, as the list shows it; a plan of such a name is called ``./CX701.a.5aad16``."""


class _Call(NamedTuple):
    """What a call asks for."""

    ids: tuple[str, ...]
    answers: tuple[str, ...]
    gaps: tuple[str, ...]
    apply: bool
    day: date

    def wants(self, gap: Gap) -> bool:
        """Whether a gap is one that is asked for; all are where none is named."""
        return not self.gaps or gap.code in self.gaps or f"{gap.code}.{gap.subject}" in self.gaps

    def team(self, opened: Opened, change: Change | None = None) -> Team:
        """The team of a plan, as it is or as it would be."""
        return Team(change.plan if change else opened.file.plan, opened.catalogue, self.day)


def run(words: list[str]) -> int:
    """List the fixes, or show or do what some of them change."""
    options = _parser().read(words, further="plans")
    ids = tuple(word for word in options.plans if _ID.fullmatch(word))
    named = [Path(word) for word in options.plans if not _ID.fullmatch(word)]
    if not named:
        raise CallWrong(f"PLAN is missing: name the plan that {ids[0]} is for.")
    call = _call(ids, options)
    plans = open_plans(named, options.templates)
    if not call.ids and not call.apply:
        return _list(plans, call)
    edited = _edited(plans, call)
    if call.apply:
        write_plans(edited, lose_comments=options.force)
    for one in edited:
        _tell(one, call, several=len(edited) > 1)
    left = any(call.gaps and any(mendable(call.team(*one), call.wants)) for one in edited)
    return ExitCode.FINDINGS if left else ExitCode.WELL


def _parser() -> Parser:
    parser = Parser(
        "fix",
        "List the ways to mend each gap, with their ids; with ids, say what those fixes change. --apply\n"
        "does it: without ids whatever asks nothing, leaves no choice and opens no other gap. Of several\n"
        "plans all are written or none. Exit status 1 where fixes are listed, or a gap of --gap is left.",
        EXAMPLE,
    )
    add = parser.add_argument
    add("plans", metavar="PLAN|ID", nargs="+", help="plans, or folders of plans; ids of fixes as listed")
    add("--apply", action="store_true", help="do it, and write the plans")
    add(
        "--answer",
        metavar="TEXT",
        action="append",
        default=[],
        help="the answer to the question of a fix that asks; once for each, in the order of their ids",
    )
    add(
        "--gap",
        metavar="CODE[.SUBJECT]",
        action="append",
        default=[],
        help="look at these gaps alone, such as CX701 or CX701.store-app",
    )
    add("--on", metavar="DATE", type=a_day, help="judge as if it were this day, such as 2027-03-01")
    add("--force", action="store_true", help="with --apply: write a plan even if that loses comments")
    parser.templates()
    return parser


def _call(ids: tuple[str, ...], options: Namespace) -> _Call:
    if options.answer and not ids:
        raise CallWrong("--answer goes with the id of a fix that asks.")
    gaps = tuple(_gap(word) for word in options.gap)
    today = options.on or date.today()  # noqa: DTZ011 - the day where the user is
    return _Call(ids, tuple(options.answer), gaps, options.apply, today)


def _gap(word: str) -> str:
    from cxplanner.commands.call import no_such_rule
    from cxplanner.gaps import all_rules

    code, dot, subject = word.partition(".")
    if code.upper() not in all_rules():
        raise CallWrong(no_such_rule(code))
    return f"{code.upper()}{dot}{subject}"


def _edited(plans: Sequence[Opened], call: _Call) -> list[Edited]:
    """What becomes of each plan; of several, each takes the fixes that are meant for it."""
    if not call.ids:
        return edit_plans(plans, lambda one: mended_without_choice(call.team(one), call.wants))
    if len(plans) == 1:
        return edit_plans(plans, lambda one: mended(call.team(one), call.ids, call.answers))
    if call.answers:
        raise CallWrong("--answer goes with one plan.")
    fitting = {one.path: fix_ids(call.team(one)) for one in plans}
    everywhere = frozenset[str]().union(*fitting.values())
    for key in call.ids:
        if key not in everywhere:
            near = nearest(key, everywhere)
            raise CallWrong(f"{key} fits none of the plans." + (f" Did you mean {near}?" if near else ""))
    return edit_plans(
        plans, lambda one: mended(call.team(one), [key for key in call.ids if key in fitting[one.path]])
    )


def _list(plans: Sequence[Opened], call: _Call) -> ExitCode:
    width, found = text_width(), False
    none = "None of the gaps that are named." if call.gaps else "No gaps."
    for opened in plans:
        some = list(mendable(call.team(opened), call.wants))
        found = found or bool(some if call.gaps else any(one.fixes for one in some))
        if len(plans) > 1:
            answer(bold(opened.name))
        answer("\n".join(_fixes(some, width, none=none)))
        if len(plans) > 1:
            answer("")
    return ExitCode.FINDINGS if found else ExitCode.WELL


def _fixes(some: Sequence[Mendable], width: int | None, *, none: str) -> Iterator[str]:
    for gap, fixes in ((one.gap, one.fixes) for one in some):
        yield wrapped(one_line(gap.message), width, first=f"{gap.code}  ", rest=" " * 7)
        for key, fix in fixes.items():
            asks = f" (asks: {one_line(fix.ask.question)})" if fix.ask else ""
            yield wrapped(f"{one_line(fix.title)}{asks}", width, first=f"  {key}  ", rest=" " * 9)
        if not fixes:
            yield wrapped(f"  no fix can be applied; cxplanner rule {gap.code} says what helps", width)
    yield f"{gaps_counted(one.gap for one in some)}." if some else none


def _tell(edited: Edited, call: _Call, *, several: bool) -> None:
    opened, change = edited
    before, after = team_gaps(call.team(opened)), team_gaps(call.team(opened, change))
    effect = gap_effect(before, after)
    nothing = "Nothing here can be done without a question or a choice"
    said = one_line(change.sentence) if change.done else nothing
    (written if call.apply else answer)(f"{opened.name}: {said}." if several else f"{said}.")
    for verb, gaps in (("closes", effect.closed), ("opens", effect.opened), ("leaves", effect.altered)):
        if gaps:
            answer("\n".join(_gaps(verb, gaps)))
    left = gaps_counted(gap for gap in after if gap.open)
    if call.apply:
        answer(f"{left}.")
    elif change.done:
        answer(f"This would leave {left[0].lower()}{left[1:]}. --apply writes it.")


def _gaps(verb: str, gaps: Iterable[Gap]) -> Iterator[str]:
    some = list(gaps)
    yield f"  {verb} {counted(len(some), 'gap')}:"
    yield from (f"    {gap.code}  {one_line(gap.message)}" for gap in some)
