"""Team: who is on it, who reports to whom, and adding, editing, moving and removing positions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widget import Widget

from cxplanner.documents.chart_cards import NOBODY
from cxplanner.screens.kit.commands import Command, bindings
from cxplanner.screens.kit.outline import Entry, Outline
from cxplanner.screens.kit.panel import Panel
from cxplanner.screens.kit.safe import content
from cxplanner.screens.kit.splitter import Panes
from cxplanner.screens.shared.describe import position_words, post_words
from cxplanner.screens.shared.marks import legend
from cxplanner.screens.shared.outline_view import OutlineView
from cxplanner.screens.shared.view import Place
from cxplanner.screens.views.team.lines import team_lines
from cxplanner.text.override import override

if TYPE_CHECKING:
    from cxplanner.gaps.rule import Gap
    from cxplanner.screens.kit.filter_line import FilterLine
    from cxplanner.screens.views.team.chart_pane import TeamChart


class TeamView(OutlineView):
    """The reporting tree with the chosen position in words beside it."""

    TITLE = "Team"
    ABOUT = (
        "Who is on the team, and who reports to whom. Dedicated positions belong to the CX team; "
        "contributing ones sit in another department and take part. A position without a name is vacant."
    )
    LEGEND = f"{legend()}   number: FTE"
    COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(
            "team.add",
            "a,plus",
            "add",
            "Add a position",
            "Choose a role; its usual responsibilities come along",
            "add",
        ),
        Command(
            "team.edit", "e,enter", "edit", "Edit the position", "Title, name, FTE, dates, cost, note", "edit"
        ),
        Command("team.move", "m", "move", "Move the position", "Choose whom the position reports to", "move"),
        Command("team.remove", "x,delete", "remove", "Remove the position", "Says what that leaves open"),
        Command(
            "team.duplicate", "d", "duplicate", "Duplicate the position", "A vacant twin of the position"
        ),
        Command(
            "team.rename", "i", "rename", "Change the id", "The name the plan file uses for the position"
        ),
        Command("team.up", "shift+up", "shift(-1)", "Move up", "One up among those with the same manager"),
        Command(
            "team.down", "shift+down", "shift(1)", "Move down", "One down among those with the same manager"
        ),
        Command(
            "team.chart",
            "o",
            "chart",
            "Org chart or tree",
            "Boxes and lines in place of the tree, on a wide terminal beside it; again: the tree alone",
            "chart",
        ),
    )
    BINDINGS = bindings(COMMANDS)
    SOUGHT = "a title, a name, a role or a department"

    chart: TeamChart | None = None
    """The org chart, once it was asked for."""

    @classmethod
    @override
    def keyboard(cls) -> tuple[type[Widget], ...]:
        """The tree, the org chart and the words beside them."""
        from cxplanner.screens.views.team.chart import OrgChart

        return *super().keyboard(), OrgChart

    @override
    def compose(self) -> ComposeResult:
        """The tree and the panel."""
        with Panes():
            with Horizontal(id="team-side"):
                yield Outline(id="team")
            yield Panel(id="team-about", classes="panel")

    def on_resize(self) -> None:
        """Show as much side by side as there is room for."""
        if self.chart is not None:
            self.chart.place(self.app.size.width)

    @override
    def lines(self) -> Iterable[Entry]:
        """The reporting tree as lines."""
        return team_lines(self.workspace.team, self._gaps())

    @override
    def show_lines(self, select: str | None) -> tuple[int, int]:
        """Render the tree, and the chart with it."""
        counts = super().show_lines(select)
        if self.chart is not None:
            self.chart.show_team(self.workspace.team, self._gaps(), select=select)
        return counts

    @override
    async def opened_line(self) -> FilterLine:
        """The line to filter by; it filters the tree, which takes the place of a chart in its stead."""
        if not self.outline.display:
            await self.action_chart()
        return await super().opened_line()

    @property
    @override
    def current(self) -> str | None:
        """What is chosen: in the chart while it is worked with, else in the tree."""
        return self.chart.current if self.chart is not None and self.chart.leads else self.outline.current

    def _gaps(self) -> Mapping[str, tuple[Gap, ...]]:
        return self.workspace.gaps_in("positions")

    @override
    def focus_first(self) -> None:
        """Put the keyboard into the tree, or the chart in its place."""
        (self.chart if self.chart is not None and self.chart.display else self.outline).focus()

    @override
    def select(self, subject: str, section: str = "positions") -> bool:
        """Put the cursor on a position."""
        return section == "positions" and subject in self.workspace.plan.positions and self.reveal(subject)

    @property
    @override
    def place(self) -> Place | None:
        """The position under the cursor, None on an outside post."""
        current = self.current
        return Place("positions", current) if current and current in self.workspace.plan.positions else None

    @property
    def none_yet(self) -> str:
        """What is said of a team without positions."""
        return f"No positions yet. Press {self.key('team.add')} to add one."

    def on_org_chart_highlighted(self) -> None:
        """Say in words what is chosen in the chart."""
        self._describe()

    @on(Outline.Highlighted)
    def _describe(self) -> None:
        if self.chart is not None:
            self.chart.follow()
        current, team = self.current, self.workspace.team
        if current is None:
            words = content(self.none_found() if self.wanted else self.none_yet)
        elif current in team.members:
            words = position_words(team, current, self._gaps().get(current, ()))
        elif current == NOBODY:
            words = content("Positions that report to nobody. Move them under a manager.")
        else:
            words = post_words(team, current)
        self.query_one(Panel).show(words)

    def _with_position(self, do: Callable[[TeamView, str], object]) -> None:
        place = self.place
        if place is not None:
            do(self, place.key)
        else:
            self.say("Move the cursor to a position first.")

    def action_add(self) -> None:
        """Choose a role and add a position of it."""
        from cxplanner.screens.views.team.dialogs import add

        add(self)

    def on_org_chart_chosen(self) -> None:
        """Open the form of the position that was chosen in the chart."""
        self.action_edit()

    @on(Outline.Chosen)
    def action_edit(self) -> None:
        """Open the form of the position."""
        from cxplanner.screens.shared.position_form import edit_position

        self._with_position(edit_position)

    def action_move(self) -> None:
        """Choose whom the position reports to."""
        from cxplanner.screens.shared.position_form import choose_manager

        self._with_position(choose_manager)

    def action_remove(self) -> None:
        """Ask before removing the position, naming what that leaves open."""
        from cxplanner.screens.views.team.dialogs import remove

        self._with_position(remove)

    def action_rename(self) -> None:
        """Ask for another id."""
        from cxplanner.screens.views.team.dialogs import rename

        self._with_position(rename)

    def action_duplicate(self) -> None:
        """Add a vacant twin."""
        from cxplanner.screens.views.team.dialogs import duplicate

        self._with_position(duplicate)

    def action_shift(self, steps: int) -> None:
        """Move the position among its peers."""
        from cxplanner.screens.views.team.dialogs import shift

        self._with_position(partial(shift, steps=steps))

    async def action_chart(self) -> None:
        """Show the chart in place of the tree or beside it, or the tree alone."""
        from cxplanner.screens.views.team.chart_pane import TeamChart

        tree, chart = self.outline, self.chart
        if chart is None:
            chart = self.chart = TeamChart(tree, self.none_yet)
            await self.query_one("#team-side").mount(chart, after=tree)
        else:
            chart.display = not chart.display
        self.set_class(chart.display, "-chart")
        self.show_plan()
        if chart.display and tree.current is not None:
            chart.move_to(tree.current)
        chart.place(self.app.size.width)
        self.focus_first()
