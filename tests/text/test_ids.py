"""The ids that words would make."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cxplanner.text.ids import LONGEST_ID, as_id
from cxplanner.toml.records import ID_PATTERN


@pytest.mark.parametrize(
    ("words", "made"),
    [
        ("Customers stay!", "customers-stay"),
        ("CX Manager", "cx-manager"),
        ("Être client, à l’été", "etre-client-a-l-ete"),
        ("Straße 7 / Ærø", "strasse-7-aero"),
        ("-- a__b --", "a-b"),
        ("客户", ""),
        ("", ""),
        ("x" * 63 + " y", "x" * 63),
    ],
)
def test_words_become_an_id(words: str, made: str) -> None:
    assert as_id(words) == made


@given(st.text(max_size=100), st.integers(1, LONGEST_ID))
@example("a b", 2)
def test_what_is_made_is_an_id_or_nothing(words: str, longest: int) -> None:
    made = as_id(words, longest)
    assert not made or (re.fullmatch(ID_PATTERN, made) and len(made) <= longest)
    assert as_id(made, longest) == made
