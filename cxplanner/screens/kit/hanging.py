"""Items of a list whose further lines stand below their words, not below their mark."""

from __future__ import annotations

from typing import Final

from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

from cxplanner.screens.kit.signs import ACCEPTED, FREE, LACKS, SEVERITY_MARKS, TICKED
from cxplanner.text.override import override

_SIGNS: Final = ("-", "+", "–", TICKED, FREE, ACCEPTED, LACKS, *SEVERITY_MARKS.values())
_MARKS: Final = tuple(f"{sign} " for sign in _SIGNS)
"""What an item may begin with; all are equally wide."""
_WIDE: Final = 2


def mark_width(line: str) -> int:
    """How many cells the mark of an item takes at the beginning of a line; 0 where there is none."""
    return _WIDE if line.startswith(_MARKS) else 0


class Hanging(Visual):
    """Paragraphs; of one that begins with the mark of an item, the further lines are indented."""

    def __init__(self, words: Content) -> None:
        self._words = words
        self._paragraphs = words.split("\n", allow_blank=True)

    @override
    def __str__(self) -> str:
        return self._words.plain

    @override
    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """The lines, no more than ``height``."""
        strips: list[Strip] = []
        for words in self._paragraphs:
            hang = _hang(words, width)
            lines = words[hang:].render_strips(width - hang, None, style, options)
            if hang:
                blank = Strip.blank(hang, style.rich_style)
                mark = words[:hang].render_strips(hang, 1, style, options)[0]
                mark = mark.extend_cell_length(hang, style.rich_style)
                lines = [Strip.join([blank if n else mark, line]) for n, line in enumerate(lines)]
            strips += lines
        return strips[:height]

    @override
    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """As wide as the longest paragraph on one line."""
        return self._words.get_optimal_width(rules, container_width)

    @override
    def get_height(self, rules: RulesMap, width: int) -> int:
        """How many lines the paragraphs take."""
        hangs = ((words, _hang(words, width)) for words in self._paragraphs)
        return sum(words[hang:].get_height(rules, width - hang) for words, hang in hangs)


def _hang(words: Content, width: int) -> int:
    hang = mark_width(words.plain)
    return hang if width > 2 * hang else 0
