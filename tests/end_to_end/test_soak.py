"""Edits and undo for a long time in a real terminal: memory ends where it was near the beginning.

``make soak`` does so for half an hour, ``make test-hostile`` for one minute.
"""

from __future__ import annotations

import os
import shutil
import sys
import time
from pathlib import Path
from typing import Final

import pytest

from tests.end_to_end.terminals import Terminal
from tests.screens.driving import SAMPLES

HOME, DOWN, PAGE_DOWN, ESCAPE, F4, F5 = "\x1b[H", "\x1b[B", "\x1b[6~", "\x1b", "\x1bOS", "\x1b[15~"
UNDO, REDO, PALETTE = "\x1a", "\x19", "\x10"
EDITS: Final = (
    *("1", HOME, DOWN, "d", UNDO, REDO, UNDO, "2", DOWN, "a", "r", UNDO, UNDO),
    *("3", DOWN, PAGE_DOWN, "4", "5", "6", "7", "8", "1", DOWN, "d", UNDO),
)
"""Edits in several views, all of them undone."""
DIALOGS: Final = ((F4, "Sells to"), (F5, "The team as of which day?"), (PALETTE, "Search for commands"))
SECONDS: Final = float(os.environ.get("SOAK", "60"))
WARM: Final = 0.2
"""The share of the time after which everything has been loaded and every cache has been filled."""
MOST: Final = 0.05
"""How much more memory there may be at the end: a round that kept what it made would go far beyond."""


def memory(terminal: Terminal) -> int:
    """How many bytes of the planner are in memory."""
    pages = Path(f"/proc/{terminal.process.pid}/statm").read_text(encoding="ascii").split()[1]
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def rounds_until(terminal: Terminal, deadline: float) -> int:
    done = 0
    while done < 3 or time.monotonic() < deadline:
        terminal.send("".join(EDITS))
        for opens, shown in DIALOGS:
            terminal.send(opens)
            terminal.shows(shown)
            terminal.send(ESCAPE)
            terminal.lacks(shown)
        terminal.seen = b""
        done += 1
    return done


@pytest.mark.hostile
def test_memory_ends_where_it_was(tmp_path: Path) -> None:
    if not Path("/proc/self/statm").exists():
        pytest.skip("this system does not tell how much memory a program has")
    path = tmp_path / "team.toml"
    shutil.copy(SAMPLES / "mid-size.toml", path)
    terminal = Terminal(str(path), folder=tmp_path)
    try:
        terminal.shows("Brightwater", "saved")
        began = time.monotonic()
        rounds = rounds_until(terminal, began + SECONDS * WARM)
        early = memory(terminal)
        rounds += rounds_until(terminal, began + SECONDS)
        late = memory(terminal)
    finally:
        terminal.close()
    took = time.monotonic() - began
    sys.stdout.write(f"{rounds} rounds in {took:.0f} s: {early / 1e6:.1f} MB, then {late / 1e6:.1f} MB\n")
    assert late <= early * (1 + MOST)
