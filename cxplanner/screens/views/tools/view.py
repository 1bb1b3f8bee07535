"""Tools and initiatives: what the team works with, and its digital projects with their casts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from cxplanner.gaps.letters import WITHOUT_IT
from cxplanner.plan.team import MAINTAIN_TOOLS
from cxplanner.screens.kit.commands import Command, bindings
from cxplanner.screens.kit.outline import Entry
from cxplanner.screens.shared.entries_view import EntriesView, EntryDialogs
from cxplanner.screens.shared.view import Place
from cxplanner.screens.views.tools import words as tools_words
from cxplanner.text.override import override

if TYPE_CHECKING:
    from cxplanner.gaps.rule import Gap


class ToolsView(EntriesView):
    """The tools by family, and the initiatives."""

    TITLE = "Tools and initiatives"
    ABOUT = (
        "What the team works with: the product of each family of tools, who owns it, and which part IT has. "
        "Below, the digital projects: each needs a lead, an executive sponsor, a metric, and departments on "
        "its project team or as stakeholders."
    )
    EVEN = True
    COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(
            "tools.add",
            "a,plus",
            "add",
            "Add an initiative",
            "Choose its type; says which departments it needs",
            "add",
        ),
        Command(
            "tools.edit",
            "e,enter",
            "edit",
            "Edit the tool or initiative",
            "Product and owner; title, lead, sponsor, cast and metric",
            "edit",
        ),
        Command(
            "tools.remove",
            "x,delete",
            "remove",
            "Clear the tool or remove the initiative",
            "Says first what that leaves open",
            "remove",
        ),
        Command("tools.up", "shift+up", "shift(-1)", "Move up", "One up among its like"),
        Command("tools.down", "shift+down", "shift(1)", "Move down", "One down among its like"),
    )
    BINDINGS = bindings(COMMANDS)

    @override
    def lines(self) -> Iterable[Entry]:
        """The tools by family, and the initiatives."""
        tools, initiatives = self.gaps_in("tools"), self.gaps_in("initiatives")
        return tools_words.lines(self.workspace.team, tools, initiatives, self._of_it())

    @override
    def words(self, place: Place) -> Content:
        """One tool or initiative in words."""
        team, gaps = self.workspace.team, self.gaps_at(place)
        if place.section == "tools":
            return tools_words.tool_words(team, place.key, gaps, self._of_it(), self.key)
        return tools_words.initiative_words(team, place.key, gaps)

    @override
    def heading_words(self, heading: str | None) -> Content:
        """What a heading groups."""
        return tools_words.heading_words(self.workspace.team, heading, self._of_it(), self.key)

    def _of_it(self) -> tuple[Gap, ...]:
        """The gap of the tools that IT has no part in; it is closed in the row of maintaining them."""
        found = self.gaps_in("responsibilities").get(MAINTAIN_TOOLS, ())
        return tuple(gap for gap in found if gap.code == WITHOUT_IT)

    def action_add(self) -> None:
        """Choose the type of a new initiative."""
        from cxplanner.screens.views.tools.dialogs import add

        add(self)

    @override
    def entry_dialogs(self) -> EntryDialogs:
        """What is asked about an entry here."""
        from cxplanner.screens.views.tools.dialogs import ENTRY_DIALOGS

        return ENTRY_DIALOGS
