"""What the responsibility matrix is made of: its data, its measures, and titles made to fit them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rich.cells import cell_len, set_cell_size

from cxplanner.text.words import one_line

SMALL_WORDS: Final = frozenset({"a", "an", "and", "for", "in", "of", "the", "to", "&"})
VOWELS: Final = "aeiouAEIOU"
STATUS_HEIGHT: Final = 12


@dataclass(frozen=True, slots=True)
class MatrixColumn:
    """A position: its title in the header, below it that it is vacant, its note, or that it helps.

    `total` sums the column up, where there is room for it; `mark` stands before what is said of it.
    """

    id: str
    title: str
    vacant: bool = False
    contributing: bool = False
    note: str = ""
    total: str = ""
    mark: str = ""

    @property
    def status(self) -> str:
        """What the line below the title says of the position, so that nothing rests on colour."""
        said = "vacant" if self.vacant else self.note or ("helps" if self.contributing else "")
        return f"{self.mark} {said}".strip()

    def status_within(self, width: int) -> str:
        """The same where there is little room: the mark close to the rest."""
        status = one_line(self.status)
        return status if cell_len(status) <= width else status.replace(" ", "", 1) if self.mark else status


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A responsibility or an area's heading.

    `mark` goes before the title, `note` after it or at the row's end, and `ending` there in its stead where
    there is little room. The note of a heading says what it hides while it is folded.
    """

    id: str
    title: str
    note: str = ""
    heading: bool = False
    mark: str = ""
    ending: str = ""


_TWO_COLUMNS: Final = 14
"""Endings of rows give way where they would leave no room for so much."""


@dataclass(frozen=True, slots=True)
class MatrixMeasures:
    """How the space is shared out: whole columns only, since half a title cannot be read."""

    width: int
    titles: int
    column: int
    shown: int
    notes: int
    endings: int
    marks: int
    scrolled_width: int

    @property
    def cells_end(self) -> int:
        """Where the last shown column ends."""
        return self.titles + self.shown * self.column


def measured(columns: Sequence[MatrixColumn], rows: Sequence[MatrixRow], width: int) -> MatrixMeasures:
    """Shares a widget's width between titles, columns, notes and the endings of rows."""
    marks = min(2, max((cell_len(row.mark) for row in rows), default=0))
    before = 1 + (marks + 1 if marks else 0)
    longest = before + 1 + max((cell_len(row.title) for row in rows if not row.heading), default=0)
    titles = min(max(width // 3, min(26, width * 2 // 5)), 44, max(longest, 16))
    if titles < 8:
        marks = 0
    endings = max((cell_len(row.ending) + 1 for row in rows if row.ending), default=0)
    endings = endings if width - titles - endings >= _TWO_COLUMNS else 0
    space = max(width - titles - endings, 1)
    note = min(24, max((cell_len(row.note) + 2 for row in rows if not row.heading and row.note), default=0))
    count = max(len(columns), 1)
    narrowest = min(8 if space >= 30 else 7, space)
    room = space - note if space - note >= count * narrowest else space
    column = max(narrowest, min(12, room // count))
    shown = min(len(columns), space // column)
    rest = endings + space - shown * column if shown == len(columns) else 0
    return MatrixMeasures(
        width=width,
        titles=titles,
        column=column,
        shown=shown,
        notes=rest if rest >= 12 else 0,
        endings=endings,
        marks=marks,
        scrolled_width=width + (len(columns) - shown) * column,
    )


@lru_cache(maxsize=4)
def headers(
    columns: tuple[MatrixColumn, ...], width: int, height: int, *, roomy: bool = False
) -> list[tuple[str, ...]]:
    """Every column's header lines, equally many: the title as it fits, what is said of it, and its total."""
    width -= 1
    limit = 4 if height >= 28 else 3 if height >= 14 else 2 if height >= 9 else 1
    titles = [header_lines(column.title, width, limit) for column in columns]
    tallest = max((len(lines) for lines in titles), default=1)
    statuses = any(column.status for column in columns) and statuses_fit(height)
    totals = roomy and statuses_fit(height) and any(column.total for column in columns)
    blank = " " * width
    return [
        (
            *(blank for _ in range(tallest - len(lines))),
            *(centred(line, width) for line in lines),
            *((centred(column.status_within(width), width),) if statuses else ()),
            *((centred(one_line(column.total), width),) if totals else ()),
        )
        for column, lines in zip(columns, titles, strict=True)
    ]


def statuses_fit(height: int) -> bool:
    """Whether a matrix of that height has lines to spare below its titles."""
    return height >= STATUS_HEIGHT


def header_lines(title: str, width: int, limit: int) -> list[str]:
    """A title in narrow lines: wrapped, long words abbreviated, small words left out, at last cut off."""
    return list(_header_lines(title, width, limit))


@lru_cache(maxsize=1024)
def _header_lines(title: str, width: int, limit: int) -> tuple[str, ...]:
    words = one_line(title).split()
    lines = laid_out(words, width)
    if len(lines) > limit:
        lines = laid_out([word for word in words if word.lower() not in SMALL_WORDS] or words, width)
    if len(lines) > limit:
        number = words[-1] if words[-1].isdigit() else ""
        last = lines[limit - 1].rstrip(".")
        whole = f"{last}…{number}"
        lines = [*lines[: limit - 1], whole if cell_len(whole) <= width else cut(last, width, number)]
    return tuple(lines)


def laid_out(words: Sequence[str], width: int) -> list[str]:
    """Words laid out in lines of that many cells; a word too long for a line is shortened."""
    lines: list[str] = []
    for word in (part for long_word in words for part in _parts(long_word, width)):
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and cell_len(joined) <= width:
            lines[-1] = joined
        else:
            lines.append(word)
    return lines


def _parts(word: str, width: int) -> Iterator[str]:
    if cell_len(word) <= width:
        yield word
        return
    for part in re.split(r"(?<=[-/])(?=.)", word):
        if all(cell_len(character) == 1 for character in part):
            yield abbreviated(part, width)
        else:
            yield from _pieces(part, width)


def _pieces(word: str, width: int) -> Iterator[str]:
    piece = ""
    for character in word:
        if piece and cell_len(piece + character) > width:
            yield piece
            piece = ""
        piece += character
    yield shortened(piece, width)


def abbreviated(word: str, width: int) -> str:
    """A long word as people shorten it, ending on a consonant and a full stop: Representative, Repres."""
    if len(word) <= width:
        return word
    kept = word[: width - 1]
    ended = kept.rstrip(VOWELS)
    return f"{ended if len(ended) > 2 else kept}."


def shortened(text: str, width: int) -> str:
    """Text cut to that many cells, with an ellipsis where something is missing."""
    return text if cell_len(text) <= width else cut(text, width)


def cut(text: str, width: int, end: str = "") -> str:
    """As much of a text as fits before an ellipsis and what must not be lost after it."""
    tail = f"…{end}" if len(end) + 2 < width else "…"
    return set_cell_size(text, max(width - len(tail), 0)).rstrip() + tail if width > 0 else ""


def padded(text: str, width: int) -> str:
    """Text that takes exactly so many cells, wide characters counted as two."""
    text = shortened(text, width)
    return text + " " * (width - cell_len(text))


def centred(text: str, width: int) -> str:
    """Text in the middle of exactly so many cells."""
    text = shortened(text, width)
    left = (width - cell_len(text)) // 2
    return padded(" " * left + text, width)


def window_start(start: int, top: int, bottom: int, length: int) -> int:
    """Where a window of that length starts to hold bottom and, if it can, top: as near as can be."""
    return max(min(start, top), bottom - length + 1)
