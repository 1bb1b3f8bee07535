"""Documents on screen: every kind of block is painted, and other people's signs stay what they are."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from hypothesis import given
from hypothesis import strategies as st
from textual.app import App, ComposeResult

from cxplanner.documents.blocks import (
    Document,
    ItemList,
    Paragraph,
    Span,
    Table,
    heading,
    item_list,
    paragraphs,
    plain,
)
from cxplanner.screens.shared.page import Page, painted
from cxplanner.text.override import override
from cxplanner.text.words import one_line


class Reader(App[None]):
    def __init__(self, document: Document) -> None:
        super().__init__()
        self.document = document

    @override
    def compose(self) -> ComposeResult:
        yield Page()

    def on_mount(self) -> None:
        self.query_one(Page).read(self.document)


@asynccontextmanager
async def read(document: Document, width: int = 30) -> AsyncIterator[list[str]]:
    app = Reader(document)
    async with app.run_test(size=(width, 24)) as pilot:
        await pilot.pause()
        page = app.query_one(Page)
        yield [strip.text.rstrip() for strip in page.lay_out(page.content_size.width)]


async def test_every_kind_of_block_is_painted() -> None:
    fact = Paragraph((Span("c:", strong=True), Span(" "), plain("d")))
    table = Table(((), (Span("Name"),)), (((plain("Boss | x"),), ()),))
    document: Document = (
        heading("A", 1),
        Paragraph((Span("b", emphasis=True),)),
        ItemList(
            ((fact,), *(item.items[0] for item in item_list(["e\nf\n\ng"]) if isinstance(item, ItemList)))
        ),
        heading("H", 2),
        heading("S", 3),
        *paragraphs("two\nlines\n\nand more"),
        table,
    )
    async with read(document) as lines:
        assert lines == [
            *(
                "A",
                "",
                "b",
                "",
                "• c: d",
                "• e",
                "  f",
                "",
                "  g",
                "",
                "H",
                "S",
                "two",
                "lines",
                "",
                "and more",
            ),
            *("", "         │ Name", "Boss | x │"),
        ]


async def test_an_item_after_one_of_several_paragraphs_stands_apart() -> None:
    async with read(item_list(["a\n\nb", "c", "d"])) as lines:
        assert lines == ["• a", "", "  b", "", "• c", "• d"]


async def test_where_there_is_no_room_the_first_column_gives_way() -> None:
    table = Table(((Span("Who"),), (Span("Signature"),)), (((plain("A long title of a post"),), ()),))
    async with read((table,), 24) as lines:
        assert lines == ["Who        │ Signature", "A long ti… │"]


async def test_an_empty_document_has_no_lines() -> None:
    async with read(()) as lines:
        assert lines == []


def test_strong_words_are_bold_and_stressed_ones_italic() -> None:
    words = painted((Span("a", strong=True), Span(" b "), Span("c", emphasis=True)))
    assert words.plain == "a b c"
    assert [(span.start, span.end, span.style) for span in words.spans] == [(0, 1, "bold"), (4, 5, "italic")]


def test_a_link_is_shown_and_is_no_link() -> None:
    words = painted((Span("see "), Span("https://example.org/a", link=True)))
    assert words.plain == "see https://example.org/a"
    assert not words.spans


@given(text=st.text(alphabet=st.sampled_from("aA1 -*_#|\\`<>[]()!~&;:=+.$%/ht\u202e\x1b"), max_size=40))
def test_other_peoples_text_reads_letter_for_letter(text: str) -> None:
    for words in [(plain(text),), *(block.words for block in paragraphs(text))]:
        assert painted(words).plain == one_line(text)
        assert not painted(words).spans
