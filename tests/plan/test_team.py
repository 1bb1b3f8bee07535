"""One answer each to who is who on a team."""

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest

from cxplanner.edits.sections import set_entry
from cxplanner.gaps import all_rules
from cxplanner.gaps.waivers import waive
from cxplanner.plan.subjects import BOARD, ROLE_GROUP, SECTIONS, WHOLE_PLAN
from cxplanner.plan.team import Team
from tests.gaps.cases import CASES
from tests.plans import CAT, TODAY, codes, entry, gaps, position, put, row, sound

M = sound("mid-size")
E = sound("enterprise")


def test_a_position_fills_in_what_its_role_says_unless_it_says_otherwise() -> None:
    plan = put(M, "it-liaison", engagement="dedicated", executive=True, department="sales", title="IT voice")
    team = Team(plan, CAT)
    said, usual = team.members["it-liaison"], Team(M, CAT).members["it-liaison"]
    assert (said.dedicated, said.executive, said.department, said.title) == (True, True, "sales", "IT voice")
    assert (usual.dedicated, usual.executive, usual.department) == (False, False, "it")
    assert Team(put(M, "cxo", executive=False), CAT).owner is None


def test_without_a_known_role_a_position_is_dedicated_and_no_executive() -> None:
    member = Team(position(M, "host", role="host", title="Host"), CAT).members["host"]
    assert (member.dedicated, member.executive, member.department, member.role) == (True, False, None, None)


def test_the_owner_is_the_executive_who_answers_for_the_whole() -> None:
    assert Team(M, CAT).owner == "cxo"
    assert Team(row(M, "own-the-experience", accountable="analyst"), CAT).owner is None
    assert Team(M, CAT).owner_line == {"cxo", "cx-manager", "analyst", "voc-manager"}


def test_reports_and_letters_are_indexed_in_the_order_of_the_plan() -> None:
    team = Team(E, CAT)
    assert team.reports["cx-manager"] == ("analyst-1", "analyst-2", "voc-manager", "cx-designer")
    assert team.reports["coo"] == ("customer-support-manager", "service-delivery-liaison")
    assert team.answers_for["cx-designer"] == ("own-touchpoints",)
    assert team.does["cx-manager"] == ("develop-strategy", "be-the-customer")
    assert team.by_role["cx-analyst"] == ("analyst-1", "analyst-2")
    assert team.dedicated_fte == 7.0


def test_coverage_is_the_share_of_required_work_that_somebody_answers_for() -> None:
    plan = row(row(M, "analyse-data", accountable=None), "know-segments", accountable=None)
    team = Team(plan, CAT)
    assert len(team.required) - len(team.covered) == 2
    assert team.coverage == pytest.approx(20 / 22)


def test_responsibilities_are_shown_by_area_with_the_plans_own() -> None:
    team = Team(row(M, "greet", title="Greet", area="voice"), CAT)
    assert set(team.required) < set(team.shown)
    areas = [team.area(key) for key in team.shown]
    assert areas == sorted(areas, key=list(CAT.areas).index)
    voice = [key for key in team.shown if team.area(key) == "voice"]
    assert voice[-1] == "greet"
    assert team.duty("greet") == "Greet"


def test_positions_that_share_a_title_are_told_apart() -> None:
    team = Team(E, CAT)
    assert team.name("analyst-1") == "CX analyst (analyst-1)"
    assert team.name("voc-manager") == "VoC manager"
    assert team.name("ceo") == "Chief executive officer"
    assert team.name("stranger") == "stranger"


@pytest.mark.parametrize(
    ("key", "said"),
    [
        (WHOLE_PLAN, "The plan"),
        (BOARD, "CX board"),
        (f"{ROLE_GROUP}analyst", "Analyst"),
        ("cxo", "Chief experience officer"),
        ("it", "IT"),
        ("analyse-data", "Analyse customer data"),
        ("nps", CAT.metrics["nps"].title),
        ("surveys", CAT.tools["surveys"].title),
        ("delight", "Customers stay"),
        ("app", "Orders by phone"),
        ("unknown", "unknown"),
    ],
)
def test_every_subject_has_a_name(key: str, said: str) -> None:
    plan = entry(M, "initiatives", "app", type="mobile-app", title="Orders by phone")
    assert Team(plan, CAT).subject(key) == said


def test_one_id_in_two_sections_has_the_title_of_its_own() -> None:
    plan = entry(M, "initiatives", "agent-analytics", type="agent-analytics", title="Listen to calls")
    plan = entry(plan, "tools", "agent-analytics", product="Verint")
    plan = entry(plan, "objectives", "csat", statement="Customers are glad")
    plan = entry(plan, "initiatives", "csat", type="mobile-app")
    team = Team(plan, CAT)
    tool, mobile_app = CAT.tools["agent-analytics"].title, CAT.initiatives["mobile-app"].title
    assert team.subject("agent-analytics", "CX601") == tool
    assert team.subject("agent-analytics", "CX701") == "Listen to calls"
    assert team.subject("csat", "CX502") == CAT.metrics["csat"].title
    assert team.subject("csat", "CX702") == mobile_app
    assert (team.objective_title("csat"), team.initiative_title("csat")) == ("Customers are glad", mobile_app)
    messages = {gap.code: gap.message for gap in gaps(plan)}
    assert messages["CX601"] == f"Nobody owns {tool} (Verint)."
    assert set_entry(M, CAT, "objectives", "csat", {"statement": "Joy"}).sentence == "Added objective “Joy”"
    waived = waive(plan, CAT, "CX601", "agent-analytics", reason="Later")
    assert waived.sentence == f"Accepted CX601 for {tool}"


@pytest.mark.parametrize("code", list(all_rules()))
def test_the_section_of_a_rule_holds_its_subjects(code: str) -> None:
    for case in CASES:
        if case.code == code and not case.subject.startswith((WHOLE_PLAN, BOARD, ROLE_GROUP)):
            known = getattr(CAT, SECTIONS.get(code, "positions"), {})
            assert case.subject in {**known, **getattr(case.plan, SECTIONS.get(code, "positions"))}


def test_a_position_that_has_ended_is_vacant_from_the_next_day_on() -> None:
    plan = put(M, "analyst", end=date(2027, 1, 14))
    assert Team(plan, CAT, date(2027, 1, 15)).members["analyst"].vacant
    assert not Team(plan, CAT, date(2027, 1, 14)).members["analyst"].vacant
    assert not Team(plan, CAT).members["analyst"].vacant


DAY = date(2027, 3, 1)


@pytest.mark.parametrize(
    ("fields", "day", "state"),
    [
        ({}, DAY, (True, False, "Ada")),
        ({"start": DAY}, DAY, (True, False, "Ada")),
        ({"start": DAY}, DAY - timedelta(days=1), (False, False, "Ada, starts 2027-03-01")),
        ({"start": DAY, "incumbent": None}, date(2027, 1, 1), (False, True, "vacant")),
        ({"end": DAY}, DAY, (True, False, "Ada")),
        ({"end": DAY}, DAY + timedelta(days=1), (False, True, "ended 2027-03-01 (was Ada)")),
        ({"start": DAY, "end": DAY}, None, (True, False, "Ada")),
    ],
)
def test_a_position_is_there_from_its_first_day_to_its_last(
    fields: dict[str, Any], day: date | None, state: tuple[bool, bool, str]
) -> None:
    team = Team(put(M, "analyst", **{"incumbent": "Ada", **fields}), CAT, day)
    member = team.members["analyst"]
    assert (member.there, member.vacant, member.holder) == state
    assert [m.id for m in team.absent] == ([] if member.there else ["analyst"])
    assert member.held == (member.holder if member.vacant else f"held by {member.holder}")


def test_who_has_ended_no_longer_counts_and_who_is_to_start_does() -> None:
    plan = put(put(M, "analyst", end=DAY, fte=0.5), "voc-manager", start=DAY + timedelta(days=9), fte=0.7)
    sizes = [
        (len(team.dedicated), team.dedicated_fte)
        for team in (Team(plan, CAT, DAY), Team(plan, CAT, DAY + timedelta(days=1)))
    ]
    assert sizes == [(4, 3.2), (3, 2.7)]
    later = Team(plan, CAT, DAY + timedelta(days=1))
    assert [m.id for m in later.dedicated if m.there] == ["cxo", "cx-manager"]


def test_who_has_ended_reports_to_nobody_any_more() -> None:
    plan = M
    for number in range(7):
        plan = position(
            plan, f"helper-{number}", title="Helper", engagement="contributing", reports_to="cx-manager"
        )
    over = put(plan, "helper-0", end=TODAY - timedelta(days=1))
    assert "CX306" in codes(plan)
    assert "CX306" not in codes(over)


def test_the_line_goes_up_to_the_top() -> None:
    line = list(Team(E, CAT, TODAY).line_up("analyst-1"))
    assert line[0] == "analyst-1"
    assert line[-1] in CAT.posts
    assert all(above == E.positions[at].reports_to for at, above in pairwise(line))
