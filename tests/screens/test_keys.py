"""The footer: no key is cut off at any width, and help and the list of actions are always there."""

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

import pytest
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input

from cxplanner.screens.kit.commands import key_name
from cxplanner.screens.kit.keys import Keys
from cxplanner.screens.workspace.registry import VIEWS
from cxplanner.text.override import override
from tests.screens.driving import Driver, opened
from tests.screens.footer import footer
from tests.screens.test_snapshots import BROKEN

WIDTHS = (40, 47, 53, 60, 66, 72, 80, 91, 100, 120, 200)


async def test_no_key_is_cut_off_in_any_view_at_any_width(mid_size: Path) -> None:
    async with opened(mid_size, (40, 24)) as driver:
        for number, view in enumerate(VIEWS):
            await driver.base.action_view(number)
            await driver.settle()
            for width in WIDTHS:
                await driver.resize(width, 24)
                shown = [hint.label for hint in footer(driver)]
                assert {"help", "more"} <= {*shown}, (view, width)
                labels = [command.label for command in driver.view.COMMANDS if command.label]
                assert len(shown) > 2, (view, width)
                if width >= 100:
                    assert {*labels, "save", "undo", "quit", "palette"} <= {*shown}, (view, width)


@pytest.mark.parametrize("broken", [False, True])
async def test_no_key_is_cut_off_before_there_is_a_plan(broken: bool, tmp_path: Path) -> None:
    path = tmp_path / "northwind.toml"
    if broken:
        path.write_text(BROKEN, encoding="utf-8")
    async with opened(path, (40, 24)) as driver:
        assert len(footer(driver)) > 1


async def test_the_keys_follow_what_has_the_focus(sample: Callable[[str], Path]) -> None:
    async with opened(sample("enterprise"), (60, 24)) as driver:
        before = footer(driver)
        await driver.press("3")
        assert footer(driver) != before
        await driver.press("1")
        assert footer(driver) == before


async def test_only_other_keys_are_painted_anew(mid_size: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with opened(mid_size) as driver:
        painted: list[Keys] = []
        real = Keys.render

        def counted(keys: Keys) -> Content:
            painted.append(keys)
            return real(keys)

        monkeypatch.setattr(Keys, "render", counted)
        before = footer(driver)
        await driver.press("down", "tab", "tab", "shift+tab")
        assert footer(driver) == before
        assert painted == []
        await driver.press("/")
        assert footer(driver) != before
        assert painted != []


async def test_a_key_is_told_by_its_tooltip_and_underlined_below_the_mouse(mid_size: Path) -> None:
    async with opened(mid_size) as driver:
        x, y = driver.lines[-1].index("save"), 23
        await driver.hover(x, y)
        assert driver.one(Keys).tooltip == "Write the plan to its file"
        assert _underlined(driver) == "^s save"
        await driver.hover(driver.lines[-1].index("│"), y)
        assert driver.one(Keys).tooltip is None
        assert _underlined(driver) == ""
        await driver.hover(x, y)
        await driver.hover(x, 5)
        assert _underlined(driver) == ""


def _underlined(driver: Driver) -> str:
    strip = driver.app.screen._compositor.render_strips()[-1]
    return "".join(segment.text for segment in strip if segment.style and segment.style.underline)


class Doing(App[None]):
    """An app with one command that can be done, one that cannot, and one that is not there."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("x,f8", "can", "can", tooltip="It can be done"),
        Binding("y", "cannot", "cannot"),
        Binding("z", "absent", "absent"),
    ]
    done = 0
    rung = 0

    @override
    def compose(self) -> ComposeResult:
        yield Input()
        yield Keys(palette=False)

    @override
    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return {"cannot": None, "absent": False}.get(action, True)

    def action_can(self) -> None:
        self.done += 1

    @override
    def bell(self) -> None:
        self.rung += 1


async def test_what_cannot_be_done_is_dim_and_rings() -> None:
    app = Doing()
    async with app.run_test(size=(40, 5)) as pilot:
        app.set_focus(None)
        await pilot.pause()
        keys = app.query_one(Keys)
        assert [at.hint.shown for at in keys.placed] == ["x", "y"]
        strip = app.screen._compositor.render_strips()[-1]
        assert strip.text.strip() == "x can  y cannot"
        x, can, y, cannot = (style.color for text, style, _ in strip if text.strip() and style)
        assert x != y
        assert can != cannot
        await pilot.click(Keys, offset=(2, 0), button=3)
        await pilot.click(Keys, offset=(6, 0))
        assert (app.done, app.rung) == (0, 0)
        await pilot.click(Keys, offset=(2, 0))
        await pilot.click(Keys, offset=(9, 0))
        assert (app.done, app.rung) == (1, 1)


async def test_where_a_letter_would_be_typed_the_other_key_is_told() -> None:
    async with Doing().run_test(size=(40, 5)) as pilot:
        await pilot.pause()
        assert [at.hint.shown for at in pilot.app.query_one(Keys).placed] == ["F8"]


@pytest.mark.parametrize(
    ("key", "shown"),
    [
        *(("a", "a"), ("T", "T"), ("f", "f"), ("f2", "F2"), ("f12", "F12"), ("ctrl+s", "^s")),
        *(("question_mark", "?"), ("enter", "enter"), ("ctrl+full_stop", "^."), ("shift+f6", "shift+F6")),
        *(("ctrl+alt+t", "^alt+t"), ("alt+plus", "alt++")),
    ],
)
def test_a_key_is_spelled_in_one_way(key: str, shown: str) -> None:
    assert key_name(key) == shown
