"""From gap to gap: the order, where it starts, and what fixing and accepting mean on the way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxplanner.edits.positions import remove_position, set_position
from cxplanner.edits.raci import set_letter
from cxplanner.gaps import Gap
from cxplanner.gaps.fixes import may_answer
from cxplanner.plan.subjects import section_of
from cxplanner.screens.shared.gap_walk import GapWalk
from cxplanner.screens.shared.marks import gap_mark
from cxplanner.screens.workspace.registry import VIEWS, view_of
from tests.plans import CAT, gaps, sound
from tests.screens.driving import Driver, opened

SOME = [g for g in gaps(remove_position(sound("enterprise"), CAT, "cx-manager").plan) if g.waived is None]


@pytest.fixture
async def plan(sample: Callable[[str], Path]) -> Path:
    return sample("enterprise")


def walked(steps: Sequence[int]) -> list[int]:
    walk = GapWalk()
    return [SOME.index(walk.step(SOME, (), by)) for by in steps]


def test_there_and_back_and_round() -> None:
    last = len(SOME) - 1
    assert last > 3
    assert walked([1, 1, 1, -1]) == [0, 1, 2, 1]
    assert walked([-1, -1, 1, 1]) == [last, last - 1, last, 0]


@given(st.lists(st.sampled_from([1, -1]), min_size=1, max_size=20))
def test_every_step_goes_one_on(steps: list[int]) -> None:
    places = walked(steps)
    for before, after, by in zip(places, places[1:], steps[1:], strict=False):
        assert after == (before + by) % len(SOME)


def test_it_starts_from_the_gap_of_the_entry_under_the_cursor() -> None:
    walk = GapWalk()
    assert walk.step(SOME, SOME[2:3], 1) is SOME[3]
    assert walk.step(SOME, SOME[2:3], -1) is SOME[1]
    assert walk.step(SOME, (), 1) is SOME[2]


def test_the_gaps_of_one_entry_come_one_after_the_other() -> None:
    walk, both = GapWalk(), SOME[1:3]
    assert walk.step(SOME, SOME[:1], 1) is SOME[1]
    assert walk.step(SOME, both, 1) is SOME[2]
    assert walk.step(SOME, both, 1) is SOME[3]


@pytest.mark.parametrize(("by", "expected"), [(1, 2), (-1, 0)])
def test_it_goes_on_where_a_gap_was_closed(by: int, expected: int) -> None:
    walk = GapWalk()
    walk.step(SOME, SOME[:1], 1)
    left = [gap for gap in SOME if gap is not SOME[1]]
    assert walk.step(left, (), by) is SOME[expected]


async def step(driver: Driver, how: str, by: int = 1) -> None:
    if how == "key":
        await driver.press("n" if by > 0 else "p")
    else:
        await driver.command("Next gap" if by > 0 else "Previous gap")


@pytest.mark.parametrize("how", ["key", "palette"])
async def test_each_gap_is_said_where_its_subject_is_seen(how: str, plan: Path) -> None:
    async with opened(plan, (200, 40)) as driver:
        open_gaps = driver.workspace.open_gaps
        assert len(open_gaps) > 3
        for n, gap in enumerate((*open_gaps, open_gaps[0])):
            await step(driver, how)
            at = n % len(open_gaps) + 1
            assert driver.said == f"{at} of {len(open_gaps)} gaps: {gap_mark(gap)} {gap.message}"
            assert VIEWS[view_of(section_of(gap.code, gap.subject))].title == driver.view.TITLE
            assert gap in driver.view.gaps_here
        await step(driver, how, -1)
        assert driver.said.startswith(f"{len(open_gaps)} of ")


async def test_the_order_is_that_of_the_gaps_view(plan: Path) -> None:
    async with opened(plan) as driver:
        await driver.press("3")
        listed: list[Gap] = []
        await driver.press("home")
        for _ in driver.workspace.open_gaps:
            listed += driver.view.gaps_here
            await driver.press("down")
        assert listed == list(driver.workspace.open_gaps)


async def test_a_gap_is_found_past_every_filter(plan: Path) -> None:
    async with opened(plan) as driver:
        for number in "123":
            await driver.press(number, "slash")
            await driver.write("zzz", "enter")
        for gap in driver.workspace.open_gaps:
            await driver.press("n")
            assert gap in driver.view.gaps_here


@pytest.mark.parametrize("how", ["key", "palette"])
async def test_fix_and_accept_mean_the_gap_gone_to(how: str, mid_size: Path) -> None:
    async with opened(mid_size) as driver:
        await driver.press("2", "down", "space")
        (gap,) = driver.workspace.open_gaps
        await driver.press("1", "n")
        assert driver.view.TITLE == "Responsibilities"
        before = driver.plan
        if how == "key":
            await driver.press("w")
        else:
            await driver.command("Accept the gap")
        await driver.write("For now", "enter")
        assert driver.plan.waiver(gap.code, gap.subject) is not None
        await driver.press("ctrl+z")
        if how == "key":
            await driver.press("f")
        else:
            await driver.command("Fix the gap")
        assert gap.message in driver.told
        await driver.press("enter")
        assert driver.plan is not before
        assert gap not in driver.workspace.open_gaps


async def test_an_entry_with_several_gaps_asks_which(mid_size: Path) -> None:
    async with opened(mid_size, (120, 40)) as driver:
        workspace, team = driver.workspace, driver.workspace.team
        workspace.do(set_position(driver.plan, CAT, "analyst", {"incumbent": None}))
        for row in [row for row in team.shown if may_answer(team, row, "analyst")]:
            workspace.do(set_letter(driver.plan, CAT, row, "analyst", "A"))
        driver.base.show_plan()
        driver.view.select("analyst", "positions")
        await driver.settle()
        first, second = driver.view.gaps_here[:2]
        await driver.press("f")
        assert "Close which gap?" in driver.text
        assert first.message in driver.told
        await driver.press("down")
        assert second.reason in driver.told
        await driver.press("enter")
        assert driver.dialog in ("Picker", "Confirm", "Prompt")
        assert second.message in driver.told or driver.dialog != "Picker"


async def test_without_a_gap_here_it_says_so(plan: Path) -> None:
    async with opened(plan) as driver:
        before = driver.plan
        for key in ("f", "w"):
            await driver.press("home", key)
            assert driver.said == "There is no gap here. n goes to the next one."
        assert driver.plan is before
