"""Titles made to fit the cells they have."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from cxplanner.screens.kit.matrix_parts import (
    MatrixColumn,
    MatrixRow,
    abbreviated,
    centred,
    header_lines,
    headers,
    measured,
    padded,
)
from cxplanner.screens.views.raci.matrix_folds import Folds


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


WIDE = [
    MatrixColumn("a", "Manager", total="9A! 2R"),
    MatrixColumn("b", "Analyst", total="12A!10R"),
]
ENDED = [MatrixRow("one", "One", "nobody answers", ending="no A"), MatrixRow("two", "Two")]


def test_totals_stand_below_the_titles_where_there_is_room() -> None:
    assert [lines[-1] for lines in headers(tuple(WIDE), 8, 30, roomy=True)] == ["9A! 2R ", "12A!10R"]
    assert [lines[-1].strip() for lines in headers(tuple(WIDE), 8, 30)] == ["Manager", "Analyst"]
    assert [lines[-1].strip() for lines in headers(tuple(WIDE), 8, 9, roomy=True)] == ["Manager", "Analyst"]


@pytest.mark.parametrize(("width", "endings"), [(90, 5), (40, 5), (30, 0)])
def test_endings_have_a_place_unless_no_two_columns_would(width: int, endings: int) -> None:
    columns = [MatrixColumn(f"c{at}", "Manager") for at in range(20)]
    measures = measured(columns, ENDED, width)
    assert measures.endings == endings
    assert measures.cells_end + endings <= width


FOLDING = [
    MatrixRow("before", "Before any heading"),
    MatrixRow("x", "X", heading=True),
    MatrixRow("x1", "X1"),
    MatrixRow("x2", "X2"),
    MatrixRow("y", "Y", heading=True),
    MatrixRow("y1", "Y1"),
]


def seen(folds: Folds) -> list[str]:
    return [row.id for row in folds.visible()]


def test_a_fold_hides_its_rows_and_gives_them_back() -> None:
    folds = Folds()
    folds.of(FOLDING)
    assert folds.fold("x", cursor="x2")
    assert seen(folds) == ["before", "x", "y", "y1"]
    assert folds.stand_in("x2") == "x"
    assert folds.fold("x")
    assert seen(folds) == [row.id for row in FOLDING]
    assert folds.stand_in("x") == "x2"
    assert folds.stand_in("y") == "y1"
    assert not folds.fold("before")
    assert not folds.fold("nobody")


def test_all_are_folded_before_all_are_unfolded() -> None:
    folds = Folds()
    folds.of(FOLDING)
    folds.fold("x")
    assert folds.fold_all()
    assert seen(folds) == ["before", "x", "y"]
    assert folds.fold_all()
    assert seen(folds) == [row.id for row in FOLDING]
    folds.of(FOLDING[:1])
    assert not folds.fold_all()


def test_folds_outlive_other_data() -> None:
    folds = Folds()
    folds.of(FOLDING)
    folds.fold("x")
    assert [row.id for row in folds.of(FOLDING[4:])] == ["y", "y1"]
    assert [row.id for row in folds.of(FOLDING[1:])] == ["x", "y", "y1"]
    assert folds.unfold_for("x1")
    assert not folds.unfold_for("x1")
    assert not folds.unfold_for("nobody")


@given(st.lists(st.sampled_from(["x", "y", "all", "x1", "y1"]), max_size=12))
def test_the_cursor_always_finds_a_row_in_sight(steps: list[str]) -> None:
    folds = Folds()
    folds.of(FOLDING)
    cursor = "x2"
    for step in steps:
        if step == "all":
            folds.fold_all(cursor=cursor)
        elif step.endswith("1"):
            folds.unfold_for(step)
        else:
            folds.fold(step, cursor=cursor)
        cursor = folds.stand_in(cursor)
        row = next(row for row in folds.visible() if row.id == cursor)
        assert folds.can_stand_on(row)
