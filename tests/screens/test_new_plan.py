"""New plan: what is asked, what is suggested, and the plan that comes of it."""

from pathlib import Path

import pytest
from textual.widgets import Input, RadioSet, Static

from cxplanner.advice.starting_team import starting_plan
from cxplanner.plan.canonical import plan_text
from cxplanner.plan.models import Company
from cxplanner.screens.start.new_plan import Choices, NewPlanScreen
from tests.plans import CAT
from tests.screens.driving import Driver, opened


def chosen(driver: Driver, name: str) -> str:
    button = driver.one(Choices, f"#{name}").pressed_button
    pressed = [b.name for b in driver.one(Choices, f"#{name}").query("RadioButton") if b.has_class("-on")]
    assert button is not None
    assert pressed == [button.name]
    return button.name or ""


def preview(driver: Driver) -> str:
    return str(driver.one(Static, "#preview").content)


def scale_label(driver: Driver) -> str:
    return str(driver.one(Static, "#scale-label").content)


@pytest.mark.parametrize(
    ("people", "scale", "why"),
    [
        ("12", "small", "12 people suggest Small company (the smallest"),
        ("420", "mid-size", "420 people suggest Mid-size company (from 100 up)"),
        ("1,200", "enterprise", "1,200 people suggest Enterprise (from 1,000 up)"),
    ],
)
async def test_a_headcount_suggests_the_scale_and_says_why(
    people: str, scale: str, why: str, tmp_path: Path
) -> None:
    async with opened(tmp_path / "n.toml") as driver:
        await driver.press("enter")
        await driver.write(people)
        assert chosen(driver, "scale") == scale
        assert why in scale_label(driver)
        screen = driver.app.screen
        assert isinstance(screen, NewPlanScreen)
        assert screen.plan().company.scale == scale
        assert screen.plan().company.headcount == int(people.replace(",", ""))


async def test_somebodys_choice_of_scale_stays(tmp_path: Path) -> None:
    async with opened(tmp_path / "n.toml", (120, 40)) as driver:
        await driver.click_on("Enterprise")
        assert chosen(driver, "scale") == "enterprise"
        driver.one(Input, "#headcount").focus()
        await driver.write("12")
        assert "12 people suggest Small company" in scale_label(driver)
        assert chosen(driver, "scale") == "enterprise"


async def test_a_suggestion_is_nobodys_choice(tmp_path: Path) -> None:
    async with opened(tmp_path / "n.toml") as driver:
        driver.one(Input, "#headcount").focus()
        await driver.write("12")
        await driver.retype("5000")
        assert chosen(driver, "scale") == "enterprise"
        await driver.retype("five")
        assert scale_label(driver) == "Scale"
        assert "People: Type a whole number such as 250." in driver.told


@pytest.mark.parametrize("before", ["", "5000"])
async def test_a_headcount_that_cannot_be_read_changes_nothing(before: str, tmp_path: Path) -> None:
    async with opened(tmp_path / "n.toml", (120, 40)) as driver:
        await driver.press("enter")
        await driver.write(before)
        await driver.press("enter", "shift+tab")
        scale, shown = chosen(driver, "scale"), preview(driver)
        await driver.retype("4oo")
        assert (chosen(driver, "scale"), scale_label(driver)) == (scale, "Scale")
        assert preview(driver) == shown
        assert "People: Type a whole number such as 250." in driver.told
        await driver.retype("400")
        assert chosen(driver, "scale") == "mid-size"


async def test_digits_typed_at_once_are_read_as_a_whole(tmp_path: Path) -> None:
    async with opened(tmp_path / "n.toml", (120, 40)) as driver:
        field, shown = driver.one(Input, "#headcount"), preview(driver)
        for text in ("4", "4o", "4oo"):
            field.value = text
        await driver.settle()
        assert chosen(driver, "scale") == "mid-size"
        assert preview(driver) == shown


async def test_the_preview_follows_while_the_headcount_cannot_be_read(tmp_path: Path) -> None:
    async with opened(tmp_path / "n.toml", (120, 40)) as driver:
        await driver.press("enter")
        await driver.write("4oo")
        shown = preview(driver)
        await driver.click_on("Enterprise")
        assert preview(driver) != shown
        assert "People: Type a whole number such as 250." in driver.told


async def test_the_preview_follows_every_choice(tmp_path: Path) -> None:
    async with opened(tmp_path / "n.toml", (120, 40)) as driver:
        seen = [preview(driver)]
        for words in ("Enterprise", "Led by marketing", "consumers (B2C)"):
            await driver.click_on(words)
            seen.append(preview(driver))
        assert "Led by marketing" in seen[2]
        assert len(set(seen[:3])) == 3
        assert seen[0].startswith("The starting team: ")


async def test_choices_by_keyboard(tmp_path: Path) -> None:
    async with opened(tmp_path / "n.toml") as driver:
        await driver.press("enter", "enter")
        assert driver.app.focused is driver.one(RadioSet, "#scale")
        await driver.press("down", "enter")
        assert chosen(driver, "scale") == "enterprise"
        await driver.press("tab", "up", "space")
        assert chosen(driver, "market") == "b2c"


async def test_enter_moves_on_to_the_end(tmp_path: Path) -> None:
    async with opened(tmp_path / "n.toml") as driver:
        assert driver.field().id == "name"
        await driver.write("Northwind", "enter")
        assert driver.field().id == "headcount"
        await driver.press("enter", "tab", "tab", "tab", "enter")
        assert driver.plan.company.name == "Northwind"


@pytest.mark.parametrize("how", ["ctrl+s", "button"])
async def test_create_wants_a_name_first(how: str, tmp_path: Path) -> None:
    async with opened(tmp_path / "n.toml") as driver:
        await driver.press("enter")
        if how == "button":
            await driver.click_on("Start planning")
        else:
            await driver.press(how)
        assert isinstance(driver.app.screen, NewPlanScreen)
        assert "Type the name of the company first." in driver.text
        assert driver.field().id == "name"
        await driver.write("  Northwind [EMEA] ", "ctrl+s")
        expected = starting_plan(
            CAT, Company(name="Northwind [EMEA]", scale="mid-size"), next(iter(CAT.leadership))
        )
        assert driver.plan_text == plan_text(expected)
        assert "Northwind [EMEA]" in driver.text
        assert "● not saved" in driver.text
        assert not (tmp_path / "n.toml").exists()


async def test_a_wrong_number_makes_no_plan(tmp_path: Path) -> None:
    async with opened(tmp_path / "n.toml") as driver:
        await driver.write("Northwind", "enter")
        await driver.write("0", "ctrl+s")
        assert isinstance(driver.app.screen, NewPlanScreen)
        assert "Type a whole number, 1 or more." in driver.told


async def test_help_and_leaving(tmp_path: Path) -> None:
    async with opened(tmp_path / "n.toml") as driver:
        assert "^q quit" in driver.text
        await driver.press("f1")
        assert "Say whose team you plan." in driver.words
        await driver.press("escape", "ctrl+q")
        assert driver.app._exit


async def test_without_a_path_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    async with opened(None) as driver:
        await driver.press("n")
        await driver.write("Öl & Söhne 客户", "ctrl+s")
        assert "● not saved" in driver.text
        await driver.press("ctrl+s")
        assert driver.field().value == "ol-sohne.toml"
        await driver.press("enter")
        assert (tmp_path / "ol-sohne.toml").read_text(encoding="utf-8") == driver.plan_text


@pytest.mark.parametrize("key", ["ctrl+o", "q"])
async def test_a_fresh_plan_leads_back_to_its_questions_with_the_answers(key: str, tmp_path: Path) -> None:
    async with opened(tmp_path / "n.toml", (120, 40)) as driver:
        await driver.write("Acme", "enter")
        await driver.write("1,200")
        await driver.click_on("consumers (B2C)")
        await driver.click_on("Marketing")
        model = chosen(driver, "model")
        await driver.press("ctrl+s", key)
        assert "Back to the questions (q)" in driver.text
        await driver.press("q")
        assert isinstance(driver.app.screen, NewPlanScreen)
        assert driver.one(Input, "#name").value == "Acme"
        assert driver.one(Input, "#headcount").value == "1,200"
        assert (chosen(driver, "scale"), chosen(driver, "market")) == ("enterprise", "b2c")
        assert chosen(driver, "model") == model
        await driver.press("enter")
        await driver.retype("12", "ctrl+s")
        assert (driver.plan.company.name, driver.plan.company.headcount) == ("Acme", 12)
        assert driver.plan.company.scale == "small"
        assert driver.plan.leadership.model == model


async def test_a_plan_that_was_worked_on_or_saved_does_not_go_back_to_the_questions(tmp_path: Path) -> None:
    async with opened(tmp_path / "n.toml", (120, 40)) as driver:
        await driver.write("Acme", "ctrl+s")
        await driver.press("down", "d", "ctrl+o")
        assert driver.dialog == "Confirm"
        assert "questions" not in driver.text
        await driver.press("t", "ctrl+z", "ctrl+o")
        assert "Back to the questions" in driver.text
        await driver.press("t", "ctrl+s", "down", "d", "ctrl+z", "ctrl+y", "ctrl+o")
        assert "questions" not in driver.text
