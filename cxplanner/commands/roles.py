"""``cxplanner roles``: role descriptions, one Markdown document a position."""

from __future__ import annotations

import os
from argparse import Namespace
from datetime import date
from pathlib import Path
from typing import Final

from cxplanner.commands import ExitCode
from cxplanner.commands.call import Parser, known, one_of
from cxplanner.commands.loading import open_plan
from cxplanner.commands.output import answer, remark, written
from cxplanner.commands.wrong import CallWrong
from cxplanner.documents.role_description import role_description
from cxplanner.documents.role_files import FilesTaken, write_role_descriptions
from cxplanner.plan.team import Team
from cxplanner.text.words import counted, one_line

EXAMPLE: Final = "cxplanner roles team.toml --vacant -o descriptions"
SEPARATOR: Final = "\n---\n"


def run(words: list[str]) -> int:
    """Write the role descriptions that were asked for, to standard output or into a folder."""
    options = _parser().read(words)
    file, catalogue = open_plan(options.plan, options.templates)
    for warning in file.warnings:
        remark(f"note: {warning.sentence()}")
    team = Team(file.plan, catalogue, date.today())  # noqa: DTZ011 - the day where the user is
    chosen = _chosen(team, options)
    if not chosen:
        which = "vacant position" if options.vacant else "position"
        remark(f"There is no {which} to describe in {one_line(str(options.plan))}.")
        return ExitCode.WELL
    if options.output is None:
        answer(SEPARATOR.join(role_description(team, key) for key in chosen).rstrip("\n"))
    else:
        _write(team, chosen, options.output, force=options.force)
    return ExitCode.WELL


def _parser() -> Parser:
    parser = Parser("roles", "Write role descriptions, as HR needs them to fill positions.", EXAMPLE)
    add = parser.add_argument
    add("plan", metavar="PLAN", type=Path, help="the plan file")
    add(
        "--position",
        metavar="ID",
        action="append",
        default=[],
        help="describe this position; may be repeated",
    )
    add("--vacant", action="store_true", help="describe vacant positions only")
    add("--format", type=one_of("md"), default="md", metavar="FORMAT", help="md (Markdown)")
    add("-o", "--output", metavar="DIR", type=Path, help="write a file ID.md for each into this folder")
    add("--force", action="store_true", help="overwrite files that are there already")
    parser.templates()
    return parser


def _chosen(team: Team, options: Namespace) -> list[str]:
    named = [known("position", key, team.members) for key in options.position]
    keys = dict.fromkeys(named or team.members)
    return [key for key in keys if team.members[key].vacant or not options.vacant]


def _write(team: Team, positions: list[str], folder: Path, *, force: bool) -> None:
    """Write all files or, if one must not be written, none. Raises :class:`CallWrong`."""
    try:
        paths = write_role_descriptions(team, positions, folder, force=force)
    except FilesTaken as refused:
        shown = one_line(str(refused.paths[0]))
        raise CallWrong(f"{shown} exists already. --force overwrites it.") from refused
    written(f"Wrote {counted(len(paths), 'role description')} to {one_line(str(folder))}{os.sep}")
