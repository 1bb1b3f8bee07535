"""The team as lines of an outline: posts outside it, and the positions that report to them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from cxplanner.documents.chart_cards import Card, team_cards
from cxplanner.plan.team import Team
from cxplanner.screens.kit.outline import Entry
from cxplanner.screens.shared.marks import engagement_mark, worst
from cxplanner.screens.shared.position_words import also_found_by

if TYPE_CHECKING:
    from cxplanner.gaps.rule import Gap


def team_lines(team: Team, gaps: Mapping[str, tuple[Gap, ...]]) -> list[Entry]:
    """A line per outside post and per position; the owner's post comes first."""
    return [_line(card, team, gaps) for card in team_cards(team)]


def _line(card: Card, team: Team, gaps: Mapping[str, tuple[Gap, ...]]) -> Entry:
    member = card.member
    if member is None:
        return Entry(card.id, card.title, heading=True)
    owner = " (owner)" if card.id == team.owner else ""
    return Entry(
        card.id,
        f"{engagement_mark(member)} {card.title}{owner}",
        member.holder,
        f"{member.position.fte:g}",
        worst(gaps.get(card.id, ())),
        card.boss,
        quiet=not member.dedicated,
        words=also_found_by(team, member),
    )
