"""A plan that another planner has open is told of when it is opened here, and opens all the same."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from cxplanner.session.presence import Presence
from tests.screens.driving import opened

OPEN = "This plan is open in another planner."


@pytest.fixture
def other(mid_size: Path) -> Iterator[Presence]:
    """Another planner that has the plan open."""
    presence = Presence()
    presence.enter(mid_size)
    yield presence
    presence.leave()


async def test_it_is_told_and_worked_on_all_the_same(mid_size: Path, other: Presence) -> None:
    async with opened(mid_size) as driver:
        assert OPEN in driver.words
        assert "It has been open there since" in driver.words
        await driver.press("w", "d", "ctrl+s")
        assert "✓ saved" in driver.text


async def test_it_is_closed_here(mid_size: Path, other: Presence) -> None:
    async with opened(mid_size) as driver:
        await driver.press("h")
        assert driver.app.workspace is None
        assert "Recent plans" in driver.text


async def test_who_comes_second_sees_nothing_of_who_left(mid_size: Path, other: Presence) -> None:
    other.leave()
    for _ in range(2):
        async with opened(mid_size) as driver:
            assert driver.dialog == ""
            await driver.press("d", "ctrl+s")


async def test_a_plan_is_no_longer_open_once_it_was_left_for_home_or_another_name(mid_size: Path) -> None:
    other = Presence()
    async with opened(mid_size) as driver:
        assert len(other.enter(mid_size)) == 1
        await driver.press("f12")
        await driver.retype(str(mid_size.with_name("another.toml")), "enter")
        assert other.enter(mid_size) == ()
        assert len(other.enter(mid_size.with_name("another.toml"))) == 1
        other.leave()
        await driver.press("ctrl+o")
        assert other.enter(mid_size.with_name("another.toml")) == ()
        other.leave()
