"""Where things are in a TOML file: line and column of every table, key and list item.

The parser tells what a file says, not where. This index is made from text that the parser has accepted, so
it only has to know where values end, not what they mean. In other text it stops at the first thing it does
not understand, and knows everything before that.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Final, NamedTuple, TypeAlias

import tomli

from cxplanner.text.words import short

Place: TypeAlias = tuple[str | int, ...]
"""The path to a thing in parsed data: keys of tables and, counted from 0, items of lists."""

_DEEPEST: Final = 60
"""Lists and inline tables nested deeper than this are not searched."""

_GAP: Final = re.compile(r"[ \t\r\n]*+(?:#[^\n]*+[ \t\r\n]*+)*")
BARE: Final = re.compile(r"[A-Za-z0-9_-]+")
# Groups have no possessive quantifiers: before Python 3.11.5 those match wrongly (gh-106052).
STRING: Final = re.compile(
    r'"""[^"\\]*+(?:(?:\\[\s\S]|"(?!""))[^"\\]*+)*"{3,5}'
    r"|'''[^']*+(?:'(?!'')[^']*+)*'{3,5}"
    r'|"[^"\\\n]*+(?:\\.[^"\\\n]*+)*"'
    r"|'[^'\n]*+'"
)
_SCALAR: Final = re.compile(r"[^,\[\]{}#\r\n]+")


def dotted(place: Place) -> str:
    """A place as people write it: ``positions.ana.fte``, ``board.members[2]`` for the second member.

    A key longer than a line is cut.
    """
    said = ""
    for step in place:
        if isinstance(step, int):
            said += f"[{step + 1}]"
        else:
            name = short(step)
            said += f"{'.' if said else ''}{name if BARE.fullmatch(step) else repr(name)}"
    return said


class LastStatement(NamedTuple):
    """The last header or key of a text, and any earlier one for the same thing."""

    place: Place
    line: int
    column: int
    earlier: Place | None
    """The place itself, or the nearest table around it, if that was written before."""
    earlier_line: int


class Locator:
    """Finds the line and column of things in one text. The text is scanned only when first asked."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._scan: _Scan | None = None
        self._line_starts: list[int] = []

    def at(self, place: Place) -> tuple[int, int]:
        """Line and column, both counted from 1, of a key, a list item or a table header.

        For something that is not in the text, such as a missing key, they are those of the nearest thing
        around it that is, or else the first line.
        """
        places = self._scanned().places
        for end in range(len(place), 0, -1):
            if place[:end] in places:
                return self._line_and_column(places[place[:end]])
        return 1, 1

    def last(self) -> LastStatement | None:
        """The last statement of the text, to say where something was written twice."""
        scan = self._scanned()
        if not scan.last:
            return None
        earlier = scan.last_earlier
        return LastStatement(
            scan.last,
            *self._line_and_column(scan.last_offset),
            earlier[0] if earlier else None,
            self._line_and_column(earlier[1])[0] if earlier else 0,
        )

    def _scanned(self) -> _Scan:
        if self._scan is None:
            self._scan = _Scan(self._text)
            self._line_starts = [0, *(match.end() for match in re.finditer("\n", self._text))]
        return self._scan

    def _line_and_column(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1


class _NotUnderstoodError(Exception):
    """The text continues in a way that the parser would not have accepted."""


class _Scan:
    """One pass through a text: ``places`` holds the offset of everything that has a name."""

    def __init__(self, text: str) -> None:
        self.places: dict[Place, int] = {}
        self.last: Place = ()
        self.last_offset = 0
        self.last_earlier: tuple[Place, int] | None = None
        self._text = text
        self._at = 0
        self._depth = 0
        self._table: Place = ()
        self._counts: dict[Place, int] = {}
        try:
            self._statements()
        except _NotUnderstoodError:
            return

    def _statements(self) -> None:
        self._skip_gap()
        while self._at < len(self._text):
            if self._text[self._at] == "[":
                self._header()
            else:
                self._pair(self._table)
            self._skip_gap()

    def _header(self) -> None:
        start = self._at
        listed = self._text.startswith("[[", start)
        self._at += 2 if listed else 1
        names = self._names()
        self._expect("]]" if listed else "]")
        place: Place = ()
        way: list[Place] = []
        for name, _ in names:
            place = (*self._newest(place), name)
            way.append(place)
        self._remember(place, start, known=place in self._counts and listed)
        for step in way[:-1]:
            self.places.setdefault(step, start)
        if listed:
            self.places.setdefault(place, start)
            self._counts[place] = self._counts.get(place, -1) + 1
            place = self._newest(place)
        self.places[place] = start
        self._table = place

    def _newest(self, place: Place) -> Place:
        """The place itself or, if it is a list of tables, its newest item."""
        return (*place, self._counts[place]) if place in self._counts else place

    def _pair(self, table: Place) -> None:
        names = self._names()
        self._expect("=")
        place = (*table, *(name for name, _ in names))
        self._remember(place, names[0][1], above=len(table))
        for end, (_, offset) in enumerate(names, len(table) + 1):
            self.places.setdefault(place[:end], offset)
        self._skip_gap()
        self._value(place)

    def _remember(self, place: Place, offset: int, *, above: int = 0, known: bool = False) -> None:
        self.last, self.last_offset, self.last_earlier = place, offset, None
        for end in range(len(place), above, -1):
            if not known and place[:end] in self.places:
                self.last_earlier = place[:end], self.places[place[:end]]
                return

    def _names(self) -> list[tuple[str, int]]:
        names: list[tuple[str, int]] = []
        while True:
            self._skip_gap()
            names.append((self._name(), self._name_start))
            self._skip_gap()
            if not self._text.startswith(".", self._at):
                return names
            self._at += 1

    def _name(self) -> str:
        self._name_start = self._at
        if match := BARE.match(self._text, self._at):
            self._at = match.end()
            return match.group()
        spelled = self._string()
        if "\\" not in spelled:
            return spelled[1:-1]
        try:
            return str(tomli.loads(f"x = {spelled}")["x"])
        except tomli.TOMLDecodeError as error:
            raise _NotUnderstoodError from error

    def _value(self, place: Place) -> None:
        first = self._text[self._at : self._at + 1]
        if first in ("[", "{"):
            self._depth += 1
            if self._depth > _DEEPEST:
                raise _NotUnderstoodError
            self._at += 1
            if first == "[":
                self._items(place)
            else:
                self._inline(place)
            self._depth -= 1
        elif first in ('"', "'"):
            self._string()
        elif match := _SCALAR.match(self._text, self._at):
            self._at = match.end()
        else:
            raise _NotUnderstoodError

    def _items(self, place: Place) -> None:
        number = 0
        while not self._closed("]"):
            item = (*place, number)
            self.places[item] = self._at
            self._value(item)
            number += 1
            self._comma_or("]")

    def _inline(self, place: Place) -> None:
        while not self._closed("}"):
            self._pair(place)
            self._comma_or("}")

    def _closed(self, bracket: str) -> bool:
        self._skip_gap()
        if not self._text.startswith(bracket, self._at):
            return False
        self._at += 1
        return True

    def _comma_or(self, bracket: str) -> None:
        self._skip_gap()
        if self._text.startswith(",", self._at):
            self._at += 1
        elif not self._text.startswith(bracket, self._at):
            raise _NotUnderstoodError

    def _string(self) -> str:
        match = STRING.match(self._text, self._at)
        if not match:
            raise _NotUnderstoodError
        self._at = match.end()
        return match.group()

    def _expect(self, sign: str) -> None:
        self._skip_gap()
        if not self._text.startswith(sign, self._at):
            raise _NotUnderstoodError
        self._at += len(sign)

    def _skip_gap(self) -> None:
        match = _GAP.match(self._text, self._at)
        self._at = match.end() if match else self._at
