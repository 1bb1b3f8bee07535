"""Metrics and objectives: every command by key, by the palette and by mouse; what it did is in the plan."""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.widgets import Select

from cxplanner.edits.sections import remove_entry
from cxplanner.plan.canonical import plan_text
from tests.plans import CAT, assert_valid, entry, sound
from tests.screens.driving import Driver, opened
from tests.screens.entries import begin, on_field, panel, show

TITLE = "Metrics and objectives"
SAMPLE = Callable[[str], Path]
OWN = {"title": "Late parcels", "unit": "parcels", "better": "lower"}


@pytest.fixture
def enterprise(sample: SAMPLE) -> Path:
    return sample("enterprise")


def ways(label: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("how", ["key", "palette", label])


async def test_shows_metrics_by_family_with_owner_target_and_gaps(enterprise: Path) -> None:
    async with opened(enterprise, (120, 40)) as driver:
        view = await show(driver, TITLE)
        assert view.outline.current == "objectives/loyal-customers"
        headings = [line for line in view.outline.shown if "/" not in line]
        assert headings == ["objectives", "metrics", "family:satisfaction", "family:loyalty", "family:effort"]
        line = next(line for line in driver.lines if "Customer satisfaction" in line and "85%" in line)
        assert "VoC manager" in line
        bare = next(line for line in driver.lines if "─ Customer retention rate" in line)
        assert "no target •" in bare


async def test_the_panel_tells_the_way_from_baseline_to_target(enterprise: Path) -> None:
    async with opened(enterprise, (120, 40)) as driver:
        await show(driver, TITLE, "metrics/ces")
        words = panel(driver)
        assert "Counted in points; higher is better. Family: effort." in words
        assert "Baseline: 4.9 points" in words
        assert "Target: 5.8 points by 2027-09-30, 0.9 points above the baseline" in words
        assert "Objective “Sending something back is as easy as buying it”" in words
        assert "Initiative “Store app with order tracking”" in words
        assert "[field]" in words
        await show(driver, TITLE, "metrics/retention")
        assert "Target: none yet" in panel(driver)
        assert "• Customer retention rate has no target." in panel(driver)


async def test_the_panel_says_when_the_day_is_over(tmp_path: Path) -> None:
    path = tmp_path / "p.toml"
    plan = entry(sound("small"), "metrics", "csat", target=50, baseline=60)
    path.write_text(plan_text(plan).replace("target = 50", "target = 50\ndue = 2026-12-31"))
    async with opened(path, (120, 40)) as driver:
        await show(driver, TITLE, "metrics/csat")
        assert "Target: 50% by 2026-12-31 (2026-12-31 is over), 10 percentage points below" in panel(driver)
        assert "although higher is better" in panel(driver)


@ways("add")
async def test_a_metric_of_the_catalogue_is_added_with_an_owner(how: str, enterprise: Path) -> None:
    async with opened(enterprise, (120, 40)) as driver:
        await show(driver, TITLE)
        await begin(driver, how, "a", "Add a metric")
        assert driver.dialog == "Picker"
        assert "Net Promoter Score" not in driver.told, "the plan has it"
        await driver.write("turnover")
        assert "lower is better" in driver.told
        await driver.press("enter")
        assert driver.dialog == "Form"
        owner = driver.plan.metrics["agent-turnover"].owner
        assert owner is not None
        name = driver.workspace.team.name(owner)
        assert driver.sentences() == [f"Added metric “Agent turnover”, owned by {name}"]
        await driver.press("escape")
        assert driver.view.outline.current == "metrics/agent-turnover"  # type: ignore[attr-defined]


async def test_a_metric_of_ones_own_is_added_by_three_answers(enterprise: Path) -> None:
    async with opened(enterprise) as driver:
        await show(driver, TITLE)
        await driver.press("a")
        await driver.write("your own", "enter")
        await driver.press("enter")
        assert "Type a few words" in driver.told
        await driver.write("Late parcels", "enter")
        await driver.write("parcels a month", "enter")
        assert "Which way is Late parcels to go?" in driver.told
        await driver.press("down", "enter", "escape")
        metric = driver.plan.metrics["late-parcels"]
        assert (metric.title, metric.unit, metric.better) == ("Late parcels", "parcels a month", "lower")
        assert len(driver.sentences()) == 1
        assert "Of no family" in driver.text
        assert_valid(driver.plan)


@pytest.mark.parametrize("steps", [(), ("own",), ("own", "Late"), ("own", "Late", "parcels")])
async def test_adding_can_be_left_at_every_question(steps: tuple[str, ...], enterprise: Path) -> None:
    async with opened(enterprise) as driver:
        before = driver.plan
        await show(driver, TITLE)
        await driver.press("a")
        for words in steps:
            await driver.write(words, "enter")
        await driver.press("escape")
        assert driver.dialog == ""
        assert driver.plan is before


@ways("objective")
async def test_an_objective_is_added_and_given_metrics(how: str, enterprise: Path) -> None:
    async with opened(enterprise, (120, 40)) as driver:
        await show(driver, TITLE)
        await begin(driver, how, "o", "Add an objective")
        await driver.write("Service that listens", "enter")
        assert driver.dialog == "Form"
        await on_field(driver, "metrics")
        await driver.press("enter")
        assert driver.dialog == "Checklist"
        await driver.press("space", "ctrl+s", "escape")
        objective = driver.plan.objectives["service-that-listens"]
        assert objective.statement == "Service that listens"
        assert objective.metrics == ("csat",)
        assert driver.sentences()[1].endswith("Customer satisfaction")
        assert driver.view.outline.current == "objectives/service-that-listens"  # type: ignore[attr-defined]


@pytest.mark.parametrize("how", ["key", "palette", "edit", "enter", "double click"])
async def test_edit_opens_the_form(how: str, enterprise: Path) -> None:
    async with opened(enterprise, (120, 40)) as driver:
        await show(driver, TITLE, "metrics/nps")
        if how == "enter":
            await driver.press("enter")
        elif how == "double click":
            await driver.click_on("─ Net Promoter Score", times=2)
        else:
            await begin(driver, how, "e", "Edit the metric or objective")
        assert driver.dialog == "Form"
        assert "Net Promoter Score in points, id nps" in driver.told


async def test_each_field_is_an_edit_and_undo_keeps_the_cursor_on_the_metric(enterprise: Path) -> None:
    async with opened(enterprise, (120, 40)) as driver:
        view = await show(driver, TITLE, "metrics/retention")
        start = driver.plan_text
        await driver.press("e")
        driver.one(Select, "#field-owner").value = "voc-manager"
        await driver.settle()
        for name, typed in (("baseline", "64,5"), ("target", "70"), ("due", "2028-01-31")):
            await on_field(driver, name)
            await driver.retype(typed, "enter")
        await driver.press("escape")
        metric = driver.plan.metrics["retention"]
        assert (metric.owner, metric.baseline, metric.target) == ("voc-manager", 64.5, 70)
        assert len(driver.sentences()) == 4
        assert driver.sentences()[2] == "Metric “Customer retention rate”: target 70"
        assert "no target" not in driver.text
        await driver.press("home", "ctrl+z")
        assert view.outline.current == "metrics/retention"
        await driver.press("ctrl+z", "ctrl+z", "ctrl+z")
        assert driver.plan_text == start
        await driver.press("home", "ctrl+y")
        assert view.outline.current == "metrics/retention"


async def test_what_the_catalogue_says_is_asked_only_of_a_metric_of_ones_own(tmp_path: Path) -> None:
    path = tmp_path / "p.toml"
    path.write_text(plan_text(entry(sound("small"), "metrics", "late", **OWN)), encoding="utf-8")
    async with opened(path, (120, 40)) as driver:
        view = await show(driver, TITLE, "metrics/csat")
        await driver.press("e")
        assert not driver.app.screen.query("#field-unit")
        await driver.press("escape")
        await show(driver, TITLE, "metrics/late")
        await driver.press("e")
        driver.one(Select, "#field-better").value = "higher"
        driver.one(Select, "#field-family").value = "operations"
        await driver.settle()
        await on_field(driver, "unit")
        await driver.retype("", "enter")
        assert "This cannot be empty" in driver.told
        await driver.press("escape", "escape")
        metric = driver.plan.metrics["late"]
        assert (metric.unit, metric.better, metric.family) == ("parcels", "higher", "operations")
        assert view.outline.current == "metrics/late"
        assert "family:operations" in view.outline.shown


@ways("remove")
async def test_remove_says_what_names_it_and_asks(how: str, enterprise: Path) -> None:
    async with opened(enterprise, (120, 40)) as driver:
        before = driver.plan
        await show(driver, TITLE, "metrics/csat")
        await begin(driver, how, "x", "Remove the metric or objective")
        assert "Objective “Sending something back is as easy as buying it”" in driver.told
        assert "“Web chat for dealers” has no metric that the plan declares." in driver.told
        await driver.press("k")
        assert driver.plan is before
        await driver.press("delete", "r")
        expected = remove_entry(before, CAT, "metrics", "csat")
        assert plan_text(driver.plan) == plan_text(expected.plan)
        assert driver.sentences() == [expected.sentence]
        await driver.press("ctrl+z")
        assert driver.view.outline.current == "metrics/csat"  # type: ignore[attr-defined]


async def test_an_objective_can_be_removed(enterprise: Path) -> None:
    async with opened(enterprise) as driver:
        await show(driver, TITLE, "objectives/easy-returns")
        await driver.press("x", "r")
        assert list(driver.plan.objectives) == ["loyal-customers"]


@pytest.mark.parametrize(("key", "title"), [("shift+up", "Move up"), ("shift+down", "Move down")])
@pytest.mark.parametrize("how", ["key", "palette"])
async def test_objectives_move_in_the_file_and_on_screen(
    how: str, key: str, title: str, enterprise: Path
) -> None:
    async with opened(enterprise) as driver:
        line = "easy-returns" if key == "shift+up" else "loyal-customers"
        view = await show(driver, TITLE, f"objectives/{line}")
        await begin(driver, how, key, title)
        assert list(driver.plan.objectives) == ["easy-returns", "loyal-customers"]
        assert view.outline.current == f"objectives/{line}"
        await driver.press(key)
        assert "already" in driver.said


async def test_metrics_move_within_their_family(enterprise: Path) -> None:
    async with opened(enterprise) as driver:
        await show(driver, TITLE, "metrics/retention")
        await driver.press("shift+up")
        assert list(driver.plan.metrics) == ["csat", "retention", "nps", "ces"]
        await driver.press("shift+up")
        assert driver.said == "“Customer retention rate” is already first here."


@pytest.mark.parametrize("key", ["e", "enter", "x", "shift+up"])
async def test_commands_about_an_entry_say_so_on_a_heading(key: str, enterprise: Path) -> None:
    async with opened(enterprise, (120, 40)) as driver:
        before = driver.plan
        await show(driver, TITLE, "family:loyalty")
        assert "does not use: Customer loyalty" in panel(driver)
        await driver.press(key)
        assert driver.said == "Move the cursor to an entry first."
        assert driver.plan is before


@pytest.mark.parametrize(
    ("code", "line"), [("CX106", "objectives"), ("CX501", "metrics"), ("CX503", "metrics/csat")]
)
async def test_a_gap_leads_to_where_it_is_closed(code: str, line: str, tmp_path: Path) -> None:
    plan = sound("mid-size")
    if code == "CX501":
        plan = plan.replace(metrics={})
    elif code == "CX106":
        plan = plan.replace(objectives={})
    else:
        plan = entry(plan, "metrics", "csat", target=None)
    path = tmp_path / "p.toml"
    path.write_text(plan_text(plan), encoding="utf-8")
    async with opened(path, (120, 40)) as driver:
        await to_gap(driver, code)
        await driver.press("enter")
        assert driver.view.TITLE == TITLE
        assert driver.view.outline.current == line  # type: ignore[attr-defined]
        assert next(gap for gap in driver.workspace.gaps if gap.code == code).message in panel(driver)
        assert "as a whole" not in driver.said


async def to_gap(driver: Driver, code: str) -> None:
    """Put the cursor on the gap of a rule."""
    gap = next(gap for gap in driver.workspace.gaps if gap.code == code)
    await driver.command("Show Gaps")
    options = driver.view.options  # type: ignore[attr-defined]
    options.highlighted = options.get_option_index(f"{gap.code}:{gap.subject}")
    await driver.settle()


async def test_a_plan_without_any_can_be_given_some(tmp_path: Path) -> None:
    path = tmp_path / "empty.toml"
    head = 'schema = 1\n[company]\nname = "N"\nscale = "small"\n[leadership]\nmodel = "service-led"\n'
    path.write_text(head, encoding="utf-8")
    async with opened(path) as driver:
        await show(driver, TITLE)
        await driver.press("e", "x", "shift+up", "a", "enter", "escape", "o")
        await driver.write("Delight", "enter", "escape")
        assert list(driver.plan.metrics) == ["csat"]
        assert driver.sentences()[0] == "Added metric “Customer satisfaction”"
        assert list(driver.plan.objectives) == ["delight"]


@pytest.mark.parametrize("size", [(40, 12), (20, 6), (300, 80)], ids=["40x12", "20x6", "300x80"])
async def test_any_size(size: tuple[int, int], enterprise: Path) -> None:
    async with opened(enterprise, size) as driver:
        await show(driver, TITLE, "metrics/nps")
        for key in ("a", "o", "e", "x"):
            await driver.press(key)
            assert driver.dialog
            assert len(driver.lines) == size[1]
            await driver.press("escape")
            assert driver.dialog == ""
