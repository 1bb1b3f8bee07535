"""What an edit answers: words for people, and beside them what was added, as data."""

import pytest

from cxplanner.edits.change import Change, Deed, did, unchanged
from cxplanner.edits.positions import add_position, duplicate_position
from cxplanner.edits.raci import set_letter, take_letter
from cxplanner.plan.models import Plan
from tests.plans import CAT, started

M = started("mid-size")


def named(plan: Plan) -> Change:
    return did(plan.replace(), "eBay liaison now reports to nobody", named=True)


def done(plan: Plan) -> Change:
    return did(plan.replace(), "Made it so", follows=["nobody answers for it now"])


def test_only_a_name_keeps_its_first_letter_further_on_in_a_sentence() -> None:
    both = "Made it so; nobody answers for it now; eBay liaison now reports to nobody"
    assert done(M).then(named).sentence == both
    assert named(M).then(done).sentence == (
        "eBay liaison now reports to nobody; made it so; nobody answers for it now"
    )
    assert Change(M).then(done) == done(M)
    assert Deed("").clause(first=False) == ""


def test_two_edits_tell_what_both_added_and_what_follows_from_both() -> None:
    change = add_position(M, CAT, "cx-designer").then(lambda p: duplicate_position(p, CAT, "cx-designer"))
    assert change.added == (("positions", "cx-designer"), ("positions", "cx-designer-2"))
    assert change.newest("positions") == "cx-designer-2"
    assert done(M).then(done).follows == ("nobody answers for it now",) * 2
    with pytest.raises(LookupError):
        change.newest("metrics")


def test_an_edit_that_does_nothing_leaves_no_words_behind() -> None:
    change = done(M)
    assert change.then(lambda plan: unchanged(plan, "It is so already")) is change


def test_what_follows_is_told_apart_from_what_was_done() -> None:
    given = set_letter(M, CAT, "gather-feedback", "voc-manager", "C")
    assert given.follows == ("nobody answers for it now",)
    taken = take_letter(M, CAT, "gather-feedback", "voc-manager", "A")
    assert taken.follows == given.follows
    made = "Made VoC manager consulted on “Gather customer feedback”"
    assert given.sentence == f"{made}; nobody answers for it now"
