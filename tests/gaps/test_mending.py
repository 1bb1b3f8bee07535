"""Applying fixes by their ids: each does what it says, in any order, and refuses what does not fit."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cxplanner.edits.change import EditRefused
from cxplanner.gaps import all_rules
from cxplanner.gaps.mending import fix_ids, mendable, mended, mended_without_choice
from cxplanner.plan.models import Plan
from cxplanner.plan.team import Team
from tests.plans import CAT, SCALES, TODAY, assert_change, entry, gaps, keys, put, row, sound, started


def team(plan: Plan) -> Team:
    """The team of a plan on the day of the tests."""
    return Team(plan, CAT, TODAY)


TWO_GAPS = entry(
    row(sound("mid-size"), "gather-feedback", accountable=None),
    "metrics",
    "nps",
    owner="cx-manager",
    target=None,
)


def test_ids_are_unique_and_stay_while_other_things_change() -> None:
    for scale in SCALES:
        plan = started(scale)
        listed = [key for one in mendable(team(plan)) for key in one.fixes]
        assert len(listed) == len(set(listed)) > 5
        further = put(plan, next(iter(plan.positions)), note="Something else", location="Lyon")
        assert fix_ids(team(further)) == set(listed)


def test_every_fix_is_listed_with_its_gap() -> None:
    found = {one.gap.code: one for one in mendable(team(TWO_GAPS))}
    assert "CX201" in found
    key, fix = next(iter(found["CX201"].fixes.items()))
    assert key.startswith("CX201.gather-feedback.")
    change = mended(team(TWO_GAPS), [key])
    assert fix.apply
    assert change.plan == fix.apply(TWO_GAPS).plan
    assert_change(TWO_GAPS, change)
    assert ("CX201", "gather-feedback") not in keys(change.plan)
    only = list(mendable(team(TWO_GAPS), lambda gap: gap.code == "CX503"))
    assert [one.gap.subject for one in only] == ["nps"]


def test_a_question_takes_the_answer_that_is_given() -> None:
    (gap,) = mendable(team(TWO_GAPS), lambda gap: gap.code == "CX503")
    (key,) = gap.fixes
    assert mended(team(TWO_GAPS), [key], ["42"]).plan.metrics["nps"].target == 42
    for answers, said in (
        ([], "Say it by --answer."),
        (["many"], "Type a number"),
        (["4", "5"], "more answers"),
    ):
        with pytest.raises(EditRefused, match=said):
            mended(team(TWO_GAPS), [key], answers)


def test_what_does_not_fit_is_refused() -> None:
    first, second, *_ = next(one for one in mendable(team(TWO_GAPS)) if one.gap.code == "CX201").fixes
    with pytest.raises(EditRefused, match="does not fit after the fixes before it: there is no such gap"):
        mended(team(TWO_GAPS), [first, second])
    with pytest.raises(EditRefused, match=f"does not fit: the gap is mended by {first} or "):
        mended(team(TWO_GAPS), ["CX201.gather-feedback.000000"])
    with pytest.raises(EditRefused, match="there is no such gap"):
        mended(team(sound("mid-size")), [first])


def test_several_fixes_are_one_change() -> None:
    ids = [next(iter(one.fixes)) for one in mendable(team(TWO_GAPS))]
    change = mended(team(TWO_GAPS), ids, ["42"])
    assert gaps(change.plan) == ()
    assert len(change.done) == 2
    assert change.sentence.count(";") >= 1


def test_what_leaves_no_choice_is_done_and_opens_nothing() -> None:
    for scale in SCALES:
        plan = started(scale)
        change = mended_without_choice(team(plan), lambda gap: True)
        assert keys(change.plan) <= keys(plan)
        for only in filter(None, (one.only_way for one in mendable(team(change.plan)))):
            assert only.apply
            assert keys(only.apply(change.plan).plan) - keys(change.plan), "it was left since it opens a gap"
    plan = sound("enterprise").replace(objectives={})
    assert mended_without_choice(team(plan), lambda gap: gap.code != "CX106").plan is plan


def test_the_only_way_is_taken_and_only_for_gaps_that_are_wanted() -> None:
    plan = next(p for p in map(_without_seat, SCALES) if any(one.only_way for one in mendable(team(p))))
    one = next(one for one in mendable(team(plan)) if one.only_way)
    mine = mended_without_choice(team(plan), lambda gap: gap.code == one.gap.code)
    assert (one.gap.code, one.gap.subject) not in keys(mine.plan)
    assert mended_without_choice(team(plan), lambda gap: False).plan is plan


def _without_seat(scale: str) -> Plan:
    """A sound plan in which one department lost its letter, so that there is one way to mend it."""
    plan = sound(scale)
    for key, duty in plan.responsibilities.items():
        plan = row(plan, key, informed=duty.informed[1:])
    return plan


def test_ids_name_rules_that_there_are() -> None:
    later = Team(started("enterprise"), CAT, TODAY + timedelta(days=4_000))
    assert {key.partition(".")[0] for key in fix_ids(later)} <= set(all_rules())
