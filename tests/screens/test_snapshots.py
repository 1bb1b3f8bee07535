"""Pictures of every screen and dialog, each of which then takes any size and comes back as it was.

``--update-snapshots`` draws the pictures anew; then look at them.
"""

from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Final

import pytest
from textual.command import CommandList
from textual_fspicker.parts.directory_navigation import DirectoryEntry

from cxplanner.session.recent import Recent, remember
from tests.screens.conftest import Snapshot
from tests.screens.driving import Driver, opened
from tests.screens.entries import view_key
from tests.screens.sizes import takes_any_size

Steps = Callable[[Driver], Awaitable[None]]
BROKEN: Final = """\
schema = 1
[company]
name = "Northwind"
scale = "enterprize"
[leadership]
model = "service-led"
[positions.ana]
role = "cx-analyst"
fte = "full"
reports_to = "nobody-known"
"""


async def in_both_sizes(driver: Driver, name: str, snapshot: Snapshot) -> None:
    """Compare the screen with its picture at the size it was opened in, then on a larger terminal."""
    snapshot(driver, name)
    await driver.resize(120, 40)
    snapshot(driver, name)


def pressed(*keys: str) -> Steps:
    async def press(driver: Driver) -> None:
        await driver.press(*keys)

    return press


async def unsaved(driver: Driver) -> None:
    await driver.press("d", "q")


async def new_company(driver: Driver) -> None:
    await driver.write("Northwind Outfitters", "enter")
    await driver.write("420")


async def themes(driver: Driver) -> None:
    driver.app.search_themes()
    await driver.settle()
    while not driver.one(CommandList).option_count:
        await driver.settle()


METRICS, TOOLS = view_key("Metrics and objectives"), view_key("Tools and initiatives")
BOARD, LEADERSHIP = view_key("Departments and board"), view_key("Leadership")
SCREENS: Final[Mapping[str, tuple[str, Steps]]] = {
    "team": ("enterprise", pressed("down")),
    "org-chart": ("enterprise", pressed("down", "o")),
    "org-chart-folded": ("enterprise", pressed("o", "z", "right")),
    "responsibilities": ("mid-size", pressed("2", "down", "right")),
    "gaps": ("enterprise", pressed("3")),
    "role-descriptions": ("enterprise", pressed("4", "down", "down", "down", "down")),
    "role-descriptions-vacant": ("enterprise", pressed("4", "v", "tab", "pagedown")),
    "departments": ("enterprise", pressed(BOARD, *["down"] * 7)),
    "leadership": ("enterprise", pressed(LEADERSHIP)),
    "metrics": ("enterprise", pressed(METRICS, "end")),
    "metrics-objective": ("enterprise", pressed(METRICS)),
    "metric-form": ("enterprise", pressed(METRICS, "end", "e")),
    "objective-form": ("enterprise", pressed(METRICS, "e", "tab")),
    "add-metric": ("enterprise", pressed(METRICS, "a")),
    "remove-metric": ("enterprise", pressed(METRICS, "end", "x")),
    "tools": ("enterprise", pressed(TOOLS)),
    "tools-initiative": ("enterprise", pressed(TOOLS, *["down"] * 6)),
    "initiative-form": ("enterprise", pressed(TOOLS, *["down"] * 6, "e")),
    "add-initiative": ("enterprise", pressed(TOOLS, "a")),
    "export-role-descriptions": ("enterprise", pressed("4", "T")),
    "export-a-role-description": ("mid-size", pressed("4", "t")),
    "filtered-team": ("enterprise", pressed("slash", *"liaison")),
    "filtered-matrix": ("mid-size", pressed("2", "slash", *"strategy", "enter")),
    "next-gap": ("enterprise", pressed("n", "n")),
    "roles-by-their-gaps": ("mid-size", pressed("down", "down", "down", "x", "r", "a")),
    "position-form": ("mid-size", pressed("down", "e")),
    "actions": ("mid-size", pressed("down", "down", ".")),
    "help-on-a-form": ("mid-size", pressed("down", "e", "f1")),
    "company-form": ("mid-size", pressed("f4")),
    "add-position": ("mid-size", pressed("a")),
    "fixes": ("small", pressed("3", "f")),
    "preview-of-fixes": ("enterprise", pressed("3", "f")),
    "preview-of-the-only-fix": ("enterprise", pressed("3", "end", "f")),
    "accept-a-gap": ("small", pressed("3", "w")),
    "remove-a-position": ("mid-size", pressed("down", "x")),
    "choose-a-letter": ("mid-size", pressed("2", "enter")),
    "save-as": ("mid-size", pressed("f12")),
    "leave": ("mid-size", unsaved),
    "help": ("mid-size", pressed("f1")),
    "what-next": ("enterprise", pressed("f2")),
    "whom-did-you-hire": ("enterprise", pressed("f2", "enter")),
    "grow-to-which-scale": ("mid-size", pressed("f3")),
    "grow-by-what": ("mid-size", pressed("f3", "enter")),
    "as-of-which-day": ("enterprise", pressed("f5")),
    "as-of-another-day": ("enterprise", pressed("f5", *"another", "enter", *"2027-2")),
    "team-as-of-a-day": ("enterprise", pressed("f5", "down", "down", "enter", "2")),
    "chart-at-a-vacant-position": ("enterprise", pressed("o", "down", "down", "down", "tab")),
    "chart-filtered": ("enterprise", pressed("o", "slash", *"liaison", "enter")),
    "move-a-position": ("mid-size", pressed("down", "m")),
    "rename-a-position": ("mid-size", pressed("down", "i")),
    "form-half-typed": ("mid-size", pressed("down", "e", "tab", "tab", "tab", *"50%")),
    "form-refused": ("mid-size", pressed("down", "e", "tab", "tab", "tab", *"lots", "tab")),
    "responsibilities-folded": ("mid-size", pressed("2", "Z", "down")),
    "add-responsibility": ("mid-size", pressed("2", "plus")),
    "remove-responsibility": ("mid-size", pressed("2", "down", "x")),
    "gaps-filtered-away": ("enterprise", pressed("3", "slash", *"nothing like it", "enter")),
    "gap-accepted": ("small", pressed("3", "w", *"We wait", "enter")),
    "gap-asks": ("small", pressed("3", "end", "f")),
    "board-nobody": ("mid-size", pressed(BOARD, *["down"] * 4, "h")),
    "add-a-voice": ("enterprise", pressed(BOARD, *["down"] * 7, "a")),
    "tick-the-seats": ("enterprise", pressed(BOARD, "e")),
    "who-leads-the-board": ("enterprise", pressed(BOARD, "l")),
    "remove-the-board": ("enterprise", pressed(BOARD, "x")),
    "leadership-model": ("enterprise", pressed(LEADERSHIP, "e")),
    "leadership-owner": ("enterprise", pressed(LEADERSHIP, "o")),
    "leadership-budget": ("enterprise", pressed(LEADERSHIP, *["down"] * 3, "e")),
    "leadership-funders": ("enterprise", pressed(LEADERSHIP, *["down"] * 4, "e")),
    "own-metric": ("enterprise", pressed(METRICS, "a", *"own", "enter")),
    "tool-form": ("enterprise", pressed(TOOLS, "e")),
    "remove-initiative": ("enterprise", pressed(TOOLS, *["down"] * 6, "x")),
    "no-editor": ("mid-size", pressed("ctrl+e")),
    "palette": ("enterprise", pressed("ctrl+p", *"gap")),
    "themes": ("mid-size", themes),
}


DIFFERENT_WHEN_RESIZED: Final = frozenset(
    ["leave", "role-descriptions-vacant", "roles-by-their-gaps", "chart-at-a-vacant-position"]
)
"""What is scrolled, cut off or pressed further on a smaller terminal: opened in each size by itself."""


@pytest.mark.parametrize("name", SCREENS)
async def test_screen(
    name: str,
    sample: Callable[[str], Path],
    snapshot: Snapshot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    plan, steps = SCREENS[name]
    path = sample(plan)
    monkeypatch.chdir(path.parent)
    async with opened(Path(path.name)) as driver:
        await steps(driver)
        if name in DIFFERENT_WHEN_RESIZED:
            snapshot(driver, name)
        else:
            await in_both_sizes(driver, name, snapshot)
            await driver.resize(80, 24)
        await takes_any_size(driver)


@pytest.mark.parametrize("name", sorted(DIFFERENT_WHEN_RESIZED))
async def test_screen_on_a_larger_terminal(
    name: str, sample: Callable[[str], Path], snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan, steps = SCREENS[name]
    path = sample(plan)
    monkeypatch.chdir(path.parent)
    async with opened(Path(path.name), (120, 40)) as driver:
        await steps(driver)
        snapshot(driver, name)


async def test_new_plan(tmp_path: Path, snapshot: Snapshot) -> None:
    async with opened(tmp_path / "northwind.toml") as driver:
        await new_company(driver)
        await in_both_sizes(driver, "new-plan", snapshot)


async def test_broken_plan(tmp_path: Path, snapshot: Snapshot) -> None:
    path = tmp_path / "northwind.toml"
    path.write_text(BROKEN, encoding="utf-8")
    async with opened(path) as driver:
        await in_both_sizes(driver, "broken-plan", snapshot)


async def test_home_without_plans(snapshot: Snapshot) -> None:
    async with opened(None) as driver:
        await in_both_sizes(driver, "home-empty", snapshot)


async def test_home(sample: Callable[[str], Path], own_home: Path, snapshot: Snapshot) -> None:
    plans = own_home / "plans"
    plans.mkdir()
    (plans / "broken.toml").write_text(BROKEN, encoding="utf-8")
    remember(Recent(plans / "last-year.toml", "Contoso Travel", "Mid-size company", {"major": 1}))
    remember(Recent(plans / "broken.toml"))
    for name in ("small", "mid-size", "enterprise"):
        remember(Recent(sample(name).rename(plans / f"{name}.toml")))
    async with opened(None) as driver:
        await in_both_sizes(driver, "home", snapshot)


async def test_choosing_a_file(
    sample: Callable[[str], Path],
    own_home: Path,
    snapshot: Snapshot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(DirectoryEntry, "_mtime", staticmethod(lambda path: "2026-11-22 09:30:00"))
    monkeypatch.setattr(DirectoryEntry, "_size", staticmethod(lambda path: "4096"))
    plans = own_home / "plans"
    plans.mkdir()
    for name in ("small", "mid-size", "enterprise"):
        sample(name).rename(plans / f"{name}.toml")
    monkeypatch.chdir(plans)
    async with opened(None) as driver:
        await driver.press("o", "down")
        await in_both_sizes(driver, "open-a-plan", snapshot)
