"""What the painted screen shows in which colours, blended as a terminal would show it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Any, NamedTuple

from rich.style import Style
from textual.color import Color
from textual.filter import dim_color
from textual.screen import Screen


class Painted(NamedTuple):
    """A run of text on the screen with its two colours."""

    text: str
    front: Color
    behind: Color


def painted(screen: Screen[Any]) -> Iterator[Painted]:
    """All text on the screen; lines, blocks and blanks are no text, nor is what lies below a dialog."""
    for y, strip in enumerate(screen._compositor.render_strips()):
        x = 0
        for segment in strip:
            text = "".join(letter for letter in segment.text if not _drawn(letter))
            if text and segment.style and screen.get_widget_at(x, y)[0] is not screen:
                yield Painted(text, *_colours(segment.style))
            x += segment.cell_length


def _drawn(letter: str) -> bool:
    return letter.isspace() or 0x2500 <= ord(letter) <= 0x259F or unicodedata.category(letter) == "Cc"


def _colours(style: Style) -> tuple[Color, Color]:
    assert style.color
    assert style.bgcolor
    front, behind = style.color, style.bgcolor
    if style.dim:
        front = dim_color(behind, front)
    if style.reverse:
        front, behind = behind, front
    return Color.from_rich_color(front), Color.from_rich_color(behind)
