"""The planner in terminals, multiplexers and locales of every kind: it opens, edits, saves and leaves."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

import pytest

from tests.end_to_end.terminals import ROOT, Terminal

NO_COLOURS, SHADES, TRUE = "none", "256", "24 bit"
NO_UTF8: Final = {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
KINDS: Final[Mapping[str, tuple[Mapping[str, str], str]]] = {
    "Linux console": ({"TERM": "linux"}, NO_COLOURS),
    "no UTF-8": ({"LC_ALL": "POSIX", **NO_UTF8}, SHADES),
    "NO_COLOR": ({"NO_COLOR": "1", "COLORTERM": "truecolor"}, NO_COLOURS),
}
"""What a terminal, or who sits there, says of it; and the most colours it may then be sent."""
FURTHER: Final[Mapping[str, tuple[Mapping[str, str], str]]] = {
    "24 bit": ({"COLORTERM": "truecolor"}, TRUE),
    "256 colours": ({"TERM": "tmux-256color"}, SHADES),
    "16 colours": ({"TERM": "xterm"}, NO_COLOURS),
    "an old terminal": ({"TERM": "vt100"}, NO_COLOURS),
    "dumb": ({"TERM": "dumb"}, NO_COLOURS),
    "a terminal that says nothing": ({"TERM": ""}, NO_COLOURS),
    "a terminal nobody heard of": ({"TERM": "unheard-of"}, NO_COLOURS),
    "LANG=C": ({"LANG": "C"}, SHADES),
    "Latin-1": ({"LC_ALL": "de_DE.ISO-8859-1", **NO_UTF8}, SHADES),
    "ASCII for Python": ({"PYTHONIOENCODING": "ascii"}, SHADES),
}
"""As many more, tried by ``make test-hostile``."""


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "team.toml"
    shutil.copy(ROOT / "cxplanner/samples/enterprise.toml", path)
    return path


def worked_with(terminal: Terminal, plan: Path) -> None:
    """Look around in a plan, copy a position, take back another edit, save, and leave."""
    before = plan.read_text(encoding="utf-8").count("[positions.")
    terminal.shows("Northwind Outfitters · Enterprise", "▼ Chief executive officer", "│", "✓ saved", "? help")
    terminal.send("d")
    terminal.shows("● not saved")
    terminal.send("\x1b[15~")
    terminal.shows("The team as of which day?")
    terminal.send("\x1b")
    terminal.lacks("The team as of which day?")
    terminal.send("2")
    terminal.shows("A answers")
    terminal.send("\x13")
    terminal.shows("✓ saved")
    assert plan.read_text(encoding="utf-8").count("[positions.") == before + 1
    terminal.send("q")
    assert terminal.ended() == 0


def colours(terminal: Terminal) -> str:
    """The richest kind of colours that a program sent to its terminal."""
    kinds = {"24 bit": rb";[34]8;2;", "256": rb";[34]8;5;", "16": rb";(?:[34][0-7]|9[0-7]|10[0-7]);"}
    sent = b"".join(b";%b;\n" % codes for codes in re.findall(rb"\x1b\[([\d;]+)m", terminal.seen))
    return next((kind for kind, codes in kinds.items() if re.search(codes, sent)), "none")


@pytest.mark.parametrize(
    ("environment", "allowed"),
    [
        *(pytest.param(*kind, id=name) for name, kind in KINDS.items()),
        *(pytest.param(*kind, id=name, marks=pytest.mark.hostile) for name, kind in FURTHER.items()),
    ],
)
def test_a_plan_is_worked_with_in_any_terminal(
    environment: Mapping[str, str], allowed: str, start: Callable[..., Terminal], plan: Path
) -> None:
    terminal = start(plan.name, **environment)
    worked_with(terminal, plan)
    assert colours(terminal) == allowed
    assert terminal.restored()


@pytest.mark.hostile
@pytest.mark.parametrize(
    "within",
    [
        ["tmux", "-L", "cxplanner-test", "-f", "/dev/null", "new-session"],
        ["screen", "-c", "/dev/null", "-U"],
    ],
    ids=["tmux", "screen"],
)
def test_a_plan_is_worked_with_inside_another_terminal(within: list[str], plan: Path, own_home: Path) -> None:
    if not shutil.which(within[0]):
        pytest.skip(f"{within[0]} is not installed here")
    own_home.chmod(0o700)
    terminal = Terminal(
        plan.name,
        folder=plan.parent,
        within=within,
        environment={"SCREENDIR": str(own_home), "LANG": "C.UTF-8"},
    )
    try:
        worked_with(terminal, plan)
    finally:
        terminal.close()


def test_in_gnu_screen_the_mouse_is_not_watched(start: Callable[..., Terminal], plan: Path) -> None:
    terminal = start(plan.name, STY="1.tty.here")
    terminal.shows("Northwind Outfitters", "? help")
    assert b"\x1b[?1000h" not in terminal.seen
    terminal.send("q")
    assert terminal.ended() == 0
