"""Other people's text in Markdown, so that it reads letter for letter as it was written."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from cxplanner.text.words import one_line

_ALWAYS: Final = re.compile(r"[\\`*_{}\[\]<>|~]")
"""Signs that may start something anywhere in a line."""
_ENTITY: Final = re.compile(r"&(?=#|\w+;)")
_EMOJI: Final = re.compile(r":(?=[\w+-]+:)")
_HEADING: Final = re.compile(r"(?:^|(?<=[\s#]))#")
_AT_START: Final = re.compile(r"^([+=:%-])|^(\d{1,9})([.)])(?=\s|$)")


def escaped(text: str) -> str:
    """Text as one line of Markdown that shows exactly these letters."""
    line = _ALWAYS.sub(r"\\\g<0>", one_line(text))
    for pattern in (_ENTITY, _EMOJI, _HEADING):
        line = pattern.sub(r"\\\g<0>", line)
    if line.count("$") > 1:
        line = line.replace("$", r"\$")
    return _AT_START.sub(lambda m: f"\\{m[1]}" if m[1] else f"{m[2]}\\{m[3]}", line)


def paragraphs(text: str, indent: str = "") -> str:
    """Text of several lines: its line breaks stay, an empty line starts a new paragraph.

    ``indent`` goes before every line but the first, as in a list item.
    """
    blocks: list[list[str]] = [[]]
    for line in text.splitlines():
        if line.strip():
            blocks[-1].append(escaped(line))
        else:
            blocks.append([])
    return f"\n\n{indent}".join(f"\\\n{indent}".join(block) for block in blocks if block)


def bullets(items: Iterable[str]) -> str:
    """Texts as a list."""
    return "\n".join(f"- {paragraphs(item, '  ')}" for item in items if item.strip())
