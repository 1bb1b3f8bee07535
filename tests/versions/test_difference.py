"""Differences between two plans: sentences for every section, and never silence about a change."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxplanner.edits.change import Change, EditRefused, Renamed
from cxplanner.edits.positions import (
    add_position,
    duplicate_position,
    move_position,
    remove_position,
    rename_position,
    shift_position,
)
from cxplanner.edits.raci import add_responsibility, clear_letters, make_accountable, set_letter
from cxplanner.edits.sections import remove_entry, set_board, set_company, set_entry, set_leadership
from cxplanner.gaps.waivers import unwaive, waive
from cxplanner.plan.canonical import plan_text
from cxplanner.plan.models import Board, Plan, Waiver
from cxplanner.plan.team import Team
from cxplanner.versions.difference import Difference, differences
from tests.edits.operations import OPERATIONS
from tests.plans import CAT, MARKETS, MODELS, SCALES, TODAY, put, row, sound, started

MID = sound("mid-size")
ROW = "gather-feedback"


def found(before: Plan, after: Plan, renames: Any = ()) -> tuple[Difference, ...]:
    return differences(Team(before, CAT, TODAY), Team(after, CAT, TODAY), renames)


def said(before: Plan, change: Change | Plan) -> list[str]:
    if isinstance(change, Plan):
        return [one.sentence for one in found(before, change)]
    return [one.sentence for one in found(before, change.plan, change.renamed)]


def entry(section: Any, key: str, **fields: Any) -> Callable[[Plan], Change]:
    return lambda plan: set_entry(plan, CAT, section, key, fields)


EXAMPLES: list[tuple[Callable[[Plan], Change], list[str]]] = [
    (
        lambda p: set_company(p, CAT, {"name": "Southwind", "headcount": 1200, "currency": "USD"}),
        ["Company: name “Northwind” → “Southwind”; headcount 1,200; currency EUR → USD"],
    ),
    (
        lambda p: set_leadership(p, CAT, {"budget": 600_000.5, "funded_by": ["it", "sales"]}),
        ["Leadership: budget 500,000 → 600,000.5; funding departments IT and Sales"],
    ),
    (
        entry("objectives", "delight", statement="Customers return", metrics=["nps"]),
        [
            "Objective “Customers stay”: statement “Customers stay” → “Customers return”; metrics: adds "
            "Net Promoter Score, drops Customer satisfaction"
        ],
    ),
    (entry("objectives", "new", statement="Grow [fast]"), ["Adds the objective “Grow [fast]”"]),
    (lambda p: remove_entry(p, CAT, "objectives", "delight"), ["Removes the objective “Customers stay”"]),
    (
        lambda p: Change(put(p, "analyst", fte=0.5, incumbent=None, executive=True)),
        ["CX analyst: vacant (until now held by Holder of analyst); FTE 1 → 0.5; an executive"],
    ),
    (
        lambda p: Change(put(p, "analyst", start=date(2027, 3, 1), note="one\ntwo", duties=["Count"])),
        ["CX analyst: start 2027-03-01; note “one two”; duties “Count”"],
    ),
    (
        lambda p: move_position(p, CAT, "analyst", "cxo"),
        ["CX analyst: reports to Chief experience officer instead of CX manager"],
    ),
    (lambda p: rename_position(p, CAT, "analyst", "counter"), ["CX analyst: id analyst → counter"]),
    (
        lambda p: shift_position(p, CAT, "analyst", 1),
        ["Order of the positions: CX analyst stands after VoC manager"],
    ),
    (
        lambda p: make_accountable(p, CAT, ROW, "cx-manager"),
        ["“Gather customer feedback”: CX manager answers for it instead of VoC manager"],
    ),
    (
        lambda p: set_letter(p, CAT, "share-insight", "analyst", "C"),
        ["“Share customer insight”: CX analyst is consulted on it, no longer responsible for it"],
    ),
    (
        lambda p: clear_letters(p, CAT, ROW, "voc-manager"),
        ["“Gather customer feedback”: nobody answers for it (until now VoC manager)"],
    ),
    (
        lambda p: Change(row(p, ROW, informed=["cxo", "analyst"], consulted=["it-liaison"])),
        [
            "“Gather customer feedback”: IT liaison is consulted on it; Chief experience officer and CX "
            "analyst are informed of it"
        ],
    ),
    (
        lambda p: add_responsibility(p, CAT, "own-duty", title="Call back"),
        ["Adds the responsibility “Call back”"],
    ),
    (
        entry("departments", "sales", exists=False, representatives=[]),
        ["Sales: the company has none; Marketing/sales liaison no longer speaks for it"],
    ),
    (
        entry("departments", "product", representatives=["cxo"]),
        ["Product development: Chief experience officer speaks for it"],
    ),
    (
        lambda p: set_board(p, CAT, {"lead": "cxo", "members": ["analyst", "it-liaison"]}),
        ["Adds the CX board: lead Chief experience officer; CX analyst and IT liaison join"],
    ),
    (
        entry("metrics", "nps", target=55.5, due=date(2027, 12, 31), owner=None),
        [
            "Metric Net Promoter Score: no owner any more (until now CX analyst); target 50 → 55.5; "
            "due 2027-12-31"
        ],
    ),
    (
        entry("metrics", "own", title="Smiles", unit="a day", better="higher"),
        ["Adds the metric Smiles: unit “a day”; direction higher is better"],
    ),
    (
        entry("tools", "journey-mapping", product="Asker", owner="analyst"),
        ["Adds the family of tools Journey mapping: product “Asker”; owner CX analyst"],
    ),
    (
        entry("initiatives", "app", type="mobile-app", sponsor="cxo", stakeholders=["sales"]),
        [
            "Adds the initiative “Mobile access to an application”: sponsor Chief experience officer; "
            "stakeholders Sales"
        ],
    ),
    (
        lambda p: waive(p, CAT, "CX205", "analyst", reason="In spring", accepted_by="Ada", until=TODAY),
        ["Accepts the gap CX205 about CX analyst: “In spring”, accepted by Ada, until 2027-01-15"],
    ),
]


@pytest.mark.parametrize(("edit", "sentences"), EXAMPLES)
def test_says_what_an_edit_changes(edit: Callable[[Plan], Change], sentences: list[str]) -> None:
    assert said(MID, edit(MID)) == sentences


def test_every_section_has_an_example() -> None:
    sections = {one.section for edit, _ in EXAMPLES for one in found(MID, edit(MID).plan)}
    assert sections == set(Plan.assumed)


def test_a_new_position_comes_with_what_it_takes_on() -> None:
    change = add_position(MID, CAT, "cx-designer")
    first, *others = found(MID, change.plan)
    assert (first.kind, first.section, first.id) == ("added", "positions", "cx-designer")
    assert first.sentence == (
        "Adds the position CX designer (cx-designer), vacant, 1 FTE, reporting to CX manager"
    )
    assert all("CX designer" in one.sentence for one in others)


def test_a_removed_position_is_missed_everywhere() -> None:
    gone, *others = said(MID, remove_position(MID, CAT, "voc-manager"))
    assert gone == "Removes the position VoC manager (voc-manager), held by Holder of voc-manager"
    assert "“Gather customer feedback”: nobody answers for it (until now VoC manager)" in others
    assert "“Share customer insight”: nobody answers for it (until now VoC manager)" in others


def test_positions_of_one_title_are_told_apart() -> None:
    change = duplicate_position(MID, CAT, "analyst")
    two = change.plan
    twin = next(key for key in two.positions if key not in MID.positions)
    moved = make_accountable(two, CAT, "analyse-data", twin)
    assert said(two, moved) == [
        f"“Analyse customer data”: CX analyst ({twin}) answers for it instead of CX analyst (analyst)"
    ]
    assert f"reports to CX analyst ({twin})" in said(two, move_position(two, CAT, "it-liaison", twin))[0]


def test_a_rename_that_nobody_told_of_reads_as_removed_and_added() -> None:
    change = rename_position(MID, CAT, "analyst", "counter")
    untold = [(one.kind, one.id) for one in found(MID, change.plan) if one.section == "positions"]
    assert untold == [("removed", "analyst"), ("added", "counter")]
    assert [one.kind for one in found(MID, change.plan, change.renamed)] == ["changed"]


def test_a_position_renamed_twice_is_told_once() -> None:
    first = rename_position(MID, CAT, "analyst", "counter")
    second = rename_position(first.plan, CAT, "counter", "reckoner")
    renames = (*first.renamed, *second.renamed)
    assert [one.sentence for one in found(MID, second.plan, renames)] == ["CX analyst: id analyst → reckoner"]


def test_waivers_and_the_board_go_in_words() -> None:
    accepted = waive(MID, CAT, "CX205", "analyst", reason="In spring").plan
    assert said(accepted, unwaive(accepted, CAT, "CX205", "analyst")) == [
        "Counts the gap CX205 about CX analyst again"
    ]
    later = waive(accepted, CAT, "CX205", "analyst", reason="In summer")
    assert said(accepted, later) == ["Accepted gap CX205 about CX analyst: reason “In spring” → “In summer”"]
    board = set_board(MID, CAT, {"lead": "cxo"}).plan
    assert said(board, MID) == ["Removes the CX board"]
    assert said(MID, MID.replace(board=Board())) == ["Adds the CX board, nobody on it yet"]


def swapped(plan: Plan) -> Plan:
    return plan.replace(metrics=dict(reversed(list(plan.metrics.items()))))


W = Waiver(reason="So")
SLIGHT: list[tuple[Plan, Plan]] = [
    (put(MID, "analyst", annual_cost=100), put(MID, "analyst", annual_cost=100.0)),
    (put(MID, "analyst", title="a  b"), put(MID, "analyst", title="a b")),
    (put(MID, "analyst", note="x" * 99), put(MID, "analyst", note="x" * 100)),
    (put(MID, "analyst", duties=["a", "a", "b"]), put(MID, "analyst", duties=["a", "b"])),
    (put(MID, "analyst", duties=["a", "b"]), put(MID, "analyst", duties=["b", "a"])),
    (MID, swapped(MID)),
    (row(MID, ROW, consulted=["cxo", "analyst"]), row(MID, ROW, consulted=["analyst", "cxo"])),
    (MID, MID.replace(waivers={"CX205": {}})),
    *[
        (MID.replace(waivers=one), MID.replace(waivers=other))
        for one, other in [
            ({"CX205": {}}, {"CX205": {"analyst": W}}),
            ({"CX205": {}, "CX206": {}}, {"CX206": {}, "CX205": {}}),
            ({"CX205": {"a": W, "b": W}}, {"CX205": {"b": W, "a": W}}),
            ({"CX205": {"a": W}}, {"CX205": {"a": W}, "CX206": {}}),
        ]
    ],
]


@pytest.mark.parametrize(("one", "other"), SLIGHT)
def test_slight_changes_are_told_in_both_directions(one: Plan, other: Plan) -> None:
    assert plan_text(one) != plan_text(other)
    assert len(found(one, other)) == 1
    assert len(found(other, one)) == 1
    assert not found(one, one)


def test_other_peoples_text_stays_on_one_harmless_line() -> None:
    sentence = said(MID, put(MID, "analyst", note="two\nlines \u202eturned " + "x" * 200))[0]
    assert sentence.isprintable()
    assert "\\u202e" in sentence
    assert len(sentence) < 120


@settings(max_examples=300)
@given(st.data())
def test_nothing_is_told_only_where_the_files_are_the_same(data: st.DataObject) -> None:
    variant = (st.sampled_from(SCALES), st.sampled_from(MODELS), st.sampled_from(MARKETS))
    start = data.draw(st.sampled_from([started, sound]))(*(data.draw(choice) for choice in variant))
    plan = start
    renames: tuple[Renamed, ...] = ()
    for _ in range(data.draw(st.integers(1, 8))):
        try:
            change = data.draw(st.sampled_from(OPERATIONS))(plan, data.draw)
        except EditRefused:
            continue
        assert bool(found(plan, change.plan)) is (plan_text(plan) != plan_text(change.plan))
        plan, renames = change.plan, renames + change.renamed
    same = plan_text(start) == plan_text(plan)
    for one, other, known in ((start, plan, ()), (plan, start, ()), (start, plan, renames)):
        told = found(one, other, known)
        assert bool(told) is not same
        assert told == found(one, other, known)
        assert all(d.sentence.strip() and d.sentence.isprintable() for d in told)
        places = list(Plan.assumed)
        assert [d.section for d in told] == sorted((d.section for d in told), key=places.index)
        assert len({(d.section, d.id) for d in told if d.id}) == sum(bool(d.id) for d in told)


def test_a_position_that_has_ended_is_no_longer_held() -> None:
    ended = put(MID, "voc-manager", incumbent="Kim", end=date(2026, 12, 31))
    gone = said(ended, remove_position(ended, CAT, "voc-manager"))[0]
    assert gone == "Removes the position VoC manager (voc-manager), ended 2026-12-31 (was Kim)"
    back = said(remove_position(ended, CAT, "voc-manager").plan, ended)[0]
    assert back.startswith("Adds the position VoC manager (voc-manager), ended 2026-12-31 (was Kim), ")


def test_an_accepted_gap_is_about_what_its_rule_is_about() -> None:
    plan = entry("initiatives", "sales", type="other", title="Sell more")(MID).plan
    accepted = waive(plan, CAT, "CX702", "sales", reason="Later")
    assert said(plan, accepted) == ["Accepts the gap CX702 about Sell more: “Later”"]
