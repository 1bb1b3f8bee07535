"""What takes long is done aside: the screen lives and says so, and what is typed waits its turn."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from cxplanner.advice.hires import Told, next_hires
from cxplanner.plan.team import Team
from cxplanner.screens import theme_choice
from cxplanner.screens.kit import typed_ahead
from cxplanner.session.workspace import Workspace
from cxplanner.text.errors import CxplannerError
from tests.screens.driving import opened

TURNS = 200_000


async def until(wanted: Callable[[], bool]) -> None:
    """Let the planner go on until something is so."""
    for _ in range(TURNS):
        if wanted():
            return
        await asyncio.sleep(0)
    raise AssertionError("it never came")


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """What takes long takes until this is set; people are told at once."""
    monkeypatch.setattr(typed_ahead, "SLOW", 0.001)
    return threading.Event()


async def test_a_slow_save_is_told_and_later_keys_wait(
    mid_size: Path, held: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    save = Workspace.save

    def slow(workspace: Workspace, path: Path | None = None, *, lose_comments: bool = False) -> Path:
        held.wait()
        return save(workspace, path, lose_comments=lose_comments)

    monkeypatch.setattr(Workspace, "save", slow)
    async with opened(mid_size) as driver:
        await driver.press("d")
        for key in ("ctrl+s", "q"):
            driver._send(key)
        await until(lambda: driver.said == "Saving …")
        assert not driver.dialog
        held.set()
        await driver.settle()
        assert driver.app._exit
        assert driver.workspace.saved == mid_size


async def test_a_slow_next_hire_is_told(
    mid_size: Path, held: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(team: Team, told: Told) -> object:
        told(3, 40)
        held.wait()
        return next_hires(team)

    monkeypatch.setattr("cxplanner.screens.workspace.next_hire.next_hires", slow)
    async with opened(mid_size) as driver:
        driver._send("f2")
        await until(lambda: driver.said == "Tried 3 of 40 who could be hired …")
        held.set()
        await driver.settle()
        assert driver.dialog == "Picker"


async def test_a_slow_theme_keeps_nobody_waiting(
    mid_size: Path, held: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(name: str) -> None:
        held.wait()
        raise CxplannerError(f"{name} cannot be kept")

    monkeypatch.setattr(theme_choice, "keep_theme", slow)
    async with opened(mid_size) as driver:
        driver.app.choose_theme("nord")
        assert driver.app.theme == "nord"
        held.set()
        await driver.settle()
        assert driver.toasts == ["nord cannot be kept. The theme holds until you leave."]


async def test_a_plan_that_is_far_away_is_told(
    mid_size: Path, held: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(mid_size) as driver:
        await driver.press("ctrl+o")
        read = driver.app._read

        def slow(path: Path) -> object:
            held.wait()
            return read(path)

        monkeypatch.setattr(driver.app, "_read", slow)
        driver._send("enter")
        await until(lambda: driver.toasts == ["Reading mid-size.toml …"])
        held.set()
        await driver.settle()
        assert driver.plan.company.name == "Brightwater Insurance"
