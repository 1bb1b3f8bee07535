"""Reads numbers as people write them on paper, and writes them as TOML has them."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from cxplanner.text.override import override

_GROUPED: Final = re.compile(
    r"(?P<first>[+-]?[1-9]\d{0,2})(?P<groups>(?P<mark>[ .,'’_\u00a0\u202f])\d{3}(?:(?P=mark)\d{3})*)"
    r"(?:(?!(?P=mark))[.,](?P<fraction>\d{1,15}))?",
    re.ASCII,
)
_PLAIN: Final = re.compile(r"(?P<whole>[+-]?\d{1,15})(?:[.,](?P<fraction>\d{1,15}))?", re.ASCII)


class PaperNumber(NamedTuple):
    """A number that somebody wrote down: ``1,200,000``, ``1 200``, ``0,5``, ``4.125``.

    ``fractional`` is the other possible reading, where a lone group of three digits may be a fraction;
    ``grouped`` says whether the thousands were separated.
    """

    whole: str
    fraction: str = ""
    fractional: PaperNumber | None = None
    grouped: bool = False

    @override
    def __str__(self) -> str:
        return f"{self.whole}.{self.fraction}" if self.fraction else self.whole


def paper_number(text: str) -> PaperNumber | None:
    """The number that was written, whatever separates its thousands; None if it is not a number.

    A lone group of three digits after a point or comma is read as thousands, and also as a fraction, in
    ``fractional``.
    """
    if grouped := _GROUPED.fullmatch(text):
        first, groups, mark = grouped["first"], grouped["groups"], grouped["mark"]
        whole = first + re.sub(r"\D", "", groups)
        either = mark in ".," and len(groups) == len(".000") and not grouped["fraction"]
        fractional = PaperNumber(first, groups[1:]) if either else None
        return PaperNumber(whole, grouped["fraction"] or "", fractional, grouped=True)
    plain = _PLAIN.fullmatch(text)
    return PaperNumber(plain["whole"], plain["fraction"] or "") if plain else None


def in_toml(text: str, *, whole: bool = False) -> str | None:
    """A number as TOML has it, or None if it is not a number: ``0,5`` → ``0.5``, ``1,200`` → ``1200``.

    If it can be read in two ways, both are offered, the thousands first (``250000; for a fraction write
    250.0``), unless a ``whole`` number is required.
    """
    number = paper_number(text)
    if number is None:
        return None
    if whole or number.fractional is None:
        return str(number)
    before, behind = number.fractional.whole, number.fractional.fraction.rstrip("0") or "0"
    return f"{number}; for a fraction write {before}.{behind}"
