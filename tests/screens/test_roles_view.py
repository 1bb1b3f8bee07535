"""The Role descriptions view: read, filtered, exported, and edited from."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input

from cxplanner.documents.blocks import heading, paragraphs
from cxplanner.documents.role_description import role_description, role_document
from cxplanner.edits.positions import set_position
from cxplanner.screens.shared.page import Page
from cxplanner.screens.workspace.topbar import TopBar
from tests.plans import CAT
from tests.screens.driving import Driver, opened


@pytest.fixture
def plan(sample: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    path = sample("enterprise")
    monkeypatch.chdir(path.parent)
    return Path(path.name)


def page(driver: Driver) -> Page:
    return driver.view.query_one(Page)


def listed(driver: Driver) -> list[str]:
    return [key for key in driver.view.outline.shown if key in driver.plan.positions]  # type: ignore[attr-defined]


def vacant(driver: Driver) -> list[str]:
    return [key for key, position in driver.plan.positions.items() if position.incumbent is None]


async def written(driver: Driver) -> None:
    """Wait until files are written and what came of it is shown."""
    await driver.app.workers.wait_for_complete()
    await driver.settle()


async def begin(driver: Driver, how: str, key: str, title: str) -> None:
    await (driver.press(key) if how == "key" else driver.command(title))


BOTH = pytest.mark.parametrize("how", ["key", "palette"])


async def test_every_position_reads_as_the_command_writes_it(plan: Path) -> None:
    async with opened(plan, (120, 40)) as driver:
        await driver.press("4")
        assert listed(driver) == list(driver.plan.positions)
        for key in driver.plan.positions:
            assert page(driver).document == role_document(driver.workspace.team, key)
            await driver.press("down")


async def test_vacant_positions_are_marked(plan: Path) -> None:
    async with opened(plan) as driver:
        await driver.press("4")
        assert sum(" vacant " in line for line in driver.lines[:-1]) == len(vacant(driver)) > 0


async def test_positions_carry_the_marks_of_their_gaps(plan: Path) -> None:
    async with opened(plan, (120, 40)) as driver:
        await driver.press("4")
        listed_here = [line.partition("│")[0] for line in driver.lines[2:-2]]
        marked = {re.split("[■□] |  ", line)[1] for line in listed_here if " • " in f"{line} "}
        assert marked == {driver.workspace.team.name(key) for key in driver.workspace.gaps_in("positions")}


@BOTH
async def test_vacant_ones_only(how: str, plan: Path) -> None:
    async with opened(plan) as driver:
        await driver.press("4")
        await begin(driver, how, "v", "Show vacant ones only")
        assert listed(driver) == vacant(driver)
        assert "Vacant only (3)" in driver.text
        assert page(driver).document == role_document(driver.workspace.team, vacant(driver)[0])
        await begin(driver, how, "v", "Show vacant ones only")
        assert listed(driver) == list(driver.plan.positions)
        assert driver.view.outline.current == vacant(driver)[0]  # type: ignore[attr-defined]


async def test_nothing_vacant_is_said(sample: Callable[[str], Path]) -> None:
    async with opened(sample("small")) as driver:
        await driver.press("4", "v")
        assert page(driver).document == paragraphs("No position is vacant. Press v to see all of them.")
        await driver.press("t", "e")
        assert driver.toasts == ["No position is vacant. Press v to see all of them."] * 2
        assert driver.dialog == ""


async def test_a_team_without_positions(tmp_path: Path) -> None:
    path = tmp_path / "empty.toml"
    path.write_text(
        'schema = 1\n[company]\nname = "A"\nscale = "small"\n[leadership]\nmodel = "service-led"\n',
        encoding="utf-8",
    )
    async with opened(path) as driver:
        await driver.press("4", "t", "T", "v", "T", "enter")
        assert "There are no positions yet." in driver.words
        assert driver.dialog == ""


async def test_the_description_scrolls_to_its_end(plan: Path) -> None:
    async with opened(plan) as driver:
        await driver.press("4")
        assert "▼ more: tab, then page down" in driver.text
        assert "Approval" not in driver.text
        await driver.press("tab", *["pagedown"] * 12)
        assert "Human resources" in driver.text
        assert "▼ more" not in driver.text
        await driver.press("home")
        assert "Other titles" in driver.text
        await driver.press("end", "up", "down")
        assert "Human resources" in driver.text
        await driver.press("shift+tab", "down")
        assert "▼ more" in driver.text


async def test_no_more_of_a_description_is_laid_out_than_is_in_sight(plan: Path) -> None:
    async with opened(plan) as driver:
        await driver.press("4", "down", "down")
        assert len(page(driver)._strips) <= page(driver).content_size.height + 1
        await driver.press("tab", "end")
        assert len(page(driver)._strips) > 60


def test_a_start_does_not_read_the_view() -> None:
    code = "import sys, cxplanner.screens.app; print(*sys.modules)"
    names = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
    assert "cxplanner.screens.views.team.view" in names.split()
    late = {"screens.views.roles.view", "screens.shared.page", "documents.role_description"}
    assert not {f"cxplanner.{name}" for name in late} & set(names.split())


async def test_reading_goes_on_where_it_was_after_an_edit_elsewhere(plan: Path) -> None:
    async with opened(plan) as driver:
        await driver.press("4", "tab", "pagedown")
        before = driver.lines[4]
        driver.base.show_plan()
        await driver.settle()
        assert driver.lines[4] == before


@pytest.mark.parametrize("how", ["enter", "e", "palette", "mouse"])
async def test_the_form_of_the_position(how: str, plan: Path) -> None:
    async with opened(plan, (120, 40)) as driver:
        await driver.press("4", "down", "down")
        key = list(driver.plan.positions)[2]
        if how == "palette":
            await driver.command("Edit the position")
        elif how == "mouse":
            await driver.click(5, 4, times=2)
        else:
            await driver.press(how)
        assert driver.dialog == "Form"
        await driver.retype("Keeper of apps", "enter", "escape")
        assert driver.plan.positions[key].title == "Keeper of apps"
        assert page(driver).document[0] == heading("Keeper of apps", 1)
        await driver.press("ctrl+z")
        assert page(driver).document[0] != heading("Keeper of apps", 1)


@BOTH
async def test_export_one(how: str, plan: Path) -> None:
    async with opened(plan) as driver:
        await driver.press("4", "down")
        key = list(driver.plan.positions)[1]
        await begin(driver, how, "t", "Export this one")
        assert driver.field().value == f"{key}.md"
        await driver.press("enter")
        await written(driver)
        assert Path(f"{key}.md").read_text(encoding="utf-8") == role_description(driver.workspace.team, key)
        assert driver.toasts == [f"Wrote {key}.md"]
        assert not driver.workspace.unsaved


async def test_export_one_overwrites_only_when_told_so(plan: Path) -> None:
    path = Path("mine.md")
    path.write_text("edited by hand", encoding="utf-8")
    async with opened(plan) as driver:
        for answer in ("k", "escape"):
            await driver.press("4", "t")
            await driver.retype("mine.md", "enter")
            await written(driver)
            assert driver.dialog == "Confirm"
            assert "This file is there already." in driver.words
            await driver.press(answer)
            await written(driver)
            assert path.read_text(encoding="utf-8") == "edited by hand"
        await driver.press("t")
        await driver.retype("mine.md", "enter")
        await written(driver)
        await driver.press("o")
        await written(driver)
        assert path.read_text(encoding="utf-8").startswith("# ")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("enterprise.toml", "The file's name ends in .md"),
        ("nowhere/x.md", "✗ The folder nowhere does not exist."),
        ("enterprise.toml/x.md", "✗ enterprise.toml is not a folder."),
        ("~nobody-of-that-name/x.md", "✗ This name cannot be used"),
    ],
)
async def test_a_name_that_cannot_be_is_refused_while_it_is_typed(name: str, words: str, plan: Path) -> None:
    async with opened(plan) as driver:
        await driver.press("4", "t")
        await driver.retype(name, "enter")
        assert words in driver.words
        assert driver.dialog == "Prompt"


@BOTH
@pytest.mark.parametrize("which", ["v", "a"])
async def test_export_many(which: str, how: str, plan: Path) -> None:
    async with opened(plan) as driver:
        await driver.press("4")
        await begin(driver, how, "T", "Export all or the vacant ones")
        await driver.press(which)
        assert driver.field().value == "role-descriptions"
        await driver.press("enter")
        await written(driver)
        wanted = vacant(driver) if which == "v" else list(driver.plan.positions)
        assert {
            path.stem: path.read_text(encoding="utf-8") for path in Path("role-descriptions").iterdir()
        } == {key: role_description(driver.workspace.team, key) for key in wanted}
        assert driver.toasts == [f"Wrote {len(wanted)} role descriptions to role-descriptions{os.sep}"]


async def test_where_all_are_held_it_is_not_asked_which(sample: Callable[[str], Path]) -> None:
    async with opened(sample("small")) as driver:
        await driver.press("4", "T")
        assert driver.dialog == "Prompt"


async def test_export_many_names_what_is_there_and_keeps_it(plan: Path) -> None:
    async with opened(plan) as driver:
        folder = Path("out")
        folder.mkdir()
        taken = folder / f"{vacant(driver)[1]}.md"
        taken.write_text("edited by hand", encoding="utf-8")
        await driver.press("4", "T", "v")
        await driver.retype("out", "enter")
        await written(driver)
        assert driver.dialog == "Confirm"
        assert taken.name in driver.words
        await driver.press("k")
        await written(driver)
        assert list(folder.iterdir()) == [taken]
        assert taken.read_text(encoding="utf-8") == "edited by hand"
        await driver.press("T", "v")
        await driver.retype("out", "enter")
        await written(driver)
        await driver.press("o")
        await written(driver)
        assert len(list(folder.iterdir())) == len(vacant(driver))
        assert taken.read_text(encoding="utf-8").startswith("# ")


@pytest.mark.posix
async def test_nothing_is_written_through_a_link(plan: Path) -> None:
    Path("precious").write_text("precious", encoding="utf-8")
    Path("link.md").symlink_to("precious")
    Path("elsewhere").mkdir()
    Path("role-descriptions").symlink_to("elsewhere")
    async with opened(plan) as driver:
        await driver.press("4", "t")
        await driver.retype("link.md", "enter")
        await written(driver)
        await driver.press("T", "a", "enter")
        await written(driver)
        assert len(driver.toasts) == 2
        assert all("is a link to another place" in toast for toast in driver.toasts)
        assert driver.dialog == ""
    assert Path("precious").read_text(encoding="utf-8") == "precious"
    assert list(Path("elsewhere").iterdir()) == []


async def test_a_disk_that_refuses_is_told(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any) -> int:
        raise OSError(28, "No space left on device")

    async with opened(plan) as driver:
        await driver.press("4", "t")
        monkeypatch.setattr("cxplanner.toml.save.os.write", full)
        await driver.press("enter")
        await driver.app.workers.wait_for_complete()
        monkeypatch.undo()
        await driver.settle()
        assert "the disk is full" in driver.toasts[0]


async def test_export_can_be_left(plan: Path) -> None:
    async with opened(plan) as driver:
        await driver.press("4", "t", "escape", "T", "escape", "T", "c", "T", "a", "escape")
        assert driver.dialog == ""
        assert driver.toasts == []
        assert [path.name for path in Path().iterdir()] == ["enterprise.toml"]


async def test_a_gap_leads_to_its_position_even_where_it_was_filtered_out(plan: Path) -> None:
    async with opened(plan) as driver:
        await driver.press("4", "v")
        held = next(key for key in driver.plan.positions if key not in vacant(driver))
        assert driver.view.select(held, "positions")
        await driver.settle()
        assert driver.view.outline.current == held  # type: ignore[attr-defined]
        assert page(driver).document == role_document(driver.workspace.team, held)
        assert not driver.view.select("gather-feedback", "positions")


async def test_hostile_texts_are_shown_letter_for_letter(plan: Path) -> None:
    title = "[red]*X*[/] <https://evil.example> \\ `a` [b](c) &amp;"
    async with opened(plan, (120, 40)) as driver:
        first = next(iter(driver.plan.positions))
        driver.workspace.do(set_position(driver.plan, CAT, first, {"title": title}))
        await driver.press("4")
        assert r"[red]*X*[/] <https://evil.example> \ `a` [b](c) &amp;" in driver.text
        assert not any("link" in (s.style.meta if s.style else {}) for s in strips(driver))
        assert all(s.style is None or s.style.link is None for s in strips(driver))


def strips(driver: Driver) -> list[Any]:
    return [segment for strip in driver.app.screen._compositor.render_strips() for segment in strip]


async def test_a_click_on_a_shortened_view_opens_it(plan: Path) -> None:
    async with opened(plan, (40, 20)) as driver:
        await driver.press("4")
        bar = driver.base.query_one(TopBar)
        await driver.click(bar.region.x + 4, 1)
        assert driver.view.TITLE == "Responsibilities"


async def test_the_fields_of_the_prompt_take_letters_that_are_commands(plan: Path) -> None:
    async with opened(plan) as driver:
        await driver.press("4", "t")
        await driver.retype("xXv.md")
        assert driver.one(Input).value == "xXv.md"
