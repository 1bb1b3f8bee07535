"""Other people's texts reach the terminal letter for letter or spelled out, never as markup or codes."""

import re
from itertools import cycle
from pathlib import Path
from typing import Any, Final

import pytest
from textual.widgets import Select

from cxplanner.plan.canonical import plan_data, plan_text
from cxplanner.plan.file import read_plan
from cxplanner.plan.models import Plan
from cxplanner.text.words import visible
from cxplanner.toml.validate import judged
from tests.plans import CAT
from tests.screens.driving import SAMPLES, Driver, opened
from tests.screens.entries import show, view_key

NASTY: Final = (
    "[/x]",
    "[red]x[/red]",
    "[@click=app.quit]q[/]",
    "Team [EMEA]",
    "[bold",
    "\\[x]",
    "$text-error",
    "\u202eabc\u202c",
    "zero\u200bwidth",
    "tag\U000e0041\U000e007f",
    "客户体验经理",
    "👩‍💻👨‍👩‍👧",
    "e\u0301" * 20,
    "=1+1",
    "$(rm -rf ~)",
    "'; DROP TABLE plans;--",
    "<script>alert(1)</script>",
    "W" * 300,
    "many words " * 40 + "end",
    "{0} %s %(x)s {{x}}",
    "\ufeffmark",
    " blanks ",
    "a" + "\u0300" * 60,
    "-rf",
    "«»“”…",
)
CONTROL: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\ufeff\U000e0000-\U000e007f]"
)
TEXTS: Final = {
    "company": ("name",),
    "positions": ("title", "incumbent", "location", "external_id", "note", "purpose"),
    "objectives": ("statement",),
    "responsibilities": ("title",),
    "metrics": ("title", "unit"),
    "tools": ("product",),
    "initiatives": ("title",),
}


def spoiled(plan: Plan) -> Plan:
    """The plan with every text taken from the list, in turn."""
    nasty = cycle(NASTY)
    data: dict[str, Any] = plan_data(plan)
    del data["schema"]
    data["company"]["name"] = "[/x] & \u202eCo"
    for section, fields in TEXTS.items():
        for record in data.get(section, {}).values() if section != "company" else ():
            record |= {field: next(nasty) for field in fields}
    for found in data.get("waivers", {}).values():
        for waiver in found.values():
            waiver |= {"reason": next(nasty), "accepted_by": next(nasty)}
    return judged(Plan, data)


@pytest.fixture
def nasty(tmp_path: Path) -> Path:
    path = tmp_path / "[red]nasty[x].toml"
    path.write_text(plan_text(spoiled(read_plan(SAMPLES / "enterprise.toml", CAT).plan)), encoding="utf-8")
    return path


def assert_clean(driver: Driver) -> None:
    for line in driver.lines:
        assert not CONTROL.search(line), ascii(line)


METRICS, TOOLS = view_key("Metrics and objectives"), view_key("Tools and initiatives")
WALK: Final = (
    *("end", "tab", "pagedown", "shift+tab", "e", "tab", "tab", "tab", "end", "escape"),
    *("down", "e", "escape", "m", "down", "escape", "x", "pagedown", "escape", "i", "escape"),
    *("a", "down", "escape", "d", "ctrl+z", "ctrl+y", "q", "y", "f4", "escape", "f1", "end", "escape"),
    *("2", "right", "down", "end", "enter", "escape", "r", "space", "n", "down", "escape", "f12", "escape"),
    *("3", "down", "down", "tab", "pagedown", "shift+tab", "f", "down", "escape", "w", "escape", "end", "up"),
    *("enter", "3", "f", "escape", "ctrl+p", "escape"),
    *(METRICS, "e", "tab", "enter", "down", "space", "escape", "escape", "end", "e", "end", "escape"),
    *("x", "pagedown", "escape", "a", "down", "end", "escape", "o", "escape", "tab", "pagedown"),
    *(TOOLS, "e", "end", "escape", "x", "escape", "a", "down", "escape", *["down"] * 6, "e", "tab"),
    *("escape", "x", "escape", "tab", "pagedown", "1"),
)
BOARD, LEADERSHIP = view_key("Departments and board"), view_key("Leadership")
FURTHER: Final = (
    *("o", "down", "down", "Z", "e", "escape", "o", "full_stop", "end", "escape", "n", "p"),
    *("f2", "down", "escape", "f3", "enter", "down", "escape", "f5", "end", "escape"),
    *(BOARD, "e", "space", "escape", "a", "down", "escape", "l", "escape", "end", "e", "escape", "b"),
    *(LEADERSHIP, "down", "e", "down", "escape", "m", "escape", "end", "e", "escape", "tab", "pagedown"),
)
"""What is younger, and would be read past."""


@pytest.mark.parametrize("keys", [WALK, FURTHER], ids=["views", "further"])
@pytest.mark.parametrize("size", [(80, 24), (40, 12)], ids=["80x24", "40x12"])
async def test_walk_through_everything(size: tuple[int, int], keys: tuple[str, ...], nasty: Path) -> None:
    async with opened(nasty, size, every_frame=True) as driver:
        assert_clean(driver)
        for key in keys:
            await driver.press(key)
            assert_clean(driver)
        assert not driver.app._exit


async def test_every_position_and_gap_can_be_read(nasty: Path) -> None:
    async with opened(nasty, (120, 40)) as driver:
        for key, position in driver.plan.positions.items():
            driver.view.select(key, "positions")
            await driver.settle()
            assert_clean(driver)
            shown = str(driver.view.query_one("Panel").words)  # type: ignore[attr-defined]
            for text in (position.title, position.incumbent, position.note):
                assert text is None or visible(text) in shown
        await driver.press("3")
        for _ in driver.workspace.gaps:
            await driver.press("down")
            assert_clean(driver)


async def test_every_metric_tool_and_initiative_can_be_read(nasty: Path) -> None:
    async with opened(nasty, (120, 40)) as driver:
        plan = driver.plan
        texts: dict[str, list[str | None]] = {
            **{f"objectives/{key}": [one.statement] for key, one in plan.objectives.items()},
            **{f"metrics/{key}": [one.title, one.unit] for key, one in plan.metrics.items()},
            **{f"tools/{key}": [one.product] for key, one in plan.tools.items()},
            **{f"initiatives/{key}": [one.title] for key, one in plan.initiatives.items()},
        }
        for line, expected in texts.items():
            metric = line.startswith(("objectives", "metrics"))
            view = await show(driver, "Metrics and objectives" if metric else "Tools and initiatives", line)
            assert_clean(driver)
            shown = str(view.query_one("Panel").words)  # type: ignore[attr-defined]
            for text in expected:
                assert visible(text or "") in shown
            await driver.press("e")
            assert_clean(driver)
            await driver.press("escape")
        assert not driver.sentences()


async def test_texts_that_fit_stand_letter_for_letter(nasty: Path) -> None:
    async with opened(nasty, (300, 80)) as driver:
        fitting = [text for text in NASTY if len(visible(text)) <= 24 and text == " ".join(text.split())]
        names = {position.incumbent for position in driver.plan.positions.values()}
        expected = [visible(text) for text in fitting if text in names]
        assert len(expected) > 3
        for text in expected:
            assert text in driver.text
        assert r"[/x] & \u202eCo" in driver.lines[0]
        assert "[red]nasty[x].toml" in driver.lines[1]


async def test_forms_show_them_and_change_nothing(nasty: Path) -> None:
    async with opened(nasty, (120, 40)) as driver:
        for key in list(driver.plan.positions)[::5]:
            driver.view.select(key, "positions")
            await driver.settle()
            await driver.press("e")
            assert_clean(driver)
            for _ in range(14):
                await driver.press("tab")
            assert_clean(driver)
            await driver.press("escape")
            assert driver.dialog == ""
        assert not driver.sentences()


async def test_nothing_in_a_text_is_a_link(nasty: Path) -> None:
    async with opened(nasty, (120, 40)) as driver:
        for y in range(0, 40, 2):
            for strip in driver.app.screen._compositor.render_strips()[y : y + 1]:
                assert not any(s.style and s.style.meta.get("@click") for s in strip)
        for words in ("q[/]",):
            for y, line in enumerate(driver.lines):
                if words in line:
                    await driver.click(line.index(words), y)
        assert not driver.app._exit


async def test_what_is_typed_stays_what_it_is(mid_size: Path) -> None:
    async with opened(mid_size, (120, 40)) as driver:
        await driver.press("down", "e", "tab")
        for text in ("[/x]", "[@click=app.quit]q[/]", "客户", "👩‍💻", "=1+1"):
            driver.app.screen.query_one("#field-incumbent").focus()
            await driver.settle()
            await driver.paste(text, "enter")
            assert driver.plan.positions["cx-manager"].incumbent == text
            assert isinstance(driver.app.focused, Select)
            assert_clean(driver)


SIZES: Final = ((40, 12), (20, 6), (300, 80), (10, 6), (80, 24))
DIALOGS: Final = ("e", "a", "m", "x", "i", "f1", "f4", "f12", "2", "3", "1")


@pytest.mark.parametrize("size", [(40, 12), (20, 6), (300, 80)], ids=["40x12", "20x6", "300x80"])
async def test_any_size(size: tuple[int, int], mid_size: Path) -> None:
    async with opened(mid_size, size, every_frame=True) as driver:
        for key in DIALOGS:
            await driver.press(key)
            assert len(driver.lines) == size[1]
            await driver.press("down", "escape")


@pytest.mark.parametrize("key", DIALOGS)
async def test_resizing_while_something_is_open(key: str, nasty: Path) -> None:
    async with opened(nasty) as driver:
        await driver.press("down", key)
        for width, height in SIZES:
            await driver.resize(width, height)
            assert_clean(driver)
            assert len(driver.lines) == height
        await driver.press("escape")
        assert driver.dialog == ""


async def test_a_new_plan_on_a_small_terminal(tmp_path: Path) -> None:
    async with opened(tmp_path / "[x].toml", (20, 6)) as driver:
        await driver.write("[/x]", "tab", "tab", "down", "enter")
        for width, height in SIZES:
            await driver.resize(width, height)
        assert "[x].toml" in driver.text
        await driver.press("ctrl+s")
        assert driver.plan.company.name == "[/x]"
