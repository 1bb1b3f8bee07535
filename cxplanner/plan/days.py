"""The days on which a plan changes by itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from cxplanner.plan.team import Team
from cxplanner.text.words import listed


def turning_days(team: Team) -> Iterator[tuple[date, str]]:
    """The days on which something changes, each with what does: starts, departures, lapsing waivers.

    A last day and a waiver still count on their own date, so the change shows on the day after.
    """
    found: dict[date, list[str]] = {}
    for key, position in team.plan.positions.items():
        if position.start is not None:
            found.setdefault(position.start, []).append(f"{team.name(key)} starts")
        if position.end is not None and position.end < date.max:
            found.setdefault(position.end + timedelta(days=1), []).append(f"{team.name(key)} has ended")
    for code, subjects in team.plan.waivers.items():
        for subject, waiver in subjects.items():
            if waiver.until is not None and waiver.until < date.max:
                words = f"{code} on {team.subject(subject, code)} is no longer accepted"
                found.setdefault(waiver.until + timedelta(days=1), []).append(words)
    for day in sorted(found):
        yield day, listed(found[day])
