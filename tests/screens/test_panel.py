"""The panel: all of its words can be read, by key and by wheel, at any width."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from textual.app import App, ComposeResult
from textual.content import Content
from textual.pilot import Pilot

from cxplanner.screens.kit.panel import Panel
from cxplanner.screens.kit.safe import content
from cxplanner.text.override import override

WORDS = Content("\n").join([content(f"line {n} [/x]") for n in range(40)])


class Host(App[None]):
    @override
    def compose(self) -> ComposeResult:
        yield Panel()

    @property
    def panel(self) -> Panel:
        return self.query_one(Panel)

    @property
    def lines(self) -> list[str]:
        return [strip.text.strip() for strip in self.screen._compositor.render_strips()]


@asynccontextmanager
async def shown(words: Content = WORDS) -> AsyncIterator[tuple[Host, Pilot[None]]]:
    host = Host()
    async with host.run_test(size=(30, 10)) as pilot:
        host.panel.focus()
        host.panel.show(words)
        await pilot.pause()
        yield host, pilot


async def test_says_that_there_is_more() -> None:
    async with shown() as (host, _):
        assert host.lines[0] == "line 0 [/x]"
        assert host.lines[-1].startswith("▼ more")


async def test_short_words_stand_alone() -> None:
    async with shown(content("One.")) as (host, pilot):
        await pilot.press("down", "pagedown", "up")
        assert [line for line in host.lines if line] == ["One."]


@pytest.mark.parametrize(
    ("keys", "first"),
    [("down", 1), ("down down up", 1), ("up", 0), ("pagedown", 8), ("pagedown pageup", 0)],
)
async def test_keys_scroll(keys: str, first: int) -> None:
    async with shown() as (host, pilot):
        await pilot.press(*keys.split())
        assert host.lines[0] == f"line {first} [/x]"


async def test_scrolls_to_the_end_and_no_further() -> None:
    async with shown() as (host, pilot):
        await pilot.press(*["pagedown"] * 8)
        assert host.lines[-1] == "line 39 [/x]"


async def test_the_wheel_scrolls() -> None:
    async with shown() as (host, pilot):
        await pilot._post_mouse_events([_wheel("Down")], Panel, (2, 2))
        assert host.lines[0] == "line 3 [/x]"
        await pilot._post_mouse_events([_wheel("Up")], Panel, (2, 2))
        assert host.lines[0] == "line 0 [/x]"


async def test_new_words_start_at_their_beginning() -> None:
    async with shown() as (host, pilot):
        await pilot.press("pagedown")
        host.panel.show(content("Fresh"))
        await pilot.pause()
        assert host.lines[0] == "Fresh"
        assert str(host.panel.words) == "Fresh"


async def test_wraps_anew_when_the_width_changes() -> None:
    async with shown(content("word " * 40)) as (host, pilot):
        narrow = sum(bool(line) for line in host.lines)
        await pilot.resize_terminal(60, 10)
        assert 0 < sum(bool(line) for line in host.lines) < narrow
        await pilot.press("down")
        await pilot.resize_terminal(60, 30)


def _wheel(way: str) -> type:
    from textual import events

    kind: type = getattr(events, f"MouseScroll{way}")
    return kind


@pytest.mark.parametrize("mark", ["-", "▲", "◆", "•", "✓", "✗", "+"])
async def test_an_item_hangs_below_its_words(mark: str) -> None:
    words = f"Items\n{mark} {'word ' * 12}\nno item {'word ' * 8}"
    async with shown(content(words)) as (host, _):
        painted = [strip.text.rstrip() for strip in host.screen._compositor.render_strips()]
        assert painted[1].startswith(f" {mark} word")
        assert painted[2].startswith("   word")
        assert painted[4].startswith(" no item")
        assert painted[5].startswith(" word")
        assert " ".join(host.lines).split().count("word") == 20
