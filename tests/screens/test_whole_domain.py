"""Everything of the field has its place: a plan holds it, its file keeps it, a rule judges it, we see it."""

from typing import Final

from cxplanner.edits.board import set_speakers
from cxplanner.edits.positions import add_position, remove_position
from cxplanner.edits.raci import set_letter
from cxplanner.edits.sections import set_leadership, set_scale
from cxplanner.gaps import all_rules
from cxplanner.plan.models import Assignment, Plan
from cxplanner.plan.team import Team
from cxplanner.screens.shared.filtering import Wanted
from cxplanner.screens.views.board import words as board_words
from cxplanner.screens.views.leadership import words as leadership_words
from cxplanner.screens.views.metrics import words as metrics_words
from cxplanner.screens.views.raci.table import table_rows
from cxplanner.screens.views.team.lines import team_lines
from cxplanner.screens.views.tools import words as tools_words
from tests.plans import CAT, MARKETS, MODELS, SCALES, TODAY, assert_valid, codes, entry, keys, sound
from tests.templates.test_roles import DEPARTMENTS, POSTS, RESPONSIBILITY_IDS, ROLE_IDS

METRICS: Final = frozenset(
    [
        "csat",
        "nps",
        "clv",
        "loyalty",
        "retention",
        "advocacy",
        "repurchase-timing",
        "ces",
        "channel-preference",
        "ratings-and-reviews",
        "sales",
        "revenue",
        "agent-performance",
        "agent-turnover",
    ]
)
INITIATIVES: Final = frozenset(["new-channel", "mobile-app", "agent-analytics", "custom-app", "other"])
RULES: Final = frozenset(
    f"CX{number}"
    for number in (
        *(*range(101, 111), *range(201, 209), *range(301, 311), *range(401, 408), *range(501, 508)),
        *(508, 509, 601, 602, 603, 701, 702, 703, 801),
    )
)
BY_CHOICE: Final = frozenset(["cx-strategist", "cx-technologist", "digital-cx-project-lead"])
"""Roles that no rule asks for: a company adds them when it wants them."""


def whole() -> Plan:
    """One company with everything there is of roles, responsibilities, departments, metrics, initiatives."""
    plan = sound("enterprise")
    there = {position.role for position in plan.positions.values()}
    for role in CAT.roles:
        if role not in there:
            plan = add_position(plan, CAT, role).plan
    for duty in CAT.responsibilities:
        if plan.responsibilities.get(duty, Assignment()).accountable is None:
            plan = set_letter(plan, CAT, duty, "cxo", "A").plan
    for department in CAT.departments:
        if not plan.departments.get(department, None):
            plan = set_speakers(plan, CAT, department, ["cx-manager"]).plan
    for metric in CAT.metrics:
        plan = entry(plan, "metrics", metric, owner="cx-manager")
    for kind in CAT.initiatives:
        plan = entry(plan, "initiatives", f"our-{kind}", type=kind, title=f"Our {kind}", lead="cx-manager")
    for family in CAT.tools:
        plan = entry(plan, "tools", family, product=f"Product of {family}")
    return plan


WHOLE: Final = whole()


def test_the_catalogue_has_what_the_field_names() -> None:
    assert {*CAT.roles} == ROLE_IDS
    assert {*CAT.responsibilities} == RESPONSIBILITY_IDS
    assert {*CAT.departments} == DEPARTMENTS
    assert {*CAT.posts} >= POSTS
    assert {*CAT.metrics} == METRICS
    assert {*CAT.initiatives} == INITIATIVES
    assert {*CAT.leadership} == {*MODELS}
    assert {*CAT.scales} == {*SCALES}
    assert {*all_rules()} == RULES


def test_one_plan_holds_all_of_it_and_its_file_keeps_it() -> None:
    assert {position.role for position in WHOLE.positions.values()} == ROLE_IDS
    assert {*WHOLE.responsibilities} == RESPONSIBILITY_IDS
    assert {*WHOLE.metrics} == METRICS
    assert {initiative.type for initiative in WHOLE.initiatives.values()} == INITIATIVES
    assert all(Team(WHOLE, CAT, TODAY).department(key).representatives for key in DEPARTMENTS)
    assert_valid(WHOLE)
    for model in MODELS:
        for scale in SCALES:
            plan = set_scale(set_leadership(WHOLE, CAT, {"model": model}).plan, CAT, scale).plan
            assert (plan.leadership.model, plan.company.scale) == (model, scale)
            assert_valid(plan)


def test_every_responsibility_without_an_answer_is_a_gap_where_all_are_required() -> None:
    plan = sound("enterprise")
    for duty in RESPONSIBILITY_IDS:
        row = plan.responsibilities[duty].replace(accountable=None)
        rows = {**plan.responsibilities, duty: row}
        assert codes(plan.replace(responsibilities=rows)), duty


def test_every_role_is_asked_for_or_left_to_choice() -> None:
    """A starting team holds it, and without it a rule finds something; the rest are added at will."""
    wanted: set[str | None] = set()
    for scale in SCALES:
        for model in MODELS:
            for market in MARKETS:
                plan = sound(scale, model, market)
                for key, position in plan.positions.items():
                    if codes(remove_position(plan, CAT, key).plan):
                        wanted.add(position.role)
    assert ROLE_IDS - wanted == BY_CHOICE


def test_every_metric_initiative_and_department_is_judged() -> None:
    plan = sound("enterprise")
    for metric in METRICS:
        judged = keys(entry(plan, "metrics", metric, owner=None, target=None))
        assert {("CX502", metric), ("CX503", metric)} <= judged
    for kind in INITIATIVES:
        assert ("CX702", "new") in keys(entry(plan, "initiatives", "new", type=kind, title="New"))
    for department in DEPARTMENTS - {"customer-service"}:
        assert ("CX401", department) in keys(set_speakers(plan, CAT, department, []).plan), department


def test_every_one_of_them_is_shown() -> None:
    team = Team(WHOLE, CAT, TODAY)
    assert {entry.id for entry in team_lines(team, {})} >= {*WHOLE.positions}
    assert {row.id for row in table_rows(team, {}, Wanted())} >= RESPONSIBILITY_IDS
    boards = {entry.title for entry in board_words.lines(team, lambda _: ())}
    assert boards >= {CAT.departments[key].title for key in DEPARTMENTS}
    measured = {entry.title for entry in metrics_words.lines(team, {}, {})}
    assert measured >= {CAT.metrics[key].title for key in METRICS}
    tools = {entry.title for entry in tools_words.lines(team, {}, {}, ())}
    assert tools >= {CAT.tools[key].title for key in CAT.tools} | {f"Our {kind}" for kind in INITIATIVES}
    for model in MODELS:
        led = Team(set_leadership(WHOLE, CAT, {"model": model}).plan, CAT, TODAY)
        shown = {entry.detail for entry in leadership_words.lines(led, lambda _: ())}
        assert CAT.leadership[model].title in shown
