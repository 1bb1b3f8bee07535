"""The words by which a position is found in every list."""

from __future__ import annotations

from cxplanner.plan.team import Member, Team


def also_found_by(team: Team, member: Member) -> str:
    """What else a position is found by: its role and that role's other titles, department and place."""
    role = member.role
    words = [role.title, *role.other_titles] if role else [member.position.role or ""]
    department = team.department_title(member.department) if member.department else ""
    return " ".join((*words, department, member.position.location or "", member.position.external_id or ""))
