"""Leadership: the model, the owner, the money and the company, each to be changed with undo."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from cxplanner.catalogue.citations import cited_sources
from cxplanner.edits.board import own_experience
from cxplanner.edits.change import Change
from cxplanner.edits.positions import move_position
from cxplanner.edits.sections import set_company, set_leadership
from cxplanner.plan.canonical import plan_text
from cxplanner.plan.models import Plan
from cxplanner.plan.team import OWN_THE_EXPERIENCE, Team
from cxplanner.screens.views.leadership.words import budget_words, lines, model_words
from tests.gaps.cases import CASES, Case
from tests.plans import CAT, MODELS, TODAY, put, row, sound
from tests.screens.driving import Driver, opened
from tests.screens.entries import begin, panel, show

TITLE = "Leadership"
E = sound("enterprise")
BOTH = pytest.mark.parametrize("how", ["key", "palette"])

WHERE: Final = {
    "CX101": "leadership/owner",
    **dict.fromkeys(("CX105", "CX801"), "budget/budget"),
    **dict.fromkeys(("CX401", "CX403"), "departments/{}"),
    **dict.fromkeys(("CX402", "CX404"), "board/board"),
}
"""Rule -> the line where its gaps are to be seen."""


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.toml"
    path.write_text(plan_text(E), encoding="utf-8")
    return path


def owner(driver: Driver) -> str | None:
    return driver.plan.responsibilities[OWN_THE_EXPERIENCE].accountable


@pytest.mark.parametrize("model", MODELS)
def test_a_model_says_what_speaks_for_and_against_it_and_who_says_so(model: str) -> None:
    words = model_words(Team(E, CAT, TODAY), model).plain
    known = CAT.leadership[model]
    for opinion in (*known.speaks_for, *known.speaks_against):
        assert opinion.says in words
        for source in cited_sources(opinion.sources):
            assert CAT.sources[source].title in words
    assert words.index("Speaks for it") < words.index("Speaks against it")


async def test_every_fact_is_listed(plan: Path) -> None:
    async with opened(plan, (120, 40)) as driver:
        await show(driver, TITLE, "leadership/owner")
        for said in ("Chief experience officer", "500,000 EUR", "Enterprise", "not recorded"):
            assert said in driver.text
        assert "Reporting line" in panel(driver)
        assert "Chief executive officer" in panel(driver)


@BOTH
async def test_the_model_is_chosen(how: str, plan: Path) -> None:
    async with opened(plan) as driver:
        await show(driver, TITLE, "leadership/model")
        await begin(driver, how, "e", "Change it")
        await driver.write("service", "enter")
        assert "Who owns the experience then?" in driver.told
        assert driver.plan.leadership.model == E.leadership.model
        await driver.press("enter")
        assert driver.plan.leadership.model == "service-led"
        team = driver.workspace.team
        assert team.owner
        assert team.members[team.owner].department == "customer-service"
        await driver.press("ctrl+z")
        assert driver.plan_text == plan.read_text(encoding="utf-8")


async def test_the_model_that_holds_already_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "contradiction.toml"
    text = plan_text(E.replace(leadership=E.leadership.replace(model="marketing-led")))
    path.write_text(text, encoding="utf-8")
    async with opened(path) as driver:
        await show(driver, TITLE, "leadership/model")
        await driver.press("e", "enter")
        assert driver.dialog == ""
        assert driver.said == "Leadership stays as it is"
        assert driver.plan_text == text


@BOTH
async def test_the_owner_is_chosen_moved_and_cleared(how: str, plan: Path) -> None:
    async with opened(plan) as driver:
        await show(driver, TITLE, "company/name")
        await begin(driver, how, "o", "Choose the owner")
        await driver.write("CX manager", "enter")
        assert owner(driver) == "cx-manager"
        await begin(driver, how, "m", "Move the owner")
        await driver.write("Chief executive", "enter")
        assert driver.plan.positions["cx-manager"].reports_to == "ceo"
        await show(driver, TITLE, "leadership/owner")
        await begin(driver, how, "x", "Clear it")
        assert owner(driver) is None
        await driver.press("m")
        assert "Nobody owns the experience" in driver.said


async def test_the_budget_is_typed_refused_and_cleared(plan: Path) -> None:
    async with opened(plan) as driver:
        await show(driver, TITLE, "budget/budget")
        await driver.press("enter")
        await driver.retype("a lot", "enter")
        assert driver.dialog == "Prompt"
        await driver.retype("1,250,000", "enter")
        assert driver.plan.leadership.budget == 1_250_000
        await driver.press("e")
        await driver.retype("", "enter")
        assert driver.plan.leadership.budget is None
        assert "◆" in next(line for line in driver.lines if "Budget a year" in line)


async def test_funders_are_ticked_and_cleared(plan: Path) -> None:
    async with opened(plan) as driver:
        await show(driver, TITLE, "budget/funded_by")
        await driver.press("e")
        await driver.write("Marketing")
        await driver.press("space", "ctrl+s")
        assert list(driver.plan.leadership.funded_by) == ["marketing"]
        await driver.press("x")
        assert list(driver.plan.leadership.funded_by) == []


@pytest.mark.parametrize("fact", ["name", "scale", "headcount", "market", "currency"])
async def test_facts_about_the_company_open_its_form(fact: str, plan: Path) -> None:
    async with opened(plan) as driver:
        await show(driver, TITLE, f"company/{fact}")
        await driver.press("x")
        assert "cannot be left open" in driver.said
        await driver.press("enter")
        assert driver.dialog == "Form"


async def test_costs_are_told_only_where_somebody_entered_them(plan: Path, tmp_path: Path) -> None:
    assert "Costs" not in plan_text(E)
    assert not any(line.id == "budget/costs" for line in lines(Team(E, CAT, TODAY), lambda _place: ()))
    assert "Dedicated positions:" not in budget_words(Team(E, CAT, TODAY), ()).plain
    costly = put(put(E, "cxo", annual_cost=300_000), "it-liaison", annual_cost=20_000)
    team = Team(set_leadership(costly, CAT, {"budget": 250_000}).plan, CAT, TODAY)
    words = budget_words(team, ()).plain
    assert "Dedicated positions: 300,000 EUR" in words
    assert "Contributing positions: 20,000 EUR" in words
    assert "Over the budget by 50,000 EUR" in words
    assert "No cost entered for 6 dedicated and 6 contributing positions: " in words
    path = tmp_path / "costly.toml"
    path.write_text(plan_text(costly), encoding="utf-8")
    async with opened(path, (120, 40)) as driver:
        await show(driver, TITLE, "budget/costs")
        assert "300,000 EUR dedicated" in driver.text
        await driver.press("e")
        assert "with the position" in driver.said


async def test_a_double_click_changes_a_fact_and_clicks_take_it(plan: Path) -> None:
    async with opened(plan, (120, 40)) as driver:
        await show(driver, TITLE, "leadership/owner")
        await driver.click_on("─ Model", times=2)
        await driver.click_on("Led by marketing")
        await driver.press("down")
        assert "CX107" in driver.told
        await driver.press("enter")
        assert driver.plan.leadership.model == "marketing-led"
        assert driver.workspace.team.owner == "cxo"
        assert driver.view.outline.current == "leadership/model"  # type: ignore[attr-defined]
        await driver.click_on("o owner")
        assert driver.dialog


@pytest.mark.parametrize(
    "case", [case for case in CASES if case.code in WHERE], ids=lambda case: f"{case.code}-{case.subject}"
)
async def test_every_gap_of_leadership_departments_and_board_leads_to_its_line(
    case: Case, tmp_path: Path
) -> None:
    path = tmp_path / "plan.toml"
    path.write_text(plan_text(case.plan), encoding="utf-8")
    async with opened(path) as driver:
        await driver.press("3")
        options = driver.view.options  # type: ignore[attr-defined]
        options.highlighted = options.get_option_index(f"{case.code}:{case.subject}")
        await driver.settle()
        await driver.press("enter")
        assert driver.view.outline.current == WHERE[case.code].format(case.subject)  # type: ignore[attr-defined]


async def test_a_gap_about_the_owner_leads_here(tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    path.write_text(plan_text(row(E, OWN_THE_EXPERIENCE, accountable=None)), encoding="utf-8")
    async with opened(path, (120, 40)) as driver:
        gap = next(gap for gap in driver.workspace.open_gaps if gap.code == "CX101")
        await driver.press("3")
        options = driver.view.options  # type: ignore[attr-defined]
        options.highlighted = options.get_option_index(f"{gap.code}:{gap.subject}")
        await driver.settle()
        await driver.press("enter")
        assert driver.view.TITLE == TITLE
        assert driver.view.outline.current == "leadership/owner"  # type: ignore[attr-defined]
        assert gap.message in panel(driver)
        await driver.press("m")
        assert "choose the owner first" in driver.said


@pytest.mark.parametrize("back", [("ctrl+z",), ("ctrl+z", "home", "ctrl+y")], ids=["undo", "redo"])
@pytest.mark.parametrize(
    ("line", "change"),
    [
        ("leadership/model", lambda plan: set_leadership(plan, CAT, {"model": "service-led"})),
        ("leadership/owner", lambda plan: own_experience(plan, CAT, "cx-manager")),
        ("leadership/owner", lambda plan: move_position(plan, CAT, "cxo", "owners")),
        ("budget/budget", lambda plan: set_leadership(plan, CAT, {"budget": 1})),
        ("budget/funded_by", lambda plan: set_leadership(plan, CAT, {"funded_by": ["it"]})),
        ("company/market", lambda plan: set_company(plan, CAT, {"market": "b2c"})),
    ],
)
async def test_undo_and_redo_lead_to_what_they_changed(
    line: str, change: Callable[[Plan], Change], back: tuple[str, ...], plan: Path
) -> None:
    async with opened(plan) as driver:
        view = await show(driver, TITLE, "company/currency")
        assert driver.view.edit(change)
        await driver.settle()
        await driver.press("end", *back)
        assert view.outline.current == line


async def test_every_sample_shows_its_leadership(sample: Callable[[str], Path]) -> None:
    for name in ("small", "mid-size", "enterprise"):
        async with opened(sample(name), (40, 12)) as driver:
            await show(driver, TITLE)
            assert driver.workspace.team.scale.title
