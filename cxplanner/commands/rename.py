"""``cxplanner rename``: give something in plans another id, everywhere it is named."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import Final

from cxplanner.commands import ExitCode
from cxplanner.commands.call import Parser, one_of
from cxplanner.commands.loading import find_plans, open_plan, problem_lines
from cxplanner.commands.output import answer, remark
from cxplanner.commands.wrong import CallWrong
from cxplanner.edits.change import EditRefused
from cxplanner.edits.renaming import TABLES, Table, rename_thing
from cxplanner.plan.models import Plan
from cxplanner.plan.saving import CommentsWouldGo, save_plan
from cxplanner.text.errors import CxplannerError
from cxplanner.text.words import listed, nearest, one_line
from cxplanner.toml.problems import FileProblems

EXAMPLE: Final = "cxplanner rename analyst-1 survey-analyst team.toml"


def run(words: list[str]) -> int:
    """Rename in every plan that is named; exit status 2 where one could not be changed."""
    options = _parser().read(words)
    paths, _ = find_plans(options.plans)
    return max(_one(path, options) for path in paths)


def _parser() -> Parser:
    parser = Parser(
        "rename",
        "Give something in a plan another id. Whatever names it follows, and so do comments and waivers.\n"
        "Ids of the catalogue stay, since every plan calls the same thing by them.",
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


def _one(path: Path, options: Namespace) -> ExitCode:
    name = one_line(str(path))
    try:
        file, catalogue = open_plan(path, options.templates)
        table = _table(file.plan, options.old, options.table)
        change = rename_thing(file.plan, catalogue, table, options.old, options.new)
        save_plan(
            path,
            change.plan,
            expected_digest=file.source.digest,
            file=file,
            renames=change.renamed,
            lose_comments=options.force,
        )
    except FileProblems as error:
        remark(problem_lines(error))
        return ExitCode.WRONG
    except (CallWrong, EditRefused) as refused:
        remark(f"{name}: {refused}")
        return ExitCode.WRONG
    except CommentsWouldGo as refused:
        remark(f"{refused} --force does it all the same.")
        return ExitCode.WRONG
    except CxplannerError as refused:
        remark(str(refused))
        return ExitCode.WRONG
    answer(f"{name}: {change.sentence}")
    return ExitCode.WELL


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
