"""The planner starts with what its first screen needs, and does nothing while nobody does anything."""

import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from cxplanner.screens.workspace.file_watch import NAME
from tests.screens.driving import ROOT, Driver, opened

LATER = (
    *("screens.kit.form", "screens.kit.matrix_parts", "screens.kit.picker", "screens.kit.prompt"),
    *("screens.kit.confirm", "screens.kit.dialog", "screens.kit.editor", "screens.keymap"),
    *("screens.start.new_plan", "screens.start.broken", "screens.start.home", "screens.start.file_choice"),
    *("screens.views.gaps.view", "screens.views.raci.view", "screens.views.raci.matrix"),
    *("screens.views.team.dialogs", "screens.views.team.chart"),
    *(
        "gaps.rule",
        "gaps.rules",
        "screens.shared.company",
        "screens.theme_choice",
        "screens.workspace.saving",
    ),
    *("session.recent", "session.sample", "session.drafts", "toml.wording", "toml.save", "toml.statements"),
)
JUDGING = ("plan.read", "plan.references", "catalogue.reading", "toml.validate")
"""What only a plan that nobody has judged yet needs."""
START = """
import asyncio, sys
from pathlib import Path
from cxplanner.catalogue.load import shipped_catalogue
from cxplanner.screens.app import PlannerApp
from cxplanner.screens.workspace.screen import WorkspaceScreen

judge = WorkspaceScreen._judge

def painted(screen):
    print(*sys.modules)
    judge(screen)

WorkspaceScreen._judge = painted

async def start():
    async with PlannerApp(Path(sys.argv[1]), shipped_catalogue()).run_test() as pilot:
        await pilot.pause()
        print(*sys.modules)

asyncio.run(start())
"""


def loaded(plan: Path) -> tuple[set[str], set[str]]:
    """The modules that are loaded once the first screen is painted, and once its gaps are counted."""
    done = subprocess.run(
        [sys.executable, "-c", START, str(plan)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    painted, judged = done.stdout.splitlines()
    return set(painted.split()), set(judged.split())


def test_the_first_screen_imports_no_other(mid_size: Path) -> None:
    painted, _ = loaded(mid_size)
    assert "cxplanner.screens.views.team.view" in painted
    assert sorted(painted & {"textual_fspicker", *(f"cxplanner.{name}" for name in LATER)}) == []


def test_what_was_judged_before_opens_without_pydantic(mid_size: Path) -> None:
    judging = {"pydantic", "pydantic_core", *(f"cxplanner.{name}" for name in JUDGING)}
    assert judging <= loaded(mid_size)[0]
    assert sorted(judging & loaded(mid_size)[1]) == []


@pytest.mark.parametrize("name", [*LATER, *JUDGING])
def test_the_modules_that_come_later_are_there(name: str) -> None:
    assert find_spec(f"cxplanner.{name}") is not None


def runs(timer: Any) -> bool:
    """Whether a timer of Textual's ticks on and on; what is to come once, as for the draft, ends there."""
    once = timer._repeat == 0
    ticks: bool = not once and timer._active.is_set() and timer._task is not None and not timer._task.done()
    return ticks


def running(driver: Driver) -> list[str | None]:
    nodes = [driver.app, *driver.app.screen_stack, *driver.app._registry]
    return [timer.name for node in nodes for timer in node._timers if runs(timer)]


@pytest.mark.parametrize("key", ["1", "2", "3", "o"])
async def test_idle_does_nothing(key: str, sample: Callable[[str], Path]) -> None:
    async with opened(sample("enterprise")) as driver:
        await driver.press(key)
        driver.app.app_focus = False
        await driver.settle()
        assert running(driver) == []


async def test_only_the_file_is_looked_at_while_somebody_looks_at_the_terminal(tmp_path: Path) -> None:
    async with opened(tmp_path / "n.toml") as driver:
        await driver.write("Northwind", "ctrl+s")
        assert running(driver) == []  # there is no file yet
        await driver.press("ctrl+s", "enter")
        assert running(driver) == [NAME]
        driver.app.app_focus = False
        assert running(driver) == []
        driver.app.app_focus = True
        await driver.settle()
        assert running(driver) == [NAME]
