"""The keys of the responsibility matrix, each declared once for hand, footer, palette, help and keymap."""

from __future__ import annotations

from typing import Final

from cxplanner.screens.kit.commands import Command

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
MOVES: Final = (
    Command("matrix.up", "up", "move(-1, 0)", "The responsibility above"),
    Command("matrix.down", "down", "move(1, 0)", "The responsibility below"),
    Command("matrix.left", "left", "move(0, -1)", "The position before"),
    Command("matrix.right", "right", "move(0, 1)", "The position after"),
    Command("matrix.page-up", "pageup", "page(-1)", "A page of responsibilities up"),
    Command("matrix.page-down", "pagedown", "page(1)", "A page of responsibilities down"),
    Command("matrix.row-start", "home", "row_edge(-1)", "The first position"),
    Command("matrix.row-end", "end", "row_edge(1)", "The last position"),
    Command("matrix.start", "ctrl+home", "edge(-1)", "The first cell of all"),
    Command("matrix.end", "ctrl+end", "edge(1)", "The last cell of all"),
)
"""Movement goes without saying in the footer and the palette; help tells it."""
