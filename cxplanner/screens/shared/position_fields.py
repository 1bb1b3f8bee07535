"""The fields of a position's form."""

from __future__ import annotations

from typing import Final

from cxplanner.catalogue.models import Role
from cxplanner.plan.models import Position
from cxplanner.plan.team import Team
from cxplanner.screens.kit.form_fields import Field

TEXTS: Final = {
    "duties": "Duties",
    "decides": "Decides",
    "skills_required": "Skills required",
    "skills_preferred": "Skills welcome",
    "success_measures": "Measures",
    "works_with": "Works with",
}
"""The lists of the role description that a position may say otherwise than its role."""


def position_fields(team: Team, key: str) -> list[Field]:
    """The fields of one position, with what the role says where the position itself says nothing."""
    position, member = team.plan.positions[key], team.members[key]
    role = member.role
    engagement = role.engagement if role else "dedicated"
    executive = "yes" if role and role.executive else "no"
    home = team.department_title(role.department) if role and role.department else "none"
    departments = [(d, known.title) for d, known in team.catalogue.departments.items()]
    roles = [(r, known.title) for r, known in team.catalogue.roles.items()]
    if position.role and position.role not in team.catalogue.roles:
        roles.insert(0, (position.role, f"{position.role} (not known)"))
    return [
        Field("title", "Title", position.title or "", hint=role.title if role else ""),
        Field("incumbent", "Held by", position.incumbent or "", hint="empty: vacant"),
        Field("role", "Role", position.role or "", options=(("", "none"), *roles)),
        Field("fte", "FTE", f"{position.fte:g}", "share", needed=True),
        Field(
            "engagement",
            "Engagement",
            position.engagement or "",
            options=(
                ("", f"as the role: {engagement}"),
                ("dedicated", "dedicated"),
                ("contributing", "contributing"),
            ),
        ),
        Field(
            "executive",
            "Executive",
            {None: "", True: "yes", False: "no"}[position.executive],
            options=(("", f"as the role: {executive}"), ("yes", "yes"), ("no", "no")),
        ),
        Field(
            "department",
            "Department",
            position.department or "",
            options=(("", f"as the role: {home}"), *departments),
        ),
        Field("location", "Location", position.location or ""),
        Field("start", "Starts", _day(position.start), "date", "year-month-day"),
        Field("end", "Ends", _day(position.end), "date", "year-month-day"),
        Field(
            "annual_cost", "Cost a year", _plain(position.annual_cost), "amount", team.plan.company.currency
        ),
        Field("external_id", "HR number", position.external_id or ""),
        Field("note", "Note", position.note or "", lines=True),
        Field("purpose", "Purpose", position.purpose or "", hint=role.purpose if role else "", lines=True),
        *(_texts(position, role, name, label) for name, label in TEXTS.items()),
    ]


def _texts(position: Position, role: Role | None, name: str, label: str) -> Field:
    """A list of texts, an entry on each line; where it is empty, those of the role hold."""
    own, usual = getattr(position, name), getattr(role, name, ())
    return Field(name, label, "\n".join(own), "lines", "\n".join(usual), lines=True)


def _day(day: object) -> str:
    return str(day) if day is not None else ""


def _plain(number: float | None) -> str:
    return "" if number is None else str(number)
