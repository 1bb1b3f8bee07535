"""What people type, read as the plan file would take it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxplanner.text.answers import AnswerKind, AnswerRefused, complaint, read_answer

KINDS: tuple[AnswerKind, ...] = ("text", "lines", "share", "amount", "number", "count", "date")


@pytest.mark.parametrize(
    ("kind", "typed", "meant"),
    [
        ("text", "  Head of CX ", "Head of CX"),
        ("share", "1", 1.0),
        ("share", "0,5", 0.5),
        ("share", "50%", 0.5),
        ("share", "50 %", 0.5),
        ("amount", "120000", 120000),
        ("amount", "120,000", 120000),
        ("amount", "120.000", 120000),
        ("amount", "120 000", 120000),
        ("amount", "120’000", 120000),
        ("amount", "1,234,567", 1234567),
        ("amount", "99.50", 99.5),
        ("amount", "0", 0),
        ("number", "-12", -12),
        ("number", "4,5", 4.5),
        ("count", "1,200", 1200),
        ("date", "2027-03-01", date(2027, 3, 1)),
        ("date", "20270301", date(2027, 3, 1)),
        ("date", "2027/3/1", date(2027, 3, 1)),
        ("date", "2027.3.1", date(2027, 3, 1)),
        ("date", "1 March 2027", date(2027, 3, 1)),
        ("date", "1st march, 2027", date(2027, 3, 1)),
        ("date", "1 Mar. 2027", date(2027, 3, 1)),
        ("date", "March 1, 2027", date(2027, 3, 1)),
        ("date", "Sept 30 2027", date(2027, 9, 30)),
        ("date", "25.3.2027", date(2027, 3, 25)),
        ("date", "3/25/2027", date(2027, 3, 25)),
        ("date", "4/4/2027", date(2027, 4, 4)),
        ("lines", "  Lead the board \n\n\tListen\n", ("Lead the board", "Listen")),
    ],
)
def test_reads(kind: AnswerKind, typed: str, meant: object) -> None:
    value = read_answer(kind, typed)
    assert value == meant
    assert type(value) is type(meant)
    assert complaint(kind, typed) is None


@pytest.mark.parametrize(
    ("kind", "typed", "said"),
    [
        ("text", "   ", "a few words"),
        ("share", "0", "more than 0"),
        ("share", "1.1", "at most 1"),
        ("share", "101%", "at most 1"),
        ("share", "full", "such as 1, 0.5 or 50%"),
        ("amount", "-1", "cannot be below zero"),
        ("amount", "12k", "such as 120000"),
        ("amount", "1e9", "such as 120000"),
        ("number", "nan", "such as 45"),
        ("number", "٣", "such as 45"),
        ("number", "9" * 40, "such as 45"),
        ("count", "0", "1 or more"),
        ("count", "2.5", "1 or more"),
        ("count", "", "such as 250"),
        ("date", "01/03/2027", "type 2027-03-01 for 1 March or 2027-01-03 for 3 January"),
        ("date", "3.4.2027", "type 2027-04-03 for 3 April or 2027-03-04 for 4 March"),
        ("date", "30/2/2027", "2027-03-01"),
        ("date", "13/13/2027", "2027-03-01"),
        ("date", "1 Ma 2027", "2027-03-01"),
        ("date", "1 Marchy 2027", "2027-03-01"),
        ("date", "1.3.27", "2027-03-01"),
        ("lines", " \n ", "a few words"),
        ("date", "2027-02-30", "2027-03-01"),
    ],
)
def test_refuses_and_says_what_would_be_right(kind: AnswerKind, typed: str, said: str) -> None:
    assert said in (complaint(kind, typed) or "")
    with pytest.raises(AnswerRefused, match=r".+\.$"):
        read_answer(kind, typed)


@given(kind=st.sampled_from(KINDS), typed=st.text(max_size=30))
def test_every_text_is_read_or_refused_in_words(kind: AnswerKind, typed: str) -> None:
    said = complaint(kind, typed)
    if said is None:
        value = read_answer(kind, typed)
        assert read_answer(kind, "\n".join(value) if isinstance(value, tuple) else str(value)) == value
    else:
        assert said.endswith(".")


@given(amount=st.integers(0, 10**12))
def test_amounts_with_thousands_are_the_same_amounts(amount: int) -> None:
    for mark in (",", ".", " ", "'", "’"):
        assert read_answer("amount", f"{amount:,}".replace(",", mark)) == amount
