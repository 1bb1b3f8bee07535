"""A plan that a merge left with conflicts: settled here, and then opened without their marks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Final

from textual.app import App

from cxplanner.catalogue.catalogue import Catalogue
from cxplanner.edits.change import did
from cxplanner.gaps import all_rules
from cxplanner.plan.conflicts import Unresolved, unresolved, without_marks
from cxplanner.plan.file import PlanFile, plan_from_source
from cxplanner.plan.models import Plan
from cxplanner.plan.saving import kept_text
from cxplanner.screens.kit.safe import toast
from cxplanner.screens.workspace.side_by_side import Conflicts, settle_all
from cxplanner.session.workspace import Workspace
from cxplanner.text.errors import CxplannerError
from cxplanner.text.words import counted, one_line
from cxplanner.toml.source import read_source
from cxplanner.versions.merge import Conflict
from cxplanner.versions.settling import conflict_in

_BY_HAND: Final = (
    "Line {} was written by hand, so it cannot be asked about here. Mend the file in your editor."
)


def settle_merged(
    app: App[Any], path: Path, catalogue: Catalogue, today: date, opened: Callable[[Workspace], object]
) -> None:
    """Walk through the conflicts marked in a plan's file; ``opened`` gets the plan when all are settled."""
    try:
        source = read_source(path)
        marked = unresolved(source)
        plain = replace(source, text=without_marks(source.text))
        file = plan_from_source(plain, catalogue, codes=all_rules)
        found = _conflicts(marked)
    except CxplannerError as refused:
        toast(app, one_line(str(refused)), severity="warning", timeout=10)
        return

    def done(plan: Plan, theirs: int) -> None:
        try:
            text = kept_text(file, plan)
        except CxplannerError as refused:
            toast(app, one_line(str(refused)), severity="warning", timeout=10)
            return
        workspace = Workspace(file.plan, catalogue, path=path, source=source, today=today)
        words = (
            f"Settled {counted(len(found), 'conflict')} of a merge: {theirs:,} as theirs, the others as ours"
        )
        workspace.settle(did(plan.replace(), words), PlanFile(plan, replace(plain, text=text)))
        opened(workspace)

    sides = Conflicts(file.plan, found, catalogue, {"ours": "Ours", "theirs": "Theirs"})
    settle_all(app, sides, done)


def _conflicts(marked: list[Unresolved]) -> list[Conflict]:
    found = []
    for one in marked:
        conflict = conflict_in(one.comment)
        if conflict is None:
            raise CxplannerError(_BY_HAND.format(one.line))
        found.append(conflict)
    return found
