"""What an end that nobody chose left unsaved is told, and restored, compared or discarded as one likes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cxplanner.screens.workspace.screen import WorkspaceScreen
from cxplanner.session.drafts import left_behind
from cxplanner.session.recent import Recent, remember
from cxplanner.session.workspace import Workspace
from tests.drafts import abandoned, opened_plan, rename
from tests.plans import CAT, TODAY, started
from tests.screens.driving import opened


@pytest.fixture
def left(mid_size: Path) -> Path:
    """A plan of which three edits were not saved."""
    workspace = opened_plan(mid_size)
    for name in ("Once", "Twice", "[b]Acme[/b]"):
        rename(workspace, name)
    abandoned(workspace)
    return mid_size


async def test_unsaved_edits_are_told_and_restored_as_one_step(left: Path) -> None:
    async with opened(left) as driver:
        assert "Unsaved changes of" in driver.words
        assert "3 edits" in driver.words
        assert "- Named [b]Acme[/b]" in driver.words
        await driver.press("r")
        assert driver.plan.company.name == "[b]Acme[/b]"
        assert driver.sentences() == ["Restored: Named Once; Named Twice; Named [b]Acme[/b]"]
        await driver.press("ctrl+z")
        assert driver.plan.company.name == "Brightwater Insurance"


async def test_comparing_says_what_they_change_and_asks_again(left: Path) -> None:
    async with opened(left) as driver:
        await driver.press("c")
        assert "Company: name “Brightwater Insurance” → “[b]Acme[/b]”" in driver.words
        await driver.press("r")
        assert driver.plan.company.name == "[b]Acme[/b]"


async def test_a_key_that_was_meant_for_the_plan_discards_nothing(left: Path) -> None:
    async with opened(left) as driver:
        await driver.press("d", "d")
        assert "Discard them for good?" in driver.words
        await driver.press("escape")
        assert left_behind(left)
        assert not driver.sentences()


async def test_what_is_discarded_is_gone(left: Path) -> None:
    async with opened(left) as driver:
        await driver.press("d", "g")
        assert driver.said == "The unsaved changes were discarded."
        assert not left_behind()


async def test_later_they_are_told_again(left: Path) -> None:
    for _ in range(2):
        async with opened(left) as driver:
            assert "3 edits" in driver.words
            await driver.press("l")
            assert driver.plan.company.name == "Brightwater Insurance"


async def test_a_file_that_moved_on_is_not_taken_back(left: Path) -> None:
    text = left.read_text(encoding="utf-8").replace("Brightwater Insurance", "Brightwater Group")
    left.write_text(text, encoding="utf-8")
    async with opened(left, (80, 40)) as driver:
        assert "The file was changed after these edits were begun" in driver.words
        assert "Restore them" not in driver.words
        await driver.press("s", "enter")
        copy = left.with_name("mid-size-unsaved.toml")
        assert driver.said.startswith("The plan with the unsaved changes is in")
        assert 'name = "[b]Acme[/b]"' in copy.read_text(encoding="utf-8")
        assert left.read_text(encoding="utf-8") == text
        assert not left_behind()


async def test_what_was_done_to_the_file_since_goes_together_with_it(left: Path) -> None:
    text = left.read_text(encoding="utf-8")
    assert "\nheadcount = " in text
    left.write_text(re.sub(r"\nheadcount = \d+", "\nheadcount = 777", text), encoding="utf-8")
    async with opened(left, (80, 40)) as driver:
        assert "The file was changed since. Both go together" in driver.words
        await driver.press("r")
        company = driver.plan.company
        assert (company.name, company.headcount) == ("[b]Acme[/b]", 777)
        await driver.press("ctrl+z")
        assert (driver.plan.company.name, driver.plan.company.headcount) == ("Brightwater Insurance", 777)


async def test_an_edit_that_came_before_the_answer_is_not_lost(left: Path) -> None:
    async with opened(left) as driver:
        rename(driver.workspace, "Typed ahead")
        await driver.press("r")
        assert driver.said.startswith("You have changed the plan already.")
        assert driver.plan.company.name == "Typed ahead"
        assert left_behind(left)


async def test_edits_that_cannot_be_read_any_more_are_kept_under_another_name(mid_size: Path) -> None:
    workspace = opened_plan(mid_size)
    rename(workspace, "")
    abandoned(workspace)
    async with opened(mid_size, (80, 40)) as driver:
        assert "They cannot be read as a plan any more" in driver.words
        await driver.press("s", "enter")
        assert mid_size.with_name("mid-size-unsaved.toml").exists()


async def test_what_was_typed_alone_is_told(mid_size: Path) -> None:
    abandoned(opened_plan(mid_size), "Analyst, Title: Ada")
    async with opened(mid_size) as driver:
        assert "text typed into a field" in driver.words
        assert "- Analyst, Title: Ada" in driver.words
        assert "Restore" not in driver.words


async def test_edits_that_were_saved_after_all_are_not_told(left: Path) -> None:
    workspace = opened_plan(left)
    rename(workspace, "[b]Acme[/b]")
    workspace.save()
    async with opened(left) as driver:
        assert not driver.dialog
        assert not left_behind()


async def test_home_tells_what_was_left_unsaved(left: Path) -> None:
    remember(Recent(left, "Brightwater Insurance", "Mid-size company", {}))
    async with opened(None, (120, 40)) as driver:
        assert "Brightwater Insurance · ● Unsaved changes of" in driver.words
        await driver.press("x")
        assert "asks what is to become of them" in driver.words
        await driver.press("enter")
        assert "3 edits" in driver.words
        assert driver.dialog == "Confirm"


async def test_home_goes_on_with_a_plan_that_has_no_file(tmp_path: Path) -> None:
    abandoned(Workspace(started("small"), CAT, today=TODAY))
    async with opened(None, (120, 40)) as driver:
        assert "● A new plan, never saved, of" in driver.words
        assert "in no file yet" in driver.words
        await driver.press("enter")
        assert isinstance(driver.app.screen, WorkspaceScreen)
        assert driver.plan == started("small")
        assert driver.workspace.unsaved
        assert not left_behind()


async def test_home_goes_on_with_a_plan_whose_file_is_gone(left: Path) -> None:
    left.unlink()
    async with opened(None, (120, 40)) as driver:
        await driver.press("enter")
        assert driver.plan.company.name == "[b]Acme[/b]"
        assert driver.workspace.path is None


async def test_home_asks_before_it_discards_the_only_copy(tmp_path: Path) -> None:
    abandoned(Workspace(started("small"), CAT, today=TODAY))
    async with opened(None) as driver:
        await driver.press("x", "escape")
        assert left_behind()
        await driver.press("x", "g")
        assert "was discarded" in driver.words
        assert not left_behind()
