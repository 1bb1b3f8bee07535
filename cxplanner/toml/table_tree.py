"""A TOML text whose tables can be removed, renamed, inserted and reordered along with their comments."""

from __future__ import annotations

from collections.abc import Sequence

from cxplanner.toml.layout import name_text
from cxplanner.toml.statements import Keys, Section, TomlText


class TableTree(TomlText):
    """A text that is changed by whole tables and keys; free comments between them stay."""

    def stands(self, place: Keys) -> bool:
        """Whether a table or key, or any part of it, is in the text."""
        size = len(place)
        return any(
            statement.place[:size] == place for section in self.sections for statement in section.statements()
        )

    def sections_of(self, place: Keys) -> list[int]:
        """The numbers of the sections of a table and of all tables in it."""
        size = len(place)
        return [number for number, section in enumerate(self.sections) if section.place[:size] == place]

    def remove(self, place: Keys) -> None:
        """Remove a table or key with everything in it and the comments that belong to it."""
        size = len(place)
        for number in reversed(range(1, len(self.sections))):
            section = self.sections[number]
            if section.place[:size] == place:
                del self.sections[number]
                self._close_gap(number, _gap(section))
        for section in self.sections:
            for number in reversed(range(len(section.pairs))):
                if section.pairs[number].place[:size] == place:
                    _take_out(section, number)

    def rename(self, table: Keys, old: str, new: str) -> None:
        """Rename something in a table without moving it; anything that had the new name is removed."""
        gone, fresh, depth = (*table, new), (*table, old), len(table)
        self.remove(gone)
        for section in self.sections:
            above = len(section.place)
            for statement in section.statements():
                if statement.place[: depth + 1] != fresh:
                    continue
                number = depth if statement is section.header else depth - above
                if number >= 0:
                    statement.rename(number, name_text(new))
                statement.place = (*gone, *statement.place[depth + 1 :])

    def put_in(self, new: Sequence[Section], at: int, *, before: bool) -> None:
        """Insert sections after the one above, or directly ``before`` the one that is there now.

        Before means below that one's free comments, such as a heading for its kind of thing.
        """
        first = new[0].header
        following = self.sections[at].header if at < len(self.sections) else None
        if first and before and following:
            first.gap = following.gap
            if following.gap.strip() or not following.gap:
                following.gap = self.newline
        elif first and (at > 1 or self.sections[0].pairs):
            first.gap = self.newline
        self.sections[at:at] = new

    def order(self, place: Keys, wanted: Sequence[str]) -> None:
        """Put the tables in a table in order, unless one of them is scattered over the text."""
        size, runs = len(place), list[tuple[str, int, int]]()
        for number in self.sections_of(place):
            if len(self.sections[number].place) > size:
                key = self.sections[number].place[size]
                if runs and runs[-1][0] == key and runs[-1][2] == number:
                    runs[-1] = key, runs[-1][1], number + 1
                else:
                    runs.append((key, number, number + 1))
        moved = {key: self.sections[start:end] for key, start, end in runs}
        order = [key for key in wanted if key in moved]
        if order == [key for key, _, _ in runs] or len(order) != len(runs):
            return
        gaps = [_gap(self.sections[start]) for _, start, _ in runs]
        for (_, start, end), key, gap in reversed(list(zip(runs, order, gaps, strict=True))):
            self.sections[start:end] = moved[key]
            if header := moved[key][0].header:
                header.gap = gap

    def _close_gap(self, number: int, gap: str) -> None:
        """Pass the free lines above a removed section on to what follows it."""
        following = self.sections[number].header if number < len(self.sections) else None
        if following:
            following.gap = _merged(gap, following.gap)
            first_of_all = number == 1 and not self.sections[0].pairs
            if first_of_all and not following.gap.strip():
                following.gap = ""
        elif gap.strip():
            self.end = _merged(gap, self.end)


def _gap(section: Section) -> str:
    return section.header.gap if section.header else ""


def _take_out(section: Section, number: int) -> None:
    """Remove a key from a section; the free lines above it stay."""
    gap = section.pairs.pop(number).gap
    if number < len(section.pairs):
        section.pairs[number].gap = _merged(gap, section.pairs[number].gap)
    elif gap.strip():
        section.tail = _merged(gap, section.tail)


def _merged(first: str, second: str) -> str:
    """The free lines above and below something that is removed, without a second blank line."""
    if not first.strip():
        return second or first
    if not second.strip():
        return first
    ends_blank = not first.removesuffix("\n").rpartition("\n")[2].strip()
    blank, _, rest = second.partition("\n")
    return first + (rest if ends_blank and not blank.strip() else second)
