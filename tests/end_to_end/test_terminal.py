"""The whole program in a real terminal: from nothing to a saved plan that the check agrees with."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from tests.end_to_end.terminals import ROOT, Terminal


def checked(path: Path) -> dict[str, int]:
    """How many gaps the check command counts, by severity."""
    call = [sys.executable, "-m", "cxplanner", "check", "--format", "json", str(path)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(call, capture_output=True, text=True, env=environment, check=False)
    assert done.returncode in (0, 1), done.stderr
    found: list[dict[str, str | None]] = json.loads(done.stdout)["plans"][0]["gaps"]
    gaps = [gap["severity"] for gap in found if gap["waived"] is None]
    return {severity: gaps.count(severity) for severity in ("critical", "major", "minor")}


def counted(terminal: Terminal) -> dict[str, int]:
    """How many gaps the bar counts, by severity."""
    bar = (
        terminal.screen.display[0].split("·")[-1].replace("▲", " ▲ ").replace("◆", " ◆ ").replace("•", " • ")
    )
    words = bar.split()
    marks = {"▲": "critical", "◆": "major", "•": "minor"}
    found = {marks[mark]: int(number) for mark, number in pairwise(words) if mark in marks}
    return {severity: found.get(severity, 0) for severity in marks.values()}


def test_from_nothing_to_a_saved_plan(start: Callable[..., Terminal], tmp_path: Path) -> None:
    path = tmp_path / "northwind.toml"
    terminal = start("northwind.toml")
    terminal.shows("New plan: northwind.toml", "The starting team")
    terminal.send("Northwind")
    terminal.shows(" Northwind ")
    terminal.send("\t")
    terminal.until(
        lambda: "number, may" in terminal.screen.display[terminal.screen.cursor.y], "the next field"
    )
    terminal.send("420")
    terminal.shows("420 people suggest Mid-size")
    terminal.send("\x13")
    terminal.shows("Northwind · Mid-size company", "● not saved", "vacant")

    terminal.send("a")
    terminal.shows("Add a position: which role?")
    terminal.send("designer")
    terminal.shows("1 of ")
    terminal.send("\r")
    terminal.shows("■ CX designer", "Added")

    terminal.send("2")
    terminal.shows("A answers")
    before = counted(terminal)
    terminal.send("\x1b[B\x1b[B")
    terminal.send(" ")
    terminal.until(lambda: counted(terminal) != before, "a gap")
    terminal.send("a")
    terminal.until(lambda: counted(terminal) == before, "the gap closed")

    terminal.send("\x13")
    terminal.shows("✓ saved", "Saved ")
    on_screen = counted(terminal)
    assert sum(on_screen.values()) > 0
    terminal.send("q")
    assert terminal.ended() == 0
    assert terminal.restored()
    assert 'name = "Northwind"' in path.read_text(encoding="utf-8")
    assert checked(path) == on_screen


def test_what_was_saved_opens_again_and_leaves_as_it_came(
    start: Callable[..., Terminal], tmp_path: Path
) -> None:
    text = (ROOT / "cxplanner" / "samples" / "enterprise.toml").read_bytes()
    (tmp_path / "a.toml").write_bytes(text)
    terminal = start("a.toml")
    expected = checked(tmp_path / "a.toml")
    assert sum(expected.values()) > 0
    terminal.shows("✓ saved", "Amara Okafor")
    terminal.until(lambda: counted(terminal) == expected, f"these gaps: {expected}")
    terminal.send("\x11")
    assert terminal.ended() == 0
    assert terminal.restored()
    assert (tmp_path / "a.toml").read_bytes() == text


def test_leaving_asks_in_a_real_terminal_too(start: Callable[..., Terminal], tmp_path: Path) -> None:
    text = (ROOT / "cxplanner" / "samples" / "small.toml").read_bytes()
    (tmp_path / "a.toml").write_bytes(text)
    terminal = start("a.toml")
    terminal.shows("✓ saved")
    terminal.send("\x1b[Bd")
    terminal.shows("● not saved")
    terminal.send("\x11")
    terminal.shows("The plan is not saved.")
    terminal.send("l")
    assert terminal.ended() == 0
    assert terminal.restored()
    assert (tmp_path / "a.toml").read_bytes() == text


def test_a_broken_plan_is_mended_while_it_is_open(start: Callable[..., Terminal], tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text("schema = 1\n[company]\nname = 5\n", encoding="utf-8")
    terminal = start("a.toml")
    terminal.shows("a.toml cannot be opened")
    path.write_bytes((ROOT / "cxplanner" / "samples" / "small.toml").read_bytes())
    terminal.send("r")
    terminal.shows("Oak & Ember Bakeries", "✓ saved")
    terminal.send("q")
    assert terminal.ended() == 0
    assert terminal.restored()


def test_home_lists_what_was_open_and_opens_it_again(start: Callable[..., Terminal], tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_bytes((ROOT / "cxplanner" / "samples" / "small.toml").read_bytes())
    terminal = start("a.toml")
    terminal.shows("Oak & Ember Bakeries", "✓ saved")
    terminal.send("q")
    assert terminal.ended() == 0
    terminal = start()
    terminal.shows("Recent plans", "Oak & Ember Bakeries · Small company · • 2 minor", "a.toml")
    terminal.send("\r")
    terminal.shows("✓ saved")
    terminal.send("\x0f")
    terminal.shows("Recent plans", "• 2 minor", "s sample")
    terminal.send("s")
    terminal.shows("Northwind Outfitters", "✓ saved")
    terminal.send("q")
    assert terminal.ended() == 0
    assert terminal.restored()
    assert b"The sample was a copy, " in terminal.seen


@pytest.mark.parametrize("when", ["before the program runs", "with its first byte", "with its first picture"])
def test_a_key_typed_while_the_planner_starts_is_not_lost(
    start: Callable[..., Terminal], tmp_path: Path, when: str
) -> None:
    shutil.copy(ROOT / "cxplanner/samples/mid-size.toml", tmp_path / "plan.toml")
    terminal = start("plan.toml")
    if when == "with its first byte":
        terminal.until(lambda: terminal.seen != b"", "a first byte")
    if when == "with its first picture":
        terminal.until(lambda: b"Team" in terminal.seen, "a first picture")
    for key in ("6", "a"):
        terminal.send(key)
    terminal.shows("Add a metric")


def test_what_another_program_does_to_the_file_is_told_and_nothing_of_either_is_lost(
    start: Callable[..., Terminal], tmp_path: Path
) -> None:
    path = Path(shutil.copy(ROOT / "cxplanner" / "samples" / "mid-size.toml", tmp_path / "plan.toml"))
    terminal = start("plan.toml")
    terminal.shows("Brightwater Insurance", "✓ saved")
    terminal.send("d")
    terminal.shows("● not saved")
    edited = path.read_text(encoding="utf-8").replace("headcount = 420", "headcount = 999 # counted anew")
    path.write_text(edited, encoding="utf-8")
    terminal.shows("Another program changed the file", "headcount", "999", "! file changed F7")
    terminal.send("\x13")
    terminal.shows("Changed in the file", "Not saved here", "Bring both together, and save")
    terminal.send("b")
    terminal.shows("✓ saved", "Saved plan.toml")
    saved = path.read_text(encoding="utf-8")
    assert "headcount = 999 # counted anew" in saved
    assert "[positions.sponsor-2]" in saved
    path.unlink()
    terminal.shows("The file is gone", "● not saved")
    terminal.send("\x13")
    terminal.shows("Save under which name?")
    terminal.send("\r")
    terminal.shows("✓ saved")
    assert path.read_text(encoding="utf-8") == saved
    terminal.send("q")
    assert terminal.ended() == 0
