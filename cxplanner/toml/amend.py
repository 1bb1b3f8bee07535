"""Changes values in a TOML text where they are written: comments, layout and all else stay as they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, TypeAlias

from cxplanner.toml.layout import key_text, name_text, tables_text, value_text
from cxplanner.toml.lists import changed_list
from cxplanner.toml.statements import Keys, NotUnderstood, Section, Statement, TomlText, comments_in, scanned
from cxplanner.toml.table_tree import TableTree

Data: TypeAlias = Mapping[str, object]
Rename: TypeAlias = tuple[Keys, str, str]
"""The table that a thing is in, its old name and its new one."""


def amended(text: str, before: Data, after: Data, renames: Iterable[Rename] = ()) -> str:
    """The text, which means ``before``, changed to mean ``after``; whatever is the same in both is untouched.

    The data may hold more than the text: values that a reader assumes by default. A renamed thing keeps its
    place and its comments, and so does one that differs only in its name; a removed thing takes its comments
    with it. Keys that hold tables are put in the order of ``after``; a new key goes after the one it follows
    there.

    Some layouts are not handled correctly: read the result back before you trust it.
    Raises :class:`~cxplanner.toml.statements.NotUnderstood`.
    """
    return _Amendment(text, before, after, tuple(renames)).made()


class _Amendment:
    def __init__(self, text: str, before: Data, after: Data, renames: tuple[Rename, ...]) -> None:
        self._text: Final = TableTree(text)
        self._after: Final = after
        self._before = before
        self._names: Final[dict[str, str]] = {}
        for table, old, new in renames:
            if old in _table_at(before, table):
                self._rename(table, old, new)

    def made(self) -> str:
        self._table((), self._before, self._after)
        return self._text.joined()

    def _rename(self, table: Keys, old: str, new: str) -> None:
        self._before = _rekeyed(self._before, table, old, new)
        self._names[old] = new
        self._text.rename(table, old, new)

    def _table(self, place: Keys, before: Data, after: Data) -> None:
        for old, new in _other_names(before, after):
            self._rename(place, old, new)
            before = _rekeyed(before, (), old, new)
        for gone in before:
            if gone not in after:
                self._text.remove((*place, gone))
        for key, value in after.items():
            if key not in before or repr(before[key]) != repr(value):
                self._thing((*place, key), before.get(key), value)
        if all(isinstance(value, Mapping) for value in after.values()):
            self._text.order(place, list(after))

    def _thing(self, place: Keys, old: object, value: object) -> None:
        if self._text.find(place):
            self._put(place, value)
        elif not isinstance(value, Mapping):
            self._text.remove(place)
            self._put(place, value)
        elif self._text.stands(place):
            self._table(place, old if isinstance(old, Mapping) else {}, value)
            if not value and not self._text.stands(place):
                self._add(place, value)
        else:
            self._add(place, value)

    def _siblings(self, place: Keys) -> list[str]:
        """The keys that are to be in the same table as this one, in order."""
        table: object = self._after
        for key in place[:-1]:
            table = table.get(key, {}) if isinstance(table, Mapping) else {}
        return list(table) if isinstance(table, Mapping) else []

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
        """The section a new key belongs in, and its name there, which may be dotted."""
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
        """Add a table that is not in the text, with everything in it."""
        path = ".".join(name_text(key) for key in place)
        text = "\n".join(tables_text(path, value))
        new = TomlText(self._with_newlines(text)).sections[1:]
        at, before = self._slot(place)
        self._text.put_in(new, at, before=before)

    def _slot(self, place: Keys) -> tuple[int, bool]:
        """Where the sections of a new table go, and whether that is directly before one of its neighbours."""
        sections = self._text.sections
        for depth in range(len(place), 0, -1):
            way, order = place[: depth - 1], self._siblings(place[:depth])
            at = order.index(place[depth - 1]) if place[depth - 1] in order else len(order)
            for key in reversed(order[:at]):
                if numbers := self._text.sections_of((*way, key)):
                    return numbers[-1] + 1, False
            if way and (numbers := [n for n in self._text.sections_of(way) if sections[n].place == way]):
                return numbers[-1] + 1, False
            for key in order[at + 1 :]:
                if numbers := self._text.sections_of((*way, key)):
                    return numbers[0], True
        return len(sections), False

    def _scanned(self, line: str, table: Keys) -> Statement:
        return scanned(self._with_newlines(line), 0, table)[0]

    def _with_newlines(self, text: str) -> str:
        return text.replace("\n", self._text.newline)


def _other_names(before: Data, after: Data) -> list[tuple[str, str]]:
    """Renames that were not announced: the same table in the same place under another name."""
    return [
        (old, new)
        for old, new in zip(before, after, strict=False)
        if old not in after and new not in before and before[old] and isinstance(before[old], Mapping)
        if repr(before[old]) == repr(after[new])
    ]


def _rekeyed(data: Data, table: Keys, old: str, new: str) -> Data:
    if not table:
        return {new if key == old else key: value for key, value in data.items() if key != new or key == old}
    inside = data.get(table[0])
    if not isinstance(inside, Mapping):
        return data
    return {**data, table[0]: _rekeyed(inside, table[1:], old, new)}


def _table_at(data: Data, place: Keys) -> Data:
    """The table at a place; an empty one if there is none."""
    for key in place:
        inner = data.get(key)
        if not isinstance(inner, Mapping):
            return {}
        data = inner
    return data
