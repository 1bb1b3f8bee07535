"""The Gaps view: what is missing, fixed, accepted and gone to."""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.content import Content
from textual.widgets import Static

from cxplanner.edits.change import Change, EditRefused
from cxplanner.edits.positions import remove_position
from cxplanner.gaps import Fix, Gap, fixes_for
from cxplanner.gaps.rule import Ask
from cxplanner.plan.canonical import plan_text
from cxplanner.plan.models import Plan
from cxplanner.screens.kit.panel import Panel
from cxplanner.screens.shared.preview import change_words, fix_words
from cxplanner.screens.views.gaps import dialogs as gap_dialogs
from cxplanner.session.workspace import Workspace
from tests.plans import gaps
from tests.screens.driving import Driver, opened


@pytest.fixture
def enterprise(sample: Callable[[str], Path]) -> Path:
    return sample("enterprise")


async def begin(driver: Driver, how: str, key: str, title: str) -> None:
    if how == "key":
        await driver.press(key)
    else:
        await driver.command(title)


BOTH = pytest.mark.parametrize("how", ["key", "palette"])


async def at_gap(driver: Driver, wanted: Callable[[Gap], bool]) -> Gap:
    """Go to the first gap of a kind, by the keyboard."""
    if driver.view.TITLE != "Gaps":
        await driver.press("3")
    await driver.press("home")
    for _ in driver.workspace.gaps:
        gap = next(iter(driver.view.gaps_here), None)
        if gap is not None and wanted(gap):
            found: Gap = gap
            return found
        await driver.press("down")
    raise AssertionError("there is no such gap")


def fixes(driver: Driver, gap: Gap) -> int:
    return len(fixes_for(gap, driver.workspace.team))


async def test_lists_all_gaps_the_severest_first(enterprise: Path) -> None:
    async with opened(enterprise, (120, 40)) as driver:
        await driver.press("3")
        text = driver.words
        places = [text.index(words) for words in ("major (1)", "minor (3)", "accepted (1)")]
        assert places == sorted(places)
        gap = await at_gap(driver, lambda gap: gap.waived is None)
        assert gap.reason in str(driver.view.query_one(Panel).words)


@BOTH
async def test_fix_by_choosing_a_way(how: str, enterprise: Path) -> None:
    async with opened(enterprise, (120, 40)) as driver:
        gap = await at_gap(driver, lambda gap: fixes(driver, gap) > 1)
        before = driver.plan
        expected = fixes_for(gap, driver.workspace.team)[1]
        await begin(driver, how, "f", "Fix the gap")
        assert driver.dialog == "Picker"
        await driver.press("down", "enter")
        assert expected.apply is not None
        assert driver.plan_text == plan_text(expected.apply(before).plan)
        await driver.press("ctrl+z")
        assert driver.plan is before


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_fix_says_first_what_it_changes(size: tuple[int, int], enterprise: Path) -> None:
    async with opened(enterprise, size) as driver:
        before = driver.plan
        gap = await at_gap(driver, lambda gap: gap.code == "CX701")
        await driver.press("f")
        about = str(driver.one(Static, ".picker--about").content)
        assert about == (
            f"Closes\n- ◆ {gap.message} (CX701)\n\n"
            "Changes\n- Initiative “Store app with order tracking”: stakeholders: adds Sales"
        )
        assert "Changes" in driver.text
        await driver.press("down")
        assert "project team: adds Sales" in str(driver.one(Static, ".picker--about").content)
        assert driver.plan is before


async def test_a_fix_says_which_gaps_it_opens(mid_size: Path) -> None:
    async with opened(mid_size) as driver:
        plan, catalogue = driver.plan, driver.workspace.catalogue
        change = remove_position(plan, catalogue, "voc-manager")
        words = str(change_words(driver.workspace, change))
        assert words.startswith("Opens\n- ")
        opened_now = [gap for gap in gaps(change.plan) if gap.waived is None]
        assert words.count("- ▲") == sum(gap.severity == "critical" for gap in opened_now)
        assert all(gap.message in words for gap in opened_now)
        assert "Removes the position VoC manager (voc-manager)" in words.partition("Changes")[2]


async def test_only_the_fix_under_the_cursor_is_judged(
    enterprise: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(enterprise) as driver:
        gap = await at_gap(driver, lambda gap: fixes(driver, gap) > 2)
        titles = [fix.title for fix in fixes_for(gap, driver.workspace.team)]
        judged: list[str] = []

        def noted(workspace: Workspace, fix: Fix) -> Content:
            judged.append(fix.title)
            return Content("")

        monkeypatch.setattr(gap_dialogs, "fix_words", noted)
        await driver.press("f")
        assert judged == titles[:1]
        await driver.press("down", "up", "down")
        assert judged == titles[:2]


@pytest.mark.parametrize(("key", "done"), [("enter", True), ("d", True), ("l", False), ("escape", False)])
async def test_the_only_fix_says_what_it_changes_and_asks(key: str, done: bool, enterprise: Path) -> None:
    async with opened(enterprise) as driver:
        before = driver.plan
        gap = await at_gap(driver, lambda gap: gap.code == "CX206")
        (fix,) = fixes_for(gap, driver.workspace.team)
        assert fix.apply is not None
        await driver.press("f")
        assert driver.dialog == "Confirm"
        told = str(driver.one(Static, ".dialog--text").content)
        assert told.endswith("Back-office liaison is informed of it, no longer consulted on it")
        await driver.press(key)
        assert driver.dialog == ""
        assert driver.plan_text == plan_text(fix.apply(before).plan if done else before)


async def test_what_cannot_be_done_is_said_instead(mid_size: Path) -> None:
    def refused(plan: Plan) -> Change:
        raise EditRefused("There is [no] such position.")

    async with opened(mid_size) as driver:
        told = fix_words(driver.workspace, Fix("Do it", refused))
        assert str(told) == "This cannot be done: There is [no] such position."
        asking = Fix("Ask", ask=Ask("How [many]?", "count", lambda plan, answer: Change(plan)))
        assert str(fix_words(driver.workspace, asking)) == "Asks: How [many]?"


async def test_fix_by_answering(enterprise: Path) -> None:
    async with opened(enterprise) as driver:
        gap = await at_gap(driver, lambda gap: gap.code == "CX503")
        await driver.press("f")
        assert driver.dialog == "Prompt"
        await driver.write("many")
        assert "✗ Type a number such as 45 or 4.5." in driver.text
        await driver.press("enter")
        assert driver.dialog == "Prompt"
        await driver.retype("91.5", "enter")
        assert driver.plan.metrics[gap.subject].target == 91.5
        assert gap.subject not in {g.subject for g in driver.workspace.gaps if g.code == gap.code}


async def test_fix_can_be_left(enterprise: Path) -> None:
    async with opened(enterprise) as driver:
        before = driver.plan
        await driver.press("3", "f", "escape", "w", "escape")
        assert driver.plan is before


@BOTH
async def test_accept_wants_a_reason_and_can_be_taken_back(how: str, enterprise: Path) -> None:
    async with opened(enterprise) as driver:
        gap = await at_gap(driver, lambda gap: gap.waived is None)
        counted = sum(driver.workspace.gap_counts.values())
        await begin(driver, how, "w", "Accept the gap")
        await driver.press("enter")
        assert driver.dialog == "Prompt"
        await driver.write("Sales joins in [March]", "enter")
        waiver = driver.plan.waiver(gap.code, gap.subject)
        assert waiver is not None
        assert waiver.reason == "Sales joins in [March]"
        assert sum(driver.workspace.gap_counts.values()) == counted - 1
        await at_gap(driver, lambda found: (found.code, found.subject) == (gap.code, gap.subject))
        await begin(driver, how, "w", "Accept the gap")
        assert driver.plan.waiver(gap.code, gap.subject) is None
        assert sum(driver.workspace.gap_counts.values()) == counted


@pytest.mark.parametrize("how", ["enter", "palette", "mouse"])
async def test_go_to_the_position(how: str, enterprise: Path) -> None:
    async with opened(enterprise, (120, 40)) as driver:
        gap = await at_gap(driver, lambda gap: gap.subject in driver.plan.positions)
        if how == "palette":
            await driver.command("Go to the subject")
        elif how == "mouse":
            await driver.press("home")
            await driver.click_on("answers for “Own the touchpoints”.")
            assert driver.view.gaps_here == (gap,)
            assert driver.view.TITLE == "Gaps"
            await driver.click_on("answers for “Own the touchpoints”.", times=2)
        else:
            await driver.press(how)
        assert driver.view.TITLE == "Team"
        assert driver.outline.current == gap.subject


async def test_go_to_a_responsibility(mid_size: Path) -> None:
    async with opened(mid_size) as driver:
        await driver.press("2")
        row = "develop-strategy"
        answering = driver.plan.responsibilities[row].accountable
        driver.matrix.move_to(row, answering)
        await driver.settle()
        await driver.press("space")
        gap = await at_gap(driver, lambda gap: gap.subject == row)
        await driver.press("enter")
        assert driver.view.TITLE == "Responsibilities"
        assert driver.matrix.cursor == (gap.subject, answering)


async def test_without_gaps_it_says_that_all_is_well(mid_size: Path) -> None:
    async with opened(mid_size) as driver:
        before = driver.plan
        await driver.press("3", "f", "w", "g", "enter")
        assert "No gaps. Everything this scale asks for is" in driver.words
        assert driver.said == "There is no open gap."
        assert driver.plan is before
        for key in ("n", "p"):
            await driver.press("1", key)
            assert driver.said == "There is no open gap."
            assert driver.view.TITLE == "Team"


async def test_closing_one_gap_leads_to_the_next(enterprise: Path) -> None:
    async with opened(enterprise) as driver:
        await at_gap(driver, lambda gap: gap.code == "CX503")
        await driver.press("f")
        await driver.write("90", "enter")
        assert driver.view.gaps_here


async def test_nothing_is_explained_once_the_last_gap_is_closed(mid_size: Path) -> None:
    async with opened(mid_size) as driver:
        await driver.press("2", "space", "3")
        assert "Nobody owns the whole" in driver.text
        await driver.press("f")
        await driver.press(*(["d"] if driver.dialog == "Confirm" else ["enter"]))
        assert "No gaps." in driver.text
        assert driver.view.query_one(Panel).words.plain == ""
