"""What judging plans answers, before it is shown in one form or another."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import NamedTuple, TypeAlias

from cxplanner.gaps import Gap
from cxplanner.gaps.rule import lapses_soon
from cxplanner.plan.file import PlanFile
from cxplanner.plan.subjects import section_of
from cxplanner.plan.team import Team
from cxplanner.toml.problems import FileProblems
from cxplanner.toml.table_lines import table_lines


@dataclass(frozen=True)
class Checked:
    """A plan that was judged: its file, its team and the gaps that were asked for."""

    path: Path | str
    """The file, or the word that names another version of it."""
    file: PlanFile
    team: Team
    gaps: tuple[Gap, ...]
    templates: Path | None = None
    """The folder whose templates are laid over the shipped ones."""
    base: str | None = None
    """The revision whose gaps are left out."""
    known: int = 0
    """How many gaps are left out for it."""

    @cached_property
    def open(self) -> tuple[Gap, ...]:
        """The gaps that nobody has accepted."""
        return tuple(gap for gap in self.gaps if gap.open)

    @cached_property
    def accepted(self) -> tuple[Gap, ...]:
        """The gaps that somebody has accepted on purpose."""
        return tuple(gap for gap in self.gaps if not gap.open)

    @cached_property
    def lapsing(self) -> tuple[Gap, ...]:
        """The accepted gaps that will soon count again."""
        return tuple(g for g in self.accepted if g.waived and lapses_soon(g.waived, self.team.today))

    def line(self, gap: Gap) -> int:
        """The line of the plan that a gap is about; of what is not there, the nearest thing that is."""
        section = section_of(gap.code, gap.subject)
        section, key = ("leadership", section) if section == "budget" else (section, gap.subject)
        if header := self._headers.get(f"{section}.{key}"):
            return header
        if not self._holds(section, key) and (header := self._headers.get(section)):
            return header
        if self._headers and not getattr(self.team.plan, section):
            return 1
        from cxplanner.toml.locate import Locator  # most plans are laid out so that headers do

        return Locator(self.file.source.text).at((section, key))[0]

    def _holds(self, section: str, key: str) -> bool:
        held = getattr(self.team.plan, section)
        return key in held if isinstance(held, Mapping) else getattr(held, key, None) is not None

    @cached_property
    def _headers(self) -> Mapping[str, int]:
        return table_lines(self.file.source.text)


class Broken(NamedTuple):
    """A file that could not be judged, and why."""

    path: Path | str
    error: FileProblems


Result: TypeAlias = Checked | Broken


class Outcome(NamedTuple):
    """All that was found on one day, and how much of it is asked for."""

    results: tuple[Result, ...]
    on: date
    failing: tuple[str, ...]
    """The severities for which the check fails."""
    every_problem: bool = False
    every_fix: bool = False
    passed_over: int = 0
    """How many TOML files in the folders are no plans."""

    @property
    def checked(self) -> tuple[Checked, ...]:
        """The plans that could be judged."""
        return tuple(result for result in self.results if isinstance(result, Checked))

    @property
    def broken(self) -> tuple[Broken, ...]:
        """The files that could not."""
        return tuple(result for result in self.results if isinstance(result, Broken))

    @property
    def open(self) -> tuple[Gap, ...]:
        """The gaps of all plans that nobody has accepted."""
        return tuple(gap for result in self.checked for gap in result.open)


def in_repository(path: Path | str) -> str | None:
    """A plan's path for services that show a repository: with slashes, from the repository's top.

    In a job of GitHub's that is where the job has it checked out, else the folder one is in. Of ``REV:PATH``
    it is the path; None for standard input.
    """
    word = str(path)
    if isinstance(path, str):
        return None if path == "-" else path.partition(":")[2].removeprefix("./")
    top = os.environ.get("GITHUB_WORKSPACE")
    whole = os.path.abspath(word)  # noqa: PTH100 - links stay as they are
    if top and Path(whole).is_relative_to(top):
        word = os.path.relpath(whole, top)
    elif path.is_absolute() and Path(whole).is_relative_to(Path.cwd()):
        word = os.path.relpath(whole)
    return Path(word).as_posix()
