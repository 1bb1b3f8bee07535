"""The footer: no key is cut off at any width, and help and palette are always there."""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.widgets._footer import FooterKey

from cxplanner.screens.kit.keys import Keys
from cxplanner.screens.workspace.registry import VIEWS
from tests.screens.driving import Driver, opened
from tests.screens.test_snapshots import BROKEN

WIDTHS = (40, 47, 53, 60, 66, 72, 80, 91, 100, 120, 200)


def footer(driver: Driver) -> list[FooterKey]:
    """The keys shown; none is cut off, none lies over another."""
    keys = [*driver.app.screen.query_one(Keys).query(FooterKey)]
    width, at = driver.app.size.width, 0
    for key in sorted(keys, key=lambda key: key.region.x):
        assert key.region.x >= at, key.description
        at = key.region.right
        assert at <= width, key.description
        assert key.content_size.width >= len(f"{key.key_display} {key.description}"), key.description
        assert f"{key.key_display} {key.description}" in driver.lines[-1]
    return keys


async def test_no_key_is_cut_off_in_any_view_at_any_width(mid_size: Path) -> None:
    async with opened(mid_size, (40, 24)) as driver:
        for number, view in enumerate(VIEWS):
            await driver.base.action_view(number)
            await driver.settle()
            for width in WIDTHS:
                await driver.resize(width, 24)
                shown = [key.description for key in footer(driver)]
                assert {"help", "palette"} <= {*shown}, (view, width)
                labels = [command.label for command in driver.view.COMMANDS if command.label]
                assert len(shown) > 2, (view, width)
                if width >= 100:
                    assert {*labels, "save", "undo", "quit"} <= {*shown}, (view, width)


@pytest.mark.parametrize("broken", [False, True])
async def test_no_key_is_cut_off_before_there_is_a_plan(broken: bool, tmp_path: Path) -> None:
    path = tmp_path / "northwind.toml"
    if broken:
        path.write_text(BROKEN, encoding="utf-8")
    async with opened(path, (40, 24)) as driver:
        assert len(footer(driver)) > 1


async def test_the_keys_follow_what_has_the_focus(sample: Callable[[str], Path]) -> None:
    async with opened(sample("enterprise"), (60, 24)) as driver:
        before = [key.description for key in footer(driver)]
        await driver.press("3")
        assert [key.description for key in footer(driver)] != before
        await driver.press("1")
        assert [key.description for key in footer(driver)] == before
