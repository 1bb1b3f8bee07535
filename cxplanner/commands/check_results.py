"""What judging plans answers, before it is shown in one form or another."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeAlias

from cxplanner.gaps import Gap
from cxplanner.plan.file import PlanFile
from cxplanner.plan.team import Team
from cxplanner.toml.problems import FileProblems


@dataclass(frozen=True)
class Checked:
    """A plan that was judged: its file, its team and the gaps that were asked for."""

    path: Path | str
    """The file, or the word that names another version of it."""
    file: PlanFile
    team: Team
    gaps: tuple[Gap, ...]
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


@dataclass(frozen=True)
class Broken:
    """A file that could not be judged, and why."""

    path: Path | str
    error: FileProblems


Result: TypeAlias = Checked | Broken
