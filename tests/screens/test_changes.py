"""What changed since an earlier version: told in sentences, gone to, and taken back one by one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from cxplanner.edits.positions import remove_position, set_position
from cxplanner.edits.sections import set_company
from cxplanner.screens.kit.choice_list import ChoiceList
from tests.plans import CAT
from tests.repository import Repository
from tests.screens.conftest import Snapshot
from tests.screens.driving import SAMPLES, Driver, opened


def fewer(driver: Driver) -> None:
    """Some edits of different kinds."""
    workspace = driver.workspace
    workspace.do(set_company(workspace.plan, CAT, {"headcount": 999}))
    workspace.do(set_position(workspace.plan, CAT, "cx-manager", {"fte": 0.5, "note": "until May"}))
    workspace.do(remove_position(workspace.plan, CAT, "analyst"))
    driver.base.show_plan()


async def to_line(driver: Driver, words: str) -> None:
    """Put the cursor on the line that begins so."""
    for _ in range(40):
        if (option := driver.one(ChoiceList, ".changes--list").highlighted_option) and words in str(
            option.prompt
        ):
            return
        await driver.press("down")
    raise AssertionError(f"no line begins with {words}:\n{driver.text}")


async def test_changes_are_grouped_and_the_cursor_is_on_the_first(mid_size: Path) -> None:
    async with opened(mid_size, (100, 40)) as driver:
        fewer(driver)
        await driver.press("f6")
        assert driver.dialog == "Changes"
        assert "What changed since it was opened" in driver.text
        for words in (
            "People (2)",
            "Company and leadership (1)",
            "– Company: headcount 420 → 999",
            "Gaps opened",
        ):
            assert words in driver.text
        await driver.press("enter")
        assert driver.dialog == ""
        assert driver.view.place is not None
        assert driver.view.place.key == "cx-manager"


async def test_one_change_is_taken_back_and_undo_brings_it_again(mid_size: Path) -> None:
    async with opened(mid_size, (100, 40)) as driver:
        fewer(driver)
        await driver.press("f6")
        await to_line(driver, "Company: headcount")
        await driver.press("t")
        assert driver.plan.company.headcount == 420
        assert driver.plan.positions["cx-manager"].fte == 0.5
        assert "headcount" not in driver.text.replace(driver.said, "")
        await driver.press("escape")
        assert driver.said == "Taken back: Company: headcount 420 → 999"
        await driver.press("ctrl+z")
        assert driver.plan.company.headcount == 999


async def test_what_cannot_be_taken_back_alone_says_why(mid_size: Path) -> None:
    async with opened(mid_size, (100, 40)) as driver:
        driver.workspace.do(remove_position(driver.plan, CAT, "analyst"))
        driver.workspace.do(remove_position(driver.plan, CAT, "cx-manager"))
        await driver.press("f6")
        await to_line(driver, "Removes the position CX analyst")
        await driver.press("t")
        assert "This cannot be taken back alone." in driver.told
        assert "analyst" not in driver.plan.positions
        await driver.press("enter")
        assert "not in the plan any more" in driver.told


async def test_nothing_changed_is_said(mid_size: Path) -> None:
    async with opened(mid_size) as driver:
        await driver.press("f6")
        assert "Nothing changed." in driver.text
        await driver.press("enter", "t")
        assert driver.dialog == "Changes"


async def test_since_any_commit_of_the_file(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "plans")
    text = (SAMPLES / "mid-size.toml").read_text(encoding="utf-8")
    repository.commit("team.toml", text, "The first [b]plan")
    repository.commit("team.toml", text.replace("headcount = 420", "headcount = 500"), "Counted anew")
    repository.commit("other.toml", "x = 1\n", "Something else")
    async with opened(tmp_path / "plans" / "team.toml", (100, 40)) as driver:
        await driver.press("f6", "s")
        assert "Counted anew  the last commit" in driver.text
        assert "The first [b]plan" in driver.text
        assert "Something else" not in driver.text
        await driver.write("first", "enter")
        assert "“The first [b]plan”" in driver.text
        assert "– Company: headcount 420 → 500" in driver.text
        await driver.press("t", "escape")
        assert driver.plan.company.headcount == 420
        await driver.press("f6", "s")
        await driver.write("counted", "enter")
        assert "– Company: headcount 500 → 420" in driver.text


async def test_a_version_that_is_no_plan_says_so(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "plans")
    repository.commit("team.toml", "schema = [\n", "Broken")
    repository.commit("team.toml", (SAMPLES / "small.toml").read_text(encoding="utf-8"), "Mended")
    async with opened(tmp_path / "plans" / "team.toml", (100, 40)) as driver:
        await driver.press("f6", "s")
        await driver.write("broken", "enter")
        assert "That version cannot be read as a plan" in driver.told
        assert "since it was opened" in driver.text


@pytest.mark.parametrize("git", [True, False])
async def test_without_a_repository_or_git_it_says_so(
    git: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = Path(shutil.copy(SAMPLES / "small.toml", tmp_path / "small.toml"))
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    if not git:
        monkeypatch.setenv("PATH", str(tmp_path))
    async with opened(path, (100, 40)) as driver:
        await driver.press("f6", "s")
        assert "No versions in git" in driver.text
        await driver.write("no versions", "enter")
        assert ("is not inside a git repository" if git else "Git is not installed") in driver.told
        assert "What changed since it was opened" in driver.text


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 12)])
async def test_how_it_looks(size: tuple[int, int], mid_size: Path, snapshot: Snapshot) -> None:
    async with opened(mid_size, size) as driver:
        fewer(driver)
        await driver.press("f6")
        snapshot(driver, "changes")
