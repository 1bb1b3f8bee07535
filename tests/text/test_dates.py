"""Days in words."""

from datetime import date

from cxplanner.text.dates import day_and_month, day_in_words


def test_a_day_is_spelled_the_same_everywhere() -> None:
    assert day_in_words(date(2027, 12, 31)) == "31 December 2027"
    assert day_and_month(date(2027, 1, 3)) == "3 January"
