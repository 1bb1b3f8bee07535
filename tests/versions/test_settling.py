"""The conflicts in a merged file are read back as they were, and settled by either side's word."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxplanner.edits.change import EditRefused
from cxplanner.edits.positions import remove_position, set_position
from cxplanner.gaps import all_rules
from cxplanner.plan.canonical import plan_data, plan_text
from cxplanner.plan.conflicts import mark, unresolved, with_marks, without_marks
from cxplanner.plan.models import Plan
from cxplanner.plan.references import check_references
from cxplanner.plan.team import Team
from cxplanner.toml.source import source_from_text
from cxplanner.versions.merge import ABSENT, Conflict
from cxplanner.versions.merged_file import conflict_told
from cxplanner.versions.plan_merge import merge_plans
from cxplanner.versions.settling import Side, conflict_in, settled_by, side_words, subject_words
from tests.plans import CAT, TODAY, sound
from tests.versions.branches import pairs

BASE = sound("mid-size")


def from_file(plan: Plan, conflicts: tuple[Conflict, ...]) -> list[Conflict | None]:
    """The conflicts as they are found in the text of the plan, in the order of the file."""
    text = with_marks(
        plan_text(plan), [(one.place, mark(one.place, conflict_told(one))) for one in conflicts]
    )
    assert without_marks(text) == plan_text(plan)
    return [conflict_in(one.comment) for one in unresolved(source_from_text(text, Path("p.toml")))]


@given(st.data())
def test_conflicts_are_read_back_and_settled(data: Any) -> None:
    merged = merge_plans(*pairs(4, data.draw), CAT, all_rules)
    found = from_file(merged.plan, merged.conflicts)
    assert None not in found
    assert {one.place for one in found if one} == {one.place for one in merged.conflicts}
    values = {one.place: one for one in merged.conflicts if one.kind == "value"}
    for one in found:
        assert one is not None
        if one.kind == "value":
            known = values[one.place]
            assert (one.base, one.ours, one.theirs) == (known.base, known.ours, known.theirs)
        for side in ("ours", "theirs"):
            try:
                plan = settled_by(merged.plan, one, side, CAT)
            except EditRefused:
                continue
            assert not check_references(plan_data(plan), CAT, codes=all_rules)


def test_a_value_is_told_and_taken_from_either_side() -> None:
    key = next(iter(BASE.positions))
    ours = set_position(BASE, CAT, key, {"fte": 0.25, "note": 'a  theirs "b"'}).plan
    theirs = set_position(BASE, CAT, key, {"fte": 0.75, "note": "base 1  ours 2"}).plan
    merged = merge_plans(BASE, ours, theirs, CAT, all_rules)
    fte, note = from_file(merged.plan, merged.conflicts)
    assert fte is not None
    assert note is not None
    team = Team(merged.plan, CAT, TODAY)
    assert subject_words(team, fte) == f"{team.title(key)}: FTE"
    assert [side_words(team, fte, value) for value in (fte.base, fte.ours, fte.theirs)] == [
        "1",
        "0.25",
        "0.75",
    ]
    assert settled_by(merged.plan, fte, "ours", CAT).positions[key].fte == 0.25
    assert settled_by(merged.plan, fte, "theirs", CAT).positions[key].fte == 0.75
    assert settled_by(merged.plan, note, "theirs", CAT).positions[key].note == "base 1  ours 2"


@pytest.mark.parametrize("remover", ["ours", "theirs"])
def test_what_one_side_removed_goes_or_stays(remover: str) -> None:
    key = "analyst" if "analyst" in BASE.positions else list(BASE.positions)[-1]
    gone, kept = remove_position(BASE, CAT, key).plan, set_position(BASE, CAT, key, {"fte": 0.3}).plan
    merged = merge_plans(BASE, *((gone, kept) if remover == "ours" else (kept, gone)), CAT, all_rules)
    found = from_file(merged.plan, merged.conflicts)[0]
    assert found is not None
    other = "theirs" if remover == "ours" else "ours"
    assert (found.ours if remover == "ours" else found.theirs) is ABSENT
    assert key not in settled_by(merged.plan, found, remover, CAT).positions  # type: ignore[arg-type]
    assert settled_by(merged.plan, found, other, CAT).positions[key].fte == 0.3  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "comment",
    [
        "",
        "a",
        "a.b  ask Ana",
        "a..b  base 1  ours 2  theirs 3",
        "a  base 1  ours  theirs",
        "x = {} #  base 1  ours 2  theirs 3",
        "nosuch.x.y  base 1  ours 2  theirs 3",
        f"company.headcount  base 1  ours 2  theirs {'9' * 5000}",
        "leadership  base 1  ours 2  theirs 3",
        "positions  base 1  ours 2  theirs 3",
    ],
)
def test_what_somebody_wrote_by_hand_is_no_conflict_that_can_be_asked_about(comment: str) -> None:
    assert conflict_in(comment) is None


@pytest.mark.parametrize("side", ["ours", "theirs"])
@pytest.mark.parametrize("place", ["company.name.x", "board", "positions.analyst", "positions.new.x.y"])
def test_a_conflict_about_what_no_plan_has_is_refused(place: str, side: Side) -> None:
    found = conflict_in(f"{place}  base 1  ours 2  theirs 3")
    assert found is not None
    assert subject_words(Team(BASE, CAT, TODAY), found)
    with pytest.raises(EditRefused, match="no plan"):
        settled_by(BASE, found, side, CAT)


def test_a_value_that_is_spelled_as_its_key_is_no_new_id() -> None:
    found = conflict_in('board.lead  base "third"  ours "lead"  theirs "boss"')
    assert found is not None
    assert side_words(Team(BASE, CAT, TODAY), found, "boss") == "“boss”"
    with pytest.raises(EditRefused):
        settled_by(BASE, found, "theirs", CAT)
