"""Whatever is done, the planner goes on, the plan stays sound, and undo leads back byte for byte.

``CXPLANNER_ACTIONS=10000 pytest tests/screens/test_properties.py`` does more than every run does.
"""

import os
import random
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Final

import pytest

from cxplanner.plan.canonical import plan_text
from cxplanner.plan.file import read_plan
from cxplanner.screens.app import PlannerApp
from tests.plans import CAT, assert_valid
from tests.screens.driving import Driver, opened

ACTIONS: Final = int(os.environ.get("CXPLANNER_ACTIONS", "1000"))
RUNS: Final = ((5, "small"), (2, "mid-size"), (3, "enterprise"), (7, "mid-size"))
"""Seeds and plans that share the actions."""
KEYS: Final = (
    *("up", "down", "left", "right", "pageup", "pagedown", "home", "end", "tab", "shift+tab"),
    *("enter", "enter", "escape", "escape", "space", "delete", "backspace", "shift+up", "shift+down"),
    *"12345678aemxdircnfwgpkyztsvooblh[/é<>=.?XZ",
    *("ctrl+z", "ctrl+y", "ctrl+e", "f1", "f2", "f3", "f4", "f12", "ctrl+p", "ctrl+s"),
)
WORDS: Final = ("0.5", "50%", "120,000", "1 March 2027", "3/4/2027", "Ana [/x]", "-1", "acme", "\\", "日本")
SIZES: Final = ((80, 24), (120, 40), (40, 12), (20, 6), (64, 20), (300, 60), (1, 1), (110, 30))
APART: Final = frozenset(["Theme", "Screenshot", "Quit", "Open another plan"])
"""Commands that write elsewhere or leave the plan."""

Act = Callable[[Driver, random.Random], Awaitable[str]]


def cell(driver: Driver, chance: random.Random) -> tuple[int, int]:
    width, height = driver.app.size
    return chance.randrange(width), chance.randrange(height)


async def key(driver: Driver, chance: random.Random) -> str:
    pressed: str = chance.choice(KEYS)
    await driver.press(pressed)
    return pressed


async def typing(driver: Driver, chance: random.Random) -> str:
    words = chance.choice(WORDS)
    if driver.app.focused is not None:
        await driver.write(words, chance.choice(("enter", "tab", "escape")))
    return repr(words)


async def click(driver: Driver, chance: random.Random) -> str:
    x, y = cell(driver, chance)
    button, times = chance.choice(((1, 1), (1, 1), (1, 2), (3, 1), (2, 1)))
    await driver.click(x, y, times=times, button=button)
    return f"{times} x button {button} at ({x}, {y})"


async def wheel(driver: Driver, chance: random.Random) -> str:
    x, y = cell(driver, chance)
    await driver.wheel(x, y, down=chance.random() < 0.5)
    return f"wheel at ({x}, {y})"


async def drag(driver: Driver, chance: random.Random) -> str:
    start, end = cell(driver, chance), cell(driver, chance)
    await driver.drag(start, end)
    return f"{start} to {end}"


async def resize(driver: Driver, chance: random.Random) -> str:
    width, height = chance.choice(SIZES)
    await driver.resize(width, height)
    return f"{width}x{height}"


async def command(driver: Driver, chance: random.Random) -> str:
    titles = sorted(set(driver.palette()) - APART)
    if not titles:  # a dialog is open
        return await key(driver, chance)
    title = chance.choice(titles)
    await driver.command(title)
    return title


DO: Final[Mapping[Act, int]] = {key: 60, typing: 6, click: 14, wheel: 3, drag: 3, resize: 5, command: 9}
"""What is done, and how often among a hundred."""


@pytest.mark.parametrize(("seed", "name"), RUNS)
async def test_anything_goes(
    seed: int, name: str, sample: Callable[[str], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for where in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(where, raising=False)
    left: list[object] = []
    monkeypatch.setattr(PlannerApp, "exit", lambda _app, answer=None, **_: left.append(answer))
    monkeypatch.setattr(PlannerApp, "action_home", lambda _app: left.append("home"), raising=False)
    monkeypatch.setattr(PlannerApp, "deliver_screenshot", lambda *_, **__: None)
    chance = random.Random(seed)
    done: list[str] = []
    async with opened(sample(name), chance.choice(SIZES), every_frame=True) as driver:
        start = before = driver.plan
        first = plan_text(start)
        try:
            for _ in range(ACTIONS // len(RUNS)):
                [act] = chance.choices(list(DO), list(DO.values()))
                done.append(f"{act.__name__} {await act(driver, chance)}")
                assert len(driver.lines) == driver.app.size.height
                if driver.plan is not before:
                    before = driver.plan
                    assert_valid(before)
        except BaseException:
            print(f"seed {seed}: {'; '.join(done)}")  # noqa: T201
            raise
        assert driver.sentences(), "nothing was ever done: these actions prove nothing"
        kept = tmp_path / "kept.toml"
        kept.write_text(plan_text(driver.plan), encoding="utf-8")
        assert plan_text(read_plan(kept, CAT).plan) == plan_text(driver.plan)
        history = driver.workspace.history
        while history.undo():
            assert_valid(history.plan)
        assert history.plan is start
        assert plan_text(history.plan) == first
