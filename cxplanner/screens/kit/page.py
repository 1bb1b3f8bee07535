"""A document to read: the planner's own Markdown, laid out line by line as far as it is in sight."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from rich.segment import Segment
from rich.style import Style
from textual.content import Content
from textual.strip import Strip

from cxplanner.screens.kit.markdown import Block, Kind, blocks
from cxplanner.screens.kit.panel import Panel

_STYLES: Final[dict[Kind, str]] = {
    "title": "bold underline",
    "heading": "bold $text-primary",
    "subheading": "bold italic",
}
_BEFORE: Final[dict[Kind, tuple[str, str]]] = {"bullet": ("• ", "  "), "inside": ("  ", "  ")}
"""What stands before the first line of a block, and before its others."""
_CLOSE: Final = frozenset([("bullet", "bullet"), ("row", "row")])
"""These follow each other without an empty line, as does everything below a heading."""
_BETWEEN: Final = " │ "
_NARROWEST: Final = 4
"""The first column of a table gives way down to this width."""


class Page(Panel):
    """Shows a document that scrolls by line, page and wheel; costs no more than what is in sight."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._markdown = ""

    @property
    def markdown(self) -> str:
        """The document that is shown."""
        return self._markdown

    def read(self, markdown: str) -> None:
        """Show a document from its beginning; one that is shown already stays where it was scrolled to."""
        if markdown != self._markdown:
            self._markdown = markdown
            self.show(Content(""))

    def lay_out(self, width: int) -> Iterator[Strip]:
        """The lines of the document."""
        style = self.rich_style
        before: Kind | None = None
        for block in blocks(self._markdown):
            close = before in ("heading", "subheading") or (before, block.kind) in _CLOSE
            if before is not None and not close:
                yield Strip.blank(width, style)
            yield from self._block(block, width, style)
            before = block.kind

    def _block(self, block: Block, width: int, style: Style) -> Iterator[Strip]:
        if block.kind == "rule":
            yield Strip([Segment("─" * width, style)], width)
            return
        if block.kind == "row":
            yield self.wrapped(_row(block, width).truncate(max(width, 1)), width)[0]
            return
        first, others = _BEFORE.get(block.kind, ("", ""))
        kind = _STYLES.get(block.kind)
        words = block.words.stylize(kind) if kind else block.words
        for strip in self.wrapped(words, width - len(first)):
            yield Strip.join([Strip([Segment(first, style)], len(first)), strip]) if first else strip
            first = others


def _row(block: Block, width: int) -> Content:
    """A row of a table; where there is no room for all of it, the first column gives way."""
    others = sum(block.widths[1:]) + len(_BETWEEN) * (len(block.widths) - 1)
    widths = (max(min(block.widths[0], width - others), _NARROWEST), *block.widths[1:])
    cells = [
        cell.truncate(wide, ellipsis=True).extend_right(wide - cell.cell_length)
        for cell, wide in zip(block.cells, widths, strict=False)
    ]
    return Content(_BETWEEN).join(cells)
