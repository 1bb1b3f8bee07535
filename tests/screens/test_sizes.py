"""Any size at any moment: nothing breaks, nothing typed is lost, and what is too small says so."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.widgets import Button, Input

from tests.screens.driving import Driver, opened
from tests.screens.test_keys import footer
from tests.screens.test_snapshots import SCREENS

Sample = Callable[[str], Path]
SIZES = ((40, 12), (4, 4), (300, 80), (1, 1), (300, 2), (80, 24))


def at_reach(driver: Driver) -> None:
    """What has the focus and every button can be seen, by scrolling at most."""
    size = driver.app.size
    for button in driver.app.screen.query(Button):
        assert button.region.width > 0, button
        assert button.region.right <= size.width, button
        assert button.region.bottom <= size.height, button


def readable(driver: Driver) -> None:
    """No line of words is too long to read."""
    for line in driver.lines[2:-2]:
        said = max(re.split("   |[─-▟]", line), key=len).strip()
        assert len(said) <= 120, said


@pytest.mark.parametrize("name", SCREENS)
async def test_every_screen_takes_any_size_and_comes_back_as_it_was(name: str, sample: Sample) -> None:
    plan, steps = SCREENS[name]
    async with opened(sample(plan), (80, 24)) as driver:
        await steps(driver)
        dialog, focused = driver.dialog, driver.app.focused
        typed = [field.value for field in driver.app.screen.query(Input)]
        for size in SIZES:
            await driver.resize(*size)
            assert len(driver.lines) == size[1]
            if size == (40, 12):
                at_reach(driver)
            if size == (300, 80):
                readable(driver)
            if not dialog and size[0] >= 40 and size[1] >= 12:
                footer(driver)
        assert [field.value for field in driver.app.screen.query(Input)] == typed
        assert driver.dialog == dialog
        assert driver.app.focused is focused


async def test_what_was_half_typed_survives_a_resize(mid_size: Path) -> None:
    async with opened(mid_size) as driver:
        await driver.press("down", "e", "tab")
        await driver.retype("Ada Love")
        for size in ((40, 12), (1, 1), (200, 60)):
            await driver.resize(*size)
        assert driver.field().value == "Ada Love"
        await driver.write("lace", "enter")
        assert "Ada Lovelace" in driver.plan_text


async def test_a_dialog_opens_and_answers_on_a_small_terminal(mid_size: Path) -> None:
    async with opened(mid_size, (40, 12)) as driver:
        await driver.press("down", "x")
        assert "Remove (r)" in driver.text
        await driver.press("r")
        assert "Removed" in driver.text, "what was done is said even where there is little room"
        assert driver.sentences()


async def test_a_terminal_that_is_too_small_says_what_is_needed(mid_size: Path) -> None:
    async with opened(mid_size, (40, 12)) as driver:
        assert "Needs" not in driver.text
        await driver.resize(30, 12)
        assert driver.lines[0].startswith("Needs 40×12, has 30×12")
        await driver.resize(80, 11)
        assert "Needs 40×12, has 80×11" in driver.lines[0]
