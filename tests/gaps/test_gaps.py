"""Gaps as a whole: what new plans have, in which order, and what every rule says of itself."""

import subprocess
import sys
from itertools import product
from pathlib import Path

import pytest

import cxplanner.gaps.rules
from cxplanner.catalogue.catalogue import Catalogue
from cxplanner.catalogue.citations import cited_sources
from cxplanner.catalogue.words import Market
from cxplanner.edits.positions import remove_position
from cxplanner.edits.sections import set_scale
from cxplanner.gaps import SEVERITIES, all_rules, find_gaps, fixes_for
from cxplanner.plan.canonical import plan_text
from cxplanner.plan.models import Plan, Position
from cxplanner.plan.team import Team
from tests.gaps.cases import CASES, Case
from tests.gaps.making import fired, helpers, initiative, rows
from tests.plans import (
    CAT,
    MARKETS,
    MODELS,
    SCALES,
    TODAY,
    assert_valid,
    codes,
    entry,
    gaps,
    put,
    row,
    sound,
    started,
)

VARIANTS = list(product(SCALES, MODELS, MARKETS))
ANSWERS: dict[str, object] = {"amount": 100_000, "number": 60, "text": "A. Alvarez"}


@pytest.mark.parametrize(("scale", "model", "market"), VARIANTS)
def test_a_starting_team_lacks_only_what_the_company_alone_knows(
    scale: str, model: str, market: Market
) -> None:
    found = gaps(started(scale, model, market))
    assert {gap.kind for gap in found} == {"fill-in"}
    larger = set() if scale == "small" else {"CX105", "CX603"}
    assert {gap.code for gap in found} == {"CX106", "CX109", "CX205", "CX503", *larger}


@pytest.mark.parametrize(("scale", "model", "market"), VARIANTS)
def test_answering_the_questions_leaves_no_gap(scale: str, model: str, market: Market) -> None:
    plan = started(scale, model, market)
    for _ in range(100):
        found = gaps(plan)
        if not found:
            break
        fix = fixes_for(found[0], Team(plan, CAT, TODAY))[0]
        assert fix.ask, fix.title
        answer = ANSWERS[fix.ask.kind] if fix.ask.kind != "text" else f"Answer to {fix.ask.question}"
        plan = fix.ask.apply(plan, answer).plan
        assert_valid(plan)
    assert gaps(plan) == ()


@pytest.mark.parametrize("case", CASES, ids=[f"{n}-{case.code}" for n, case in enumerate(CASES)])
def test_finding_gaps_changes_nothing_and_always_answers_alike(case: Case) -> None:
    plan = case.plan
    before = plan_text(plan)
    assert gaps(plan) == gaps(plan)
    assert plan_text(plan) == before


def test_gaps_come_severest_first_then_by_code_then_as_the_plan_names_them() -> None:
    plan = started("enterprise")
    found = [(SEVERITIES.index(gap.severity), gap.code) for gap in gaps(plan)]
    assert found == sorted(found)
    vacant = [gap.subject for gap in gaps(plan) if gap.code == "CX205"]
    assert vacant == [key for key in plan.positions if key in vacant]
    assert len(vacant) > 5


@pytest.mark.parametrize("code", list(all_rules()))
def test_every_rule_explains_itself(code: str, catalogue: Catalogue) -> None:
    rule = all_rules()[code]
    assert rule.code == code
    for text in (rule.summary, rule.reason, rule.example, rule.remedy):
        assert len(text) > 10
        assert text.rstrip().endswith((".", "”"))
    assert rule.name == rule.name.lower()
    assert rule.sources
    assert set(cited_sources(rule.sources)) <= set(catalogue.sources)


def test_codes_and_names_are_in_order_and_unique() -> None:
    rules = all_rules()
    assert list(rules) == sorted(rules)
    assert len({rule.name for rule in rules.values()}) == len(rules)


FAMILY = """
from cxplanner.gaps.rule import Finding, rule

@rule("CX901", "made-up", severity="minor", summary="s", reason="r", example="e", remedy="m",
      sources=("field",), suggest=lambda team, subject: iter(()))
def made_up(team):
    yield Finding("plan", "Made up.")
"""


def test_a_family_is_added_by_adding_its_file(tmp_path: Path) -> None:
    (tmp_path / "made_up.py").write_text(FAMILY, encoding="utf-8")
    script = (
        "import importlib.util, sys, cxplanner\n"
        "spec = importlib.util.find_spec('cxplanner.gaps')\n"
        "import pkgutil\n"
        "walk = pkgutil.iter_modules\n"
        "def wider(path=None, prefix=''):\n"
        "    if path is not None and str(list(path)[0]).endswith('rules'):\n"
        f"        path.append({str(tmp_path)!r})\n"
        "    return walk(path, prefix)\n"
        "pkgutil.iter_modules = wider\n"
        "from cxplanner.gaps import all_rules\n"
        "print('CX901' in all_rules(), len(all_rules()))\n"
    )
    root = Path(cxplanner.__file__).parent.parent
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.stdout.split() == ["True", "52"], done.stderr


def test_a_very_long_reporting_line_is_no_trouble() -> None:
    line = {
        f"p{n}": Position(title=f"P{n}", reports_to=f"p{n - 1}" if n else "cxo", incumbent="X")
        for n in range(5_000)
    }
    plan = sound("enterprise")
    plan = plan.replace(positions={**plan.positions, **line})
    team = Team(plan, CAT, TODAY)
    assert len(team.owner_line) > 5_000
    assert codes(plan) == {"CX204"}


def test_an_empty_plan_is_judged_too() -> None:
    bare = Plan(company=started("enterprise").company, leadership=started("enterprise").leadership)
    found = find_gaps(bare, CAT, TODAY)
    assert found[0].code == "CX101"
    assert {"CX301", "CX303", "CX501"} <= {gap.code for gap in found}
    for gap in found:
        for fix in fixes_for(gap, Team(bare, CAT, TODAY)):
            if fix.apply:
                assert_valid(fix.apply(bare).plan)


@pytest.mark.parametrize(("scale", "larger"), [("small", "mid-size"), ("mid-size", "enterprise")])
def test_a_team_that_outgrew_its_scale_is_judged_by_the_next(scale: str, larger: str) -> None:
    plan = helpers(sound(scale), 4, engagement="dedicated")
    gap = next(gap for gap in gaps(plan) if gap.code == "CX302")
    assert [fix.title for fix in fixes_for(gap, Team(plan, CAT, TODAY))] == [f"Judge the plan as {larger}"]


def ways(plan: Plan, subject: str) -> list[str]:
    gap = next(gap for gap in gaps(plan) if gap.subject == subject)
    return [fix.title.partition(" “")[0] for fix in fixes_for(gap, Team(plan, CAT, TODAY))]


def test_an_overloaded_generalist_and_an_executive_are_given_no_more_work() -> None:
    grown = set_scale(started("small"), CAT, "enterprise").plan
    for duty, role in (
        ("run-support-experience", "Customer support manager"),
        ("integrate-crm", "Applications manager"),
        ("brief-campaigns", "Marketing/sales liaison"),
    ):
        assert ways(grown, duty) == [f"Add a position: {role}, accountable for"]
    assert ways(grown, "secure-budget") == ["Make Owner or chief executive accountable for"]


def test_the_role_that_does_it_first_of_all_is_offered_though_a_later_one_is_there() -> None:
    grown = set_scale(sound("mid-size"), CAT, "enterprise").plan
    assert ways(grown, "integrate-crm") == [
        "Add a position: Applications manager, accountable for",
        "Make IT liaison accountable for",
        "Make CX analyst accountable for",
    ]
    assert ways(grown, "maintain-models")[0] == "Make CX analyst accountable for"


def test_a_company_that_marketing_leads_is_offered_no_chief_experience_officer() -> None:
    bare = started("mid-size", "marketing-led").replace(positions={}, responsibilities={})
    assert ways(bare, "secure-budget") == ["Add a position: Executive sponsor, accountable for"]


def test_where_nobody_has_time_and_no_role_is_missing_the_least_loaded_is_offered() -> None:
    plan = sound("mid-size")
    busy = ("cx-manager", "analyst", "voc-manager")
    for number, duty in enumerate(plan.responsibilities):
        plan = rows(plan, busy[number % 3], duty)
    for key in busy:
        plan = put(plan, key, fte=0.5)
    plan = row(plan, "represent-customer", accountable=None)
    load = {key: len(Team(plan, CAT).answers_for[key]) for key in busy}
    least = Team(plan, CAT).name(min(busy, key=lambda key: load[key]))
    assert min(load.values()) > 4
    assert ways(plan, "represent-customer") == [f"Make {least} accountable for"]


def test_a_board_is_proposed_once_somebody_could_sit_on_it() -> None:
    grown = set_scale(sound("small"), CAT, "enterprise").plan
    assert ways(grown, "board") == []
    marketing = entry(grown, "departments", "marketing", representatives=["generalist"])
    assert ways(marketing, "board") == ["Create a CX board: Owner or chief executive and CX generalist"]


def test_titles_have_a_small_letter_within_a_sentence() -> None:
    plan = initiative(
        fired(sound("mid-size"), "customer-support-manager", "customer-success-lead"), lead=None
    )
    said = {gap.code: gap.message for gap in gaps(plan)}
    assert said["CX305"] == "Nobody on the plan is the customer support manager."
    assert said["CX406"].startswith("No customer success lead takes part in “")
    assert said["CX702"] == "“Orders by phone” lacks a lead."


def test_who_stands_in_for_a_role_that_the_scale_asks_for_comes_after_somebody_new() -> None:
    plan = remove_position(sound("mid-size"), CAT, "customer-support-manager").plan
    assert ways(plan, "run-support-experience") == [
        "Add a position: Customer support manager, accountable for",
        "Make CX manager accountable for",
        "Make CX analyst accountable for",
    ]


def test_an_executive_who_owns_nothing_is_no_answer() -> None:
    plan = row(put(sound("mid-size"), "analyst", executive=True), "set-objectives", accountable=None)
    assert ways(plan, "set-objectives") == ["Make Chief experience officer accountable for"]


def test_who_usually_does_it_comes_before_somebody_new_whom_the_scale_does_not_ask_for() -> None:
    plan = remove_position(sound("mid-size"), CAT, "analyst").plan
    assert ways(row(plan, "maintain-tools", accountable=None), "maintain-tools") == [
        "Make CX manager accountable for",
        "Add a position: CX technologist, accountable for",
        "Make VoC manager accountable for",
    ]
