"""Numbers as people write them on paper."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxplanner.text.numbers import in_toml, paper_number

MARKS = (" ", ".", ",", "'", "’", "_", "\u00a0", "\u202f")


@pytest.mark.parametrize(
    ("written", "read", "fractional"),
    [
        ("5", "5", None),
        ("0,5", "0.5", None),
        ("-12.50", "-12.50", None),
        ("1,200", "1200", "1.200"),
        ("1 200", "1200", None),
        ("1.200.000,50", "1200000.50", None),
        ("1’200", "1200", None),
        ("1,234.567", "1234.567", None),
        ("0.125", "0.125", None),
        ("1200", "1200", None),
    ],
)
def test_reads(written: str, read: str, fractional: str | None) -> None:
    number = paper_number(written)
    assert number is not None
    assert str(number) == read
    assert (number.fractional and str(number.fractional)) == fractional


@pytest.mark.parametrize(
    "written", ["", "1,20,000", "1.200,000,5", "1e9", "٣", "five", "1,,200", "- 5", "5."]
)
def test_what_is_no_number_is_not_read(written: str) -> None:
    assert paper_number(written) is None
    assert in_toml(written) is None


@pytest.mark.parametrize(
    ("written", "toml"),
    [("250,000", "250000; for a fraction write 250.0"), ("4.125", "4125; for a fraction write 4.125")],
)
def test_both_readings_are_offered(written: str, toml: str) -> None:
    assert in_toml(written) == toml
    assert in_toml(written, whole=True) == toml.partition(";")[0]


@given(st.integers(-(10**14), 10**14), st.sampled_from(MARKS))
def test_marks_between_thousands_change_nothing(number: int, mark: str) -> None:
    read = paper_number(f"{number:,}".replace(",", mark))
    assert read is not None
    assert int(read.whole) == number
