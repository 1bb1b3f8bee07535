"""Every gap rule: what it finds, what it lets pass, and that its fixes close the gap without harm."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from cxplanner.catalogue.catalogue import Catalogue
from cxplanner.edits.change import Change
from cxplanner.gaps import SEVERITIES, Fix, Gap, all_rules, find_gaps, fixes_for, team_gaps
from cxplanner.gaps.waivers import waive
from cxplanner.plan.models import Plan
from cxplanner.plan.team import Team
from tests.gaps.cases import CASES, Case
from tests.gaps.making import MARKETING, E, M, fired
from tests.plans import CAT, SCALES, TODAY, assert_valid, codes, gaps, keys, sound

ANSWERS = {"amount": 0, "number": 60, "text": "A. Alvarez", "date": TODAY + timedelta(days=30)}
NAMES = [f"{number}-{case.code}-{case.subject}" for number, case in enumerate(CASES)]
BY_CASE = pytest.mark.parametrize("case", CASES, ids=NAMES)

ONLY_FROM_MID_SIZE = {
    *("CX104", "CX105", "CX110", "CX203", "CX206", "CX208", "CX304", "CX305", "CX309", "CX310", "CX401"),
    *("CX405", "CX406", "CX504", "CX506", "CX602", "CX603"),
}
BINDS = {
    "small": set(all_rules()) - ONLY_FROM_MID_SIZE - {"CX402"},
    "mid-size": set(all_rules()) - {"CX402"},
    "enterprise": set(all_rules()) - {"CX302"},
}


def gap_of(case: Case) -> Gap:
    found = [gap for gap in gaps(case.plan) if (gap.code, gap.subject) == (case.code, case.subject)]
    assert len(found) == 1, [(gap.code, gap.subject) for gap in gaps(case.plan)]
    return found[0]


def fixes_of(case: Case) -> tuple[Fix, ...]:
    return fixes_for(gap_of(case), Team(case.plan, CAT, TODAY))


def as_heavy(plan: Plan, gap: Gap) -> set[tuple[str, str]]:
    """Everything rules find that weighs as much as the gap, even where another gap says it too."""
    team = Team(plan, CAT, TODAY)
    rules = [rule for rule in all_rules().values() if rule.code not in team.scale.rules_off]
    heavy = SEVERITIES[: SEVERITIES.index(gap.severity) + 1]
    found = (g for rule in rules if rule.severity in heavy for g, _ in rule.gaps(team))
    return {(g.code, g.subject) for g in found if g.kind == "structure"}


def answered(fix: Fix, plan: Plan) -> Change:
    if fix.apply:
        return fix.apply(plan)
    assert fix.ask
    assert fix.ask.question.strip()
    answer = 10**9 if "budget" in fix.ask.question else ANSWERS[fix.ask.kind]
    return fix.ask.apply(plan, answer)


def test_the_cases_cover_every_rule_exactly() -> None:
    assert {case.code for case in CASES} == set(all_rules())
    assert len(all_rules()) == 51


@BY_CASE
def test_the_plans_of_a_case_open(case: Case) -> None:
    assert_valid(case.plan)
    assert_valid(case.twin)


@BY_CASE
def test_a_rule_finds_its_gap_and_passes_the_twin(case: Case) -> None:
    gap = gap_of(case)
    assert (case.code, case.subject) not in keys(case.twin)
    assert case.words.lower() in gap.message.lower()
    assert gap.message == gap.message.strip()
    assert gap.message.endswith(".")


@BY_CASE
def test_each_fix_closes_the_gap_and_opens_none_as_heavy(case: Case) -> None:
    gap, fixes = gap_of(case), fixes_of(case)
    assert fixes, "no fix is offered"
    assert len({fix.title for fix in fixes}) == len(fixes)
    for fix in fixes:
        assert (fix.apply is None) != (fix.ask is None), fix.title
        change = answered(fix, case.plan)
        assert change.sentence.strip(), fix.title
        assert_valid(change.plan)
        if case.code == "CX106" and not case.plan.objectives:
            assert change.plan.objectives
        assert (case.code, case.subject) not in keys(change.plan), fix.title
        if case.code not in ("CX302", "CX308"):  # the larger scale asks for more; its reason says so
            assert as_heavy(change.plan, gap) <= as_heavy(case.plan, gap), fix.title


@BY_CASE
def test_a_waiver_marks_the_gap_until_it_lapses(case: Case) -> None:
    change = waive(case.plan, CAT, case.code, case.subject, reason="Known", until=TODAY)
    assert_valid(change.plan)

    def waived(days: int) -> list[bool]:
        found = find_gaps(change.plan, CAT, TODAY + timedelta(days=days))
        same = [gap for gap in found if (gap.code, gap.subject) == (case.code, case.subject)]
        return [gap.waived is not None for gap in same]

    assert waived(0) == [True]
    assert waived(1) == [False]


@pytest.mark.parametrize("scale", SCALES)
def test_the_rules_bind_at_the_scales_of_the_domain(scale: str, catalogue: Catalogue) -> None:
    assert set(all_rules()) - set(catalogue.scales[scale].rules_off) == BINDS[scale]


@pytest.mark.parametrize("scale", SCALES)
def test_a_rule_that_is_off_finds_nothing(scale: str) -> None:
    for case in CASES:
        company = case.plan.company.replace(scale=scale)
        judged = case.plan.replace(company=company)
        assert codes(judged) <= BINDS[scale]


def test_a_sound_plan_has_no_gap() -> None:
    assert [gaps(sound(scale)) for scale in SCALES] == [(), (), ()]


def silences() -> Iterator[tuple[str, Case, tuple[str, str]]]:
    """(claiming rule, a case of it, the gap that says the same and must stay silent)."""
    wanted = [
        ("CX101", "whole customer", ("CX201", "own-the-experience")),
        ("CX101", "whole customer", ("CX303", "role-chief-experience-officer")),
        ("CX104", "after the sale", ("CX201", "close-the-loop")),
        ("CX405", "briefing", ("CX201", "brief-campaigns")),
        ("CX406", "Customer success lead", ("CX201", "hand-over-promises")),
        ("CX506", "source of truth", ("CX201", "keep-single-source")),
        ("CX507", "being the customer", ("CX201", "be-the-customer")),
        ("CX205", "VoC manager", ("CX304", "role-analyst")),
        ("CX305", "Customer support manager", ("CX401", "customer-service")),
        ("CX305", "Customer support", ("CX403", "customer-service")),
        ("CX401", "IT", ("CX403", "it")),
        ("CX501", "measures nothing", ("CX504", "plan")),
    ]
    for code, words, silent in wanted:
        for case in CASES:
            if case.code == code and words in case.words:
                yield code, case, silent


@pytest.mark.parametrize(("code", "case", "silent"), list(silences()))
def test_one_cause_is_one_gap(code: str, case: Case, silent: tuple[str, str]) -> None:
    assert (code, case.subject) in keys(case.plan)
    assert silent not in keys(case.plan)


@pytest.mark.parametrize(("code", "case", "silent"), list(silences()))
def test_a_rule_that_is_not_asked_silences_no_other(code: str, case: Case, silent: tuple[str, str]) -> None:
    team = Team(case.plan, CAT, TODAY)
    said = {(gap.code, gap.subject) for gap in team_gaps(team, {silent[0]})}
    found = {(gap.code, gap.subject) for gap, _ in all_rules()[silent[0]].gaps(team)}
    assert said == (set() if silent[0] in team.scale.rules_off else found)
    assert {gap.code for gap in team_gaps(team, {code})} == {code}


def structure(plan: Plan) -> set[tuple[str, str]]:
    return {(gap.code, gap.subject) for gap in gaps(plan) if gap.kind == "structure"}


EMPTY = [Plan(company=plan.company, leadership=plan.leadership) for plan in (M, E)]
TORN = [fired(plan, key) for plan in (M, E, MARKETING) for key in plan.positions]


@pytest.mark.parametrize("plan", [*EMPTY, *TORN])
def test_no_fix_of_a_torn_team_opens_another_gap_of_structure(plan: Plan) -> None:
    before = structure(plan)
    for gap in gaps(plan):
        for fix in fixes_for(gap, Team(plan, CAT, TODAY)):
            if fix.apply and not (gap.code == "CX501" and not plan.positions):  # nobody to own a metric
                after = structure(fix.apply(plan).plan)
                assert (gap.code, gap.subject) not in after, fix.title
                assert after <= before, fix.title
