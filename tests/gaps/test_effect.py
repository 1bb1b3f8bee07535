"""What a change does to the gaps: closed, opened, or open in other words."""

from cxplanner.edits.positions import remove_position
from cxplanner.edits.raci import make_accountable
from cxplanner.gaps.effect import gap_effect
from cxplanner.gaps.waivers import waive
from tests.plans import CAT, gaps, put, sound

PLAN = sound("mid-size")


def test_a_sound_plan_that_loses_somebody_has_gaps_opened_and_back_closed() -> None:
    poorer = remove_position(PLAN, CAT, "voc-manager").plan
    there, back = gap_effect(gaps(PLAN), gaps(poorer)), gap_effect(gaps(poorer), gaps(PLAN))
    assert there.opened == gaps(poorer)
    assert there.closed == there.altered == ()
    assert back.closed == gaps(poorer)
    assert back.opened == back.altered == ()


def test_a_gap_that_stays_in_other_words_is_neither_closed_nor_opened() -> None:
    vacant = put(PLAN, "analyst", incumbent=None)
    more = make_accountable(vacant, CAT, "gather-feedback", "analyst").plan
    effect = gap_effect(gaps(vacant), gaps(more))
    assert [(gap.code, gap.subject) for gap in effect.altered] == [("CX205", "analyst")]
    assert effect.closed == ()
    assert not gap_effect(gaps(more), gaps(more)).altered


def test_accepted_gaps_stay_aside() -> None:
    vacant = put(PLAN, "analyst", incumbent=None)
    accepted = waive(vacant, CAT, "CX205", "analyst", reason="In spring").plan
    assert gap_effect(gaps(PLAN), gaps(accepted)).opened == ()
    assert [gap.code for gap in gap_effect(gaps(PLAN), gaps(vacant)).opened] == ["CX205"]
    assert [gap.code for gap in gap_effect(gaps(vacant), gaps(accepted)).closed] == ["CX205"]
