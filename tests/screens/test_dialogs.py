"""The dialogs: each answers with a string or with None, by key and by mouse, whatever the texts are."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.widgets import Button, Input, OptionList, Static

from cxplanner.screens.kit.checklist import Checklist
from cxplanner.screens.kit.confirm import Answer, Confirm, with_keys
from cxplanner.screens.kit.dialog import Answered, Dialog
from cxplanner.screens.kit.picker import PART, Choice, Picker
from cxplanner.screens.kit.prompt import Prompt
from cxplanner.screens.kit.safe import content, toast
from cxplanner.text.override import override

HOSTILE = [
    "[/x]",
    "[red]no[/red]",
    "\x1b[2J",
    "[@click=app.quit]x[/]",
    "客户体验经理",
    "👩‍💻 team",
    "\u202eabc",
]
CHOICES = [
    Choice("cxo", "Chief customer officer", "Executives"),
    Choice("manager", "CX manager", "Customer experience"),
    Choice("analyst", "CX analyst", "Customer experience, reports to the manager"),
    Choice("it", "IT liaison"),
]
ANSWERS = [Answer("save", "Save", "primary"), Answer("drop", "Discard", "error"), Answer("stay", "Stay here")]
NOTHING = "no answer yet"


class Host(App[None]):
    def __init__(self) -> None:
        super().__init__()
        self.answer: str | tuple[str, ...] | None = NOTHING


@asynccontextmanager
async def asked(
    dialog: Dialog[Answered], size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[Host, Pilot[None]]]:
    host = Host()
    async with host.run_test(size=size, notifications=True, tooltips=True) as pilot:
        host.push_screen(dialog, lambda answer: setattr(host, "answer", answer))
        await pilot.pause()
        yield host, pilot


def screen_text(host: Host) -> str:
    return "\n".join(strip.text for strip in host.screen._compositor.render_strips())


def picker(describe: Callable[[str], str] | None = None) -> Picker:
    return Picker("Who answers?", CHOICES, describe=describe)


@pytest.mark.parametrize(
    ("keys", "answer"),
    [
        ("enter", "cxo"),
        ("down down enter", "analyst"),
        ("down up enter", "cxo"),
        ("pagedown enter", "it"),
        ("m a n enter", "manager"),
        ("m a n down enter", "analyst"),
        ("escape", None),
        ("m escape", None),
        ("q q q enter", NOTHING),
        ("q q q backspace backspace backspace enter", "cxo"),
    ],
)
async def test_picker_keys(keys: str, answer: str | None) -> None:
    async with asked(picker()) as (host, pilot):
        await pilot.press(*keys.split())
        assert host.answer == answer


MANY = [Choice(f"p{n}", f"Position {n}", "outside post" if n % 2 else "") for n in range(1000)]


async def test_of_a_thousand_choices_the_first_are_listed_and_the_rest_as_one_goes_on() -> None:
    async with asked(Picker("Who?", MANY)) as (host, pilot):
        options = host.screen.query_one(OptionList)
        assert options.option_count == PART
        assert "1,000 of 1,000" in screen_text(host)
        for _ in range(20):
            await pilot.press("pagedown")
        assert PART < options.option_count < len(MANY)
        await pilot.press(*"777", "enter")
        assert host.answer == "p777"


async def test_the_wheel_lists_more_as_well() -> None:
    async with asked(Picker("Who?", MANY)) as (host, pilot):
        options = host.screen.query_one(OptionList)
        options.scroll_end(animate=False)
        await pilot.pause()
        assert options.option_count == 2 * PART


async def test_what_is_chosen_now_is_in_sight_however_far_down_it_stands() -> None:
    async with asked(Picker("Who?", MANY, chosen="p900")) as (host, pilot):
        assert "Position 900" in screen_text(host)
        await pilot.press("down", "down", "up", "enter")
        assert host.answer == "p0"


async def test_a_note_stands_beside_the_title_and_words_find_without_being_shown() -> None:
    choices = [Choice("a", "Analyst", note="closes 2 gaps"), Choice("b", "Manager", words="head of data")]
    async with asked(Picker("Which?", choices)) as (host, pilot):
        assert "Analyst  closes 2 gaps" in screen_text(host)
        assert "data" not in screen_text(host)
        await pilot.press(*"daat", "enter")
        assert host.answer == "b"


async def test_the_field_keeps_the_focus_while_the_arrows_move() -> None:
    async with asked(picker()) as (host, pilot):
        await pilot.press("down", "c", "down")
        assert isinstance(host.focused, Input)
        assert host.focused.value == "c"
        assert host.screen.query_one(OptionList).highlighted == 1


async def test_a_click_chooses() -> None:
    async with asked(picker()) as (host, pilot):
        await pilot.click(OptionList, offset=(4, 2))
        assert host.answer == "manager"


async def test_a_click_on_cancel_leaves() -> None:
    async with asked(picker()) as (host, pilot):
        await pilot.click(Button)
        assert host.answer is None


async def test_what_was_chosen_before_is_pointed_at() -> None:
    async with asked(Picker("Who?", CHOICES, chosen="analyst")) as (host, pilot):
        await pilot.press("enter")
        assert host.answer == "analyst"


def checklist(*ticked: str) -> Checklist:
    return Checklist("Who is asked?", CHOICES, ticked=ticked)


@pytest.mark.parametrize(
    ("keys", "answer"),
    [
        ("ctrl+s", ("analyst",)),
        ("space ctrl+s", ()),
        ("enter ctrl+s", ()),
        ("down space down enter ctrl+s", ("analyst", "cxo", "manager")),
        ("space space ctrl+s", ("analyst",)),
        ("i t space c h i space ctrl+s", ("analyst", "it", "cxo")),
        ("down space tab enter", ("analyst", "cxo")),
        ("down space tab space", ("analyst", "cxo")),
        ("q q q space enter ctrl+s", ("analyst",)),
        ("down space escape", None),
    ],
)
async def test_a_checklist_answers_with_what_is_ticked(keys: str, answer: tuple[str, ...] | None) -> None:
    async with asked(checklist("analyst", "gone")) as (host, pilot):
        await pilot.press(*keys.split())
        assert host.answer == answer


async def test_all_that_match_are_ticked_listed_yet_or_not() -> None:
    many = [Choice(f"c{n}", f"Choice {n}", words="even" * (n % 2 == 0)) for n in range(300)]
    async with asked(Checklist("Who is asked?", many)) as (host, pilot):
        await pilot.press(*"even", "ctrl+a", "ctrl+s")
        assert host.answer == tuple(f"c{n}" for n in range(0, 300, 2))


async def test_what_is_ticked_at_first_stands_at_the_top_with_its_tick() -> None:
    async with asked(checklist("it", "analyst")) as (host, pilot):
        lines = screen_text(host).splitlines()
        boxes = [line.strip("│ ").split("  ")[0].rstrip() for line in lines if "☑" in line or "☐" in line]
        assert boxes == ["☑ IT liaison", "☑ CX analyst", "☐ Chief customer officer", "☐ CX manager"]
        assert "2 ticked" in screen_text(host)
        await pilot.press("space")
        assert "☐ IT liaison" in screen_text(host)
        assert "1 ticked" in screen_text(host)


async def test_a_checklist_takes_clicks() -> None:
    async with asked(checklist()) as (host, pilot):
        await pilot.click(OptionList, offset=(4, 2))
        await pilot.click(OptionList, offset=(4, 0))
        await pilot.click("#done")
        assert host.answer == ("manager", "cxo")
    async with asked(checklist("cxo")) as (host, pilot):
        await pilot.click("#cancel")
        assert host.answer is None


async def test_a_description_stands_beside_the_list_or_below_it() -> None:
    for size, beside in (((100, 30), True), (((99, 30)), False), ((80, 24), False)):
        async with asked(picker(lambda choice: f"about [{choice}]"), size) as (host, pilot):
            lines = screen_text(host).splitlines()
            title = next(n for n, line in enumerate(lines) if "Chief customer officer" in line)
            about = next(n for n, line in enumerate(lines) if "about [cxo]" in line)
            assert (title == about) is beside
            await pilot.press("down")
            assert "about [manager]" in screen_text(host)
            await pilot.press("z", "z")
            assert "about" not in screen_text(host)


async def test_without_room_for_a_description_the_list_keeps_the_details() -> None:
    for size, detailed in (((40, 12), True), ((80, 24), False)):
        async with asked(picker(lambda choice: f"about [{choice}]"), size) as (host, _):
            assert ("about [cxo]" in screen_text(host)) is not detailed
            assert ("Executives" in screen_text(host)) is detailed


async def test_only_what_the_cursor_is_on_is_described() -> None:
    asked_for: list[str] = []

    def describe(choice: str) -> str:
        asked_for.append(choice)
        return choice

    async with asked(picker(describe)) as (_, pilot):
        assert set(asked_for) == {"cxo"}
        await pilot.press("down")
        assert set(asked_for) == {"cxo", "manager"}


async def test_a_long_description_can_be_read_to_its_end() -> None:
    told = "\n".join(f"line {n}." for n in range(30))
    async with asked(picker(lambda choice: told if choice == "cxo" else choice)) as (host, pilot):
        await pilot.pause()
        assert "shift+down reads on" in screen_text(host)
        assert "line 29." not in screen_text(host)
        await pilot.press(*["shift+down"] * 10)
        assert "line 29." in screen_text(host)
        await pilot.press(*["shift+up"] * 10)
        assert "line 0." in screen_text(host)
        await pilot.press("down")
        await pilot.pause()
        assert "shift+down reads on" not in screen_text(host)


def too_short(text: str) -> str | None:
    return None if len(text) > 2 else "Write [three] letters at least."


async def test_a_prompt_says_what_is_wrong_and_refuses_it() -> None:
    async with asked(Prompt("What is it called?", check=too_short)) as (host, pilot):
        assert "three" not in screen_text(host)
        await pilot.press("a")
        assert "Write [three] letters at least." in screen_text(host)
        await pilot.press("enter")
        assert host.answer == NOTHING
        await pilot.press("b", "c")
        assert "three" not in screen_text(host)
        await pilot.press("enter")
        assert host.answer == "abc"


async def test_a_prompt_left_as_it_was_is_checked_on_enter() -> None:
    async with asked(Prompt("What is it called?", check=too_short)) as (host, pilot):
        await pilot.press("enter")
        assert host.answer == NOTHING
        assert "three" in screen_text(host)
        await pilot.press("escape")
        assert host.answer is None


async def test_a_prompt_starts_from_a_value_and_takes_clicks() -> None:
    async with asked(Prompt("What is it called?", value="CX", explanation="As HR writes it.")) as (
        host,
        pilot,
    ):
        await pilot.press("end", "2")
        await pilot.click("#accept")
        assert host.answer == "CX2"


async def test_a_prompt_is_cancelled_by_click() -> None:
    async with asked(Prompt("What is it called?")) as (host, pilot):
        await pilot.click("#cancel")
        assert host.answer is None


@pytest.mark.parametrize(
    ("keys", "answer"),
    [
        ("s", "save"),
        ("S", "save"),
        ("d", "drop"),
        ("t", "stay"),
        ("enter", "save"),
        ("right enter", "drop"),
        ("right right left enter", "drop"),
        ("tab tab enter", "stay"),
        ("escape", None),
        ("x", NOTHING),
    ],
)
async def test_confirm_keys(keys: str, answer: str | None) -> None:
    async with asked(Confirm("Save first?", ANSWERS)) as (host, pilot):
        await pilot.press(*keys.split())
        assert host.answer == answer


async def test_a_click_on_an_answer() -> None:
    async with asked(Confirm("Save first?", ANSWERS)) as (host, pilot):
        await pilot.click(host.screen.query(Button)[1])
        assert host.answer == "drop"


def test_keys_are_the_ones_asked_for_then_free_letters() -> None:
    answers = [Answer("a", "Save"), Answer("b", "Skip", key="s"), Answer("c", "sss")]
    assert {key: answer.id for key, answer in with_keys(answers).items()} == {"a": "a", "s": "b", "3": "c"}


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40), (20, 6)])
async def test_hostile_texts_are_shown_letter_for_letter(size: tuple[int, int]) -> None:
    text = " ".join(HOSTILE)
    words = [Choice(str(at), word, word) for at, word in enumerate(HOSTILE)]
    dialogs: list[Dialog[Any]] = [
        Checklist(text, words, ticked=["0", "3"]),
        Picker(text, words, describe=lambda _id: text),
        Prompt(text, explanation=text, value=text, placeholder=text, check=lambda _value: text),
        Confirm(text, [Answer(word, word) for word in HOSTILE[:3]], explanation=text),
    ]
    for dialog in dialogs:
        async with asked(dialog, size) as (host, pilot):
            await pilot.press("end", "z")
            shown = screen_text(host)
            assert "\x1b" not in shown
            assert "\u202e" not in shown
            if size[0] >= 80:
                assert "[/x] [red]no[/red]" in shown


@pytest.mark.parametrize("size", [(40, 12), (80, 24)])
async def test_nothing_that_is_needed_is_out_of_sight_on_small_terminals(size: tuple[int, int]) -> None:
    long = "A long explanation that has to wrap over many lines. " * 12
    dialogs: list[Dialog[Any]] = [
        picker(),
        checklist("it"),
        Prompt("What is it called?", explanation=long, value="x", check=lambda _value: long),
        Confirm("Save first?", [*ANSWERS, Answer("other", "Save under another name")], explanation=long),
    ]
    for dialog in dialogs:
        async with asked(dialog, size) as (host, pilot):
            await pilot.press("end", "q")
            for widget in [*host.screen.query(Button), *host.screen.query(Input)]:
                assert widget.region.area
                assert host.screen.region.contains_region(widget.region)
                assert host.screen.find_widget(widget).visible_region == widget.region


async def test_a_long_explanation_scrolls() -> None:
    async with asked(Confirm("Save?", ANSWERS, explanation="many words " * 100), (40, 12)) as (host, pilot):
        body = host.screen.query_one(".dialog--body")
        await pilot.press("pagedown")
        assert body.scroll_y > 0
        await pilot.press("pageup")
        assert body.scroll_y == 0


@pytest.mark.parametrize("text", HOSTILE)
async def test_safe_text_and_toasts(text: str) -> None:
    class Page(App[None]):
        @override
        def compose(self) -> ComposeResult:
            yield Static(content(text))

    app = Page()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        toast(app, text, title=text, severity="warning", timeout=60)
        toast(app.query_one(Static), text)
        await pilot.pause()
        shown = "\n".join(strip.text for strip in app.screen._compositor.render_strips())
        assert shown.count(content(text).plain) >= 3
    assert "\x1b" not in content(text).plain
