"""Departments and board: every command by key and palette; what it did is in the plan."""

from collections.abc import Callable
from pathlib import Path

import pytest

from cxplanner.plan.canonical import plan_text
from cxplanner.plan.models import Plan
from cxplanner.plan.team import Team
from cxplanner.screens.views.board.words import department_words
from tests.plans import CAT, TODAY, entry, sound, started
from tests.screens.driving import Driver, opened
from tests.screens.entries import begin, panel, show

TITLE = "Departments and board"
E = sound("enterprise")
BOTH = pytest.mark.parametrize("how", ["key", "palette"])


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.toml"
    path.write_text(plan_text(E), encoding="utf-8")
    return path


def seats(driver: Driver) -> tuple[str, ...]:
    return driver.plan.board.seats() if driver.plan.board else ()


def speakers(plan: Plan, department: str) -> tuple[str, ...]:
    return plan.departments[department].representatives


async def test_shows_the_board_and_every_department(plan: Path) -> None:
    async with opened(plan, (120, 40)) as driver:
        view = await show(driver, TITLE, "board/board")
        listed = view.outline.shown
        assert [line for line in listed if line.startswith("seat/")] == [f"seat/{p}" for p in seats(driver)]
        assert [line for line in listed if line.startswith("departments/")] == [
            f"departments/{key}" for key in CAT.departments
        ]
        assert "Led by: Chief experience officer" in panel(driver)
        for key in CAT.scales["enterprise"].required.board:
            assert CAT.departments[key].title in panel(driver)


@BOTH
async def test_add_lets_somebody_speak(how: str, plan: Path) -> None:
    async with opened(plan) as driver:
        await show(driver, TITLE, "departments/sales")
        await begin(driver, how, "a", "Add somebody")
        await driver.write("CX manager", "enter")
        assert speakers(driver.plan, "sales")[-1] == "cx-manager"
        assert driver.view.outline.current == "departments/sales"  # type: ignore[attr-defined]
        await driver.press("ctrl+z")
        assert driver.plan_text == plan.read_text(encoding="utf-8")


async def test_add_on_the_board_gives_a_seat(plan: Path) -> None:
    async with opened(plan) as driver:
        await show(driver, TITLE, "board/board")
        await driver.press("a")
        await driver.write("VoC", "enter")
        assert seats(driver)[-1] == "voc-manager"


@BOTH
async def test_edit_ticks_who_speaks(how: str, plan: Path) -> None:
    async with opened(plan) as driver:
        await show(driver, TITLE, "departments/it")
        await begin(driver, how, "e", "Say who it is")
        assert driver.dialog == "Checklist"
        await driver.press("space")
        await driver.write("CX manager")
        await driver.press("space", "ctrl+s")
        assert speakers(driver.plan, "it") == ("cx-manager",)


async def test_a_double_click_opens_the_list_and_clicks_tick(plan: Path) -> None:
    async with opened(plan, (120, 40)) as driver:
        await show(driver, TITLE, "board/board")
        before = speakers(driver.plan, "back-office")
        await driver.click_on("─ Back office", times=2)
        await driver.click_on("☐ CX manager")
        await driver.click_on("Done")
        assert speakers(driver.plan, "back-office") == (*before, "cx-manager")
        assert driver.view.outline.current == "departments/back-office"  # type: ignore[attr-defined]
        await driver.click_on("b seat")
        assert driver.dialog == "Picker"


async def test_edit_ticks_who_sits_on_the_board(plan: Path) -> None:
    async with opened(plan) as driver:
        await show(driver, TITLE, "board/board")
        before = seats(driver)
        await driver.press("enter")
        await driver.write("VoC")
        await driver.press("space", "ctrl+s")
        assert seats(driver) == (*before, "voc-manager")
        assert driver.plan.board is not None
        assert driver.plan.board.lead == before[0]


@BOTH
async def test_remove_takes_the_only_voice_out(how: str, plan: Path) -> None:
    async with opened(plan) as driver:
        await show(driver, TITLE, "departments/it")
        await begin(driver, how, "x", "Take somebody out")
        assert speakers(driver.plan, "it") == ()
        await driver.press("x")
        assert "Nobody speaks for IT" in driver.said


async def test_remove_asks_which_of_several(tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    several = entry(E, "departments", "it", representatives=["it-liaison", "cx-manager"])
    path.write_text(plan_text(several), encoding="utf-8")
    async with opened(path) as driver:
        await show(driver, TITLE, "departments/it")
        await driver.press("x")
        assert driver.dialog == "Picker"
        await driver.write("CX manager", "enter")
        assert speakers(driver.plan, "it") == ("it-liaison",)


async def test_remove_takes_a_seat_and_the_board(plan: Path) -> None:
    async with opened(plan, (120, 40)) as driver:
        last = seats(driver)[-1]
        await show(driver, TITLE, f"seat/{last}")
        await driver.press("x")
        assert last not in seats(driver)
        await show(driver, TITLE, "board/board")
        await driver.press("x")
        assert driver.dialog == "Confirm"
        assert "There is no CX board" in driver.told
        await driver.press("r")
        assert driver.plan.board is None
        await driver.press("ctrl+z", "ctrl+z")
        assert driver.plan_text == plan.read_text(encoding="utf-8")


@BOTH
async def test_a_seat_is_given_to_who_speaks_and_taken(how: str, plan: Path) -> None:
    async with opened(plan) as driver:
        await show(driver, TITLE, "departments/product")
        (speaker,) = speakers(driver.plan, "product")
        assert speaker not in seats(driver)
        await begin(driver, how, "b", "Give or take a seat")
        assert speaker in seats(driver)
        await driver.press("b")
        assert speaker not in seats(driver)


@BOTH
async def test_the_chosen_seat_leads(how: str, plan: Path) -> None:
    async with opened(plan) as driver:
        member = seats(driver)[1]
        await show(driver, TITLE, f"seat/{member}")
        await begin(driver, how, "l", "Lead the board")
        assert seats(driver)[0] == member


async def test_who_leads_is_chosen_on_the_board(plan: Path) -> None:
    async with opened(plan) as driver:
        await show(driver, TITLE, "board/board")
        await driver.press("l")
        await driver.write("VoC", "enter")
        assert seats(driver)[0] == "voc-manager"


@BOTH
async def test_a_department_is_not_here_and_is(how: str, plan: Path) -> None:
    async with opened(plan) as driver:
        await show(driver, TITLE, "departments/sales")
        await begin(driver, how, "h", "Is here or not")
        assert not driver.plan.departments["sales"].exists
        assert "This company has no such department" in panel(driver)
        await driver.press("h")
        assert driver.plan.departments["sales"].exists
        await show(driver, TITLE, "board/board")
        await driver.press("h")
        assert "department first" in driver.said


async def test_undo_leads_to_the_board(plan: Path) -> None:
    async with opened(plan) as driver:
        await show(driver, TITLE, f"seat/{seats(driver)[1]}")
        await driver.press("x", "end", "ctrl+z")
        assert driver.view.outline.current == "board/board"  # type: ignore[attr-defined]


async def test_a_plan_without_positions_says_what_to_do_first(tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    bare = started("small").replace(positions={}, responsibilities={}, departments={}, metrics={}, board=None)
    path.write_text(plan_text(bare), encoding="utf-8")
    async with opened(path) as driver:
        await show(driver, TITLE, "departments/sales")
        for key in "aebxl":
            await driver.press(key)
            assert driver.dialog == ""
            assert driver.said.strip()
        assert driver.sentences() == []


@pytest.mark.parametrize("department", CAT.departments)
def test_every_department_says_what_the_scale_asks_for(department: str) -> None:
    words = department_words(Team(E, CAT, TODAY), department, (), str).plain
    assert CAT.departments[department].title in words
    required = CAT.scales["enterprise"].required
    asked = {*required.departments, *required.board, *required.insight}
    assert ("asks for" in words) == (department in asked)


async def test_hostile_names_stand_letter_for_letter(tmp_path: Path, sample: Callable[[str], Path]) -> None:
    path = tmp_path / "plan.toml"
    nasty = "[red]*X*[/] \\ <b>"
    changed = E.replace(positions={**E.positions, "cxo": E.positions["cxo"].replace(title=nasty)})
    path.write_text(plan_text(changed), encoding="utf-8")
    async with opened(path, (120, 40)) as driver:
        await show(driver, TITLE, "board/board")
        assert nasty in driver.text
        assert nasty in panel(driver)
