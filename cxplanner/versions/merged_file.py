"""Writes a merged plan as a file, with the layout and comments of both sides, and its conflicts marked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from cxplanner.catalogue.catalogue import Catalogue
from cxplanner.edits.change import Renamed
from cxplanner.plan.canonical import plan_data, plan_text
from cxplanner.plan.conflicts import mark, value_told, with_marks
from cxplanner.plan.file import PlanFile
from cxplanner.plan.models import Plan
from cxplanner.plan.references import Codes
from cxplanner.plan.saving import kept_text
from cxplanner.toml.parse import parse
from cxplanner.toml.problems import FileProblems
from cxplanner.toml.source import source_from_text
from cxplanner.toml.statements import comments_in
from cxplanner.toml.validate import judged
from cxplanner.versions.comments import commented_things, with_new_comments
from cxplanner.versions.git import line_merge
from cxplanner.versions.merge import ABSENT, Conflict
from cxplanner.versions.plan_merge import MergedPlan, merge_plans


def merge_files(
    base: PlanFile | None, ours: PlanFile, theirs: PlanFile, catalogue: Catalogue, codes: Codes
) -> tuple[str, MergedPlan]:
    """Merge two versions of a plan's file: the text, and the plan in it.

    Raises :class:`~cxplanner.versions.plan_merge.MergeRefused`, and like :func:`merged_file`.
    """
    past = _plain(base) if base else ""
    noted = commented_things(past, _plain(ours)), commented_things(past, _plain(theirs))
    before = base.plan if base else None
    merged = merge_plans(before, ours.plan, theirs.plan, catalogue, codes, noted=noted)
    return merged_file(base, ours, theirs, merged), merged


def merged_file(base: PlanFile | None, ours: PlanFile, theirs: PlanFile, merged: MergedPlan) -> str:
    """The text of a merged plan, with the line endings of ours and the layout and comments of both sides.

    Raises :class:`~cxplanner.plan.saving.CommentsWouldGo` if the layout of ours cannot be kept.
    """
    found = next(text for text in _texts(base, ours, theirs, merged) if _says(text, merged.plan, ours))
    past = _plain(base) if base else ""
    text = with_new_comments(found, past, (_plain(ours), _plain(theirs)))
    text = with_marks(text, [(one.place, mark(one.place, conflict_told(one))) for one in merged.conflicts])
    text = text.replace("\n", ours.source.newline)
    return f"\ufeff{text}" if ours.source.bom else text


def conflict_told(conflict: Conflict) -> str:
    """What each side says at a place, on one line."""
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
    """The texts to try, best first: what git merges line by line, if that means the same.

    If it does not, all versions are first changed to mean what the merged plan does. Then only layout and
    comments differ between their lines, and git can merge those.
    """
    old, our, their = (_plain(file) if file else "" for file in (base, ours, theirs))
    lines = line_merge(old, our, their)
    if lines is not None:
        yield lines
    _, for_ours, for_theirs = merged.new_ids
    our, their = _rewritten(ours, merged, for_ours), _rewritten(theirs, merged, for_theirs)
    old = _rewritten(base, merged, merged.new_ids[0]) if base else plan_text(merged.plan)
    for union in (False, True):
        lines = line_merge(old, our, their, union=union)
        if lines is not None and not _doubles(lines, our, their):
            yield lines
    yield our


def _doubles(text: str, ours: str, theirs: str) -> bool:
    """Whether a text has some comment more often than either side."""
    either = Counter(comments_in(ours)) | Counter(comments_in(theirs))
    return bool(Counter(comments_in(text)) - either)


def _rewritten(file: PlanFile, merged: MergedPlan, ids: Iterable[Renamed]) -> str:
    """A version's text, changed to mean what the merged plan does."""
    renames = list(ids)
    for _, old, new in ids:
        for code, subjects in file.plan.waivers.items():
            if old in subjects and new in merged.plan.waivers.get(code, ()):
                renames.append(Renamed(f"waivers.{code}", old, new))
    return kept_text(file, merged.plan, renames).replace("\r\n", "\n")


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
