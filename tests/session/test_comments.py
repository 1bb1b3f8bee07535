"""A plan full of comments through any edits, saved each time: every comment stays at its thing."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cxplanner.edits.change import EditRefused
from cxplanner.gaps import all_rules
from cxplanner.plan.canonical import plan_data, plan_text
from cxplanner.plan.file import PlanFile, plan_from_source
from cxplanner.plan.saving import kept_text, tidy_text
from cxplanner.toml.source import source_from_text
from cxplanner.toml.statements import TomlText
from tests.edits.operations import OPERATIONS, worn
from tests.plans import CAT
from tests.session.commented import Place, commented, judged, read

counts: Counter[str] = Counter()


@pytest.fixture(scope="module", autouse=True)
def _told() -> Iterator[None]:
    """Print what was counted; pytest -s shows it."""
    yield
    print("\ncomments:", ", ".join(f"{number:,} {what}" for what, number in counts.items()))  # noqa: T201


def opened(text: str) -> PlanFile:
    return plan_from_source(source_from_text(text, Path("plan.toml")), CAT, codes=all_rules)


def by_hand(data: st.DataObject) -> str:
    """The text of some plan with comments and spaces all over, now and then with Windows' line ends."""
    chance = random.Random(data.draw(st.integers(0, 2**32)))
    text = commented(plan_text(worn(data)), chance)
    text = text.rstrip("\n") if chance.random() < 0.2 else text
    return text.replace("\n", "\r\n") if chance.random() < 0.2 else text


def through_edits(data: st.DataObject, least: int, most: int) -> None:
    """Take one plan through some edits, saving after each."""
    file = opened(by_hand(data))
    text = file.source.text
    counts.update(plans=1, comments=len(read(text).owners))
    for _ in range(data.draw(st.integers(least, most))):
        try:
            change = data.draw(st.sampled_from(OPERATIONS))(file.plan, data.draw)
        except EditRefused:
            continue
        saved = opened(kept_text(file, change.plan, change.renamed))
        assert plan_text(saved.plan) == plan_text(change.plan)
        renames = [(tuple(section.split(".")), old, new) for section, old, new in change.renamed]
        found = judged(file.source.text, saved.source.text, renames)
        assert not found.lost
        assert not found.misplaced
        assert_only_what_changed(file, saved)
        assert saved.source.newline == file.source.newline
        assert saved.source.text.endswith("\n") == text.endswith("\n")
        counts.update({"edits saved": 1, "kept": found.kept, "gone with their things": found.gone})
        file = saved


def assert_only_what_changed(before: PlanFile, after: PlanFile) -> None:
    """The line of everything that still says the same is still the same."""
    lines, old, new = read(after.source.text).things, plan_data(before.plan), plan_data(after.plan)
    for place, line in read(before.source.text).things.items():
        if place in lines and (value := value_at(old, place)) is not None and value == value_at(new, place):
            assert lines[place].strip() == line.strip()


def value_at(data: object, place: Place) -> object:
    for key in place:
        data = data.get(key) if isinstance(data, Mapping) else None
    return data


@settings(max_examples=40)
@given(st.data())
def test_every_comment_stays_at_its_thing(data: st.DataObject) -> None:
    through_edits(data, 1, 8)


@pytest.mark.faults
@settings(max_examples=2000, deadline=None)
@given(st.data())
def test_every_comment_of_many_plans_stays_at_its_thing(data: st.DataObject) -> None:
    through_edits(data, 1, 12)


@pytest.mark.faults
@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_every_comment_stays_at_its_thing_through_two_hundred_edits(data: st.DataObject) -> None:
    through_edits(data, 200, 200)


def laid_out(data: st.DataObject) -> None:
    text = by_hand(data)
    assert TomlText(text).joined() == text
    tidy = opened(tidy_text(opened(text)))
    found = judged(text, tidy.source.text)
    assert not found.lost
    assert not found.misplaced
    assert not found.gone
    assert plan_text(tidy.plan) == plan_text(opened(text).plan)
    assert tidy_text(tidy) == tidy.source.text
    counts.update({"plans laid out": 1, "kept by fmt": found.kept})


@settings(max_examples=40)
@given(st.data())
def test_fmt_keeps_every_comment_at_its_thing(data: st.DataObject) -> None:
    laid_out(data)


@pytest.mark.faults
@settings(max_examples=2000, deadline=None)
@given(st.data())
def test_fmt_keeps_every_comment_of_many_plans_at_its_thing(data: st.DataObject) -> None:
    laid_out(data)


def test_the_judge_sees_what_is_lost_and_what_stands_elsewhere() -> None:
    old = '#1\n\n#2\n[a] #3\n#4\nx = [\n#5\n"p", #6\n#7\n] #8\n#9\n\n#10\n\n[b]\ny = 1\n'
    assert [(n, o.kind) for n, o in read(old).owners.items()] == [
        (1, "free"),
        (2, "above"),
        (3, "behind"),
        (4, "above"),
        (5, "above"),
        (6, "behind"),
        (7, "last"),
        (8, "behind"),
        (9, "below"),
        (10, "free"),
    ]
    assert judged(old, old) == (10, 0, (), ())
    assert len(judged(old, old.replace("#6", "")).lost) == 1
    assert len(judged(old, old.replace("#2\n", "").replace("[b]", "#2\n[b]")).misplaced) == 1
    renamed = old.replace("[a]", "[c]")
    assert len(judged(old, renamed).misplaced) == 8
    assert judged(old, renamed, [((), "a", "c")]) == (10, 0, (), ())
    assert judged(old, "#1\n\n#10\n\n[b]\ny = 1\n") == (2, 8, (), ())
