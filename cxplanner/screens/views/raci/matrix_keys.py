"""The keys of the responsibility matrix, each with a name that a user's keymap can point at."""

from __future__ import annotations

from typing import Final

from textual.binding import Binding, BindingType

_LETTERS: Final = (
    ("responsible", "r,R", "letter('R')", "does", "This position does it (R)"),
    ("accountable", "a,A", "letter('A')", "answers", "This position answers for it (A)"),
    ("consulted", "c,C", "letter('C')", "asked", "This position is asked before (C)"),
    ("informed", "i,I", "letter('I')", "told", "This position is told after (I)"),
)
_CELL: Final = (
    ("clear", "space,delete,backspace", "clear", "clear", "Take the letters of this cell away"),
    ("choose", "enter", "choose", "choose", "Open this cell"),
)
_MOVES: Final = (
    ("fold", "z", "fold", "fold", "Fold the area of this row, or unfold it"),
    ("fold-all", "Z", "fold_all", "fold all", "Fold all areas, or unfold them"),
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
    *(
        Binding(keys, action, said, tooltip=tip, id=f"matrix.{name}")
        for name, keys, action, said, tip in _LETTERS
    ),
    *(
        Binding(keys, action, said, tooltip=tip, id=f"matrix.{name}", show=name not in ("choose", "clear"))
        for name, keys, action, said, tip in _CELL
    ),
    *(
        Binding(keys, action, said, tooltip=tip, id=f"matrix.{name}", show=False)
        for name, keys, action, said, tip in _MOVES
    ),
]
"""Letters and what is done to a cell are told in the footer; movement goes without saying."""
