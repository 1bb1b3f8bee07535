"""What a document is made of, whatever it becomes: Markdown, a page on screen, any other format."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from cxplanner.text.words import one_line


@dataclass(frozen=True, slots=True)
class Span:
    """Words of one kind within a line; a line break in them is one, and ``link`` words are an address."""

    text: str
    strong: bool = False
    emphasis: bool = False
    link: bool = False


Words: TypeAlias = tuple[Span, ...]
"""What a heading, a paragraph or a cell says."""


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
    """A list; an item is one paragraph or more."""

    items: tuple[tuple[Paragraph, ...], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a header; every row has as many cells as the header."""

    header: tuple[Words, ...]
    rows: tuple[tuple[Words, ...], ...]


Block: TypeAlias = Heading | Paragraph | ItemList | Table
Document: TypeAlias = tuple[Block, ...]
"""From top to bottom."""


def plain(text: str, *, strong: bool = False, emphasis: bool = False) -> Span:
    """Somebody's text on one line, letter for letter."""
    return Span(one_line(text), strong, emphasis)


def heading(text: str, level: int) -> Heading:
    """Somebody's text as a heading."""
    return Heading((plain(text),), level)


def paragraphs(text: str, before: Sequence[Span] = ()) -> tuple[Paragraph, ...]:
    """Text of several lines: its line breaks stay, an empty line starts a new paragraph.

    What comes ``before`` stands in the first paragraph, and is one where the text says nothing.
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
    """Texts as a list; nothing where there is nothing to list."""
    found = tuple(paragraphs(item) for item in items if item.strip())
    return (ItemList(found),) if found else ()
