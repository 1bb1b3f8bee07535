"""What another program did to the file of an open plan: noticed, and brought together with one's own."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from cxplanner.edits.change import Change, did
from cxplanner.edits.following import renamed_tables
from cxplanner.plan.file import PlanFile, plan_from_source
from cxplanner.plan.models import Plan
from cxplanner.plan.team import Team
from cxplanner.session.workspace import TOLD, Outside, Work, Workspace
from cxplanner.toml.problems import FileProblems
from cxplanner.toml.source import read_source

if TYPE_CHECKING:
    from cxplanner.toml.statements import Keys
    from cxplanner.versions.plan_merge import MergedPlan

Sign = tuple[int, int, int]
"""By this a file is known to be as it was, without reading it: when it was written, its size, its number."""
GONE: Final[Sign] = (0, 0, 0)


class Look(NamedTuple):
    """What was found in a file: None where it is as the planner read or wrote it last."""

    sign: Sign
    outside: Outside | None


def look(workspace: Workspace, work: Work, seen: Sign | None) -> Look | None:
    """Look at a plan's file; None where nothing happened to it since it had the sign ``seen``."""
    if work.path is None or work.digest is None:
        return None
    sign = _sign(work.path)
    return None if sign == seen else Look(sign, outside_of(workspace, work))


def outside_of(workspace: Workspace, work: Work) -> Outside | None:
    """What is in a plan's file that was not there before; None where nothing is."""
    if work.path is None or work.digest is None or work.known is None:
        return None
    try:
        source = read_source(work.path)
        if source.digest == work.digest:
            return None
        from cxplanner.gaps import all_rules

        file = plan_from_source(source, workspace.catalogue, codes=all_rules)
    except FileProblems as error:
        return Outside(problems=error.problems if os.path.lexists(work.path) else ())
    return Outside(file, _told(workspace, work.known, file.plan))


def done_here(workspace: Workspace) -> tuple[str, ...]:
    """What is not saved, a sentence each."""
    known = workspace.work().known
    return () if known is None else _told(workspace, known, workspace.plan)


def _told(workspace: Workspace, base: Plan, later: Plan) -> tuple[str, ...]:
    from cxplanner.versions.difference import differences
    from cxplanner.versions.renames import renames_between

    if base is later:
        return ()
    before, after = (Team(plan, workspace.catalogue, workspace.day) for plan in (base, later))
    return tuple(one.sentence for one in differences(before, after, renames_between(base, later)))


def together(workspace: Workspace, file: PlanFile) -> MergedPlan:
    """What is not saved and what another program wrote, brought together; nothing is done yet.

    Raises :class:`~cxplanner.versions.plan_merge.MergeRefused`.
    """
    from cxplanner.gaps import all_rules
    from cxplanner.versions.comments import commented_things
    from cxplanner.versions.plan_merge import merge_plans

    work = workspace.work()
    past, now = (source.text.replace("\r\n", "\n") if source else "" for source in (work.source, file.source))
    noted: tuple[frozenset[Keys], frozenset[Keys]] = (frozenset(), commented_things(past, now))
    return merge_plans(work.known, workspace.plan, file.plan, workspace.catalogue, all_rules, noted=noted)


def bring_together(workspace: Workspace, outside: Outside, merged: MergedPlan, plan: Plan) -> Change:
    """Take both together as one edit; ``plan`` is what became of them where they disagreed."""
    if outside.file is None:
        raise ValueError("there is nothing to bring together with")
    _, to_ours, to_theirs = merged.new_ids
    more = f"; and {len(outside.done) - TOLD} more" if len(outside.done) > TOLD else ""
    words = f"Brought together with the file: {'; '.join(outside.done[:TOLD])}{more}"
    renames = [
        table
        for one in to_theirs
        for table in renamed_tables(outside.file.plan, one.section, one.old, one.new)
    ]
    change = did(plan, words, renamed=to_ours)
    workspace.bring_together(change, outside.file, renames)
    return change


def _sign(path: Path) -> Sign:
    try:
        found = path.stat()
    except OSError:
        return GONE
    return found.st_mtime_ns, found.st_size, found.st_ino
