"""Saving and leaving: the file gets exactly the plan, and nothing is ever lost without a question."""

from pathlib import Path

import pytest

from cxplanner.edits.positions import remove_position
from cxplanner.screens.workspace.saving import complaint_about_name, file_name_of, free_name
from tests.screens.driving import opened

DOTTED = """\
schema = 1
company = { name = "Northwind", scale = "small", market = "both", currency = "EUR" }
leadership.model = "service-led"

[positions] # in one table
cxo.role = "cx-generalist"
liaison.role = "it-liaison"
"""
"""Two positions in one table, between which no third one can be put."""


@pytest.mark.parametrize("how", ["key", "palette"])
async def test_save_writes_exactly_the_plan(how: str, mid_size: Path) -> None:
    async with opened(mid_size) as driver:
        await driver.press("d")
        assert "● not saved" in driver.text
        if how == "key":
            await driver.press("ctrl+s")
        else:
            await driver.command("Save")
        assert mid_size.read_text(encoding="utf-8") == driver.plan_text
        assert " ".join(driver.said.split()).startswith(f"Saved {mid_size.name} in {mid_size.anchor}")
        assert "✓ saved" in driver.text
        await driver.press("ctrl+z")
        assert "● not saved" in driver.text
        await driver.press("ctrl+y")
        assert "✓ saved" in driver.text


async def test_looking_writes_nothing(mid_size: Path) -> None:
    before = mid_size.read_bytes(), mid_size.stat().st_mtime_ns
    async with opened(mid_size) as driver:
        await driver.press("2", "3", "1", "q")
        assert driver.app._exit
    assert (mid_size.read_bytes(), mid_size.stat().st_mtime_ns) == before


@pytest.mark.parametrize("then", ["unreadable", "deleted"])
async def test_a_file_that_is_no_plan_any_more_is_not_touched(then: str, mid_size: Path) -> None:
    async with opened(mid_size) as driver:
        await driver.press("d")
        if then == "unreadable":
            mid_size.write_text("schema = 1 # somebody else\n", encoding="utf-8")
        else:
            mid_size.unlink()
        await driver.press("ctrl+s")
        assert driver.dialog == ("Confirm" if then == "unreadable" else "Prompt")
        await driver.press("escape")
        assert "● not saved" in driver.text
        if then == "unreadable":
            assert mid_size.read_text(encoding="utf-8") == "schema = 1 # somebody else\n"
        await driver.press("ctrl+s", *(["n"] if then == "unreadable" else []))
        await driver.retype(str(mid_size.with_name("mine.toml")), "enter")
        assert mid_size.with_name("mine.toml").read_text(encoding="utf-8") == driver.plan_text
        assert "✓ saved" in driver.text
        await driver.press("d", "ctrl+s")
        assert mid_size.with_name("mine.toml").read_text(encoding="utf-8") == driver.plan_text


async def test_comments_stay_where_they_are(mid_size: Path) -> None:
    kept = "# agreed with the board\n" + mid_size.read_text(encoding="utf-8")
    mid_size.write_text(kept, encoding="utf-8")
    async with opened(mid_size) as driver:
        await driver.press("d", "ctrl+s")
        assert "✓ saved" in driver.text
        assert mid_size.read_text(encoding="utf-8") == "# agreed with the board\n" + driver.plan_text
        await driver.press("ctrl+z", "ctrl+s")
        assert mid_size.read_text(encoding="utf-8") == kept


async def test_comments_that_went_with_what_was_removed_are_counted(mid_size: Path) -> None:
    tidy = mid_size.read_text(encoding="utf-8")
    mid_size.write_text(
        tidy.replace("[positions.analyst]", "# one\n[positions.analyst] # two"), encoding="utf-8"
    )
    async with opened(mid_size) as driver:
        driver.workspace.do(remove_position(driver.workspace.plan, driver.workspace.catalogue, "analyst"))
        await driver.press("ctrl+s")
        said = " ".join(driver.said.split())
        assert said == "Saved mid-size.toml; 2 comments went with what was removed"


async def test_comments_of_a_layout_that_cannot_be_followed_are_asked_about(tmp_path: Path) -> None:
    path = tmp_path / "dotted.toml"
    path.write_text(DOTTED, encoding="utf-8")
    async with opened(path) as driver:
        await driver.press("d", "ctrl+s")
        assert "would lose its comments. Nothing was written" in driver.told
        await driver.press("k")
        assert path.read_text(encoding="utf-8") == DOTTED
        assert "● not saved" in driver.text
        await driver.press("ctrl+s", "s")
        assert "✓ saved" in driver.text
        assert path.read_text(encoding="utf-8") == driver.plan_text


@pytest.mark.parametrize("how", ["key", "palette"])
async def test_save_under_another_name(how: str, mid_size: Path) -> None:
    before = mid_size.read_bytes()
    async with opened(mid_size) as driver:
        if how == "key":
            await driver.press("f12")
        else:
            await driver.command("Save under another name")
        await driver.retype(str(mid_size))
        assert "exists already; choose another name" in driver.told
        await driver.press("enter")
        assert driver.dialog == "Prompt"
        await driver.retype(str(mid_size.with_name("new.toml")), "enter")
        assert driver.workspace.path == mid_size.with_name("new.toml")
        assert mid_size.with_name("new.toml").read_bytes() == before
        assert mid_size.read_bytes() == before


async def test_what_is_on_disk_can_be_opened_instead(mid_size: Path) -> None:
    async with opened(mid_size) as driver:
        await driver.press("d")
        newer = mid_size.read_text(encoding="utf-8").replace("Brightwater", "Stillwater")
        mid_size.write_text(newer, encoding="utf-8")
        await driver.press("ctrl+s", "t")
        assert "Stillwater" in driver.text
        assert "✓ saved" in driver.text
        await driver.press("ctrl+z")
        assert "Brightwater" in driver.text
        assert "● not saved" in driver.text
    assert mid_size.read_text(encoding="utf-8") == newer


async def test_a_folder_that_takes_no_file_says_why(tmp_path: Path) -> None:
    path = tmp_path / "gone" / "n.toml"
    async with opened(path) as driver:
        await driver.write("Northwind", "ctrl+s")
        await driver.press("ctrl+s")
        assert driver.dialog == "Prompt"
        assert "does not exist" in driver.told
        assert "● not saved" in driver.text
        await driver.retype(str(tmp_path / "here.toml"), "enter")
        assert (tmp_path / "here.toml").read_text(encoding="utf-8") == driver.plan_text


@pytest.mark.parametrize("how", ["q", "ctrl+q", "palette"])
async def test_leaving_asks_while_something_is_not_saved(how: str, mid_size: Path) -> None:
    before = mid_size.read_bytes()
    async with opened(mid_size) as driver:
        await driver.press("d")
        for answer in ("t", "escape", "l"):
            if how == "palette":
                await driver.command("Quit")
            else:
                await driver.press(how)
            assert "The plan is not saved." in driver.text
            assert driver.sentences()[0] in driver.told
            await driver.press(answer)
            assert driver.app._exit is (answer == "l")
        assert driver.app.return_value == 0
    assert mid_size.read_bytes() == before


async def test_save_and_leave(mid_size: Path) -> None:
    async with opened(mid_size) as driver:
        await driver.press("d")
        after = driver.plan_text
        await driver.press("q", "s")
        assert driver.app._exit
    assert mid_size.read_text(encoding="utf-8") == after


async def test_save_and_leave_stays_where_saving_is_refused(mid_size: Path) -> None:
    async with opened(mid_size) as driver:
        await driver.press("d")
        mid_size.write_text("", encoding="utf-8")
        await driver.press("q", "s")
        assert not driver.app._exit
        await driver.press("n")
        await driver.retype(str(mid_size.with_name("mine.toml")), "enter")
        assert driver.app._exit
    assert mid_size.with_name("mine.toml").exists()
    assert mid_size.read_text(encoding="utf-8") == ""


async def test_leaving_a_plan_that_is_saved_asks_nothing(mid_size: Path) -> None:
    async with opened(mid_size) as driver:
        await driver.press("d", "ctrl+z", "ctrl+q")
        assert driver.app._exit


@pytest.mark.parametrize("key", ["e", "m", "a", "i", "x", "f1", "f4", "f12"])
async def test_ctrl_q_in_a_dialog_loses_nothing(key: str, mid_size: Path) -> None:
    async with opened(mid_size) as driver:
        await driver.press("d", key, "ctrl+q")
        assert not driver.app._exit
        assert driver.dialog
        assert driver.toasts == ["Close this with escape first; then you can quit."]


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("Oak & Ember", "oak-ember"),
        ("客户", "plan"),
        ("Bäckerei Øst", "backerei-ost"),
        ("../../etc", "etc"),
        ("x" * 300, "x" * 60),
        ("", "plan"),
    ],
)
def test_file_names(name: str, file: str) -> None:
    assert file_name_of(name) == file


def test_a_free_name_is_not_taken_and_ends_well(tmp_path: Path) -> None:
    assert free_name(tmp_path / "a.toml") == tmp_path / "a.toml"
    (tmp_path / "a.toml").touch()
    assert free_name(tmp_path / "a.toml") == tmp_path / "a-2.toml"
    (tmp_path / "a-2.toml").touch()
    assert free_name(tmp_path / "a") == tmp_path / "a-3.toml"


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("", "Type a name"),
        (".toml", "Type a name"),
        ("taken", "exists already"),
        ("nowhere/plan.toml", "does not exist"),
        ("x" * 300 + ".toml", "cannot be used"),
        ("~nobody-of-that-name/x.toml", "cannot be used"),
        ("a\0.toml", "cannot be used"),
        ("taken.toml", "exists already"),
        ("taken.toml/x.toml", "does not exist"),
        ("free.toml", None),
        (" free.toml ", None),
    ],
)
def test_names_of_new_files(
    name: str, wrong: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "taken.toml").touch()
    said = complaint_about_name(name)
    assert wrong in said if wrong and said else said is wrong


async def test_a_broken_file_on_disk_takes_no_edits_away(mid_size: Path) -> None:
    async with opened(mid_size) as driver:
        await driver.press("d")
        mid_size.write_text("broken = [", encoding="utf-8")
        await driver.press("ctrl+s")
        assert "The file cannot be read any more." in driver.told
        assert "line 1" in driver.told
        await driver.press("g")
        assert "● not saved" in driver.text
        assert driver.view.TITLE == "Team"


async def test_a_plan_made_here_can_be_opened_from_disk_again(tmp_path: Path) -> None:
    path = tmp_path / "new.toml"
    async with opened(path) as driver:
        await driver.write("Northwind", "ctrl+s")
        await driver.press("ctrl+s")
        path.write_text(path.read_text(encoding="utf-8").replace("Northwind", "Southwind"), encoding="utf-8")
        await driver.press("d", "ctrl+s", "t")
        assert "Southwind" in driver.text
        assert "✓ saved" in driver.text
