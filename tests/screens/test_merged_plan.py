"""A plan that a merge left with conflicts is settled side by side, and its marks go when it is saved."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cxplanner.plan.conflicts import MARK
from cxplanner.plan.file import read_plan
from tests.plans import CAT
from tests.screens.conftest import Snapshot
from tests.screens.driving import opened

MARKS = {
    "headcount = 420": "company.headcount  base 400  ours 420  theirs 500",
    "[positions.analyst]": "positions.analyst  ours removed it  theirs changed it (kept)",
}


@pytest.fixture
def merged(sample: Callable[[str], Path]) -> Path:
    path = sample("mid-size")
    text = "# by hand\n" + path.read_text(encoding="utf-8")
    for line, comment in MARKS.items():
        assert line in text
        text = text.replace(line, f"{MARK}{comment}\n{line}")
    path.write_text(text, encoding="utf-8")
    return path


async def test_they_are_settled_one_by_one_and_the_marks_go_on_saving(merged: Path) -> None:
    before = merged.read_text(encoding="utf-8")
    async with opened(merged, (100, 30)) as driver:
        assert "A merge left these open. s walks through them" in driver.text
        await driver.press("s")
        assert "1 of 2 conflicts · Company: headcount" in driver.text
        assert "Ours 420 Theirs 500 Before: 400" in driver.told
        await driver.press("t")
        assert "2 of 2 conflicts · CX analyst" in driver.text
        await driver.press("b")
        assert "1 of 2 conflicts" in driver.text
        await driver.press("t", "o")
        assert driver.plan.company.headcount == 500
        assert "analyst" not in driver.plan.positions
        assert "● not saved" in driver.text
        assert merged.read_text(encoding="utf-8") == before
        await driver.press("ctrl+s")
        saved = merged.read_text(encoding="utf-8")
        assert MARK not in saved
        assert saved.startswith("# by hand\n")
        assert read_plan(merged, CAT).plan == driver.plan
        await driver.press("ctrl+z", "ctrl+s")
        assert merged.read_text(encoding="utf-8") == before


async def test_to_leave_halfway_changes_nothing(merged: Path) -> None:
    before = merged.read_text(encoding="utf-8")
    async with opened(merged, (100, 30)) as driver:
        await driver.press("s", "t", "escape")
        assert "cannot be opened: 2 problems" in driver.text
        assert merged.read_text(encoding="utf-8") == before


async def test_all_as_ours_is_saved_as_well(merged: Path) -> None:
    merged.write_text(
        merged.read_text(encoding="utf-8").replace(f"{MARK}positions", "# positions"), encoding="utf-8"
    )
    async with opened(merged, (100, 30)) as driver:
        await driver.press("s", "o")
        assert "● not saved" in driver.text
        await driver.press("ctrl+s")
        assert MARK not in merged.read_text(encoding="utf-8")
        assert driver.plan.company.headcount == 420


async def test_a_mark_that_was_rewritten_is_left_to_the_editor(merged: Path) -> None:
    text = merged.read_text(encoding="utf-8").replace("base 400  ours 420  theirs 500", "ask Ana")
    merged.write_text(text, encoding="utf-8")
    async with opened(merged, (100, 30)) as driver:
        await driver.press("s")
        assert "was written by hand" in driver.toasts[-1]
        assert driver.dialog == ""


async def test_a_file_with_other_mistakes_offers_no_walk(merged: Path) -> None:
    merged.write_text(
        merged.read_text(encoding="utf-8").replace("[company]", "[company]\nx = 1"), encoding="utf-8"
    )
    async with opened(merged, (100, 30)) as driver:
        assert "walks through them" not in driver.text
        await driver.press("s")
        assert driver.dialog == ""


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_how_it_looks(size: tuple[int, int], merged: Path, snapshot: Snapshot) -> None:
    async with opened(merged, size) as driver:
        await driver.press("s")
        snapshot(driver, "side-by-side")
