"""The signs of gaps and positions, the same on every screen."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from cxplanner.plan.team import Member
from cxplanner.screens.kit.signs import ACCEPTED, CONTRIBUTING, DEDICATED, SEVERITY_MARKS

if TYPE_CHECKING:
    from cxplanner.gaps.rule import Gap


def worst(gaps: Iterable[Gap]) -> str:
    """The mark of the severest of these gaps, empty where there is none."""
    found = {gap.severity for gap in gaps}
    return next((mark for severity, mark in SEVERITY_MARKS.items() if severity in found), "")


def gaps_marked(gaps: Iterable[Gap]) -> str:
    """How many gaps there are of each severity: ``◆1 •3``."""
    found = [gap.severity for gap in gaps]
    return " ".join(f"{mark}{found.count(s)}" for s, mark in SEVERITY_MARKS.items() if s in found)


def gap_mark(gap: Gap) -> str:
    """The mark of one gap, accepted or by its severity."""
    return SEVERITY_MARKS[gap.severity] if gap.open else ACCEPTED


def engagement_mark(member: Member) -> str:
    """Whether a position belongs to the CX team or contributes from elsewhere."""
    return DEDICATED if member.dedicated else CONTRIBUTING


def share(member: Member) -> str:
    """The share of a full-time job, where it is not a whole one."""
    return f"{member.position.fte:g} FTE" if member.position.fte != 1 else ""


def legend(*more: str, engagement: bool = True) -> str:
    """What the marks mean, in one line: the gaps' and those that a place has besides."""
    gaps = "  ".join([*(f"{mark} {severity}" for severity, mark in SEVERITY_MARKS.items()), *more])
    positions = f"{DEDICATED} dedicated  {CONTRIBUTING} contributing   " if engagement else ""
    return f"{positions}gaps: {gaps}"
