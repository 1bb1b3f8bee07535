"""Makes other people's text safe to show: names and notes come from files that somebody else wrote."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

LONGEST_QUOTE: Final = 80
"""The most characters of other people's text that a sentence quotes: about a line."""
MOST_LISTED: Final = 40
"""The most things that a sentence lists; the rest are counted."""
_HIDDEN: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # control characters except tab and line feed
    "\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u2069\ufeff"  # direction, zero width
    "\ud800-\udfff"  # halves of a character
    "\U000e0000-\U000e007f]"  # tags
)


def visible(text: str) -> str:
    r"""Text with every character spelled out that is invisible, controls a terminal or reverses text.

    ``"\x1b[2J"`` becomes the harmless ``\x1b`` and ``[2J``, written out; joiners that emoji and Persian need
    stay.
    """
    return _HIDDEN.sub(_spelled, text) if has_hidden(text) else text


def has_hidden(text: str) -> bool:
    """Whether a text holds a character that :func:`visible` spells out."""
    return _HIDDEN.search(text) is not None


def _spelled(match: re.Match[str]) -> str:
    return match.group().encode("unicode_escape", "surrogatepass").decode("ascii")


def one_line(text: str) -> str:
    """Visible text on one line, for lists and messages."""
    return " ".join(visible(text).split())


def short(text: str, most: int = LONGEST_QUOTE) -> str:
    """The text, cut if it is too long to be quoted whole."""
    return f"{text[:most]}…" if len(text) > most else text


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """The choice most like a mistyped word, or None if none is like it or the word is longer than a line."""
    if len(word) > LONGEST_QUOTE:
        return None
    import difflib  # only mistakes need it

    found = difflib.get_close_matches(word, list(choices), n=1, cutoff=0.6)
    return found[0] if found else None


def listed(words: Iterable[str], last: str = "and", *, most: int = MOST_LISTED) -> str:
    """Words as a sentence lists them: ``a``, ``a and b``, ``a, b and c``; many end in how many more."""
    known = list(words) or [""]
    if len(known) > most:
        known = [*known[:most], f"{len(known) - most:,} more"]
    *others, final = known
    return f"{', '.join(others)} {last} {final}" if others else final


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """A number with its noun: ``1 gap``, ``3 gaps``."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def number(value: float) -> str:
    """A number as people write it: ``1``, ``0.5``, ``1,200,000``."""
    whole = isinstance(value, int) or (value.is_integer() and abs(value) < 1e15)
    return f"{int(value):,}" if whole else f"{value:,}"


def mid_sentence(title: str) -> str:
    """A title as written within a sentence: beginning in lower case unless it starts with an abbreviation.

    ``Analyst`` becomes ``analyst``; ``CX analyst``, ``IT liaison`` and ``VoC manager`` stay.
    """
    first = title.split(" ", 1)[0]
    return title if first[1:] != first[1:].lower() or len(first) < 2 else title[0].lower() + title[1:]
