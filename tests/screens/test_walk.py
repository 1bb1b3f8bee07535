"""Every command of every screen by key, by mouse and by the palette: all three do the same.

The commands are found by their declarations, so that new ones are walked without a word here.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest
from textual.actions import parse

from cxplanner.screens.app import PlannerApp
from cxplanner.screens.kit.commands import Command
from cxplanner.screens.kit.keys import Keys
from cxplanner.screens.workspace.registry import VIEWS
from tests.screens.driving import Driver, opened

Done = tuple[str, tuple[object, ...]]
"""An action and its parameters."""
SIZE: Final = (120, 50)
OWN: Final = frozenset(["choose", "select"])
"""What the list that has the keyboard does on enter; its view takes that for its command."""


def wanted(command: Command) -> Done:
    _, name, parameters = parse(command.action)
    return name, parameters


@contextmanager
def watched(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Done]]:
    """Instead of being done, actions are written down; ones that nobody could do are not."""
    done: list[Done] = []

    async def note(_app: PlannerApp, place: object, name: str, parameters: tuple[object, ...]) -> bool:
        if not any(hasattr(place, f"{before}action_{name}") for before in ("", "_")):
            return False
        done.append((name, parameters))
        return True

    with monkeypatch.context() as patch:
        patch.setattr(PlannerApp, "_dispatch_action", note)
        yield done


async def only(done: list[Done], do: Awaitable[object]) -> list[Done]:
    """What is done by this and nothing else."""
    done.clear()
    await do
    return list(done)


async def by_footer(driver: Driver, command: Command) -> None:
    keys = driver.one(Keys)
    for hint, start, _ in keys.placed:
        if hint.label == command.label:
            await driver.click(keys.content_region.x + start, keys.region.y)
            return
    raise AssertionError(f"{command.id} is not at the bottom of the screen")


async def by_menu(driver: Driver, command: Command) -> None:
    """The other button of the mouse on the list, then a click on the command."""
    focused = driver.app.focused
    assert focused is not None
    at = focused.region.offset
    await driver.click(at.x + 4, at.y + 1, button=3)
    assert driver.dialog == "Actions", f"no menu in {driver.view.TITLE}"
    await driver.click_on(f"  {command.title} ")


async def by_menu_key(driver: Driver, command: Command) -> None:
    """The key of the menu, then that of the command."""
    await driver.press(".")
    assert driver.dialog == "Actions"
    await driver.click_on(f"  {command.title} ")


@pytest.mark.parametrize("number", range(len(VIEWS)), ids=[view.short for view in VIEWS])
async def test_keys_mouse_and_palette_do_the_same(
    number: int, mid_size: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(mid_size, SIZE, every_frame=True) as driver:
        view = await driver.base.open_view(number)
        await driver.settle()
        commands = list(driver.base.commands())
        assert set(view.commands()) < set(commands)
        assert len({command.id for command in commands}) == len(commands)
        assert len({command.title for command in commands}) == len(commands)
        for command in commands:
            with watched(monkeypatch) as done:
                for key in command.key.split(","):
                    seen = await only(done, driver.press(key))
                    own = [name for name, _ in seen] and seen[0][0] in OWN and key == "enter"
                    assert own or seen == [wanted(command)], f"{command.id} by {key}: {seen}"
                seen = await only(done, driver.command(command.title))
                assert seen == [wanted(command)], f"{command.id} by the palette: {seen}"
                if command.label:
                    seen = await only(done, by_footer(driver, command))
                    own = len(seen) == 1 and seen[0][0] in OWN
                    assert own or seen == [wanted(command)], f"{command.id} by a click below: {seen}"
        for command in view.commands() if number else commands:  # what is the same everywhere is walked once
            if not command.id.startswith(("view.", "app.actions")):
                seen = await _by(driver, by_menu, command, monkeypatch)
                assert seen == [wanted(command)], f"{command.id} by the menu: {seen}"
        seen = await _by(driver, by_menu_key, commands[0], monkeypatch)
        assert seen == [wanted(commands[0])]


async def _by(
    driver: Driver,
    way: Callable[[Driver, Command], Awaitable[None]],
    command: Command,
    monkeypatch: pytest.MonkeyPatch,
) -> list[Done]:
    """What a way through the menu leads to; the menu itself is really opened."""
    done: list[Done] = []
    real = PlannerApp.run_action

    async def note(app: PlannerApp, action: str, *places: object, **named: object) -> bool:
        if action != command.action or driver.dialog:
            return await real(app, action, *places, **named)  # type: ignore[arg-type]
        done.append(parse(action)[1:])
        return True

    with monkeypatch.context() as patch:
        patch.setattr(PlannerApp, "run_action", note)
        await way(driver, command)
    assert not driver.dialog, f"{command.id} leaves {driver.dialog} open"
    return done


async def test_a_view_may_be_asked_for_while_it_opens(mid_size: Path) -> None:
    async with opened(mid_size) as driver:
        opening = (driver.base.open_view(number) for number in (1, 1, 3))
        first, again, last = await asyncio.gather(*opening)
        await driver.settle()
        assert first is again
        assert driver.view is last
