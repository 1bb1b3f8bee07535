"""The parts of a document, whatever it is turned into: Markdown, a page on screen or any other format."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from cxplanner.text.words import one_line


@dataclass(frozen=True, slots=True)
class Span:
    """Words with one style within a line; line breaks in them are kept, and ``link`` words are an address."""

    text: str
    strong: bool = False
    emphasis: bool = False
    link: bool = False


Words: TypeAlias = tuple[Span, ...]
"""The words of a heading, a paragraph or a cell."""


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of a document (level 1) or of one of its parts."""

    words: Words
    level: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words that belong together."""

    words: Words


@dataclass(frozen=True, slots=True)
class ItemList:
    """A list; each item is one or more paragraphs."""

    items: tuple[tuple[Paragraph, ...], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a header; every row has as many cells as the header."""

    header: tuple[Words, ...]
    rows: tuple[tuple[Words, ...], ...]


Block: TypeAlias = Heading | Paragraph | ItemList | Table
Document: TypeAlias = tuple[Block, ...]
"""The blocks of a document, from top to bottom."""


def plain(text: str, *, strong: bool = False, emphasis: bool = False) -> Span:
    """Somebody's text on one line, exactly as written."""
    return Span(one_line(text), strong, emphasis)


def heading(text: str, level: int) -> Heading:
    """Somebody's text as a heading."""
    return Heading((plain(text),), level)


def paragraphs(text: str, before: Sequence[Span] = ()) -> tuple[Paragraph, ...]:
    """Text of several lines: line breaks are kept, and an empty line starts a new paragraph.

    ``before`` goes at the start of the first paragraph, and is the only one if the text is empty.
    """
    groups: list[list[str]] = [[]]
    for line in text.splitlines():
        if line.strip():
            groups[-1].append(one_line(line))
        else:
            groups.append([])
    found: list[Words] = [(Span("\n".join(group)),) for group in groups if group]
    if before:
        found = [(*before, *(found[0] if found else ())), *found[1:]]
    return tuple(Paragraph(words) for words in found)


def item_list(items: Iterable[str]) -> Document:
    """Texts as a list; nothing if there are none."""
    found = tuple(paragraphs(item) for item in items if item.strip())
    return (ItemList(found),) if found else ()
