"""Conflicts of a merge as comments in a plan: written above the place they are about, and found again.

The plan stays valid TOML that every tool reads; that it is not finished is said when it is read as a plan.
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
"""Begins the comment; nobody writes it by accident."""
_STRING_OR_MARK: Final = re.compile(
    r'"""[^"\\]*+(?:(?:\\[\s\S]|"(?!""))[^"\\]*+)*"{3,5}|\'\'\'[^\']*+(?:\'(?!\'\')[^\']*+)*\'{3,5}'
    rf"|(?P<mark>^[ \t]*{re.escape(MARK)}[^\n]*)|\"[^\"\\\n]*+(?:\\.[^\"\\\n]*+)*\"|'[^'\n]*+'|#[^\n]*",
    re.MULTILINE,
)
_SHOWN: Final = 200
_TO_DO: Final = "Write what shall hold, then delete the line that begins with # <<< conflict."


def mark(place: Place, said: str) -> str:
    """The comment for a conflict at a place: one line, whatever the values hold."""
    return f"{MARK}{dotted(place)}  {visible(' '.join(said.splitlines()))}"


def value_told(value: object) -> str:
    """A value as a comment tells it: in one line, so that it can be copied into the plan as it is."""
    if isinstance(value, list):
        return f"[{', '.join(map(value_told, value))}]"
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{key} = {value_told(inner)}' for key, inner in value.items())}}}"
    if isinstance(value, date):
        return value.isoformat()
    return visible(json.dumps(value, ensure_ascii=False))


def with_marks(text: str, marks: Iterable[tuple[Place, str]]) -> str:
    """The text with comments above the places they are about, or above the nearest thing around these."""
    locator = Locator(text)
    lines = text.split("\n")
    at = sorted(((locator.at(place)[0], comment) for place, comment in marks), key=lambda one: one[0])
    for number, comment in reversed(at):
        lines.insert(number - 1, comment)
    return "\n".join(lines)


def unresolved(source: Source) -> list[Problem]:
    """Every conflict that is still marked in a plan's text; text that only looks like it is none."""
    if MARK not in source.text:
        return []
    found = (match for match in _STRING_OR_MARK.finditer(source.text) if match["mark"])
    return [_problem(source, match.start("mark"), match["mark"]) for match in found]


def _problem(source: Source, start: int, comment: str) -> Problem:
    line = source.text.count("\n", 0, start) + 1
    place, _, said = comment.strip().removeprefix(MARK).partition("  ")
    message = f"a merge left this open: {short(said, _SHOWN)}" if said else "a merge left this open"
    return Problem(str(source.path), line, 1, short(place), message, _TO_DO)
