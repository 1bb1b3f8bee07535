"""Giving and taking letters, by example."""

import pytest

from cxplanner.edits.change import EditRefused
from cxplanner.edits.raci import (
    add_responsibility,
    clear_letters,
    make_accountable,
    remove_responsibility,
    set_letter,
    take_letter,
)
from cxplanner.gaps.waivers import waive
from cxplanner.plan.models import LETTERS, Letter
from tests.plans import CAT, assert_valid, put, row, sound

M = sound("mid-size")
DUTY = "analyse-data"


def test_accountability_moves_since_exactly_one_answers() -> None:
    change = set_letter(M, CAT, DUTY, "voc-manager", "A")
    assert change.plan.responsibilities[DUTY].accountable == "voc-manager"
    assert "analyst" not in change.plan.responsibilities[DUTY].everyone()
    assert change.sentence == (
        "Made VoC manager accountable for “Analyse customer data”, instead of CX analyst"
    )


@pytest.mark.parametrize(("first", "second"), [("A", "R"), ("R", "A")])
def test_accountable_and_responsible_go_together(first: str, second: str) -> None:
    plan = set_letter(M, CAT, DUTY, "cxo", first).plan  # type: ignore[arg-type]
    plan = set_letter(plan, CAT, DUTY, "cxo", second).plan  # type: ignore[arg-type]
    assert plan.responsibilities[DUTY].letters("cxo") == ("A", "R")


@pytest.mark.parametrize("before", LETTERS)
@pytest.mark.parametrize("after", ["C", "I"])
def test_consulted_and_informed_replace_every_other_letter(before: str, after: str) -> None:
    plan = set_letter(M, CAT, DUTY, "cxo", before).plan  # type: ignore[arg-type]
    change = set_letter(plan, CAT, DUTY, "cxo", after)  # type: ignore[arg-type]
    assert change.plan.responsibilities[DUTY].letters("cxo") == (after,)
    assert ("nobody answers for it now" in change.sentence) == (before == "A")
    assert_valid(change.plan)


@pytest.mark.parametrize("before", ["C", "I"])
def test_doing_replaces_being_asked_or_told(before: str) -> None:
    plan = set_letter(M, CAT, DUTY, "cxo", before).plan  # type: ignore[arg-type]
    assert set_letter(plan, CAT, DUTY, "cxo", "R").plan.responsibilities[DUTY].letters("cxo") == ("R",)


def test_a_letter_held_already_changes_nothing() -> None:
    change = set_letter(M, CAT, DUTY, "analyst", "A")
    assert change.plan is M
    assert "already accountable" in change.sentence


def test_one_letter_is_taken_back_and_the_other_stays() -> None:
    both = set_letter(M, CAT, DUTY, "analyst", "R").plan
    change = take_letter(both, CAT, DUTY, "analyst", "A")
    assert change.plan.responsibilities[DUTY].letters("analyst") == ("R",)
    assert change.sentence == (
        "CX analyst is no longer accountable for “Analyse customer data”, but still responsible; "
        "nobody answers for it now"
    )
    change = take_letter(both, CAT, DUTY, "analyst", "R")
    assert change.plan.responsibilities[DUTY].letters("analyst") == ("A",)
    assert change.sentence.endswith(
        "is no longer responsible for “Analyse customer data”, but still accountable"
    )


@pytest.mark.parametrize("letter", LETTERS)
def test_a_letter_given_and_taken_back_leaves_nothing(letter: Letter) -> None:
    plan = row(M, DUTY, accountable=None)
    given = set_letter(plan, CAT, DUTY, "cx-manager", letter).plan
    assert take_letter(given, CAT, DUTY, "cx-manager", letter).plan == plan
    assert_valid(given)


def test_a_letter_that_is_not_held_cannot_be_taken() -> None:
    change = take_letter(M, CAT, DUTY, "analyst", "C")
    assert change.plan is M
    assert change.sentence == "CX analyst is not consulted on “Analyse customer data”"


def test_letters_need_a_known_position_and_responsibility() -> None:
    with pytest.raises(EditRefused, match="no position nobody"):
        set_letter(M, CAT, DUTY, "nobody", "R")
    with pytest.raises(EditRefused, match="responsibility fly"):
        set_letter(M, CAT, "fly", "cxo", "R")
    assert set_letter(M, CAT, "maintain-models", "cxo", "R").plan.responsibilities["maintain-models"]


def test_whoever_answers_for_work_nobody_does_does_it_too() -> None:
    bare = row(M, DUTY, accountable=None, responsible=())
    change = make_accountable(bare, CAT, DUTY, "it-liaison")
    assert change.plan.responsibilities[DUTY].letters("it-liaison") == ("A", "R")
    duty = "“Analyse customer data”"
    assert change.sentence == f"Made IT liaison accountable and responsible for {duty}"
    odd = put(bare, "it-liaison", title="Not accountable")
    said = make_accountable(odd, CAT, DUTY, "it-liaison").sentence
    assert said == f"Made Not accountable accountable and responsible for {duty}"
    answers = row(M, DUTY, accountable="it-liaison", responsible=())
    assert (
        make_accountable(answers, CAT, DUTY, "it-liaison").sentence
        == f"Made IT liaison responsible for {duty}"
    )
    assert make_accountable(bare, CAT, DUTY, "analyst").plan.responsibilities[DUTY].responsible == ()
    executive = make_accountable(M, CAT, "lead-culture", "cxo").plan.responsibilities["lead-culture"]
    assert executive.letters("cxo") == ("A",)
    helped = row(M, DUTY, accountable=None, responsible=("voc-manager",))
    assert make_accountable(helped, CAT, DUTY, "cxo").plan.responsibilities[DUTY].letters("cxo") == ("A",)


def test_letters_are_cleared_and_that_is_told() -> None:
    change = clear_letters(M, CAT, "be-the-customer", "cx-manager")
    assert change.plan.responsibilities["be-the-customer"].letters("cx-manager") == ()
    assert change.sentence == (
        "CX manager is no longer accountable for and responsible for “Be the customer”; "
        "nobody answers for it now"
    )
    assert clear_letters(M, CAT, DUTY, "cxo").plan is M


def test_responsibilities_are_added_from_the_catalogue_or_of_ones_own() -> None:
    own = add_responsibility(M, CAT, "greet", title="Greet at the door", area="voice")
    assert own.sentence == "Added the responsibility “Greet at the door”"
    assert_valid(own.plan)
    assert_valid(add_responsibility(M, CAT, "maintain-models").plan)


@pytest.mark.parametrize(
    ("key", "title", "area", "said"),
    [
        ("greet", None, None, "needs a title"),
        ("greet", "Greet", "air", "no area air"),
        (DUTY, None, None, "already"),
        ("Greet!", "Greet", None, "cannot be an id"),
    ],
)
def test_what_cannot_be_added_is_refused(key: str, title: str | None, area: str | None, said: str) -> None:
    with pytest.raises(EditRefused, match=said):
        add_responsibility(M, CAT, key, title=title, area=area)


def test_removing_a_required_row_says_that_it_is_only_emptied() -> None:
    waived = waive(M, CAT, "CX201", DUTY, reason="Later").plan
    change = remove_responsibility(waived, CAT, DUTY)
    assert change.sentence.startswith("Emptied the row of")
    assert DUTY not in change.plan.responsibilities
    assert not change.plan.waivers
    own = add_responsibility(M, CAT, "greet", title="Greet").plan
    assert remove_responsibility(own, CAT, "greet").sentence == "Removed the responsibility “Greet”"
    with pytest.raises(EditRefused, match="does not list fly"):
        remove_responsibility(M, CAT, "fly")
