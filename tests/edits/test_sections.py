"""Company, leadership, departments, metrics, tools, initiatives, board, waivers and history, by example."""

from typing import Any

import pytest

from cxplanner.edits.change import Change, EditRefused
from cxplanner.edits.history import History
from cxplanner.edits.raci import set_letter
from cxplanner.edits.sections import (
    Section,
    remove_entry,
    set_board,
    set_company,
    set_entry,
    set_leadership,
    set_scale,
)
from cxplanner.gaps.waivers import unwaive, waive
from tests.plans import CAT, TODAY, assert_valid, entry, sound

M = sound("mid-size")
E = sound("enterprise")
OWN = {"title": "Smiles", "unit": "smiles a day", "better": "higher"}


def test_the_company_is_set_and_only_its_scale_judges_differently() -> None:
    change = set_scale(M, CAT, "enterprise")
    assert change.plan.positions == M.positions
    assert change.sentence == "Company: scale Mid-size company → Enterprise"
    assert set_scale(M, CAT, "mid-size").plan is M
    assert set_company(M, CAT, {"market": "b2c"}).sentence == (
        "Company: sells to companies and consumers → consumers (B2C)"
    )
    assert set_company(M, CAT, {"headcount": 250}).plan.company.headcount == 250


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"scale": "enterprize"}, "Did you mean enterprise"),
        ({"name": None}, "name"),
        ({"headcount": 0}, "headcount"),
        ({"currency": "euro"}, "currency"),
        ({"headcount": 2**70}, "too large"),
    ],
)
def test_a_company_the_file_would_refuse_is_refused(fields: dict[str, object], said: str) -> None:
    with pytest.raises(EditRefused, match=said):
        set_company(M, CAT, fields)


def test_leadership_is_set_and_checked() -> None:
    change = set_leadership(M, CAT, {"model": "service-led", "funded_by": ["marketing", "it"]})
    assert change.sentence == (
        "Leadership: leadership model Chief experience officer → Led by customer service; "
        "funding departments Marketing and IT"
    )
    assert set_leadership(M, CAT, {"budget": 500_000}).plan is M
    assert set_leadership(M, CAT, {"budget": 1_250_000}).sentence == "Leadership: budget 500,000 → 1,250,000"
    with pytest.raises(EditRefused, match="no leadership model boss-led"):
        set_leadership(M, CAT, {"model": "boss-led"})
    with pytest.raises(EditRefused, match="Did you mean marketing"):
        set_leadership(M, CAT, {"funded_by": ["marketting"]})


@pytest.mark.parametrize(
    ("section", "key", "fields", "said"),
    [
        (
            "objectives",
            "delight",
            {"statement": "Joy"},
            "Objective “Joy”: statement “Customers stay” → “Joy”",
        ),
        ("departments", "sales", {"exists": False}, "Department “Sales”: the company has none"),
        ("departments", "sales", {"representatives": []}, "Marketing/sales liaison no longer speaks for it"),
        ("departments", "sales", {"representatives": ["cxo"]}, "Chief experience officer speaks for it; "),
        ("metrics", "nps", {"owner": "cx-manager"}, ": owner CX analyst → CX manager"),
        ("objectives", "delight", {"metrics": ["nps"]}, ": metrics: adds Net Promoter Score, drops "),
        ("objectives", "delight", {"metrics": []}, ": no metrics any more (until now "),
        ("metrics", "nps", {"target": 60}, "target 50 → 60"),
        ("metrics", "smiles", OWN, "Added metric “Smiles”"),
        ("tools", "crm", {"product": "Askly", "owner": "cxo"}, "Added tool"),
        ("initiatives", "app", {"type": "mobile-app", "title": "App"}, "Added initiative “App”"),
    ],
)
def test_an_entry_is_added_or_changed_in_words(
    section: Section, key: str, fields: dict[str, object], said: str
) -> None:
    change = set_entry(M, CAT, section, key, fields)
    assert said in change.sentence
    assert_valid(change.plan)
    assert set_entry(change.plan, CAT, section, key, fields).plan is change.plan


@pytest.mark.parametrize(
    ("section", "key", "fields", "said"),
    [
        ("objectives", "o", {}, "statement"),
        ("objectives", "O!", {"statement": "x"}, "cannot be an id"),
        ("objectives", "o", {"statement": "x", "metrics": ["npss"]}, "Did you mean nps"),
        ("departments", "space", {}, "no department space"),
        ("departments", "it", {"representatives": ["analist"]}, "Did you mean analyst"),
        ("metrics", "smiles", {"title": "Smiles"}, "of your own needs"),
        ("tools", "hammers", {}, "no family of tools hammers"),
        ("tools", "surveys", {"owner": "nobody"}, "no position nobody"),
        ("initiatives", "app", {"title": "App"}, "type"),
        ("initiatives", "app", {"type": "mobile-ap"}, "Did you mean mobile-app"),
        ("initiatives", "app", {"type": "mobile-app", "project_team": ["space"]}, "no department space"),
        ("initiatives", "app", {"type": "mobile-app", "metric": "joy"}, "no metric joy"),
    ],
)
def test_an_entry_the_file_would_refuse_is_refused(
    section: Section, key: str, fields: dict[str, object], said: str
) -> None:
    with pytest.raises(EditRefused, match=said):
        set_entry(M, CAT, section, key, fields)


def test_a_metric_of_ones_own_keeps_what_it_needs() -> None:
    plan = entry(M, "metrics", "smiles", **OWN)
    with pytest.raises(EditRefused, match="of your own needs"):
        set_entry(plan, CAT, "metrics", "smiles", {"unit": None})


def test_a_removed_metric_of_ones_own_is_named_nowhere() -> None:
    plan = entry(M, "metrics", "smiles", **OWN)
    plan = entry(plan, "objectives", "delight", metrics=["smiles", "csat"])
    plan = entry(plan, "initiatives", "app", type="mobile-app", metric="smiles")
    plan = waive(plan, CAT, "CX502", "smiles", reason="Soon").plan
    change = remove_entry(plan, CAT, "metrics", "smiles")
    assert change.sentence == "Removed metric “Smiles”"
    assert change.plan.objectives["delight"].metrics == ("csat",)
    assert change.plan.initiatives["app"].metric is None
    assert not change.plan.waivers
    assert_valid(change.plan)
    assert_valid(remove_entry(plan, CAT, "metrics", "csat").plan)
    with pytest.raises(EditRefused, match="no tool crm"):
        remove_entry(M, CAT, "tools", "crm")


def test_the_board_is_set_told_and_taken_away() -> None:
    change = set_board(M, CAT, {"lead": "cxo", "members": ["it-liaison"]})
    assert change.sentence == "CX board: Chief experience officer and IT liaison"
    assert set_board(change.plan, CAT, {"lead": "cxo"}).plan is change.plan
    waived = waive(change.plan, CAT, "CX404", "board", reason="x").plan
    gone = set_board(waived, CAT, None)
    assert gone.plan.board is None
    assert not gone.plan.waivers
    called_board = waive(
        entry(waived, "initiatives", "board", type="other"), CAT, "CX702", "board", reason="y"
    )
    assert list(set_board(called_board.plan, CAT, None).plan.waivers) == ["CX702"]
    assert set_board(M, CAT, None).plan is M
    with pytest.raises(EditRefused, match="no position ghost"):
        set_board(M, CAT, {"members": ["ghost"]})


def test_a_gap_is_accepted_and_counts_again() -> None:
    change = waive(M, CAT, "CX205", "analyst", reason=" In spring ", accepted_by="Ada", until=TODAY)
    waiver = change.plan.waiver("CX205", "analyst")
    assert waiver is not None
    assert waiver.reason == "In spring"
    assert change.sentence == f"Accepted CX205 for CX analyst until {TODAY}"
    again = waive(change.plan, CAT, "CX205", "analyst", reason="In spring", accepted_by="Ada", until=TODAY)
    assert again.plan is change.plan
    back = unwaive(change.plan, CAT, "CX205", "analyst")
    assert back.sentence == "CX205 for CX analyst counts again"
    assert not back.plan.waivers


def test_a_required_group_of_roles_can_be_the_subject() -> None:
    assert_valid(waive(M, CAT, "CX303", "role-analyst", reason="We buy it in").plan)


@pytest.mark.parametrize(
    ("code", "subject", "reason", "said"),
    [
        ("CX205", "analyst", "  ", "Say why"),
        ("CX205", "analist", "x", "Did you mean analyst"),
        ("cx205", "analyst", "x", "is not the code of a rule"),
        ("CX205\n", "analyst", "x", "is not the code of a rule"),
        ("CX299", "analyst", "x", "is not the code of a rule. Did you mean"),
        ("CX205", "analyst", "\x07", "reason"),
    ],
)
def test_what_cannot_be_accepted_is_refused(code: str, subject: str, reason: str, said: str) -> None:
    with pytest.raises(EditRefused, match=said):
        waive(M, CAT, code, subject, reason=reason)


def test_what_is_not_accepted_cannot_be_taken_back() -> None:
    with pytest.raises(EditRefused, match="is not accepted"):
        unwaive(M, CAT, "CX205", "analyst")


def test_history_walks_back_and_forth_and_forgets_what_was_undone() -> None:
    history = History(M)

    def push(*args: Any) -> Change:
        change = set_letter(history.plan, CAT, *args)
        assert history.push(change)
        return change

    first, second = push("analyse-data", "cxo", "I"), push("analyse-data", "cxo", "C")
    assert history.done == (first, second)
    assert history.undo() is second
    assert history.plan is first.plan
    assert history.redo() is second
    assert history.redo() is None
    assert history.undo() is second
    assert history.undo() is first
    assert history.undo() is None
    assert history.plan is M
    third = push("gather-feedback", "cxo", "I")
    assert list(history.done) == [third]
    assert history.redo() is None
    assert not history.push(set_letter(history.plan, CAT, "gather-feedback", "cxo", "I"))
    assert list(history.done) == [third]
