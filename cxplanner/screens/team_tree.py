"""The reporting tree: who is on the team and who reports to whom."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Tree
from textual.widgets.tree import TreeNode

from cxplanner.gaps import Gap
from cxplanner.screens.marks import engagement_mark, worst
from cxplanner.screens.safe import rich
from cxplanner.team import Member, Team

NOBODY = "reports-to-nobody"


class TeamTree(Tree[str]):
    """Positions under whom they report to; the data of a node is the id of its position or post."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "Edit", show=False, tooltip="Edit the position", id="tree.choose"),
        Binding("left", "fold", "Fold", show=False, tooltip="Fold, or go to the manager", id="tree.fold"),
        Binding("right", "unfold", "Unfold", show=False, tooltip="Unfold, or go down", id="tree.unfold"),
    ]

    class Chosen(Message):
        """Enter or a double click on a position."""

        def __init__(self, position: str) -> None:
            super().__init__()
            self.position = position

    def __init__(self) -> None:
        super().__init__("", id="team-tree")
        self.show_root = False
        self.guide_depth = 3
        self._folded: set[str] = set()
        self._places: dict[str, TreeNode[str]] = {}

    @property
    def current(self) -> str | None:
        """The id under the cursor: a position, an outside post, or None in an empty tree."""
        node = self.cursor_node
        return node.data if node is not None else None

    def show(self, team: Team, gaps: Mapping[str, tuple[Gap, ...]], *, select: str | None = None) -> None:
        """Show a team; the cursor stays on the same position where that still exists."""
        wanted = select or self.current
        self.clear()
        self._places = {}
        outside = [boss for boss in team.reports if boss not in team.members]
        posts = sorted(outside, key=lambda boss: self._rank(team, boss))
        unled = [key for key, position in team.plan.positions.items() if position.reports_to is None]
        for post in posts:
            self._grow(self.root, post, Text(team.title(post), style="bold"), team.reports[post], team, gaps)
        if unled:
            self._grow(self.root, NOBODY, Text("Reports to nobody", style="bold italic"), unled, team, gaps)
        self._select(wanted, team)

    def _rank(self, team: Team, boss: str) -> tuple[bool, int]:
        leads = team.owner in team.reports[boss] if team.owner else False
        return not leads, list(team.catalogue.posts).index(boss) if boss in team.catalogue.posts else 99

    def _grow(
        self,
        parent: TreeNode[str],
        key: str,
        label: Text,
        reports: tuple[str, ...] | list[str],
        team: Team,
        gaps: Mapping[str, tuple[Gap, ...]],
    ) -> None:
        """Add a boss with everybody below, without recursion, since reporting lines may be long."""
        waiting = [(parent, key, label, tuple(reports))]
        while waiting:
            above, boss, words, below = waiting.pop()
            node = above.add(words, data=boss, expand=boss not in self._folded, allow_expand=bool(below))
            self._places[boss] = node
            for report in reversed(below):
                member = team.members[report]
                text = position_label(team, member, gaps.get(report, ()))
                waiting.append((node, report, text, team.reports.get(report, ())))

    def _select(self, wanted: str | None, team: Team) -> None:
        node = self._places.get(wanted or "") or self._places.get(team.owner or "")
        node = node or next((n for k, n in self._places.items() if k in team.members), None)
        if node is not None:
            above = node.parent
            while above is not None:
                above.expand()
                above = above.parent
            self.call_after_refresh(self.move_cursor, node)

    def on_tree_node_collapsed(self, event: Tree.NodeCollapsed[str]) -> None:
        """Remember what is folded, so that an edit does not unfold it."""
        self._folded.add(event.node.data or "")

    def on_tree_node_expanded(self, event: Tree.NodeExpanded[str]) -> None:
        """Remember what is unfolded."""
        self._folded.discard(event.node.data or "")

    def action_choose(self) -> None:
        """Say that the position under the cursor was chosen."""
        if self.current is not None:
            self.post_message(self.Chosen(self.current))

    def action_select_cursor(self) -> None:
        """A single click only moves the cursor."""

    def on_click(self, event: events.Click) -> None:
        """A double click chooses."""
        if event.chain == 2:
            self.action_choose()

    def action_fold(self) -> None:
        """Fold the line below the cursor; on a folded one go up to its manager."""
        node = self.cursor_node
        if node is None:
            return
        if node.allow_expand and node.is_expanded:
            node.collapse()
        elif node.parent is not None and node.parent is not self.root:
            self.move_cursor(node.parent)

    def action_unfold(self) -> None:
        """Unfold the line below the cursor; on an unfolded one go down into it."""
        node = self.cursor_node
        if node is None or not node.allow_expand:
            return
        if node.is_collapsed:
            node.expand()
        elif node.children:
            self.move_cursor(node.children[0])


def position_label(team: Team, member: Member, gaps: tuple[Gap, ...]) -> Text:
    """A position on one line: engagement, title, who holds it, its share, and the mark of its worst gap."""
    label = Text(f"{engagement_mark(member)} ", style="" if member.dedicated else "dim")
    label.append_text(rich(member.title))
    if member.id == team.owner:
        label.append(" (owner)", style="bold")
    mark = worst(gaps)
    if mark:
        label.append(f" {mark}", style="bold")
    if member.position.incumbent is None:
        label.append("  vacant", style="italic")
    else:
        label.append("  ")
        label.append_text(rich(member.position.incumbent))
    label.append(f"  {member.position.fte:g}", style="dim")
    return label
