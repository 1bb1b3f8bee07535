"""Random pairs of branches, merged as files: readable, nobody's side lost, no conflict without a reason."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from cxplanner.gaps import all_rules
from cxplanner.plan.canonical import plan_data, plan_text
from cxplanner.plan.conflicts import unresolved
from cxplanner.plan.file import PlanFile, plan_from_source
from cxplanner.plan.models import Plan
from cxplanner.toml.problems import FileProblems
from cxplanner.toml.source import source_from_text
from cxplanner.versions.consequences import gone_from
from cxplanner.versions.git import line_merge
from cxplanner.versions.merged_file import merged_file
from cxplanner.versions.plan_merge import MergedPlan, merge_plans
from cxplanner.versions.renames import under_new_ids
from tests.plans import CAT
from tests.versions.branches import pairs

Leaf = tuple[tuple[str, ...], Any]


def read(text: str) -> PlanFile:
    return plan_from_source(source_from_text(text, Path("p.toml")), CAT, codes=all_rules)


def leaves(data: Any, place: tuple[str, ...] = ()) -> Iterator[Leaf]:
    """Every value, each item of a list by itself."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from leaves(value, (*place, key))
    elif isinstance(data, list):
        yield from (((*place, str(item)), "listed") for item in data)
    else:
        yield place, data


def lost(base: Plan, ours: Plan, theirs: Plan, merged: MergedPlan) -> list[tuple[str, ...]]:
    """Places that a side changed to what the merged plan does not have, and no conflict tells of."""
    versions = [
        plan_data(under_new_ids(plan, ids))
        for plan, ids in zip((base, ours, theirs), merged.new_ids, strict=True)
    ]
    old, *sides = (dict(leaves(version)) for version in versions)
    now, told = dict(leaves(plan_data(merged.plan))), [conflict.place for conflict in merged.conflicts]
    gone = [gone_from(versions[0], version) for version in versions[1:]]
    found = []
    for side, other, removed in zip(sides, reversed(sides), gone, strict=True):
        for place in {*old, *side}:
            if side.get(place) == old.get(place) or now.get(place) == side.get(place):
                continue
            follows = {str(old.get(place)), *place} & removed
            overruled = other.get(place) != old.get(place) and follows
            if not overruled and not any(place[: len(one)] == one for one in told):
                found.append(place)
    return found


def merge_as_files(base: Plan, ours: Plan, theirs: Plan, counts: Counter[str]) -> None:
    texts = [plan_text(plan) for plan in (base, ours, theirs)]
    old, our, their = map(read, texts)
    merged = merge_plans(base, ours, theirs, CAT, all_rules)
    text = merged_file(old, our, their, merged)
    assert lost(base, ours, theirs, merged) == []
    source = source_from_text(text, Path("p.toml"))
    marks = unresolved(source)
    assert len(marks) == len(merged.conflicts)
    without = "".join(line for line in text.splitlines(keepends=True) if not line.startswith("# <<<"))
    assert plan_data(read(without).plan) == plan_data(merged.plan)
    counts["pairs"] += 1
    counts["with a conflict"] += bool(merged.conflicts)
    lines = line_merge(*texts)
    counts["git alone: with a conflict"] += lines is None
    counts["git alone: with a conflict where there is none"] += lines is None and not merged.conflicts
    counts["git alone: unreadable"] += lines is not None and not readable(lines)


def readable(text: str) -> bool:
    try:
        read(text)
    except FileProblems:
        return False
    return True


@pytest.mark.parametrize("edits", [2, 5])
@settings(max_examples=15)
@given(data=st.data())
def test_some_pairs(edits: int, data: st.DataObject) -> None:
    merge_as_files(*pairs(edits, data.draw), Counter())


@pytest.mark.faults
@pytest.mark.parametrize("edits", [2, 5])
def test_five_hundred_pairs(edits: int) -> None:
    counts: Counter[str] = Counter()

    @settings(max_examples=500, phases=[Phase.generate])
    @given(data=st.data())
    def run(data: st.DataObject) -> None:
        merge_as_files(*pairs(edits, data.draw), counts)

    run()
    told = ", ".join(f"{number} {what}" for what, number in counts.items())
    sys.stdout.write(f"\n{edits} edits a side: {told}; 0 lost, 0 unreadable\n")
