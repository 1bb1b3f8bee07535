"""Problems in a file, reported so that a person can find the place and knows what to write there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

from cxplanner.text.errors import CxplannerError
from cxplanner.text.override import override
from cxplanner.text.words import counted, one_line


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, or doubtful, in a file, as people read it.

    ``line`` and ``column`` count from 1; line 0 stands for the file as a whole. ``key`` is the dotted
    name of the place (``positions.ana.fte``), empty where there is none.
    """

    path: str
    line: int
    column: int
    key: str
    message: str
    hint: str | None = None

    def sentence(self) -> str:
        """The problem as one line of text, safe to print: place, key, what is wrong, what to do."""
        place = f"{self.path}:{self.line}:{self.column}" if self.line else self.path
        said = ": ".join(filter(None, (place, self.key, self.message)))
        return one_line(f"{said}. {self.hint}" if self.hint else said)


class FileProblems(CxplannerError):
    """A file cannot be used; ``problems`` say why, in the order of its lines."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(
            sorted(problems, key=lambda problem: (problem.path, problem.line, problem.column))
        )
        super().__init__(self.problems)

    @classmethod
    def whole(cls, path: Path, message: str, hint: str | None = None) -> Self:
        """The error for a file that is wrong as a whole, so that no line can be named."""
        return cls([Problem(str(path), 0, 0, "", message, hint)])

    def hinted(self, hint: str) -> Self:
        """The same error, each problem with this hint."""
        return type(self)(replace(problem, hint=hint) for problem in self.problems)

    @override
    def __str__(self) -> str:
        lines = [problem.sentence() for problem in self.problems]
        return "\n".join([counted(len(lines), "problem"), *lines] if len(lines) > 1 else lines)


class NoText(FileProblems):
    """There is nothing to read: no such file, or an empty one."""
