"""A review tells everything once, what has to be decided first, and what it costs."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from cxplanner.edits.change import EditRefused, Renamed
from cxplanner.edits.positions import add_position, move_position, remove_position, rename_position
from cxplanner.edits.sections import set_company, set_leadership
from cxplanner.gaps.waivers import waive
from cxplanner.plan.canonical import plan_text
from cxplanner.plan.models import Plan
from cxplanner.plan.team import Team
from cxplanner.versions.renames import under_new_ids
from cxplanner.versions.review import GROUPS, Review
from tests.edits.operations import OPERATIONS, worn
from tests.plans import CAT, TODAY, put, row, sound

MID = sound("mid-size")


def review(before: Plan, after: Plan, day: date = TODAY) -> Review:
    return Review(Team(before, CAT, day), Team(after, CAT, day))


def grouped(before: Plan, after: Plan) -> dict[str, list[str]]:
    return {group: [one.sentence for one in some] for group, some in review(before, after).groups.items()}


def test_lines_of_reporting_stand_apart() -> None:
    after = move_position(put(MID, "analyst", fte=0.5), CAT, "analyst", "cxo").plan
    assert grouped(MID, after) == {
        "people": ["CX analyst: FTE 1 → 0.5"],
        "lines": ["CX analyst: reports to Chief experience officer instead of CX manager"],
    }


def test_whoever_reported_to_somebody_who_left_is_told_with_names() -> None:
    after = remove_position(MID, CAT, "cx-manager").plan
    lines = grouped(MID, after)["lines"]
    assert "CX analyst: reports to Chief experience officer instead of CX manager" in lines


def test_a_rename_is_one_fact() -> None:
    after = rename_position(MID, CAT, "cx-manager", "head").plan
    assert grouped(MID, after) == {"people": ["CX manager: id cx-manager → head"]}
    assert not review(MID, after).opened
    objective = under_new_ids(MID, [Renamed("objectives", "delight", "joy")])
    assert grouped(MID, objective) == {"goals": ["Objective “Customers stay”: id delight → joy"]}


def test_decisions_are_about_the_team_its_money_and_what_is_accepted() -> None:
    after = remove_position(put(MID, "analyst", note="Busy"), CAT, "voc-manager").plan
    after = set_leadership(after, CAT, {"budget": 1}).plan
    after = waive(after, CAT, "CX201", "gather-feedback", reason="Later").plan
    after = row(after, "own-the-experience", accountable="cx-manager")
    assert [(one.section, one.id) for one in review(MID, after).decisions] == [
        ("positions", "voc-manager"),
        ("responsibilities", "own-the-experience"),
        ("leadership", ""),
        ("waivers", "CX201.gather-feedback"),
    ]
    assert not review(after, after).decisions


def test_a_gap_that_is_accepted_is_not_closed() -> None:
    before = row(MID, "gather-feedback", accountable=None)
    after = waive(before, CAT, "CX201", "gather-feedback", reason="Later").plan
    assert [gap.code for gap in review(MID, before).opened] == ["CX201"]
    assert [gap.code for gap in review(before, MID).closed] == ["CX201"]
    assert review(before, after).closed == ()
    assert [gap.code for gap in review(after, before).opened] == ["CX201"]


def test_size_and_costs_are_told_where_they_change() -> None:
    before = put(MID, "analyst", annual_cost=400_000)
    after = add_position(before, CAT, "cx-designer", fields={"annual_cost": 150_000.5}).plan
    assert [one.sentence() for one in review(before, after).measures] == [
        "dedicated FTE 4 → 5",
        "positions 9 → 10",
        "vacant positions 0 → 1",
        "yearly costs of dedicated positions 400,000 EUR → 550,000.50 EUR",
        "budget 100,000 EUR left → 50,000.50 EUR too little",
    ]
    assert [one.sentence() for one in review(MID, before).measures] == [
        "yearly costs of dedicated positions none entered → 400,000 EUR",
        "budget none entered → 100,000 EUR left",
    ]
    dollars = set_company(before, CAT, {"currency": "USD"}).plan
    assert "400,000 EUR → 400,000 USD" in review(before, dollars).measures[0].sentence()


def test_every_section_has_a_group_of_its_own() -> None:
    from cxplanner.versions.review import _GROUP_OF

    assert set(_GROUP_OF) == set(Plan.assumed)
    assert set(_GROUP_OF.values()) <= set(GROUPS)


@settings(max_examples=60)
@given(st.data())
def test_nothing_is_told_only_where_nothing_changed(data: st.DataObject) -> None:
    before = worn(data)
    after = before
    for operation in data.draw(st.lists(st.sampled_from(OPERATIONS), max_size=5)):
        try:
            after = operation(after, data.draw).plan
        except EditRefused:
            continue
    found = review(before, after)
    assert bool(found.differences) is (plan_text(before) != plan_text(after))
    sentences = [one.sentence for one in found.differences]
    assert len(set(sentences)) == len(sentences)
    assert set(found.decisions) <= set(found.differences)
