"""Conflicts stand in a plan as comments: harmless to readers of TOML, refused until they are gone."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import tomli

from cxplanner.plan.canonical import plan_text
from cxplanner.plan.conflicts import MARK, mark, unresolved, value_told, with_marks
from cxplanner.plan.file import plan_from_source
from cxplanner.toml.problems import FileProblems
from cxplanner.toml.source import Source, source_from_text
from tests.plans import CAT, put, sound

PLAN = sound("small")


def source(text: str) -> Source:
    return source_from_text(text, Path("p.toml"))


def test_a_plan_with_a_conflict_is_refused_with_its_line_and_what_to_do() -> None:
    place = ("positions", "sponsor", "fte")
    text = with_marks(plan_text(PLAN), [(place, mark(place, "base 1  ours 2  theirs 3"))])
    assert tomli.loads(text) == tomli.loads(plan_text(PLAN))
    line = text.split("\n").index("# <<< conflict: positions.sponsor.fte  base 1  ours 2  theirs 3")
    assert text.split("\n")[line + 1].startswith("fte = ")
    with pytest.raises(FileProblems) as refused:
        plan_from_source(source(text), CAT)
    assert str(refused.value) == (
        f"p.toml:{line + 1}:1: positions.sponsor.fte: a merge left this open: base 1  ours 2  theirs 3. "
        "Write what should apply, then delete the line that begins with # <<< conflict."
    ).replace("  ours", " ours").replace("  theirs", " theirs")


def test_of_something_that_is_gone_the_mark_stands_at_what_was_around_it() -> None:
    text = with_marks(
        "a = 1\n[b]\nc = 2\n", [(("b", "gone"), "# one"), (("nowhere",), "# two"), (("b",), "# three")]
    )
    assert text == "# two\na = 1\n# one\n# three\n[b]\nc = 2\n"


@pytest.mark.parametrize(
    "hostile", ["x\ny = 1", "x\r[positions]", "\x1b[2J", "\u2028a", "\x85b", "# <<< conflict: z", '"']
)
def test_no_value_breaks_out_of_the_comment(hostile: str) -> None:
    for line in (mark(("a",), hostile), mark(("a",), f"ours {value_told(hostile)}")):
        assert len(line.splitlines()) == 1
        assert line.isprintable()
        assert tomli.loads(f"{line}\nb = 1\n") == {"b": 1}


@pytest.mark.parametrize(
    "value", ["a \"b\" \\ 'c'\nd\te\u202e🙂", 1, 0.5, True, date(2027, 3, 1), ["a", "b"], {"a": 1}]
)
def test_a_value_can_be_copied_into_the_plan_as_it_is_told(value: object) -> None:
    assert tomli.loads(f"x = {value_told(value)}") == {"x": value}


def test_what_only_looks_like_a_conflict_is_none() -> None:
    noted = put(PLAN, "sponsor", note=f"one\n{MARK}two")
    text = plan_text(noted)
    assert f"\n{MARK}" in text
    assert plan_from_source(source(text), CAT).plan == noted
    assert unresolved(source('a = """\n"""\n# <<< conflict: b\n')) != []
    assert unresolved(source("# it's <<< conflict: nothing\n# see # <<< conflict: b\n")) == []
    assert unresolved(source("# it's\n  # <<< conflict: b\n")) != []
