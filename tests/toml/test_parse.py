"""The usual slips of syntax are named where they are, with what to write instead."""

from __future__ import annotations

from pathlib import Path

import pytest

from cxplanner.toml.parse import DEEPEST, leaves, parse
from cxplanner.toml.problems import FileProblems, Problem
from cxplanner.toml.source import source_from_text


def slip(text: str) -> Problem:
    with pytest.raises(FileProblems) as caught:
        parse(source_from_text(text, Path("plan.toml")))
    (problem,) = caught.value.problems
    return problem


CONFLICT = "[a]\nx = 1\n<<<<<<< HEAD\ny = 1\n=======\ny = 2\n>>>>>>> other\n"


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ("a = 1\nb = open\n", (2, 5), 'text needs quotes. Write "open".'),
        ("a = [open, x]\n", (1, 6), 'Write "open".'),
        ("a = “x”\n", (1, 5), "curly quotes"),
        ('a = "“x”" y\n', (1, 11), "not a value"),
        ('a = [\n  "x"\n  "y"\n]\n', (3, 3), "comma at the end of line 2"),
        ('a = ["x" "y"]\n', (1, 10), "comma between the two"),
        ('a = ["x"\nb = 1\n', (1, 1), "] is missing"),
        ("a = {b = 1\n", (1, 6), "} is missing"),
        ("fte = 0,5\n", (1, 8), "decimal point, not a comma. Write 0.5."),
        ("budget = 1.200.000\n", (1, 15), "Write 1200000."),
        ("budget = 1 200,50\n", (1, 12), "Write 1200.50."),
        ("budget = 250,000\n", (1, 13), "Write 250000; for a fraction write 250.0."),
        ("budget = 1,200,000\n", (1, 11), "Write 1200000."),
        ("budget = 1.200,505\n", (1, 15), "Write 1200.505."),
        ("fte = 0,125\n", (1, 8), "decimal point, not a comma. Write 0.125."),
        ("target = 45%\n", (1, 12), "without its unit"),
        ("company:\n  name: x\n", (1, 8), "joined by =, not :"),
        ("a = {b: 1}\n", (1, 7), "joined by =, not :"),
        ('{"a": 1}\n', (1, 1), "JSON"),
        ("a = True\n", (1, 5), "Write true."),
        ("a = no\n", (1, 5), "Write false."),
        ("a = null\n", (1, 5), "Leave the whole line out"),
        ('a = "C:\\Users\\x"\n', (1, 10), "backslash"),
        ('a = "C:\\data"\n', (1, 10), "backslash"),
        ('a = "x\nb = 1\n', (1, 5), "closing quote is missing"),
        ('a = "x\r\nb = 1\r\n', (1, 5), "closing quote is missing"),
        ("a = 'x\nb = 1\n", (1, 5), "closing quote is missing"),
        ("a = 'x\nb = \"it's\"\n", (1, 5), "closing quote is missing"),
        ("a = '\x1b'\n", (1, 6), "control character here"),
        ("a = 1\nb = '''x\nc = 1\n", (2, 5), "closing quote is missing (''')"),
        ('a = 1\nb = """x\nc = 1\n', (2, 5), '""" is missing'),
        ('a = "\x1b"\n', (1, 6), "control character here (\\x1b)"),
        ("a = 2027-02-30\n", (1, 5), "no such day"),
        ("a = 1.3.2027\n", (1, 8), "year-month-day"),
        ("a = 2027-3-1\n", (1, 9), "2027-03-01"),
        ("a = 007\n", (1, 6), 'quotes if it is a name: "007"'),
        ("a =\nb = 1\n", (1, 4), "the value is missing"),
        ("a = 1,\n", (1, 6), "Leave out the comma at the end."),
        ("a = 1 b = 2\n", (1, 7), "two keys on one line"),
        ("a = 'it's'\n", (1, 9), "apostrophe"),
        ('a = "x "y" z"\n', (1, 9), "ends the text"),
        ("my key = 1\n", (1, 1), "Write my_key."),
        ("größe = 1\n", (1, 3), "letters a to z"),
        ("[positions.cx manager]\n", (1, 15), "Write [positions.cx-manager]."),
        ("[a\nb = 1\n", (1, 3), "] is missing"),
        ("// remark\n", (1, 1), "a comment begins with #"),
        ("just words\n", (1, 6), "there is no = on this line"),
        ("a = @\n", (1, 5), "not a value"),
    ],
)
def test_slips_are_placed_and_explained(text: str, place: tuple[int, int], said: str) -> None:
    problem = slip(text)
    assert said in problem.sentence()
    assert (problem.line, problem.column) == place


@pytest.mark.parametrize("text", [CONFLICT, CONFLICT.replace("\n", "\r\n")])
def test_git_conflicts_are_known(text: str) -> None:
    problem = slip(text)
    assert "unresolved git conflict" in problem.message
    assert problem.line == 3


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("[a]\nx = 1\n[b]\n[a]\ny = 1\n", 4, "a is written twice: on line 1 and on line 4"),
        ("[a]\nx = 1\n\nx = 2\n", 4, "a.x is written twice: on line 2 and on line 4"),
        ("[a]\nx = 1\nx = [\n1]\n", 3, "a.x is written twice: on line 2 and on line 3"),
        ("[a]\nx = 1\n[a.x]\n", 3, "a.x is written twice: on line 2 and on line 3"),
        ("a.b = 1\n[a]\n", 2, "a is written twice: on line 1 and on line 2"),
        ("[[l]]\nx = 1\nx = 2\n", 3, "l[1].x is written twice: on line 2 and on line 3"),
        ("x = {a = 1, a = 2}\n", 1, "x.a is written twice: on line 1"),
        ("[x]\na = {b = 1}\na.c = 2\n", 3, "x.a was finished on line 2"),
        ('["q.r"]\n["q.r"]\n', 2, "'q.r' is written twice: on line 1 and on line 2"),
    ],
)
def test_doubles_name_both_lines(text: str, line: int, said: str) -> None:
    problem = slip(text)
    assert said in problem.message
    assert problem.line == line


def nested(depth: int) -> str:
    return "a = " + "[" * depth + "]" * depth


def test_nesting_is_bounded() -> None:
    assert parse(source_from_text(nested(DEEPEST), Path("p"))) != {}
    for text in (nested(DEEPEST + 1), nested(5000), "[" + ".".join("a" * 30) + "]", "a." * 20_000 + "a = 1"):
        assert "nested too deeply" in slip(text).message


def test_numbers_beyond_reason_are_placed() -> None:
    assert slip("[a]\nb = 1\nc = " + "1" * 5000).line == 3
    problem = slip(f"[a]\nb = {2**63}\n")
    assert (problem.line, problem.key, problem.message) == (2, "a.b", "this number is too large")
    assert parse(source_from_text(f"a = {2**63 - 1}\nb = {-(2**63)}", Path("p")))["a"] == 2**63 - 1


def test_toml_of_the_newest_kind_is_read() -> None:
    assert parse(source_from_text('a = {\n  b = "\\e",\n}\n', Path("p"))) == {"a": {"b": "\x1b"}}


MANY = 400_000
"""So many signs, that with time as their square the test would not end."""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('a = """"' + '\\"' * MANY, "the closing quote is missing"),
        ('a = """"' + '\\"' * MANY + "”", "these are curly quotes"),
        ("a = '" + "\"'" * MANY, "apostrophe"),
        ("é" * MANY, "there is no = on this line"),
        ("é" * MANY + " = 1", "letters a to z"),
        ("a " * MANY, "there is no = on this line"),
        ("a " * MANY + "= 1", "a key cannot contain spaces. Write a_a"),
        ("[" + "a " * MANY + "]", "the name of a table cannot contain spaces. Write [a-a"),
        ("a" * MANY + " = 1\n" + "a" * MANY + " = 2", "is written twice: on line 1 and on line 2"),
    ],
    ids=[
        "escapes",
        "escapes-curly",
        "apostrophes",
        "foreign",
        "foreign-key",
        "words",
        "key",
        "header",
        "twice",
    ],
)
def test_a_line_of_any_length_is_read_once_and_never_told_whole(text: str, said: str) -> None:
    problem = slip(text)
    assert said in problem.sentence()
    assert len(problem.sentence()) < 400


def test_a_curly_quote_is_found_outside_of_texts_only() -> None:
    assert (slip("a = '“' ”\n").column, slip('a = "x\\"“" “\n').column) == (9, 12)
    assert slip('a = "x”\n').message == "these are curly quotes"


def test_leaves_are_all_values_with_their_places() -> None:
    data = parse(source_from_text('x = 1\n[a]\nb = ["c", {d = true}]\n', Path("p")))
    assert dict(leaves(data)) == {("x",): 1, ("a", "b", 0): "c", ("a", "b", 1, "d"): True}
