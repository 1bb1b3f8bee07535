"""An app that is nothing but a matrix, and keeps what the matrix says."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from textual.app import App, ComposeResult
from textual.pilot import Pilot

from cxplanner.screens.kit.matrix_parts import MatrixColumn, MatrixRow
from cxplanner.screens.views.raci.matrix import RaciMatrix
from cxplanner.text.override import override

COLUMNS = [MatrixColumn(f"c{number}", f"CX analyst {number}") for number in range(12)]
ROWS = [
    MatrixRow("area-1", "Strategy", "2, 1 gap", heading=True),
    MatrixRow("own", "Own the experience"),
    MatrixRow("plan", "Write the strategy", note="nobody answers", mark="!"),
    MatrixRow("area-2", "Listening", heading=True),
    MatrixRow("gather", "Gather feedback"),
    MatrixRow("share", "Share insight"),
]
LETTERS = {("own", "c0"): "A", ("own", "c1"): "R", ("gather", "c1"): "A/R", ("share", "c2"): "C"}


class Host(App[None]):
    CSS = "RaciMatrix { height: 1fr; }"

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[tuple[str, ...]] = []

    @override
    def compose(self) -> ComposeResult:
        yield RaciMatrix(empty_text="No positions yet: press n to add one.")

    def _hear(self, message: RaciMatrix.CellMessage, *more: str) -> None:
        assert message.control is self.matrix
        self.heard.append((type(message).__name__, message.row, message.column, *more))

    def on_raci_matrix_cursor_moved(self, message: RaciMatrix.CursorMoved) -> None:
        self._hear(message)

    def on_raci_matrix_cell_chosen(self, message: RaciMatrix.CellChosen) -> None:
        self._hear(message)

    def on_raci_matrix_letter_cleared(self, message: RaciMatrix.LetterCleared) -> None:
        self._hear(message)

    def on_raci_matrix_letter_pressed(self, message: RaciMatrix.LetterPressed) -> None:
        self._hear(message, message.letter)

    @property
    def matrix(self) -> RaciMatrix:
        return self.query_one(RaciMatrix)

    def lines(self) -> list[str]:
        return [self.matrix.render_line(y).text for y in range(self.matrix.size.height)]


@asynccontextmanager
async def shown(
    size: tuple[int, int] = (80, 24), columns: Any = COLUMNS, rows: Any = ROWS, letters: Any = LETTERS
) -> AsyncIterator[tuple[Host, Pilot[None]]]:
    host = Host()
    async with host.run_test(size=size, notifications=True, tooltips=True) as pilot:
        host.matrix.focus()
        host.matrix.show(columns, rows, letters)
        await pilot.pause()
        yield host, pilot
