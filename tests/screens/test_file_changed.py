"""Another program changed the file: told at once in sentences, never over what is typed; nothing is lost."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from cxplanner.plan.file import read_plan
from cxplanner.screens.workspace.file_watch import FileWatch
from tests.plans import CAT
from tests.screens.conftest import Snapshot
from tests.screens.driving import Driver, opened

HEADCOUNT = "headcount = 420"


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def rewrite(path: Path, old: str, new: str) -> None:
    """What somebody else does to the file meanwhile."""
    before = text_of(path)
    assert old in before
    path.write_text(before.replace(old, new), encoding="utf-8")


async def looked(driver: Driver) -> None:
    """A few seconds have passed."""
    driver.base.query_one(FileWatch).look()
    await driver.settle()


async def back(driver: Driver) -> None:
    """Somebody comes back to the terminal."""
    for focus in (False, True):
        driver.app.app_focus = focus
        await driver.settle()


@pytest.mark.parametrize("noticed", [looked, back])
async def test_it_is_told_once_and_taken_over_as_one_step(
    noticed: Callable[[Driver], object], mid_size: Path
) -> None:
    async with opened(mid_size, (100, 30)) as driver:
        rewrite(mid_size, HEADCOUNT, "headcount = 999 # counted anew")
        await noticed(driver)  # type: ignore[misc]
        assert driver.said.endswith("Company: headcount 420 → 999")
        assert "! file changed F7" in driver.lines[1]
        await driver.press("ctrl+z")
        await noticed(driver)  # type: ignore[misc]
        assert driver.said == "There is nothing to undo."
        await driver.press("f7")
        assert "- Company: headcount 420 → 999" in driver.told
        await driver.press("t")
        assert driver.plan.company.headcount == 999
        assert "file changed" not in driver.text
        assert "✓ saved" in driver.text
        await driver.press("ctrl+z")
        assert driver.plan.company.headcount == 420
        await driver.press("ctrl+y", "d", "ctrl+s")
        assert "headcount = 999 # counted anew" in text_of(mid_size)


async def test_a_file_that_holds_the_plan_on_screen_again_is_taken_over_as_it_is(mid_size: Path) -> None:
    before = text_of(mid_size)
    async with opened(mid_size, (100, 30)) as driver:
        await driver.press("d", "ctrl+s", "ctrl+z")
        mid_size.write_text(before, encoding="utf-8")
        await driver.press("f7", "t")
        assert driver.said == "The file holds the same plan."
        assert "✓ saved" in driver.text


async def test_what_is_typed_is_not_interrupted(mid_size: Path) -> None:
    async with opened(mid_size, (100, 30)) as driver:
        await driver.press("f4")
        await driver.retype("North")
        rewrite(mid_size, HEADCOUNT, "headcount = 999")
        await looked(driver)
        assert driver.dialog == "Form"
        await driver.write("wind")
        assert driver.field().value == "Northwind"


@pytest.mark.parametrize("when", ["f7", "ctrl+s"])
async def test_both_are_brought_together_with_comments_and_one_undo(when: str, mid_size: Path) -> None:
    async with opened(mid_size, (100, 40)) as driver:
        driver.view.select("analyst", "positions")
        await driver.press("d")
        mine = driver.plan_text
        rewrite(mid_size, HEADCOUNT, "headcount = 999 # counted anew")
        if when == "f7":
            await looked(driver)
        await driver.press(when)
        assert "Changed in the file - Company: headcount 420 → 999" in driver.told
        assert "Not saved here - Adds the position CX analyst (analyst-2)" in driver.told
        await driver.press("b")
        assert driver.sentences()[-1] == "Brought together with the file: Company: headcount 420 → 999"
        assert driver.plan.company.headcount == 999
        assert "analyst-2" in driver.plan.positions
        if when == "f7":
            assert "● not saved" in driver.text
            assert "analyst-2" not in text_of(mid_size)
            await driver.press("ctrl+s")
        assert "✓ saved" in driver.text
        assert "headcount = 999 # counted anew" in text_of(mid_size)
        assert read_plan(mid_size, CAT).plan == driver.plan
        await driver.press("ctrl+z")
        assert driver.plan_text == mine


@pytest.mark.parametrize(("side", "name"), [("o", "Northwind"), ("t", "Stillwater Insurance")])
async def test_where_they_disagree_one_is_asked(side: str, name: str, mid_size: Path) -> None:
    async with opened(mid_size, (100, 40)) as driver:
        await driver.press("f4")
        await driver.retype("Northwind", "enter", "ctrl+s", "escape")
        rewrite(mid_size, "Brightwater Insurance", "Stillwater Insurance")
        rewrite(mid_size, HEADCOUNT, "headcount = 999")
        await driver.press("f7")
        assert "Stillwater" in driver.told
        await driver.press("b")
        assert "1 of 1 conflict · Company: name" in driver.text
        assert "What is here “Northwind” What is in the file “Stillwater Insurance”" in driver.told
        await driver.press(side)
        assert (driver.plan.company.name, driver.plan.company.headcount) == (name, 999)
        await driver.press("ctrl+z")
        assert (driver.plan.company.name, driver.plan.company.headcount) == ("Northwind", 420)


async def test_the_own_plan_goes_under_another_name_and_the_file_stays(mid_size: Path) -> None:
    async with opened(mid_size) as driver:
        await driver.press("d")
        rewrite(mid_size, HEADCOUNT, "headcount = 999")
        theirs = text_of(mid_size)
        await driver.press("f7", "n")
        await driver.retype(str(mid_size.with_name("mine.toml")), "enter")
        assert text_of(mid_size.with_name("mine.toml")) == driver.plan_text
        assert text_of(mid_size) == theirs
        assert "✓ saved" in driver.text


@pytest.mark.parametrize("text", ["schema = ", "schema = 1\n<<<<<<< HEAD\n", ""])
async def test_a_file_that_cannot_be_read_is_told_when_it_stays_so(text: str, mid_size: Path) -> None:
    before = text_of(mid_size)
    async with opened(mid_size, (100, 30)) as driver:
        mid_size.write_text(text, encoding="utf-8")
        await looked(driver)
        assert "unreadable" not in driver.text  # it may be half written
        await looked(driver)
        assert driver.said.startswith("The file cannot be read any more")
        assert "! file unreadable F7" in driver.lines[1]
        assert "● not saved" in driver.lines[1]
        await driver.press("f7")
        assert "the plan here is whole" in driver.told
        await driver.press("g", "q")
        assert driver.dialog == "Confirm"  # leaving would lose the plan
        await driver.press("t")
        mid_size.write_text(before, encoding="utf-8")
        await looked(driver)
        assert "unreadable" not in driver.text
        assert "✓ saved" in driver.text


async def test_a_file_that_is_gone_is_told_and_written_again(mid_size: Path) -> None:
    async with opened(mid_size, (100, 30)) as driver:
        mid_size.unlink()
        await looked(driver)
        await looked(driver)
        assert driver.said.startswith("The file is gone")
        assert "● not saved" in driver.text
        await driver.press("ctrl+s", "enter")
        assert text_of(mid_size) == driver.plan_text
        assert "✓ saved" in driver.text


async def test_what_comes_back_after_it_was_unreadable_is_compared_with_what_was_read(mid_size: Path) -> None:
    before = text_of(mid_size)
    async with opened(mid_size, (100, 30)) as driver:
        mid_size.write_text("schema = ", encoding="utf-8")
        await looked(driver)
        await looked(driver)
        assert "! file unreadable F7" in driver.lines[1]
        mid_size.write_text(before.replace("Brightwater Insurance", "Stillwater"), encoding="utf-8")
        await looked(driver)
        assert "“Brightwater Insurance” → “Stillwater”" in driver.said
        assert "! file changed F7" in driver.lines[1]
        await driver.press("d", "ctrl+s", "b")
        assert "Stillwater" in text_of(mid_size)
        assert driver.plan.company.name == "Stillwater"


@pytest.mark.parametrize("seen", [True, False])
async def test_what_comes_back_after_it_was_gone_is_asked_about(seen: bool, mid_size: Path) -> None:
    before = text_of(mid_size)
    async with opened(mid_size, (100, 40)) as driver:
        await driver.press("d")
        mid_size.unlink()
        await looked(driver)
        await looked(driver)
        assert driver.said.startswith("The file is gone")
        mid_size.write_text(before.replace(HEADCOUNT, "headcount = 999"), encoding="utf-8")
        if seen:
            await looked(driver)
        await driver.press("ctrl+s")
        assert "Changed in the file - Company: headcount 420 → 999" in driver.told
        await driver.press("b")
        assert "headcount = 999" in text_of(mid_size)
        assert read_plan(mid_size, CAT).plan == driver.plan


async def test_each_time_a_file_is_gone_it_is_looked_at_once_more(mid_size: Path) -> None:
    aside = mid_size.with_name("aside.toml")
    async with opened(mid_size, (100, 30)) as driver:
        await looked(driver)
        for _ in range(2):
            mid_size.rename(aside)
            await looked(driver)
            assert "file gone" not in driver.text
            aside.rename(mid_size)
            await looked(driver)


@pytest.mark.parametrize("noticed", [True, False])
async def test_new_comments_alone_ask_nothing_and_are_kept(noticed: bool, mid_size: Path) -> None:
    async with opened(mid_size) as driver:
        await driver.press("d")
        rewrite(mid_size, HEADCOUNT, f"{HEADCOUNT} # counted anew")
        if noticed:
            await looked(driver)
            assert "its comments and layout are kept" in driver.said
        await driver.press("ctrl+s")
        assert (driver.dialog, text_of(mid_size).count("# counted anew")) == ("", 1)
        assert "✓ saved" in driver.text


async def test_a_file_that_was_only_touched_is_not_told(mid_size: Path) -> None:
    async with opened(mid_size) as driver:
        await looked(driver)
        before = driver.said
        os.utime(mid_size, (1, 1))
        await looked(driver)
        assert driver.said == before


async def test_a_plan_without_a_file_says_so(tmp_path: Path) -> None:
    async with opened(tmp_path / "n.toml") as driver:
        await driver.write("Northwind", "ctrl+s")
        await driver.press("f7")
        assert driver.said == "This plan has no file yet."


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_how_it_looks(size: tuple[int, int], mid_size: Path, snapshot: Snapshot) -> None:
    async with opened(mid_size, size) as driver:
        driver.view.select("analyst", "positions")
        await driver.press("d")
        rewrite(mid_size, HEADCOUNT, "headcount = 999")
        await looked(driver)
        snapshot(driver, "file-changed")
        await driver.press("f7")
        snapshot(driver, "file-changed-asked")
