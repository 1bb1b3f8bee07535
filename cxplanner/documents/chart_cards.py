"""The contents of the org chart: the positions of a team, and above them the posts they report to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cxplanner.plan.team import Member, Team

if TYPE_CHECKING:
    from cxplanner.documents.chart_layout import Node

NOBODY: Final = "nobody:"
"""The id of the card above positions that report to nobody. It cannot be a position's: ids have no colon."""


@dataclass(frozen=True, slots=True)
class Card:
    """One box of the chart: a position, or (without a member) a post outside the team.

    ``boss`` is the id of the card above it; None for the outermost ones.
    """

    id: str
    title: str
    boss: str | None = None
    member: Member | None = None


def team_cards(team: Team) -> tuple[Card, ...]:
    """A card for each outside post and each position, the owner's post first, then in the plan's order."""
    outside = [boss for boss in team.reports if boss not in team.members]
    order = {post: n for n, post in enumerate(team.catalogue.posts)}
    owned = team.plan.positions[team.owner].reports_to if team.owner else None
    outside.sort(key=lambda boss: (boss != owned, order.get(boss, len(order))))
    cards = [Card(boss, team.title(boss)) for boss in outside]
    if any(position.reports_to is None for position in team.plan.positions.values()):
        cards.append(Card(NOBODY, "Reports to nobody"))
    cards.extend(
        Card(member.id, member.title, member.position.reports_to or NOBODY, member)
        for member in team.members.values()
    )
    return tuple(cards)


def nodes_of(cards: Iterable[Card]) -> list[Node]:
    """The cards as the layout needs them: the top and bottom edge of a position take two more lines."""
    from cxplanner.documents.chart_layout import Node  # the tree on screen needs only the cards

    return [Node(card.id, card.boss, 4 if card.member else 3) for card in cards]
