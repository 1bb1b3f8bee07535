"""Our own Markdown, ready to be painted: as much of it as the planner's documents use.

Textual can show any Markdown, but builds a widget for each paragraph, which takes longer than a cursor
key may. Links stay words, and what other people wrote was escaped by whoever made the document, so that
it reads letter for letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from textual.content import Content

from cxplanner.screens.kit.safe import content

Kind = Literal["title", "heading", "subheading", "bullet", "inside", "text", "row", "rule"]

_HEADINGS: Final[dict[str, Kind]] = {"#": "title", "##": "heading", "###": "subheading"}
_HEADING: Final = re.compile(r"(#{1,3}) (.*)")
_RULE: Final = re.compile(r"-{3,}")
_CELL_END: Final = re.compile(r"(?<!\\)\|")
_SIGN: Final = re.compile(
    r"\\(?P<letter>[!-/:-@\[-`{-~])|(?P<end>\\\n)|(?P<bold>\*\*)|(?P<italic>\*)"
    r"|<(?P<link>https?://[^\s<>]*)>|(?P<space>\n)"
)


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading, list item, row of a table, or rule; ``inside`` goes on within an item."""

    kind: Kind
    words: Content = Content("")  # noqa: RUF009 - it never changes
    cells: tuple[Content, ...] = ()
    """What a row of a table holds, column by column."""
    widths: tuple[int, ...] = ()
    """How wide the columns of its table are."""


def blocks(markdown: str) -> Iterator[Block]:
    """The blocks of a document, made one by one as they are asked for."""
    for group in re.split(r"\n{2,}", markdown.strip("\n")):
        lines = group.split("\n")
        heading = _HEADING.fullmatch(group)
        if heading:
            yield Block(_HEADINGS[heading[1]], words(heading[2]))
        elif _RULE.fullmatch(group):
            yield Block("rule")
        elif group.startswith("|"):
            yield from _table(lines)
        elif group.startswith("- "):
            yield from (Block("bullet", words(item)) for item in _items(lines))
        elif group.startswith("  "):
            more, *items = _items(lines)
            yield Block("inside", words(more))
            yield from (Block("bullet", words(item)) for item in items)
        elif group:
            yield Block("text", words(group))


def _items(lines: list[str]) -> Iterator[str]:
    item: list[str] = []
    for line in lines:
        if line.startswith("- ") and item:
            yield "\n".join(item)
            item = []
        item.append(line[2:])
    yield "\n".join(item)


def _table(lines: list[str]) -> Iterator[Block]:
    rows = [[words(cell.strip()) for cell in _CELL_END.split(line)[1:-1]] for line in lines]
    if len(rows) > 1:
        del rows[1]  # the line that parts the head from the rest
    widths = tuple(max(cell.cell_length for cell in column) for column in zip(*rows, strict=False))
    for number, row in enumerate(rows):
        cells = row if number else [cell.stylize("bold") for cell in row]
        yield Block("row", cells=tuple(cells), widths=widths)


def words(markdown: str) -> Content:
    """The words of one block: bold and italic are shown, signs that were escaped are themselves again."""
    parts: list[Content] = []
    bold = italic = False
    at = 0
    for sign in _SIGN.finditer(markdown):
        parts.append(_styled(markdown[at : sign.start()], bold, italic))
        at = sign.end()
        if sign["bold"]:
            bold = not bold
        elif sign["italic"]:
            italic = not italic
        else:
            shown = sign["letter"] or sign["link"] or ("\n" if sign["end"] else " ")
            parts.append(_styled(shown, bold, italic))
    parts.append(_styled(markdown[at:], bold, italic))
    return Content("").join(part for part in parts if part)


def _styled(text: str, bold: bool, italic: bool) -> Content:
    style = " ".join(name for name, on in (("bold", bold), ("italic", italic)) if on)
    shown = content(text)
    return shown.stylize(style) if style and text else shown
