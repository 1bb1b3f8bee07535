import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from cxplanner.documents.blocks import item_list, paragraphs
from cxplanner.documents.markdown import escaped, markdown
from cxplanner.text.words import one_line

RENDER = MarkdownIt("gfm-like", {"linkify": False})

NASTY = [
    "# not a heading",
    "a # b #",
    "- not a list",
    "+ x",
    "* x *y* **z** _u_ __v__",
    "1. one",
    "12) twelve",
    "=1+1",
    "===",
    "---",
    "> quote",
    "`code` ```",
    "[link](http://example.org) ![image](x)",
    "[red]x[/red] [x]: /url",
    "<b>bold</b> <script>alert(1)</script> <http://x.y>",
    "&amp; &#35; &copy; R&D",
    "~~struck~~",
    "a | b",
    "\\ \\* trailing\\",
    "C#, C++ & .NET",
    "{#id .class} {{ x }} {% y %}",
    ":smile: 10:30:15",
    "    code by indent",
    "https://example.org/_a_",
    "[ ] task",
    "% title",
    "Café «Lumière» – 東京",
]


def shown(markdown: str) -> str:
    """What a reader sees of Markdown, as one line."""
    rendered = RENDER.render(markdown)
    return " ".join(html.unescape(re.sub(r"<[^>]*>", "", rendered)).split())


@pytest.mark.parametrize("text", NASTY)
@pytest.mark.parametrize("frame", ["{}", "# {}", "- {}", "- **Label:** {}", "*{}*", "A\n\n{}\n\nB"])
def test_text_reads_as_it_was_written(text: str, frame: str) -> None:
    around = shown(frame.format("X")).split("X")
    assert shown(frame.format(escaped(text))) == one_line(text).join(around)


@given(st.text(alphabet=st.sampled_from("#*-+_`[]()<>!|&;:~\\{}=.1a \t\n$%^\"'\u202e"), max_size=30))
def test_any_mixture_of_signs_reads_as_it_was_written(text: str) -> None:
    assert shown(f"- x {escaped(text)}") == one_line(f"x {text}")
    assert shown(escaped(text)) == one_line(text)


@pytest.mark.parametrize("text", NASTY)
def test_no_cell_of_a_table_breaks_out(text: str) -> None:
    table = f"| a | b |\n| --- | --- |\n| {escaped(text)} | end |\n"
    rendered = RENDER.render(table)
    assert rendered.count("<td>") == 2
    assert shown(table) == f"a b {one_line(text)} end"


def test_plain_words_stay_plain() -> None:
    assert escaped("Head of CX (EMEA), 50% - C# & R&D: 10:30!") == "Head of CX (EMEA), 50% - C# & R&D: 10:30!"


def test_line_breaks_stay_and_empty_lines_part_paragraphs() -> None:
    rendered = RENDER.render(markdown(paragraphs("one\ntwo\n\n# three\n")))
    assert rendered == "<p>one<br />\ntwo</p>\n<p># three</p>\n"


def test_an_item_keeps_its_lines() -> None:
    rendered = RENDER.render(markdown(item_list(["one\n- two\n\nthree", " ", "four"])))
    assert rendered.count("<li>") == 2
    assert rendered.count("<ul>") == 1
    assert "one<br />\n- two" in rendered
