"""A merged plan as a file: with the layout and comments of both sides, and its conflicts marked."""

from __future__ import annotations

from collections.abc import Iterator

from cxplanner.plan.canonical import plan_data, plan_text
from cxplanner.plan.conflicts import mark, value_told, with_marks
from cxplanner.plan.file import PlanFile
from cxplanner.plan.models import Plan
from cxplanner.toml.parse import parse
from cxplanner.toml.problems import FileProblems
from cxplanner.toml.source import source_from_text
from cxplanner.toml.statements import comments_in
from cxplanner.toml.validate import judged
from cxplanner.versions.git import line_merge
from cxplanner.versions.merge import ABSENT, Conflict
from cxplanner.versions.plan_merge import MergedPlan, MergeRefused


def merged_file(base: PlanFile | None, ours: PlanFile, theirs: PlanFile, merged: MergedPlan) -> str:
    """The text of a merged plan, with ours' line ends.

    What git merges line by line is taken if it says the same, since it keeps the layout of both sides.
    Raises :class:`MergeRefused` where no text would keep all comments.
    """
    found = next(
        (text for text in _texts(base, ours, theirs, merged) if _says(text, merged.plan, ours)), None
    )
    if found is None:
        raise MergeRefused("merging it by ids would lose comments.")
    text = with_marks(found, [(one.place, mark(one.place, conflict_told(one))) for one in merged.conflicts])
    text = text.replace("\n", ours.source.newline)
    return f"\ufeff{text}" if ours.source.bom else text


def conflict_told(conflict: Conflict) -> str:
    """What the sides say about a place, in one line."""
    if conflict.kind == "needed":
        here, there = ("ours", "theirs") if conflict.ours is ABSENT else ("theirs", "ours")
        return f"{here} removed it  {there} names it (kept)"
    if isinstance(conflict.base, dict) and ABSENT in (conflict.ours, conflict.theirs):
        here, there = ("ours", "theirs") if conflict.ours is ABSENT else ("theirs", "ours")
        return f"{here} removed it  {there} changed it (kept)"
    values = (("base", conflict.base), ("ours", conflict.ours), ("theirs", conflict.theirs))
    return "  ".join(
        f"{side} {'nothing' if value is ABSENT else value_told(value)}" for side, value in values
    )


def _texts(base: PlanFile | None, ours: PlanFile, theirs: PlanFile, merged: MergedPlan) -> Iterator[str]:
    """The texts to be tried, the best first."""
    old, our, their = (_plain(file) if file else "" for file in (base, ours, theirs))
    lines = line_merge(old, our, their)
    if lines is not None:
        yield lines
    if not (comments_in(our) or comments_in(their)):
        yield plan_text(merged.plan)


def _plain(file: PlanFile) -> str:
    return file.source.text.replace("\r\n", "\n")


def _says(text: str, plan: Plan, file: PlanFile) -> bool:
    """Whether a text reads as this plan, whatever the order of its tables."""
    try:
        data = parse(source_from_text(text, file.source.path))
        read = judged(Plan, {key: value for key, value in data.items() if key != "schema"})
    except (FileProblems, ValueError):
        return False
    return plan_data(read) == plan_data(plan)
