"""Days as people say them."""

from __future__ import annotations

from datetime import date
from typing import Final

MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def day_and_month(day: date) -> str:
    """A day of a year that is known: ``1 March``."""
    return f"{day.day} {MONTHS[day.month - 1]}"


def day_in_words(day: date) -> str:
    """A day as a letter has it, the same in every locale: ``1 March 2027``."""
    return f"{day_and_month(day)} {day.year}"
