"""What is wrong with data, before its line in the file has been looked up."""

from __future__ import annotations

from typing import NamedTuple

from cxplanner.toml.locate import Locator, Place, dotted
from cxplanner.toml.problems import Problem
from cxplanner.toml.source import Source


class Fault(NamedTuple):
    """What is wrong at a place in the data, and what to write instead.

    It becomes a :class:`~cxplanner.toml.problems.Problem` once its line is known; an edit, which has no
    file, reports it as it is.
    """

    place: Place
    message: str
    hint: str | None = None


def problem_at(
    source: Source, locator: Locator, place: Place, message: str, hint: str | None = None
) -> Problem:
    """The problem with what is at a place in a file."""
    line, column = locator.at(place)
    return Problem(str(source.path), line, column, dotted(place), message, hint)
