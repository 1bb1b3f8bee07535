"""Opening the planner: the one place outside the screens that knows there are any."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from cxplanner.commands.loading import catalogue_beside
from cxplanner.commands.wrong import CallWrong

EXAMPLE: Final = "cxplanner team.toml"


def run(words: list[str]) -> int:
    """Open the planner on a plan; without one, on a new plan."""
    if len(words) < 2 and not any(word.startswith("-") for word in words):
        return planner(Path(words[0]) if words else None)
    from cxplanner.commands.call import Parser  # only options need it, and the planner starts faster

    parser = Parser("", "Open the planner on a plan; without one, start a new plan.", EXAMPLE)
    parser.add_argument("plan", metavar="PLAN", nargs="?", type=Path, help="the plan to open, or to start")
    parser.templates()
    options = parser.read(words)
    return planner(options.plan, options.templates)


def planner(plan: Path | None, templates: Path | None = None, *, demo: bool = False) -> int:
    """Run the planner until it is closed. Raises :class:`CallWrong` where there is no terminal."""
    need_terminal()
    if plan is not None and plan.is_dir():
        raise CallWrong(f"{plan} is a folder; name a plan file. cxplanner check looks through a folder.")
    catalogue = catalogue_beside(plan.parent if plan else Path(), templates)
    from cxplanner.screens.app import run as run_app

    return run_app(plan, catalogue, demo=demo)


def need_terminal() -> None:
    """Raise :class:`CallWrong` unless a person sits at a terminal."""
    if not (sys.stdin and sys.stdin.isatty() and sys.stdout.isatty()):
        raise CallWrong(
            "the planner needs a terminal to draw on. In a script or a pipe use a command, "
            "such as cxplanner check PLAN; cxplanner --help lists them."
        )
