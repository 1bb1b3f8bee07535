"""What people type into a field, read as the plan file would take it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Final, Literal

from cxplanner.files.problems import CxplannerError

AnswerKind = Literal["text", "share", "amount", "number", "count", "date"]

_THOUSANDS: Final = re.compile(r"-?[1-9]\d{0,2}([ '’.,\u00a0\u202f])\d{3}(\1\d{3})*")
_MARKS: Final = re.compile(r"[ '’.,\u00a0\u202f]")
_EITHER: Final = re.compile(r"(-?[1-9]\d{0,2})[.,](\d{3})")
"""What may be thousands or a fraction: ``4.125``, ``4,125``."""


class AnswerRefused(CxplannerError):
    """What was typed cannot be read; the message says what would be right."""


def read_answer(kind: AnswerKind, text: str) -> str | int | float | date:
    """Read what was typed as a value of that kind. Raises :class:`AnswerRefused` with what would be right."""
    return _READERS[kind](text.strip())


def complaint(kind: AnswerKind, text: str) -> str | None:
    """What is wrong with what was typed so far, in words, or None."""
    try:
        read_answer(kind, text)
    except AnswerRefused as refused:
        return str(refused)
    return None


def _text(text: str) -> str:
    if not text:
        raise AnswerRefused("Type a few words.")
    return text


def _share(text: str) -> float:
    percent = text.endswith("%")
    value = _plain_number(text.rstrip("% "), "a share such as 1, 0.5 or 50%")
    share = float(value) / 100 if percent else float(value)
    if not 0 < share <= 1:
        raise AnswerRefused("FTE is more than 0 and at most 1 (full time).")
    return share


def _amount(text: str) -> int | float:
    value = _plain_number(_ungrouped(text), "an amount such as 120000 or 120,000")
    if value < 0:
        raise AnswerRefused("An amount is not below zero.")
    return value


def _number(text: str) -> int | float:
    if either := _EITHER.fullmatch(text):
        whole, group = either.groups()
        raise AnswerRefused(f"That can be read in two ways: type {whole}{group} or {whole}.{group}0.")
    return _plain_number(_ungrouped(text), "a number such as 45 or 4.5")


def _count(text: str) -> int:
    value = _plain_number(_ungrouped(text), "a whole number such as 250")
    if not isinstance(value, int) or value < 1:
        raise AnswerRefused("Type a whole number, 1 or more.")
    return value


def _ungrouped(text: str) -> str:
    """A number without the marks between its thousands, if these are all alike."""
    return _MARKS.sub("", text) if _THOUSANDS.fullmatch(text) else text


def _plain_number(text: str, example: str) -> int | float:
    bare = text.replace(",", ".")
    if not re.fullmatch(r"-?[0-9]{1,15}(\.[0-9]{1,6})?", bare):
        raise AnswerRefused(f"Type {example}.")
    return float(bare) if "." in bare else int(bare)


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise AnswerRefused("Type a date as year-month-day, such as 2027-03-01.") from None


_READERS: Final[Mapping[AnswerKind, Callable[[str], str | int | float | date]]] = {
    "text": _text,
    "share": _share,
    "amount": _amount,
    "number": _number,
    "count": _count,
    "date": _date,
}
