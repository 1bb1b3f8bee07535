"""Titles made to fit the cells they have."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from cxplanner.screens.widgets.matrix_parts import abbreviated, centred, header_lines, padded


@pytest.mark.parametrize(
    ("title", "width", "limit", "lines"),
    [
        ("CX manager", 7, 3, ["CX", "manager"]),
        ("Voice of the customer manager", 7, 3, ["Voice", "custom.", "manager"]),
        ("Marketing liaison", 7, 3, ["Market.", "liaison"]),
        ("Customer support team lead 2", 7, 3, ["Custom.", "support", "team…2"]),
        ("One two three four", 5, 1, ["One…"]),
        ("", 7, 3, []),
    ],
)
def test_titles_in_the_header(title: str, width: int, limit: int, lines: list[str]) -> None:
    assert header_lines(title, width, limit) == lines


def test_long_words_end_on_a_consonant() -> None:
    assert abbreviated("Representative", 8) == "Repres."


@given(st.text(), st.integers(min_value=0, max_value=30))
def test_padding_is_exact_in_cells(text: str, width: int) -> None:
    assert cell_len(padded(text, width)) == width
    assert cell_len(centred(text, width)) == width


@given(st.text(max_size=80), st.integers(min_value=2, max_value=12), st.integers(min_value=1, max_value=4))
def test_header_lines_fit(title: str, width: int, limit: int) -> None:
    lines = header_lines(title, width, limit)
    assert len(lines) <= limit
    assert all(cell_len(line) <= width for line in lines)
