"""Long texts and the plan file in the person's own editor: taken over whole, or refused in words."""

import os
import shlex
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from cxplanner.screens.app import PlannerApp
from cxplanner.screens.kit.editor import LARGEST, at_line
from cxplanner.screens.kit.form_fields import FieldArea
from tests.screens.driving import Driver, opened

Write = Callable[[str], None]
LOG = "seen.txt"


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """An editor that notes what it is given and leaves the bytes it is told to leave."""

    @contextmanager
    def stepped_aside(_app: PlannerApp) -> Iterator[None]:
        yield

    script = tmp_path / "an editor.py"
    script.write_text(
        "import os, pathlib, sys\n"
        "here = pathlib.Path(sys.argv[0]).parent\n"
        "path = pathlib.Path(sys.argv[-1])\n"
        "mode = oct(os.stat(path).st_mode & 0o777)\n"
        f"(here / {LOG!r}).write_text(f'{{path}}\\n{{mode}}\\n' + path.read_text('utf-8'), 'utf-8')\n"
        "path.write_bytes((here / 'left.txt').read_bytes())\n",
        encoding="utf-8",
    )
    monkeypatch.setattr(PlannerApp, "suspend", stepped_aside)
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", f"{sys.executable} '{script}'")
    return lambda text: (tmp_path / "left.txt").write_bytes(text.encode("utf-8", "surrogateescape"))  # type: ignore[return-value]


async def on_note(driver: Driver) -> FieldArea:
    driver.view.select("cx-manager", "positions")
    await driver.settle()
    await driver.press("e")
    area = driver.one(FieldArea, "#field-note")
    area.focus()
    await driver.settle()
    return area


@pytest.mark.parametrize("how", ["key", "mouse"])
async def test_a_long_text_is_written_in_the_editor_and_kept(
    how: str, editor: Write, mid_size: Path, tmp_path: Path
) -> None:
    editor("First line\r\n\r\nsecond [/x] line\n\n")
    async with opened(mid_size) as driver:
        area = await on_note(driver)
        await driver.write("before")
        if how == "key":
            await driver.press("ctrl+e")
        else:
            label = area.parent.children[0]  # type: ignore[union-attr]
            await driver.click(*label.region.offset)
        assert driver.plan.positions["cx-manager"].note == "First line\n\nsecond [/x] line"
        assert driver.app.focused is area
        path, mode, *text = (tmp_path / LOG).read_text(encoding="utf-8").splitlines()
        assert text == ["before"]
        assert "manager" not in path
        assert not Path(path).parent.exists()
        if os.name == "posix":
            assert mode == oct(stat.S_IRUSR | stat.S_IWUSR)
        await driver.press("escape", "ctrl+z")
        assert driver.sentences() == []


@pytest.mark.parametrize(
    ("left", "said"),
    [
        ("bad\x07bell", "Line 1 holds a control character"),
        ("fine\n\x1b[2Jwiped", "Line 2 holds a control character"),
        ("\udcff\udcfe", "not in UTF-8"),
        ("x" * (LARGEST + 1), "longer than 100,000 bytes"),
    ],
)
async def test_what_cannot_be_taken_over_is_refused_in_words(
    left: str, said: str, editor: Write, mid_size: Path
) -> None:
    editor(left)
    async with opened(mid_size) as driver:
        area = await on_note(driver)
        await driver.write("before", "ctrl+e")
        assert said in driver.toasts[-1]
        assert area.text == "before"


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("", "No editor is set. Set the variable EDITOR"),
        ("vi 'unfinished", "EDITOR cannot be read as a command"),
        ("/no/such/editor", "The editor /no/such/editor cannot be started: No such file or directory."),
        (f"{sys.executable} -c raise(SystemExit(3))", "ended with an error (3); nothing was taken over."),
    ],
)
@pytest.mark.parametrize("what", ["text", "plan"])
async def test_an_editor_that_does_not_work_is_told_and_nothing_is_lost(
    what: str, command: str, said: str, editor: Write, mid_size: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", command)
    before = mid_size.read_bytes()
    async with opened(mid_size) as driver:
        if what == "text":
            await on_note(driver)
        await driver.press("ctrl+e")
        assert said in driver.toasts[-1]
        assert driver.sentences() == []
        assert mid_size.read_bytes() == before


@pytest.mark.usefixtures("editor")
async def test_what_a_failing_editor_left_in_the_plan_file_is_not_taken_over(
    mid_size: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = "import sys; open(sys.argv[-1], 'a').write('\\n[positions.new]\\ntitle = \"x\"\\n'); sys.exit(1)"
    monkeypatch.setenv("EDITOR", shlex.join([sys.executable, "-c", script]))
    async with opened(mid_size) as driver:
        await driver.press("ctrl+e")
        assert "nothing was taken over" in driver.toasts[-1]
        assert "[positions.new]" in mid_size.read_text(encoding="utf-8")
        assert (driver.sentences(), driver.dialog) == ([], "")


async def test_without_a_terminal_it_says_so(mid_size: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", "vi")
    async with opened(mid_size) as driver:
        await driver.press("ctrl+e")
        assert driver.toasts == ["An editor can only be opened in a terminal, not here."]


def test_editors_that_go_to_a_line_are_told_it(tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    assert at_line(["/usr/bin/vim", "-n"], path, 7) == ["/usr/bin/vim", "-n", "+7", str(path)]
    assert at_line(["hx"], path, 7) == ["hx", f"{path}:7"]
    assert at_line(["unheard-of"], path, 7) == ["unheard-of", str(path)]
    assert at_line(["vim"], path, 1) == ["vim", str(path)]


def dearer(path: Path) -> str:
    return path.read_text(encoding="utf-8").replace("annual_cost = 62000", "annual_cost = 65000")


async def test_what_changed_in_the_plan_file_is_told_and_undo_takes_it_back(
    editor: Write, mid_size: Path
) -> None:
    before = mid_size.read_text(encoding="utf-8")
    editor(dearer(mid_size))
    async with opened(mid_size, (120, 40)) as driver:
        await driver.press("ctrl+e")
        assert driver.dialog == "Confirm"
        assert "annual cost 62,000 → 65,000" in driver.words
        await driver.press("k")
        assert driver.plan.positions["cx-manager"].annual_cost == 65000
        assert not driver.workspace.unsaved
        assert driver.sentences() == ["Taken over from the file: CX manager: annual cost 62,000 → 65,000"]
        await driver.press("ctrl+z")
        assert driver.plan_text == before
        assert driver.workspace.unsaved
        await driver.press("ctrl+s")
        assert mid_size.read_text(encoding="utf-8") == before


async def test_what_changed_can_be_taken_back_at_once(editor: Write, mid_size: Path) -> None:
    before = mid_size.read_text(encoding="utf-8")
    editor(dearer(mid_size))
    async with opened(mid_size) as driver:
        await driver.press("ctrl+e", "t")
        assert driver.plan_text == before
        assert driver.sentences() == []


async def test_edits_that_are_not_saved_are_saved_first_or_the_editor_stays_shut(
    editor: Write, mid_size: Path, tmp_path: Path
) -> None:
    editor(mid_size.read_text(encoding="utf-8"))
    async with opened(mid_size) as driver:
        driver.view.select("cx-manager", "positions")
        await driver.press("d", "ctrl+e")
        assert driver.dialog == "Confirm"
        await driver.press("n")
        assert not (tmp_path / LOG).exists()
        await driver.press("ctrl+e", "s")
        assert "[positions.cx-manager-2]" in (tmp_path / LOG).read_text(encoding="utf-8")
        await driver.press("k")
        assert "cx-manager-2" not in driver.plan.positions
        await driver.press("ctrl+z")
        assert "cx-manager-2" in driver.plan.positions


@pytest.mark.parametrize("changed", [False, True])
async def test_a_file_that_says_the_same_is_told_so(changed: bool, editor: Write, mid_size: Path) -> None:
    text = mid_size.read_text(encoding="utf-8")
    editor(f"# a remark\n{text}" if changed else text)
    async with opened(mid_size) as driver:
        await driver.press("ctrl+e")
        told = "The file was changed, and the plan is as it was." if changed else "The file is as it was."
        assert driver.said == told
        assert driver.sentences() == []
        assert not driver.workspace.unsaved


async def test_a_file_that_was_broken_is_mended_in_the_editor_and_history_goes_on(
    editor: Write, mid_size: Path
) -> None:
    before = mid_size.read_text(encoding="utf-8")
    async with opened(mid_size) as driver:
        driver.view.select("cx-manager", "positions")
        await driver.press("d", "ctrl+z")
        editor(before.replace("annual_cost = 62000", "annual_cost = -1"))
        await driver.press("ctrl+e")
        assert "cannot be opened: 1 problem" in driver.text
        editor(dearer(mid_size).replace("annual_cost = -1", "annual_cost = 65000"))
        await driver.press("e")
        assert driver.plan.positions["cx-manager"].annual_cost == 65000
        assert "annual cost 62,000 → 65,000" in driver.toasts[-1]
        await driver.press("ctrl+z")
        assert driver.plan_text == before
