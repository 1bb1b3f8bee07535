"""Tools and initiatives: every command by key, by the palette and by mouse; what it did is in the plan."""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.widgets import Select

from cxplanner.edits.sections import remove_entry
from cxplanner.plan.canonical import plan_text
from cxplanner.plan.models import Plan
from cxplanner.plan.team import MAINTAIN_TOOLS, Team
from cxplanner.screens.views.tools.words import initiative_words, it_lines, lines, tool_words, type_words
from tests.plans import CAT, TODAY, entry, row, sound
from tests.screens.driving import opened
from tests.screens.entries import begin, on_field, panel, show
from tests.screens.test_metrics import to_gap

TITLE = "Tools and initiatives"
E = sound("enterprise")


@pytest.fixture
def enterprise(sample: Callable[[str], Path]) -> Path:
    return sample("enterprise")


def ways(label: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("how", ["key", "palette", label])


def team(plan: Plan) -> Team:
    return Team(plan, CAT, TODAY)


async def test_shows_every_family_and_the_unused_ones_quietly(enterprise: Path) -> None:
    async with opened(enterprise, (120, 40)) as driver:
        view = await show(driver, TITLE)
        assert {f"tools/{key}" for key in CAT.tools} < set(view.outline.shown)
        listed = list(view.lines())
        assert {e.id.partition("/")[2] for e in listed if e.quiet} == set(CAT.tools) - set(driver.plan.tools)
        assert "Qualtrics · VoC manager" in driver.text
        bare = next(line for line in driver.lines if "Brandwatch" in line)
        assert "nobody owns it" in bare
        assert "•" in bare
        assert "Tools (IT is consulted)" in driver.text
        assert "IT liaison is consulted on “Recommend and maintain CX tools”" in panel(driver)


@pytest.mark.parametrize(
    ("plan", "head", "said"),
    [
        (E, "(IT is consulted)", "IT liaison is consulted on"),
        (row(E, MAINTAIN_TOOLS, consulted=[]), "(IT has no part)", "IT liaison has no part in"),
        (entry(E, "departments", "it", exists=False), "(no IT department)", "has no IT department."),
        (
            entry(E, "departments", "it", representatives=None),
            "(nobody speaks for IT)",
            "Nobody on the team speaks for IT yet.",
        ),
        (
            row(E, MAINTAIN_TOOLS, accountable="it-liaison", responsible=["it-liaison"], consulted=[]),
            "(IT is responsible and accountable)",
            "IT liaison is accountable for and responsible for",
        ),
    ],
    ids=["consulted", "none", "no-department", "nobody", "accountable"],
)
def test_the_part_of_it_is_told(plan: Plan, head: str, said: str) -> None:
    heading = next(iter(lines(team(plan), {}, {}, ())))
    assert heading.title.endswith(head)
    assert any(said in words.plain for words in it_lines(team(plan), ()))


async def test_tools_without_it_are_marked_and_say_why(tmp_path: Path) -> None:
    path = tmp_path / "p.toml"
    plan = entry(row(E, MAINTAIN_TOOLS, consulted=[]), "tools", "surveys", product="Q", owner="cxo")
    path.write_text(plan_text(plan), encoding="utf-8")
    async with opened(path, (120, 40)) as driver:
        await show(driver, TITLE, "tools/surveys")
        assert "Tools (◆ IT has no part)" in driver.text
        assert "◆ IT has no part in" in panel(driver)
        assert "islands" in panel(driver)


@pytest.mark.parametrize("how", ["key", "palette", "edit", "enter", "double click"])
async def test_edit_names_product_and_owner(how: str, enterprise: Path) -> None:
    async with opened(enterprise, (120, 40)) as driver:
        view = await show(driver, TITLE, "tools/customer-data")
        assert "names no tool of this family" in panel(driver)
        if how == "enter":
            await driver.press("enter")
        elif how == "double click":
            await driver.click_on("─ Shared customer data", times=2)
        else:
            await begin(driver, how, "e", "Edit the tool or initiative")
        assert "Shared customer data, id customer-data" in driver.told
        await on_field(driver, "product")
        await driver.write("Smaply", "enter")
        driver.one(Select, "#field-owner").value = "cx-manager"
        await driver.settle()
        await driver.press("escape")
        tool = driver.plan.tools["customer-data"]
        assert (tool.product, tool.owner) == ("Smaply", "cx-manager")
        assert driver.sentences()[0] == "Added tool “Shared customer data”"
        assert len(driver.sentences()) == 2
        assert view.outline.current == "tools/customer-data"
        await driver.press("home", "ctrl+z")
        assert view.outline.current == "tools/customer-data"


@ways("remove")
async def test_clearing_a_tool_asks_and_keeps_the_family_in_sight(how: str, enterprise: Path) -> None:
    async with opened(enterprise, (120, 40)) as driver:
        before = driver.plan
        view = await show(driver, TITLE, "tools/crm")
        await begin(driver, how, "x", "Clear the tool or remove the initiative")
        assert "Clear Customer relationship management (CRM)?" in driver.told
        await driver.press("k")
        assert driver.plan is before
        await driver.press("delete", "r")
        assert "crm" not in driver.plan.tools
        assert view.outline.current == "tools/crm"
        await driver.press("x")
        assert driver.dialog == ""
        assert "names no tool" in driver.said


@ways("add")
async def test_an_initiative_is_added_of_a_type_and_cast(how: str, enterprise: Path) -> None:
    async with opened(enterprise, (120, 40)) as driver:
        view = await show(driver, TITLE)
        await begin(driver, how, "a", "Add an initiative")
        await driver.write("mobile")
        assert "Needs in its cast" in driver.told
        assert "- IT (IT liaison)" in driver.told
        await driver.press("enter")
        assert driver.dialog == "Form"
        await driver.write("Loyalty card", "enter")
        for name in ("lead", "sponsor", "metric"):
            value = {"lead": "project-lead", "sponsor": "cxo", "metric": "nps"}[name]
            driver.one(Select, f"#field-{name}").value = value
            await driver.settle()
        await on_field(driver, "project_team")
        await driver.press("enter")
        await driver.write("it", "space")
        await driver.press("ctrl+s")
        assert driver.dialog == "Form"
        await driver.press("escape")
        case = driver.plan.initiatives["mobile-app"]
        assert (case.title, case.lead, case.sponsor, case.metric) == (
            "Loyalty card",
            "project-lead",
            "cxo",
            "nps",
        )
        assert case.project_team == ("it",)
        assert len(driver.sentences()) == 6
        assert view.outline.current == "initiatives/mobile-app"
        words = panel(driver)
        assert "✓ IT: on the project team" in words
        assert "✗ Sales: needed, and has no part" in words
        assert "◆ “Loyalty card” goes without" in words
        assert "31 points → 45 points by 2027-12-31" in words


async def test_a_department_ticked_as_stakeholder_leaves_the_project_team_in_one_step(
    enterprise: Path,
) -> None:
    async with opened(enterprise, (120, 40)) as driver:
        await show(driver, TITLE, "initiatives/store-app")
        await driver.press("e")
        before = driver.plan
        await driver.click_on("Marketing")
        assert driver.dialog == "Checklist"
        await driver.write("product", "space")
        await driver.press("ctrl+s")
        case = driver.plan.initiatives["store-app"]
        assert case.stakeholders == ("marketing", "product")
        assert "product" not in case.project_team
        assert len(driver.sentences()) == 1
        shown = str(driver.app.screen.query_one("#field-project_team").content)  # type: ignore[attr-defined]
        assert "Product" not in shown
        await driver.press("escape", "ctrl+z")
        assert driver.plan is before


async def test_leaving_the_list_of_ticks_changes_nothing(enterprise: Path) -> None:
    async with opened(enterprise, (120, 40)) as driver:
        before = driver.plan
        await show(driver, TITLE, "initiatives/store-app")
        await driver.press("e")
        await on_field(driver, "stakeholders")
        await driver.press("space", "down", "space", "escape")
        assert driver.dialog == "Form"
        await driver.press("enter", "ctrl+s", "escape")
        assert driver.dialog == ""
        assert driver.plan is before


@ways("remove")
async def test_removing_an_initiative_asks(how: str, enterprise: Path) -> None:
    async with opened(enterprise, (120, 40)) as driver:
        before = driver.plan
        await show(driver, TITLE, "initiatives/store-app")
        await begin(driver, how, "x", "Clear the tool or remove the initiative")
        assert "Closes" in driver.told
        await driver.press("r")
        expected = remove_entry(before, CAT, "initiatives", "store-app")
        assert plan_text(driver.plan) == plan_text(expected.plan)
        assert driver.sentences() == [expected.sentence]


@pytest.mark.parametrize(("key", "title"), [("shift+up", "Move up"), ("shift+down", "Move down")])
@pytest.mark.parametrize("how", ["key", "palette"])
async def test_tools_and_initiatives_move(how: str, key: str, title: str, enterprise: Path) -> None:
    async with opened(enterprise, (120, 40)) as driver:
        up = key == "shift+up"
        view = await show(driver, TITLE, f"initiatives/{'web-chat' if up else 'store-app'}")
        await begin(driver, how, key, title)
        assert list(driver.plan.initiatives) == ["web-chat", "store-app"]
        await show(driver, TITLE, "tools/crm")
        await begin(driver, how, key, title)
        assert list(driver.plan.tools).index("crm") == (0 if up else 2)
        assert view.outline.current == "tools/crm"
        await show(driver, TITLE, "tools/reviews")
        await driver.press(key)
        assert "order of the catalogue" in driver.said


@pytest.mark.parametrize("key", ["e", "enter", "x", "shift+up"])
async def test_commands_about_an_entry_say_so_on_a_heading(key: str, enterprise: Path) -> None:
    async with opened(enterprise) as driver:
        before = driver.plan
        for heading in ("tools", "initiatives", "unused"):
            await show(driver, TITLE, heading)
            assert panel(driver)
            await driver.press(key)
            assert driver.said == "Move the cursor to an entry first."
        assert driver.plan is before


@pytest.mark.parametrize(
    ("code", "line"), [("CX601", "tools/social-monitoring"), ("CX701", "initiatives/store-app")]
)
async def test_a_gap_leads_to_its_entry(code: str, line: str, enterprise: Path) -> None:
    async with opened(enterprise, (120, 40)) as driver:
        await to_gap(driver, code)
        await driver.press("enter")
        assert driver.view.TITLE == TITLE
        assert driver.view.outline.current == line  # type: ignore[attr-defined]


async def test_an_initiative_called_plan_is_found_by_its_gap(tmp_path: Path) -> None:
    path = tmp_path / "p.toml"
    plan = entry(E, "initiatives", "plan", type="other", project_team=["it", "customer-service"])
    path.write_text(plan_text(plan), encoding="utf-8")
    async with opened(path, (120, 40)) as driver:
        await to_gap(driver, "CX702")
        await driver.press("enter")
        assert driver.view.outline.current == "initiatives/plan"  # type: ignore[attr-defined]


def test_the_cast_is_told_against_what_the_type_needs() -> None:
    plan = entry(E, "departments", "sales", exists=False)
    plan = entry(
        plan,
        "initiatives",
        "app",
        type="mobile-app",
        sponsor="cx-manager",
        metric="ces",
        project_team=["it", "product"],
        stakeholders=["marketing"],
    )
    words = initiative_words(team(plan), "app", ()).plain
    assert "✓ IT: on the project team" in words
    assert "✓ Marketing: stakeholder" in words
    assert "✗ Customer service and support: needed, and has no part" in words
    assert "– Sales: needed, but this company has none" in words
    assert "+ Product development: on the project team, not needed by the type" in words
    assert "(not an executive)" in words
    assert "Customer effort score, which the plan does not measure" in words
    assert "Sales (this company has none)" in type_words(team(plan), "mobile-app").plain


def test_a_tool_without_a_product_says_so() -> None:
    words = tool_words(team(entry(E, "tools", "crm", owner="cxo")), "crm", (), (), str).plain
    assert "Product: not named yet" in words
    assert "Owner: Chief experience officer, held by" in words


@pytest.mark.parametrize("size", [(40, 12), (20, 6), (300, 80)], ids=["40x12", "20x6", "300x80"])
async def test_any_size(size: tuple[int, int], enterprise: Path) -> None:
    async with opened(enterprise, size) as driver:
        await show(driver, TITLE, "initiatives/web-chat")
        for key in ("a", "e", "x"):
            await driver.press(key)
            assert driver.dialog
            assert len(driver.lines) == size[1]
            await driver.press("escape")
            assert driver.dialog == ""
