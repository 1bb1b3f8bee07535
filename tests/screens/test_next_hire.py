"""What next? on screen: the candidates by what they close, and taking one into the plan."""

from pathlib import Path

import pytest
from textual.widgets import OptionList

from cxplanner.advice.hires import hiring_plan, next_hires
from cxplanner.plan.canonical import plan_text
from cxplanner.plan.models import Plan
from cxplanner.screens.shared.marks import gaps_marked
from tests.plans import sound
from tests.screens.driving import Driver, opened


@pytest.fixture
def lacking(tmp_path: Path) -> Path:
    """The enterprise plan with two positions held by nobody."""
    plan = sound("enterprise")
    vacant = {key: plan.positions[key].replace(incumbent=None) for key in ("cxo", "cx-manager")}
    path = tmp_path / "lacking.toml"
    path.write_text(plan_text(plan.replace(positions={**plan.positions, **vacant})))
    return path


def candidates(driver: Driver) -> list[str]:
    return [str(option.prompt) for option in driver.one(OptionList).options]


async def test_the_hire_that_closes_most_comes_first(lacking: Path) -> None:
    async with opened(lacking, (120, 40)) as driver:
        best = next_hires(driver.workspace.team)[0]
        assert best.closes
        await driver.press("f2")
        order, first, *_ = candidates(driver)
        assert order.startswith("The best order")
        assert first.startswith(f"{best.title}  closes {gaps_marked(best.closes)}")
        assert driver.one(OptionList).highlighted == 1
        for gap in best.closes:
            assert gap.message in driver.told


async def test_a_named_hire_closes_what_was_promised_and_is_one_edit(lacking: Path) -> None:
    async with opened(lacking) as driver:
        before, open_before = driver.plan, driver.workspace.open_gaps
        best = next_hires(driver.workspace.team)[0]
        await driver.press("f2", "enter")
        await driver.write("Kim Doe", "enter")
        assert driver.plan.positions[best.position].incumbent == "Kim Doe"
        assert driver.view.outline.current == best.position  # type: ignore[attr-defined]
        gone = {(gap.code, gap.subject) for gap in open_before} - {
            (gap.code, gap.subject) for gap in driver.workspace.open_gaps
        }
        assert gone == {(gap.code, gap.subject) for gap in best.closes}
        await driver.press("ctrl+z")
        assert driver.plan is before


async def test_without_a_name_a_new_position_stays_vacant(lacking: Path) -> None:
    async with opened(lacking) as driver:
        before: Plan = driver.plan
        await driver.press("f2")
        await driver.write("Back-office", "enter")
        await driver.press("enter")
        (new,) = set(driver.plan.positions) - set(before.positions)
        assert driver.plan.positions[new].role == "back-office-liaison"
        assert driver.plan.positions[new].incumbent is None


async def test_a_name_that_the_file_would_refuse_is_refused_at_once(lacking: Path) -> None:
    async with opened(lacking) as driver:
        await driver.press("f2", "enter")
        await driver.paste("Kim\u0007Doe", "enter")
        assert driver.dialog == "Prompt"
        assert "✗" in driver.told


async def test_the_best_order_names_each_hire(lacking: Path) -> None:
    async with opened(lacking, (120, 40)) as driver:
        order = hiring_plan(driver.workspace.team, 3)
        assert len(order) > 1
        await driver.press("f2")
        await driver.write("best order")
        for number, hire in enumerate(order, start=1):
            assert f"{number}. {hire.title}: closes" in driver.told
        await driver.press("enter", "enter")
        assert driver.dialog == ""


async def test_escape_changes_nothing(lacking: Path) -> None:
    async with opened(lacking) as driver:
        await driver.press("f2", "enter", "escape")
        assert driver.sentences() == []
