"""Items of a list whose further lines stand below their words, not below their mark."""

from __future__ import annotations

from typing import Final

from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

from cxplanner.screens.marks import ACCEPTED, NOBODY_ANSWERS, SEVERITY_MARKS

_SIGNS: Final = ("-", "+", "–", ACCEPTED, NOBODY_ANSWERS, *SEVERITY_MARKS.values())
_MARKS: Final = tuple(f"{sign} " for sign in _SIGNS)
"""What an item may begin with; all are equally wide."""
_WIDE: Final = 2


def mark_width(line: str) -> int:
    """How many cells the mark of an item takes at the beginning of a line; 0 where there is none."""
    return _WIDE if line.startswith(_MARKS) else 0


class Hanging(Visual):
    """One paragraph; if it begins with the mark of an item, its further lines are indented."""

    def __init__(self, words: Content) -> None:
        self._words = words
        self._hang = mark_width(words.plain)
        self._mark, self._rest = words[: self._hang], words[self._hang :]

    def __str__(self) -> str:
        return self._words.plain

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """The lines; the first one begins with the mark."""
        hang = self._hang if width > 2 * self._hang else 0
        if not hang:
            return self._words.render_strips(width, height, style, options)
        strips = self._rest.render_strips(width - hang, height, style, options)
        before = self._mark.render_strips(hang, 1, style, options)[0].extend_cell_length(
            hang, style.rich_style
        )
        blank = Strip.blank(hang, style.rich_style)
        return [Strip.join([blank if n else before, strip]) for n, strip in enumerate(strips)]

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """As wide as the paragraph on one line."""
        return self._words.get_optimal_width(rules, container_width)

    def get_height(self, rules: RulesMap, width: int) -> int:
        """How many lines it takes."""
        hang = self._hang if width > 2 * self._hang else 0
        return (self._rest if hang else self._words).get_height(rules, width - hang)
