"""Writes role descriptions to files: all of them or none, and never over something else."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final

from cxplanner.documents.role_description import role_description
from cxplanner.plan.team import Team
from cxplanner.text.errors import CxplannerError
from cxplanner.text.words import one_line
from cxplanner.toml.save import SaveRefused, refuse_link, save_all

SUFFIX: Final = ".md"


def file_name(position: str) -> str:
    """The default name of the file with a position's description."""
    return f"{position}{SUFFIX}"


class NotWritten(CxplannerError):
    """Nothing was written; the message says why and what to do."""


class FilesTaken(NotWritten):
    """Some of the files exist already; ``paths`` says which. Writing with ``force`` replaces them."""

    def __init__(self, paths: Iterable[Path]) -> None:
        self.paths = tuple(paths)
        super().__init__("\n".join(f"{one_line(str(path))} exists already." for path in self.paths))


def write_role_descriptions(
    team: Team, positions: Iterable[str], folder: Path, *, force: bool = False
) -> tuple[Path, ...]:
    """Write a file ``ID.md`` for each position into a folder, created if missing; returns the files.

    Nothing is written if any of the files must not be: existing files are only replaced with ``force``, and
    links are never followed. Raises :class:`KeyError` if the team has no such position, :class:`FilesTaken`,
    :class:`NotWritten`, and :class:`~cxplanner.toml.save.SaveRefused` for a link, or if the disk refuses one
    of them.
    """
    refuse_link(folder)
    texts = {folder / file_name(key): role_description(team, key) for key in positions}
    _refuse_taken(texts, force)
    missing = [place for place in (folder, *folder.parents) if not os.path.lexists(place)]
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        raise NotWritten(_cannot_make(folder, error)) from error
    try:
        save_all(texts, force=force)
    except SaveRefused:
        for place in missing:
            with suppress(OSError):
                place.rmdir()
        raise
    return tuple(texts)


def write_role_description(team: Team, position: str, path: Path, *, force: bool = False) -> None:
    """Write the role description of one position to a file of any name in an existing folder.

    Raises like :func:`write_role_descriptions`.
    """
    texts = {path: role_description(team, position)}
    _refuse_taken(texts, force)
    save_all(texts, force=force)


def _refuse_taken(paths: Iterable[Path], force: bool) -> None:
    taken = []
    for path in paths:
        refuse_link(path)
        if not force and os.path.lexists(path):
            taken.append(path)
    if taken:
        raise FilesTaken(taken)


def _cannot_make(folder: Path, error: OSError | ValueError) -> str:
    shown = one_line(str(folder))
    if isinstance(error, (FileExistsError, NotADirectoryError)):
        return f"{shown} cannot be made a folder: there is a file of that name."
    why = error.strerror if isinstance(error, OSError) else None
    return f"The folder {shown} cannot be made: {why or error}."
