"""What every screen and dialog must stand: any size of the terminal, and back."""

import re
from typing import Final

from textual.widgets import Button, Input

from tests.screens.driving import Driver
from tests.screens.footer import footer

SIZES: Final = ((40, 12), (4, 4), (300, 80), (1, 1), (300, 2), (80, 24))


async def takes_any_size(driver: Driver) -> None:
    """Nothing breaks, nothing typed is lost, and the keyboard stays where it was."""
    dialog, focused = driver.dialog, driver.app.focused
    typed = [field.value for field in driver.app.screen.query(Input)]
    for size in SIZES:
        await driver.resize(*size)
        assert len(driver.lines) == size[1]
        if size == (40, 12):
            _at_reach(driver)
        if size == (300, 80):
            _readable(driver)
        if not dialog and size[0] >= 40 and size[1] >= 12:
            footer(driver)
    assert [field.value for field in driver.app.screen.query(Input)] == typed
    assert driver.dialog == dialog
    assert driver.app.focused is focused


def _at_reach(driver: Driver) -> None:
    """What has the focus and every button can be seen, by scrolling at most."""
    size = driver.app.size
    for button in driver.app.screen.query(Button):
        assert button.region.width > 0, button
        assert button.region.right <= size.width, button
        assert button.region.bottom <= size.height, button


def _readable(driver: Driver) -> None:
    """No line of words is too long to read."""
    for line in driver.lines[2:-2]:
        said = max(re.split("   |[─-▟]", line), key=len).strip()
        assert len(said) <= 120, said
