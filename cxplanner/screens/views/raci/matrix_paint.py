"""The responsibility matrix as lines of segments: pure painting, so that it can be fast and tested alone."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from cxplanner.screens.kit.matrix_parts import (
    MatrixColumn,
    MatrixMeasures,
    MatrixRow,
    centred,
    headers,
    padded,
    shortened,
    statuses_fit,
)
from cxplanner.text.words import one_line

LEGEND: Final = ("A answers · R does", "C is asked · I is told")
TOTALS: Final = "In all · ! too many"
FOLDED: Final = "▶"
UNFOLDED: Final = "▼"
NOBODY: Final = "·"


class MatrixStyles(NamedTuple):
    """The styles of the matrix, one for each of its component classes."""

    header: Style
    header_cursor: Style
    legend: Style
    title: Style
    title_cursor: Style
    heading: Style
    mark: Style
    note: Style
    nobody: Style
    accountable: Style
    responsible: Style
    involved: Style
    crosshair: Style
    cursor: Style

    def of(self, letter: str) -> Style:
        """The style of a cell: who answers stands out most."""
        if "A" in letter:
            return self.accountable
        if "R" in letter:
            return self.responsible
        return self.involved if letter else self.nobody


@dataclass
class MatrixPainter:
    """Paints one state of the data at one size; a new state gets a new painter, so nothing goes stale."""

    columns: tuple[MatrixColumn, ...]
    rows: Sequence[MatrixRow]
    letters: Mapping[tuple[str, str], str]
    measures: MatrixMeasures
    height: int
    styles: MatrixStyles
    roomy: bool = False
    folded: Container[str] = frozenset()
    _headers: list[tuple[str, ...]] = field(init=False)
    _cells: dict[tuple[str, bool], Segment] = field(init=False, default_factory=dict)
    _lines: dict[int, list[Segment]] = field(init=False, default_factory=dict)
    _lines_first: int = field(init=False, default=0)
    _texts_in_corner: tuple[str, ...] = field(init=False, default=())

    def __post_init__(self) -> None:
        self._headers = headers(self.columns, self.measures.column, self.height, roomy=self.roomy)
        totals = self.roomy and statuses_fit(self.height) and any(column.total for column in self.columns)
        self._texts_in_corner = (*LEGEND, TOTALS) if totals else LEGEND

    @property
    def header_height(self) -> int:
        """How many lines stay in place at the top."""
        return len(self._headers[0]) if self._headers else 1

    def header(self, line: int, first: int, cursor: int) -> Strip:
        """One line of the header: the legend in the corner, then the titles of the columns shown."""
        measures, styles = self.measures, self.styles
        segments = [Segment(self._legend(line), styles.legend)]
        for column in range(first, first + measures.shown):
            style = styles.header_cursor if column == cursor else styles.header
            segments.append(Segment(self._headers[column][line] + " ", style))
        if rest := measures.width - measures.cells_end:
            segments.append(Segment(" " * rest, styles.header))
        return Strip(segments, measures.width)

    def _legend(self, line: int) -> str:
        texts = self._texts_in_corner
        if self.measures.titles <= max(map(len, texts)) + 1:
            texts = ()
        at = line - max(self.header_height - len(texts), 0)
        text = texts[at] if 0 <= at < len(texts) else ""
        return padded(f" {text}", self.measures.titles)

    def row(self, index: int, first: int, cursor: int, *, chosen: bool) -> Strip:
        """One row: its title stays in place, its cells follow the scrolling; the cursor's row is marked."""
        row = self.rows[index]
        width = self.measures.width
        if row.heading:
            return self._heading(row, chosen=chosen)
        segments = self._chosen(row, first, cursor) if chosen else self._plain(index, first)
        return Strip([segment for segment in segments if segment.text], width)

    def _heading(self, row: MatrixRow, *, chosen: bool) -> Strip:
        """A heading across the whole width; a folded one says what it hides, and may hold the cursor."""
        folded, width = row.id in self.folded, self.measures.width
        said = f" ({one_line(row.note)})" if folded and row.note else ""
        text = f"{FOLDED if folded else UNFOLDED} {one_line(row.title)}{said}"
        if not chosen:
            return Strip([Segment(padded(f" {text}", width), self.styles.heading)], width)
        text = shortened(text, width - 1)
        rest = " " * max(width - 1 - cell_len(text), 0)
        segments = [Segment("›"[:width], self.styles.mark + self.styles.crosshair)]
        segments += [Segment(text, self.styles.cursor), Segment(rest, self.styles.crosshair)]
        return Strip([segment for segment in segments if segment.text], width)

    def _plain(self, index: int, first: int) -> list[Segment]:
        if first != self._lines_first:
            self._lines.clear()
            self._lines_first = first
        if (segments := self._lines.get(index)) is None:
            segments = self._lines[index] = self._segments(self.rows[index], first, crossed=False)
        return segments

    def _chosen(self, row: MatrixRow, first: int, cursor: int) -> list[Segment]:
        segments = self._segments(row, first, crossed=True)
        at = cursor - first
        if 0 <= at < self.measures.shown:
            letter = shortened(one_line(self._letter(row, cursor)) or NOBODY, self.measures.column - 3)
            text = centred(f"[{letter}]", self.measures.column - 1)
            segments[3 + at] = Segment(text + " ", self.styles.cursor)
        return segments

    def _segments(self, row: MatrixRow, first: int, *, crossed: bool) -> list[Segment]:
        """Mark, title, note, then the cells and what is left: three segments stand before the cells."""
        styles, measures = self.styles, self.measures
        behind = styles.crosshair if crossed else Style.null()
        mark = padded(one_line(row.mark), measures.marks) + " " if measures.marks else ""
        title, beside, at_end = self._texts(row, measures.titles - 1 - cell_len(mark))
        segments = [
            Segment(("›" if crossed else " ") + mark, styles.mark + behind),
            Segment(title, (styles.title_cursor if crossed else styles.title) + behind),
            Segment(beside, styles.note + behind),
        ]
        last = first + measures.shown
        segments += [self._cell(self._letter(row, column), crossed) for column in range(first, last)]
        segments.append(Segment(at_end, styles.note + behind))
        return segments

    def _texts(self, row: MatrixRow, width: int) -> tuple[str, str, str]:
        """Title, note beside it, note at the row's end; a note goes where it can be read, or nowhere."""
        measures = self.measures
        title, note = one_line(row.title), one_line(row.note)
        rest = measures.width - measures.cells_end
        if not note or measures.notes:
            return padded(shortened(title, width - 1), width), "", padded(note, rest)
        if measures.endings and row.ending:
            return padded(shortened(title, width - 1), width), "", _at_right(one_line(row.ending), rest)
        room = width - 1 - cell_len(note)
        if room > cell_len(title) + 1:
            return padded(title, room), note + " ", " " * rest
        return padded(shortened(title, width - 1), width), "", " " * rest

    def _letter(self, row: MatrixRow, column: int) -> str:
        return self.letters.get((row.id, self.columns[column].id), "")

    def _cell(self, letter: str, crossed: bool) -> Segment:
        if (segment := self._cells.get((letter, crossed))) is None:
            style = self.styles.of(letter)
            text = centred(one_line(letter) or NOBODY, self.measures.column - 1) + " "
            segment = Segment(text, style + self.styles.crosshair if crossed else style)
            self._cells[letter, crossed] = segment
        return segment


def _at_right(text: str, width: int) -> str:
    text = shortened(text, width)
    return " " * (width - cell_len(text)) + text
