"""Another leadership model: every way to it is one edit, and what belongs together goes together."""

from __future__ import annotations

from itertools import permutations

import pytest

from cxplanner.advice.leading import ways_to_be_led
from cxplanner.plan.models import Plan
from cxplanner.plan.team import OWN_THE_EXPERIENCE, Team
from tests.plans import CAT, MODELS, SCALES, TODAY, assert_valid, codes, put, sound


def team_of(plan: Plan) -> Team:
    return Team(plan, CAT, TODAY)


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize(("before", "after"), list(permutations(MODELS, 2)))
def test_the_fullest_way_leaves_nobody_but_the_fitting_owner(scale: str, before: str, after: str) -> None:
    plan = sound(scale, before)
    ways = ways_to_be_led(team_of(plan), after)
    for way in ways:
        led = way.apply(plan).plan
        assert_valid(led)
        assert led.leadership.model == after
    fullest = ways[0].apply(plan).plan
    assert "CX107" not in codes(fullest)
    team = team_of(fullest)
    assert team.owner == team.row(OWN_THE_EXPERIENCE).accountable
    assert all(team.owner in (m.id, *team.line_up(m.id)) for m in team.dedicated if not m.executive)


def test_where_the_owner_fits_nothing_else_changes() -> None:
    (way,) = ways_to_be_led(team_of(sound("small", "marketing-led")), "chief-experience-officer")
    assert way.title == "Chief experience officer: change nothing else"


def test_an_executive_who_is_there_comes_before_somebody_new() -> None:
    plan = sound("mid-size", "chief-experience-officer")
    head = next(m.id for m in team_of(plan).members.values() if m.department == "marketing")
    plan = put(plan, head, executive=True, reports_to="ceo")
    name = team_of(plan).name(head)
    titles = [way.title for way in ways_to_be_led(team_of(plan), "marketing-led")]
    assert titles == [
        f"Led by marketing: {name} owns the experience",
        "Led by marketing: change nothing else",
    ]


def test_the_model_alone_leaves_a_gap() -> None:
    plan = sound("mid-size", "chief-experience-officer")
    alone = ways_to_be_led(team_of(plan), "service-led")[-1]
    assert codes(alone.apply(plan).plan) == {"CX107"}
