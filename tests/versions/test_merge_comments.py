"""Plans full of comments, edited and commented on two branches: no comment is lost in the merge."""

from __future__ import annotations

import random
import re
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st

from cxplanner.gaps import all_rules
from cxplanner.plan.canonical import plan_data, plan_text
from cxplanner.plan.conflicts import unresolved
from cxplanner.plan.file import PlanFile, plan_from_source
from cxplanner.plan.saving import CommentsWouldGo, kept_text
from cxplanner.toml.source import source_from_text
from cxplanner.toml.statements import comments_in
from cxplanner.versions.merged_file import merge_files
from tests.plans import CAT
from tests.session.commented import commented, judged
from tests.versions.branches import any_plan, changed

_MARK = re.compile(r"^# <<<.*\n", re.MULTILINE)


def read(text: str) -> PlanFile:
    return plan_from_source(source_from_text(text, Path("p.toml")), CAT, codes=all_rules)


def remarked(text: str, first: int, chance: random.Random) -> str:
    """A text with a few more comments, above its lines and behind them."""
    lines = text.split("\n")
    heads = [n for n, line in enumerate(lines) if re.match(r"\[|[a-z_]+ = [^\[\"]", line) and "#" not in line]
    for number, at in enumerate(sorted(chance.sample(heads, min(3, len(heads))), reverse=True), first):
        if chance.random() < 0.5:
            lines[at] += f" #{number}"
        else:
            lines.insert(at, f"#{number}")
    return "\n".join(lines)


def branch(base: PlanFile, edits: int, draw: Callable[[Any], Any], first: int) -> PlanFile:
    change = changed(base.plan, edits, draw)
    try:
        text = kept_text(base, change.plan, change.renamed)
    except CommentsWouldGo:
        assume(False)
    return read(remarked(text, first, draw(st.randoms(use_true_random=False))))


def merge_with_comments(edits: int, draw: Callable[[Any], Any], counts: Counter[str]) -> None:
    chance = draw(st.randoms(use_true_random=False))
    base = read(commented(plan_text(any_plan(draw)), chance))
    ours, theirs = (branch(base, edits, draw, first) for first in (100_000, 200_000))
    text, merged = merge_files(base, ours, theirs, CAT, all_rules)
    assert len(unresolved(source_from_text(text, Path("p.toml")))) == len(merged.conflicts)
    text = _MARK.sub("", text)
    assert plan_data(read(text).plan) == plan_data(merged.plan)
    old, our, their = (Counter(comments_in(file.source.text)) for file in (base, ours, theirs))
    now = Counter(comments_in(text))
    lost = ((our - old) | (their - old) | (our & their)) - now
    assert not lost
    assert not {comment for comment, number in now.items() if number > 1}
    counts["merges"] += 1
    counts["comments"] += sum(now.values())
    for side, ids in zip((ours, theirs), merged.new_ids[1:], strict=True):
        moves = [((one.section,), one.old, one.new) for one in ids]
        for told in judged(side.source.text, text, moves).misplaced:
            was, now_at = re.findall(r"place=(\(.*?\))\)", told)
            counts["above instead of behind" if was == now_at else "elsewhere"] += 1


@pytest.mark.parametrize("edits", [2, 5])
@settings(max_examples=10)
@given(data=st.data())
def test_some_merges(edits: int, data: st.DataObject) -> None:
    merge_with_comments(edits, data.draw, Counter())


@pytest.mark.faults
@pytest.mark.parametrize("edits", [2, 5])
def test_five_hundred_merges(edits: int) -> None:
    counts: Counter[str] = Counter()

    @settings(max_examples=500, phases=[Phase.generate])
    @given(data=st.data())
    def run(data: st.DataObject) -> None:
        merge_with_comments(edits, data.draw, counts)

    run()
    told = ", ".join(f"{number:,} {what}" for what, number in counts.items())
    sys.stdout.write(f"\n{edits} edits a side, with comments: {told}; 0 lost\n")
