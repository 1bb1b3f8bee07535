"""A starting team becomes a plan without gaps in the app, by filling in facts and nothing else."""

from pathlib import Path
from typing import Final

import pytest

from cxplanner.gaps import fixes_for
from cxplanner.plan.canonical import plan_text
from tests.plans import MODELS, SCALES, started
from tests.screens.driving import opened

FACTS: Final = {
    "amount": "500,000",
    "number": "60",
    "text": "Customers stay and recommend us",
    "date": "2027-06-30",
    "count": "7",
}


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("scale", SCALES)
async def test_facts_alone_close_every_gap(scale: str, model: str, tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    plan = started(scale, model)
    path.write_text(plan_text(plan), encoding="utf-8")
    async with opened(path) as driver:
        await driver.press("3")
        assert driver.workspace.open_gaps
        for _ in range(2 * len(driver.workspace.open_gaps)):
            if not driver.view.gaps_here:
                break
            (gap,) = driver.view.gaps_here
            assert gap.kind == "fill-in", gap
            fixes = fixes_for(gap, driver.workspace.team)
            way = next((n for n, fix in enumerate(fixes) if fix.ask), 0)
            await driver.press("f")
            if driver.dialog == "Picker":
                await driver.press(*["down"] * way, "enter")
            if driver.dialog == "Confirm":
                await driver.press("d")
            if ask := fixes[way].ask:
                fact = FACTS[ask.kind] + (f" ({gap.subject})" if ask.kind == "text" else "")
                await driver.write(fact, "enter")
            assert driver.dialog == "", gap
        assert driver.workspace.open_gaps == ()
        assert "no gaps" in driver.text
        assert set(driver.plan.positions) == set(plan.positions)
        assert driver.plan.responsibilities == plan.responsibilities
        await driver.press("ctrl+s")
        assert path.read_text(encoding="utf-8") == driver.plan_text
