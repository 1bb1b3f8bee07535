"""Keys that come as fast as they like, in any order and at any size of the terminal: nothing ends by them."""

from __future__ import annotations

import random
import shutil
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from itertools import product
from pathlib import Path
from typing import Final

import pytest
from textual.widgets import Input, TextArea

from cxplanner.screens.kit.choice_list import ChoiceList, PagedList
from cxplanner.screens.kit.picker import PickerList
from cxplanner.screens.workspace.registry import VIEWS
from cxplanner.screens.workspace.screen import WorkspaceScreen
from tests.screens.driving import SAMPLES, Driver, opened

Keys = tuple[str, ...]
EVERYWHERE: Final[Keys] = (
    "enter",
    "escape",
    "tab",
    "down",
    "pagedown",
    "pageup",
    "end",
    "space",
    "a",
    "ctrl+u",
)
"""Keys that every place gets, beside those that are bound there."""
COMMON: Final[Keys] = (
    *(
        "f1",
        "f2",
        "f4",
        "f12",
        "ctrl+p",
        "full_stop",
        "ctrl+z",
        "ctrl+s",
        "n",
        "2",
        "plus",
        "slash",
        "e",
        "x",
    ),
)
"""Keys of all views: with one another they are tried in the first, elsewhere with the keys of that view."""
GAPS: Final = 3
OF_GAPS: Final = frozenset("fw")
"""Keys of all views that do something where there is a gap alone: all entries of the third are gaps."""
ENTRIES: Final[Sequence[Keys]] = (("home", "down"), ("home", *["down"] * 4), ("home",))
LEAVING: Final = frozenset(["q", "ctrl+q", "ctrl+c"])
POOL: Final[Keys] = (
    *"abcdefghijklmnoprstuvwxyz0123456789/?.,+-<>=*",
    *("enter", "escape", "tab", "shift+tab", "space", "backspace", "delete", "insert"),
    *("up", "down", "left", "right", "home", "end", "pageup", "pagedown", "shift+up", "shift+down"),
    *(f"ctrl+{letter}" for letter in "abdefknopqrstuvwxyz"),
    *(f"f{number}" for number in range(1, 13)),
)
SIZES: Final = ((80, 24), (120, 40), (40, 12), (60, 20), (200, 50), (20, 5))
MOST_AT_ONCE: Final = 20


@asynccontextmanager
async def planner(folder: Path, start: str) -> AsyncIterator[Driver]:
    """The planner with a plan of its own, at Home, with a new plan or with a broken one."""
    path: Path | None = folder / "plan.toml"
    if start == "plan":
        shutil.copy(SAMPLES / "small.toml", folder / "plan.toml")
    elif start == "broken":
        (folder / "plan.toml").write_text("schema = 1\n[company]\nname = 5\n", encoding="utf-8")
    elif start == "new":
        path = folder / "new.toml"
    else:
        path = None
    async with opened(path, every_frame=True) as driver:
        yield driver


@pytest.fixture(autouse=True)
def folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What keys write by chance, such as role descriptions, stays out of the folder the tests run in."""
    monkeypatch.chdir(tmp_path)


def keys_at(driver: Driver) -> list[str]:
    """Keys that do something where we are, beside those that every place gets: one for each deed."""
    active = driver.app.screen.active_bindings
    does = {key: (bound.binding.action, bound.node) for key, bound in active.items()}
    doing = {
        does[key]: key
        for key, bound in reversed(active.items())
        if key not in LEAVING and not isinstance(bound.node, Input | TextArea)
    }
    elsewhere = {does.get(key) for key in EVERYWHERE}
    return [key for done, key in doing.items() if done not in elsewhere]


def pairs_here(driver: Driver, *, alone: bool) -> list[tuple[str, str]]:
    """Pairs of keys that do something where we are; of those for all views only some, unless ``alone``."""
    bound, base = keys_at(driver), driver.app.screen
    shared = base._bindings.key_to_bindings if isinstance(base, WorkspaceScreen) and not alone else {}
    own = [key for key in bound if key not in shared and key not in COMMON]
    keys = dict.fromkeys([*EVERYWHERE, *own, *(COMMON if shared else bound)])
    return [pair for pair in product(keys, keys) if alone or not shared or not own or {*pair} & {*own}]


def where(driver: Driver) -> list[str]:
    """The screens and the view that are open."""
    screens = driver.app.screen_stack
    views = [type(screen.active).__name__ for screen in screens if isinstance(screen, WorkspaceScreen)]
    return [*(type(screen).__name__ for screen in screens), *views]


async def back_to(driver: Driver, place: Keys, here: Sequence[str]) -> None:
    """Go to a place, unless we are there."""
    if where(driver) != here:
        while len(driver.app.screen_stack) > 1:
            driver.app.pop_screen()
            await driver.settle()
        await driver.press(*place)


async def pairs_at(folder: Path, start: str, place: Keys, *, some: int = 0, alone: bool = True) -> int:
    """Send pairs of keys to a place, each in one read: all of them, or some; answers how many."""
    chosen, sent = random.Random(str(place)), 0
    pairs: list[tuple[str, str]] | None = None
    while pairs != []:
        async with planner(folder, start) as driver:
            await driver.press(*place)
            here = where(driver)
            if pairs is None:
                pairs = pairs_here(driver, alone=alone)
                chosen.shuffle(pairs)
                pairs = pairs[: some or len(pairs)]
            while pairs and not driver.app._exit:
                pair = pairs.pop()
                await driver.burst(*pair)
                sent += 1
                if not driver.app._exit:
                    await back_to(driver, place, here)
    return sent


async def dialogs_of(folder: Path, view: int) -> list[Keys]:
    """The ways into the dialogs that the keys of a view open, at one of its entries or another."""
    found = dict[str, Keys]()
    async with planner(folder, "plan") as driver:
        for entry in ENTRIES:
            here = (str(view), *entry)
            await driver.press(*here)
            names = where(driver)
            shared = set() if view == 1 else {*driver.base._bindings.key_to_bindings, "ctrl+p"}
            shared -= OF_GAPS if view == GAPS else set()
            for key in ["enter", "a", *keys_at(driver)]:
                if key in shared or key in found or key == "slash":  # which takes the keyboard
                    continue
                await driver.press(*here, key)
                if len(driver.app.screen_stack) > 1 and not driver.app._exit:
                    found[key] = (*here, key)
                await back_to(driver, here, names)
    return sorted(found.values())


async def random_keys(folder: Path, start: str, seed: int, most: int) -> None:
    """Send keys in bursts, at changing sizes; where the planner is left by them, start it again."""
    chosen, sent = random.Random(seed), 0
    while sent < most:
        async with planner(folder, start) as driver:
            while sent < most and not driver.app._exit:
                if chosen.random() < 0.3:
                    await driver.resize(*chosen.choice(SIZES))
                burst = chosen.choices(POOL, k=chosen.randint(1, MOST_AT_ONCE))
                await driver.burst(*burst)
                sent += len(burst)


VIEW_NUMBERS: Final = range(1, len(VIEWS) + 1)
STARTS: Final = ("home", "new", "broken")


@pytest.mark.parametrize("view", VIEW_NUMBERS)
async def test_some_pairs_of_keys_at_once_end_nothing(view: int, tmp_path: Path) -> None:
    assert await pairs_at(tmp_path, "plan", (str(view), "down"), some=4) == 4


@pytest.mark.parametrize("start", ["plan", *STARTS])
async def test_some_random_keys_end_nothing(start: str, tmp_path: Path) -> None:
    await random_keys(tmp_path, start, 1, 40)


async def test_the_palette_takes_keys_before_it_lists_anything(tmp_path: Path) -> None:
    async with planner(tmp_path, "plan") as driver:
        await driver.press("ctrl+p")
        palette = driver.app.screen
        palette.query("CommandList").first().styles.display = "none"
        await driver.burst("pagedown", "pageup", "end", "down")
        assert driver.app.screen is palette


@pytest.mark.parametrize("kind", [PickerList, ChoiceList])
async def test_a_list_takes_page_keys_before_it_is_laid_out(kind: type[PagedList], tmp_path: Path) -> None:
    async with planner(tmp_path, "plan") as driver:
        unseen = kind("one", "two")
        unseen.display = False
        await driver.app.screen.mount(unseen)
        unseen.action_page_down()
        unseen.action_page_up()
        assert unseen.highlighted == 0


@pytest.mark.hostile
@pytest.mark.parametrize("view", VIEW_NUMBERS)
async def test_every_pair_of_keys_at_once_ends_nothing(view: int, tmp_path: Path) -> None:
    assert await pairs_at(tmp_path, "plan", (str(view), "down"), alone=view == 1) > 100


@pytest.mark.hostile
@pytest.mark.parametrize("view", VIEW_NUMBERS)
async def test_every_pair_of_keys_in_a_dialog_ends_nothing(view: int, tmp_path: Path) -> None:
    sent = [await pairs_at(tmp_path, "plan", dialog) for dialog in await dialogs_of(tmp_path, view)]
    assert sum(sent) > 100


@pytest.mark.hostile
@pytest.mark.parametrize("start", STARTS)
async def test_every_pair_of_keys_before_a_plan_is_open_ends_nothing(start: str, tmp_path: Path) -> None:
    assert await pairs_at(tmp_path, start, ()) > 50


@pytest.mark.hostile
@pytest.mark.parametrize("seed", range(20))
async def test_random_keys_end_nothing(seed: int, tmp_path: Path) -> None:
    await random_keys(tmp_path, "plan", seed, 1_000)
