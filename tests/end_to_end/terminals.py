"""A program in a terminal of its own, as its user has it."""

from __future__ import annotations

import os
import pty
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from fcntl import ioctl
from pathlib import Path
from typing import Final

import pyte

ROOT: Final = Path(__file__).parents[2]
PATIENCE: Final = 10.0
"""Seconds to wait for something that should take a fraction of one."""
SIZE: Final = (120, 40)
TELLING: Final = ("NO_COLOR", "COLORTERM", "TMUX", "STY", "LANG", "LC_ALL", "LC_CTYPE")
"""Variables by which a terminal, or who sits there, says what it is like; each test says so itself."""
START: Final = """
import fcntl, runpy, signal, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
signal.signal(signal.SIGINT, signal.default_int_handler)
for number in (signal.SIGHUP, signal.SIGQUIT):
    signal.signal(number, signal.SIG_DFL)
runpy.run_module("cxplanner", run_name="__main__", alter_sys=True)
"""
"""Takes the terminal as its own, so that the system tells it what happens to it, then is the program.

Signals mean what they mean at a terminal, also where the tests run in the background, which ignores some.
"""


TAKE: Final = """
import fcntl, os, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execvp(sys.argv[1], sys.argv[1:])
"""
"""Takes the terminal as its own, then is another program."""


class Terminal:
    """A program in a terminal of its own: the planner, or what it is to run ``within``."""

    def __init__(
        self,
        *words: str,
        folder: Path,
        environment: Mapping[str, str] | None = None,
        within: Sequence[str] = (),
    ) -> None:
        self.screen = pyte.Screen(*SIZE)
        self._stream = pyte.ByteStream(self.screen)
        self.seen = b""
        set_so = {
            **{name: value for name, value in os.environ.items() if name not in TELLING},
            "TERM": "xterm-256color",
            "PYTHONPATH": str(ROOT),
            "TEXTUAL_ANIMATIONS": "none",
            **(environment or {}),
        }
        self._ours, theirs = pty.openpty()
        ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", SIZE[1], SIZE[0], 0, 0))
        self.process = subprocess.Popen(
            [
                sys.executable,
                "-c",
                *([TAKE, *within, sys.executable, "-m", "cxplanner"] if within else [START]),
                *words,
            ],
            cwd=folder,
            env=set_so,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
        )
        self.modes = termios.tcgetattr(theirs)
        self._theirs = theirs
        self._open = [theirs, self._ours]

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

    def send(self, keys: str | bytes) -> None:
        os.write(self._ours, keys.encode() if isinstance(keys, str) else keys)

    def ended(self) -> int:
        """Wait for the end; answers the exit status."""
        self.until(lambda: self.process.poll() is not None, "the end")
        while select.select([self._ours], [], [], 0)[0]:
            self._read(0)
        return self.process.returncode

    def hang_up(self) -> None:
        """Close the terminal, as closing its window does."""
        while self._open:
            os.close(self._open.pop())

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self.hang_up()

    def restored(self) -> bool:
        """Whether the terminal is as it was: its screen, its mouse, its cursor and its line mode."""
        for mode in (b"1049", b"1000", b"1003", b"1006", b"2004"):
            if self.seen.rfind(b"\x1b[?%bh" % mode) > self.seen.rfind(b"\x1b[?%bl" % mode):
                return False
        shown, hidden = self.seen.rfind(b"\x1b[?25h"), self.seen.rfind(b"\x1b[?25l")
        now = termios.tcgetattr(self._theirs)[3]
        return shown > hidden and bool(now & termios.ECHO) and bool(now & termios.ICANON)
