"""What people type into a field is read as they meant it, or refused; never as something else."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxplanner.text.answers import AnswerKind, AnswerRefused, complaint, read_answer


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("text", "  Ana ", "Ana"),
        ("share", "0.125", 0.125),
        ("share", "0,125", 0.125),
        ("share", "12.5%", 0.125),
        ("amount", "120000", 120_000),
        ("amount", "120.000", 120_000),
        ("amount", "120,000", 120_000),
        ("amount", "1'200'000", 1_200_000),
        ("amount", "120\u00a0000", 120_000),
        ("amount", "120.50", 120.5),
        ("amount", "0.125", 0.125),
        ("amount", "1.2345", 1.2345),
        ("number", "4.1250", 4.125),
        ("number", "0.125", 0.125),
        ("number", "-0,125", -0.125),
        ("number", "4,5", 4.5),
        ("number", "12 345", 12_345),
        ("number", "1,234,567", 1_234_567),
        ("number", "1234.567", 1234.567),
        ("count", "4,200", 4200),
        ("date", "2027-03-01", date(2027, 3, 1)),
    ],
)
def test_answers_are_read_as_they_are_meant(kind: AnswerKind, text: str, value: object) -> None:
    assert read_answer(kind, text) == value


@pytest.mark.parametrize(
    ("kind", "text", "said"),
    [
        ("text", "  ", "a few words"),
        ("share", "1.500", "at most 1"),
        ("share", "1,000,000", "a share such as"),
        ("number", "4.125", "type 4125 or 4.1250."),
        ("number", "-12,345", "type -12345 or -12.3450."),
        ("number", "1.234,567", "a number such as"),
        ("amount", "1.234,567", "an amount such as"),
        ("amount", "-5", "cannot be below zero"),
        ("count", "2.5", "a whole number"),
        ("count", "0", "1 or more"),
        ("date", "1.3.2027", "in two ways"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_would_be_right(
    kind: AnswerKind, text: str, said: str
) -> None:
    with pytest.raises(AnswerRefused):
        read_answer(kind, text)
    assert said in str(complaint(kind, text))


@given(st.integers(min_value=-(10**6), max_value=10**6), st.integers(min_value=0, max_value=6))
def test_a_number_is_never_taken_for_another(digits: int, places: int) -> None:
    text = f"{digits / 10**places:.{places}f}"
    if complaint("number", text) is None:
        assert read_answer("number", text) == float(text)
