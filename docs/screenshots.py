"""Draws ``docs/images``: the planner on the enterprise sample, one SVG a view, the same on every machine."""

from __future__ import annotations

import asyncio
import os
import re
import sys
from datetime import date
from pathlib import Path
from typing import Final

from cxplanner.catalogue.load import shipped_catalogue
from cxplanner.screens.app import PlannerApp

FOLDER: Final = Path(__file__).parent / "images"
SAMPLE: Final = Path(__file__).parents[1] / "cxplanner" / "samples" / "enterprise.toml"
TODAY: Final = date(2026, 11, 22)
SIZE: Final = (120, 36)
VIEWS: Final = {
    "team.svg": ("1", "down"),
    "responsibilities.svg": ("2", "down", "down", "right", "right"),
    "gaps.svg": ("3",),
    "chart.svg": ("o", "down"),
    "leadership.svg": ("8",),
}
"""Picture -> the keys that lead there from a planner that has just been opened."""


async def pictures() -> dict[str, str]:
    """Every picture by its file name, in the colours of a terminal that has all of them."""
    os.environ.pop("NO_COLOR", None)
    os.environ |= {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
    return {name: await _picture(keys) for name, keys in VIEWS.items()}


async def _picture(keys: tuple[str, ...]) -> str:
    app = PlannerApp(SAMPLE, shipped_catalogue(), today=TODAY)
    async with app.run_test(size=SIZE) as pilot:
        for key in keys:
            await pilot.press(key)
            await pilot.pause()
        return _steady(app.export_screenshot(title="cxplanner"))


def _steady(svg: str) -> str:
    """The picture without what differs from run to run: the numbers in its ids, and fonts from the net."""
    svg = re.sub(r"terminal-\d+", "terminal", svg)
    svg = re.sub(r"\s*@font-face \{.*?\}", "", svg, flags=re.DOTALL)
    return "\n".join(line.rstrip() for line in svg.splitlines()) + "\n"


def main() -> int:
    """Draw the pictures into their folder."""
    FOLDER.mkdir(exist_ok=True)
    for name, svg in asyncio.run(pictures()).items():
        (FOLDER / name).write_text(svg, encoding="utf-8")
        print(f"docs/images/{name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
