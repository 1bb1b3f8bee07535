"""Turns what people type into a field into the value that the plan file holds."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Final, Literal, TypeAlias

from cxplanner.text.dates import MONTHS, day_and_month
from cxplanner.text.errors import CxplannerError
from cxplanner.text.numbers import PaperNumber, paper_number

AnswerKind = Literal["text", "lines", "share", "amount", "number", "count", "date"]
Answer: TypeAlias = str | tuple[str, ...] | int | float | date

_MOST_DIGITS: Final = 15
_MOST_DECIMALS: Final = 6


class AnswerRefused(CxplannerError):
    """What was typed cannot be understood; the message says what to type instead."""


def read_answer(kind: AnswerKind, text: str) -> Answer:
    """The value of that kind that was typed. Raises :class:`AnswerRefused`, saying what to type instead."""
    return _READERS[kind](text.strip())


def complaint(kind: AnswerKind, text: str) -> str | None:
    """A sentence about what is wrong with the text typed so far, or None."""
    try:
        read_answer(kind, text)
    except AnswerRefused as refused:
        return str(refused)
    return None


def _text(text: str) -> str:
    if not text:
        raise AnswerRefused("Type a few words.")
    return text


def _lines(text: str) -> tuple[str, ...]:
    """One list entry for each line that is not blank."""
    return tuple(line.strip() for line in _text(text).splitlines() if line.strip())


def _share(text: str) -> float:
    percent = text.endswith("%")
    number = paper_number(text.rstrip("% "))
    if number and number.grouped:
        number = number.fractional
    value = _value(number, "a share such as 1, 0.5 or 50%")
    share = float(value) / 100 if percent else float(value)
    if not 0 < share <= 1:
        raise AnswerRefused("FTE is more than 0 and at most 1 (full time).")
    return share


def _amount(text: str) -> int | float:
    value = _value(paper_number(text), "an amount such as 120000 or 120,000")
    if value < 0:
        raise AnswerRefused("An amount cannot be below zero.")
    return value


def _number(text: str) -> int | float:
    number = paper_number(text)
    if number and number.fractional:
        raise AnswerRefused(f"That can be read in two ways: type {number} or {number.fractional}0.")
    return _value(number, "a number such as 45 or 4.5")


def _count(text: str) -> int:
    value = _value(paper_number(text), "a whole number such as 250")
    if not isinstance(value, int) or value < 1:
        raise AnswerRefused("Type a whole number, 1 or more.")
    return value


def _value(number: PaperNumber | None, example: str) -> int | float:
    if number is None or not _is_plain(number):
        raise AnswerRefused(f"Type {example}.")
    return float(str(number)) if number.fraction else int(number.whole)


def _is_plain(number: PaperNumber) -> bool:
    """Whether a number has a plausible size, and decimals that cannot be a misplaced group of thousands."""
    digits, decimals = len(number.whole.lstrip("+-")), len(number.fraction)
    return digits <= _MOST_DIGITS and decimals <= _MOST_DECIMALS and not (number.grouped and decimals == 3)


def _date(text: str) -> date:
    """A date; one whose day and month could be confused is refused, with both readings offered."""
    for form, order in _DATES:
        if found := form.fullmatch(text):
            parts = dict(zip(order, found.groups(), strict=True))
            month = _month(parts["m"])
            if order != "dmy" or not parts["m"].isdigit():
                return _day(parts["y"], month, parts["d"])
            first, second, year = int(parts["d"]), month, parts["y"]
            if first != second and max(first, second) <= len(MONTHS):
                one, other = _day(year, second, first), _day(year, first, second)
                raise AnswerRefused(
                    f"That can be read in two ways: type {one} for {day_and_month(one)} "
                    f"or {other} for {day_and_month(other)}."
                )
            return _day(year, min(first, second), max(first, second))
    raise AnswerRefused(_NO_DATE)


def _month(text: str) -> int:
    """The number of a month, or 0 if the text is not a month."""
    if text.isdigit():
        return int(text)
    numbers = (n for n, name in enumerate(MONTHS, start=1) if name.lower().startswith(text.lower()))
    return next(numbers, 0) if len(text) >= len("Jan") else 0


def _day(year: str, month: int, day: int | str) -> date:
    try:
        return date(int(year), month, int(day))
    except ValueError:
        raise AnswerRefused(_NO_DATE) from None


_NO_DATE: Final = "Type a date as year-month-day, such as 2027-03-01, or as 1 March 2027."
_DATES: Final = tuple(
    (re.compile(form, re.ASCII), order)
    for form, order in (
        (r"(\d{4})-?(\d\d)-?(\d\d)", "ymd"),
        (r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", "ymd"),
        (r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})", "dmy"),
        (r"(\d{1,2})(?:st|nd|rd|th)?\.? ?([A-Za-z]{3,9})\.?,? ?(\d{4})", "dmy"),
        (r"([A-Za-z]{3,9})\.? ?(\d{1,2})(?:st|nd|rd|th)?,? (\d{4})", "mdy"),
    )
)
"""The ways of writing a date that are understood, each with the order of its parts."""

_READERS: Final[Mapping[AnswerKind, Callable[[str], Answer]]] = {
    "text": _text,
    "lines": _lines,
    "share": _share,
    "amount": _amount,
    "number": _number,
    "count": _count,
    "date": _date,
}
