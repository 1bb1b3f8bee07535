"""The line between two panes: dragged, moved by keys, put back, and kept through every size."""

from pathlib import Path

import pytest

from cxplanner.screens.kit.outline import Outline
from cxplanner.screens.kit.panel import Panel
from cxplanner.screens.kit.splitter import LEAST, MOST, Panes, Splitter
from cxplanner.screens.workspace.registry import VIEWS
from tests.screens.driving import Driver, opened

WIDE = (120, 40)
ALL = range(1, len(VIEWS) + 1)


def panes(driver: Driver) -> Panes:
    return driver.view.query_one(Panes)


def line(driver: Driver) -> Splitter:
    return panes(driver).query_one(Splitter)


def first_width(driver: Driver) -> int:
    return panes(driver).children[0].region.width


@pytest.mark.parametrize("view", ALL)
async def test_the_line_follows_the_mouse_in_every_view_and_a_double_click_puts_it_back(
    view: int, mid_size: Path
) -> None:
    async with opened(mid_size, WIDE) as driver:
        await driver.press(str(view))
        at, y = line(driver).region.offset
        usual = first_width(driver)
        await driver.drag((at, y + 5), (50, y + 9))
        assert line(driver).region.x == first_width(driver) == 50
        assert driver.app.mouse_captured is None
        last = panes(driver).children[-1].region
        assert (last.x, last.right) == (51, 120)
        await driver.click(50, y + 5, times=2)
        assert first_width(driver) == usual


async def test_neither_pane_can_be_dragged_away(mid_size: Path) -> None:
    async with opened(mid_size, WIDE) as driver:
        y = 10
        await driver.drag((line(driver).region.x, y), (0, y))
        assert first_width(driver) == 120 * LEAST // 100
        await driver.drag((line(driver).region.x, y), (119, y))
        assert first_width(driver) == 120 * MOST // 100


async def test_keys_and_palette_move_the_line(mid_size: Path) -> None:
    async with opened(mid_size, WIDE) as driver:
        usual = first_width(driver)
        await driver.press("<", "<")
        narrower = first_width(driver)
        assert narrower < usual
        await driver.command("More room for the list")
        assert narrower < first_width(driver) < usual
        await driver.press("=")
        assert first_width(driver) == usual


async def test_each_view_keeps_its_share_through_sizes_and_other_views(mid_size: Path) -> None:
    async with opened(mid_size, (100, 30)) as driver:
        panes(driver).give(30)
        await driver.press("3")
        assert panes(driver).share is None
        panes(driver).give(70)
        for size in ((60, 20), (40, 12), (200, 50)):
            await driver.resize(*size)
        assert first_width(driver) == 140
        await driver.press("1")
        assert first_width(driver) == 60


async def test_below_each_other_the_line_lies_across(mid_size: Path) -> None:
    async with opened(mid_size, (60, 24)) as driver:
        await driver.press("4")
        across = line(driver).region
        assert (across.width, across.height) == (60, 1)
        await driver.drag((5, across.y), (5, 6))
        assert line(driver).region.y == 6
        await driver.resize(120, 40)
        assert line(driver).region.height > 30


async def test_one_pane_alone_has_all_the_room_whatever_its_share(mid_size: Path) -> None:
    async with opened(mid_size, WIDE) as driver:
        await driver.press("2")
        panes(driver).give(30)
        await driver.resize(100, 30)
        assert first_width(driver) == 100
        assert not line(driver).display
        await driver.press("<")
        assert driver.said == "There is only one pane here at this size."
        await driver.resize(120, 40)
        assert first_width(driver) == 36


async def test_moving_the_cursor_lays_nothing_out(mid_size: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with opened(mid_size, WIDE) as driver:
        laid: list[str] = []
        monkeypatch.setattr(Panes, "pre_layout", lambda *_: laid.append("again"))
        await driver.press("down", "down", "up")
        assert laid == []
        await driver.press("<")
        assert laid


@pytest.mark.parametrize("view", ["1", "3", "4"])
async def test_tab_leads_into_the_panel_and_escape_or_tab_back(view: str, mid_size: Path) -> None:
    async with opened(mid_size, WIDE) as driver:
        await driver.press(view)
        there = driver.app.focused
        for back in ("tab", "escape", "shift+tab"):
            await driver.press("tab")
            assert isinstance(driver.app.focused, Panel)
            assert line(driver).has_class("-focused")
            await driver.press(back)
            assert driver.app.focused is there
            assert not line(driver).has_class("-focused")


async def test_escape_in_the_panel_of_the_matrix_keeps_the_filter(mid_size: Path) -> None:
    async with opened(mid_size, WIDE) as driver:
        await driver.press("2", "/")
        await driver.write("feedback", "enter", "tab")
        rows = driver.matrix._rows
        assert isinstance(driver.app.focused, Panel)
        await driver.press("escape")
        assert driver.matrix.has_focus
        assert driver.matrix._rows == rows
        await driver.press("escape")
        assert len(driver.matrix._rows) > len(rows)


async def test_the_other_button_takes_no_hold_of_the_line(mid_size: Path) -> None:
    async with opened(mid_size, WIDE) as driver:
        usual = first_width(driver)
        await driver.click(usual, 10, button=3)
        assert driver.dialog == "Actions"
        await driver.press("escape")
        assert first_width(driver) == usual
        assert isinstance(driver.app.focused, Outline)


async def test_a_pane_that_goes_gives_the_keyboard_to_the_list(mid_size: Path) -> None:
    async with opened(mid_size, (120, 40)) as driver:
        await driver.press("tab")
        assert driver.view.query_one(Panel).has_focus
        await driver.resize(40, 12)
        assert driver.outline.has_focus
        before = driver.outline.current
        await driver.press("down")
        assert driver.outline.current != before
