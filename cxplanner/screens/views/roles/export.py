"""What the Role descriptions view asks before it writes files: which, where, and whether to overwrite."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from cxplanner.documents.role_files import (
    SUFFIX,
    FilesTaken,
    file_name,
    write_role_description,
    write_role_descriptions,
)
from cxplanner.screens.kit.confirm import Answer, Confirm
from cxplanner.screens.kit.prompt import Prompt
from cxplanner.screens.kit.safe import toast
from cxplanner.screens.shared.view import View
from cxplanner.text.errors import CxplannerError
from cxplanner.text.words import counted, listed, one_line

FOLDER: Final = "role-descriptions"
WITHOUT_FOLDER: Final = "A name without a folder goes where the planner was started."
NAMED: Final = 3
"""So many files are named when it is asked whether to overwrite them."""

Write = Callable[[bool], object]
"""Writes files; told whether to overwrite. Raises CxplannerError, FilesTaken among them."""


def export_one(view: View, position: str) -> None:
    """Ask for a file name and write the description of one position there."""
    team = view.workspace.team

    def answered(name: str | None) -> None:
        if name is not None:
            path = _path(name)
            _start(view, lambda force: write_role_description(team, position, path, force=force), f"{path}")

    prompt = Prompt(
        "Write this role description to which file?",
        explanation=f"{team.name(position)}, as Markdown. {WITHOUT_FOLDER}",
        value=str(_beside(view) / file_name(position)),
        check=complaint_about_file,
        accept="Write",
    )
    view.app.push_screen(prompt, answered)


def export_many(view: View, vacant: Sequence[str]) -> None:
    """Ask which descriptions, unless there is no choice, and where; then write them."""
    everybody = list(view.workspace.plan.positions)
    if len(vacant) in (0, len(everybody)):
        _ask_where(view, everybody)
        return

    def answered(answer: str | None) -> None:
        if answer in ("all", "vacant"):
            _ask_where(view, everybody if answer == "all" else vacant)

    answers = [
        Answer("vacant", f"The {len(vacant):,} vacant", "primary", "v"),
        Answer("all", f"All {len(everybody):,}", key="a"),
        Answer("cancel", "Cancel", key="c"),
    ]
    view.app.push_screen(Confirm("Export which role descriptions?", answers), answered)


def _ask_where(view: View, positions: Sequence[str]) -> None:
    team = view.workspace.team

    def answered(name: str | None) -> None:
        if name is not None:
            folder = _path(name)
            words = f"{counted(len(positions), 'role description')} to {folder}{os.sep}"
            _start(
                view,
                lambda force: write_role_descriptions(team, positions, folder, force=force),
                words,
            )

    prompt = Prompt(
        f"Write {counted(len(positions), 'role description')} into which folder?",
        explanation="A Markdown file for each position. The folder is made if it is not there yet.",
        value=str(_beside(view) / FOLDER),
        check=complaint_about_folder,
        accept="Write",
    )
    view.app.push_screen(prompt, answered)


def _start(view: View, write: Write, words: str, *, force: bool = False) -> None:
    view.run_worker(_written(view, write, words, force=force), group="export")


async def _written(view: View, write: Write, words: str, *, force: bool) -> None:
    """Write away from the screen, since disks may be slow; then say how it went."""
    try:
        await asyncio.to_thread(write, force)
    except FilesTaken as taken:
        _ask_to_overwrite(view, taken, lambda: _start(view, write, words, force=True))
    except CxplannerError as refused:
        toast(view, f"{refused}", title="Not written", severity="error", timeout=10)
    else:
        toast(view, f"Wrote {one_line(words)}")


def _ask_to_overwrite(view: View, taken: FilesTaken, overwrite: Callable[[], None]) -> None:
    def answered(answer: str | None) -> None:
        if answer == "overwrite":
            overwrite()

    names = [one_line(path.name) for path in taken.paths[:NAMED]]
    more = len(taken.paths) - len(names)
    words = listed([*names, f"{more:,} more"] if more else names)
    there = "This file is" if len(taken.paths) == 1 else f"{len(taken.paths):,} of these files are"
    answers = [
        Answer("keep", "Keep what is there", "primary", "k"),
        Answer("overwrite", "Overwrite", "error", "o"),
    ]
    explanation = f"{words}. What somebody changed in there would be lost. Nothing was written so far."
    view.app.push_screen(Confirm(f"{there} there already.", answers, explanation=explanation), answered)


def _beside(view: View) -> Path:
    """The folder of the plan."""
    return view.workspace.folder


def _path(name: str) -> Path:
    return Path(name.strip()).expanduser()


def complaint_about_file(text: str) -> str | None:
    """What is wrong with a name for one description, in words, or None."""
    if not text.strip().endswith(SUFFIX):
        return f"The file's name ends in {SUFFIX}, such as cx-manager{SUFFIX}."
    return _complaint(text, lambda path: path.parent)


def complaint_about_folder(text: str) -> str | None:
    """What is wrong with a name for a folder of descriptions, in words, or None."""
    if not text.strip():
        return "Type the name of a folder."
    return _complaint(text, lambda path: path if path.exists() else None)


def _complaint(text: str, folder_of: Callable[[Path], Path | None]) -> str | None:
    try:
        folder = folder_of(_path(text))
        if folder is None or folder.is_dir():
            return None
        return f"{folder} is not a folder." if folder.exists() else f"The folder {folder} does not exist."
    except OSError as error:
        return f"This name cannot be used: {error.strerror}."
    except (RuntimeError, ValueError):
        return "This name cannot be used; choose another one."
