"""The letters a position needs beyond its usual work, so that its department is consulted and informed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from cxplanner.plan.models import Letter
from cxplanner.plan.team import (
    BRIEF_CAMPAIGNS,
    DEVELOP_STRATEGY,
    EXECUTIVES,
    MAINTAIN_TOOLS,
    SHARE_INSIGHT,
    SINGLE_SOURCE,
    Team,
)

IT: Final = "it"
WITHOUT_IT: Final = "CX602"
"""The rule that finds tools in which IT has no part; its gap is about the row for maintaining them."""
CUSTOMER_SERVICE: Final = "customer-service"


class Due(NamedTuple):
    """A letter that a position lacks in the row of a responsibility, and the rule that requires it."""

    responsibility: str
    letter: Letter
    rule: str


_DEPARTMENTS: Final[tuple[tuple[str, Due], ...]] = (
    (IT, Due(SINGLE_SOURCE, "C", "CX506")),
    (IT, Due(MAINTAIN_TOOLS, "C", WITHOUT_IT)),
    (CUSTOMER_SERVICE, Due(BRIEF_CAMPAIGNS, "I", "CX405")),
)


def letters_due(team: Team, position: str) -> Iterator[Due]:
    """The letters a position lacks: as a voice that must be heard, a representative or an executive."""
    listed, found = {*team.required, *team.plan.responsibilities}, dict[str, Due]()
    for due in (*_heard(team, position), *_asked(team, position), *_told(team, position)):
        found.setdefault(due.responsibility, due)
    yield from (due for key, due in found.items() if key in listed)


def _heard(team: Team, position: str) -> Iterator[Due]:
    working = set(team.row(DEVELOP_STRATEGY).working())
    for voices in map(team.voices, team.scale.required.heard):
        if position in voices and not working.intersection(voices):
            yield Due(DEVELOP_STRATEGY, "C", "CX305")
    selling = sellers(team)
    if position in selling and not working.intersection(selling):
        yield Due(DEVELOP_STRATEGY, "C", "CX310")


def sellers(team: Team) -> tuple[str, ...]:
    """The positions that speak for those of the scale's selling departments that the company has."""
    said = map(team.department, team.scale.required.selling)
    return tuple(dict.fromkeys(p for d in said if d.exists for p in d.representatives))


def _asked(team: Team, position: str) -> Iterator[Due]:
    for department, due in _DEPARTMENTS:
        speakers = team.department(department).representatives
        row = team.row(due.responsibility)
        present = row.working() if due.letter == "C" else row.everyone()
        if position in speakers and not set(present).intersection(speakers):
            yield due


def _told(team: Team, position: str) -> Iterator[Due]:
    told = set(team.row(SHARE_INSIGHT).everyone())
    for department in team.scale.required.insight:
        speakers = team.department(department).representatives
        if department != EXECUTIVES and position in speakers and not told.intersection(speakers):
            yield Due(SHARE_INSIGHT, "I", "CX505")
    hearing = executives_to_tell(team)
    if position in hearing and not told.intersection(hearing):
        yield Due(SHARE_INSIGHT, "I", "CX505")


def executives_to_tell(team: Team) -> tuple[str, ...]:
    """The executives, at least one of whom has to be told what customers say, the owner first.

    If no department has to be told, only the owner can pass it on.
    """
    owner = (team.owner,) if team.owner else ()
    return owner if owner and not team.scale.required.insight else (*owner, *team.executives)
