"""The whole program in a real terminal: from nothing to a saved plan that the check agrees with."""

import json
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from fcntl import ioctl
from itertools import pairwise
from pathlib import Path
from typing import Final

import pyte
import pytest

ROOT: Final = Path(__file__).parents[2]
PATIENCE: Final = 10.0
"""Seconds to wait for something that should take a fraction of one."""
SIZE: Final = (120, 40)


class Terminal:
    """A program in a terminal of its own."""

    def __init__(self, *words: str, folder: Path) -> None:
        self.screen = pyte.Screen(*SIZE)
        self._stream = pyte.ByteStream(self.screen)
        self.seen = b""
        environment = {
            **{k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "COLORTERM")},
            "TERM": "xterm-256color",
            "PYTHONPATH": str(ROOT),
            "TEXTUAL_ANIMATIONS": "none",
        }
        self._ours, theirs = pty.openpty()
        ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", SIZE[1], SIZE[0], 0, 0))
        self.process = subprocess.Popen(
            [sys.executable, "-m", "cxplanner", *words],
            cwd=folder,
            env=environment,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
        )
        self.modes = termios.tcgetattr(theirs)
        self._theirs = theirs

    @property
    def text(self) -> str:
        return "\n".join(self.screen.display)

    def until(self, wanted: Callable[[], bool], what: str) -> None:
        """Read what the program paints until something is so."""
        deadline = time.monotonic() + PATIENCE
        while not wanted():
            assert time.monotonic() < deadline, f"never came: {what}\n{self.text}"
            self._read(0.05)

    def _read(self, wait: float) -> None:
        if select.select([self._ours], [], [], wait)[0]:
            painted = os.read(self._ours, 65536)
            self.seen += painted
            self._stream.feed(painted)

    def shows(self, *words: str) -> None:
        """Wait until all of these are on the screen."""
        self.until(lambda: all(word in self.text for word in words), " and ".join(words))

    def lacks(self, words: str) -> None:
        """Wait until this is gone from the screen."""
        self.until(lambda: words not in self.text, f"the end of {words}")

    def send(self, keys: str) -> None:
        os.write(self._ours, keys.encode())

    def ended(self) -> int:
        """Wait for the end; answers the exit status."""
        self.until(lambda: self.process.poll() is not None, "the end")
        while select.select([self._ours], [], [], 0)[0]:
            self._read(0)
        return self.process.returncode

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        os.close(self._ours)
        os.close(self._theirs)

    def restored(self) -> bool:
        """Whether the terminal is as it was: its screen, its mouse, its cursor and its line mode."""
        for mode in (b"1049", b"1000", b"1003", b"1006", b"2004"):
            if self.seen.rfind(b"\x1b[?%bh" % mode) > self.seen.rfind(b"\x1b[?%bl" % mode):
                return False
        shown, hidden = self.seen.rfind(b"\x1b[?25h"), self.seen.rfind(b"\x1b[?25l")
        now = termios.tcgetattr(self._theirs)[3]
        return shown > hidden and bool(now & termios.ECHO) and bool(now & termios.ICANON)


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Terminal]]:
    terminals: list[Terminal] = []

    def started(*words: str) -> Terminal:
        terminals.append(Terminal(*words, folder=tmp_path))
        return terminals[-1]

    yield started
    for terminal in terminals:
        terminal.close()


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


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM])
def test_a_closed_terminal_loses_no_edit(
    number: signal.Signals, start: Callable[..., Terminal], tmp_path: Path
) -> None:
    path = tmp_path / "team.toml"
    path.write_bytes((ROOT / "cxplanner/samples/mid-size.toml").read_bytes())
    before = path.read_bytes()
    terminal = start("team.toml")
    terminal.shows("Brightwater", "no gaps")
    terminal.send("d")
    terminal.shows("● not saved")
    terminal.process.send_signal(number)
    terminal.until(lambda: terminal.process.poll() is not None, "the end")
    assert terminal.process.returncode == 128 + number
    assert path.read_bytes() == before
    rescued = (tmp_path / "team-rescued.toml").read_text(encoding="utf-8")
    assert rescued.count("[positions.") == before.decode().count("[positions.") + 1
