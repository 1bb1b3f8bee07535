"""Finding things by typing: case and accents do not matter, typing slips are forgiven, best match first."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import cached_property
from typing import Final
from unicodedata import combining, normalize

SHORT: Final = 4
"""Shorter words must be typed exactly: with a slip forgiven they would match almost anything."""
LONG: Final = 8
"""Words of this length or more are forgiven two slips."""

_PLAIN: Final = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "ı": "i"})
_WORD: Final = re.compile(r"\w+")
_SURE, _NEAR = 0, 5  # the best ranks of a word found as typed, and of one found despite slips


def folded(text: str) -> str:
    """Text without case and accents, so that ``JOSE`` finds ``José``."""
    if text.isascii():
        return text.lower()
    return _bare(_bare(text).casefold()).translate(_PLAIN)


def _bare(text: str) -> str:
    return "".join(letter for letter in normalize("NFKD", text) if not combining(letter))


def sought(query: str) -> tuple[str, ...]:
    """The words somebody typed, ready to be searched for."""
    return tuple(folded(query).split())


def holds(text: str, words: Collection[str]) -> bool:
    """Whether a text contains all of these words, anywhere."""
    if not words:
        return True
    bare = folded(text)
    return all(word in bare for word in words)


def nearly(word: str, other: str) -> bool:
    """Whether a word is the beginning of another, apart from one slip or, in a long word, two.

    A slip is an extra letter, a missing one, a wrong one, or two in the wrong order.
    """
    if len(word) < SHORT:
        return other.startswith(word)
    most = 1 if len(word) < LONG else 2
    other = other[: len(word) + most]
    older: list[int] = []
    before = list(range(len(other) + 1))
    for n, letter in enumerate(word, start=1):
        row = [n]
        for m, its in enumerate(other, start=1):
            slips = min(before[m] + 1, row[m - 1] + 1, before[m - 1] + (letter != its))
            if n > 1 and m > 1 and letter == other[m - 2] and word[n - 2] == its:
                slips = min(slips, older[m - 2] + 1)
            row.append(slips)
        if min(row) > most:
            return False
        older, before = before, row
    return min(before) <= most


class Index:
    """Titles with details, folded once so that they can be searched again with every letter typed."""

    def __init__(self, texts: Iterable[tuple[str, str]]) -> None:
        self._texts: Final = [(folded(title), folded(detail)) for title, detail in texts]

    def find(self, query: str) -> list[int]:
        """The positions of the texts that contain all words of the query, best match first.

        A title that begins with a word ranks above one that contains it elsewhere, and both above a detail
        that contains it. Slips are only allowed in a word that no text contains as it was typed.
        """
        words = sought(query)
        if not words:
            return list(range(len(self._texts)))
        ranks: dict[int, tuple[int, ...]] = dict.fromkeys(range(len(self._texts)), ())
        for word in words:
            found = self._ranked(word, ranks)
            ranks = {n: (*before, found[n]) for n, before in ranks.items() if n in found}
        whole = " ".join(words)
        return sorted(ranks, key=lambda n: (self._texts[n][0] != whole, max(ranks[n]), sum(ranks[n]), n))

    def _ranked(self, word: str, among: Collection[int]) -> dict[int, int]:
        """Text -> how well it matches a word, 0 being best."""
        sure = self._with(word, among, _SURE)
        if sure or len(word) < SHORT or any(word in text for pair in self._texts for text in pair):
            return sure
        found: dict[int, int] = {}
        for other in self._words:
            if nearly(word, other):
                for n, rank in self._with(other, among, _NEAR).items():
                    found[n] = min(rank, found.get(n, rank))
        return found

    def _with(self, word: str, among: Iterable[int], rank: int) -> dict[int, int]:
        found = {}
        for n in among:
            title, detail = self._texts[n]
            if word in title:
                found[n] = rank + (0 if title.startswith(word) else 1 if f" {word}" in title else 2)
            elif word in detail:
                found[n] = rank + (3 if f" {word}" in f" {detail}" else 4)
        return found

    @cached_property
    def _words(self) -> tuple[str, ...]:
        """Every word of every text, once."""
        return tuple(
            dict.fromkeys(word for pair in self._texts for text in pair for word in _WORD.findall(text))
        )
