"""Growing on screen: another scale, what it asks for, and adding what is ticked as one edit."""

from pathlib import Path

import pytest
from textual.widgets import OptionList, Select

from cxplanner.advice.growth import asked
from tests.screens.driving import Driver, opened


def listed(driver: Driver) -> list[str]:
    return [str(option.prompt) for option in driver.one(OptionList).options]


async def test_growing_adds_what_is_ticked_as_one_edit(mid_size: Path) -> None:
    async with opened(mid_size, (120, 40)) as driver:
        before = driver.plan
        items = asked(before, driver.workspace.catalogue, "enterprise")
        await driver.press("f3", "enter")
        assert len(listed(driver)) == len(items)
        assert sum(line.startswith("☑") for line in listed(driver)) == sum(item.required for item in items)
        assert items[0].reason in driver.told
        await driver.press("ctrl+s")
        assert driver.plan.company.scale == "enterprise"
        assert set(before.positions.items()) < set(driver.plan.positions.items())
        assert len(driver.sentences()) == 1
        await driver.press("ctrl+z")
        assert driver.plan is before


async def test_with_nothing_ticked_only_the_scale_changes(mid_size: Path) -> None:
    async with opened(mid_size) as driver:
        before = driver.plan
        await driver.press("f3", "enter", "ctrl+a")
        if any(line.startswith("☑") for line in listed(driver)):
            await driver.press("ctrl+a")
        assert all(line.startswith("☐") for line in listed(driver))
        await driver.press("ctrl+s")
        assert driver.plan.positions == before.positions
        assert driver.plan.responsibilities == before.responsibilities
        assert driver.plan.company.scale == "enterprise"


async def test_a_scale_that_asks_for_nothing_says_so(tmp_path: Path, mid_size: Path) -> None:
    async with opened(mid_size) as driver:
        await driver.press("f3", "enter", "ctrl+s")
        await driver.press("f3", "enter")
        if driver.dialog:
            assert all(line.startswith("☐") for line in listed(driver))
            await driver.press("ctrl+a", "ctrl+s")
            await driver.press("f3", "enter")
        assert driver.dialog == ""
        assert driver.said == "Enterprise: the team has all that this scale asks for."


@pytest.mark.parametrize("keys", [["f3", "escape"], ["f3", "enter", "escape"]])
async def test_escape_changes_nothing(keys: list[str], mid_size: Path) -> None:
    async with opened(mid_size) as driver:
        await driver.press(*keys)
        assert driver.sentences() == []


async def test_the_company_form_asks_what_another_scale_needs(mid_size: Path) -> None:
    async with opened(mid_size) as driver:
        await driver.press("f4")
        driver.one(Select, "#field-scale").value = "enterprise"
        await driver.settle()
        assert driver.dialog == "Checklist"
        await driver.press("escape")
        assert driver.one(Select, "#field-scale").value == "mid-size"
        assert driver.sentences() == []
