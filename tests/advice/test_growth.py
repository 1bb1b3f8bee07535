"""Growth: what another scale asks for, and that adding it takes nothing away."""

from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxplanner.advice.growth import asked
from cxplanner.advice.items import Item, with_needs
from cxplanner.advice.taking_up import grow
from cxplanner.catalogue.citations import cited_sources
from cxplanner.edits.change import EditRefused
from cxplanner.edits.history import History
from cxplanner.edits.sections import remove_entry, set_entry, set_scale
from cxplanner.gaps import all_rules
from cxplanner.gaps.fixes import succeed
from cxplanner.plan.canonical import plan_text
from cxplanner.plan.models import Plan
from cxplanner.plan.team import OWN_THE_EXPERIENCE, Team
from tests.edits.operations import worn
from tests.plans import (
    CAT,
    MARKETS,
    MODELS,
    SCALES,
    assert_change,
    assert_valid,
    codes,
    entry,
    gaps,
    position,
    put,
    row,
    sound,
    started,
)

STEPS = [("small", "mid-size"), ("mid-size", "enterprise"), ("small", "enterprise")]


def ids(items: Iterable[Item]) -> set[str]:
    return {item.id for item in items}


def item_of(plan: Plan, scale: str, key: str) -> Item:
    return next(item for item in asked(plan, CAT, scale) if item.id == key)


def assert_nothing_is_lost(before: Plan, after: Plan, handed: Iterable[str] = ()) -> None:
    """Everything the plan said it says still, in the same order; only the scale may differ.

    What is ``handed`` over has another accountable position, to which the team of the old one reports.
    """
    owner = Team(before, CAT).owner
    company = after.company.replace(scale=before.company.scale)
    assert company == before.company
    for name in ("leadership", "objectives", "tools", "initiatives", "waivers"):
        assert getattr(after, name) == getattr(before, name)
    assert list(after.metrics.items())[: len(before.metrics)] == list(before.metrics.items())
    assert list(after.positions)[: len(before.positions)] == list(before.positions)
    for key, was in before.positions.items():
        moved = OWN_THE_EXPERIENCE in handed and was.reports_to == owner
        boss = after.positions[key].reports_to if moved else was.reports_to
        assert after.positions[key] == was.replace(reports_to=boss)
    assert list(after.responsibilities)[: len(before.responsibilities)] == list(before.responsibilities)
    for key, old in before.responsibilities.items():
        new = after.responsibilities[key]
        assert old.accountable in (None, new.accountable) or key in handed
        for who in set(old.everyone()) - ({owner} if key in handed else set()):
            assert set(old.letters(who)) <= set(new.letters(who)) or new.accountable == who
    for key, said in before.departments.items():
        assert said.representatives == () or after.departments[key] == said
        assert after.departments[key].exists == said.exists
    if before.board is not None:
        assert after.board is not None
        assert after.board.lead == before.board.lead
        assert after.board.members[: len(before.board.members)] == before.board.members


@settings(max_examples=120, deadline=None)
@given(st.data())
def test_growing_only_adds_and_undo_leads_back(data: st.DataObject) -> None:
    plan, scale = worn(data), data.draw(st.sampled_from(SCALES))
    items = asked(plan, CAT, scale)
    chosen = data.draw(st.sets(st.sampled_from([*ids(items), "board"]))) & ids(items)
    change = grow(plan, CAT, scale, chosen)
    assert_valid(change.plan)
    taken = ids(with_needs(items, chosen))
    handed = [item.key for item in items if item.id in taken and item.kind == "hand-over"]
    assert_nothing_is_lost(plan, change.plan, handed)
    assert change.plan.company.scale == scale
    assert not taken & ids(asked(change.plan, CAT, scale))
    history = History(plan)
    history.push(change)
    history.undo()
    assert plan_text(history.plan) == plan_text(plan)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_second_growth_asks_for_nothing_more(data: st.DataObject) -> None:
    plan, scale = worn(data), data.draw(st.sampled_from(SCALES))
    grown = grow(plan, CAT, scale, ids(asked(plan, CAT, scale))).plan
    assert asked(grown, CAT, scale) == ()
    again = grow(grown, CAT, scale)
    assert again.plan is grown
    assert again.sentence.endswith("nothing changed")


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_what_an_item_needs_is_asked_for_too(data: st.DataObject) -> None:
    items = asked(worn(data), CAT, data.draw(st.sampled_from(SCALES)))
    assert len(ids(items)) == len(items)
    for item in items:
        assert set(item.needs) <= ids(items)
        assert item.title.strip()
        assert item.reason.endswith(".")
        assert set(cited_sources(item.sources)) <= set(CAT.sources)
        if item.required:
            assert all(other.required for other in items if other.id in item.needs)


@pytest.mark.parametrize("market", MARKETS)
@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize(("scale", "larger"), STEPS)
def test_what_is_required_leaves_no_gap_but_in_what_was_there(
    scale: str, larger: str, model: str, market: str
) -> None:
    plan = sound(scale, model, market)
    change = grow(plan, CAT, larger)
    assert_change(plan, change)
    grown = change.plan
    for key in grown.positions:
        grown = put(grown, key, incumbent=f"Holder of {key}")
    for key in CAT.scales[larger].required.tools:
        grown = entry(grown, "tools", key, product="Homegrown", owner="cx-manager")
    for key in grown.metrics:
        grown = entry(grown, "metrics", key, target=50)
    busy = {("CX203", "generalist")} if scale == "small" else set()
    assert {(gap.code, gap.subject) for gap in gaps(grown)} == busy


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("scale", SCALES)
def test_a_starting_team_lacks_nothing_at_its_own_scale(scale: str, model: str) -> None:
    assert asked(started(scale, model), CAT, scale) == ()


@pytest.mark.parametrize(("smaller", "scale"), STEPS)
def test_a_smaller_scale_takes_nothing_away(smaller: str, scale: str) -> None:
    plan = sound(scale)
    change = grow(plan, CAT, smaller)
    assert_nothing_is_lost(plan, change.plan)
    assert change.plan.company.scale == smaller


def test_without_a_choice_all_that_is_required_is_added() -> None:
    plan = sound("mid-size")
    items = asked(plan, CAT, "enterprise")
    assert {item.id for item in items if not item.required} == {"positions.cx-designer"}
    change = grow(plan, CAT, "enterprise")
    assert change.sentence == (
        "Enterprise: added 4 positions, 10 responsibilities, 2 represented departments, "
        "1 row of letters and the CX board"
    )
    added = {f"{section}.{key}" for section, key in change.added}
    kinds = ("position", "responsibility")
    assert added == {item.id for item in items if item.required and item.kind in kinds}
    assert ids(asked(change.plan, CAT, "enterprise")) == {"positions.cx-designer"}


def test_nothing_chosen_changes_the_scale_alone() -> None:
    plan = sound("mid-size")
    change = grow(plan, CAT, "enterprise", ())
    assert change.plan == set_scale(plan, CAT, "enterprise").plan
    assert change.sentence == "Now judged as: Enterprise"


def test_a_responsibility_brings_the_position_that_would_answer() -> None:
    plan = sound("mid-size")
    item = item_of(plan, "enterprise", "responsibilities.integrate-crm")
    assert item.needs == ("positions.applications-manager",)
    assert item.title == "“Integrate CRM with in-house systems”, answered for by Applications manager"
    grown = grow(plan, CAT, "enterprise", [item.id]).plan
    assert set(grown.positions) - set(plan.positions) == {"applications-manager"}
    assert grown.responsibilities["integrate-crm"].accountable == "applications-manager"


def test_a_new_owner_takes_over_what_belongs_to_the_whole() -> None:
    plan = sound("small")
    assert item_of(plan, "mid-size", "positions.cxo").required
    handed = [item for item in asked(plan, CAT, "mid-size") if item.kind == "hand-over"]
    assert [item.key for item in handed] == [OWN_THE_EXPERIENCE, "set-objectives", "develop-strategy"]
    assert all(item.required for item in handed)
    change = grow(plan, CAT, "mid-size")
    assert change.sentence.endswith("; handed over 3 responsibilities")
    assert Team(change.plan, CAT).owner == "cxo"
    assert {change.plan.positions[p].reports_to for p in ("cx-manager", "generalist")} == {"cxo"}
    assert "positions.sponsor" not in ids(asked(sound("small", "marketing-led"), CAT, "mid-size"))


def test_the_owner_there_is_stays_the_owner_where_nothing_is_handed_over() -> None:
    plan = sound("small")
    kept = [item.id for item in asked(plan, CAT, "mid-size") if not item.needs and item.kind != "hand-over"]
    grown = grow(plan, CAT, "mid-size", kept).plan
    assert Team(grown, CAT).owner == "sponsor"
    assert grown.positions["cx-manager"].reports_to == "sponsor"
    assert grown.positions["cxo"].reports_to == "ceo"


def test_who_speaks_for_a_department_is_told_where_the_larger_scale_wants_it() -> None:
    plan = sound("mid-size")
    item = item_of(plan, "enterprise", "letters.share-insight")
    assert item.title == (
        "IT liaison, Customer support manager and Service delivery liaison informed of "
        "“Share customer insight”"
    )
    grown = grow(plan, CAT, "enterprise", [item.id]).plan
    told = set(grown.responsibilities["share-insight"].informed)
    assert {"it-liaison", "customer-support-manager", "service-delivery-liaison"} <= told


def test_a_newcomer_reports_to_the_next_above_where_the_manager_is_not_wanted() -> None:
    grown = grow(sound("small"), CAT, "mid-size", ["positions.analyst"]).plan
    assert grown.positions["analyst"].reports_to == "sponsor"


def test_a_department_the_company_lacks_needs_no_voice() -> None:
    plan = set_entry(sound("mid-size"), CAT, "departments", "product", {"exists": False}).plan
    wanted = ids(asked(plan, CAT, "enterprise"))
    assert not wanted & {"departments.product", "positions.product-liaison"}


@pytest.mark.parametrize("scale", SCALES)
def test_somebody_owns_the_experience_even_where_no_executives_are_represented(scale: str) -> None:
    nobody = started(scale, "service-led").replace(
        positions={}, responsibilities={}, departments={}, board=None, metrics={}
    )
    plan = set_entry(nobody, CAT, "departments", "executives", {"exists": False}).plan
    assert "positions.sponsor" in ids(asked(plan, CAT, scale))
    grown = Team(grow(plan, CAT, scale).plan, CAT)
    assert grown.owner == "sponsor"
    assert grown.coverage == 1


def test_a_newcomer_helps_with_what_somebody_else_answers_for() -> None:
    grown = grow(sound("mid-size"), CAT, "enterprise", ["positions.cx-designer"]).plan
    touchpoints = grown.responsibilities["own-touchpoints"]
    assert touchpoints.accountable == "cx-manager"
    assert "cx-designer" in touchpoints.responsible


def test_a_taken_id_gets_a_number() -> None:
    plan = position(sound("small"), "it-liaison", title="Somebody else")
    grown = grow(plan, CAT, "mid-size").plan
    assert grown.positions["it-liaison"].title == "Somebody else"
    assert grown.positions["it-liaison-2"].role == "it-liaison"
    assert grown.departments["it"].representatives == ("it-liaison-2",)


def test_a_row_that_nobody_answers_for_keeps_its_letters() -> None:
    plan = row(sound("mid-size"), "analyse-data", accountable=None, responsible=["voc-manager"])
    item = item_of(plan, "enterprise", "responsibilities.analyse-data")
    grown = grow(plan, CAT, "enterprise", [item.id]).plan
    assert grown.responsibilities["analyse-data"].accountable == "analyst"
    assert grown.responsibilities["analyse-data"].responsible == ("voc-manager",)


def test_a_board_gets_the_seats_it_lacks() -> None:
    plan = sound("enterprise")
    assert plan.board is not None
    shorter = plan.replace(board=plan.board.replace(members=()))
    assert ids(asked(shorter, CAT, "enterprise")) == {"board.marketing", "board.it", "board.customer-service"}
    grown = grow(shorter, CAT, "enterprise").plan
    assert grown.board == plan.board
    assert "CX403" not in codes(grown)


def test_a_department_the_company_lacks_needs_no_seat() -> None:
    plan = sound("enterprise")
    assert plan.board is not None
    plan = plan.replace(board=plan.board.replace(members=()))
    plan = set_entry(plan, CAT, "departments", "it", {"exists": False, "representatives": []}).plan
    assert ids(asked(plan, CAT, "enterprise")) == {"board.marketing", "board.customer-service"}


def test_what_is_not_asked_for_is_refused_with_the_nearest() -> None:
    with pytest.raises(EditRefused, match=r"does not ask for positions\.cx-designr here\. Did you mean"):
        grow(sound("mid-size"), CAT, "enterprise", ["positions.cx-designr"])
    with pytest.raises(EditRefused, match="Did you mean enterprise"):
        asked(sound("mid-size"), CAT, "enterprize")


@pytest.mark.parametrize(("family", "required"), [("operations", True), (None, False)])
def test_a_metric_that_the_plan_files_elsewhere_is_none_of_loyalty(
    family: str | None, required: bool
) -> None:
    other = next(key for key, known in CAT.metrics.items() if known.family == "loyalty" and key != "nps")
    plan = remove_entry(sound("mid-size"), CAT, "metrics", "nps").plan
    plan = set_entry(plan, CAT, "metrics", other, {"target": 1, "family": family}).plan
    (nps,) = (item for item in asked(plan, CAT, "enterprise") if item.id == "metrics.nps")
    assert nps.required == required


def test_a_letter_is_asked_for_with_the_reason_of_the_rule_that_misses_it() -> None:
    plan = row(sound("mid-size"), "develop-strategy", consulted=["customer-support-manager"])
    item = item_of(plan, "enterprise", "letters.develop-strategy")
    assert item.title == "Marketing/sales liaison consulted on “Develop the CX strategy”"
    assert (item.reason, item.sources) == (all_rules()["CX310"].summary, all_rules()["CX310"].sources)


def test_a_new_owner_from_below_the_old_one_reports_to_whom_the_old_one_did() -> None:
    team = Team(sound("mid-size"), CAT)
    grown = succeed(team.plan, team, "cx-manager", [OWN_THE_EXPERIENCE]).plan
    assert grown.responsibilities[OWN_THE_EXPERIENCE].accountable == "cx-manager"
    assert grown.positions["cx-manager"].reports_to == team.plan.positions["cxo"].reports_to
    assert_valid(grown)
