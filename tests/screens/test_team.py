"""The Team view: every command by key, by the palette and by mouse; what it did is read from the plan."""

from datetime import date
from pathlib import Path

import pytest
from textual.widgets import Static

from cxplanner.advice.hires import Hire, hire_of
from cxplanner.edits.positions import move_position, remove_position, set_position
from cxplanner.plan.canonical import plan_text
from cxplanner.plan.team import Team
from cxplanner.screens.kit.outline import Outline
from cxplanner.screens.shared.describe import position_words
from cxplanner.screens.shared.marks import gap_mark, gaps_marked
from cxplanner.screens.views.team import dialogs as team_dialogs
from tests.plans import CAT, TODAY, put, sound
from tests.screens.driving import Driver, opened


async def start(driver: Driver, how: str, key: str, title: str) -> None:
    """Begin a command by its key or from the palette."""
    if how == "key":
        await driver.press(key)
    else:
        await driver.command(title)


BOTH = pytest.mark.parametrize("how", ["key", "palette"])


def names(driver: Driver) -> list[str]:
    return list(driver.plan.positions)


async def test_shows_the_tree_and_the_chosen_position_in_words(mid_size: Path) -> None:
    async with opened(mid_size, (120, 40)) as driver:
        assert "Chief executive officer" in driver.text
        assert driver.outline.current == "sponsor"
        await driver.press("down")
        assert driver.outline.current == "cx-manager"
        assert "Reports to: Director of Customer Service" in driver.words
        assert "held by Samuel Adeyemi" in driver.words
        await driver.press("up", "up")
        assert "A post outside the CX team." in driver.words


@BOTH
async def test_add_takes_a_role_and_goes_to_the_new_position(how: str, mid_size: Path) -> None:
    async with opened(mid_size) as driver:
        before = names(driver)
        await start(driver, how, "a", "Add a position")
        assert driver.dialog == "Picker"
        await driver.write("designer", "enter")
        new = [key for key in names(driver) if key not in before]
        assert [driver.plan.positions[key].role for key in new] == ["cx-designer"]
        assert driver.outline.current == new[0]
        assert "Added" in driver.said
        assert "● not saved" in driver.text


async def test_roles_that_close_most_come_first_and_say_which_gaps(mid_size: Path) -> None:
    async with opened(mid_size, (120, 40)) as driver:
        driver.workspace.do(remove_position(driver.plan, CAT, "voc-manager"))
        driver.base.show_plan()
        await driver.press("a")
        hire = hire_of(driver.workspace.team, "voc-manager", driver.workspace.gaps)
        assert len(hire.closes) > 1
        assert f"VoC manager  closes {gaps_marked(hire.closes)}" in driver.text
        about = str(driver.one(Static, ".picker--about").content)
        assert all(f"{gap_mark(gap)} {gap.message}" in about for gap in hire.closes)
        await driver.write("applications")
        assert "Closes no gap of this plan." in driver.told
        await driver.retype("voc manger", "enter")
        added = driver.sentences()[-1]
        assert added == hire.sentence
        held = set_position(driver.plan, CAT, driver.outline.current or "", {"incumbent": "Kim"})
        driver.workspace.do(held)
        left = {(gap.code, gap.subject) for gap in driver.workspace.open_gaps}
        assert not left & {(gap.code, gap.subject) for gap in hire.closes}


async def test_a_large_team_is_not_tried_with_every_role(
    mid_size: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[str] = []

    def noted(team: Team, role: str, before: object) -> Hire:
        tried.append(role)
        return hire_of(team, role)

    monkeypatch.setattr(team_dialogs, "hire_of", noted)
    monkeypatch.setattr(team_dialogs, "FEW", 3)
    async with opened(mid_size) as driver:
        await driver.press("a", "down")
        assert tried == list(CAT.roles)[:2]


async def test_add_can_be_left(mid_size: Path) -> None:
    async with opened(mid_size) as driver:
        before = driver.plan
        await driver.press("a", "escape")
        assert driver.plan is before
        assert driver.dialog == ""


@BOTH
async def test_edit_opens_the_form_of_the_position(how: str, mid_size: Path) -> None:
    async with opened(mid_size) as driver:
        await driver.press("down")
        await start(driver, how, "e", "Edit the position")
        assert driver.dialog == "Form"
        assert "CX manager, id cx-manager" in driver.text


async def test_enter_and_a_double_click_open_the_form(mid_size: Path) -> None:
    async with opened(mid_size) as driver:
        await driver.press("enter")
        assert driver.dialog == "Form"
        await driver.press("escape")
        await driver.click_on("Anjali Mehta", times=2)
        assert "CX analyst, id analyst" in driver.text


@BOTH
async def test_move_changes_the_manager(how: str, mid_size: Path) -> None:
    async with opened(mid_size) as driver:
        driver.view.select("analyst", "positions")
        await driver.settle()
        await start(driver, how, "m", "Move the position")
        assert "Whom does CX analyst report to?" in driver.words
        await driver.write("director of", "enter")
        assert driver.plan.positions["analyst"].reports_to == "sponsor"
        assert driver.said == "CX analyst now reports to Director of Customer Service"
        assert driver.outline.current == "analyst"


async def test_nobody_can_be_moved_below_themselves(mid_size: Path) -> None:
    async with opened(mid_size) as driver:
        await driver.press("down", "m")
        await driver.write("analyst")
        assert "Nothing matches" in driver.text


@BOTH
async def test_remove_says_what_it_leaves_open_and_asks(how: str, mid_size: Path) -> None:
    async with opened(mid_size) as driver:
        before = driver.plan
        await driver.press("down")
        await start(driver, how, "x", "Remove the position")
        assert "nobody now answers for" in driver.words
        await driver.press("k")
        assert driver.plan is before
        await driver.press("x", "enter")
        assert driver.plan is before
        await driver.press("delete", "r")
        expected = remove_position(before, CAT, "cx-manager")
        assert plan_text(driver.plan) == plan_text(expected.plan)
        assert driver.sentences() == [expected.sentence]


@BOTH
async def test_duplicate_adds_a_vacant_twin(how: str, mid_size: Path) -> None:
    async with opened(mid_size) as driver:
        driver.view.select("analyst", "positions")
        await driver.settle()
        await start(driver, how, "d", "Duplicate the position")
        twin = driver.plan.positions["analyst-2"]
        assert (twin.role, twin.incumbent, twin.reports_to) == ("cx-analyst", None, "cx-manager")


@BOTH
async def test_rename_follows_everywhere_and_keeps_the_cursor(how: str, mid_size: Path) -> None:
    async with opened(mid_size) as driver:
        await driver.press("down")
        await start(driver, how, "i", "Change the id")
        await driver.retype("head-of-cx", "enter")
        assert "cx-manager" not in names(driver)
        assert driver.plan.positions["analyst"].reports_to == "head-of-cx"
        assert driver.outline.current == "head-of-cx"


async def test_an_id_that_cannot_be_is_refused_in_words(mid_size: Path) -> None:
    async with opened(mid_size) as driver:
        before = driver.plan
        await driver.press("i")
        await driver.retype("Not An Id", "enter")
        assert driver.plan is before
        assert "cannot be an id" in driver.told
        assert driver.dialog == "Prompt"


@pytest.mark.parametrize(
    ("key", "title", "where"), [("shift+up", "Move up", -1), ("shift+down", "Move down", 1)]
)
@BOTH
async def test_moves_among_those_with_the_same_manager(
    how: str, key: str, title: str, where: int, mid_size: Path
) -> None:
    async with opened(mid_size) as driver:
        driver.view.select("voc-manager" if where < 0 else "analyst", "positions")
        await driver.settle()
        await start(driver, how, key, title)
        order = [k for k in names(driver) if driver.plan.positions[k].reports_to == "cx-manager"]
        assert order == ["voc-manager", "analyst"]
        await driver.press(key)
        assert "already" in driver.said


@pytest.mark.parametrize("key", ["e", "m", "x", "d", "i", "shift+up", "enter"])
async def test_commands_about_a_position_say_so_on_a_post(key: str, mid_size: Path) -> None:
    async with opened(mid_size) as driver:
        before = driver.plan
        await driver.press("home", key)
        assert driver.plan is before
        assert driver.said == "Move the cursor to a position first."


async def test_undo_and_redo_say_what(mid_size: Path) -> None:
    async with opened(mid_size) as driver:
        start = driver.plan_text
        await driver.press("ctrl+z")
        assert driver.said == "There is nothing to undo."
        await driver.press("d")
        done = driver.sentences()[0]
        after = driver.plan_text
        await driver.press("ctrl+z")
        assert driver.said == f"Undone: {done}"
        assert driver.plan_text == start
        assert "✓ saved" in driver.text
        await driver.command("Redo")
        assert driver.said == f"Done again: {done}"
        assert driver.plan_text == after
        await driver.press("ctrl+y")
        assert driver.said == "There is nothing to redo."


async def test_a_team_of_nobody_can_be_given_somebody(tmp_path: Path) -> None:
    path = tmp_path / "empty.toml"
    path.write_text(
        'schema = 1\n[company]\nname = "N"\nscale = "small"\n[leadership]\nmodel = "service-led"\n'
    )
    async with opened(path) as driver:
        assert driver.outline.current is None
        await driver.press("down", "e", "x", "left", "right", "enter", "a", "enter")
        assert len(driver.plan.positions) == 1
        assert driver.outline.current in driver.plan.positions
        await driver.press("x", "r")
        assert not driver.plan.positions


async def test_an_id_like_the_heading_of_those_without_a_manager_is_no_trap(mid_size: Path) -> None:
    text = mid_size.read_text(encoding="utf-8").replace('reports_to = "ceo"\n', "")
    mid_size.write_text(text, encoding="utf-8")
    async with opened(mid_size) as driver:
        await driver.press("i")
        await driver.retype("reports-to-nobody", "enter")
        assert driver.view.query_one(Outline).current == "reports-to-nobody"
        assert "Reports to nobody" in driver.text


def test_the_panel_says_who_held_a_position_that_has_ended() -> None:
    plan = put(sound("mid-size"), "cx-manager", incumbent="Kim", end=date(2027, 1, 14))
    lines = position_words(Team(plan, CAT, TODAY), "cx-manager", ()).plain.splitlines()
    assert lines[1].endswith(", ended 2027-01-14 (was Kim)")
    before = position_words(Team(plan, CAT, date(2027, 1, 14)), "cx-manager", ()).plain
    assert "held by Kim, until 2027-01-14" in before


async def test_a_position_that_has_ended_reads_as_vacant(mid_size: Path) -> None:
    text = mid_size.read_text(encoding="utf-8")
    head = "[positions.cx-manager]\n"
    assert head in text
    mid_size.write_text(text.replace(head, head + "end = 2001-01-31\n"), encoding="utf-8")
    async with opened(mid_size, (120, 40)) as driver:
        await driver.press("down")
        assert driver.text.count("ended 2001-01-31") == 2
        assert "held by" not in driver.words


async def test_a_folded_position_stays_folded_under_another_id(mid_size: Path) -> None:
    async with opened(mid_size) as driver:
        driver.view.select("cx-manager", "positions")
        await driver.press("left")
        lines = driver.outline.shown
        await driver.press("i")
        await driver.retype("boss", "enter")
        assert driver.outline.current == "boss"
        assert driver.outline.shown == tuple({"cx-manager": "boss"}.get(line, line) for line in lines)


async def test_undo_leads_to_what_came_back_and_not_to_what_changed_with_it(mid_size: Path) -> None:
    async with opened(mid_size) as driver:
        view, catalogue = driver.view, driver.workspace.catalogue
        assert view.edit(lambda plan: move_position(plan, catalogue, "analyst", "voc-manager"))
        assert view.edit(lambda plan: remove_position(plan, catalogue, "voc-manager"))
        await driver.press("ctrl+z")
        assert driver.outline.current == "voc-manager"


async def test_what_matches_nothing_has_no_preview(mid_size: Path) -> None:
    async with opened(mid_size, (120, 40)) as driver:
        await driver.press("a")
        about = driver.one(Static, ".picker--about")
        assert str(about.visual).strip()
        await driver.burst(*"xqzxqz")
        assert "Nothing matches" in driver.text
        assert not str(about.visual).strip()
