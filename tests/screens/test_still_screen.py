"""What is painted and styled is what changed: below a dialog, when the keyboard moves, at the first size."""

from pathlib import Path

import pytest
from textual._compositor import Compositor, LayoutUpdate
from textual.app import App, ComposeResult
from textual.geometry import Size
from textual.widgets import Input

from cxplanner.screens.kit.still_screen import StillScreen
from cxplanner.text.override import override
from tests.screens.driving import opened


@pytest.mark.parametrize(("opens", "keys"), [("e", ("tab", "tab")), ("f1", ("down", "pagedown"))])
async def test_a_key_in_a_dialog_paints_neither_all_of_it_nor_what_lies_below(
    opens: str, keys: tuple[str, ...], mid_size: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    painted: list[Size] = []
    whole = Compositor.render_full_update

    def render(self: Compositor, **how: bool) -> LayoutUpdate:
        painted.append(self.size)
        return whole(self, **how)

    async with opened(mid_size) as driver:
        await driver.press("down", opens)
        before = driver.app.screen._compositor.render_strips()
        monkeypatch.setattr(Compositor, "render_full_update", render)
        await driver.press(*keys)
        assert driver.app.screen._compositor.render_strips() != before
        assert painted == []
        await driver.press("escape")
        assert painted, "what lay below is shown again"


@pytest.mark.parametrize(
    ("size", "classes"),
    [((40, 12), {"-narrow", "-low"}), ((100, 12), {"-wide", "-low"}), ((70, 30), {"-usual", "-tall"})],
)
async def test_the_size_of_the_terminal_decides_before_anything_is_styled(
    size: tuple[int, int], classes: set[str]
) -> None:
    composed: list[set[str]] = []

    class Sized(StillScreen[None]):
        HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-usual"), (100, "-wide")]  # noqa: RUF012
        VERTICAL_BREAKPOINTS = [(0, "-low"), (20, "-tall")]  # noqa: RUF012

        @override
        def compose(self) -> ComposeResult:
            composed.append(set(self.classes))
            yield Input()

    async with App[None]().run_test(size=size) as pilot:
        await pilot.app.push_screen(Sized())
        assert composed == [classes]
        assert pilot.app.screen.classes == classes
