"""New ids from words, casts of initiatives, and the order of entries, by example."""

import pytest

from cxplanner.edits.change import EditRefused
from cxplanner.edits.entries import add_entry, cast_initiative, new_key, shift_entry
from cxplanner.edits.sections import Section
from cxplanner.plan.models import Plan
from tests.plans import CAT, assert_valid, entry, sound

M = sound("mid-size")
APP = entry(
    M, "initiatives", "app", type="mobile-app", project_team=["it", "sales"], stakeholders=["marketing"]
)


@pytest.mark.parametrize(
    ("section", "words", "key"),
    [
        ("objectives", "Customers stay!", "customers-stay"),
        ("objectives", "  Größe & Güte ", "grosse-gute"),
        ("objectives", "客户", "objective"),
        ("objectives", "Delight", "delight-2"),
        ("objectives", "Plan", "plan-2"),
        ("objectives", "con", "con-2"),
        ("metrics", "NPS", "nps-2"),
        ("initiatives", "app", "app-2"),
        ("initiatives", "x" * 99, "x" * 56),
    ],
)
def test_an_id_reads_like_the_words_and_is_free(section: Section, words: str, key: str) -> None:
    assert new_key(APP, CAT, section, words) == key


def test_an_entry_is_added_under_an_id_made_from_its_words() -> None:
    change = add_entry(M, CAT, "objectives", "Easy returns", {"statement": "Easy returns"})
    assert change.plan.objectives["easy-returns"].statement == "Easy returns"
    assert change.sentence == "Added objective “Easy returns”"
    assert_valid(change.plan)


def test_a_department_is_on_the_project_team_or_a_stakeholder() -> None:
    change = cast_initiative(APP, CAT, "app", "stakeholders", ("marketing", "sales"))
    case = change.plan.initiatives["app"]
    assert (case.project_team, case.stakeholders) == (("it",), ("marketing", "sales"))
    assert change.sentence.endswith("project team: drops Sales; stakeholders: adds Sales")
    assert_valid(change.plan)
    nobody = cast_initiative(APP, CAT, "app", "project_team", ())
    assert nobody.plan.initiatives["app"].project_team == ()
    assert cast_initiative(APP, CAT, "app", "project_team", ("it", "sales")).plan is APP
    with pytest.raises(EditRefused, match="no initiative chat"):
        cast_initiative(APP, CAT, "chat", "project_team", ("it",))
    with pytest.raises(EditRefused, match="no department space"):
        cast_initiative(APP, CAT, "app", "project_team", ("space",))


def test_entries_move_among_those_beside_them() -> None:
    plan = entry(entry(M, "metrics", "ces"), "metrics", "retention")
    assert list(plan.metrics) == ["csat", "nps", "ces", "retention"]
    loyal = {"nps", "retention"}
    change = shift_entry(plan, CAT, "metrics", "retention", -1, loyal.__contains__)
    assert list(change.plan.metrics) == ["csat", "retention", "nps", "ces"]
    assert change.sentence == "Moved “Customer retention rate” up"
    down = shift_entry(plan, CAT, "metrics", "csat", 1)
    assert list(down.plan.metrics) == ["nps", "csat", "ces", "retention"]
    assert down.sentence == "Moved “Customer satisfaction” down"
    with pytest.raises(EditRefused, match="already first here"):
        shift_entry(plan, CAT, "metrics", "nps", -1, loyal.__contains__)
    with pytest.raises(EditRefused, match="already last here"):
        shift_entry(plan, CAT, "metrics", "retention", 1)
    with pytest.raises(EditRefused, match="no metric joy"):
        shift_entry(plan, CAT, "metrics", "joy", 1)
    unmoved: Plan = shift_entry(plan, CAT, "metrics", "csat", 0).plan
    assert unmoved is plan
