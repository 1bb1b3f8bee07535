"""Adding, removing, renaming, moving and copying positions, by example."""

import pytest

from cxplanner.edits.change import EditRefused
from cxplanner.edits.positions import (
    add_position,
    duplicate_position,
    free_id,
    move_position,
    remove_position,
    rename_position,
    set_position,
    shift_position,
)
from cxplanner.gaps.waivers import waive
from cxplanner.plan.canonical import plan_text
from cxplanner.plan.models import Plan
from tests.plans import CAT, assert_valid, board, entry, position, put, row, sound, started

M = sound("mid-size")
E = sound("enterprise")


def everywhere(plan: Plan) -> Plan:
    """The enterprise with its VoC manager named in every place that can name a position."""
    plan = board(plan, lead="voc-manager", members=["cxo", "it-liaison"])
    plan = entry(plan, "departments", "sales", representatives=["voc-manager"])
    plan = entry(plan, "tools", "surveys", owner="voc-manager")
    plan = entry(plan, "initiatives", "app", type="mobile-app", lead="voc-manager", sponsor="voc-manager")
    plan = put(plan, "analyst-2", reports_to="voc-manager")
    plan = row(plan, "analyse-data", consulted=("voc-manager",))
    plan = row(plan, "own-touchpoints", informed=("voc-manager",))
    return waive(plan, CAT, "CX205", "voc-manager", reason="In spring").plan


def test_a_new_position_takes_what_is_free_and_helps_with_the_rest() -> None:
    plan = row(M, "monitor-social-media", accountable=None)
    change = add_position(plan, CAT, "voc-manager")
    fresh = change.plan
    assert list(fresh.positions)[-1] == "voc-manager-2"
    assert fresh.positions["voc-manager-2"].incumbent is None
    assert fresh.positions["voc-manager-2"].reports_to == "cx-manager"
    assert fresh.responsibilities["monitor-social-media"].accountable == "voc-manager-2"
    assert fresh.responsibilities["gather-feedback"].accountable == "voc-manager"
    assert fresh.responsibilities["gather-feedback"].responsible == ("voc-manager-2",)
    assert change.sentence == (
        "Added VoC manager (voc-manager-2), accountable for “Monitor and cultivate social media”"
    )
    assert_valid(fresh)


def test_a_new_position_touches_only_what_is_required_or_listed() -> None:
    added = add_position(M, CAT, "applications-manager").plan
    assert "integrate-crm" not in added.responsibilities
    listed = row(M, "integrate-crm")
    added = add_position(listed, CAT, "applications-manager").plan
    assert added.responsibilities["integrate-crm"].accountable == "applications-manager"


def test_a_new_position_speaks_for_silent_departments_that_exist() -> None:
    plan = entry(M, "departments", "product", exists=False)
    plan = entry(plan, "departments", "it", representatives=[])
    assert add_position(plan, CAT, "product-liaison").plan.departments["product"].representatives == ()
    change = add_position(plan, CAT, "it-liaison", key="second-it")
    assert change.plan.departments["it"].representatives == ("second-it",)
    assert "speaking for IT" in change.sentence


@pytest.mark.parametrize(
    ("role", "key", "fields", "said"),
    [
        ("cx-guru", None, {}, "no role cx-guru"),
        ("cx-analyst", "cxo", {}, "taken"),
        ("cx-analyst", "ceo", {}, "taken"),
        ("cx-analyst", "it", {}, "taken"),
        ("cx-analyst", "plan", {}, "taken"),
        ("cx-analyst", "CX 2", {}, "cannot be an id"),
        ("cx-analyst", "new\n", {}, "cannot be an id"),
        ("cx-analyst", "con", {}, "cannot be an id"),
        ("cx-analyst", "", {}, "cannot be an id"),
        ("cx-analyst", None, {"reports_to": "nobody"}, "neither a position"),
        ("cx-analyst", None, {"department": "space"}, "no department space"),
        ("cx-analyst", None, {"role": None}, "needs a title"),
        ("cx-analyst", None, {"fte": 2.0}, "fte"),
        ("cx-analyst", None, {"salary": 3}, "salary"),
        ("cx-analyst", None, {"annual_cost": 2**63}, "too large"),
    ],
)
def test_what_cannot_be_added_is_refused_in_words(
    role: str, key: str | None, fields: dict[str, object], said: str
) -> None:
    with pytest.raises(EditRefused, match=said):
        add_position(M, CAT, role, key=key, fields=fields)


def test_a_removed_position_is_named_nowhere_any_more() -> None:
    change = remove_position(everywhere(E), CAT, "voc-manager")
    assert "voc-manager" not in plan_text(change.plan)
    assert change.plan.positions["analyst-2"].reports_to == "cx-manager"
    assert change.plan.board is not None
    assert change.plan.board.lead is None
    answers, reports, silent, orphaned = change.follows
    assert answers.startswith("nobody now answers for “Gather customer feedback”, ")
    assert reports == "CX analyst (analyst-2) now reports to CX manager"
    assert silent == "nobody now speaks for Sales"
    assert orphaned.startswith("without an owner now: Customer satisfaction")
    assert orphaned.endswith("and the CX board")
    assert change.sentence == f"Removed VoC manager; {'; '.join(change.follows)}"
    assert_valid(change.plan)


def test_whoever_reported_to_a_removed_head_reports_outside() -> None:
    change = remove_position(M, CAT, "cxo")
    assert change.plan.positions["cx-manager"].reports_to == "ceo"
    with pytest.raises(EditRefused, match="no position cxo"):
        remove_position(change.plan, CAT, "cxo")


def test_a_rename_is_followed_everywhere_and_told_to_the_writer() -> None:
    plan = everywhere(E)
    change = rename_position(plan, CAT, "voc-manager", "listener")
    before = plan_text(plan).replace('"voc-manager"', '"listener"')
    before = before.replace("[positions.voc-manager]", "[positions.listener]")
    before = before.replace("CX205.voc-manager]", "CX205.listener]")
    before = before.replace('role = "listener"', 'role = "voc-manager"')
    assert plan_text(change.plan) == before
    assert change.renamed == (
        ("positions", "voc-manager", "listener"),
        ("waivers.CX205", "voc-manager", "listener"),
    )
    assert rename_position(M, CAT, "voc-manager", "listener").renamed == change.renamed[:1]
    assert change.sentence == "Renamed voc-manager to listener"


def test_a_rename_leaves_the_waiver_of_a_metric_of_the_same_id() -> None:
    plan = position(M, "csat", title="Satisfaction officer")
    plan = waive(plan, CAT, "CX503", "csat", reason="Later").plan
    plan = waive(plan, CAT, "CX205", "csat", reason="In spring").plan
    renamed = rename_position(plan, CAT, "csat", "officer").plan
    assert renamed.waiver("CX503", "csat")
    assert renamed.waiver("CX205", "officer")
    assert renamed.waiver("CX205", "csat") is None
    removed = remove_position(plan, CAT, "csat").plan
    assert removed.waiver("CX503", "csat")
    assert removed.waiver("CX205", "csat") is None
    assert_valid(renamed)


@pytest.mark.parametrize("new", ["analyst", "ceo", "it", "board", "Über", "nul", "a\n"])
def test_a_rename_to_a_taken_or_impossible_id_is_refused(new: str) -> None:
    with pytest.raises(EditRefused, match=r"taken|cannot be an id"):
        rename_position(M, CAT, "cxo", new)


def test_a_rename_to_the_same_id_changes_nothing() -> None:
    assert rename_position(M, CAT, "cxo", "cxo").plan is M


def test_fields_are_set_cleared_and_told() -> None:
    change = set_position(M, CAT, "analyst", {"fte": 0.5, "note": "Part time\nfor now", "incumbent": None})
    assert change.plan.positions["analyst"].fte == 0.5
    assert change.sentence == (
        "CX analyst: vacant (until now held by Holder of analyst); FTE 1 → 0.5; note “Part time for now”"
    )
    assert set_position(M, CAT, "analyst", {"fte": 1.0}).plan is M


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"reports_to": "cio"}, "reports to Chief information officer instead of CX manager"),
        ({"reports_to": None}, "reports to nobody instead of CX manager"),
        ({"role": "cx-designer", "executive": True}, "role CX analyst → CX designer; an executive"),
        ({"department": "service-delivery"}, f"department {CAT.departments['service-delivery'].title}"),
        ({"duties": ["Count", "Compare"]}, "duties “Count” and “Compare”"),
        ({"annual_cost": 81000.5, "executive": False}, "no executive; annual cost 81,000.5"),
        ({"note": "x" * 100}, f"note “{'x' * 59}…”"),
    ],
)
def test_changed_fields_are_told_in_words_without_ids(fields: dict[str, object], said: str) -> None:
    analyst = CAT.roles["cx-analyst"].title if "role" not in fields else CAT.roles["cx-designer"].title
    assert set_position(M, CAT, "analyst", fields).sentence == f"{analyst}: {said}"


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"fte": 0}, "fte"),
        ({"role": None}, "needs a title"),
        ({"department": "space"}, "no department space"),
        ({"reports_to": "analyst"}, "in a circle"),
        ({"colour": None}, "colour"),
        ({"incumbent": "\x1b[2J"}, "incumbent"),
    ],
)
def test_fields_the_file_would_refuse_are_refused(fields: dict[str, object], said: str) -> None:
    with pytest.raises(EditRefused, match=said) as refusal:
        set_position(M, CAT, "analyst", fields)
    assert "\x1b" not in str(refusal.value)


def test_a_role_of_other_templates_stays_without_a_title() -> None:
    plan = put(M, "analyst", role="cx-guru", title=None)
    change = set_position(plan, CAT, "analyst", {"fte": 0.5})
    assert change.plan.positions["analyst"].role == "cx-guru"
    assert_valid(change.plan)


def test_a_move_re_lines_and_refuses_circles() -> None:
    change = move_position(M, CAT, "analyst", "cxo")
    assert change.sentence == "CX analyst now reports to Chief experience officer"
    assert move_position(M, CAT, "analyst", None).plan.positions["analyst"].reports_to is None
    assert move_position(M, CAT, "analyst", "cx-manager").plan is M
    with pytest.raises(EditRefused, match="in a circle"):
        move_position(M, CAT, "cxo", "analyst")
    with pytest.raises(EditRefused, match="in a circle"):
        move_position(M, CAT, "cxo", "cxo")
    with pytest.raises(EditRefused, match="neither a position"):
        move_position(M, CAT, "cxo", "cmoo")


def test_a_shift_moves_among_those_with_the_same_manager() -> None:
    def under_manager(plan: Plan) -> list[str]:
        return [key for key, p in plan.positions.items() if p.reports_to == "cx-manager"]

    assert under_manager(E) == ["analyst-1", "analyst-2", "voc-manager", "cx-designer"]
    up = shift_position(E, CAT, "voc-manager", -1)
    assert under_manager(up.plan) == ["analyst-1", "voc-manager", "analyst-2", "cx-designer"]
    assert up.sentence == "Moved VoC manager up"
    down = shift_position(up.plan, CAT, "voc-manager", 1)
    assert plan_text(down.plan) == plan_text(E)
    far = shift_position(E, CAT, "analyst-1", 99)
    assert under_manager(far.plan)[-1] == "analyst-1"
    with pytest.raises(EditRefused, match="already first"):
        shift_position(E, CAT, "analyst-1", -1)
    with pytest.raises(EditRefused, match="already last"):
        shift_position(E, CAT, "cx-designer", 1)


def test_a_twin_stands_below_shares_the_work_and_is_vacant() -> None:
    plan = put(E, "analyst-1", external_id="HR-1", annual_cost=50_000)
    change = duplicate_position(plan, CAT, "analyst-1")
    order = list(change.plan.positions)
    assert order[order.index("analyst-1") + 1] == "analyst-3"
    twin = change.plan.positions["analyst-3"]
    assert (twin.incumbent, twin.external_id, twin.annual_cost) == (None, None, 50_000)
    rows = change.plan.responsibilities
    assert rows["analyse-data"].accountable == "analyst-1"
    assert rows["analyse-data"].responsible == ("analyst-1", "analyst-2", "analyst-3")
    assert change.sentence == "Added CX analyst (analyst-3), a second CX analyst"
    assert_valid(change.plan)


def test_ids_are_found_that_nothing_else_has() -> None:
    assert free_id(M, CAT, "cx-designer") == "cx-designer"
    assert free_id(M, CAT, "analyst") == "analyst-2"
    assert free_id(M, CAT, "it") == "it-2"
    assert free_id(M, CAT, "") == "position"
    assert len(free_id(position(M, "x" * 60, title="X"), CAT, "x" * 64)) <= 64
    assert duplicate_position(started("small"), CAT, "generalist").plan.positions.keys() >= {"generalist-2"}
