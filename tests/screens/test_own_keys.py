"""Keys of one's own, pressed: wherever a command is at hand its new key does it, and the old one does not."""

from collections.abc import Callable
from pathlib import Path
from string import ascii_lowercase
from typing import Any

import pytest
from textual.app import App
from textual.widget import Widget

from cxplanner.plan.conflicts import MARK
from cxplanner.screens.keymap import checked_keys, places
from cxplanner.screens.kit.checklist import Checklist
from cxplanner.screens.kit.commands import Command
from cxplanner.screens.kit.confirm import Answer, Confirm
from cxplanner.screens.kit.dialog import Dialog, Help
from cxplanner.screens.kit.filter_line import FilterLine
from cxplanner.screens.kit.form import Form
from cxplanner.screens.kit.form_fields import Field
from cxplanner.screens.kit.outline import Outline
from cxplanner.screens.kit.panel import Panel
from cxplanner.screens.kit.picker import Choice, Picker
from cxplanner.screens.kit.prompt import Prompt
from cxplanner.screens.start.file_choice import PlanChoice
from cxplanner.screens.start.new_plan import Choices
from cxplanner.screens.views.raci.matrix import RaciMatrix
from cxplanner.screens.views.team.chart import OrgChart
from cxplanner.screens.workspace.registry import VIEWS
from cxplanner.session.recent import Recent, remember
from cxplanner.session.settings import Settings, read_settings, settings_file
from tests.screens.driving import Driver, opened

FREE = [f"{modifier}+{letter}" for modifier in ("alt", "ctrl+alt", "alt+super") for letter in ascii_lowercase]


def moved(commands: tuple[Command, ...]) -> tuple[dict[str, str], Settings]:
    """A free key for every one of these commands, and the settings that say so."""
    wished = dict(zip(dict.fromkeys(command.id for command in commands), FREE, strict=False))
    settings_file().parent.mkdir(parents=True, exist_ok=True)
    lines = "\n".join(f'"{name}" = "{key}"' for name, key in wished.items())
    settings_file().write_text(f"[keys]\n{lines}\n", encoding="utf-8")
    settings = read_settings()
    assert checked_keys(settings) == (wished, [])
    return wished, settings


async def press_all(
    driver: Driver, commands: tuple[Command, ...], wished: dict[str, str], done: set[str]
) -> None:
    """Press old and new keys of the commands that are not done yet, where the keyboard is now."""
    ran: list[str] = []

    async def heard(_app: App[int], action: str, *_args: object, **_kwargs: object) -> bool:
        ran.append(action)
        return True

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(type(driver.app), "run_action", heard)
        for command in commands:
            if command.id in done:
                continue
            done.add(command.id)
            active = driver.app.screen.active_bindings
            assert wished[command.id] in active, command.id
            bound = active[wished[command.id]].binding
            assert bound.id == command.id
            await driver.burst(*command.key.split(","))
            assert bound.action not in ran, command.id
            ran.clear()
            await driver.press(wished[command.id])
            assert ran == [bound.action], command.id
            ran.clear()


def here_and_below(place: str) -> tuple[Command, ...]:
    return tuple(c for name, known in places().items() if name.partition(":")[0] == place for c in known)


PARTS: dict[str, type[Widget]] = {
    "the list": Outline,
    "the matrix": RaciMatrix,
    "the org chart": OrgChart,
    "the words beside the list": Panel,
}


def part_of(widget: Widget) -> str:
    return next((name for name, kind in PARTS.items() if isinstance(widget, kind)), "the list")


@pytest.mark.parametrize("number", range(len(VIEWS)), ids=[kind.short for kind in VIEWS])
async def test_in_every_view_wherever_the_keyboard_is(number: int, mid_size: Path) -> None:
    place = VIEWS[number].title
    together = {name: known for name, known in places().items() if name.partition(":")[0] == place}
    wished, settings = moved(tuple(command for known in together.values() for command in known))
    # what every view has is pressed in the first one
    done = {c.id for c in places()["Team"]} & {c.id for c in places()["Gaps"]} if number else set[str]()
    async with opened(mid_size, (160, 40), settings=settings) as driver:
        assert driver.toasts == []
        view = await driver.base.open_view(number)
        await driver.settle()
        if place == "Team":
            await driver.press(wished["team.chart"])
        names = {"its menu", "the line to filter by"}
        for widget in [widget for widget in view.walk_children(Widget) if widget.focusable]:
            widget.focus()
            await driver.settle()
            names.add(part_of(widget))
            await press_all(driver, together[f"{place}: {part_of(widget)}"], wished, done)
        assert names == {name.partition(": ")[2] for name in together if name != place}
        await driver.press(wished["list.filter"])
        await press_all(driver, FilterLine.KEY_COMMANDS, wished, done)
        await driver.press(wished["list.all"], wished["app.actions"])
        await press_all(driver, Dialog.KEY_COMMANDS, wished, done)
        assert done >= {command.id for known in together.values() for command in known}


@pytest.mark.parametrize("place", ["Home", "New plan", "A broken plan"])
async def test_before_a_plan_is_on_screen(place: str, mid_size: Path, tmp_path: Path) -> None:
    wished, settings = moved(places()[place])
    broken = tmp_path / "broken.toml"
    conflict = f"{MARK}company.headcount  base 400  ours 420  theirs 500"
    text = mid_size.read_text(encoding="utf-8")
    broken.write_text(text.replace("headcount = 420", f"{conflict}\nheadcount = 420"), encoding="utf-8")
    remember(Recent(mid_size))
    starts = {"Home": None, "New plan": tmp_path / "new.toml", "A broken plan": broken}
    async with opened(starts[place], settings=settings) as driver:
        if place == "New plan":
            driver.one(Choices).focus()
            await driver.settle()
        await press_all(driver, places()[place], wished, set())


def no_answer(_name: str, _value: object) -> None:
    raise AssertionError("nothing is kept here")


LONG = Field("note", "Note", "", lines=True)
TICKS = Field("them", "Them", "", options=(("a", "A"),), ticked=())
DIALOGS: dict[str, Callable[[], Dialog[Any]]] = {
    "a dialog": lambda: Prompt("What?"),
    "a list to choose from": lambda: Picker("Which?", [Choice("a", "A")]),
    "a list to tick": lambda: Checklist("Which?", [Choice("a", "A")]),
    "a question": lambda: Confirm("Really?", [Answer("yes", "Yes"), Answer("no", "No")]),
    "the help of a dialog": lambda: Help("Help", "What this is."),
    "a field of a form": lambda: Form("A form", lambda: [LONG], no_answer),
    "a field to tick in a form": lambda: Form("A form", lambda: [TICKS], no_answer),
}


@pytest.mark.parametrize("place", [name for name in places() if name in DIALOGS])
async def test_in_every_dialog(place: str, mid_size: Path) -> None:
    wished, settings = moved(places()[place])
    async with opened(mid_size, settings=settings) as driver:
        driver.app.push_screen(DIALOGS[place]())
        await driver.settle()
        if place == "a field of a form":
            await driver.write("x")  # only what was changed can be taken back
        await press_all(driver, places()[place], wished, set())


async def test_on_the_screen_of_what_changed(mid_size: Path) -> None:
    wished, settings = moved(places()["what changed"])
    async with opened(mid_size, settings=settings) as driver:
        await driver.press("f6")
        await press_all(driver, places()["what changed"], wished, set())


def test_every_place_is_driven() -> None:
    driven = {"Home", "New plan", "A broken plan", "what changed", *DIALOGS, *(kind.title for kind in VIEWS)}
    assert {name.partition(":")[0] for name in places()} == driven


async def test_the_choice_of_a_file_says_how_to_quit_by_its_own_key(mid_size: Path) -> None:
    wished, settings = moved(Dialog.KEY_COMMANDS)
    async with opened(mid_size, settings=settings) as driver:
        driver.app.push_screen(PlanChoice(mid_size.parent))
        await driver.settle()
        await driver.press(wished["dialog.quit"])
        assert driver.toasts == [f"Close this with {wished['dialog.cancel']} first; then you can quit."]


async def test_lists_and_their_dialogs_are_worked_with_by_keys_of_ones_own(mid_size: Path) -> None:
    text = '[keys]\n"list.down" = ["down", "j"]\n"team.edit" = "t"\n"picker.down" = "ctrl+n"\n'
    text += '"dialog.cancel" = "f9"\n"checklist.tick" = "f8"\n"checklist.done" = "f10"\n'
    settings_file().parent.mkdir(parents=True, exist_ok=True)
    settings_file().write_text(text, encoding="utf-8")
    async with opened(mid_size, (120, 40), settings=read_settings()) as driver:
        assert driver.toasts == []
        fourth = driver.outline.shown[3]
        await driver.press("j", "down")
        assert driver.outline.current == fourth
        await driver.press("enter", "e")
        assert driver.dialog == ""
        await driver.press("t")
        assert driver.dialog == "Form"
        assert "escape takes it back · F9 closes" in driver.words
        await driver.press("escape")
        assert driver.dialog == "Form"
        await driver.press("f9")
        assert driver.dialog == ""
        await driver.press("a", "ctrl+n", "f1")
        assert "^n The choice below" in driver.words
        assert "F9 Leave without an answer" in driver.words
        await driver.press("f9", "f9", "5", "e")
        assert driver.dialog == "Checklist"
        assert "F8 ticks · F10 done · ^a all or none" in driver.told
        before = driver.sentences()
        await driver.press(*"it", "space")
        assert driver.field().value == "it "
        await driver.press("f8", "f10")
        assert driver.dialog == ""
        assert len(driver.sentences()) == len(before) + 1


async def test_enter_follows_the_command_that_opens_a_line(mid_size: Path) -> None:
    settings_file().parent.mkdir(parents=True, exist_ok=True)
    settings_file().write_text('[keys]\nroles.edit = "y"\n', encoding="utf-8")
    async with opened(mid_size, settings=read_settings()) as driver:
        await driver.press("4", "down", "enter", "e")
        assert driver.dialog == ""
        await driver.press("y")
        assert driver.dialog == "Form"
