"""Whatever is pressed and clicked, the planner goes on, the plan stays sound, and undo leads back."""

import random
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from cxplanner.files.canonical import plan_text
from cxplanner.screens.views import VIEWS
from tests.plans import assert_valid
from tests.screens.driving import Driver, opened

ACTIONS: Final = 50
KEYS: Final = (
    *("up", "down", "left", "right", "pageup", "pagedown", "home", "end", "tab", "shift+tab", "enter"),
    *("enter", "escape", "escape", "space", "delete", "backspace", "shift+up", "shift+down"),
    *(
        "1",
        "2",
        *map(str, range(4, len(VIEWS) + 1)),
        "3",
        "a",
        "o",
        "e",
        "m",
        "x",
        "d",
        "i",
        "r",
        "c",
        "n",
        "f",
        "w",
        "g",
        "k",
        "y",
        "z",
        "Z",
        "o",
        "o",
        "[",
        "/",
        "é",
    ),
    *("ctrl+z", "ctrl+y", "f1", "f4", "f12", "ctrl+p", "ctrl+s"),
)
SIZES: Final = ((80, 24), (120, 40), (40, 12), (20, 6), (64, 20), (300, 60))


async def act(driver: Driver, chance: random.Random) -> str:
    """Do something, and say what."""
    kind = chance.random()
    if kind < 0.78:
        key = chance.choice(KEYS)
        await driver.press(key)
        return key
    width, height = driver.app.size
    if kind < 0.94:
        x, y, times = chance.randrange(width), chance.randrange(height), chance.choice((1, 1, 2))
        await driver.click(x, y, times=times)
        return f"{times} x ({x}, {y})"
    width, height = chance.choice(SIZES)
    await driver.resize(width, height)
    return f"{width}x{height}"


@pytest.mark.parametrize(("seed", "name"), [(5, "small"), (2, "mid-size"), (4, "enterprise")])
async def test_anything_goes(
    seed: int, name: str, sample: Callable[[str], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    chance = random.Random(seed)
    path = sample(name)
    done: list[str] = []
    async with opened(path, chance.choice(SIZES)) as driver:
        start, before = driver.plan_text, driver.plan
        try:
            for _ in range(ACTIONS):
                done.append(await act(driver, chance))
                if driver.app._exit:
                    break
                assert len(driver.lines) == driver.app.size.height
                if driver.plan is not before:
                    before = driver.plan
                    assert_valid(before)
        except Exception:
            print(f"seed {seed}: {' '.join(done)}")  # noqa: T201
            raise
        history = driver.workspace.history
        assert driver.sentences(), "nothing was ever done: these actions prove nothing"
        while history.undo():
            assert_valid(history.plan)
        assert plan_text(history.plan) == start
