"""Finds the folder in which a company keeps its own templates, and checks that it is safe to read.

The folder comes with a plan, by git or by mail, so it is somebody else's: the number, size and depth of its
files are limited, and nothing outside it is read.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from cxplanner.toml.problems import FileProblems

OVERLAY: Final = Path(".cxplanner", "templates")
"""The name of a folder of a company's own templates, beside its plan or in a folder above."""

MOST_FILES: Final = 1_000
"""The most files and folders in a folder of templates; the shipped one has about forty."""
MOST_BYTES: Final = 1_000_000
"""The most bytes of all templates in a folder; the shipped ones come to a tenth of that."""
DEEPEST: Final = 5
"""The most levels of folders inside one another; templates need one."""

_ELSEWHERE: Final = "Copy the templates here, or name their folder with --templates."


def own_templates(folder: Path) -> Path | None:
    """The nearest folder of a company's own templates: in this folder, or in one above it.

    The search goes up to the git repository's folder or the home folder, whichever is nearer. If neither is
    above, nothing above is searched, since others may write there.
    """
    if os.path.lexists(folder / OVERLAY):
        return folder / OVERLAY
    for above in _above(folder):
        if os.path.lexists(above / OVERLAY):
            return above / OVERLAY if folder.is_absolute() else Path(os.path.relpath(above / OVERLAY))
    return None


def template_files(folder: Path) -> list[Path]:
    """Every TOML file in a folder of templates, except hidden ones and those in hidden folders.

    A missing folder has none. Raises :class:`FileProblems` if it is not a folder, links to a place outside,
    or holds more than templates could.
    """
    if not os.path.lexists(folder):
        return []
    _refuse_unless_folder(folder)
    files, size = [], 0
    for number, entry in enumerate(_walk(folder), 1):
        if number > MOST_FILES:
            raise FileProblems.whole(folder, f"there are more than {MOST_FILES:,} files and folders in it")
        if entry.name.endswith(".toml") and not entry.is_dir(follow_symlinks=False):
            size += _size(folder, entry)
            files.append(Path(entry.path))
        if size > MOST_BYTES:
            raise FileProblems.whole(
                folder, f"the templates in it are larger than {MOST_BYTES // 1_000_000} MB in total"
            )
    return sorted(files)


def _above(folder: Path) -> list[Path]:
    here = Path(os.path.realpath(folder))
    home = Path(os.path.realpath(Path("~").expanduser()))
    found: list[Path] = []
    for place in (here, *here.parents):
        found.append(place)
        if place == home or os.path.lexists(place / ".git"):
            return found[1:]
    return []


def _refuse_unless_folder(folder: Path) -> None:
    if not os.path.isdir(folder):  # noqa: PTH112 - unlike Path.is_dir it answers for every name
        kind = "a link that leads nowhere" if folder.is_symlink() else "a file or a pipe"
        raise FileProblems.whole(folder, f"this should be a folder of templates, but is {kind}")
    if folder.parts[-2:] == OVERLAY.parts:
        owner = os.path.realpath(folder.parent.parent)
        if not Path(os.path.realpath(folder)).is_relative_to(owner):
            raise FileProblems.whole(
                folder, "this is a link to another place and is not followed", _ELSEWHERE
            )


def _walk(folder: Path) -> Iterator[os.DirEntry[str]]:
    """Everything below a folder that is not hidden; no link is followed."""
    waiting = [(folder, 1)]
    while waiting:
        place, depth = waiting.pop()
        if depth > DEEPEST:
            raise FileProblems.whole(place, f"this folder is nested too deeply (at most {DEEPEST})")
        for entry in _entries(place):
            yield entry
            if entry.is_dir(follow_symlinks=False):
                waiting.append((Path(entry.path), depth + 1))
            elif entry.is_symlink() and entry.is_dir():
                raise FileProblems.whole(Path(entry.path), "this is a link to a folder and is not followed")


def _entries(place: Path) -> Iterator[os.DirEntry[str]]:
    try:
        with os.scandir(place) as entries:
            yield from (entry for entry in entries if not entry.name.startswith("."))
    except OSError as error:
        raise FileProblems.whole(place, f"this folder cannot be read: {error.strerror}") from error


def _size(folder: Path, entry: os.DirEntry[str]) -> int:
    path = Path(entry.path)
    if entry.is_symlink() and not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder)):
        raise FileProblems.whole(path, "this is a link out of the folder of templates and is not followed")
    if not entry.is_file():
        kind = "a link that leads nowhere" if entry.is_symlink() else "a pipe or a device, not a file"
        raise FileProblems.whole(path, f"this is {kind}")
    return entry.stat().st_size
