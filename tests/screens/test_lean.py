"""The planner starts with what its first screen needs, and does nothing while nobody does anything."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.screens.driving import ROOT, opened

LATER = (
    *("form", "gaps_view", "raci_view", "help", "saving", "company", "new_plan", "broken", "team_dialogs"),
    *("team_chart", "widgets.chart"),
    *("home", "keymap", "file_choice", "theme_choice"),
    *(
        "widgets.matrix",
        "widgets.matrix_parts",
        "widgets.picker",
        "widgets.prompt",
        "widgets.confirm",
        "widgets.dialog",
    ),
)
START = """
import asyncio, sys
from pathlib import Path
from typing import Any
from cxplanner.catalogue.load import shipped_catalogue
from cxplanner.screens.app import PlannerApp

async def start():
    async with PlannerApp(Path(sys.argv[1]), shipped_catalogue()).run_test() as pilot:
        await pilot.pause()
        print(*(name for name in sys.modules if name.startswith(("cxplanner", "textual_fspicker"))))

asyncio.run(start())
"""


def test_the_first_screen_imports_no_other(mid_size: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", START, str(mid_size)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    loaded = set(done.stdout.split())
    assert "cxplanner.screens.views.team.view" in loaded
    assert not loaded & {f"cxplanner.screens.{name}" for name in LATER}
    assert not loaded & {"cxplanner.session.recent", "cxplanner.session.sample", "textual_fspicker"}


def runs(timer: Any) -> bool:
    """Whether a timer of Textual's ticks."""
    ticks: bool = timer._active.is_set() and timer._task is not None and not timer._task.done()
    return ticks


@pytest.mark.parametrize("key", ["1", "2", "3", "o"])
async def test_idle_does_nothing(key: str, sample: Callable[[str], Path]) -> None:
    async with opened(sample("enterprise")) as driver:
        await driver.press(key)
        await driver.settle()
        nodes = [driver.app, *driver.app.screen_stack, *driver.app._registry]
        running = [timer for node in nodes for timer in node._timers if runs(timer)]
        assert running == []
