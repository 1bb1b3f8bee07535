"""The lines on which a text's tables begin, for who asks for no more than that."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_SEVERAL_LINES: Final = ('"""', "'''")


def table_lines(text: str) -> Mapping[str, int]:
    """The dotted name of each table, as ``positions.cxo``, and of the tables around it -> its line.

    It takes a tenth of the time of a :class:`~cxplanner.toml.locate.Locator`, and knows only headers that
    are written the plain way; none at all where a string of several lines could hold what looks like one.
    """
    if any(quotes in text for quotes in _SEVERAL_LINES):
        return {}
    found: dict[str, int] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        if line.startswith("[") and (name := _name(line)):
            found.setdefault(name.partition(".")[0], number)
            found[name] = number
    return found


def _name(line: str) -> str:
    """The name in a header, empty where the line is none or is written in another way."""
    header = line.partition("#")[0].rstrip()
    name = header[1:-1]
    bare = name.replace(".", "").replace("-", "").replace("_", "")
    return name if header.endswith("]") and bare.isascii() and bare.isalnum() else ""
