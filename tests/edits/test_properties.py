"""Whatever is done to a plan, in whatever order: it stays a plan that opens, and the way back is exact."""

from hypothesis import given, settings
from hypothesis import strategies as st

from cxplanner.edits.change import Change, EditRefused
from cxplanner.edits.history import History
from cxplanner.gaps import find_gaps
from cxplanner.plan.canonical import plan_text
from cxplanner.plan.models import Plan
from tests.edits.operations import OPERATIONS
from tests.plans import CAT, MARKETS, MODELS, SCALES, TODAY, assert_valid, sound, started


def assert_told_as_data(before: Plan, change: Change) -> None:
    """What a change says it added and renamed is what is there now and was not."""
    for section in ("positions", "objectives", "metrics", "tools", "initiatives", "responsibilities"):
        old, new = getattr(before, section), getattr(change.plan, section)
        came = {key for key in new if key not in old}
        renamed = {fresh for table, _, fresh in change.renamed if table == section}
        added = {key for table, key in change.added if table == section}
        assert renamed | added <= came
        assert section == "responsibilities" or renamed | added == came
    for table, key, fresh in change.renamed:
        code = table.partition(".")[2]
        old, new = ((p.waivers[code] if code else p.positions) for p in (before, change.plan))
        assert list(new) == [fresh if name == key else name for name in old]


@settings(max_examples=300)
@given(st.data())
def test_any_edits_give_plans_that_open_and_undo_leads_back(data: st.DataObject) -> None:
    variant = (st.sampled_from(SCALES), st.sampled_from(MODELS), st.sampled_from(MARKETS))
    start = data.draw(st.sampled_from([started, sound]))(*(data.draw(choice) for choice in variant))
    history = History(start)
    texts, refusals = [plan_text(start)], []
    for _ in range(data.draw(st.integers(1, 14))):
        operation = data.draw(st.sampled_from(OPERATIONS))
        try:
            change = operation(history.plan, data.draw)
        except EditRefused as refusal:
            refusals.append(str(refusal))
            continue
        assert change.sentence.strip()
        assert_valid(change.plan)
        assert_told_as_data(history.plan, change)
        find_gaps(change.plan, CAT, TODAY)
        if history.push(change):
            texts.append(plan_text(change.plan))
        else:
            assert change.plan is history.plan
    assert all(words.strip() and words.isprintable() for words in refusals), refusals
    for text in reversed(texts):
        assert plan_text(history.plan) == text
        history.undo()
    assert history.undo() is None
    assert history.plan is start
    for text in texts:
        assert plan_text(history.plan) == text
        history.redo()
    assert history.redo() is None


@settings(max_examples=300)
@given(st.data())
def test_a_refused_or_done_edit_leaves_the_plan_it_was_given_alone(data: st.DataObject) -> None:
    plan = data.draw(st.sampled_from([sound("mid-size"), sound("enterprise"), started("small")]))
    before = plan_text(plan)
    try:
        change = data.draw(st.sampled_from(OPERATIONS))(plan, data.draw)
    except EditRefused:
        change = None
    assert plan_text(plan) == before
    if change is not None and change.plan is not plan:
        assert plan_text(change.plan) != before, change.sentence
