"""Documents as Markdown; other people's text is shown exactly as it was written."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby
from typing import Final

from cxplanner.documents.blocks import Block, Heading, ItemList, Paragraph, Span, Words
from cxplanner.text.words import one_line

_ALWAYS: Final = re.compile(r"[\\`*_{}\[\]<>|~]")
"""Characters that may start markup anywhere in a line."""
_ENTITY: Final = re.compile(r"&(?=#|\w+;)")
_EMOJI: Final = re.compile(r":(?=[\w+-]+:)")
_HEADING: Final = re.compile(r"(?:^|(?<=[\s#]))#")
_NO_MENTION: Final = "@<!-- -->"
"""Reads as @, but calls nobody and links to nobody where a comment is shown."""
_AT_START: Final = re.compile(r"^([+=:%-])|^(\d{1,9})([.)])(?=\s|$)")


def markdown(document: Iterable[Block]) -> str:
    """A document as Markdown."""
    return "\n\n".join(map(_block, document)) + "\n"


def _block(block: Block) -> str:
    match block:
        case Heading():
            return f"{'#' * block.level} {_line(block.words)}"
        case Paragraph():
            return _line(block.words)
        case ItemList():
            return "\n".join(f"- {_item(paragraphs)}" for paragraphs in block.items)
        case _:
            head, *rows = (_row(cells) for cells in (block.header, *block.rows))
            return "\n".join([head, "|" + " --- |" * len(block.header), *rows])


def _item(paragraphs: Iterable[Paragraph]) -> str:
    return "\n\n  ".join(_line(one.words, "  ") for one in paragraphs)


def _row(cells: Iterable[Words]) -> str:
    texts = map(_line, cells)
    return "|" + "".join(f" {text} |" if text else " |" for text in texts)


def _line(words: Words, indent: str = "") -> str:
    """The words of one paragraph; ``indent`` goes before every line except the first, as in a list item."""
    parts, before = [], " "
    for (strong, emphasis), spans in groupby(words, key=lambda span: (span.strong, span.emphasis)):
        mark = "**" * strong + "*" * emphasis
        inside = ""
        for span in spans:
            inside += _span(span, indent, starts=before.isspace())
            before = span.text[-1:] or before
        parts.append(f"{mark}{inside}{mark}")
    return "".join(parts)


def _span(span: Span, indent: str, *, starts: bool) -> str:
    if span.link:
        return f"<{span.text}>"
    first, *others = span.text.split("\n")
    lines = [_between_blanks(first, starts=starts), *(_between_blanks(line, starts=True) for line in others)]
    return f"\\\n{indent}".join(lines)


def _between_blanks(text: str, *, starts: bool) -> str:
    """Escaped text; the spaces around it, which separate it from what is beside it, are kept."""
    words = text.strip(" ")
    if not words:
        return text
    before, _, after = text.partition(words)
    return f"{before}{escaped(words, starts=starts or bool(before))}{after}"


def escaped(text: str, *, starts: bool = True) -> str:
    """Text as one line of Markdown that shows exactly this; ``starts`` if it may be the start of a line."""
    line = _ALWAYS.sub(r"\\\g<0>", one_line(text))
    for pattern in (_ENTITY, _EMOJI, _HEADING):
        line = pattern.sub(r"\\\g<0>", line)
    if line.count("$") > 1:
        line = line.replace("$", r"\$")
    return _AT_START.sub(lambda m: f"\\{m[1]}" if m[1] else f"{m[2]}\\{m[3]}", line) if starts else line


def calling_nobody(text: str) -> str:
    """Text as a line of Markdown for a comment, where an @ before a name would call somebody."""
    return escaped(text).replace("@", _NO_MENTION)
