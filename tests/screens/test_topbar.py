"""The bar that is always in sight: whose plan, its numbers, its gaps, whether it is saved; and the views."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from cxplanner.screens.kit.commands import key_words
from cxplanner.screens.kit.signs import SEVERITY_MARKS
from cxplanner.screens.workspace.registry import VIEWS, ViewKind
from tests.screens.driving import Driver, opened


@pytest.mark.parametrize("how", ["key", "palette", "mouse"])
async def test_views_open(how: str, mid_size: Path) -> None:
    async with opened(mid_size) as driver:
        for number, kind in reversed(list(enumerate(VIEWS, start=1))):
            if how == "key":
                await driver.press(str(number))
            elif how == "palette":
                await driver.command(f"Show {kind.title}")
            else:
                await driver.click_on(f" {number} {tab_name(driver, kind)} ")
            assert kind.title == driver.view.TITLE
            assert [view.TITLE for view in driver.base._views.values() if view.display] == [kind.title]
            assert driver.app.focused in driver.view.walk_children()


async def test_numbers_follow_each_edit(mid_size: Path) -> None:
    async with opened(mid_size, (140, 40)) as driver:
        assert "3 dedicated positions (1–5), 3 FTE (1+) · 22/22 answered for · no gaps" in driver.lines[0]
        driver.view.select("analyst", "positions")
        await driver.settle()
        await driver.press("x", "r")
        counts = driver.workspace.gap_counts
        assert counts
        for severity, number in counts.items():
            assert f"{SEVERITY_MARKS[severity]} {number} {severity}" in driver.lines[0]
        assert "2 dedicated positions (1–5), 2 FTE" in driver.lines[0]
        await driver.press("ctrl+z")
        assert "no gaps" in driver.lines[0]


@pytest.mark.parametrize("name", ["small", "mid-size", "enterprise"])
@pytest.mark.parametrize("width", [40, 64, 80, 100, 120, 200, 300])
async def test_views_and_numbers_stay_whole(name: str, width: int, sample: Callable[[str], Path]) -> None:
    async with opened(sample(name), (width, 24)) as driver:
        company, views = driver.lines[0], driver.lines[1]
        for severity, number in driver.workspace.gap_counts.items():
            mark = SEVERITY_MARKS[severity]
            assert f"{mark}{number} " in company or f"{mark} {number} {severity}" in company
        if width >= 64:
            assert f"{driver.workspace.team.dedicated_fte:g} FTE" in company
            assert f"/{len(driver.workspace.team.required)} " in company
        assert [str(n) for n, _ in enumerate(VIEWS, start=1)] == re.findall(r" (\d)(?=[ ▲◆•])", views)
        assert "✓ saved" in views
        assert "…" not in views
        for number in range(2, len(VIEWS) + 1):
            await driver.press(str(number))
            assert "…" not in driver.lines[1]


@pytest.mark.parametrize("width", [80, 300])
async def test_views_are_named_where_there_is_room(width: int, mid_size: Path) -> None:
    async with opened(mid_size, (width, 24)) as driver:
        for kind in VIEWS:
            assert f" {tab_name(driver, kind)} " in driver.lines[1]
        assert VIEWS[1].title in driver.lines[1] or width < 300


def tab_name(driver: Driver, kind: ViewKind) -> str:
    """What a view is called in the bar at this width."""
    return kind.title if f" {VIEWS[-1].title} " in driver.lines[1] else kind.short


async def test_a_long_name_gives_way_to_numbers_and_state(mid_size: Path) -> None:
    text = mid_size.read_text(encoding="utf-8").replace("Brightwater Insurance", "Brightwater [/x] " * 20)
    mid_size.write_text(text, encoding="utf-8")
    async with opened(mid_size) as driver:
        assert driver.lines[1].rstrip().endswith("✓ saved")
        assert "Brightwater [/x] Bri" in driver.lines[0]
        assert "22/22" in driver.lines[0]


@pytest.mark.parametrize("how", ["f1", "?", "palette"])
@pytest.mark.parametrize("view", [1, 2, 3])
async def test_help_tells_every_command_of_the_view(how: str, view: int, mid_size: Path) -> None:
    async with opened(mid_size) as driver:
        await driver.press(str(view))
        commands = list(driver.base.commands())
        if how == "palette":
            await driver.command("Help")
        else:
            await driver.press(how)
        assert driver.dialog == "Help"
        assert " ".join(driver.view.ABOUT.split()) in driver.told
        for command in commands:
            assert f"{command.title}. {command.help}" in driver.told
        await driver.press("escape")
        assert driver.dialog == ""


async def test_help_writes_all_keys_alike(mid_size: Path) -> None:
    async with opened(mid_size, (120, 80)) as driver:
        await driver.press("f1")
        for key in ("^s", "^z", "^y", "^e", "^o"):
            assert f" {key} " in driver.text.replace("│", " ")


async def test_the_palette_offers_what_help_tells(mid_size: Path) -> None:
    async with opened(mid_size) as driver:
        for number in "123":
            await driver.press(number)
            titles = {command.title for command in driver.base.commands()}
            assert titles | {"Theme", "Screenshot"} == set(driver.palette())
        await driver.press("f1")
        assert set(driver.palette()) == {"Theme", "Screenshot"}


async def test_the_palette_itself_runs_commands(mid_size: Path) -> None:
    async with opened(mid_size) as driver:
        await driver.press("ctrl+p")
        await driver.write("Show Responsi")
        await driver.pilot.pause(0.4)
        await driver.press("enter")
        await driver.settle()
        assert driver.view.TITLE == "Responsibilities"


async def test_footer_names_keys_that_work(mid_size: Path) -> None:
    async with opened(mid_size) as driver:
        for number in "123":
            await driver.press(number)
            told = [command for command in driver.base.commands() if command.label]
            for command in told:
                assert f" {key_words(command)} {command.label} " in driver.lines[-1]


@pytest.mark.parametrize("width", [80, 120, 300])
async def test_a_view_carries_the_mark_of_its_severest_gap(width: int, mid_size: Path) -> None:
    async with opened(mid_size, (width, 24)) as driver:
        await driver.press("2", "down", "space")
        assert re.search(rf" 2◆{tab_name(driver, VIEWS[1])} +3", driver.lines[1])
        assert re.search(rf" 1 {tab_name(driver, VIEWS[0])} +2", driver.lines[1])
        x = driver.lines[1].index("◆")
        await driver.press("1")
        await driver.click(x, 1)
        assert driver.view.TITLE == "Responsibilities"


@pytest.mark.parametrize("width", [80, 84, 120, 160])
async def test_views_are_named_and_spaced_alike_saved_or_not(width: int, mid_size: Path) -> None:
    async with opened(mid_size, (width, 24)) as driver:
        saved = driver.lines[1][: driver.lines[1].index("8") + 3]
        await driver.press("d")
        assert "● not saved" in driver.lines[1]
        assert driver.lines[1].startswith(saved)


async def test_each_view_explains_its_own_marks(mid_size: Path) -> None:
    async with opened(mid_size) as driver:
        for number, marks in (("1", "□ contributing"), ("2", "no A nobody answers"), ("3", "✓ accepted")):
            await driver.press(number)
            legend = driver.said
            assert marks in legend
            assert "▲ critical  ◆ major  • minor" in legend
            await driver.press("f1")
            assert " ".join(legend.split()) in driver.told
            await driver.press("escape")
        await driver.press("6")
        assert "contributing" not in driver.said


async def test_a_long_sentence_takes_two_lines_until_another_view_is_opened(mid_size: Path) -> None:
    async with opened(mid_size) as driver:
        said = driver.base.query_one("#said")
        height = driver.outline.size.height
        driver.base.say("word " * 20)
        await driver.settle()
        assert driver.text.count("word") == 20
        assert driver.outline.size.height == height - 1
        driver.base.say("Short.")
        await driver.settle()
        assert driver.outline.size.height == height - 1
        assert said.tooltip is None
        driver.base.say("word " * 60)
        await driver.settle()
        assert " …" in driver.lines[-2]
        assert str(said.tooltip).count("word") == 60
        await driver.press("2", "1")
        assert driver.outline.size.height == height
