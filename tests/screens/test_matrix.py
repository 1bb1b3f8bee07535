"""The responsibility matrix: where the cursor goes, what it says, and how little it paints."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from rich.cells import cell_len
from textual.strip import Strip

from cxplanner.screens.kit.matrix_parts import MatrixColumn, MatrixRow
from cxplanner.screens.views.raci.matrix import RaciMatrix
from tests.screens.matrix_host import COLUMNS, LETTERS, ROWS, shown

HOSTILE = [
    "[/x]",
    "[red]",
    "\x1b[2J",
    "🎉 party",
    "👩‍💻 dev",
    "客户体验经理客户体验",
    "a\nb\tc",
    "\u202eabc",
    "",
    "e\u0301" * 30,
]


async def test_the_cursor_starts_on_the_first_cell_and_says_so() -> None:
    async with shown() as (host, _):
        assert host.heard == [("CursorMoved", "own", "c0")]


@pytest.mark.parametrize(
    ("keys", "cell"),
    [
        ("down", ("plan", "c0")),
        ("down down", ("gather", "c0")),  # over a heading
        ("down down up", ("plan", "c0")),
        ("up", ("own", "c0")),
        ("left", ("own", "c0")),
        ("right right left", ("own", "c1")),
        ("end", ("own", "c11")),
        ("end right", ("own", "c11")),
        ("end home", ("own", "c0")),
        ("ctrl+end", ("share", "c11")),
        ("ctrl+end down", ("share", "c11")),
        ("ctrl+end ctrl+home", ("own", "c0")),
        ("pagedown", ("share", "c0")),
        ("pagedown pageup", ("own", "c0")),
    ],
)
async def test_keys_move_the_cursor(keys: str, cell: tuple[str, str]) -> None:
    async with shown() as (host, pilot):
        await pilot.press(*keys.split())
        assert host.matrix.cursor == cell


async def test_a_move_against_the_edge_says_nothing() -> None:
    async with shown() as (host, pilot):
        host.heard.clear()
        await pilot.press("up", "left")
        assert host.heard == []


@pytest.mark.parametrize("key", ["A", "r", "C", "i", "a"])
async def test_a_letter_asks_for_it_and_changes_nothing_itself(key: str) -> None:
    async with shown() as (host, pilot):
        before = host.lines()
        await pilot.press(key)
        assert host.heard[-1] == ("LetterPressed", "own", "c0", key.upper())
        assert host.lines() == before


@pytest.mark.parametrize("key", ["space", "delete", "backspace"])
async def test_a_cell_is_cleared(key: str) -> None:
    async with shown() as (host, pilot):
        await pilot.press("right", key)
        assert host.heard[-1] == ("LetterCleared", "own", "c1")


async def test_enter_chooses() -> None:
    async with shown() as (host, pilot):
        await pilot.press("down", "enter")
        assert host.heard[-1] == ("CellChosen", "plan", "c0")


async def test_clicks_go_to_cell_title_and_header_and_a_double_click_chooses() -> None:
    async with shown() as (host, pilot):
        lines = host.lines()
        row = next(y for y, line in enumerate(lines) if "Share insight" in line)
        x = lines[row].index("C")
        await pilot.click(RaciMatrix, offset=(x, row))
        assert host.matrix.cursor == ("share", "c2")
        await pilot.click(RaciMatrix, offset=(3, row - 1))
        assert host.matrix.cursor == ("gather", "c2")
        await pilot.click(RaciMatrix, offset=(x - 8, 0))
        assert host.matrix.cursor == ("gather", "c1")
        await pilot.click(RaciMatrix, offset=(x, row), times=2)
        assert host.heard[-1] == ("CellChosen", "share", "c2")


async def test_the_cursor_cell_stands_in_brackets_and_its_row_has_a_sign() -> None:
    async with shown() as (host, pilot):
        await pilot.press("down", "down", "right")
        marked = [line for line in host.lines() if "[A/R]" in line]
        assert len(marked) == 1
        assert marked[0].startswith("›")
        assert sum(line.count("[") for line in host.lines()) == 1


async def test_a_mark_a_note_and_a_vacancy_are_said_in_words() -> None:
    columns = [MatrixColumn("a", "Manager", vacant=True), MatrixColumn("b", "Liaison", contributing=True)]
    async with shown(columns=columns) as (host, _):
        text = "\n".join(host.lines())
        assert all(word in text for word in ("vacant", "helps", "! Write the strategy", "nobody answers"))


async def test_the_cursor_stays_on_its_ids_when_data_changes() -> None:
    async with shown() as (host, pilot):
        await pilot.press("down", "down", "right", "right")
        host.heard.clear()
        new = [MatrixRow("first", "Put before"), *ROWS]
        host.matrix.show(COLUMNS[2:] + COLUMNS[:2], new, LETTERS)
        await pilot.pause()
        assert host.matrix.cursor == ("gather", "c2")
        assert host.heard == []
        host.matrix.show(COLUMNS, [row for row in ROWS if row.id != "gather"], LETTERS)
        await pilot.pause()
        assert host.matrix.cursor == ("share", "c2")
        assert host.heard == [("CursorMoved", "share", "c2")]


async def test_the_scroll_offset_survives_a_change_of_data() -> None:
    columns, rows, letters = large(100, 40)
    async with shown((80, 24), columns, rows, letters) as (host, pilot):
        await pilot.press("pagedown", "pagedown", "end")
        before = host.matrix.scroll_offset
        assert before.x > 0
        assert before.y > 0
        host.matrix.show(columns, rows, {**letters, ("r50", "c30"): "A"})
        await pilot.pause()
        assert host.matrix.scroll_offset == before


async def test_scrolling_shows_whole_columns_to_the_very_last() -> None:
    columns, rows, letters = large(30, 40)
    async with shown((80, 24), columns, rows, letters) as (host, pilot):
        await pilot.press("ctrl+end")
        text = host.lines()
        assert any("39" in line for line in text[:5])
        assert any("Do thing 29" in line and "[" in line for line in text)
        await pilot.press("ctrl+home")
        assert host.matrix.scroll_offset == (0, 0)


async def test_move_to() -> None:
    async with shown() as (host, pilot):
        assert host.matrix.move_to("share", "c11")
        assert host.matrix.move_to("gather")
        assert host.matrix.cursor == ("gather", "c11")
        assert not host.matrix.move_to("area-1")
        assert not host.matrix.move_to("gather", "nobody")
        assert host.matrix.cursor == ("gather", "c11")
        await pilot.pause()


@pytest.mark.parametrize(("columns", "rows"), [([], ROWS), (COLUMNS, []), (COLUMNS, ROWS[:1]), ([], [])])
async def test_an_empty_matrix_says_what_to_do_and_keys_do_nothing(columns: Any, rows: Any) -> None:
    async with shown(columns=columns, rows=rows) as (host, pilot):
        await pilot.press("down", "right", "a", "space", "enter", "end", "pagedown", "ctrl+end")
        assert "No positions yet: press n to add one." in " ".join(host.lines())
        assert host.heard == []
        assert host.matrix.cursor is None


async def test_a_matrix_can_become_empty_and_full_again() -> None:
    async with shown() as (host, pilot):
        host.matrix.show([], [], {})
        await pilot.pause()
        assert host.matrix.cursor is None
        host.matrix.show(COLUMNS, ROWS, LETTERS)
        await pilot.pause()
        assert host.heard[-1] == ("CursorMoved", "own", "c0")
        assert any("[A]" in line for line in host.lines())


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40), (300, 80), (20, 5), (10, 3), (3, 2)])
async def test_every_line_is_as_wide_as_the_widget_whatever_the_texts(size: tuple[int, int]) -> None:
    columns = [MatrixColumn(f"c{at}", text, note=text) for at, text in enumerate(HOSTILE)]
    rows = [
        MatrixRow(f"r{at}", text, note=text, mark=text, heading=at == 4) for at, text in enumerate(HOSTILE)
    ]
    letters = {(f"r{at}", f"c{at}"): text for at, text in enumerate(HOSTILE)}
    async with shown(size, columns, rows, letters) as (host, pilot):
        await pilot.press("down", "right", "down", "right")
        for strip in strips(host.matrix):
            assert cell_len(strip.text) == host.matrix.scrollable_content_region.width
            assert strip.cell_length == cell_len(strip.text)
            assert "\x1b" not in strip.text
        host.matrix.move_to("r0", "c0")
        await pilot.pause()
        if size[0] >= 80:
            assert "[/x]" in "\n".join(host.lines())


def strips(matrix: RaciMatrix) -> Iterator[Strip]:
    for y in range(matrix.scrollable_content_region.height):
        yield matrix.render_line(y)


def large(rows: int, columns: int) -> tuple[list[MatrixColumn], list[MatrixRow], dict[tuple[str, str], str]]:
    return (
        [MatrixColumn(f"c{at}", f"Position {at}") for at in range(columns)],
        [MatrixRow(f"r{at}", f"Do thing {at}") for at in range(rows)],
        {
            (f"r{row}", f"c{column}"): "ARCI"[(row + column) % 4]
            for row in range(rows)
            for column in range(columns)
        },
    )


@pytest.mark.parametrize(
    ("key", "most"), [("down", 2), ("up", 2), ("right", 40), ("pagedown", 40), ("x", 0), ("R", 0)]
)
async def test_a_key_paints_visible_lines_only(key: str, most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    async with shown((120, 40), *large(200, 60)) as (_, pilot):
        await pilot.press("down", "right")
        painted: list[int] = []
        paint = RaciMatrix.render_line

        def counted(matrix: RaciMatrix, y: int) -> Strip:
            painted.append(y)
            return paint(matrix, y)

        monkeypatch.setattr(RaciMatrix, "render_line", counted)
        await pilot.press(key)
        assert len(painted) <= most
        assert painted or not most


async def test_what_is_painted_after_moves_is_what_a_fresh_painting_shows() -> None:
    async with shown((80, 24), *large(60, 30)) as (host, pilot):
        keys = ["down", "right", "pagedown", "right", "end", "up", "left", "pageup", "home", "down", "down"]
        for key in keys:
            await pilot.press(key)
            kept = [strip.text for strip in host.screen._compositor.render_strips()]
            host.matrix.notify_style_update()
            host.matrix.refresh()
            await pilot.pause()
            assert [strip.text for strip in host.screen._compositor.render_strips()] == kept


async def test_a_resize_keeps_the_cursor_in_sight() -> None:
    async with shown((120, 40), *large(60, 30)) as (host, pilot):
        await pilot.press("ctrl+end")
        await pilot.resize_terminal(60, 14)
        await pilot.pause()
        assert any("[" in line for line in host.lines())


async def test_without_colour_the_cursor_is_reversed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with shown() as (host, _):
        assert host.matrix.get_component_rich_style("raci-matrix--cursor").reverse


def test_every_key_has_a_name_words_and_a_tooltip() -> None:
    bindings: list[Any] = list(RaciMatrix.BINDINGS)
    assert all(binding.id and binding.description and binding.tooltip for binding in bindings)
    assert len({binding.id for binding in bindings}) == len(bindings)
