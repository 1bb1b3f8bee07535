"""The list of what can be done here, at the mouse or in the middle; and the words that can be clicked on."""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.widgets import OptionList

from cxplanner.screens.kit.dialog import Dialog
from cxplanner.screens.workspace.registry import VIEWS
from cxplanner.screens.workspace.topbar import TopBar
from tests.screens.driving import Driver, opened


def menu(driver: Driver) -> OptionList:
    return driver.one(OptionList)


async def test_the_other_button_chooses_the_line_and_offers_what_can_be_done_there(mid_size: Path) -> None:
    async with opened(mid_size) as driver:
        y = next(n for n, words in enumerate(driver.lines) if "VoC manager" in words)
        await driver.click(20, y, button=3)
        assert driver.dialog == "Actions"
        assert driver.outline.current == "voc-manager"
        assert (menu(driver).region.x, menu(driver).region.y) == (20, min(y, 24 - menu(driver).region.height))
        await driver.click_on("  Duplicate the position ")
        assert driver.dialog == ""
        assert driver.sentences() == ["Added VoC manager (voc-manager-2), a second VoC manager"]


async def test_the_other_button_folds_and_opens_nothing(mid_size: Path) -> None:
    async with opened(mid_size) as driver:
        lines = driver.outline.shown
        await driver.click(1, 2, button=3, times=1)
        await driver.press("escape")
        assert driver.outline.shown == lines
        await driver.press("2")
        rows = driver.matrix._rows
        await driver.click(3, 7, button=3)
        await driver.press("escape")
        assert driver.matrix._rows == rows


@pytest.mark.parametrize("size", [(80, 24), (40, 12), (20, 6)])
@pytest.mark.parametrize("corner", [(0, 0), (1, 0), (0, 1), (1, 1)])
async def test_the_list_stays_on_the_screen(
    size: tuple[int, int], corner: tuple[int, int], mid_size: Path
) -> None:
    async with opened(mid_size, size) as driver:
        await driver.click(corner[0] * (size[0] - 1), corner[1] * (size[1] - 1), button=3)
        if driver.dialog:
            assert driver.app.screen.region.contains_region(menu(driver).region)
            await driver.resize(30, 8)
            assert driver.app.screen.region.contains_region(menu(driver).region)


async def test_keys_work_in_the_list_as_without_it(mid_size: Path) -> None:
    async with opened(mid_size) as driver:
        driver.view.select("cx-manager", "positions")
        await driver.press(".", "e")
        assert driver.dialog == "Form"
        await driver.press("escape", ".", "down", "up", "enter")
        assert driver.dialog == "Picker"
        assert "which role?" in driver.words


async def test_escape_and_enter_belong_to_the_list(mid_size: Path) -> None:
    async with opened(mid_size) as driver:
        await driver.press("/", *"voc", "enter")
        lines = driver.outline.shown
        await driver.press(".", "escape")
        assert driver.dialog == ""
        assert driver.outline.shown == lines
        await driver.press("4", ".", "enter")
        assert driver.view.TITLE == "Role descriptions"
        assert driver.dialog == "Prompt"


async def test_a_click_beside_the_list_closes_it(mid_size: Path) -> None:
    async with opened(mid_size) as driver:
        await driver.press(".")
        assert driver.dialog == "Actions"
        await driver.click(2, 2)
        assert driver.dialog == ""
        assert driver.sentences() == []


async def test_the_bar_at_the_top_can_be_clicked_on(sample: Callable[[str], Path]) -> None:
    async with opened(sample("enterprise")) as driver:
        await driver.click(4, 0)
        assert driver.dialog == "Form"
        assert "Company" in driver.told
        await driver.press("escape")
        await driver.click_on("◆1")
        assert driver.view.TITLE == "Gaps"
        await driver.press("1", "down", "down", "d")
        await driver.click_on("not saved")
        assert "✓ saved" in driver.text
        assert driver.said.startswith("Saved ")


async def test_the_bar_says_what_a_click_does(sample: Callable[[str], Path]) -> None:
    async with opened(sample("enterprise")) as driver:
        bar = driver.one(TopBar)
        told = []
        for x, y in ((4, 0), (driver.lines[0].index("◆1"), 0), (3, 1), (driver.lines[1].index("saved"), 1)):
            await driver.hover(x, y)
            told.append(str(bar.tooltip))
        assert told == [
            "Open the form of company and leadership",
            "Show the gaps",
            "Show Team",
            "Write the plan to its file",
        ]


async def test_a_row_of_help_can_be_clicked_on(mid_size: Path) -> None:
    async with opened(mid_size) as driver:
        await driver.press("down", "f1")
        await driver.click_on("Duplicate the position.")
        assert driver.dialog == ""
        assert len(driver.sentences()) == 1


async def test_a_row_of_help_can_be_clicked_on_before_a_plan_is_open(tmp_path: Path) -> None:
    async with opened(None, (100, 40)) as driver:
        await driver.press("f1")
        await driver.click_on("New plan.")
        assert type(driver.app.screen).__name__ == "NewPlanScreen"
    broken = tmp_path / "broken.toml"
    broken.write_text("schema =", encoding="utf-8")
    for path in (broken, tmp_path / "new.toml"):
        async with opened(path, (100, 40)) as driver:
            await driver.press("f1")
            await driver.click_on("Quit.")
            assert driver.app._exit


async def test_what_wraps_in_help_hangs_below_its_words(mid_size: Path) -> None:
    async with opened(mid_size, (50, 30)) as driver:
        await driver.press("f1")
        rows = driver.lines
        at = next(n for n, words in enumerate(rows) if "Edit the position." in words)
        key = rows[at].index("e  ")
        assert rows[at + 1][key : rows[at].index("Edit")].isspace()
        assert rows[at + 1][rows[at].index("Edit")].isalpha()


@pytest.mark.parametrize("keys", ["a", "m", "x", "i", "e", "f4", "f12", "f2", "f3"])
async def test_f1_explains_every_dialog(keys: str, mid_size: Path) -> None:
    async with opened(mid_size, (120, 50)) as driver:
        driver.view.select("analyst", "positions")
        await driver.press(keys)
        dialog = driver.app.screen
        assert isinstance(dialog, Dialog)
        await driver.press("f1")
        assert driver.dialog == "Help"
        assert " ".join(dialog.ABOUT.split()) in driver.told
        assert "escape" in driver.told
        await driver.press("f1")
        assert driver.app.screen is dialog


async def test_nothing_is_cut_off_at_the_bottom_of_any_view(mid_size: Path) -> None:
    async with opened(mid_size) as driver:
        for number in range(len(VIEWS)):
            await driver.press(str(number + 1))
            for needed in (". more", "? help", "^s save", "^z undo"):
                assert needed in driver.lines[-1], f"{needed} in {driver.view.TITLE}"
