"""Our own Markdown: what the documents use is shown, and other people's signs stay what they are."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxplanner.documents.markdown import bullets, escaped, paragraphs
from cxplanner.screens.kit.markdown import blocks, words
from cxplanner.text.words import one_line


def plain(markdown: str) -> list[tuple[str, str]]:
    return [(block.kind, block.words.plain) for block in blocks(markdown)]


def test_the_kinds_of_block() -> None:
    document = "# A\n\n*b*\n\n- **c:** d\n- e\n\n## F\n\n### G\n\ntwo\nlines\n\n---\n\nbroken\\\nhere\n"
    assert plain(document) == [
        ("title", "A"),
        ("text", "b"),
        ("bullet", "c: d"),
        ("bullet", "e"),
        ("heading", "F"),
        ("subheading", "G"),
        ("text", "two lines"),
        ("rule", ""),
        ("text", "broken\nhere"),
    ]


def test_bold_and_italic_are_styles() -> None:
    shown = words("**a** *b* c")
    assert shown.plain == "a b c"
    assert [(span.start, span.end, span.style) for span in shown.spans] == [(0, 1, "bold"), (2, 3, "italic")]


def test_a_table_has_a_bold_head_and_columns() -> None:
    found = list(blocks("| | Name |\n| --- | --- |\n| Boss \\| x | |\n"))
    assert [[cell.plain for cell in row.cells] for row in found] == [["", "Name"], ["Boss | x", ""]]
    assert {row.widths for row in found} == {(8, 4)}
    assert all(span.style == "bold" for cell in found[0].cells for span in cell.spans)


def test_an_item_of_several_paragraphs_stays_one_item() -> None:
    assert plain(bullets(["a\nb\n\nc", "d"])) == [("bullet", "a\nb"), ("inside", "c"), ("bullet", "d")]


def test_a_link_is_shown_and_is_no_link() -> None:
    shown = words("see <https://example.org/a>.")
    assert shown.plain == "see https://example.org/a."
    assert not shown.spans


@pytest.mark.parametrize("made", [escaped, paragraphs])
@given(text=st.text(alphabet=st.sampled_from("aA1 -*_#|\\`<>[]()!~&;:=+.$%/ht\u202e\x1b"), max_size=40))
def test_other_peoples_text_reads_letter_for_letter(made: Callable[[str], str], text: str) -> None:
    line = one_line(text)
    if line:
        assert [block.words.plain for block in blocks(made(text))] == [line]
        assert all(not block.words.spans for block in blocks(made(text)))


def test_an_empty_document() -> None:
    assert list(blocks("")) == []
