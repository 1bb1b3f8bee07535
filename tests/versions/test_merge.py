"""Two branches come together by ids: nobody's side is lost, and what comes out is a plan."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxplanner.edits.positions import move_position, remove_position, rename_position, shift_position
from cxplanner.edits.raci import set_letter
from cxplanner.edits.sections import set_board
from cxplanner.gaps import all_rules
from cxplanner.gaps.waivers import waive
from cxplanner.plan.canonical import plan_data, plan_text
from cxplanner.plan.models import Plan
from cxplanner.versions.merge import ABSENT, Merger, in_order
from cxplanner.versions.plan_merge import MergedPlan, merge_plans
from tests.plans import CAT, assert_valid, entry, position, put, row, sound
from tests.versions.branches import pairs, unordered

MID = sound("mid-size")
ROW = "share-insight"


def merge(ours: Plan, theirs: Plan, base: Plan | None = MID) -> MergedPlan:
    return merge_plans(base, ours, theirs, CAT, all_rules)


def clean(ours: Plan, theirs: Plan, base: Plan = MID) -> Plan:
    """The merged plan; both ways round, and without a conflict."""
    merged, other = merge(ours, theirs, base), merge(theirs, ours, base)
    assert merged.conflicts == other.conflicts == ()
    assert unordered(plan_data(merged.plan)) == unordered(plan_data(other.plan))
    assert_valid(merged.plan)
    return merged.plan


def places(merged: MergedPlan) -> list[tuple[str, str]]:
    assert_valid(merged.plan)
    return [(".".join(one.place), one.kind) for one in merged.conflicts]


def test_both_add_at_the_same_place() -> None:
    plan = clean(position(MID, "a", title="A"), position(MID, "b", title="B"))
    assert list(plan.positions)[-2:] == ["a", "b"]
    ours = waive(MID, CAT, "CX205", "analyst", reason="One").plan
    theirs = waive(MID, CAT, "CX205", "cxo", reason="Two").plan
    assert set(clean(ours, theirs).waivers["CX205"]) == {"analyst", "cxo"}
    asked = clean(row(MID, ROW, consulted=["cx-manager"]), row(MID, ROW, consulted=["it-liaison"]))
    assert asked.responsibilities[ROW].consulted == ("cx-manager", "it-liaison")


def test_both_change_different_values_of_one_thing() -> None:
    plan = clean(put(MID, "analyst", fte=0.5), put(MID, "analyst", incumbent="Ada"))
    assert (plan.positions["analyst"].fte, plan.positions["analyst"].incumbent) == (0.5, "Ada")


def test_the_same_value_changed_twice_is_a_conflict_that_keeps_ours() -> None:
    merged = merge(put(MID, "analyst", fte=0.5), put(MID, "analyst", fte=0.8))
    assert places(merged) == [("positions.analyst.fte", "value")]
    assert (merged.conflicts[0].base, merged.conflicts[0].theirs) == (1.0, 0.8)
    assert merged.plan.positions["analyst"].fte == 0.5


def test_what_one_removed_and_the_other_changed_is_kept() -> None:
    gone, changed = remove_position(MID, CAT, "analyst").plan, put(MID, "analyst", fte=0.5)
    for merged, side in ((merge(gone, changed), "ours"), (merge(changed, gone), "theirs")):
        assert places(merged) == [("positions.analyst", f"removed by {side}")]
        assert merged.plan.positions["analyst"].fte == 0.5


def test_what_one_removed_and_the_other_needs_is_kept() -> None:
    gone = remove_position(MID, CAT, "analyst").plan
    needed = row(MID, "gather-feedback", consulted=["analyst"])
    merged = merge(gone, needed)
    assert places(merged) == [("positions.analyst", "needed")]
    assert list(merged.plan.positions) == list(MID.positions)


def test_an_empty_collection_does_not_remove_what_the_other_added() -> None:
    base = entry(MID, "initiatives", "app", type="mobile-app")
    ours = base.replace(initiatives={})
    plan = clean(ours, entry(base, "initiatives", "new", type="mobile-app"), base)
    assert list(plan.initiatives) == ["new"]


def test_a_rename_takes_the_changes_of_the_other_side_along() -> None:
    ours = rename_position(MID, CAT, "analyst", "counter").plan
    theirs = row(put(MID, "analyst", fte=0.5), "gather-feedback", consulted=["analyst"])
    plan = clean(ours, theirs)
    assert "analyst" not in plan.positions
    assert plan.positions["counter"].fte == 0.5
    assert plan.responsibilities["gather-feedback"].consulted == ("counter",)


def test_two_new_ids_for_one_thing_are_a_conflict() -> None:
    ours = rename_position(MID, CAT, "analyst", "counter").plan
    theirs = rename_position(MID, CAT, "analyst", "reckoner").plan
    merged = merge(ours, theirs)
    assert places(merged) == [("positions.counter", "value")]
    assert plan_text(merged.plan) == plan_text(ours)
    assert merge(ours, ours).conflicts == ()


def test_a_new_id_that_the_other_side_took_is_not_followed() -> None:
    ours = rename_position(MID, CAT, "analyst", "counter").plan
    merged = merge(ours, position(MID, "counter", title="Another"))
    assert merged.conflicts
    assert_valid(merged.plan)


def test_two_right_halves_may_close_a_ring() -> None:
    ours = move_position(MID, CAT, "analyst", "voc-manager").plan
    theirs = move_position(MID, CAT, "voc-manager", "analyst").plan
    merged = merge(ours, theirs)
    assert places(merged) == [("positions.voc-manager.reports_to", "value")]
    assert merged.plan.positions["analyst"].reports_to == "voc-manager"


def test_two_letters_for_one_position_are_a_conflict() -> None:
    ours = set_letter(MID, CAT, ROW, "it-liaison", "C").plan
    theirs = set_letter(MID, CAT, ROW, "it-liaison", "I").plan
    merged = merge(ours, theirs)
    assert len(places(merged)) == 1
    assert merged.plan.responsibilities[ROW].letters("it-liaison") == ("C",)


def test_who_moves_things_decides_their_order() -> None:
    moved = shift_position(MID, CAT, "analyst", 2).plan
    added = position(MID, "new", title="New")
    assert list(clean(moved, added).positions) == [*moved.positions, "new"]
    other = shift_position(MID, CAT, "voc-manager", -1).plan
    assert list(merge(moved, other).plan.positions) == list(moved.positions)


def test_whoever_removes_a_boss_has_no_say_in_where_the_other_side_moved_people() -> None:
    ours = remove_position(MID, CAT, "cx-manager").plan
    theirs = move_position(MID, CAT, "analyst", "voc-manager").plan
    assert clean(ours, theirs).positions["analyst"].reports_to == "voc-manager"
    handed = row(MID, "represent-customer", accountable="analyst")
    assert clean(ours, handed).responsibilities["represent-customer"].accountable == "analyst"
    gone = remove_position(MID, CAT, "analyst").plan
    assert "analyst" not in clean(ours, gone).positions


@pytest.mark.parametrize("swapped", [False, True])
def test_whoever_takes_a_line_away_is_heard_where_the_other_side_removed_the_boss(swapped: bool) -> None:
    gone = remove_position(MID, CAT, "cx-manager").plan
    apart = move_position(MID, CAT, "voc-manager", None).plan
    merged = clean(*((gone, apart) if swapped else (apart, gone)))
    assert merged.positions["voc-manager"].reports_to is None


def test_without_a_common_past_both_are_joined() -> None:
    merged = merge(position(MID, "a", title="A"), position(MID, "b", title="B"), None)
    assert places(merged) == []
    assert {"a", "b"} <= set(merged.plan.positions)


def test_the_board_may_go_on_one_side() -> None:
    base = set_board(MID, CAT, {"lead": "cxo", "members": ["analyst"]}).plan
    gone = set_board(base, CAT, None).plan
    changed = set_board(base, CAT, {"lead": "cxo", "members": ["analyst", "it-liaison"]}).plan
    assert places(merge(gone, changed, base)) == [("board", "removed by ours")]
    assert clean(gone, base, base).board is None


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "merged"),
    [
        ("abc", "abcx", "abcy", "abcxy"),
        ("abc", "xabc", "yabc", "xyabc"),
        ("abc", "abc", "cab", "cab"),
        ("abc", "cabx", "bac", "cabx"),
        ("abc", "axbc", "aybc", "axybc"),
        ("", "xy", "yz", "xyz"),
    ],
)
def test_new_keys_stand_behind_what_they_followed(base: str, ours: str, theirs: str, merged: str) -> None:
    assert "".join(in_order(base, ours, theirs, {*ours, *theirs})) == merged


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "merged", "conflicts"),
    [
        (1, 1, 2, 2, 0),
        (1, 2, 2, 2, 0),
        (1, 2, 3, 2, 1),
        (1, ABSENT, 1, ABSENT, 0),
        (1, ABSENT, 3, 3, 1),
        (1, 1.0, 1, 1.0, 0),
        (["a", "b"], ["a"], ["a", "b", "c"], ["a", "c"], 0),
        (["a"], ABSENT, ["a", "b"], ["b"], 0),
        (["Do it"], ["Do this"], ["Do that"], ["Do this"], 1),
        (["Do it"], ["Do it", "Rest"], ["Do that"], ["Do that", "Rest"], 0),
        ({"a": {"x": 1}}, {}, {"a": {"x": 1}, "b": {}}, {"b": {}}, 0),
    ],
)
def test_values_and_lists(base: object, ours: object, theirs: object, merged: object, conflicts: int) -> None:
    merger = Merger(lambda place: False)
    found = merger.merged(("x",), base, ours, theirs)
    assert repr(found) == repr(merged)
    assert len(merger.conflicts) == conflicts


@settings(max_examples=25)
@given(st.data(), st.sampled_from([2, 5]))
def test_laws(data: st.DataObject, edits: int) -> None:
    check_laws(*pairs(edits, data.draw))


def check_laws(base: Plan, ours: Plan, theirs: Plan) -> None:
    """Identity, the side that did nothing, symmetry up to order, idempotence; and the result is a plan."""
    text = plan_text(ours)
    assert plan_text(merge(ours, ours, base).plan) == text
    assert plan_text(merge(ours, base, base).plan) == plan_text(merge(base, ours, base).plan) == text
    merged, other = merge(ours, theirs, base), merge(theirs, ours, base)
    assert_valid(merged.plan)
    assert bool(merged.conflicts) is bool(other.conflicts)
    if not merged.conflicts:
        assert unordered(plan_data(merged.plan)) == unordered(plan_data(other.plan))
        assert plan_text(merge(merged.plan, theirs, base).plan) == plan_text(merged.plan)


def test_two_decisions_about_what_a_removed_position_answered_for_are_a_conflict() -> None:
    ours = row(remove_position(MID, CAT, "analyst").plan, "analyse-data", accountable="cx-manager")
    theirs = row(MID, "analyse-data", accountable="voc-manager")
    assert ("responsibilities.analyse-data.accountable", "value") in places(merge(ours, theirs))


def test_what_only_follows_from_a_removal_gives_way_to_a_decision() -> None:
    ours = remove_position(MID, CAT, "analyst").plan
    theirs = row(MID, "analyse-data", accountable="voc-manager", responsible=())
    assert clean(ours, theirs).responsibilities["analyse-data"].accountable == "voc-manager"
