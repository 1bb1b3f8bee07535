"""What undo and redo lead to: where the plan is another one."""

import pytest

from cxplanner.edits.change import Edit
from cxplanner.edits.positions import duplicate_position, set_position
from cxplanner.edits.sections import set_board, set_company, set_leadership
from cxplanner.edits.touched import touched
from tests.plans import CAT, sound

PLAN = sound("enterprise")
FIRST, SECOND, *_ = PLAN.positions


@pytest.mark.parametrize(
    ("edit", "found"),
    [
        (lambda plan: set_position(plan, CAT, SECOND, {"note": "x"}), ("positions", SECOND)),
        (lambda plan: set_company(plan, CAT, {"headcount": 9}), ("company", "headcount")),
        (lambda plan: set_leadership(plan, CAT, {"budget": 9}), ("leadership", "budget")),
        (lambda plan: set_board(plan, CAT, None), ("board", "board")),
    ],
)
def test_one_entry_or_fact_is_found_from_both_sides(edit: Edit, found: tuple[str, str]) -> None:
    other = edit(PLAN).plan
    assert list(touched(PLAN, other)) == list(touched(other, PLAN)) == [found]


def test_what_came_goes_before_what_changed_with_it() -> None:
    change = duplicate_position(PLAN, CAT, FIRST)
    assert next(touched(PLAN, change.plan)) == ("positions", change.newest("positions"))
