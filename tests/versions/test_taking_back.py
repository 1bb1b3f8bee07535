"""A single difference is taken back, all others stay, and what cannot be is refused with a reason."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxplanner.edits.change import EditRefused
from cxplanner.edits.positions import duplicate_position, remove_position, rename_position, set_position
from cxplanner.edits.raci import make_accountable
from cxplanner.gaps import all_rules
from cxplanner.plan.canonical import plan_data, plan_text
from cxplanner.plan.models import Plan
from cxplanner.plan.references import check_references
from cxplanner.plan.team import Team
from cxplanner.versions.difference import Difference
from cxplanner.versions.review import Review
from cxplanner.versions.taking_back import taken_back
from tests.plans import CAT, TODAY, sound
from tests.versions.branches import any_plan, edited

BEFORE = sound("mid-size")


def review(before: Plan, after: Plan) -> Review:
    return Review(Team(before, CAT, TODAY), Team(after, CAT, TODAY))


def told(found: Review) -> list[tuple[str, Difference]]:
    return [(group, one) for group, some in found.groups.items() for one in some]


def back(before: Plan, after: Plan, words: str) -> Plan:
    """The later plan without the one difference whose sentence begins with these words."""
    found = review(before, after)
    (pair,) = [pair for pair in told(found) if pair[1].sentence.startswith(words)]
    return taken_back(found, *pair).plan


def positions() -> tuple[str, str]:
    """Two positions of which the second reports to the first."""
    return next(
        (one.reports_to, key)
        for key, one in BEFORE.positions.items()
        if one.reports_to and one.reports_to in BEFORE.positions
    )


@given(st.data())
def test_one_is_taken_back_and_the_others_stay(data: Any) -> None:
    before = any_plan(data.draw)
    after = edited(before, 4, data.draw)
    found = review(before, after)
    pairs = told(found)
    if not pairs:
        return
    group, one = data.draw(st.sampled_from(pairs))
    try:
        change = taken_back(found, group, one)
    except EditRefused:
        return
    assert change.sentence == f"Taken back: {one.sentence}"
    assert not check_references(plan_data(change.plan), CAT, codes=all_rules)
    left = told(review(before, change.plan))
    assert (group, one) not in left
    assert len(left) < len(pairs) or one.kind == "added"


def test_a_field_goes_back_and_the_line_stays() -> None:
    boss, key = positions()
    after = set_position(BEFORE, CAT, key, {"fte": 0.4, "note": "half", "reports_to": None}).plan
    found = back(BEFORE, after, CAT.roles[str(BEFORE.positions[key].role)].title + ": FTE")
    assert found.positions[key].fte == BEFORE.positions[key].fte
    assert found.positions[key].reports_to is None
    again = back(BEFORE, found, CAT.roles[str(BEFORE.positions[key].role)].title + ": reports to")
    assert again.positions[key].reports_to == boss


def test_a_new_id_goes_back_with_everything_that_names_it() -> None:
    _, key = positions()
    after = rename_position(BEFORE, CAT, key, "somebody").plan
    found = review(BEFORE, after)
    ((group, one),) = told(found)
    assert plan_text(taken_back(found, group, one).plan) == plan_text(BEFORE)


def test_an_added_position_goes_with_its_letters() -> None:
    _, key = positions()
    after = duplicate_position(BEFORE, CAT, key).plan
    found = back(BEFORE, after, "Adds the position")
    assert plan_text(found) == plan_text(BEFORE)


def test_an_added_position_that_answers_for_something_stays() -> None:
    _, key = positions()
    twin = duplicate_position(BEFORE, CAT, key)
    row = next(row for row, letters in BEFORE.responsibilities.items() if letters.accountable)
    after = make_accountable(twin.plan, CAT, row, twin.newest("positions")).plan
    with pytest.raises(EditRefused, match=r"cannot be taken back alone: “.*” would be left without"):
        back(BEFORE, after, "Adds the position")


def test_a_removed_position_comes_back_where_it_stood() -> None:
    boss, key = positions()
    after = remove_position(BEFORE, CAT, key).plan
    found = back(BEFORE, after, "Removes the position")
    assert list(found.positions) == list(BEFORE.positions)
    both = remove_position(after, CAT, boss).plan
    with pytest.raises(EditRefused, match=r"cannot be taken back alone.*Take back first"):
        back(BEFORE, both, f"Removes the position {Team(BEFORE, CAT, TODAY).title(key)}")
