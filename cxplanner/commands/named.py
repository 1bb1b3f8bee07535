"""A plan as it is named on the command line: a file, ``-`` for standard input, or ``REV:PATH`` in git."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cxplanner.catalogue.catalogue import Catalogue
from cxplanner.plan.file import PlanFile, plan_from_source
from cxplanner.toml.source import MOST_BYTES, Source, read_source, source_from_bytes
from cxplanner.versions.git import Revision, bytes_at, revision, top_folder

STANDARD_INPUT: Final = "-"


@dataclass(frozen=True, slots=True)
class Named:
    """One version of a plan, by the word that names it; git is asked from ``folder``."""

    word: str
    folder: Path = Path()

    @property
    def _revision(self) -> Revision | None:
        return None if self.word == STANDARD_INPUT else revision(self.word)

    def source(self) -> Source:
        """The text that is named.

        Raises :class:`~cxplanner.toml.problems.FileProblems`, and
        :class:`~cxplanner.versions.git.GitRefused` where git has no such version.
        """
        if self.word == STANDARD_INPUT:
            return source_from_bytes(sys.stdin.buffer.read(MOST_BYTES + 1), Path("standard input"))
        wanted = self._revision
        if wanted is None:
            return read_source(Path(self.word))
        return source_from_bytes(bytes_at(wanted, self.folder), Path(self.word))

    def plan(self, catalogue: Catalogue) -> PlanFile:
        """The plan that is named. Raises like :meth:`source`."""
        from cxplanner.gaps import all_rules

        return plan_from_source(self.source(), catalogue, codes=all_rules)

    @property
    def home(self) -> Path:
        """The folder whose templates count. Raises :class:`~cxplanner.versions.git.GitRefused`."""
        return Path() if self.word == STANDARD_INPUT else self.file.parent

    @property
    def file(self) -> Path:
        """The file in the working tree; of a revision, where it would be now.

        Raises :class:`~cxplanner.versions.git.GitRefused` for a revision outside a repository.
        """
        wanted = self._revision
        if wanted is None:
            return Path(self.word)
        inside = wanted.path.startswith(("./", "../"))
        return (self.folder if inside else top_folder(self.folder)) / wanted.path


def at(name: str, path: Path) -> Named:
    """A file as it was at a revision."""
    real = Path(os.path.realpath(path))
    return Named(f"{name}:./{real.name}", real.parent)


def at_head(path: Path) -> Named:
    """A file as it was committed last."""
    return at("HEAD", path)


def is_named(word: str) -> bool:
    """Whether a word of the call names something else than a file or a folder."""
    return word == STANDARD_INPUT or revision(word) is not None
