"""Other people's text and titles, made fit for a sentence."""

import pytest

from cxplanner.text.words import mid_sentence


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Customer support manager", "customer support manager"),
        ("CX analyst", "CX analyst"),
        ("IT", "IT"),
        ("VoC manager", "VoC manager"),
        ("X-ray", "x-ray"),
        ("A", "A"),
        ("", ""),
    ],
)
def test_a_title_stands_in_a_sentence_with_a_small_letter_unless_short_for_something(
    title: str, said: str
) -> None:
    assert mid_sentence(title) == said
