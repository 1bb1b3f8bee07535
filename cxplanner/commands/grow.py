"""``cxplanner grow``: what a larger scale asks for beyond the team that is there, and adding it."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from datetime import date
from typing import Final

from cxplanner.advice.growth import asked
from cxplanner.advice.items import Item, ItemKind
from cxplanner.advice.taking_up import grow
from cxplanner.catalogue.citations import bracketed
from cxplanner.commands import ExitCode
from cxplanner.commands.call import Parser, known, one_of
from cxplanner.commands.check_text import headline
from cxplanner.commands.loading import problems_for_programs
from cxplanner.commands.output import answer, bold, text_width, wrapped, written
from cxplanner.commands.several import Opened, edit_plans, open_plans, write_plans
from cxplanner.commands.wrong import CallWrong
from cxplanner.edits.change import Change
from cxplanner.gaps import team_gaps
from cxplanner.gaps.words import gaps_counted
from cxplanner.plan.team import Team
from cxplanner.text.words import counted, one_line
from cxplanner.toml.problems import FileProblems

EXAMPLE: Final = "cxplanner grow team.toml --to enterprise"
VERSION: Final = 1

_HEADINGS: Final[dict[ItemKind, str]] = {
    "position": "Positions",
    "hand-over": "Handed over to the new owner",
    "responsibility": "Responsibilities nobody answers for",
    "department": "Departments nobody speaks for",
    "metric": "Metrics",
    "board": "Board",
    "letters": "To be asked or told",
}


def run(words: list[str]) -> int:
    """List what the scale asks for, or add it; exit status 1 where something listed is missing."""
    options = _parser().read(words)
    if options.format == "json" and options.apply:
        raise CallWrong("--format json goes without --apply.")
    try:
        plans = open_plans(options.plans, options.templates)
    except FileProblems as error:
        if options.format == "json":
            answer(_spelled(options.to, [], error))
        raise
    edited = edit_plans(plans, lambda opened: _grown(opened, options))
    today = date.today()  # noqa: DTZ011 - the day where the user is
    if options.format == "json":
        return _answer_json(plans, options.to)
    if not options.apply:
        asked_for = [_show(opened, options.to, today, several=len(plans) > 1) for opened in plans]
        return ExitCode.FINDINGS if any(asked_for) else ExitCode.WELL
    write_plans(edited, lose_comments=options.force)
    for opened, change in edited:
        grown = Team(change.plan, opened.catalogue, today)
        written(f"{opened.name}: {change.sentence}." if len(plans) > 1 else f"{change.sentence}.")
        answer(headline(grown))
        answer(f"{gaps_counted(gap for gap in team_gaps(grown) if gap.open)}.")
    return ExitCode.WELL


def _grown(opened: Opened, options: Namespace) -> Change:
    plan, catalogue = opened.file.plan, opened.catalogue
    known("scale", options.to, catalogue.scales)
    chosen = _chosen(options, asked(plan, catalogue, options.to))
    return grow(plan, catalogue, options.to, chosen)


def _answer_json(plans: Iterable[Opened], scale: str) -> ExitCode:
    found = [(opened, asked(opened.file.plan, opened.catalogue, scale)) for opened in plans]
    told = [
        {
            "path": str(opened.path),
            "company": opened.file.plan.company.name,
            "scale": opened.file.plan.company.scale,
            "items": [{field.name: getattr(item, field.name) for field in fields(Item)} for item in items],
        }
        for opened, items in found
    ]
    answer(_spelled(scale, told))
    return ExitCode.FINDINGS if any(items for _, items in found) else ExitCode.WELL


def _spelled(scale: str, plans: Sequence[object], error: FileProblems | None = None) -> str:
    errors = problems_for_programs(error) if error else []
    return json.dumps({"version": VERSION, "to": scale, "plans": plans, "errors": errors}, indent=2)


def _show(opened: Opened, scale: str, today: date, *, several: bool) -> bool:
    """List what a scale asks of one plan; says whether that is anything."""
    items = asked(opened.file.plan, opened.catalogue, scale)
    team = Team(opened.file.plan, opened.catalogue, today)
    if several:
        answer(opened.name)
    answer("\n".join(_listed(team, opened.catalogue.scales[scale].title, items, text_width())))
    if several:
        answer("")
    return bool(items)


def _parser() -> Parser:
    parser = Parser(
        "grow",
        "List what a scale asks for beyond the team that is there: what its rules would miss (needed) and\n"
        "what is usual. Nothing is ever removed. Of several plans all are written, or none. Exit status 1\n"
        "where something is asked for.",
        EXAMPLE,
    )
    add = parser.add_argument
    parser.plans()
    add("--to", metavar="SCALE", required=True, help="small, mid-size, enterprise or one of your templates")
    add("--format", type=one_of("text", "json"), default="text", metavar="FORMAT", help="text or json")
    add("--apply", action="store_true", help="add what is needed and write the plan")
    add("--force", action="store_true", help="with --apply: write the plan even if that loses comments")
    add("--all", action="store_true", help="with --apply: add what is usual, too")
    add(
        "--only",
        metavar="IDS",
        action="append",
        default=[],
        help="with --apply: add these alone, with what they need; ids as listed, separated by commas",
    )
    parser.templates()
    return parser


def _chosen(options: Namespace, items: Iterable[Item]) -> list[str] | None:
    """The ids of the items to add; None for all that are needed."""
    if (options.all or options.only) and not options.apply:
        raise CallWrong(f"{'--all' if options.all else '--only'} goes with --apply.")
    if options.all and options.only:
        raise CallWrong("--all and --only do not go together.")
    if options.all:
        return [item.id for item in items]
    ids = [part.strip() for word in options.only for part in word.split(",") if part.strip()]
    if options.only and not ids:
        raise CallWrong("--only names no item; cxplanner grow without --apply lists their ids.")
    return ids or None


def _listed(team: Team, scale: str, items: tuple[Item, ...], width: int | None) -> Iterator[str]:
    yield bold(wrapped(headline(team), width))
    yield ""
    if not items:
        yield wrapped(f"{one_line(scale)}: nothing is asked for beyond the team that is there.", width)
        return
    needed = sum(item.required for item in items)
    for kind, heading in _HEADINGS.items():
        some = [item for item in items if item.kind == kind]
        if some:
            yield bold(f"{heading} ({len(some)})")
            for item in some:
                yield from _item(item, width)
            yield ""
    numbers = f"{needed} needed, {len(items) - needed} usual"
    yield wrapped(f"{one_line(scale)} asks for {counted(len(items), 'thing')} more: {numbers}.", width)


def _item(item: Item, width: int | None) -> Iterator[str]:
    """An item; why a position is needed has to be said, of everything else the heading says it."""
    mark, sources = "needed" if item.required else "usual ", bracketed(item.sources)
    title = f"{item.id}: {one_line(item.title)}"
    alone = item.kind != "position"
    yield wrapped(f"{title} {sources}" if alone else title, width, first=f"  {mark}  ", rest=" " * 10)
    if not alone:
        yield wrapped(f"{one_line(item.reason)} {sources}", width, first=" " * 10, rest=" " * 10)
