"""``cxplanner rename``: give something in plans another id, everywhere it is named."""

from __future__ import annotations

from typing import Final

from cxplanner.commands import ExitCode
from cxplanner.commands.call import Parser, one_of
from cxplanner.commands.output import written
from cxplanner.commands.several import Opened, edit_plans, open_plans, write_plans
from cxplanner.commands.wrong import CallWrong
from cxplanner.edits.change import Change
from cxplanner.edits.renaming import TABLES, Table, rename_thing
from cxplanner.plan.models import Plan
from cxplanner.text.words import listed, nearest, one_line

EXAMPLE: Final = "cxplanner rename analyst-1 survey-analyst team.toml"


def run(words: list[str]) -> int:
    """Rename in every plan that is named; in none of them where one cannot be changed."""
    options = _parser().read(words)

    def renamed(opened: Opened) -> Change:
        table = _table(opened.file.plan, options.old, options.table)
        return rename_thing(opened.file.plan, opened.catalogue, table, options.old, options.new)

    edited = edit_plans(open_plans(options.plans, options.templates), renamed)
    write_plans(edited, lose_comments=options.force)
    for opened, change in edited:
        written(f"{opened.name}: {change.sentence}")
    return ExitCode.WELL


def _parser() -> Parser:
    parser = Parser(
        "rename",
        "Give something in a plan another id. Whatever names it follows, and so do comments and waivers.\n"
        "Ids of the catalogue stay, since every plan calls the same thing by them. Of several plans all are\n"
        "changed, or none.",
        EXAMPLE,
    )
    add = parser.add_argument
    add("old", metavar="OLD", help="the id as it is")
    add("new", metavar="NEW", help="the id as it shall be")
    parser.plans()
    add(
        "--table",
        metavar="TABLE",
        type=one_of(*TABLES),
        help="the table it stands in, if there are several: positions, metrics, …",
    )
    add("--force", action="store_true", help="write the plan even if that loses comments")
    parser.templates()
    return parser


def _table(plan: Plan, key: str, wished: Table | None) -> Table:
    """The table in which the thing stands."""
    found = [table for table in TABLES if key in getattr(plan, table)]
    if wished in found:
        found = [table for table in found if table == wished]
    elif wished is not None or not found:
        ids = [other for table in ([wished] if wished else TABLES) for other in getattr(plan, table)]
        near = nearest(key, ids)
        hint = f" Did you mean {near}?" if near else ""
        where = f" in {wished}" if wished else ""
        raise CallWrong(f"there is no {one_line(key)}{where}.{hint}")
    if len(found) > 1:
        raise CallWrong(f"{one_line(key)} stands in {listed(found)}; say in which by --table.")
    return found[0]
