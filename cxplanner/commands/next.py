"""``cxplanner next``: whom to hire next, and which gaps that closes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Final

from cxplanner.advice.hires import Hire, hiring_plan
from cxplanner.commands import ExitCode
from cxplanner.commands.call import Parser, a_day, a_number, one_of
from cxplanner.commands.check_text import headline
from cxplanner.commands.loading import open_plan, problems_for_programs
from cxplanner.commands.output import answer, bold, progress, remark, text_width, wrapped
from cxplanner.gaps import Gap, team_gaps
from cxplanner.gaps.words import by_severity, gaps_counted
from cxplanner.plan.team import Team
from cxplanner.text.words import counted, one_line
from cxplanner.toml.problems import FileProblems

EXAMPLE: Final = "cxplanner next team.toml -n 3"
VERSION: Final = 1
USUAL: Final = 3
"""So many hires are shown where nobody says how many."""


def run(words: list[str]) -> int:
    """Show the next hires, each with the gaps it closes on top of those before it."""
    options = _parser().read(words)
    day = options.on or date.today()  # noqa: DTZ011 - the day where the user is
    try:
        file, catalogue = open_plan(options.plan, options.templates)
    except FileProblems as error:
        if options.format == "json":
            answer(json.dumps(_broken(options.plan, day, error), indent=2))
        raise
    for warning in file.warnings:
        remark(f"note: {warning.sentence()}")
    team = Team(file.plan, catalogue, day)
    with progress("Tried") as told:
        hires = hiring_plan(team, options.number, told)
    if options.format == "json":
        answer(json.dumps(_json(options.plan, team, hires), indent=2))
    else:
        answer("\n".join(_text(team, hires, text_width())))
    return ExitCode.WELL


def _parser() -> Parser:
    parser = Parser(
        "next",
        "Show whom to hire next: vacant positions and new ones, the one that closes most first, each on\n"
        "top of those before it. A hire counts as somebody who is there.",
        EXAMPLE,
    )
    add = parser.add_argument
    add("plan", metavar="PLAN", type=Path, help="the plan file")
    add(
        "-n",
        "--number",
        metavar="N",
        type=a_number,
        default=USUAL,
        help=f"how many hires to show, {USUAL} if left out",
    )
    add("--format", type=one_of("text", "json"), default="text", metavar="FORMAT", help="text or json")
    add("--on", metavar="DATE", type=a_day, help="judge as if it were this day, such as 2027-03-01")
    parser.templates()
    return parser


def _text(team: Team, hires: tuple[Hire, ...], width: int | None) -> Iterator[str]:
    yield bold(wrapped(headline(team), width))
    for number, hire in enumerate(hires, start=1):
        yield ""
        yield from _hire(number, hire, width)
        last = hire.held(team.plan)
        team = Team(last, team.catalogue, team.today)
    yield ""
    left = [gap for gap in team_gaps(team) if gap.open]
    if hires:
        yield wrapped(f"After {_steps(hires)}: {gaps_counted(left)}.", width)
    elif left:
        yield wrapped(f"No hire closes more than it opens. {gaps_counted(left)}.", width)
    else:
        vacant = [member for member in team.members.values() if member.vacant and not member.upcoming]
        yield wrapped(f"No gaps: nobody is needed. Open vacancies: {len(vacant)}.", width)


def _steps(hires: Iterable[Hire]) -> str:
    """How many people are hired and how many are only named: ``2 hires and 1 person named``."""
    named = [hire.named for hire in hires]
    said = [counted(named.count(False), "hire")] if False in named else []
    if True in named:
        said.append(f"{counted(named.count(True), 'person', 'people')} named")
    return " and ".join(said)


def _place(hire: Hire) -> str:
    """Where a person is to come from: ``a new position``."""
    if hire.named:
        return "not a hire: name who in the company does this"
    return "a new position" if hire.new else "a position that is vacant"


def _hire(number: int, hire: Hire, width: int | None) -> Iterator[str]:
    yield bold(wrapped(f"{number}. {one_line(hire.title)}: {_place(hire)}, id {hire.position}", width))
    if hire.sentence:
        yield wrapped(one_line(hire.sentence), width, first="   ", rest="   ")
    yield from _gaps("closes", hire.closes, width)
    if hire.spared:
        remedy = "can be closed by giving letters to people who are there already"
        yield wrapped(f"{by_severity(hire.spared)} of these {remedy}", width, first="   ", rest="   ")
    if hire.opens:
        yield from _gaps("opens", hire.opens, width)


def _gaps(verb: str, gaps: tuple[Gap, ...], width: int | None) -> Iterator[str]:
    yield f"   {verb} {by_severity(gaps)}"
    for gap in gaps:
        text = f"{gap.name}: {one_line(gap.message)}"
        yield wrapped(text, width, first=f"     {gap.code}  ", rest=" " * 12)


def _json(path: Path, team: Team, hires: Iterable[Hire]) -> dict[str, object]:
    return {
        "version": VERSION,
        "path": str(path),
        "company": team.plan.company.name,
        "scale": team.plan.company.scale,
        "on": team.today.isoformat(),
        "hires": [_hire_data(hire) for hire in hires],
        "errors": [],
    }


def _broken(path: Path, day: date, error: FileProblems) -> dict[str, object]:
    nothing: dict[str, object] = {"company": None, "scale": None, "on": day.isoformat(), "hires": []}
    return {"version": VERSION, "path": str(path), **nothing, "errors": problems_for_programs(error)}


def _hire_data(hire: Hire) -> dict[str, object]:
    return {
        "role": hire.role,
        "title": hire.title,
        "position": hire.position,
        "new": hire.new,
        "named": hire.named,
        "change": hire.sentence,
        "weight": hire.weight,
        "closes": [_gap_data(gap) for gap in hire.closes],
        "spared": [_gap_data(gap) for gap in hire.spared],
        "opens": [_gap_data(gap) for gap in hire.opens],
    }


def _gap_data(gap: Gap) -> dict[str, object]:
    names = ("code", "name", "severity", "kind", "subject", "message")
    return {name: getattr(gap, name) for name in names}
