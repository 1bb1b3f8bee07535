"""The keys of the responsibility matrix, each declared once for hand, footer, palette, help and keymap."""

from __future__ import annotations

from typing import Final

from textual.binding import Binding, BindingType

from cxplanner.screens.kit.commands import Command, bindings

CELL_COMMANDS: Final = (
    Command("raci.r", "r,R", "letter('R')", "Responsible", "The position does it", "does"),
    Command(
        "raci.a",
        "a,A",
        "letter('A')",
        "Accountable",
        "The position answers for it; exactly one does",
        "answers",
    ),
    Command("raci.c", "c,C", "letter('C')", "Consulted", "The position is asked before", "asked"),
    Command("raci.i", "i,I", "letter('I')", "Informed", "The position is told after", "told"),
    Command("raci.clear", "space,delete,backspace", "clear", "Clear", "Take the position out of the row"),
    Command("raci.choose", "enter", "choose", "Choose a letter", "Choose the letter from a list"),
    Command("raci.fold", "z", "fold", "Fold the area", "Fold the area of this row, or unfold it"),
    Command("raci.fold-all", "Z", "fold_all", "Fold all areas", "Fold all areas, or unfold them"),
)
"""What is done to a cell or an area, bound by the matrix and told by the view around it."""
_MOVES: Final = (
    ("up", "up", "move(-1, 0)", "up", "The responsibility above"),
    ("down", "down", "move(1, 0)", "down", "The responsibility below"),
    ("left", "left", "move(0, -1)", "left", "The position before"),
    ("right", "right", "move(0, 1)", "right", "The position after"),
    ("page-up", "pageup", "page(-1)", "page up", "A page of responsibilities up"),
    ("page-down", "pagedown", "page(1)", "page down", "A page of responsibilities down"),
    ("row-start", "home", "row_edge(-1)", "row start", "The first position"),
    ("row-end", "end", "row_edge(1)", "row end", "The last position"),
    ("start", "ctrl+home", "edge(-1)", "start", "The first cell of all"),
    ("end", "ctrl+end", "edge(1)", "end", "The last cell of all"),
)
MATRIX_KEYS: Final[list[BindingType]] = [
    *bindings(CELL_COMMANDS),
    *(
        Binding(keys, action, said, tooltip=tip, id=f"matrix.{name}", show=False)
        for name, keys, action, said, tip in _MOVES
    ),
]
"""Letters are told in the footer; movement goes without saying."""
