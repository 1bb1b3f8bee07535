"""The outline: where its cursor goes, what is folded, and what is said about it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from cxplanner.screens.kit.outline import Entry, Outline
from cxplanner.text.override import override

TREE = (
    Entry("ceo", "Chief executive", heading=True),
    Entry("boss", "Boss", "Ada", "1", parent="ceo"),
    Entry("one", "One", "Grace", "0.5", "◆", parent="boss"),
    Entry("two", "Two", "vacant", "1", parent="boss"),
    Entry("cfo", "Chief financial officer", heading=True),
    Entry("clerk", "Clerk", "Lin", "1", parent="cfo", quiet=True),
)


class Host(App[None]):
    def __init__(self) -> None:
        super().__init__()
        self.heard: list[tuple[str, str | None]] = []

    @override
    def compose(self) -> ComposeResult:
        yield Outline()

    @property
    def outline(self) -> Outline:
        return self.query_one(Outline)

    def on_outline_highlighted(self, event: Outline.Highlighted) -> None:
        assert event.control is event.outline
        self.heard.append(("at", event.entry))

    def on_outline_chosen(self, event: Outline.Chosen) -> None:
        self.heard.append(("chosen", event.entry))


@asynccontextmanager
async def shown(
    entries: tuple[Entry, ...] = TREE, size: tuple[int, int] = (50, 10)
) -> AsyncIterator[tuple[Host, Pilot[None]]]:
    host = Host()
    async with host.run_test(size=size) as pilot:
        host.outline.focus()
        host.outline.show(entries)
        await pilot.pause()
        host.heard.clear()
        yield host, pilot


def lines(host: Host) -> list[str]:
    return [strip.text.rstrip() for strip in host.screen._compositor.render_strips()]


async def test_a_long_number_has_room_and_a_line_without_one_gives_its_room_to_the_title() -> None:
    entries = (
        Entry("a", "Net Promoter Score", "Analyst", "45 points", "•"),
        Entry("b", "Customers stay and recommend", "NPS"),
        Entry("c", "A number too long for its place", "Analyst", "客户" * 9),
        Entry("d", "Nothing beside this title, so it has the whole"),
    )
    async with shown(entries) as (host, _):
        first, second, third, fourth = lines(host)[:4]
        assert first.endswith(" 45 points •")
        assert "Net Promoter Score" in first
        assert "Customers stay and recommend" in second
        assert third.endswith("…")
        assert fourth.strip() == entries[3].title
        assert all(strip.cell_length == 50 for strip in host.screen._compositor.render_strips())


async def test_lines_show_who_is_whose() -> None:
    async with shown() as (host, _):
        text = lines(host)
        assert text[0] == " ▼ Chief executive"
        assert text[1].startswith(" └─ ▼ Boss")
        assert text[2].startswith("    ├─ One")
        assert text[2].endswith("0.5 ◆")
        assert text[3].startswith("    └─ Two")


@pytest.mark.parametrize(
    ("keys", "at"),
    [
        ("", "boss"),
        ("up up up", "ceo"),
        ("down", "one"),
        ("end down", "clerk"),
        ("home", "ceo"),
        ("down down left", "boss"),
        ("left down", "cfo"),
        ("left right", "boss"),
        ("left right right", "one"),
        ("home left end", "clerk"),
        ("pagedown", "clerk"),
        ("end pageup", "ceo"),
        ("down right", "one"),
    ],
)
async def test_keys_move_and_fold(keys: str, at: str) -> None:
    async with shown() as (host, pilot):
        await pilot.press(*keys.split())
        assert host.outline.current == at
        assert not host.heard or host.heard[-1] == ("at", at)


async def test_folded_lines_are_gone_until_they_are_wanted() -> None:
    async with shown() as (host, pilot):
        await pilot.press("left")
        assert host.outline.shown == ("ceo", "boss", "cfo", "clerk")
        assert lines(host)[1].startswith(" └─ ▶ Boss")
        host.outline.show(TREE)
        assert host.outline.current == "boss"
        assert "two" not in host.outline.shown
        host.outline.show(TREE, select="two")
        assert host.outline.current == "two"


async def test_the_cursor_stays_near_a_line_that_went() -> None:
    async with shown() as (host, pilot):
        await pilot.press("down", "down")
        host.outline.show([entry for entry in TREE if entry.id != "two"])
        assert host.outline.current == "cfo"
        host.outline.show(())
        assert host.outline.current is None
        await pilot.press("down", "left", "right", "enter")
        assert host.outline.current is None


async def test_clicks_move_fold_and_choose() -> None:
    async with shown() as (host, pilot):
        await pilot.click(Outline, offset=(20, 2))
        assert host.outline.current == "one"
        await pilot.click(Outline, offset=(4, 1))
        assert host.outline.shown == ("ceo", "boss", "cfo", "clerk")
        await pilot.click(Outline, offset=(4, 1))
        assert "two" in host.outline.shown
        host.heard.clear()
        await pilot.double_click(Outline, offset=(20, 3))
        assert host.heard == [("at", "two"), ("chosen", "two")]
        await pilot.click(Outline, offset=(20, 9))
        assert host.outline.current == "two"


async def test_enter_is_left_to_the_command_that_opens_a_line() -> None:
    async with shown() as (host, pilot):
        await pilot.press("enter")
        assert host.heard == []


async def test_a_long_list_scrolls_with_its_cursor() -> None:
    many = tuple(Entry(f"p{n}", f"Position {n}") for n in range(200))
    async with shown(many) as (host, pilot):
        await pilot.press("end")
        await pilot.pause()
        assert any("Position 199" in line for line in lines(host))
        await pilot.press("pageup", "pageup", "home")
        await pilot.pause()
        assert lines(host)[0].startswith(" Position 0")


@pytest.mark.parametrize("width", [4, 12, 20, 200])
async def test_every_line_fills_the_width(width: int) -> None:
    wide = (Entry("a", "客户体验经理" * 9, "👩‍💻" * 9, "0.25", "▲"), Entry("b", "x" * 300, heading=True))
    async with shown((*wide, *TREE), (width, 8)) as (host, _):
        assert {host.outline.render_line(y).cell_length for y in range(8)} == {width}
