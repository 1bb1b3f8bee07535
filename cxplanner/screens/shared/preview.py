"""What a fix would do, told before it is done: the gaps it closes and opens, and what it changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from cxplanner.edits.change import Change
from cxplanner.plan.team import Team
from cxplanner.screens.kit.safe import content
from cxplanner.screens.kit.signs import SEVERITY_MARKS
from cxplanner.session.workspace import Workspace
from cxplanner.text.errors import CxplannerError
from cxplanner.versions.difference import differences

if TYPE_CHECKING:
    from cxplanner.gaps.rule import Fix, Gap


def fix_words(workspace: Workspace, fix: Fix) -> Content:
    """What choosing a fix leads to: its consequences, the question it asks, or why it cannot be done."""
    if fix.apply is None:
        return content(f"Asks: {fix.ask.question}" if fix.ask else "")
    try:
        change = fix.apply(workspace.plan)
    except CxplannerError as refused:
        return content(f"This cannot be done: {refused}")
    return change_words(workspace, change)


def change_words(workspace: Workspace, change: Change) -> Content:
    """What a change would do to the plan and to its gaps; judging it takes as long as an edit."""
    from cxplanner.gaps import team_gaps
    from cxplanner.gaps.effect import gap_effect

    after = Team(change.plan, workspace.catalogue, workspace.day)
    effect = gap_effect(workspace.gaps, team_gaps(after))
    changed = [one.sentence for one in differences(workspace.team, after, change.renamed)]
    parts = [
        _listed("Closes", [_gap(gap) for gap in effect.closed]),
        _listed("Opens", [_gap(gap) for gap in effect.opened]),
        _listed("Stays open", [_gap(gap) for gap in effect.altered]),
        _listed("Changes", changed or ["Nothing"]),
    ]
    return Content("\n\n").join(part for part in parts if part)


def _gap(gap: Gap) -> str:
    return f"{SEVERITY_MARKS[gap.severity]} {gap.message} ({gap.code})"


def _listed(title: str, items: list[str]) -> Content:
    if not items:
        return Content("")
    head = content(title).stylize("bold")
    return Content("\n").join([head, *(content(f"- {item}") for item in items)])
