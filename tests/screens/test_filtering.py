"""Filtering: which lines are left, what stays around them, and the same keys in every list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.widgets import OptionList

from cxplanner.edits.positions import set_position
from cxplanner.screens.kit.outline import Entry
from cxplanner.screens.kit.panel import Panel
from cxplanner.screens.shared.filtering import Wanted, only
from tests.plans import CAT
from tests.screens.driving import Driver, opened

TREE = (
    Entry("ceo", "Chief executive", heading=True),
    Entry("boss", "Boss", "Ada", "1", parent="ceo"),
    Entry("one", "Analyst", "Grace", "0.5", "◆", parent="boss"),
    Entry("two", "Clerk", "vacant", "1", parent="boss", words="bookkeeping"),
    Entry("cfo", "Chief financial officer", heading=True),
    Entry("tre", "Treasurer", "José", parent="cfo", quiet=True),
)
FLAT = (
    Entry("group:a", "Fruit", heading=True),
    Entry("x/apple", "Apple"),
    Entry("x/pear", "Pear", mark="•"),
    Entry("group:b", "Trees", heading=True),
    Entry("x/oak", "Oak"),
)
WORDS = st.sampled_from(["", "a", "boss", "ada", "grace", "chief", "treasurer jose", "vacant", "one", "zzz"])


def left(entries: tuple[Entry, ...], words: str = "", *, gaps: bool = False, kept: str = "") -> list[str]:
    return [entry.id for entry in only(entries, Wanted(words, gaps, kept))[0]]


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("analyst", ["ceo", "boss", "one"]),
        ("GRACE analyst", ["ceo", "boss", "one"]),
        ("grace clerk", []),
        ("bookkeeping", ["ceo", "boss", "two"]),
        ("jose", ["cfo", "tre"]),
        ("financial", ["cfo", "tre"]),
        ("tre", ["cfo", "tre"]),
        ("boss", ["ceo", "boss"]),
    ],
)
def test_what_has_all_words_stays_below_its_ancestors(words: str, ids: list[str]) -> None:
    assert left(TREE, words) == ids


def test_headings_stay_over_what_is_found_under_them_and_are_searched_for_it() -> None:
    assert left(FLAT, "apple") == ["group:a", "x/apple"]
    assert left(FLAT, "trees") == ["group:b", "x/oak"]
    assert left(FLAT, gaps=True) == ["group:a", "x/pear"]


def test_only_what_has_gap_marks_or_is_worked_on() -> None:
    assert left(TREE, gaps=True) == ["ceo", "boss", "one"]
    assert left(TREE, gaps=True, kept="tre") == ["ceo", "boss", "one", "cfo", "tre"]
    assert left(TREE, "ada", gaps=True) == []


def test_context_steps_back_and_matches_do_not() -> None:
    lines = {entry.id: entry for entry in only(TREE, Wanted("analyst"))[0]}
    assert lines["boss"] == replace(TREE[1], quiet=True)
    assert lines["one"] == TREE[2]


@given(st.sampled_from([TREE, FLAT]), WORDS, st.booleans())
def test_nothing_is_lost_and_nothing_stands_without_its_parent(
    entries: tuple[Entry, ...], words: str, gaps: bool
) -> None:
    lines, found = only(entries, Wanted(words, gaps))
    ids = [entry.id for entry in lines]
    assert found <= set(ids)
    assert all(entry.parent is None or entry.parent in ids for entry in lines)
    assert ids == [entry.id for entry in entries if entry.id in ids]
    narrower = only(entries, Wanted(f"{words} a", gaps))[1]
    assert narrower <= found


@given(st.sampled_from([TREE, FLAT]))
def test_no_wish_leaves_everything_as_it_is(entries: tuple[Entry, ...]) -> None:
    assert only(entries, Wanted("  ", kept="one"))[0] == list(entries)


def ids(driver: Driver) -> list[str]:
    """The lines of the list that is open."""
    if driver.view.TITLE == "Gaps":
        return [option.id or "" for option in driver.view.query_one(OptionList).options]
    if driver.view.TITLE == "Responsibilities":
        return [row.id for row in driver.matrix._rows]
    return list(driver.view.outline.shown)  # type: ignore[attr-defined]


EVERY = pytest.mark.parametrize(
    ("number", "words"), [("1", "liaison"), ("2", "strategy"), ("3", "minor"), ("4", "liaison")]
)


@pytest.mark.parametrize("how", ["key", "palette"])
@EVERY
async def test_every_list_is_filtered_in_the_same_way(
    number: str, words: str, how: str, sample: Callable[[str], Path]
) -> None:
    async with opened(sample("enterprise")) as driver:
        await driver.press(number)
        before, all_lines = ids(driver), driver.text
        if how == "key":
            await driver.press("/")
        else:
            await driver.command("Filter the list")
        assert "escape closes" in driver.text
        await driver.write(words)
        some = ids(driver)
        assert 0 < len(some) < len(before)
        assert "escape shows all" in driver.text
        await driver.press("enter")
        assert ids(driver) == some
        at = driver.view.current  # type: ignore[attr-defined]
        if how == "key":
            await driver.press("escape")
        else:
            await driver.command("Show all")
        assert ids(driver) == before
        assert driver.view.current == at  # type: ignore[attr-defined]
        assert all_lines.count("/ ") == driver.text.count("/ ")


@EVERY
async def test_nothing_found_is_said_and_left_by_escape(
    number: str, words: str, sample: Callable[[str], Path]
) -> None:
    async with opened(sample("enterprise"), (120, 40)) as driver:
        await driver.press(number, "down")
        before = ids(driver)
        await driver.press("/")
        await driver.write(f"{words} zzz")
        assert "0 of " in driver.words
        assert f"has “{words} zzz”. Escape shows all." in " ".join(driver.words.replace("│", " ").split())
        await driver.press("escape")
        assert ids(driver) == before
        assert "zzz" not in driver.text


@pytest.mark.parametrize("how", ["key", "palette"])
async def test_only_with_gaps(how: str, sample: Callable[[str], Path]) -> None:
    async with opened(sample("enterprise")) as driver:
        for number, with_gaps in (("1", {"cx-designer"}), ("4", {"cx-designer"})):
            await driver.press(number)
            if how == "key":
                await driver.press("g")
            else:
                await driver.command("Only with gaps")
            assert driver.view.current in with_gaps  # type: ignore[attr-defined]
            assert "only with gaps · 1 of 15" in driver.words
        await driver.press("3", "g")
        assert "accepted (1)" not in driver.words
        assert "only with gaps · 4 of 5" in driver.words
        await driver.press("g")
        assert "accepted (1)" in driver.words


async def test_a_position_whose_gap_was_closed_stays_under_the_cursor(sample: Callable[[str], Path]) -> None:
    async with opened(sample("enterprise")) as driver:
        await driver.press("g")
        assert driver.outline.current == "cx-designer"
        change = set_position(driver.plan, CAT, "cx-designer", {"incumbent": "Lin"})
        driver.view.keep(change)
        await driver.settle()
        assert driver.outline.current == "cx-designer"
        assert "Lin" in driver.text
        await driver.press("g", "g")
        assert "has an open gap. Escape shows all." in " ".join(_about(driver).split())


async def test_typing_on_leads_to_the_first_match_or_back_to_where_one_was(
    sample: Callable[[str], Path],
) -> None:
    async with opened(sample("enterprise")) as driver:
        await driver.press("/", *"liaison")
        first = next(key for key in driver.outline.shown if key.endswith("liaison"))
        assert driver.outline.current == first
        await driver.press("escape", "/", *"li")
        driver.field().value = "designer"
        await driver.settle()
        assert driver.outline.current == "cx-designer"
        driver.field().value = "liaison"
        await driver.settle()
        assert driver.outline.current == first


async def test_what_is_folded_is_found_and_folded_again_afterwards(mid_size: Path) -> None:
    async with opened(mid_size) as driver:
        await driver.press("home", "left")
        folded = driver.outline.shown
        await driver.press("/")
        await driver.write("analyst", "enter")
        assert driver.outline.current == "analyst"
        await driver.press("escape")
        assert driver.outline.shown == folded


async def test_something_new_is_shown_past_the_filter(mid_size: Path) -> None:
    async with opened(mid_size) as driver:
        await driver.press("/")
        await driver.write("liaison", "enter", "+")
        await driver.write("designer", "enter")
        assert driver.outline.current == "cx-designer"
        assert driver.workspace.team.by_role["cx-designer"] == ("cx-designer",)


async def test_the_empty_line_says_whole_what_can_be_looked_for(mid_size: Path) -> None:
    async with opened(mid_size) as driver:
        for number in "123467":
            await driver.press(number, "/")
            assert f"/ {driver.view.SOUGHT} " in driver.text  # type: ignore[attr-defined]
            await driver.press("escape")


async def test_commands_that_are_letters_are_typed_into_the_filter(mid_size: Path) -> None:
    async with opened(mid_size) as driver:
        before = driver.plan
        for number in "1234":
            await driver.press(number, "/")
            await driver.press("n", "p", "f", "w", "a", "+", "T", "g", "q")
            assert driver.field().value == "npfwa+Tgq"
            assert "F1 help" in driver.lines[-1]
            assert "^q quit" in driver.lines[-1]
            assert " add" not in driver.lines[-1]
            assert " files" not in driver.lines[-1]
            await driver.press("escape")
        assert driver.plan is before
        assert driver.dialog == ""


def _about(driver: Driver) -> str:
    return driver.base.query_one("#team-about", Panel).words.plain
