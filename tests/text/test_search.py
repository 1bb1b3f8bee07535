"""Finding by typing: what is found, in which order, and how far slips are forgiven."""

from __future__ import annotations

from string import ascii_lowercase

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cxplanner.text.search import LONG, SHORT, Index, folded, holds, nearly, sought

TITLES = ("CX analyst", "Senior CX analyst", "CX manager", "Customer support manager", "IT liaison")
DETAILS = ("Reads data", "", "Leads the analysts", "José Łukasz", "")
INDEX = Index(zip(TITLES, DETAILS, strict=True))
TEXTS = st.text(max_size=30)
LETTERS = st.text(ascii_lowercase, min_size=SHORT, max_size=14)


def found(query: str) -> list[str]:
    return [TITLES[n] for n in INDEX.find(query)]


@pytest.mark.parametrize(
    ("typed", "text"),
    [("jose", "José"), ("JOSÉ", "jose"), ("strasse", "Straße"), ("lukasz", "Łukasz"), ("oe", "Œuvre")],
)
def test_case_and_accents_do_not_matter(typed: str, text: str) -> None:
    assert holds(f"a {text} b", sought(typed))


@given(TEXTS)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(TEXTS, TEXTS)
def test_a_text_holds_its_own_words_in_any_order_and_no_others(text: str, other: str) -> None:
    words = sought(text)
    assert holds(text, words[::-1])
    assert holds(text, ())
    assert holds(f"{text} {other}", words)
    assert not holds(text, (*words, "\N{SNOWMAN}")) or "\N{SNOWMAN}" in text


def test_without_words_everything_is_found_in_its_order() -> None:
    assert found("") == found("  ") == list(TITLES)


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("cx analyst", ["CX analyst", "Senior CX analyst", "CX manager"]),
        ("analyst cx", ["CX analyst", "Senior CX analyst", "CX manager"]),
        ("manager", ["CX manager", "Customer support manager"]),
        ("c", ["CX analyst", "CX manager", "Customer support manager", "Senior CX analyst"]),
        ("jose", ["Customer support manager"]),
        ("manager data", []),
        ("xyz", []),
    ],
)
def test_all_words_must_be_found_and_titles_come_first(query: str, titles: list[str]) -> None:
    assert found(query) == titles


@pytest.mark.parametrize("slip", ["anlyst", "analist", "anaylst", "anallyst", "analys", "anly"])
def test_a_slip_is_forgiven(slip: str) -> None:
    assert found(slip) == ["CX analyst", "Senior CX analyst", "CX manager"]


def test_two_slips_only_in_long_words_and_none_in_short_ones() -> None:
    assert found("anlist") == []
    assert found("custmoer") == ["Customer support manager"]
    assert found("cutsomre") == ["Customer support manager"]
    assert found("itt") == []


def test_what_is_there_as_typed_allows_no_slip() -> None:
    index = Index([("Form", ""), ("From", "")])
    assert index.find("form") == [0]
    assert index.find("fomr") == [0]


@given(LETTERS, st.text(ascii_lowercase, max_size=6))
def test_a_beginning_is_near(word: str, rest: str) -> None:
    assert nearly(word, word + rest)


@given(LETTERS, st.data())
def test_one_slip_is_near(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(word) - 1))
    letter = data.draw(st.sampled_from(ascii_lowercase))
    slips = [word[:at] + letter + word[at:], word[:at] + letter + word[at + 1 :], word[:at] + word[at + 1 :]]
    slips.append(word[:at] + word[at : at + 2][::-1] + word[at + 2 :])
    slip = data.draw(st.sampled_from(slips))
    assume(len(slip) >= SHORT)
    assert nearly(slip, word)


@given(st.text("abcdefghijklm", min_size=SHORT), st.text("nopqrstuvwxyz", min_size=SHORT))
def test_what_shares_no_letter_is_never_near(word: str, other: str) -> None:
    assert not nearly(word, other)
    assert not nearly(word[: LONG - 1], other)


@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=8), TEXTS)
def test_a_search_finds_each_at_most_once_and_all_that_hold_the_words(
    texts: list[tuple[str, str]], query: str
) -> None:
    places = Index(texts).find(query)
    assert len(places) == len(set(places))
    for n, (title, detail) in enumerate(texts):
        held = all(holds(title, [word]) or holds(detail, [word]) for word in sought(query))
        assert not held or n in places
