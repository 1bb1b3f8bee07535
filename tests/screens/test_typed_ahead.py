"""Keys that are read at once do what they do one by one, wherever they lead."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual import events
from textual.widgets import Input

from cxplanner.screens.kit.checklist import Checklist
from cxplanner.screens.kit.confirm import Answer, Confirm
from cxplanner.screens.kit.dialog import Dialog
from cxplanner.screens.kit.picker import Choice, Picker
from cxplanner.screens.kit.prompt import Prompt
from cxplanner.screens.kit.typed_ahead import TypedAheadApp
from cxplanner.screens.workspace.screen import WorkspaceScreen
from tests.screens.driving import SAMPLES, Driver, opened

ADA = [*"Ada"]
NEW = [*ADA, "tab", *"120", "tab", "down", "space", "shift+tab", "ctrl+u", *"12", "tab", "tab", "down"]
SCRIPTS = {
    "a form": ["down", "e", "tab", *"Ada Lovelace", "enter"],
    "a held position": ["down", "e", "tab", "ctrl+u", *ADA, "enter", "escape"],
    "a form to and fro": ["down", "e", "tab", "tab", "shift+tab", "ctrl+u", *ADA, "escape", "escape", "d"],
    "pickers one after another": ["+", *"analyst", "enter", "enter", "enter"],
    "a filter": ["/", *"analyst", "enter", "e", "tab", "ctrl+u", *ADA, "enter"],
    "undo": ["down", "e", "tab", "ctrl+u", *ADA, "enter", "escape", *["ctrl+z", "ctrl+y"] * 2],
    "views": ["2", "down", "right", "a", "3", "1", "down", "down", "e", "ctrl+u", *ADA, "tab", "escape"],
    "help": ["down", "e", "f1", "escape", "tab", "ctrl+u", *ADA, "tab", "escape"],
}
KEYS = [*"oman", "space", "enter", "escape", "down", "up", "tab", "ctrl+u", "ctrl+a", "ctrl+s"]
CHOICES = [
    Choice("cxo", "Chief customer officer", "Executives"),
    Choice("manager", "CX manager", "Customer experience"),
    Choice("analyst", "CX analyst"),
    Choice("it", "IT liaison"),
]
Dialogs = Callable[[], Dialog[Any]]
DIALOGS: dict[str, Dialogs] = {
    "picker": lambda: Picker("Who?", CHOICES),
    "checklist": lambda: Checklist("Who all?", CHOICES, ticked=["it"]),
    "prompt": lambda: Prompt("Who else?", check=lambda text: None if text else "Say who."),
    "confirm": lambda: Confirm("Leave?", [Answer("a", "Aye"), Answer("m", "Maybe"), Answer("n", "No")]),
}


class Host(TypedAheadApp):
    """Opens a dialog by a key, as often as it is pressed, and keeps the answers."""

    def __init__(self, dialog: Dialogs) -> None:
        super().__init__()
        self.dialog = dialog
        self.answers: list[object] = []

    def key_o(self) -> None:
        self.push_screen(self.dialog(), self.answers.append)


async def answered(dialog: Dialogs, reads: Sequence[Sequence[str]]) -> tuple[object, ...]:
    """What came of keys of which these were read together."""
    host = Host(dialog)
    async with host.run_test():
        for keys in reads:
            for key in keys:
                host.post_message(events.Key(key, " " if key == "space" else None))
            while host.message_queue_size or host.typed_ahead:
                await asyncio.sleep(0)
        return host.answers, host.screen.is_modal, [field.value for field in host.screen.query(Input)]


@pytest.mark.parametrize("name", DIALOGS)
@settings(max_examples=8)
@given(keys=st.lists(st.sampled_from(KEYS), min_size=3, max_size=12))
async def test_any_keys_at_once_answer_a_dialog_as_one_by_one(name: str, keys: list[str]) -> None:
    at_once = await answered(DIALOGS[name], [["o", *keys]])
    assert at_once == await answered(DIALOGS[name], [[key] for key in ["o", *keys]])


@pytest.mark.parametrize(
    ("name", "keys", "answers"),
    [
        ("picker", [*"oman", "enter", "enter", "enter"], ["manager"]),
        ("picker", [*"oman", "enter", *"oana", "enter"], ["manager", "analyst"]),
        ("checklist", [*"oman", "space", *"ana", "space", "ctrl+s"], [("it", "manager", "analyst")]),
        ("checklist", [*"oman", "ctrl+a", "ctrl+s", "ctrl+s"], [("it", "manager")]),
        ("prompt", [*"oman", "ctrl+u", *"na", "enter", "enter", "escape"], ["na"]),
        ("confirm", [*"onn", "enter"], ["n"]),
        ("confirm", ["o", "tab", "enter", "enter"], ["m"]),
    ],
)
async def test_a_dialog_takes_all_that_is_typed_ahead(name: str, keys: list[str], answers: object) -> None:
    assert (await answered(DIALOGS[name], [keys]))[0] == answers


@pytest.mark.parametrize("name", DIALOGS)
async def test_a_dialog_answers_once(name: str) -> None:
    host = Host(DIALOGS[name])
    async with host.run_test() as pilot:
        await pilot.press("o")
        dialog = host.screen
        dialog.dismiss("one")
        dialog.dismiss("two")
        await pilot.pause()
        await dialog.dismiss("three")
        assert host.answers == ["one"]


def state(driver: Driver) -> tuple[object, ...]:
    screen, focused = driver.app.screen, driver.app.focused
    planned = isinstance(driver.app.screen_stack[0], WorkspaceScreen)
    return (
        (driver.plan_text, driver.sentences()) if planned else (),
        [type(shown).__name__ for shown in driver.app.screen_stack],
        focused and (type(focused).__name__, focused.id),
        [field.value for field in screen.query(Input)],
    )


async def after(path: Path, keys: Sequence[str], *, at_once: bool) -> tuple[object, ...]:
    async with opened(path) as driver:
        await (driver.burst if at_once else driver.press)(*keys)
        return state(driver)


@pytest.mark.parametrize("name", SCRIPTS)
async def test_keys_at_once_change_the_plan_as_one_by_one(name: str) -> None:
    path = SAMPLES / "small.toml"
    slow = await after(path, SCRIPTS[name], at_once=False)
    assert await after(path, SCRIPTS[name], at_once=True) == slow


async def test_keys_at_once_fill_in_a_new_plan_as_one_by_one(tmp_path: Path) -> None:
    slow = await after(tmp_path / "new.toml", NEW, at_once=False)
    assert "Ada" in str(slow)
    assert await after(tmp_path / "new.toml", NEW, at_once=True) == slow


async def test_a_name_typed_ahead_goes_to_the_holder() -> None:
    async with opened(SAMPLES / "mid-size.toml") as driver:
        chosen = "cx-manager"
        driver.view.select(chosen, "positions")
        await driver.settle()
        before = driver.plan.positions[chosen]
        await driver.burst("e", "tab", "ctrl+u", *ADA, "enter")
        now = driver.plan.positions[chosen]
        assert (now.title, now.incumbent) == (before.title, "Ada")
