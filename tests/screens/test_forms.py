"""Forms: a field is one edit, kept on leaving it, taken back by escape, and never lost without a word."""

from pathlib import Path

import pytest
from textual.widgets import Button, Select, TextArea

from cxplanner.edits.change import EditRefused
from cxplanner.screens.kit.form import Form
from cxplanner.screens.kit.form_fields import Field
from tests.screens.driving import Driver, opened


async def on_field(driver: Driver, name: str) -> None:
    """Open the form of the CX manager and go to a field."""
    if driver.dialog != "Form":
        driver.view.select("cx-manager", "positions")
        await driver.settle()
        await driver.press("e")
    driver.app.screen.query_one(f"#field-{name}").focus()
    await driver.settle()


def manager(driver: Driver) -> dict[str, object]:
    return vars(driver.plan.positions["cx-manager"])


@pytest.mark.parametrize("leaving", ["enter", "tab", "shift+tab", "mouse", "done"])
async def test_leaving_a_field_keeps_it_as_one_edit(leaving: str, mid_size: Path) -> None:
    async with opened(mid_size) as driver:
        await on_field(driver, "incumbent")
        await driver.retype("Ada [Lovelace]")
        assert not driver.sentences()
        if leaving == "mouse":
            await driver.click_on("62000")
        elif leaving == "done":
            driver.one(Button, "#done").press()
            await driver.settle()
        else:
            await driver.press(leaving)
        assert manager(driver)["incumbent"] == "Ada [Lovelace]"
        assert driver.sentences() == ["CX manager: held by Ada [Lovelace] instead of Samuel Adeyemi"]
        await driver.press("escape")
        assert driver.dialog == ""
        await driver.press("ctrl+z")
        assert driver.said == "Undone: CX manager: held by Ada [Lovelace] instead of Samuel Adeyemi"
        assert manager(driver)["incumbent"] == "Samuel Adeyemi"


@pytest.mark.parametrize(
    ("name", "typed", "kept"),
    [
        ("title", "Head of CX", "Head of CX"),
        ("fte", "50%", 0.5),
        ("location", " Leeds & York ", "Leeds & York"),
        ("location", "", None),
        ("incumbent", "", None),
        ("annual_cost", "71,500", 71500),
        ("annual_cost", "", None),
        ("external_id", "=1+1", "=1+1"),
    ],
)
async def test_what_is_typed_is_read_as_meant(name: str, typed: str, kept: object, mid_size: Path) -> None:
    async with opened(mid_size) as driver:
        await on_field(driver, name)
        await driver.retype(typed, "enter")
        assert manager(driver)[name] == kept
        assert len(driver.sentences()) == 1


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("fte", "7", "FTE is more than 0 and at most 1"),
        ("fte", "half", "Type a share such as 1, 0.5 or 50%."),
        ("fte", "", "This cannot be empty."),
        ("start", "soon", "Type a date as year-month-day, such as 2027-03-01, or as 1 March 2027."),
        ("annual_cost", "-4", "An amount cannot be below zero."),
    ],
)
async def test_wrong_values_are_told_while_typing_and_close_no_form(
    name: str, typed: str, said: str, mid_size: Path
) -> None:
    async with opened(mid_size) as driver:
        await on_field(driver, name)
        before = driver.plan
        held = driver.field().value
        await driver.retype(typed)
        assert said in driver.told
        await driver.press("enter")
        assert driver.field().id == f"field-{name}"
        await driver.press("tab")
        driver.one(Button, "#done").press()
        await driver.settle()
        assert driver.dialog == "Form"
        assert driver.field().id == f"field-{name}"
        await driver.press("escape")
        assert driver.field().value == held
        assert "✗" not in driver.text
        assert driver.plan is before
        await driver.press("escape")
        assert driver.dialog == ""


async def test_escape_elsewhere_goes_to_what_would_be_lost(mid_size: Path) -> None:
    async with opened(mid_size) as driver:
        await on_field(driver, "fte")
        await driver.retype("9", "tab")
        assert isinstance(driver.app.focused, Select)
        await driver.press("escape")
        assert driver.field().value == "9"
        assert "FTE: FTE is more than 0" in driver.told


async def test_what_the_plan_refuses_is_said(mid_size: Path) -> None:
    async with opened(mid_size) as driver:
        await on_field(driver, "start")
        await driver.write("2027-05-01", "enter")
        await driver.write("2027-04-01", "enter")
        assert "before it starts" in driver.told
        assert driver.field().id == "field-end"
        await driver.press("escape", "escape")
        assert manager(driver)["end"] is None


async def test_choices_are_edits_and_the_role_can_speak(mid_size: Path) -> None:
    async with opened(mid_size) as driver:
        await on_field(driver, "engagement")
        await driver.press("enter", "down", "down", "enter")
        assert manager(driver)["engagement"] == "contributing"
        driver.one(Select, "#field-engagement").value = ""
        await driver.settle()
        assert manager(driver)["engagement"] is None
        driver.one(Select, "#field-executive").value = "yes"
        await driver.settle()
        assert manager(driver)["executive"] is True
        assert len(driver.sentences()) == 3


async def test_a_choice_that_is_refused_goes_back(mid_size: Path) -> None:
    def refuse(_name: str, _value: object) -> None:
        raise EditRefused("Not [today].")

    async with opened(mid_size) as driver:
        field = Field("role", "Role", "b", options=(("a", "A"), ("b", "B")))
        driver.app.push_screen(Form("Try", lambda: [field], refuse))
        await driver.settle()
        driver.one(Select).value = "a"
        await driver.settle()
        assert driver.one(Select).value == "b"
        assert "Not [today]." in driver.text


NOTE = "First line\n\n  indented\nlast line, " + "long " * 60 + "end"


async def with_note(driver: Driver) -> TextArea:
    await on_field(driver, "note")
    area = driver.one(TextArea)
    assert area.has_focus
    return area


async def test_a_note_keeps_its_lines(mid_size: Path) -> None:
    async with opened(mid_size) as driver:
        area = await with_note(driver)
        area.text = NOTE
        await driver.press("tab", "escape")
        assert manager(driver)["note"] == NOTE
        assert len(driver.sentences()) == 1
        area = await with_note(driver)
        assert area.text == NOTE
        await driver.press("tab", "shift+tab", "escape")
        assert driver.dialog == ""
        assert len(driver.sentences()) == 1


async def test_undo_in_a_note_is_its_own(mid_size: Path) -> None:
    async with opened(mid_size) as driver:
        await driver.press("d")
        area = await with_note(driver)
        await driver.press("a", "enter", "b")
        assert area.text == "a\nb"
        await driver.press("ctrl+z", "ctrl+z", "ctrl+z")
        assert area.text != "a\nb"
        assert len(driver.sentences()) == 1
        await driver.press("c", "escape")
        assert area.text == ""
        assert driver.dialog == "Form"
        await driver.press("escape")
        assert len(driver.sentences()) == 1


async def test_hidden_characters_are_shown_and_kept(mid_size: Path) -> None:
    text = mid_size.read_text(encoding="utf-8").replace("Samuel Adeyemi", "Samuel \u200fAdeyemi")
    mid_size.write_text(text, encoding="utf-8")
    async with opened(mid_size) as driver:
        await on_field(driver, "incumbent")
        assert driver.field().value == r"Samuel \u200fAdeyemi"
        await driver.press("tab")
        assert not driver.sentences()
        await on_field(driver, "incumbent")
        await driver.press("end")
        await driver.write(" jr", "tab")
        assert manager(driver)["incumbent"] == "Samuel \u200fAdeyemi jr"


async def test_blanks_around_a_text_do_not_make_an_edit(mid_size: Path) -> None:
    text = mid_size.read_text(encoding="utf-8").replace('"Samuel Adeyemi"', '" Samuel Adeyemi "')
    mid_size.write_text(text, encoding="utf-8")
    async with opened(mid_size) as driver:
        await on_field(driver, "incumbent")
        await driver.press("enter", "escape")
        assert not driver.sentences()


@pytest.mark.parametrize("how", ["key", "palette"])
async def test_company_and_leadership(how: str, mid_size: Path) -> None:
    async with opened(mid_size) as driver:
        if how == "key":
            await driver.press("f4")
        else:
            await driver.command("Company and leadership")
        await driver.retype("Brightwater [UK]", "enter")
        driver.one(Select, "#field-scale").value = "enterprise"
        await driver.settle()
        await driver.press("ctrl+a", "ctrl+a", "ctrl+s")
        assert driver.one(Select, "#field-scale").value == "enterprise"
        driver.app.screen.query_one("#field-currency").focus()
        await driver.settle()
        await driver.retype("pounds", "enter")
        assert driver.dialog == "Form"
        assert "✗" in driver.text
        await driver.retype("EUR", "enter")
        driver.one(Select, "#field-model").value = "chief-experience-officer"
        await driver.settle()
        assert driver.dialog == "Picker"
        await driver.press("escape")
        assert driver.one(Select, "#field-model").value == driver.plan.leadership.model
        driver.one(Select, "#field-model").value = "marketing-led"
        await driver.settle()
        await driver.press("enter")
        driver.app.screen.query_one("#field-budget").focus()
        await driver.settle()
        await driver.retype("", "enter")
        await driver.press("escape")
        assert driver.dialog == ""
        company, leadership = driver.plan.company, driver.plan.leadership
        assert (company.name, company.scale, company.currency) == ("Brightwater [UK]", "enterprise", "EUR")
        assert (leadership.model, leadership.budget) == ("marketing-led", None)
        assert len(driver.sentences()) == 5
        for _ in range(5):
            await driver.press("ctrl+z")
        assert driver.plan_text == mid_size.read_text(encoding="utf-8")
        assert "✓ saved" in driver.text


async def test_the_file_is_told_only_where_it_says_something_else(mid_size: Path) -> None:
    async with opened(mid_size) as driver:
        await driver.press("f4")
        assert "headcount = " not in driver.text
        driver.app.screen.query_one("#field-headcount").focus()
        await driver.settle()
        await driver.retype("1,250")
        assert "headcount = 1250" in driver.text
        await driver.retype("1250")
        assert "headcount = " not in driver.text
