"""The lines on which a text's tables begin, for who asks for no more than that."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

_HEADER: Final = re.compile(r"^\[([a-zA-Z0-9_.-]+)\][ \t]*(?:#.*)?\r?$", re.MULTILINE)
_SEVERAL_LINES: Final = ('"""', "'''")


def table_lines(text: str) -> Mapping[str, int]:
    """The dotted name of each table, as ``positions.cxo``, and of the tables around it -> its line.

    It takes a tenth of the time of a :class:`~cxplanner.toml.locate.Locator`, and knows only headers that
    are written the plain way; none at all where a string of several lines could hold what looks like one.
    """
    if any(quotes in text for quotes in _SEVERAL_LINES):
        return {}
    found: dict[str, int] = {}
    line, counted = 1, 0
    for header in _HEADER.finditer(text):
        line += text.count("\n", counted, header.start())
        counted = header.start()
        name = header.group(1)
        found.setdefault(name.partition(".")[0], line)
        found[name] = line
    return found
