"""Gives a TOML text the canonical layout, with each comment beside what it belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from cxplanner.toml.lists import ListItem, ListText
from cxplanner.toml.statements import Keys, Section, Statement, TomlText, comments_in


def tidied(text: str, layout: str) -> str:
    """``layout``, which says the same as ``text``, with the comments of ``text``.

    Comments on things that the layout leaves out, because they are empty, go below the table they were in.
    There are blank lines between tables and around free comments. Line endings are those of the layout.
    Raises :class:`~cxplanner.toml.statements.NotUnderstood`.
    """
    return _Tidying(TomlText(text.replace("\r\n", "\n")), TomlText(layout)).made()


class _Tidying:
    def __init__(self, old: TomlText, new: TomlText) -> None:
        self._old: Final = old
        self._new: Final = new
        self._stray: Final[list[str]] = []
        self._places: Final[dict[Keys, tuple[Section, Statement]]] = {}
        for section in new.sections:
            for statement in section.statements():
                for size in range(len(statement.place), 0, -1):
                    self._places.setdefault(statement.place[:size], (section, statement))
                self._places[statement.place] = section, statement

    def made(self) -> str:
        for section in self._old.sections:
            for statement in section.statements():
                self._carry(statement)
            if section.tail:
                self._carry_tail(section)
        end = _blocks(f"{_lines(self._stray)}\n{self._old.end}")
        self._new.end = f"\n{end}" if end else ""
        return self._new.joined()

    def _carry(self, old: Statement) -> None:
        free, above, inside = _blocks(old.gap), comments_in(old.above), comments_in(old.value_text)
        found = self._places.get(old.place)
        if found is None:
            self._leave(old.place, [*comments_in(free), *above, *inside, *comments_in(old.comment)])
            return
        section, new = found
        if free:
            spaced = old.gap.startswith(("\n", " ", "\t")) or new.value is None
            first = new is next(self._new.sections[0].statements(), None) or self._opens(section, new)
            new.gap = f"{'' if first or not spaced else _blank(new.gap)}{free}\n"
        if inside and new.value_text.startswith("["):
            _carry_items(old.value_text, new)
            inside = []
        behind = old.comment
        if behind and (new.place != old.place or new.comment):
            inside, behind = [*inside, behind], ""
        new.above += _lines([*above, *inside])
        if behind:
            new.text = f"{new.text.removesuffix(self._new.newline)} {behind}{self._new.newline}"

    def _opens(self, section: Section, statement: Statement) -> bool:
        """Whether a statement is the first of the whole text."""
        first, *rest = self._new.sections
        return not first.pairs and bool(rest) and rest[0] is section and section.header is statement

    def _carry_tail(self, old: Section) -> None:
        for new in self._new.sections:
            if new.place == old.place:
                new.tail += _lines(comments_in(old.tail))
                return
        self._leave(old.place, comments_in(old.tail))

    def _leave(self, place: Keys, comments: list[str]) -> None:
        """Put the comments of a thing that the layout omits at the end of the innermost table that it keeps.

        If it keeps none of those the thing was in, they go free at the end.
        """
        for size in range(len(place) - 1, 0, -1):
            for section in reversed(self._new.sections):
                if section.place[:size] == place[:size]:
                    section.tail += _lines(comments)
                    return
        self._stray.extend(comments)


def _carry_items(old: str, new: Statement) -> None:
    commented, items = ListText(old, "\n"), ListText(new.value_text, "\n")
    items.first, items.last, items.indent = commented.first, commented.last, "    "
    for one, other in zip(commented.items, items.items, strict=False):
        other.above, other.behind = [*one.above, *comments_in(one.text)], one.behind
    for one in commented.items[len(items.items) :]:
        items.last += [*_of(one)]
    new.spell(items.spelled())


def _of(item: ListItem) -> Iterator[str]:
    yield from item.above
    if item.behind:
        yield item.behind


def _blank(gap: str) -> str:
    return gap or "\n"


def _blocks(gap: str) -> str:
    """The free comments unchanged, with single blank lines where there were any."""
    lines = [line.strip() for line in gap.split("\n")]
    kept = [line for number, line in enumerate(lines) if line or (number and lines[number - 1])]
    while kept and not kept[0]:
        kept.pop(0)
    while kept and not kept[-1]:
        kept.pop()
    return _lines(kept)


def _lines(comments: list[str]) -> str:
    return "".join(f"{comment}\n" for comment in comments)
