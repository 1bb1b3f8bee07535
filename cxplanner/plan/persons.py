"""The people who hold a plan's positions. The same name is the same person, who may hold several."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from cxplanner.plan.team import Member, Team

_NOBODY: Final = frozenset(
    (
        *("tbd", "tba", "tbc", "tbh", "nn", "n/a", "na", "vacant", "open", "unknown"),
        *("nobody", "none", "new hire", "to be defined", "to be decided", "to be hired"),
        *("to be announced", "to be confirmed", "", "-", "–", "?", "x", "xx", "xxx"),
    )
)
"""Placeholders for a name that is not known yet, in the form that :func:`_compared` gives."""


def persons(team: Team) -> Mapping[str, tuple[Member, ...]]:
    """Name, as the plan first writes it -> the positions that person holds on the team's day, in order."""
    names: dict[str, str] = {}
    held: dict[str, list[Member]] = {}
    for member in team.members.values():
        name = member.position.incumbent or ""
        key = _compared(name)
        if member.there and key not in _NOBODY:
            held.setdefault(names.setdefault(key, name), []).append(member)
    return {name: tuple(members) for name, members in held.items()}


def _compared(name: str) -> str:
    short = " ".join(name.split()).strip(" .()[]").casefold()
    return short.replace(".", "") if len(short) <= len("t.b.d") else short
