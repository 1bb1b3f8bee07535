"""However the program ends: the terminal is as it was, people read words, and no edit is lost."""

import json
import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.end_to_end.terminals import ROOT, Terminal

Start = Callable[..., Terminal]
KILLS = 100
BYTES = {
    "no UTF-8": b"\xff",
    "Latin-1": "é".encode("latin-1"),
    "half a letter": b"\xc3",
    "a click past column 95": b"\x1b[M \xa0\xa0",
    "a click whose bytes look like a letter": b"\x1b[M \xc3\xa9",
    "a key of no character": b"\x1b[99999999u",
    "a key of half a character": b"\x1b[97;1;55296u",
    "a number too large": b"\x1b[999999999999999999999u",
    "a click far off": b"\x1b[<0;99999999;99999999M",
    "a terminal without room": b"\x1b[48;0;0;0;0t",
    "a paste of nonsense": b"\x1b[200~\xff\xfe\x1b[201~",
}


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "team.toml"
    path.write_bytes((ROOT / "cxplanner/samples/mid-size.toml").read_bytes())
    return path


def edited(start: Start, **environment: str) -> Terminal:
    """A planner with an edit that is not saved."""
    terminal = start("team.toml", **environment)
    terminal.shows("Brightwater", "✓ saved", "? help")
    terminal.send("d")
    terminal.shows("● not saved")
    return terminal


def restored(start: Start) -> None:
    """Open the plan again, and take the edits back that were left behind."""
    terminal = start("team.toml")
    terminal.shows("Unsaved changes of ", "1 edit", "Added Director of Customer Service", "Restore them (r)")
    terminal.send("r")
    terminal.shows("● not saved", "Restored: Added Director of Customer Service")
    terminal.send("\x13")
    terminal.shows("✓ saved")
    terminal.send("q")
    assert terminal.ended() == 0


@pytest.mark.parametrize("name", ["HUP", "INT", "QUIT", "TERM", "USR1", "USR2", "ALRM", "XCPU"])
def test_a_signal_loses_no_edit(name: str, start: Start, plan: Path) -> None:
    number = signal.Signals[f"SIG{name}"]
    before = plan.read_bytes()
    terminal = edited(start)
    terminal.process.send_signal(number)
    assert terminal.ended() == 128 + number
    assert terminal.restored()
    assert b"Your unsaved edit is kept: open the plan again to go on from there." in terminal.seen
    assert b"Traceback" not in terminal.seen
    assert plan.read_bytes() == before
    restored(start)
    assert plan.read_bytes().count(b"[positions.") == before.count(b"[positions.") + 1


def test_a_kill_loses_nothing_that_is_older_than_a_second(start: Start, plan: Path, own_home: Path) -> None:
    terminal = edited(start)
    drafts = own_home / ".local/state/cxplanner/drafts"
    terminal.until(lambda: any(drafts.glob("*.json")), "a draft")
    terminal.process.kill()
    assert terminal.ended() == -signal.SIGKILL
    terminal.until(terminal.restored, "the terminal as it was")
    terminal.shows("cxplanner was killed. What was not saved is kept")
    assert all(file.stat().st_mode & 0o077 == 0 for file in (drafts, *drafts.iterdir()))
    restored(start)
    assert not list(drafts.iterdir())


@pytest.mark.faults
def test_a_hundred_kills_at_any_moment_lose_nothing_that_is_older_than_a_second(
    start: Start, plan: Path, own_home: Path
) -> None:
    chance, drafts = random.Random(10), own_home / ".local/state/cxplanner/drafts"
    edits = older = kept = 0
    for _ in range(KILLS):
        shutil.rmtree(drafts, ignore_errors=True)
        terminal = start("team.toml")
        terminal.shows("Brightwater", "✓ saved", "? help")
        shown: list[float] = []
        end = time.monotonic() + chance.uniform(0.5, 4)
        while time.monotonic() < end:
            terminal.send("d")
            terminal.shows(f"(sponsor-{len(shown) + 2})")
            shown.append(time.monotonic())
            moment = min(end, time.monotonic() + chance.uniform(0, 1.2))
            terminal.until(lambda at=moment: time.monotonic() >= at, "the moment")  # type: ignore[misc]
        terminal.process.kill()
        killed = time.monotonic()
        assert terminal.ended() == -signal.SIGKILL
        terminal.close()
        must = sum(killed - when > 1 for when in shown)
        held = max((len(json.loads(file.read_text())["edits"]) for file in drafts.glob("*.json")), default=0)
        assert held >= must, f"{held} of {must} edits that were older than a second are kept"
        edits, older, kept = edits + len(shown), older + must, kept + held
    sys.stdout.write(
        f"\nkilled {KILLS} times: {edits} edits, {older} older than a second, 0 of these lost, {kept} kept\n"
    )


def test_a_closed_window_loses_no_edit(start: Start, plan: Path) -> None:
    terminal = edited(start)
    terminal.hang_up()
    assert terminal.process.wait(10) == 128 + signal.SIGHUP
    restored(start)


@pytest.mark.parametrize("deaf", [False, True])
def test_a_window_closed_over_an_editor_ends_the_planner(
    deaf: bool, start: Start, plan: Path, tmp_path: Path
) -> None:
    editor = tmp_path / "editor"
    stays = "trap '' HUP; while :; do read line || kill -STOP $$; done" if deaf else "read line"
    editor.write_text(f"#!/bin/sh\necho my $$ is my number\n{stays}\n", encoding="utf-8")
    editor.chmod(0o700)
    terminal = start("team.toml", EDITOR=str(editor))
    terminal.shows("Brightwater", "? help")
    terminal.send("\x05")
    terminal.shows("is my number")
    terminal.hang_up()
    assert terminal.process.wait(10) == 128 + signal.SIGHUP
    if deaf:
        os.kill(int(terminal.text.split("my ")[1].split()[0]), signal.SIGKILL)


@pytest.mark.parametrize("number", [signal.SIGTSTP, signal.SIGSTOP])
def test_a_planner_that_slept_paints_anew(number: signal.Signals, start: Start, plan: Path) -> None:
    terminal = edited(start)
    terminal.process.send_signal(number)
    status = Path(f"/proc/{terminal.process.pid}/stat")
    if not status.exists():
        pytest.skip("this system does not tell who sleeps")
    terminal.until(lambda: status.read_text().rpartition(")")[2].split()[0] == "T", "sleep")
    terminal.until(terminal.restored, "the terminal") if number == signal.SIGTSTP else None
    terminal.screen.reset()
    terminal.process.send_signal(signal.SIGCONT)
    terminal.shows("Brightwater", "● not saved", "? help")
    terminal.send("\x1a")
    terminal.shows("✓ saved")
    terminal.send("q")
    assert terminal.ended() == 0
    assert terminal.restored()


@pytest.mark.parametrize("what", BYTES)
def test_a_wrong_byte_is_dropped(what: str, start: Start, plan: Path) -> None:
    terminal = edited(start)
    terminal.send(BYTES[what])
    terminal.send("\x1a")
    terminal.shows("✓ saved", "Undone")
    terminal.send("q")
    assert terminal.ended() == 0
    assert terminal.restored()


def test_a_fault_of_ours_is_told_in_words(start: Start, plan: Path, tmp_path: Path, own_home: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "from cxplanner.session.workspace import Workspace as W\nW.folder = property(lambda self: 1 / 0)\n",
        encoding="utf-8",
    )
    terminal = edited(start, PYTHONPATH=f"{tmp_path}:{ROOT}")
    terminal.send("\x1b[24~")
    assert terminal.ended() == 1
    assert terminal.restored()
    said = terminal.seen.decode()
    assert "cxplanner stopped because of a fault of its own." in said
    assert "Your unsaved edit is kept" in said
    assert "Traceback" not in said
    assert "ZeroDivisionError" in (own_home / ".local/state/cxplanner/faults/fault.txt").read_text()
    restored(start)


def test_a_planner_that_hangs_ends_too(start: Start, plan: Path, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "import threading\nfrom cxplanner.session.workspace import Workspace as W\n"
        "W.folder = property(lambda self: threading.Event().wait())\n",
        encoding="utf-8",
    )
    terminal = edited(start, PYTHONPATH=f"{tmp_path}:{ROOT}")
    terminal.send("\x1b[24~")
    terminal.process.send_signal(signal.SIGTERM)
    assert terminal.ended() == 128 + signal.SIGTERM
    assert terminal.restored()
    assert b"Your unsaved edit is kept" in terminal.seen
    restored(start)


def test_what_is_typed_into_an_open_dialog_is_kept_too(start: Start, plan: Path) -> None:
    terminal = edited(start)
    terminal.send("e")
    terminal.shows("enter keeps a field")
    terminal.send("\x15Ada Lovelace")
    terminal.shows(" Ada Lovelace ")
    terminal.process.send_signal(signal.SIGTERM)
    assert terminal.ended() == 128 + signal.SIGTERM
    terminal = start("team.toml")
    terminal.shows(
        "1 edit and text typed into a field", "Typed, and not in the plan yet:", "Title: Ada Lovelace"
    )


def test_what_was_not_wanted_does_not_come_back(start: Start, plan: Path, own_home: Path) -> None:
    terminal = edited(start)
    terminal.until(lambda: any((own_home / ".local/state/cxplanner/drafts").glob("*.json")), "a draft")
    terminal.send("q")
    terminal.shows("The plan is not saved.")
    terminal.send("l")
    assert terminal.ended() == 0
    assert not any((own_home / ".local/state/cxplanner/drafts").iterdir())
