"""The org chart of the Team view: in place of the tree, or beside it, and always in step with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from cxplanner.documents.chart_cards import team_cards
from cxplanner.plan.team import Team
from cxplanner.screens.kit.outline import Outline
from cxplanner.screens.shared.marks import worst
from cxplanner.screens.views.team.chart import OrgChart

if TYPE_CHECKING:
    from cxplanner.gaps.rule import Gap

BESIDE: Final = 150
"""A terminal this wide has room for the tree, the chart and the panel together."""


class TeamChart(OrgChart):
    """The chart of a team. It and the tree share the chosen position: the one that is worked with leads."""

    def __init__(self, tree: Outline, empty: str) -> None:
        super().__init__(id="team-chart", empty=empty)
        self._tree = tree

    @property
    def leads(self) -> bool:
        """Whether the chart says which position is chosen, and not the tree."""
        return self.display and not (self._tree.display and self.screen.focused is self._tree)

    def show_team(
        self, team: Team, gaps: Mapping[str, tuple[Gap, ...]], *, select: str | None = None
    ) -> None:
        """Show the team as it is now, if the chart is in sight."""
        if self.display:
            marks = {subject: worst(found) for subject, found in gaps.items()}
            self.show(team_cards(team), marks, select=select)

    def follow(self) -> None:
        """Choose the same position in the chart and in the tree."""
        if not self.display:
            return
        leader, follower = (self, self._tree) if self.leads else (self._tree, self)
        if leader.current is not None and leader.current != follower.current:
            follower.move_to(leader.current)

    def place(self, width: int) -> None:
        """Show the tree where the chart is not, and both on a terminal of enough columns."""
        focused = self.screen.focused
        self._tree.display = width >= BESIDE or not self.display
        if focused in (self, self._tree) and not focused.display:
            (self if self.display else self._tree).focus()
