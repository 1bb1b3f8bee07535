"""Opening the planner: the one place outside the screens that knows there are any."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cxplanner.catalogue.load import catalogue_beside
from cxplanner.commands.wrong import CallWrong

if TYPE_CHECKING:
    from cxplanner.session.settings import Settings
    from cxplanner.toml.problems import Problem

EXAMPLE: Final = "cxplanner team.toml"


def run(words: list[str]) -> int:
    """Open the planner on a plan; without one, on its home screen."""
    if len(words) < 2 and not any(word.startswith("-") or not word.strip() for word in words):
        return planner(Path(words[0]) if words else None)
    from cxplanner.commands.call import Parser  # only options need it, and the planner starts faster

    about = "Open the planner on a plan; without one, on its home screen."
    parser = Parser("", about, EXAMPLE)
    parser.add_argument("plan", metavar="PLAN", nargs="?", type=Path, help="the plan to open, or to start")
    parser.templates()
    options = parser.read(words)
    return planner(options.plan, options.templates)


def planner(plan: Path | None, templates: Path | None = None, *, demo: bool = False) -> int:
    """Run the planner until it is closed. Raises :class:`CallWrong` where there is no terminal."""
    need_terminal()
    if plan is not None and plan.is_dir():
        from cxplanner.text.words import one_line

        name = one_line(str(plan))
        raise CallWrong(f"{name} is a folder; name a plan file. cxplanner check looks through a folder.")
    catalogue = catalogue_beside(plan.parent if plan else Path(), templates)
    _draw_in_utf8()
    from cxplanner.screens.app import run_planner

    return run_planner(plan, catalogue, templates=templates, demo=demo)


def _draw_in_utf8() -> None:
    """Draw lines and signs as every terminal of today reads them, even if the locale names no encoding."""
    for stream in (sys.__stdout__, sys.__stderr__):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8")


def keys_in_force(settings: Settings) -> tuple[Sequence[tuple[str, str, str, str, str]], Sequence[Problem]]:
    """Every command: its id, keys in force, who set them, where it is at hand, title; and which are wrong."""
    from cxplanner.screens.keymap import keys_listed  # reads all screens

    return keys_listed(settings)


def need_terminal() -> None:
    """Raise :class:`CallWrong` unless a person sits at a terminal."""
    if not (sys.stdin and sys.stdin.isatty() and sys.stdout.isatty()):
        raise CallWrong(
            "the planner needs a terminal to draw on. In a script or a pipe use a command, "
            "such as cxplanner check PLAN; cxplanner --help lists them."
        )
