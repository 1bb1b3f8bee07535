"""The team as lines of an outline: posts outside it, and the positions that report to them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from cxplanner.screens.marks import engagement_mark, worst
from cxplanner.screens.widgets.outline import Entry
from cxplanner.team import Member, Team

if TYPE_CHECKING:
    from cxplanner.gaps.rule import Gap

NOBODY = "nobody:"
"""No id of a position: ids hold no colon."""


def also_found_by(team: Team, member: Member) -> str:
    """What else a position is found by: its role and that role's other titles, department and place."""
    role = member.role
    words = [role.title, *role.other_titles] if role else [member.position.role or ""]
    department = team.department_title(member.department) if member.department else ""
    return " ".join((*words, department, member.position.location or "", member.position.external_id or ""))


def team_lines(team: Team, gaps: Mapping[str, tuple[Gap, ...]]) -> list[Entry]:
    """A line per outside post and per position; the owner's post comes first."""
    outside = [boss for boss in team.reports if boss not in team.members]
    order = {post: n for n, post in enumerate(team.catalogue.posts)}
    owned = team.plan.positions[team.owner].reports_to if team.owner else None
    outside.sort(key=lambda boss: (boss != owned, order.get(boss, len(order))))
    entries = [Entry(boss, team.title(boss), heading=True) for boss in outside]
    if any(position.reports_to is None for position in team.plan.positions.values()):
        entries.append(Entry(NOBODY, "Reports to nobody", heading=True))
    for member in team.members.values():
        owner = " (owner)" if member.id == team.owner else ""
        entries.append(
            Entry(
                member.id,
                f"{engagement_mark(member)} {member.title}{owner}",
                member.holder,
                f"{member.position.fte:g}",
                worst(gaps.get(member.id, ())),
                member.position.reports_to or NOBODY,
                quiet=not member.dedicated,
                words=also_found_by(team, member),
            )
        )
    return entries
