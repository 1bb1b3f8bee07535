"""The responsibility matrix: who answers for what, does it, is asked and is told, on one screen."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import ClassVar, Final

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from cxplanner.screens.kit.commands import Command, bindings
from cxplanner.screens.kit.matrix_parts import (
    MatrixColumn,
    MatrixRow,
    centred,
    laid_out,
    measured,
    window_start,
)
from cxplanner.screens.views.raci.matrix_folds import Folds
from cxplanner.screens.views.raci.matrix_keys import CELL_COMMANDS, MOVES
from cxplanner.screens.views.raci.matrix_paint import MatrixPainter, MatrixStyles
from cxplanner.text.override import override
from cxplanner.text.words import one_line

ROOMY: Final = (100, 30)
"""A terminal this wide or this high has room for the sums of columns and rows."""


class RaciMatrix(ScrollView, can_focus=True):
    """Rows of responsibilities, columns of positions, one letter a cell, and a cursor.

    It draws whole lines itself and only those in sight: a key costs the same in a matrix of any size. It
    never changes its data; it says what was asked for, and the screen shows it the next state.
    """

    DEFAULT_CSS: ClassVar[str] = Path(__file__).with_name("matrix.tcss").read_text(encoding="utf-8")
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"raci-matrix--{name.replace('_', '-')}" for name in MatrixStyles._fields
    }
    ALLOW_SELECT = False
    KEY_COMMANDS: ClassVar[tuple[Command, ...]] = (*CELL_COMMANDS, *MOVES)
    BINDINGS = bindings(KEY_COMMANDS)

    empty_text: reactive[str] = reactive("There is nothing to show yet.")
    """What is said instead of a matrix without rows or columns."""

    class CellMessage(Message):
        """Something about one cell, which is named by the ids of its row and its column."""

        def __init__(self, matrix: RaciMatrix, row: str, column: str) -> None:
            super().__init__()
            self.matrix = matrix
            self.row = row
            self.column = column

        @property
        @override
        def control(self) -> RaciMatrix:
            """The matrix that sent it."""
            return self.matrix

    class CursorMoved(CellMessage):
        """The cursor stands on another cell or folded heading, so that a screen can say it in full."""

    class CellChosen(CellMessage):
        """A cell was chosen by enter or a double click."""

    class LetterCleared(CellMessage):
        """The letters of a cell are to go."""

    class LetterPressed(CellMessage):
        """A cell is to be given a letter: A, R, C or I."""

        def __init__(self, matrix: RaciMatrix, row: str, column: str, letter: str) -> None:
            super().__init__(matrix, row, column)
            self.letter = letter

    def __init__(
        self,
        *,
        empty_text: str | None = None,
        name: str | None = None,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(name=name, id=id, classes=classes)
        if empty_text is not None:
            self.set_reactive(RaciMatrix.empty_text, empty_text)
        self._columns: tuple[MatrixColumn, ...] = ()
        self._all: tuple[MatrixRow, ...] = ()
        self._rows: tuple[MatrixRow, ...] = ()
        self._folds = Folds()
        self._letters: Mapping[tuple[str, str], str] = {}
        self._stops: tuple[int, ...] = ()
        self._at: tuple[int, int] = (-1, -1)
        self._painter: MatrixPainter | None = None

    def show(
        self,
        columns: Sequence[MatrixColumn],
        rows: Sequence[MatrixRow],
        letters: Mapping[tuple[str, str], str],
    ) -> None:
        """Shows this state of the data; the cursor stays on its row and column where they still exist."""
        before, was_in_sight = self.place, self._in_sight()
        self._columns, self._all, self._letters = tuple(columns), tuple(rows), letters
        self._arrange(self._folds.of(self._all), before)
        if was_in_sight and not self._in_sight():
            self._scroll_to_cursor()

    def _arrange(self, rows: tuple[MatrixRow, ...], before: tuple[str, str] | None) -> None:
        self._rows = rows
        self._stops = tuple(n for n, row in enumerate(rows) if self._folds.can_stand_on(row))
        self._at = self._found_again(before)
        self._repaint()
        if self.place != before:
            self._say_moved()

    @property
    def place(self) -> tuple[str, str] | None:
        """The ids of the row, a folded heading included, and the column the cursor stands on."""
        row, column = self._at
        return (self._rows[row].id, self._columns[column].id) if row >= 0 else None

    @property
    def cursor(self) -> tuple[str, str] | None:
        """The ids of the cell the cursor stands on; None on a folded heading and in an empty matrix."""
        return None if self.folded_heading else self.place

    @property
    def folded_heading(self) -> MatrixRow | None:
        """The folded heading the cursor stands on, if it does."""
        row = self._rows[self._at[0]] if self._at[0] >= 0 else None
        return row if row is not None and row.heading else None

    def move_to(self, row_id: str, column_id: str | None = None) -> bool:
        """Puts the cursor on a cell, out of its fold if need be; False if the matrix has no such cell."""
        column = self._at[1] if column_id is None else self._column_of(column_id)
        if column is None or column < 0 or not any(r.id == row_id and not r.heading for r in self._all):
            return False
        if self._folds.unfold_for(row_id):
            self._arrange(self._folds.visible(), self.place)
        self._move(next(index for index in self._stops if self._rows[index].id == row_id), column)
        return True

    # Folding

    def action_fold(self) -> None:
        """Folds the area of the cursor's row, or unfolds it; the cursor stays where it can be."""
        if place := self.place:
            self._fold(self._folds.heading_of(place[0]))

    def action_fold_all(self) -> None:
        """Folds all areas, or unfolds them all."""
        place = self.place
        if place and self._folds.fold_all(cursor=place[0]):
            self._refold(place)

    def _fold(self, heading: str) -> None:
        place = self.place
        if place and self._folds.fold(heading, cursor=place[0]):
            self._refold(place)

    def _refold(self, place: tuple[str, str]) -> None:
        self._arrange(self._folds.visible(), place)
        self._scroll_to_cursor()

    def _column_of(self, column_id: str) -> int | None:
        return next((index for index, column in enumerate(self._columns) if column.id == column_id), None)

    def _found_again(self, before: tuple[str, str] | None) -> tuple[int, int]:
        """Where the cursor belongs in new data or folds: on the same ids, else as near as can be."""
        if not self._stops or not self._columns:
            return -1, -1
        row_id, column_id = before or ("", "")
        row_id = self._folds.stand_in(row_id)
        row = next((index for index in self._stops if self._rows[index].id == row_id), None)
        if row is None:
            row = self._stops[min(bisect_left(self._stops, max(self._at[0], 0)), len(self._stops) - 1)]
        column = self._column_of(column_id)
        if column is None:
            column = min(max(self._at[1], 0), len(self._columns) - 1)
        return row, column

    # Painting

    def _repaint(self) -> None:
        self._painter = None
        if self.is_attached and (painter := self._painting()):
            height = painter.header_height + len(self._rows)
            self.virtual_size = Size(painter.measures.scrolled_width, height)
        else:
            self.virtual_size = Size(0, 0)
        self.refresh()

    def _painting(self) -> MatrixPainter | None:
        """The painter of this state at this size, made when it is first needed."""
        size = self.scrollable_content_region.size
        if self._painter is None and self._at[0] >= 0 and size.width > 0:
            roomy = self.app.size.width >= ROOMY[0] or self.app.size.height >= ROOMY[1]
            self._painter = MatrixPainter(
                self._columns,
                self._rows,
                self._letters,
                measured(self._columns, self._all, size.width),
                self.size.height,
                self._styles(),
                roomy,
                self._folds,
            )
        return self._painter

    def _styles(self) -> MatrixStyles:
        names = (name.replace("_", "-") for name in MatrixStyles._fields)
        styles = MatrixStyles(*(self.get_component_rich_style(f"raci-matrix--{name}") for name in names))
        return styles._replace(crosshair=Style(bgcolor=styles.crosshair.bgcolor))

    @override
    def notify_style_update(self) -> None:
        """Throws away what was painted in the old colours."""
        self._painter = None
        super().notify_style_update()

    def on_resize(self) -> None:
        """Shares the new space out again and keeps the cursor in sight."""
        self._repaint()
        self._scroll_to_cursor()

    @override
    def render_line(self, y: int) -> Strip:
        """One visible line of the matrix, of its header, or of what is said instead."""
        if (painter := self._painting()) is None:
            return self._empty_line(y)
        first, (row, column) = self._first_column(), self._at
        if y < painter.header_height:
            return painter.header(y, first, column)
        index = y - painter.header_height + self.scroll_offset.y
        if index >= len(self._rows):
            return Strip.blank(painter.measures.width, self.rich_style)
        return painter.row(index, first, column, chosen=index == row)

    def _empty_line(self, y: int) -> Strip:
        width, height = self.size
        lines = laid_out(one_line(self.empty_text).split(), max(width - 2, 1))
        at = y - max((height - len(lines)) // 3, 0)
        text = lines[at] if 0 <= at < len(lines) else ""
        return Strip(
            [Segment(centred(text, width), self.get_component_rich_style("raci-matrix--title"))], width
        )

    # Moving

    def action_move(self, rows: int, columns: int) -> None:
        """One cell on; headings are stepped over, unless they are folded."""
        self._step(rows, columns)

    def action_page(self, pages: int) -> None:
        """As many rows on as are in sight."""
        if painter := self._painting():
            self._step(pages * max(self._rows_in_sight(painter) - 1, 1), 0)

    def action_row_edge(self, side: int) -> None:
        """The first or the last position of this row."""
        self._step(0, side * len(self._columns))

    def action_edge(self, side: int) -> None:
        """The first or the last cell of all."""
        self._step(side * len(self._rows), side * len(self._columns))

    def _step(self, rows: int, columns: int) -> None:
        row, column = self._at
        if row < 0:
            return
        if rows:
            stops = self._stops
            at = bisect_left(stops, row + rows) if rows > 0 else bisect_right(stops, row + rows) - 1
            row = stops[min(max(at, 0), len(stops) - 1)]
        self._move(row, min(max(column + columns, 0), len(self._columns) - 1))

    def _move(self, row: int, column: int) -> None:
        """Puts the cursor on a cell and repaints its row and title, no more unless it scrolls."""
        if (row, column) == self._at:
            self._scroll_to_cursor()
            return
        old_row, old_column = self._at
        self._at = (row, column)
        if painter := self._painting():
            changed = [self._row_region(painter, index) for index in {old_row, row}]
            changed += [
                self._title_region(painter, at) for at in {old_column, column} if old_column != column
            ]
            if regions := [region for region in changed if region.area]:
                self.refresh(*regions)
        self._scroll_to_cursor()
        self._say_moved()

    def _row_region(self, painter: MatrixPainter, row: int) -> Region:
        y = painter.header_height + row - self.scroll_offset.y
        return Region(0, y, painter.measures.width, 1 if y >= painter.header_height else 0)

    def _title_region(self, painter: MatrixPainter, column: int) -> Region:
        measures = painter.measures
        at = column - self._first_column()
        width = measures.column if 0 <= at < measures.shown else 0
        return Region(measures.titles + at * measures.column, 0, width, painter.header_height)

    def _first_column(self) -> int:
        if (painter := self._painting()) is None:
            return 0
        measures = painter.measures
        first = round(self.scroll_offset.x / measures.column)
        return min(first, len(self._columns) - measures.shown)

    def _rows_in_sight(self, painter: MatrixPainter) -> int:
        return max(self.scrollable_content_region.height - painter.header_height, 1)

    def _in_sight(self) -> bool:
        if (painter := self._painting()) is None:
            return False
        row, column = self._at[0] - self.scroll_offset.y, self._at[1] - self._first_column()
        return 0 <= row < self._rows_in_sight(painter) and 0 <= column < painter.measures.shown

    def _scroll_to_cursor(self) -> None:
        """Scrolls no further than it takes to see the cursor, and the heading of the first row below one."""
        if (painter := self._painting()) is None:
            return
        (row, column), measures = self._at, painter.measures
        top = row
        while top and self._rows[top - 1].heading:
            top -= 1
        y = window_start(round(self.scroll_y), top, row, self._rows_in_sight(painter))
        x = window_start(self._first_column(), column, column, measures.shown)
        if (x, y) != (self._first_column(), self.scroll_y):
            self.scroll_to(x * measures.column, y, animate=False, force=True)

    # Saying what is asked for

    def action_letter(self, letter: str) -> None:
        """Asks for a letter in this cell."""
        if cell := self.cursor:
            self.post_message(self.LetterPressed(self, *cell, letter))

    def action_clear(self) -> None:
        """Asks to take the letters of this cell away."""
        if cell := self.cursor:
            self.post_message(self.LetterCleared(self, *cell))

    def action_choose(self) -> None:
        """Says that this cell was chosen; a folded heading opens."""
        if cell := self.cursor:
            self.post_message(self.CellChosen(self, *cell))
        else:
            self.action_fold()

    def _say_moved(self) -> None:
        if place := self.place:
            self.post_message(self.CursorMoved(self, *place))

    def on_click(self, event: events.Click) -> None:
        """A click moves the cursor: in the header to a column, on a title to a row; a second one chooses.

        On a heading it folds or unfolds what is below.
        """
        offset = event.get_content_offset(self)
        if offset is None or (painter := self._painting()) is None:
            return
        if heading := self._heading_at(painter, offset):
            if event.chain == 1 and event.button != 3:
                self._fold(heading)
            return
        row, column = self._pointed_at(painter, offset)
        if row is None and column is None:
            return
        old_row, old_column = self._at
        self._move(old_row if row is None else row, old_column if column is None else column)
        if event.chain == 2 and event.button != 3 and row is not None and column is not None:
            self.action_choose()

    def _row_at(self, painter: MatrixPainter, offset: Offset) -> int | None:
        index = offset.y - painter.header_height + self.scroll_offset.y
        return index if painter.header_height <= offset.y and index < len(self._rows) else None

    def _heading_at(self, painter: MatrixPainter, offset: Offset) -> str:
        row = self._row_at(painter, offset)
        return self._rows[row].id if row is not None and self._rows[row].heading else ""

    def _pointed_at(self, painter: MatrixPainter, offset: Offset) -> tuple[int | None, int | None]:
        measures, row = painter.measures, self._row_at(painter, offset)
        if row is None and offset.y >= painter.header_height:
            return None, None
        at = (offset.x - measures.titles) // measures.column
        in_columns = offset.x >= measures.titles and at < measures.shown
        return row, self._first_column() + at if in_columns else None
