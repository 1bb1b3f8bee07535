"""A company's own templates on screen: its roles are offered, and its thresholds judge."""

from pathlib import Path

import pytest

from cxplanner.catalogue.load import SHIPPED, catalogue_beside
from cxplanner.session.recent import Recent, remember
from tests.commands.test_templates import LOYALTY
from tests.plans import CAT
from tests.screens.driving import Driver, opened

TEXT = "accountabilities_per_fte = 8"


@pytest.fixture
def own(mid_size: Path) -> Path:
    """A plan with two roles and one threshold of its own beside it."""
    folder = mid_size.parent / ".cxplanner" / "templates"
    (folder / "roles").mkdir(parents=True)
    (folder / "scales").mkdir()
    (folder / "roles" / "loyalty-manager.toml").write_text(LOYALTY, encoding="utf-8")
    taster = LOYALTY.replace("Loyalty manager", "Taster").replace('accountable = ["close-the-loop"]\n', "")
    (folder / "roles" / "taster.toml").write_text(taster, encoding="utf-8")
    scale = (SHIPPED / "scales" / "mid-size.toml").read_text(encoding="utf-8")
    assert TEXT in scale
    lower = scale.replace(TEXT, "accountabilities_per_fte = 3")
    (folder / "scales" / "mid-size.toml").write_text(lower, encoding="utf-8")
    return mid_size


def judged(driver: Driver) -> set[str]:
    return {gap.code for gap in driver.workspace.open_gaps}


async def test_the_shipped_templates_find_nobody_overloaded(mid_size: Path) -> None:
    async with opened(mid_size) as driver:
        assert "CX203" not in judged(driver)


@pytest.mark.parametrize("home", [True, False], ids=["from Home", "by its path"])
async def test_own_roles_are_offered_and_own_thresholds_judge(home: bool, own: Path) -> None:
    if home:
        remember(Recent(own))
    beside = catalogue_beside(own.parent, None)
    async with opened(None if home else own, (120, 40), catalogue=CAT if home else beside) as driver:
        if home:
            assert "minor" in driver.text, "the gaps by the own threshold are counted before it is opened"
            await driver.press("enter")
        assert "CX203" in judged(driver)
        await driver.press("3")
        assert "answers for" in driver.words
        assert "more than 3" in driver.words
        for role in ("loyalty", "taster"):
            await driver.press("1", "a", *role)
            assert role.capitalize() in driver.text
            await driver.press("enter")
        assert {"loyalty-manager", "taster"} <= {p.role for p in driver.plan.positions.values()}
        assert "CX307" not in judged(driver)
        await driver.press("ctrl+s")
    async with opened(own, catalogue=beside) as driver:
        assert "■ Loyalty" in driver.text
