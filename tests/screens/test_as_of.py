"""As of a date: the team on another day, on every screen, and the way back to today."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from textual.widgets import OptionList

from cxplanner.gaps.waivers import waive
from cxplanner.plan.canonical import plan_text
from cxplanner.plan.days import turning_days
from tests.plans import CAT, TODAY, put, sound
from tests.screens.driving import Driver, opened

SPRING = TODAY + timedelta(days=75)


@pytest.fixture
def changing(tmp_path: Path) -> Path:
    """A plan in which one leaves today and a gap is accepted for a while."""
    plan = put(sound("mid-size"), "voc-manager", end=TODAY)
    plan = put(plan, "analyst", start=SPRING)
    plan = waive(plan, CAT, "CX205", "voc-manager", reason="We search", until=SPRING).plan
    path = tmp_path / "plan.toml"
    path.write_text(plan_text(plan), encoding="utf-8")
    return path


def offered(driver: Driver) -> list[str]:
    return [str(option.prompt) for option in driver.one(OptionList).options]


async def test_the_days_on_which_something_changes_are_offered(changing: Path) -> None:
    async with opened(changing) as driver:
        days = dict(turning_days(driver.workspace.team))
        assert list(days) == [TODAY + timedelta(days=1), SPRING, SPRING + timedelta(days=1)]
        await driver.press("f5")
        choices = offered(driver)
        assert choices[0].startswith(f"Today, {TODAY}")
        for (day, words), choice in zip(days.items(), choices[1:], strict=False):
            assert str(day) in choice
            assert words in choice


async def test_another_day_shows_who_has_left_and_today_takes_it_back(changing: Path) -> None:
    async with opened(changing) as driver:
        assert not driver.workspace.open_gaps
        fte = driver.workspace.team.dedicated_fte
        await driver.press("f5")
        await driver.press("down", "enter")
        tomorrow = TODAY + timedelta(days=1)
        assert driver.workspace.day == tomorrow
        assert f"as of {tomorrow}" in driver.lines[0]
        assert driver.workspace.team.dedicated_fte < fte
        assert "ended" in driver.text
        assert not driver.workspace.unsaved
        await driver.press("f5")
        assert [choice for choice in offered(driver) if "shown now" in choice] == [offered(driver)[1]]
        await driver.press("enter")
        assert driver.workspace.day == TODAY
        assert "as of" not in driver.lines[0]


async def test_any_other_day_can_be_typed(changing: Path) -> None:
    async with opened(changing) as driver:
        later = date(2030, 5, 1)
        await driver.press("f5")
        await driver.write("another", "enter")
        await driver.write("some day", "enter")
        assert driver.dialog == "Prompt"
        await driver.retype(str(later), "enter")
        assert driver.workspace.day == later
        assert f"This is the team as of {later}" in driver.said
        lapsed = [gap for gap in driver.workspace.open_gaps if gap.subject == "voc-manager"]
        assert lapsed


async def test_edits_made_on_another_day_stay(changing: Path) -> None:
    async with opened(changing) as driver:
        await driver.press("f5", "down", "enter")
        driver.view.select("cx-manager", "positions")
        await driver.settle()
        await driver.press("d")
        assert len(driver.sentences()) == 1
        assert driver.workspace.day != TODAY
