"""Folding areas of the matrix by key and click, and the sums where there is room for them."""

from __future__ import annotations

import pytest

from cxplanner.screens.kit.matrix_parts import MatrixColumn, MatrixRow
from cxplanner.screens.views.raci.matrix import RaciMatrix
from tests.screens.matrix_host import COLUMNS, ROWS, shown


async def test_a_click_on_a_heading_folds_and_unfolds_it() -> None:
    async with shown() as (host, pilot):
        before = host.lines()
        at = next(y for y, line in enumerate(before) if "Strategy" in line)
        await pilot.click(RaciMatrix, offset=(3, at))
        assert "▶ Strategy (2, 1 gap)" in host.lines()[at]
        assert "▼ Listening" in host.lines()[at + 1]
        await pilot.click(RaciMatrix, offset=(60, at))
        assert host.lines() == before
        await pilot.click(RaciMatrix, offset=(3, at), times=2)
        assert "▶ Strategy" in host.lines()[at]


async def test_folding_keeps_the_cursor_on_what_is_to_be_seen() -> None:
    async with shown() as (host, pilot):
        await pilot.press("down", "right", "z")
        assert host.matrix.cursor is None
        assert host.matrix.place == ("area-1", "c1")
        assert host.matrix.folded_heading == ROWS[0]
        assert host.heard[-1] == ("CursorMoved", "area-1", "c1")
        assert any(line.startswith("›▶ Strategy (2, 1 gap)") for line in host.lines())
        heard = list(host.heard)
        await pilot.press("a", "space", "delete")
        assert host.heard == heard
        await pilot.press("down", "up", "z")
        assert host.matrix.cursor == ("plan", "c1")


@pytest.mark.parametrize("key", ["enter", "z"])
async def test_a_folded_heading_opens(key: str) -> None:
    async with shown() as (host, pilot):
        await pilot.press("z", key)
        assert host.matrix.cursor == ("own", "c0")


async def test_all_areas_fold_and_unfold() -> None:
    async with shown() as (host, pilot):
        await pilot.press("down", "Z")
        text = "\n".join(host.lines())
        assert text.count("▶") == 2
        assert not any(row.title in text for row in ROWS if not row.heading)
        await pilot.press("down")
        assert host.matrix.place == ("area-2", "c0")
        await pilot.press("Z")
        assert host.matrix.cursor == ("gather", "c0")
        assert "▶" not in "\n".join(host.lines())


async def test_folds_outlive_a_change_of_data_and_moving_there_unfolds() -> None:
    async with shown() as (host, pilot):
        await pilot.press("z")
        host.matrix.show(COLUMNS, ROWS, {})
        await pilot.pause()
        assert any("▶ Strategy" in line for line in host.lines())
        assert host.matrix.move_to("plan", "c2")
        await pilot.pause()
        assert host.matrix.cursor == ("plan", "c2")
        assert any("▼ Strategy" in line for line in host.lines())


@pytest.mark.parametrize(("size", "said"), [((80, 24), False), ((100, 24), True), ((80, 30), True)])
async def test_sums_are_shown_where_there_is_room_and_missing_answers_always(
    size: tuple[int, int], said: bool
) -> None:
    columns = [MatrixColumn(f"c{at}", f"Analyst {at}", total="9A! 2R") for at in range(20)]
    rows = [MatrixRow("own", "Own the whole customer experience", "nobody answers", ending="no A")]
    async with shown(size, columns, rows, {}) as (host, _):
        text = "\n".join(host.lines())
        assert ("9A! 2R" in text) == said
        assert ("! too many" in text) == said
        assert any(line.rstrip().endswith("no A") for line in host.lines())
