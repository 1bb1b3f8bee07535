"""Puts those likeliest to be chosen for a task first in the lists to choose from."""

from __future__ import annotations

from cxplanner.plan.team import Team


def speakers_first(team: Team, department: str = "") -> list[str]:
    """The positions: first those whose role speaks for the department, then those that belong to it."""

    def nearness(key: str) -> int:
        member = team.members[key]
        speaks = member.role is not None and department in member.role.represents
        return 0 if speaks else 1 if member.department == department else 2

    return sorted(team.members, key=nearness)


def owners_first(team: Team) -> list[str]:
    """The positions that may own the experience: first the model's usual roles, then other executives."""
    usual = team.catalogue.leadership[team.plan.leadership.model].owner_roles

    def nearness(key: str) -> int:
        member = team.members[key]
        return 0 if member.position.role in usual else 1 if member.executive else 2

    return sorted(team.members, key=nearness)
