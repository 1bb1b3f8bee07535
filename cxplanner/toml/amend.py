"""Changing what a TOML text says where it says it: comments, layout and all else stay as written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, TypeAlias

from cxplanner.toml.layout import key_text, name_text, tables_text, value_text
from cxplanner.toml.lists import changed_list
from cxplanner.toml.statements import Keys, NotUnderstood, Section, Statement, TomlText, comments_in, scanned

Data: TypeAlias = Mapping[str, object]
Rename: TypeAlias = tuple[Keys, str, str]
"""The table in which a thing stands, its old name and its new one."""


def amended(text: str, before: Data, after: Data, renames: Iterable[Rename] = ()) -> str:
    """The text, which means ``before``, made to mean ``after``; what is alike in both is not touched.

    The data may hold more than the text, where a reader assumes what is not written. A renamed thing keeps
    its place and its comments; a thing that is gone takes its own along. The order of keys that hold
    tables is that of ``after``; a new key stands behind the one it follows there.

    The text may be laid out in a way that this cannot follow: read the answer back before you trust it.
    Raises :class:`~cxplanner.toml.statements.NotUnderstood`.
    """
    return _Amendment(text, before, after, tuple(renames)).made()


class _Amendment:
    def __init__(self, text: str, before: Data, after: Data, renames: tuple[Rename, ...]) -> None:
        self._text: Final = TomlText(text)
        self._after: Final = after
        self._before = before
        self._names: Final[dict[str, str]] = {}
        for table, old, new in renames:
            self._rename(table, old, new)

    def made(self) -> str:
        self._table((), self._before, self._after)
        return self._text.joined()

    # -- renaming --------------------------------------------------------------------------------------

    def _rename(self, table: Keys, old: str, new: str) -> None:
        self._before = _rekeyed(self._before, table, old, new)
        self._names[old] = new
        gone, fresh, depth = (*table, new), (*table, old), len(table)
        self._remove(gone)
        for section in self._text.sections:
            above = len(section.place)
            for statement in section.statements():
                if statement.place[: depth + 1] != fresh:
                    continue
                number = depth if statement is section.header else depth - above
                if number >= 0:
                    statement.rename(number, name_text(new))
                statement.place = (*gone, *statement.place[depth + 1 :])

    # -- walking ---------------------------------------------------------------------------------------

    def _table(self, place: Keys, before: Data, after: Data) -> None:
        for key in before:
            if key not in after:
                self._remove((*place, key))
        for key, value in after.items():
            if key in before and repr(before[key]) == repr(value):
                continue
            here, old = (*place, key), before.get(key)
            if self._text.find(here):
                self._put(here, value)
            elif not isinstance(value, Mapping):
                self._remove(here)
                self._put(here, value)
            elif self._stands(here):
                self._table(here, old if isinstance(old, Mapping) else {}, value)
                if not value and not self._stands(here):
                    self._add(here, value)
            else:
                self._add(here, value)
        if all(isinstance(value, Mapping) for value in after.values()):
            self._order(place, list(after))

    def _stands(self, place: Keys) -> bool:
        """Whether anything of a table is in the text."""
        size = len(place)
        return any(
            statement.place[:size] == place
            for section in self._text.sections
            for statement in section.statements()
        )

    def _siblings(self, place: Keys) -> list[str]:
        """The keys beside this one as they shall be, in order."""
        table: object = self._after
        for key in place[:-1]:
            table = table.get(key, {}) if isinstance(table, Mapping) else {}
        return list(table) if isinstance(table, Mapping) else []

    # -- removing --------------------------------------------------------------------------------------

    def _remove(self, place: Keys) -> None:
        size, sections = len(place), self._text.sections
        for number in range(len(sections) - 1, 0, -1):
            section = sections[number]
            if section.place[:size] == place:
                del sections[number]
                self._close_gap(number, section)
        for section in sections:
            for number in range(len(section.pairs) - 1, -1, -1):
                if section.pairs[number].place[:size] == place:
                    _take_out(section, number)

    def _close_gap(self, number: int, gone: Section) -> None:
        """Hand what stood free above a section that is gone on to what follows it."""
        gap = gone.header.gap if gone.header else ""
        following = self._text.sections[number].header if number < len(self._text.sections) else None
        if following:
            following.gap = _merged(gap, following.gap)
        elif gap.strip():
            self._text.end = _merged(gap, self._text.end)
        if number == 1 and following and not any(self._text.sections[0].pairs):
            following.gap = "" if not following.gap.strip() else following.gap

    # -- putting ---------------------------------------------------------------------------------------

    def _put(self, place: Keys, value: object) -> None:
        if found := self._text.find(place):
            self._spell(found[0].pairs[found[1]], value)
            return
        section, names = self._home(place)
        if section is None:
            self._add(place[:-1], {place[-1]: value})
            return
        line = key_text(names[-1], value)
        if dots := ".".join(name_text(name) for name in names[:-1]):
            line = f"{dots}.{line}"
        statement = self._scanned(f"{line}\n", section.place)
        self._insert(section, statement)

    def _spell(self, pair: Statement, value: object) -> None:
        spelled = None
        if isinstance(value, list) and pair.value_text.startswith("["):
            indent = pair.text[: len(pair.text) - len(pair.text.lstrip(" \t"))]
            spelled = changed_list(pair.value_text, value, self._names, self._text.newline, indent)
        if spelled is None and isinstance(value, Mapping):
            if comments_in(pair.value_text):
                raise NotUnderstood("it has comments inside a table that is written as a value")
            spelled = value_text(value)
        if spelled is None:
            line = self._with_newlines(key_text(pair.place[-1], value))
            spelled = line[len(name_text(pair.place[-1])) + len(" = ") :]
        pair.spell(spelled)

    def _home(self, place: Keys) -> tuple[Section | None, Keys]:
        """The section a new key belongs to, and its name there, which may be a dotted one."""
        table = place[:-1]
        for section in self._text.sections:
            if section.place == table and (section.header or not table):
                return section, place[-1:]
        for section in reversed(self._text.sections):
            if section.place == table[: len(section.place)] and any(
                pair.place[: len(table)] == table for pair in section.pairs
            ):
                return section, place[len(section.place) :]
        return None, place

    def _insert(self, section: Section, new: Statement) -> None:
        order = self._siblings(new.place)
        numbers = {pair.place: number for number, pair in enumerate(section.pairs)}
        table, at = new.place[:-1], order.index(new.place[-1])
        for key in reversed(order[:at]):
            if (*table, key) in numbers:
                section.pairs.insert(numbers[*table, key] + 1, new)
                return
        if section.pairs and len(new.place) == len(section.place) + 1:
            first = section.pairs[0]
            new.gap, first.gap = first.gap, ""
            section.pairs.insert(0, new)
        else:
            section.pairs.append(new)

    def _add(self, place: Keys, value: Data) -> None:
        """Add a table that is not in the text, with all that is in it."""
        path = ".".join(name_text(key) for key in place)
        text = "\n".join(tables_text(path, value))
        new = TomlText(self._with_newlines(text)).sections[1:]
        sections, newline = self._text.sections, self._text.newline
        at, before = self._slot(place)
        first = new[0].header
        following = sections[at].header if at < len(sections) else None
        if first and before and following:
            first.gap, following.gap = following.gap, following.gap if not following.gap.strip() else newline
            if first.gap.strip() == "" and not first.gap:
                following.gap = newline
        elif first and (at > 1 or sections[0].pairs):
            first.gap = newline
        sections[at:at] = new

    def _slot(self, place: Keys) -> tuple[int, bool]:
        """Where the sections of a new table go, and whether that is right before one of its neighbours."""
        for depth in range(len(place), 0, -1):
            way, order = place[: depth - 1], self._siblings(place[:depth])
            at = order.index(place[depth - 1]) if place[depth - 1] in order else len(order)
            for key in reversed(order[:at]):
                if numbers := self._of((*way, key)):
                    return numbers[-1] + 1, False
            if numbers := self._exactly(way) if way else []:
                return numbers[-1] + 1, False
            for key in order[at + 1 :]:
                if numbers := self._of((*way, key)):
                    return numbers[0], True
        return len(self._text.sections), False

    def _of(self, place: Keys) -> list[int]:
        """The sections of a table and of all tables in it."""
        size = len(place)
        return [n for n, section in enumerate(self._text.sections) if section.place[:size] == place]

    def _exactly(self, place: Keys) -> list[int]:
        return [n for n, section in enumerate(self._text.sections) if section.place == place]

    # -- ordering --------------------------------------------------------------------------------------

    def _order(self, place: Keys, wanted: list[str]) -> None:
        """Bring the tables in a table into order; what stands free between them stays where it is."""
        size, sections = len(place), self._text.sections
        runs: list[tuple[str, int, int]] = []
        for number, section in enumerate(sections):
            if len(section.place) <= size or section.place[:size] != place:
                continue
            key = section.place[size]
            if runs and runs[-1][0] == key and runs[-1][2] == number:
                runs[-1] = key, runs[-1][1], number + 1
            else:
                runs.append((key, number, number + 1))
        keys = [key for key, _, _ in runs]
        if keys == [key for key in wanted if key in keys]:
            return
        moved = {key: sections[start:end] for key, start, end in runs}
        gaps = [_gap(sections[start]) for _, start, _ in runs]
        order = [key for key in wanted if key in moved]
        if len(order) != len(runs):
            return
        for (_, start, end), key, gap in reversed(list(zip(runs, order, gaps, strict=True))):
            sections[start:end] = moved[key]
            if header := moved[key][0].header:
                header.gap = gap

    # -- texts -----------------------------------------------------------------------------------------

    def _scanned(self, line: str, table: Keys) -> Statement:
        return scanned(self._with_newlines(line), 0, table)[0]

    def _with_newlines(self, text: str) -> str:
        return text.replace("\n", self._text.newline)


def _gap(section: Section) -> str:
    return section.header.gap if section.header else ""


def _take_out(section: Section, number: int) -> None:
    """Take a key out of a section; what stood free above it stays."""
    gap = section.pairs.pop(number).gap
    if number < len(section.pairs):
        section.pairs[number].gap = _merged(gap, section.pairs[number].gap)
    elif gap.strip():
        section.tail = _merged(gap, section.tail)


def _merged(first: str, second: str) -> str:
    """What stood free above and below something that is gone, without a second blank line."""
    if not first.strip():
        return second or first
    if not second.strip():
        return first
    lines = second.splitlines(keepends=True)
    return first + (second if lines[0].strip() or first.splitlines()[-1].strip() else "".join(lines[1:]))


def _rekeyed(data: Data, table: Keys, old: str, new: str) -> Data:
    if not table:
        return {new if key == old else key: value for key, value in data.items() if key != new or key == old}
    inside = data.get(table[0])
    if not isinstance(inside, Mapping):
        return data
    return {**data, table[0]: _rekeyed(inside, table[1:], old, new)}
