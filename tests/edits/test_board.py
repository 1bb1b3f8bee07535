"""Edits of voices, seats and ownership: what they change, what they refuse, and the words for it."""

import pytest

from cxplanner.edits.board import (
    add_speaker,
    give_seat,
    lead_board,
    own_experience,
    remove_speaker,
    set_exists,
    set_seats,
    set_speakers,
    take_seat,
)
from cxplanner.edits.change import EditRefused
from cxplanner.plan.models import Board, Plan
from cxplanner.plan.team import OWN_THE_EXPERIENCE
from tests.plans import CAT, assert_valid, sound

E = sound("enterprise")
BARE = E.replace(board=None)


def seats(plan: Plan) -> tuple[str, ...]:
    return plan.board.seats() if plan.board else ()


def test_one_more_speaks_for_a_department_and_no_longer() -> None:
    more = add_speaker(E, CAT, "sales", "cx-manager")
    assert more.plan.departments["sales"].representatives == ("marketing-sales-liaison", "cx-manager")
    assert more.sentence == "Marketing/sales liaison and CX manager speak for Sales"
    assert_valid(more.plan)
    less = remove_speaker(more.plan, CAT, "sales", "marketing-sales-liaison")
    assert less.plan.departments["sales"].representatives == ("cx-manager",)
    assert less.sentence == "Marketing/sales liaison no longer speaks for Sales"
    assert add_speaker(more.plan, CAT, "sales", "cx-manager").plan is more.plan


def test_whoever_is_named_speaks_for_a_department_that_exists() -> None:
    gone = set_exists(E, CAT, "sales", exists=False)
    assert not gone.plan.departments["sales"].exists
    assert gone.plan.departments["sales"].representatives == ()
    assert "Marketing/sales liaison no longer speaks for it" in gone.sentence
    assert_valid(gone.plan)
    back = set_speakers(gone.plan, CAT, "sales", ["cxo"])
    assert back.plan.departments["sales"].exists
    assert back.plan.departments["sales"].representatives == ("cxo",)


def test_nobody_speaks_for_a_department_any_more() -> None:
    change = set_speakers(E, CAT, "sales", [])
    assert change.plan.departments["sales"].representatives == ()
    assert change.sentence == "Nobody speaks for Sales any more"


@pytest.mark.parametrize(
    "refused",
    [
        lambda: set_exists(E, CAT, "executives", exists=False),
        lambda: remove_speaker(E, CAT, "sales", "cxo"),
        lambda: add_speaker(E, CAT, "sales", "nobody-here"),
        lambda: set_speakers(E, CAT, "no-such-department", ["cxo"]),
        lambda: take_seat(E, CAT, "analyst-1"),
        lambda: give_seat(E, CAT, "nobody-here"),
        lambda: lead_board(E, CAT, "nobody-here"),
        lambda: set_seats(E, CAT, ["nobody-here"]),
        lambda: own_experience(E, CAT, "nobody-here"),
    ],
)
def test_what_cannot_be_is_refused_in_words(refused: object) -> None:
    with pytest.raises(EditRefused, match=r"\w+ \w+"):
        refused()  # type: ignore[operator]


def test_the_first_seat_makes_the_board() -> None:
    change = give_seat(BARE, CAT, "cxo")
    assert change.plan.board == Board(members=("cxo",))
    assert change.sentence == "Gave Chief experience officer a seat on a new CX board"
    assert give_seat(change.plan, CAT, "cxo").plan is change.plan


def test_whoever_leads_instead_keeps_the_other_on_the_board() -> None:
    before = seats(E)
    change = lead_board(E, CAT, "cx-manager")
    assert seats(change.plan)[0] == "cx-manager"
    assert set(seats(change.plan)) == {"cx-manager", *before}
    assert change.sentence == "CX manager leads the CX board, instead of Chief experience officer"
    assert lead_board(change.plan, CAT, "cx-manager").plan is change.plan
    assert_valid(change.plan)


def test_taking_the_leads_seat_leaves_the_board_without_a_lead() -> None:
    change = take_seat(E, CAT, "cxo")
    assert change.plan.board is not None
    assert change.plan.board.lead is None
    assert "nobody leads it now" in change.sentence


def test_seats_are_set_at_once_and_the_lead_stays_if_seated() -> None:
    stays = set_seats(E, CAT, ["analyst-1", "cxo"]).plan
    assert stays.board == Board(lead="cxo", members=("analyst-1",))
    assert set_seats(E, CAT, ["analyst-1"]).plan.board == Board(members=("analyst-1",))
    assert set_seats(BARE, CAT, []).plan is BARE


def test_the_owner_is_chosen_and_left_open() -> None:
    change = own_experience(E, CAT, "cx-manager")
    assert change.plan.responsibilities[OWN_THE_EXPERIENCE].accountable == "cx-manager"
    gone = own_experience(change.plan, CAT, None)
    assert gone.plan.responsibilities[OWN_THE_EXPERIENCE].accountable is None
    assert own_experience(gone.plan, CAT, None).plan is gone.plan
