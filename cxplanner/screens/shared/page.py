"""A document to read on screen, laid out line by line as far as it is in sight.

Textual's widget for documents builds one more for each paragraph, which takes longer than a cursor key may.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from rich.segment import Segment
from rich.style import Style
from textual.content import Content
from textual.strip import Strip

from cxplanner.documents.blocks import Block, Document, Heading, ItemList, Paragraph, Table, Words
from cxplanner.screens.kit.panel import Panel
from cxplanner.screens.kit.safe import content
from cxplanner.text.override import override

_LEVELS: Final = {1: "bold underline", 2: "bold $text-primary", 3: "bold italic"}
_BETWEEN: Final = " │ "
_NARROWEST: Final = 4
"""The first column of a table gives way down to this width."""


class Page(Panel):
    """Shows a document that scrolls by line, page and wheel; costs no more than what is in sight."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._document: Document = ()

    @property
    def document(self) -> Document:
        """The document that is shown."""
        return self._document

    def read(self, document: Document) -> None:
        """Show a document from its beginning; one that is shown already stays where it was scrolled to."""
        if document != self._document:
            self._document = document
            self.show(Content(""))

    @override
    def lay_out(self, width: int) -> Iterator[Strip]:
        """The lines of the document; below a title of a part no line is left empty."""
        yield from self._block(*self._document[:1], width=width)
        for above, block in pairwise(self._document):
            if not (isinstance(above, Heading) and above.level > 1):
                yield self._empty(width)
            yield from self._block(block, width=width)

    def _block(self, *blocks: Block, width: int) -> Iterator[Strip]:
        for block in blocks:
            match block:
                case Heading():
                    yield from self.wrapped(painted(block.words).stylize(_LEVELS[block.level]), width)
                case Paragraph():
                    yield from self.wrapped(painted(block.words), width)
                case ItemList():
                    yield from self._items(block.items, width)
                case Table():
                    yield from self._table(block, width)

    def _items(self, items: Sequence[Sequence[Paragraph]], width: int) -> Iterator[Strip]:
        for number, item in enumerate(items):
            if number and len(items[number - 1]) > 1:
                yield self._empty(width)
            before = "• "
            for at, paragraph in enumerate(item):
                if at:
                    yield self._empty(width)
                for strip in self.wrapped(painted(paragraph.words), width - len(before)):
                    yield Strip.join([Strip([Segment(before, self.rich_style)], len(before)), strip])
                    before = "  "

    def _table(self, table: Table, width: int) -> Iterator[Strip]:
        """The rows; where there is no room for all of them, the first column gives way."""
        rows = [[painted(cell) for cell in row] for row in (table.header, *table.rows)]
        widths = [max(cell.cell_length for cell in column) for column in zip(*rows, strict=True)]
        others = sum(widths[1:]) + len(_BETWEEN) * (len(widths) - 1)
        widths[0] = max(min(widths[0], width - others), _NARROWEST)
        rows[0] = [cell.stylize("bold") for cell in rows[0]]
        for row in rows:
            cells = (
                cell.truncate(wide, ellipsis=True).extend_right(wide - cell.cell_length)
                for cell, wide in zip(row, widths, strict=True)
            )
            line = Content(_BETWEEN).join(cells)
            yield self.wrapped(line.truncate(max(width, 1)), width)[0]

    def _empty(self, width: int) -> Strip:
        style: Style = self.rich_style
        return Strip.blank(width, style)


def painted(words: Words) -> Content:
    """The words of a block as they are painted: strong ones bold, stressed ones italic, links as words."""
    parts = []
    for span in words:
        style = " ".join(name for name, on in (("bold", span.strong), ("italic", span.emphasis)) if on)
        part = content(span.text)
        parts.append(part.stylize(style) if style and span.text else part)
    return Content("").join(parts)
