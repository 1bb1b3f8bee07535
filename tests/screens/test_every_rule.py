"""Every gap rule as people meet it: in a plan file, in the list of gaps, and on the way to closing it."""

from pathlib import Path
from typing import Final

import pytest

from cxplanner.edits.change import did
from cxplanner.gaps import all_rules, fixes_for
from cxplanner.gaps.rule import Gap
from cxplanner.plan.canonical import plan_text
from cxplanner.plan.file import read_plan
from cxplanner.plan.subjects import WHOLE_PLAN, section_of
from cxplanner.screens.workspace.registry import VIEWS, view_of
from tests.gaps.cases import CASES, Case
from tests.plans import CAT, gaps, sound
from tests.screens.driving import Driver, opened

ONE_EACH: Final = list({case.code: case for case in reversed(CASES)}.values())
SHARES: Final = 6
"""The cases go round in so many planners, which several workers can share."""
ANSWERS: Final = {"amount": "0", "number": "60", "text": "Kim Doe", "date": "2027-06-30", "count": "7"}
GAPS: Final = next(n for n, kind in enumerate(VIEWS, start=1) if kind.title == "Gaps")


@pytest.mark.parametrize("case", ONE_EACH, ids=lambda case: case.code)
def test_a_plan_file_has_the_gap_and_accepts_it_by_hand(case: Case, tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    path.write_text(plan_text(case.plan), encoding="utf-8")
    plan = read_plan(path, CAT, codes=all_rules).plan
    assert the_gap(case, gaps(plan)).waived is None
    by_hand = f'\n[waivers.{case.code}.{case.subject}]\nreason = "We know"\n'
    path.write_text(path.read_text(encoding="utf-8") + by_hand, encoding="utf-8")
    accepted = the_gap(case, gaps(read_plan(path, CAT, codes=all_rules).plan)).waived
    assert accepted is not None
    assert accepted.reason == "We know"


def the_gap(case: Case, found: tuple[Gap, ...]) -> Gap:
    return next(gap for gap in found if (gap.code, gap.subject) == (case.code, case.subject))


@pytest.mark.parametrize("share", range(SHARES))
async def test_every_gap_is_read_accepted_fixed_and_gone_to(share: int, tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    path.write_text(plan_text(sound("enterprise")), encoding="utf-8")
    async with opened(path, (120, 40)) as driver:
        for case in ONE_EACH[share::SHARES]:
            await show(driver, case)
            await accept(driver, case)
            await fix(driver, case)
            await go(driver, case)


async def show(driver: Driver, case: Case) -> None:
    """Open the plan of a case, with the cursor on its gap."""
    driver.workspace.do(did(case.plan, "Another plan"))
    driver.base.show_plan()
    await driver.press(str(GAPS))
    gap = await at(driver, case)
    assert " ".join(gap.message.split()) in driver.words.replace(" │ ", " ") or gap.code in driver.text


async def at(driver: Driver, case: Case) -> Gap:
    """Put the cursor on the gap of a case."""
    options = driver.view.options  # type: ignore[attr-defined]
    options.highlighted = options.get_option_index(f"{case.code}:{case.subject}")
    await driver.settle()
    return the_gap(case, driver.workspace.gaps)


async def accept(driver: Driver, case: Case) -> None:
    await driver.press("w")
    await driver.write("We know", "enter")
    waived = the_gap(case, driver.workspace.gaps).waived
    assert waived is not None, case.code
    assert waived.reason == "We know"
    await driver.press("ctrl+z")
    assert driver.plan is case.plan, case.code


async def fix(driver: Driver, case: Case) -> None:
    first = fixes_for(await at(driver, case), driver.workspace.team)[0]
    await driver.press("f")
    if driver.dialog == "Picker":
        await driver.press("enter")
    if driver.dialog == "Confirm":
        await driver.press("d")
    if driver.dialog == "Prompt":
        assert first.ask is not None
        answer = "1000000000" if "budget" in first.ask.question else ANSWERS[first.ask.kind]
        await driver.write(answer, "enter")
    assert driver.dialog == "", case.code
    left = {(gap.code, gap.subject) for gap in driver.workspace.open_gaps}
    assert (case.code, case.subject) not in left, case.code
    await driver.press("ctrl+z")
    assert driver.plan is case.plan, case.code


async def go(driver: Driver, case: Case) -> None:
    gap = await at(driver, case)
    await driver.press("enter")
    assert VIEWS[view_of(section_of(gap.code, gap.subject))].title == driver.view.TITLE, case.code
    if case.subject != WHOLE_PLAN and not case.subject.startswith("role-"):
        assert "as a whole" not in driver.said, case.code
