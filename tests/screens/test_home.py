"""Home: from nothing to a plan and from one plan to the next, with what was open lately told truly."""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.widgets import Button, Input, Static

from cxplanner.screens.kit.choice_list import ChoiceList
from cxplanner.screens.start.broken import BrokenScreen
from cxplanner.screens.start.file_choice import Files, PlanChoice
from cxplanner.screens.start.home import HomeScreen
from cxplanner.screens.start.new_plan import NewPlanScreen
from cxplanner.screens.workspace.screen import WorkspaceScreen
from cxplanner.session.recent import Recent, remember, remembered
from tests.screens.driving import Driver, opened

Sample = Callable[[str], Path]


def at_home(driver: Driver) -> bool:
    return isinstance(driver.app.screen, HomeScreen)


def rows(driver: Driver) -> list[list[str]]:
    """What the list says, a list of lines for each plan."""
    return [str(option.prompt).split("\n  ") for option in driver.one(ChoiceList).options]


def home_says(driver: Driver) -> str:
    return str(driver.one(Static, "#home-said").content)


async def test_without_a_plan_it_starts_at_home_and_says_what_it_is_for() -> None:
    async with opened(None) as driver:
        assert at_home(driver)
        assert "Plan a customer experience (CX) team" in driver.words
        assert "The planner says what is missing" in driver.words
        assert "None yet." in driver.text
        assert isinstance(driver.app.focused, Button)
        await driver.press("enter")
        assert isinstance(driver.app.screen, NewPlanScreen)


async def test_recent_plans_say_what_their_files_say_now(sample: Sample, tmp_path: Path) -> None:
    remember(Recent(tmp_path / "gone.toml", "Gone & Co", "Enterprise", {"major": 9}))
    (tmp_path / "bad.toml").write_text("schema = 1\n[company]\nname = 3\n", encoding="utf-8")
    remember(Recent(tmp_path / "bad.toml"))
    remember(Recent(sample("enterprise"), "An old name [/x]", "Small company", {"critical": 7}))
    remember(Recent(sample("mid-size")))
    async with opened(None, (120, 40)) as driver:
        assert rows(driver) == [
            ["Brightwater Insurance · Mid-size company · no gaps", f"mid-size.toml in {tmp_path}"],
            ["Northwind Outfitters · Enterprise · ◆ 1 major • 3 minor", f"enterprise.toml in {tmp_path}"],
            ["bad.toml · ✗ It cannot be opened: 3 problems.", f"bad.toml in {tmp_path}"],
            ["Gone & Co · Enterprise · ✗ The file is gone.", f"gone.toml in {tmp_path}"],
        ]


async def test_what_was_remembered_is_painted_before_a_file_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    remember(Recent(tmp_path / "a.toml", "North [/x] \x1b[2J", "Enterprise", {"major": 2}))
    remember(Recent(tmp_path / "b.toml", "South"))
    monkeypatch.setattr(HomeScreen, "_look", lambda self: None)
    async with opened(None, (120, 40)) as driver:
        assert [row[0] for row in rows(driver)] == [
            "South · …",
            "North [/x] \\x1b[2J · Enterprise · ◆ 2 major",
        ]


@pytest.mark.parametrize("how", ["enter", "double click", "palette"])
async def test_a_recent_plan_opens(how: str, sample: Sample) -> None:
    remember(Recent(sample("small")))
    remember(Recent(sample("mid-size")))
    async with opened(None) as driver:
        if how == "enter":
            await driver.press("down", "enter")
        elif how == "double click":
            await driver.click_on("small.toml")
            assert at_home(driver)
            await driver.click_on("small.toml", times=2)
        else:
            await driver.press("down")
            await driver.command("Open the plan in the list")
        assert driver.plan.company.name == "Oak & Ember Bakeries"


async def test_a_plan_that_is_gone_is_told_and_can_be_forgotten(sample: Sample, tmp_path: Path) -> None:
    remember(Recent(sample("small")))
    remember(Recent(tmp_path / "gone.toml", "Gone & Co"))
    async with opened(None) as driver:
        await driver.press("enter")
        assert at_home(driver)
        assert home_says(driver) == "gone.toml is gone. x takes it off the list."
        await driver.press("x")
        assert [recent.path.name for recent in remembered()] == ["small.toml"]
        assert len(rows(driver)) == 1
        await driver.press("delete")
        assert remembered() == ()
        assert (tmp_path / "small.toml").exists()
        assert "None yet." in driver.text
        assert isinstance(driver.app.focused, Button)
        for key in ("x", "enter", "tab"):
            await driver.press(key)
        assert not at_home(driver)


async def test_a_broken_plan_leads_back_home(tmp_path: Path) -> None:
    path = tmp_path / "bad.toml"
    path.write_text("schema = 1\n[company]\nname = 3\n", encoding="utf-8")
    remember(Recent(path))
    async with opened(None) as driver:
        await driver.press("enter")
        assert isinstance(driver.app.screen, BrokenScreen)
        assert "3 problems" in driver.text
        await driver.press("f1")
        assert "This file cannot be opened as a plan." in driver.words
        await driver.press("escape", "escape")
        assert at_home(driver)


async def test_new_plan_and_back(sample: Sample) -> None:
    remember(Recent(sample("small")))
    async with opened(None) as driver:
        await driver.press("n")
        assert isinstance(driver.app.screen, NewPlanScreen)
        await driver.press("escape")
        assert at_home(driver)
        await driver.press("n")
        await driver.write("Northwind", "ctrl+s")
        assert driver.plan.company.name == "Northwind"
        assert "● not saved" in driver.text


async def test_from_plan_to_plan(mid_size: Path, sample: Sample) -> None:
    small = sample("small")
    remember(Recent(small))
    async with opened(mid_size) as driver:
        for _ in range(2):
            await driver.press("ctrl+o")
            assert at_home(driver)
            assert rows(driver)[0][0].startswith("Brightwater Insurance")
            await driver.press("down", "enter")
            assert driver.plan.company.name == "Oak & Ember Bakeries"
            await driver.press("ctrl+o", "down", "enter")
            assert driver.plan.company.name == "Brightwater Insurance"
        assert len(driver.app.screen_stack) == 2


@pytest.mark.parametrize("answer", ["s", "l", "t"])
async def test_leaving_a_plan_for_home_asks_what_to_do_with_edits(answer: str, mid_size: Path) -> None:
    before = mid_size.read_text(encoding="utf-8")
    async with opened(mid_size) as driver:
        await driver.press("d", "ctrl+o")
        assert driver.dialog == "Confirm"
        edited = driver.plan_text
        await driver.press(answer)
        assert mid_size.read_text(encoding="utf-8") == (edited if answer == "s" else before)
        assert at_home(driver) is (answer != "t")
        if answer == "l":
            await driver.press("enter")
            assert "✓ saved" in driver.text
            assert mid_size.read_text(encoding="utf-8") == before


async def test_the_sample_is_a_copy_that_stays_while_the_planner_does(tmp_path: Path) -> None:
    async with opened(None) as driver:
        await driver.click_on("Look at a sample plan")
        copy = driver.workspace.path
        assert copy is not None
        assert driver.plan.company.name == "Northwind Outfitters"
        await driver.press("down", "d", "ctrl+s", "ctrl+o")
        assert remembered() == ()
        await driver.press("s")
        assert driver.workspace.path == copy
        assert len(driver.plan.positions) == 16
        driver.app.keep_in_mind()
        assert remembered() == ()
        assert "it is gone now" in driver.app.close_copies()
        assert not copy.exists()


async def test_what_is_left_is_remembered_as_the_file_has_it(mid_size: Path) -> None:
    async with opened(mid_size) as driver:
        driver.app.keep_in_mind()
        assert remembered() == (Recent(mid_size, "Brightwater Insurance", "Mid-size company", {}),)
        await driver.press("down", "d")
        assert driver.workspace.unsaved
        driver.app.keep_in_mind()
        assert remembered() == (Recent(mid_size, "Brightwater Insurance", "Mid-size company", {}),)


async def test_a_plan_that_was_never_saved_is_not_remembered(tmp_path: Path) -> None:
    async with opened(tmp_path / "n.toml") as driver:
        await driver.write("Northwind", "ctrl+s")
        driver.app.keep_in_mind()
        assert remembered() == ()


def with_templates(folder: Path, text: str) -> None:
    roles = folder / ".cxplanner" / "templates" / "roles"
    roles.mkdir(parents=True, exist_ok=True)
    (roles / "sommelier.toml").write_text(text, encoding="utf-8")


@pytest.fixture
def role(catalogue: object) -> str:
    """A role of one company's own."""
    from cxplanner.catalogue.load import SHIPPED

    text = (SHIPPED / "roles" / "cx-analyst.toml").read_text(encoding="utf-8")
    return text.replace('title = "CX analyst"', 'title = "Sommelier"')


async def test_each_plan_has_the_templates_beside_it(
    sample: Sample, tmp_path: Path, role: str, mid_size: Path
) -> None:
    folder = tmp_path / "other"
    with_templates(folder, role)
    plan = folder / "small.toml"
    plan.write_text(sample("small").read_text(encoding="utf-8"), encoding="utf-8")
    remember(Recent(plan))
    async with opened(mid_size) as driver:
        assert "sommelier" not in driver.workspace.catalogue.roles
        await driver.press("ctrl+o", "down", "enter")
        assert driver.workspace.catalogue.roles["sommelier"].title == "Sommelier"
        await driver.press("ctrl+o", "down", "enter")
        assert driver.plan.company.name == "Brightwater Insurance"
        assert "sommelier" not in driver.workspace.catalogue.roles


async def test_templates_are_read_anew_with_the_plan(mid_size: Path, tmp_path: Path, role: str) -> None:
    async with opened(mid_size) as driver:
        with_templates(tmp_path, role)
        await driver.press("ctrl+o", "enter")
        assert driver.workspace.catalogue.roles["sommelier"].title == "Sommelier"
        with_templates(tmp_path, role.replace("Sommelier", "Head sommelier"))
        await driver.press("ctrl+o", "enter")
        assert driver.workspace.catalogue.roles["sommelier"].title == "Head sommelier"


async def test_templates_that_were_asked_for_go_with_every_plan(
    sample: Sample, tmp_path: Path, role: str
) -> None:
    with_templates(tmp_path / "asked", role)
    remember(Recent(sample("small")))
    async with opened(None, templates=tmp_path / "asked" / ".cxplanner" / "templates") as driver:
        await driver.press("enter")
        assert "sommelier" in driver.workspace.catalogue.roles


async def test_wrong_templates_are_told_with_their_file(sample: Sample, tmp_path: Path) -> None:
    with_templates(tmp_path, "title = 3\n")
    remember(Recent(sample("small")))
    async with opened(None, (120, 40)) as driver:
        assert "in its templates" in driver.text
        await driver.press("enter")
        assert isinstance(driver.app.screen, BrokenScreen)
        assert "sommelier.toml, line 1, column 1: title" in driver.told


async def test_a_file_is_chosen(sample: Sample, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sample("small")
    (tmp_path / "notes.md").write_text("x", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    async with opened(None) as driver:
        await driver.press("o")
        assert isinstance(driver.app.screen, PlanChoice)
        assert "small.toml" in driver.text
        assert "notes.md" not in driver.text
        await driver.press("escape")
        assert at_home(driver)
        await driver.click_on("Open a plan")
        await driver.press("down", "enter", "enter")
        assert driver.plan.company.name == "Oak & Ember Bakeries"


@pytest.mark.parametrize("name", ["a" * 300, "[/x]", "../[red]", "~nobody-here/a", "no.toml", ""])
async def test_any_name_at_all_is_answered(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with opened(None) as driver:
        await driver.press("o")
        driver.one(Input).focus()
        await driver.settle()
        await driver.paste(name, "enter")
        assert isinstance(driver.app.screen, PlanChoice)
        await driver.press("ctrl+q")
        assert driver.toasts == ["Close this with escape first; then you can quit."]


async def test_folders_with_odd_names_are_gone_through(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "[red] [@click=app.quit]"
    folder.mkdir()
    (folder / "[b]a.toml").write_text("", encoding="utf-8")
    (tmp_path / "z\x1b[2J").mkdir()
    monkeypatch.chdir(tmp_path)
    async with opened(None, (120, 40)) as driver:
        await driver.press("o")
        assert "x1b" not in driver.text.replace("\x1b", "x1b")
        await driver.press("down", "enter")
        assert "[red] [@click=app.quit]" in driver.text
        assert "[b]a.toml" in driver.text
        driver.one(Files).location = tmp_path / "gone" / "deeper"
        await driver.settle()
        assert driver.one(Files).location == tmp_path
        assert "[red] [@click=app.quit]" in driver.text


async def test_help_palette_and_leaving() -> None:
    async with opened(None) as driver:
        await driver.press("f1")
        assert "Forget this plan." in driver.words
        await driver.press("escape")
        assert {"New plan", "Open a plan", "Look at a sample plan", "Quit", "Theme"} <= set(driver.palette())
        await driver.press("q")
        assert driver.app._exit


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (300, 80)])
async def test_the_footer_and_the_actions_fit(size: tuple[int, int], sample: Sample) -> None:
    remember(Recent(sample("small")))
    async with opened(None, size) as driver:
        assert "small.toml" in driver.text or size[1] < 20
        assert "New plan (n)" in driver.text
        if size[0] >= 80:
            assert "q quit" in driver.lines[-1]


async def test_ctrl_q_asks_wherever_the_key_for_leaving_went(mid_size: Path) -> None:
    async with opened(mid_size) as driver:
        await driver.press("d")
        await driver.app.action_quit()
        await driver.settle()
        assert driver.dialog == "Confirm"
        await driver.app.action_quit()
        assert not driver.app._exit
        assert isinstance(driver.base, WorkspaceScreen)


async def test_the_cursor_is_seen_without_colours(sample: Sample, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    remember(Recent(sample("small")))
    remember(Recent(sample("mid-size")))
    async with opened(None) as driver:
        for y, reverse in ((9, True), (10, True), (11, False)):
            strip = driver.one(ChoiceList).render_line(y - 9)
            assert all(part.style is not None and bool(part.style.reverse) is reverse for part in strip)


async def test_home_opens_another_plan_after_one_was_left(mid_size: Path) -> None:
    async with opened(mid_size) as driver:
        await driver.press("ctrl+o")
        assert isinstance(driver.app.screen, HomeScreen)
        await driver.press("ctrl+o")
        assert driver.dialog == "PlanChoice"
        await driver.press("escape", "enter")
        assert driver.dialog == ""
        await driver.press("ctrl+o", "ctrl+o")
        assert driver.dialog == "PlanChoice"
