"""The days on which a plan changes by itself."""

from datetime import date, timedelta

from cxplanner.gaps.waivers import waive
from cxplanner.plan.days import turning_days
from cxplanner.plan.team import Team
from tests.plans import CAT, TODAY, put, sound


def test_what_changes_on_one_day_is_told_together_and_days_come_in_order() -> None:
    plan = sound("small")
    first, second, *_ = plan.positions
    spring = date(2027, 4, 1)
    plan = put(put(plan, first, start=spring), second, end=spring - timedelta(days=1))
    plan = waive(plan, CAT, "CX101", "plan", reason="later", until=TODAY).plan
    team = Team(plan, CAT, TODAY)
    assert list(turning_days(team)) == [
        (TODAY + timedelta(days=1), "CX101 on The plan is no longer accepted"),
        (spring, f"{team.name(first)} starts and {team.name(second)} has ended"),
    ]


def test_last_days_that_have_no_tomorrow_are_passed_over() -> None:
    plan = put(sound("small"), next(iter(sound("small").positions)), end=date.max)
    assert list(turning_days(Team(plan, CAT, TODAY))) == []
