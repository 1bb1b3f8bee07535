"""Pictures of every screen and dialog. ``--update-snapshots`` draws them anew; then look at them."""

from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Final

import pytest

from tests.screens.conftest import Snapshot
from tests.screens.driving import Driver, opened

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


def pressed(*keys: str) -> Steps:
    async def press(driver: Driver) -> None:
        await driver.press(*keys)

    return press


async def unsaved(driver: Driver) -> None:
    await driver.press("d", "q")


async def new_company(driver: Driver) -> None:
    await driver.write("Northwind Outfitters", "enter")
    await driver.write("420")


SCREENS: Final[Mapping[str, tuple[str, Steps]]] = {
    "team": ("enterprise", pressed("down")),
    "responsibilities": ("mid-size", pressed("2", "down", "right")),
    "gaps": ("enterprise", pressed("3")),
    "role-descriptions": ("enterprise", pressed("4", "down", "down", "down", "down")),
    "role-descriptions-vacant": ("enterprise", pressed("4", "v", "tab", "pagedown")),
    "export-role-descriptions": ("enterprise", pressed("4", "T")),
    "export-a-role-description": ("mid-size", pressed("4", "t")),
    "position-form": ("mid-size", pressed("down", "e")),
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
}


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
@pytest.mark.parametrize("name", SCREENS)
async def test_screen(
    name: str,
    size: tuple[int, int],
    sample: Callable[[str], Path],
    snapshot: Snapshot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    plan, steps = SCREENS[name]
    path = sample(plan)
    monkeypatch.chdir(path.parent)
    async with opened(Path(path.name), size) as driver:
        await steps(driver)
        snapshot(driver, name)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
async def test_new_plan(size: tuple[int, int], tmp_path: Path, snapshot: Snapshot) -> None:
    async with opened(tmp_path / "northwind.toml", size) as driver:
        await new_company(driver)
        snapshot(driver, "new-plan")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
async def test_broken_plan(size: tuple[int, int], tmp_path: Path, snapshot: Snapshot) -> None:
    path = tmp_path / "northwind.toml"
    path.write_text(BROKEN, encoding="utf-8")
    async with opened(path, size) as driver:
        snapshot(driver, "broken-plan")
