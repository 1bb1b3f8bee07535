"""The org chart: what its boxes say, where its cursor goes, folding, and keeping step with the tree."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual import events
from textual.strip import Strip

from cxplanner.plan.canonical import plan_text
from cxplanner.plan.file import read_plan
from cxplanner.plan.models import Plan
from cxplanner.screens.kit.panel import Panel
from cxplanner.screens.views.team.chart import OrgChart
from cxplanner.screens.views.team.chart_pane import BESIDE, TeamChart
from cxplanner.text.words import visible
from tests.plans import CAT, position, put, started
from tests.screens.driving import Driver, opened
from tests.screens.test_hostile import NASTY, assert_clean, spoiled
from tests.screens.test_team import start


def chart(driver: Driver) -> TeamChart:
    return driver.base.query_one(TeamChart)


def keyboard(driver: Driver) -> str:
    """The id of what has the keyboard."""
    assert driver.app.focused is not None
    return str(driver.app.focused.id)


def words(driver: Driver) -> str:
    return str(driver.base.query_one(Panel).words)


def box(driver: Driver, key: str) -> list[str]:
    """A box as it stands on the screen."""
    widget, found = chart(driver), chart(driver)._chart.boxes[key]
    region = widget._region(found).translate(widget.region.offset)
    lines = driver.lines[region.y : region.bottom]
    return [line[region.x : region.right] for line in lines]


@pytest.fixture
def plan_file(tmp_path: Path) -> Callable[[Plan], Path]:
    def written(plan: Plan) -> Path:
        path = tmp_path / "plan.toml"
        path.write_text(plan_text(plan), encoding="utf-8")
        return path

    return written


@pytest.mark.parametrize("how", ["key", "palette"])
async def test_the_chart_takes_the_place_of_the_tree_and_gives_it_back(how: str, mid_size: Path) -> None:
    async with opened(mid_size) as driver:
        await driver.press("down")
        await start(driver, how, "o", "Org chart or tree")
        assert keyboard(driver) == "team-chart"
        assert not driver.outline.display
        assert chart(driver).current == "cx-manager"
        await start(driver, how, "o", "Org chart or tree")
        assert keyboard(driver) == "team"
        assert not chart(driver).display
        assert driver.outline.current == "cx-manager"


async def test_boxes_say_who_is_there_and_how(sample: Callable[[str], Path]) -> None:
    async with opened(sample("enterprise"), (300, 60)) as driver:
        await driver.press("o")
        manager, analyst = box(driver, "cx-manager"), box(driver, "analyst-2")
        assert "■ CX manager" in manager[1]
        assert "Amara Okafor" in manager[2]
        assert (manager[0][0], manager[0][1], manager[3][-1]) == ("┌", "─", "┘")
        assert "FTE" not in manager[2]
        assert "vacant" in analyst[2]
        assert (analyst[0][1], analyst[1][-1]) == ("┄", "┆")
        liaison = box(driver, "it-liaison")
        assert liaison[0].startswith("╭")
        assert "□ IT liaison" in liaison[1]
        assert "0.2 FTE" in liaison[2]
        assert "•" in box(driver, "cx-designer")[0]
        assert "Chief information officer" in box(driver, "cio")[1]


async def test_the_cursor_is_seen_without_colour(mid_size: Path) -> None:
    async with opened(mid_size) as driver:
        await driver.press("down", "o")
        assert box(driver, "cx-manager")[0].startswith("╔═")
        assert driver.text.count("╔") == 1
        await driver.press("up")
        assert box(driver, "sponsor")[0].startswith("╔═")
        assert driver.text.count("╔") == 1


@pytest.mark.parametrize(
    ("keys", "at"),
    [
        ("up", "cxo"),
        ("up up", "ceo"),
        ("right", "applications-manager"),
        ("right left", "cx-manager"),
        ("down", "analyst-1"),
        ("down down", "analyst-2"),
        ("down down up up", "cx-manager"),
        ("end", "cro"),
        ("end home", "cx-manager"),
        ("ctrl+home", "ceo"),
        ("ctrl+end", "product-liaison"),
        ("pagedown", "cx-designer"),
        ("pagedown pageup", "cx-manager"),
    ],
)
async def test_keys_move_by_structure_and_the_box_is_in_sight(
    keys: str, at: str, sample: Callable[[str], Path]
) -> None:
    async with opened(sample("enterprise")) as driver:
        await driver.press("down", "o", *keys.split())
        assert chart(driver).current == driver.outline.current == at
        assert box(driver, at)[0].startswith("╔")
        assert box(driver, at)[-1].endswith("╝")


async def test_folding_hides_those_below_and_says_how_many(sample: Callable[[str], Path]) -> None:
    async with opened(sample("enterprise"), (200, 60)) as driver:
        await driver.press("down", "o", "z")
        assert "analyst-1" not in chart(driver).shown
        assert "▶ +5" in box(driver, "cx-manager")[-1]
        await driver.press("space")
        assert "analyst-1" in chart(driver).shown
        assert "▼" in box(driver, "cx-manager")[-1]
        await driver.press("down", "z")
        assert chart(driver).current == "cx-manager"
        assert "analyst-1" not in chart(driver).shown


async def test_all_is_folded_and_unfolded(sample: Callable[[str], Path]) -> None:
    async with opened(sample("enterprise")) as driver:
        await driver.press("down", "o", "down", "Z")
        assert chart(driver).current == "cxo"
        assert "cx-manager" not in chart(driver).shown
        await driver.press("Z")
        assert set(driver.plan.positions) <= set(chart(driver).shown)


async def test_a_box_keeps_its_place_on_the_screen_while_it_is_folded(sample: Callable[[str], Path]) -> None:
    async with opened(sample("enterprise")) as driver:
        await driver.press("ctrl+end", "o", "ctrl+end", "up", "z")
        widget = chart(driver)
        before = widget._region(widget._chart.boxes["cpo"])
        await driver.press("z")
        assert widget._region(widget._chart.boxes["cpo"]).offset == before.offset


async def test_the_mouse_chooses_folds_and_edits(sample: Callable[[str], Path]) -> None:
    async with opened(sample("enterprise"), (110, 40)) as driver:
        await driver.press("o")
        await driver.click_on("Applications")
        assert chart(driver).current == "applications-manager"
        assert "Jonas Lindqvist" in words(driver)
        region = chart(driver)._region(chart(driver)._chart.boxes["cx-manager"])
        mark = region.translate(chart(driver).region.offset)
        await driver.click(mark.right - 4, mark.bottom - 1)
        assert "analyst-1" not in chart(driver).shown
        await driver.click(mark.right - 4, mark.bottom - 1)
        assert "analyst-1" in chart(driver).shown
        await driver.click_on("VoC manager", times=2)
        assert driver.dialog == "Form"


async def test_a_click_beside_the_boxes_does_nothing(mid_size: Path) -> None:
    async with opened(mid_size) as driver:
        await driver.press("o")
        await driver.click(0, 20)
        assert chart(driver).current == "sponsor"
        assert driver.dialog == ""


async def test_the_wheel_scrolls_both_ways(sample: Callable[[str], Path]) -> None:
    async with opened(sample("enterprise")) as driver:
        await driver.press("o")
        for shift in (False, True):
            event = events.MouseScrollDown(chart(driver), 9, 9, 0, 0, 0, shift, False, False, 9, 9)
            driver.app.screen._forward_event(event)
            await driver.settle()
        assert chart(driver).scroll_offset.x > 0
        assert chart(driver).scroll_offset.y > 0


@pytest.mark.parametrize(
    ("key", "dialog"), [("e", "Form"), ("enter", "Form"), ("m", "Picker"), ("i", "Prompt")]
)
async def test_commands_are_about_the_chosen_box(
    key: str, dialog: str, sample: Callable[[str], Path]
) -> None:
    async with opened(sample("enterprise")) as driver:
        await driver.press("down", "o", "right", key)
        assert driver.dialog == dialog
        assert "pplications" in driver.told


async def test_edits_undo_and_redo_keep_fold_and_cursor(sample: Callable[[str], Path]) -> None:
    async with opened(sample("enterprise")) as driver:
        await driver.press("down", "o", "z", "right", "d")
        assert driver.sentences()
        assert "analyst-1" not in chart(driver).shown
        assert driver.plan.positions[str(chart(driver).current)].role == "applications-manager"
        await driver.press("ctrl+z", "ctrl+y", "x", "r")
        assert chart(driver).current in driver.plan.positions
        assert "analyst-1" not in chart(driver).shown
        assert chart(driver).current == driver.outline.current


async def test_peers_are_moved_in_a_stack(sample: Callable[[str], Path]) -> None:
    async with opened(sample("enterprise")) as driver:
        await driver.press("down", "o", "down", "shift+down")
        boxes = chart(driver)._chart.boxes
        assert boxes["analyst-1"].before == "analyst-2"
        assert chart(driver).current == "analyst-1"


async def test_a_renamed_position_keeps_its_fold(sample: Callable[[str], Path]) -> None:
    async with opened(sample("enterprise")) as driver:
        await driver.press("down", "o", "z", "i")
        await driver.retype("head-of-cx", "enter")
        assert chart(driver).current == "head-of-cx"
        assert chart(driver)._folded == {"head-of-cx"}
        await driver.press("ctrl+z")
        assert chart(driver)._folded == {"cx-manager"}


async def test_a_removed_position_leaves_the_cursor_next_to_it(sample: Callable[[str], Path]) -> None:
    async with opened(sample("enterprise")) as driver:
        await driver.press("down", "o", "down", "x", "r")
        assert "analyst-1" not in driver.plan.positions
        assert chart(driver).current == driver.outline.current == "analyst-2"


async def test_going_to_a_subject_unfolds_it(sample: Callable[[str], Path]) -> None:
    async with opened(sample("enterprise")) as driver:
        await driver.press("o", "Z")
        assert driver.view.select("cx-designer", "positions")
        await driver.settle()
        assert chart(driver).current == "cx-designer"
        assert box(driver, "cx-designer")[0].startswith("╔")


async def test_a_wide_terminal_shows_tree_chart_and_panel_in_step(sample: Callable[[str], Path]) -> None:
    async with opened(sample("enterprise"), (BESIDE, 40)) as driver:
        await driver.press("o")
        assert driver.outline.display
        assert keyboard(driver) == "team-chart"
        await driver.press("down", "down")
        assert driver.outline.current == "analyst-1"
        await driver.press("shift+tab")
        assert keyboard(driver) == "team"
        await driver.press("down", "down")
        assert chart(driver).current == "voc-manager"
        assert "Priya Raman" in words(driver)
        await driver.resize(BESIDE - 1, 40)
        assert not driver.outline.display
        assert keyboard(driver) == "team-chart"
        await driver.resize(BESIDE, 40)
        assert driver.outline.display


async def test_views_come_back_to_the_chart(mid_size: Path) -> None:
    async with opened(mid_size) as driver:
        await driver.press("o", "down", "2", "1")
        assert keyboard(driver) == "team-chart"
        assert chart(driver).current == "cx-manager"


async def test_an_empty_team_says_what_to_do(plan_file: Callable[[Plan], Path]) -> None:
    empty = started("small").replace(positions={}, responsibilities={}, departments={})
    empty = empty.replace(board=None, metrics={}, tools={}, initiatives={})
    async with opened(plan_file(empty)) as driver:
        await driver.press("o", *("up", "down", "left", "right", "z", "Z", "enter", "home", "pagedown"))
        assert "No positions yet. Press a to add one." in driver.text
        await driver.press("a", "enter")
        assert chart(driver).current in driver.plan.positions


def _every_line(driver: Driver) -> Iterator[Strip]:
    widget = chart(driver)
    for y in range(widget._chart.height):
        yield widget._painter.line(y, 0, widget._chart.width, widget.current)  # type: ignore[union-attr]


async def test_hostile_texts_stay_in_their_boxes(
    sample: Callable[[str], Path], plan_file: Callable[[Plan], Path]
) -> None:
    nasty = spoiled(read_plan(sample("enterprise"), CAT).plan)
    async with opened(plan_file(nasty), (120, 40)) as driver:
        await driver.press("o")
        assert_clean(driver)
        texts = []
        for strip in _every_line(driver):
            assert cell_len(strip.text) == strip.cell_length == chart(driver)._chart.width
            texts.append(strip.text)
        everything = "\n".join(texts)
        short = [text for text in NASTY if len(visible(text)) <= 16 and text == " ".join(text.split())]
        assert sum(visible(text) in everything for text in short) > 5
        for key in ("down", "right", "left", "down", "end", "pagedown", "home", "Z", "z", "e", "escape"):
            await driver.press(key)
            assert_clean(driver)


@pytest.mark.parametrize("size", [(40, 12), (20, 6), (10, 4), (300, 80)], ids=str)
async def test_any_size(size: tuple[int, int], sample: Callable[[str], Path]) -> None:
    async with opened(sample("enterprise"), size) as driver:
        await driver.press("o", "down", "down", "right", "end", "z")
        assert len(driver.lines) == size[1]
        for width, height in ((80, 24), (30, 5), (160, 50), size):
            await driver.resize(width, height)
            assert len(driver.lines) == height
        assert keyboard(driver) == "team-chart"


async def test_a_large_team_paints_what_is_in_sight(
    plan_file: Callable[[Plan], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = started("enterprise")
    for n in range(150):
        plan = position(
            plan, f"extra-{n}", role="cx-analyst", reports_to=f"extra-{n // 4 * 2}" if n > 4 else "ceo"
        )
    asked: list[int] = []
    original = OrgChart.render_line

    def counted(widget: OrgChart, y: int) -> Strip:
        asked.append(y)
        return original(widget, y)

    async with opened(plan_file(plan), (120, 40)) as driver:
        await driver.press("o", "down")
        monkeypatch.setattr(OrgChart, "render_line", counted)
        await driver.press("right")
        assert 0 < len(asked) <= 40


async def test_a_chart_that_fits_stands_in_the_middle(plan_file: Callable[[Plan], Path]) -> None:
    async with opened(plan_file(put(started("small"), "sponsor", title="Founder"))) as driver:
        await driver.press("o")
        assert chart(driver).scroll_offset == (0, 0)
        middle = next(line for line in driver.lines if "Founder" in line)
        assert middle.index("Founder") > 20
