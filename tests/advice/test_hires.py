"""The next hire: what it promises is what happens, and the best comes first."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxplanner.advice.hires import WEIGHTS, Hire, hire_of, hiring_plan, next_hires, weight_of
from cxplanner.edits.positions import remove_position
from cxplanner.gaps import Gap, team_gaps
from cxplanner.gaps.effect import gap_effect
from cxplanner.plan.models import Plan
from cxplanner.plan.team import Team
from tests.edits.operations import worn
from tests.plans import CAT, TODAY, assert_valid, entry, gaps, put, row, sound


def team_of(plan: Plan) -> Team:
    return Team(plan, CAT, TODAY)


def names(found: tuple[Gap, ...]) -> list[tuple[str, str]]:
    return [(gap.code, gap.subject) for gap in found]


def without(plan: Plan, *positions: str) -> Plan:
    for key in positions:
        plan = remove_position(plan, CAT, key).plan
    return plan


def assert_keeps_its_word(team: Team, hire: Hire, incumbent: str) -> Plan:
    change = hire.apply(team.plan, incumbent)
    assert change.sentence.strip()
    assert_valid(change.plan)
    effect = gap_effect(team_gaps(team), gaps(change.plan))
    assert hire.closes == effect.closed
    assert hire.opens == effect.opened
    member = team_of(change.plan).members[hire.position]
    assert (member.holder, member.position.role) == (incumbent, hire.role)
    assert (hire.position in team.members) != hire.new
    return change.plan


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_exactly_the_gaps_go_that_a_hire_promises_to_close(data: st.DataObject) -> None:
    team = team_of(worn(data))
    ranked = next_hires(team)
    order = [(-hire.weight, hire.new) for hire in ranked]
    assert order == sorted(order), "what gains most is first, and of equals what is vacant"
    assert {hire.role for hire in ranked if hire.new} == set(CAT.roles)
    for hire in ranked:
        assert_keeps_its_word(team, hire, "Zoë [1]")
        unnamed = hire.apply(team.plan)
        assert unnamed.sentence.strip()
        assert_valid(unnamed.plan)
        assert team_of(unnamed.plan).members[hire.position].vacant


@settings(max_examples=15, deadline=None)
@given(st.data())
def test_each_of_several_hires_keeps_its_word_on_top_of_those_before(data: st.DataObject) -> None:
    plan = worn(data)
    chosen = hiring_plan(team_of(plan), 3)
    for hire in chosen:
        assert hire.weight > 0
        assert hire == next_hires(team_of(plan))[0]
        plan = assert_keeps_its_word(team_of(plan), hire, f"Holder of {hire.position}")
    if len(chosen) < 3:
        assert next_hires(team_of(plan))[0].weight <= 0


def test_a_plan_without_gaps_needs_nobody() -> None:
    assert hiring_plan(team_of(sound("enterprise")), 5) == ()


def test_the_role_whose_work_nobody_does_comes_first() -> None:
    plan = without(sound("mid-size"), "it-liaison")
    best = next_hires(team_of(plan))[0]
    assert (best.role, best.new, best.title) == ("it-liaison", True, "IT liaison")
    assert ("CX401", "it") in names(best.closes)
    assert ("CX201", "align-it-planning") in names(best.closes)
    assert best.opens == ()


def test_one_at_a_time_two_lost_people_are_replaced() -> None:
    plan = without(sound("enterprise"), "it-liaison", "applications-manager")
    roles = [hire.role for hire in hiring_plan(team_of(plan), 9)]
    assert sorted(map(str, roles)) == ["applications-manager", "it-liaison"]


def test_a_vacant_position_is_filled_before_another_of_its_role_is_added() -> None:
    plan = put(sound("mid-size"), "analyst", incumbent=None)
    plan = row(plan, "analyse-data", accountable=None)
    best = next_hires(team_of(plan))[0]
    assert (best.position, best.new) == ("analyst", False)
    assert names(best.closes) == [("CX201", "analyse-data"), ("CX205", "analyst")]


def test_of_equals_a_vacant_position_is_first_then_what_suits_the_scale() -> None:
    plan = put(sound("enterprise"), "analyst-2", incumbent=None, role="cx-generalist")
    equals = [hire for hire in next_hires(team_of(plan)) if hire.weight == 0]
    assert [hire.position for hire in equals if not hire.new] == [equals[0].position] == ["analyst-2"]
    suits = [
        "enterprise" in CAT.roles[str(hire.role)].scales
        for hire in equals
        if hire.new and not CAT.roles[str(hire.role)].executive
    ]
    assert suits == sorted(suits, reverse=True)
    assert set(suits) == {True, False}


def test_who_fills_a_position_takes_up_the_work_the_voice_and_the_letters_that_nobody_has() -> None:
    plan = put(put(sound("enterprise"), "it-liaison", incumbent=None), "cx-manager", incumbent=None)
    plan = entry(row(plan, "keep-single-source", consulted=[]), "departments", "it", representatives=[])
    plan = row(
        row(plan, "align-it-planning", accountable=None, responsible=[]), "develop-strategy", responsible=[]
    )
    filled = {
        hire.position: hire.apply(plan, "Kim").plan for hire in next_hires(team_of(plan)) if not hire.new
    }
    said = {hire.position: hire.sentence for hire in next_hires(team_of(plan)) if not hire.new}
    assert said["it-liaison"] == (
        "Made IT liaison accountable and responsible for “Keep CX and IT planning in step”; "
        "IT liaison speaks for IT; "
        "made IT liaison consulted on “Keep one source of truth about customers”"
    )
    voice, doer = filled["it-liaison"], filled["cx-manager"]
    assert voice.departments["it"].representatives == ("it-liaison",)
    assert voice.responsibilities["align-it-planning"].accountable == "it-liaison"
    assert "it-liaison" in voice.responsibilities["keep-single-source"].consulted
    assert doer.responsibilities["develop-strategy"].responsible == ("cx-manager",)


def test_who_starts_later_is_hired_already() -> None:
    plan = put(sound("mid-size"), "analyst", incumbent=None, start=TODAY + timedelta(days=1))
    assert "analyst" not in [hire.position for hire in next_hires(team_of(plan))]


def test_somebody_new_follows_one_whose_last_day_is_over() -> None:
    past = TODAY - timedelta(days=1)
    plan = put(sound("mid-size"), "analyst", start=past - timedelta(days=9), end=past)
    best = next_hires(team_of(plan))[0]
    filled = best.apply(plan, "Kim").plan.positions["analyst"]
    assert names(best.closes) == [("CX205", "analyst")]
    assert (filled.incumbent, filled.start, filled.end) == ("Kim", None, None)


OWNERS = {
    "chief-experience-officer": "chief-experience-officer",
    "marketing-led": "executive-sponsor",
    "service-led": "executive-sponsor",
}


@pytest.mark.parametrize(("model", "role"), list(OWNERS.items()))
def test_an_owner_is_of_the_leadership_models_kind(model: str, role: str) -> None:
    plan = sound("mid-size", model)
    owner = team_of(plan).owner
    assert owner
    best = next_hires(team_of(without(plan, owner)))[0]
    assert best.role == role
    assert "CX101" in [gap.code for gap in best.closes]


def test_the_effect_of_one_role_is_the_same_alone_and_in_the_ranking() -> None:
    team = team_of(without(sound("enterprise"), "it-liaison", "cx-manager"))
    ranked = {str(hire.role): hire for hire in next_hires(team) if hire.new}
    assert ranked == {role: hire_of(team, role) for role in ranked}


def test_of_two_positions_that_answer_for_nothing_one_stands_for_both() -> None:
    plan = sound("enterprise")
    for key in ("analyst-2", "member-1", "member-2"):
        plan = plan.replace(
            positions={
                **plan.positions,
                key: plan.positions["analyst-1"].replace(incumbent=None),
            }
        )
    tried = [hire.position for hire in next_hires(team_of(plan)) if not hire.new]
    assert len(tried) == 1


def test_five_of_one_severity_weigh_one_of_the_next() -> None:
    assert WEIGHTS == {"critical": 25, "major": 5, "minor": 1}
    found = gaps(without(sound("mid-size"), "cxo"))
    assert weight_of(found) == sum(WEIGHTS[gap.severity] for gap in found) > 0


def test_nobody_is_hired_whom_the_company_has() -> None:
    plan = without(sound("mid-size"), "it-liaison", "analyst")
    named = {hire.position: hire.named for hire in next_hires(team_of(put(plan, "cxo", incumbent=None)))}
    assert (named["it-liaison"], named["executive-sponsor"]) == (True, True)
    assert (named["cx-analyst"], named["cxo"]) == (False, False)


def test_a_letter_for_who_is_there_weighs_nothing_for_a_second_person() -> None:
    plan = row(sound("mid-size"), "analyse-data", accountable=None, responsible=[])
    team = team_of(plan)
    second = hire_of(team, "cx-analyst")
    assert ("CX201", "analyse-data") in names(second.closes)
    assert names(second.spared) == [("CX201", "analyse-data")]
    assert second.weight == weight_of(second.closes) - weight_of(second.spared) - weight_of(second.opens)
    assert next_hires(team)[0].weight <= 0
    assert hire_of(team_of(without(plan, "analyst")), "cx-analyst").spared == ()


def test_of_equals_the_vacancy_that_answers_for_most_is_first() -> None:
    plan = sound("enterprise")
    busy = sorted(team_of(plan).dedicated, key=lambda m: len(team_of(plan).answers_for.get(m.id, ())))
    idle, most = busy[0].id, next(m.id for m in reversed(busy) if not m.executive)
    plan = put(put(plan, idle, incumbent=None), most, incumbent=None)
    ranked = [hire for hire in next_hires(team_of(plan)) if not hire.new]
    alike = [hire.position for hire in ranked if hire.weight == ranked[0].weight]
    counts = [len(team_of(plan).answers_for.get(key, ())) for key in alike]
    assert counts == sorted(counts, reverse=True)
