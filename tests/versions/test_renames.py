"""What got another id is recognised by its content, and whatever names it follows."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxplanner.edits.change import EditRefused, Renamed
from cxplanner.edits.positions import remove_position, rename_position
from cxplanner.edits.raci import add_responsibility
from cxplanner.edits.sections import Section
from cxplanner.gaps.waivers import waive
from cxplanner.plan.canonical import plan_text
from cxplanner.plan.models import Plan
from cxplanner.versions.renames import renames_between, under_new_ids
from tests.edits.operations import worn
from tests.plans import CAT, assert_valid, entry, position, put, sound

MID = sound("mid-size")


def rekey(plan: Plan, section: str, old: str, new: str) -> Plan:
    things = getattr(plan, section)
    return plan.replace(**{section: {new if k == old else k: v for k, v in things.items()}})


@settings(max_examples=60)
@given(st.data())
def test_a_renamed_position_is_found_and_can_be_followed(data: st.DataObject) -> None:
    before = worn(data)
    after = before
    for old in data.draw(st.lists(st.sampled_from([*before.positions, "nobody"]), max_size=3, unique=True)):
        with suppress(EditRefused):
            after = rename_position(after, CAT, old, f"new-{old}"[:60]).plan
    found = renames_between(before, after)
    assert plan_text(under_new_ids(before, found)) == plan_text(after)
    assert len(found) == sum(key not in before.positions for key in after.positions)
    assert renames_between(before, before) == ()


def test_boss_and_report_renamed_at_once_are_both_found() -> None:
    after = rename_position(MID, CAT, "cx-manager", "head").plan
    after = rename_position(after, CAT, "analyst", "counter").plan
    assert set(renames_between(MID, after)) == {
        Renamed("positions", "cx-manager", "head"),
        Renamed("positions", "analyst", "counter"),
    }


def test_of_two_alike_those_go_together_that_do_the_same() -> None:
    plan = position(position(MID, "a", title="T"), "b", title="T")
    plan = entry(plan, "metrics", "nps", owner="b")
    after = rename_position(rename_position(plan, CAT, "a", "z").plan, CAT, "b", "y").plan
    assert set(renames_between(plan, after)) == {
        Renamed("positions", "a", "z"),
        Renamed("positions", "b", "y"),
    }


def test_the_same_person_in_the_same_role_is_the_same_position() -> None:
    after = put(rename_position(MID, CAT, "analyst", "counter").plan, "counter", fte=0.5)
    assert renames_between(MID, after) == (Renamed("positions", "analyst", "counter"),)
    other = put(after, "counter", incumbent="Somebody else")
    assert renames_between(MID, other) == ()


def test_something_else_in_its_place_is_no_rename() -> None:
    gone = remove_position(MID, CAT, "analyst").plan
    assert renames_between(MID, position(gone, "other", title="Another one")) == ()
    rows = MID.responsibilities
    swapped = {("monitor-social-media" if k == "gather-feedback" else k): v for k, v in rows.items()}
    assert renames_between(MID.replace(responsibilities=swapped), MID) == ()


@pytest.mark.parametrize("section", ["objectives", "initiatives", "metrics", "responsibilities"])
def test_other_things_of_the_plan_are_found_too(section: Section) -> None:
    plan = entry(MID, "metrics", "smiles", title="Smiles", unit="a day", better="higher")
    plan = entry(plan, "objectives", "delight", metrics=["smiles"])
    plan = entry(plan, "initiatives", "app", type="mobile-app", metric="smiles")
    plan = add_responsibility(plan, CAT, "own-duty", title="Call back").plan
    plan = waive(plan, CAT, "CX502", "smiles", reason="Later").plan
    old = {"objectives": "delight", "initiatives": "app", "metrics": "smiles"}.get(section, "own-duty")
    found = (Renamed(section, old, "renamed"),)
    after = under_new_ids(plan, found)
    assert renames_between(plan, after) == found
    assert old not in getattr(after, section)
    assert_valid(after)
    if section == "metrics":
        assert after.initiatives["app"].metric == "renamed"
        assert "renamed" in after.waivers["CX502"]
