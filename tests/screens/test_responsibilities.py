"""The Responsibilities view: letters by key, palette and mouse; what they did is read from the plan."""

from pathlib import Path

import pytest

from cxplanner.edits.positions import set_position
from cxplanner.edits.raci import clear_letters, set_letter
from cxplanner.plan.canonical import plan_text
from cxplanner.plan.models import LETTERS, Letter
from cxplanner.screens.kit.panel import Panel
from tests.plans import CAT
from tests.screens.driving import Driver, opened

ROW, WHO = "set-cx-objectives", "analyst"


async def at_cell(driver: Driver) -> tuple[str, str]:
    """Go to a cell in which nobody has a part yet, as its row and its position."""
    await driver.press("2")
    plan = driver.plan
    row = next(key for key, found in plan.responsibilities.items() if WHO not in found.everyone())
    assert driver.matrix.move_to(row, WHO)
    await driver.settle()
    return row, WHO


@pytest.mark.parametrize("how", ["key", "capital", "palette"])
@pytest.mark.parametrize("letter", LETTERS)
async def test_letters(letter: Letter, how: str, mid_size: Path) -> None:
    titles = {"R": "Responsible", "A": "Accountable", "C": "Consulted", "I": "Informed"}
    async with opened(mid_size) as driver:
        row, who = await at_cell(driver)
        before = driver.plan
        if how == "palette":
            await driver.command(titles[letter])
        else:
            await driver.press(letter if how == "capital" else letter.lower())
        expected = set_letter(before, CAT, row, who, letter)
        assert driver.plan_text == plan_text(expected.plan)
        assert driver.said == expected.sentence
        assert driver.matrix.cursor == (row, who)


async def test_the_same_letter_again_takes_that_letter_back(mid_size: Path) -> None:
    async with opened(mid_size) as driver:
        row, who = await at_cell(driver)
        before = driver.plan_text
        await driver.press("r", "a")
        assert driver.plan.responsibilities[row].letters(who) == ("A", "R")
        await driver.press("a")
        assert driver.plan.responsibilities[row].letters(who) == ("R",)
        assert "no longer accountable" in driver.said
        await driver.press("a", "r")
        assert driver.plan.responsibilities[row].letters(who) == ("A",)
        await driver.press("enter")
        assert "No longer accountable" in driver.text
        await driver.press("c", "c")
        assert driver.plan.responsibilities[row].letters(who) == ()
        await driver.press(*["ctrl+z"] * 7)
        assert driver.plan_text == before


async def test_a_position_with_a_gap_has_its_mark_in_the_header(mid_size: Path) -> None:
    async with opened(mid_size, (120, 40)) as driver:
        assert "•vacant" not in driver.text
        driver.workspace.do(set_position(driver.plan, CAT, "analyst", {"incumbent": None}))
        await driver.press("2")
        assert "•vacant" in driver.text


@pytest.mark.parametrize("key", ["space", "delete", "backspace", "palette"])
async def test_clear(key: str, mid_size: Path) -> None:
    async with opened(mid_size) as driver:
        row, who = await at_cell(driver)
        await driver.press("r")
        before = driver.plan
        if key == "palette":
            await driver.command("Clear")
        else:
            await driver.press(key)
        assert driver.plan_text == plan_text(clear_letters(before, CAT, row, who).plan)
        await driver.press("ctrl+z")
        assert driver.said.startswith("Undone: ")
        assert driver.plan is before


@pytest.mark.parametrize("how", ["key", "palette", "mouse"])
async def test_choose_a_letter_from_a_list(how: str, mid_size: Path) -> None:
    async with opened(mid_size, (120, 40)) as driver:
        row, who = await at_cell(driver)
        if how == "key":
            await driver.press("enter")
        elif how == "palette":
            await driver.command("Choose a letter")
        else:
            await driver.click_on("[·]", times=2)
        assert driver.dialog == "Confirm"
        await driver.press("c")
        assert driver.plan.responsibilities[row].letters(who) == ("C",)
        await driver.press("enter", "n")
        assert driver.plan.responsibilities[row].letters(who) == ()
        before = driver.plan
        await driver.press("enter", "escape")
        assert driver.plan is before


async def test_clicks_move_to_a_row_and_to_a_position(mid_size: Path) -> None:
    async with opened(mid_size, (120, 40)) as driver:
        await driver.press("2")
        await driver.click_on("Develop the CX strategy")
        assert driver.matrix.cursor is not None
        assert driver.matrix.cursor[0] == "develop-strategy"
        await driver.click_on("Anjali")
        assert driver.matrix.cursor == ("develop-strategy", "analyst")
        assert "CX analyst: has no part in “Develop the CX strategy”." in _panel(driver)


async def test_the_cell_is_told_in_words(mid_size: Path) -> None:
    async with opened(mid_size) as driver:
        row, _ = await at_cell(driver)
        await driver.press("r")
        duty = driver.workspace.team.duty(row)
        assert f"CX analyst: responsible for “{duty}”." in driver.words


@pytest.mark.parametrize("how", ["key", "palette"])
async def test_add_and_remove_a_responsibility(how: str, mid_size: Path) -> None:
    async with opened(mid_size) as driver:
        await driver.press("2")
        shown = driver.workspace.team.shown
        missing = next(key for key in CAT.responsibilities if key not in shown)
        if how == "key":
            await driver.press("+")
        else:
            await driver.command("Add a responsibility")
        await driver.write(CAT.responsibilities[missing].title, "enter")
        assert missing in driver.plan.responsibilities
        assert driver.matrix.cursor is not None
        assert driver.matrix.cursor[0] == missing
        if how == "key":
            await driver.press("x")
        else:
            await driver.command("Remove the responsibility")
        assert missing not in driver.plan.responsibilities
        assert driver.workspace.team.shown == shown


async def test_taking_the_a_away_shows_who_is_missing(mid_size: Path) -> None:
    async with opened(mid_size, (120, 40)) as driver:
        await driver.press("2")
        row, found = next(item for item in driver.plan.responsibilities.items() if item[1].accountable)
        assert found.accountable is not None
        driver.matrix.move_to(row, found.accountable)
        await driver.settle()
        assert "A  nobody answers" not in driver.text
        await driver.press("space")
        assert "A  nobody answers" in driver.text
        await driver.press("a")
        assert "A  nobody answers" not in driver.text


async def test_without_positions_the_matrix_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "empty.toml"
    path.write_text(
        'schema = 1\n[company]\nname = "N"\nscale = "small"\n[leadership]\nmodel = "service-led"\n'
    )
    async with opened(path) as driver:
        before = driver.plan
        await driver.press("2", "a", "space", "enter", "x", "down")
        assert driver.plan is before
        assert "Add positions in the Team view" in driver.words


LARGE = (120, 40)


def titles(driver: Driver) -> list[str]:
    """The responsibilities in sight, whole or cut off."""
    return [row.id for row in driver.matrix._rows if not row.heading]


@pytest.mark.parametrize("how", ["key", "palette", "mouse"])
async def test_fold_an_area(how: str, mid_size: Path) -> None:
    async with opened(mid_size, LARGE) as driver:
        await driver.press("2")
        before = driver.plan
        if how == "mouse":
            await driver.click_on("▼ Leadership")
        elif how == "palette":
            await driver.command("Fold the area")
        else:
            await driver.press("z")
        assert "▶ Leadership (3)" in driver.text
        assert "Leadership is folded (3). z or enter unfolds it." in _panel(driver)
        await driver.press("x", "a", "delete")
        assert driver.plan is before
        await driver.press("down", "r")
        assert driver.plan is not before
        assert "▶ Leadership (3)" in driver.text
        await driver.press("up", "enter")
        assert "▼ Leadership" in driver.text
        assert driver.dialog == ""


@pytest.mark.parametrize("how", ["key", "palette"])
async def test_fold_all_areas(how: str, mid_size: Path) -> None:
    async with opened(mid_size) as driver:
        await driver.press("2")
        for left in (0, len(driver.workspace.team.shown)):
            if how == "key":
                await driver.press("Z")
            else:
                await driver.command("Fold all areas")
            assert len(titles(driver)) == left


async def test_going_to_the_subject_of_a_gap_unfolds_it(mid_size: Path) -> None:
    async with opened(mid_size) as driver:
        await driver.press("2", "down", "space")
        row, _ = driver.matrix.cursor or ("", "")
        await driver.press("Z")
        assert driver.matrix.cursor is None
        assert "◆ 1 gap" in driver.text
        await driver.press("3")
        assert driver.workspace.open_gaps[0].subject == row
        await driver.press("enter")
        assert driver.matrix.cursor is not None
        assert driver.matrix.cursor[0] == row


async def test_going_to_the_subject_of_a_gap_passes_the_filter(mid_size: Path) -> None:
    async with opened(mid_size) as driver:
        await driver.press("2", "slash")
        await driver.write("tools", "enter")
        assert titles(driver) == ["maintain-tools"]
        assert driver.view.select("develop-strategy", "responsibilities")
        await driver.settle()
        assert driver.matrix.cursor is not None
        assert driver.matrix.cursor[0] == "develop-strategy"
        assert titles(driver) == list(driver.workspace.team.shown)


@pytest.mark.parametrize("how", ["key", "palette"])
async def test_filter_the_rows(how: str, mid_size: Path) -> None:
    async with opened(mid_size) as driver:
        await driver.press("2", "Z")
        if how == "key":
            await driver.press("slash")
        else:
            await driver.command("Filter the list")
        assert "escape closes" in driver.text
        await driver.write("technology")
        assert titles(driver) == ["maintain-tools", "align-it-planning"]
        assert "2 of 22 · escape shows all" in driver.words
        await driver.press("down", "down")
        assert driver.matrix.has_focus
        assert driver.matrix.cursor is not None
        await driver.press("slash")
        await driver.write("zzz")
        assert "No responsibility has “zzz”. Escape shows all." in driver.words
        await driver.press("escape")
        assert "▶ Technology (2)" in driver.text
        assert driver.matrix.has_focus
        assert "escape" not in driver.text


@pytest.mark.parametrize("keys", [("slash", "enter"), ("slash", "escape")])
async def test_a_filter_without_words_leaves_nothing_behind(keys: tuple[str, ...], mid_size: Path) -> None:
    async with opened(mid_size) as driver:
        await driver.press("2")
        before = driver.text
        await driver.press(*keys)
        assert driver.text == before


@pytest.mark.parametrize("how", ["key", "palette"])
async def test_only_rows_with_gaps(how: str, mid_size: Path) -> None:
    async with opened(mid_size) as driver:
        await driver.press("2", "down", "space", "down")
        if how == "key":
            await driver.press("g")
        else:
            await driver.command("Only with gaps")
        assert titles(driver) == ["set-objectives"]
        assert "only with gaps · 1 of 22" in driver.words
        await driver.press("a")
        assert titles(driver) == ["set-objectives"]
        await driver.press("g")
        assert len(titles(driver)) == 22
        await driver.press("g")
        assert "No responsibility has an open gap. Escape shows all." in driver.words
        if how == "key":
            await driver.press("escape")
        else:
            await driver.command("Show all")
        assert len(titles(driver)) == 22


async def test_the_cell_is_told_beside_or_below_as_there_is_room(mid_size: Path) -> None:
    async with opened(mid_size, LARGE) as driver:
        await driver.press("2", "down")
        assert "In this row" in _panel(driver)
        assert not driver.base.query_one("#raci-words").display
        await driver.resize(100, 30)
        assert not driver.base.query_one("#raci-about").display
        assert "Director of Customer Service: accountable for “Set CX objectives" in driver.words
        await driver.press("down")
        await driver.resize(120, 40)
        assert "Secure budget" in _panel(driver)


def _panel(driver: Driver) -> str:
    return " ".join(driver.base.query_one("#raci-about", Panel).words.plain.split())
