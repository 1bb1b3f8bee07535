"""Dates in words."""

from __future__ import annotations

from datetime import date
from typing import Final

MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def day_and_month(day: date) -> str:
    """A date without its year, where the year is clear: ``1 March``."""
    return f"{day.day} {MONTHS[day.month - 1]}"


def day_in_words(day: date) -> str:
    """A date as written in a letter, the same in every locale: ``1 March 2027``."""
    return f"{day_and_month(day)} {day.year}"
