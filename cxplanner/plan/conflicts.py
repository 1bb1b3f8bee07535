"""Merge conflicts as comments in a plan: written above the place they concern, and found again.

The plan stays valid TOML that every tool can read; reading it as a plan reports the conflicts left open.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from cxplanner.text.words import short, visible
from cxplanner.toml.locate import Locator, Place, dotted
from cxplanner.toml.problems import Problem
from cxplanner.toml.source import Source

MARK: Final = "# <<< conflict: "
"""The start of such a comment, which nobody writes by accident."""
_STRING_OR_MARK: Final = re.compile(
    r'"""[^"\\]*+(?:(?:\\[\s\S]|"(?!""))[^"\\]*+)*"{3,5}|\'\'\'[^\']*+(?:\'(?!\'\')[^\']*+)*\'{3,5}'
    rf"|(?P<mark>^[ \t]*{re.escape(MARK)}[^\n]*)|\"[^\"\\\n]*+(?:\\.[^\"\\\n]*+)*\"|'[^'\n]*+'|#[^\n]*",
    re.MULTILINE,
)
_SHOWN: Final = 200
_TO_DO: Final = "Write what should apply, then delete the line that begins with # <<< conflict."


def mark(place: Place, said: str) -> str:
    """The comment for a conflict at a place: always a single line, whatever the values contain."""
    return f"{MARK}{dotted(place)}  {visible(' '.join(said.splitlines()))}"


def value_told(value: object) -> str:
    """A value as a comment shows it: on one line, so that it can be copied into the plan unchanged."""
    if isinstance(value, list):
        return f"[{', '.join(map(value_told, value))}]"
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{key} = {value_told(inner)}' for key, inner in value.items())}}}"
    if isinstance(value, date):
        return value.isoformat()
    return visible(json.dumps(value, ensure_ascii=False))


def with_marks(text: str, marks: Iterable[tuple[Place, str]]) -> str:
    """The text with comments above the places they concern, or above the nearest thing that encloses them."""
    locator = Locator(text)
    lines = text.split("\n")
    at = sorted(((locator.at(place)[0], comment) for place, comment in marks), key=lambda one: one[0])
    for number, comment in reversed(at):
        lines.insert(number - 1, comment)
    return "\n".join(lines)


def unresolved(source: Source) -> list[Problem]:
    """Every conflict still marked in a plan's text; the mark inside a string is not a conflict."""
    if MARK not in source.text:
        return []
    found = (match for match in _STRING_OR_MARK.finditer(source.text) if match["mark"])
    return [_problem(source, match.start("mark"), match["mark"]) for match in found]


def _problem(source: Source, start: int, comment: str) -> Problem:
    line = source.text.count("\n", 0, start) + 1
    place, _, said = comment.strip().removeprefix(MARK).partition("  ")
    message = f"a merge left this open: {short(said, _SHOWN)}" if said else "a merge left this open"
    return Problem(str(source.path), line, 1, short(place), message, _TO_DO)
