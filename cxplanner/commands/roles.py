"""``cxplanner roles``: role descriptions, one Markdown document a position."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from cxplanner.commands import ExitCode
from cxplanner.commands.call import Parser, known, one_of
from cxplanner.commands.loading import open_plan
from cxplanner.commands.output import answer, remark
from cxplanner.commands.wrong import CallWrong
from cxplanner.documents.role_description import role_description
from cxplanner.files.save import save_text
from cxplanner.team import Team
from cxplanner.text import counted, one_line

EXAMPLE: Final = "cxplanner roles team.toml --vacant -o descriptions"
SEPARATOR: Final = "\n---\n"


def run(words: list[str]) -> int:
    """Write the role descriptions that were asked for, to standard output or into a folder."""
    options = _parser().read(words)
    file, catalogue = open_plan(options.plan, options.templates)
    for warning in file.warnings:
        remark(f"note: {warning.sentence()}")
    team = Team(file.plan, catalogue)
    chosen = _chosen(team, options)
    if not chosen:
        which = "vacant position" if options.vacant else "position"
        remark(f"There is no {which} to describe in {one_line(str(options.plan))}.")
        return ExitCode.WELL
    texts = {key: role_description(team, key) for key in chosen}
    if options.output is None:
        answer(SEPARATOR.join(texts.values()).rstrip("\n"))
    else:
        _write(options.output, texts, force=options.force)
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


def _write(folder: Path, texts: Mapping[str, str], *, force: bool) -> None:
    """Write all files or, if one must not be written, none. Raises :class:`CallWrong`."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = {folder / f"{key}.md": text for key, text in texts.items()}
    for path in paths:
        _refuse_if_taken(path, force)
    for path, text in paths.items():
        save_text(path, text, expected_digest=None, force=force)
    count = counted(len(paths), "role description")
    answer(f"Wrote {count} to {one_line(str(folder))}{os.sep}")


def _refuse_if_taken(path: Path, force: bool) -> None:
    shown = one_line(str(path))
    if path.is_symlink():
        raise CallWrong(
            f"{shown} is a link to another place; nothing is written through links. Remove it first."
        )
    if path.exists() and not force:
        raise CallWrong(f"{shown} exists already. --force overwrites it.")
