"""What the views over lists of the plan share: entries in groups, the chosen one in words beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.content import Content

from cxplanner.screens.view import View
from cxplanner.screens.widgets.outline import Entry, Outline
from cxplanner.screens.widgets.panel import Panel
from cxplanner.screens.widgets.splitter import Panes
from cxplanner.team import WHOLE_PLAN

if TYPE_CHECKING:
    from cxplanner.gaps.rule import Gap


class Place(NamedTuple):
    """An entry of the plan: one id may stand in several sections."""

    section: str
    key: str

    @property
    def id(self) -> str:
        """Its line in the list."""
        return f"{self.section}/{self.key}"


class EntriesView(View):
    """A list whose lines are entries of the plan, headings between them, and a panel beside it.

    A line's id is that of its :class:`Place`; any other line is a heading. A heading whose id is a section
    of the plan is where gaps of that section about the plan as a whole are to be seen.
    """

    EVEN: ClassVar[bool] = False
    """Whether what stands beside the titles needs as much room as they do."""

    def compose(self) -> ComposeResult:
        """The list and the panel."""
        with Panes(classes="entries"):
            yield Outline(classes="entries--list", even=self.EVEN)
            yield Panel(classes="panel entries--about")

    def on_mount(self) -> None:
        """Show the entries at once."""
        self.show_plan()

    def lines(self) -> Iterable[Entry]:
        """The lines of the list as the plan is now."""
        raise NotImplementedError

    def words(self, place: Place) -> Content:
        """One entry in words."""
        raise NotImplementedError

    def heading_words(self, heading: str | None) -> Content:
        """What is said on a heading, and, for None, where the list is empty."""
        raise NotImplementedError

    def action_edit(self) -> None:
        """Open the form of the chosen entry."""
        raise NotImplementedError

    @property
    def outline(self) -> Outline:
        """The list."""
        return self.query_one(Outline)

    @property
    def place(self) -> Place | None:
        """The entry under the cursor, None on a heading."""
        section, _, key = (self.outline.current or "").partition("/")
        return Place(section, key) if key else None

    @property
    def chosen(self) -> tuple[str, str] | None:
        """The entry under the cursor."""
        return self.place

    def gaps_at(self, place: Place) -> tuple[Gap, ...]:
        """The open gaps about an entry."""
        return self.gaps_in(place.section).get(place.key, ())

    def gaps_in(self, section: str) -> Mapping[str, tuple[Gap, ...]]:
        """The open gaps of a section of the plan by what they are about."""
        return self.workspace.gaps_in(section)

    def show_plan(self) -> None:
        """Render the entries as they are now; the cursor stays on its entry."""
        self.outline.show(list(self.lines()))

    def focus_first(self) -> None:
        """Put the keyboard into the list."""
        self.outline.focus()

    def select(self, subject: str, section: str) -> bool:
        """Put the cursor on an entry, if it is listed; on the section's heading for the plan as a whole."""
        wanted = [Place(section, subject).id, *([section] if subject == WHOLE_PLAN else [])]
        entries = list(self.lines())
        ids = {entry.id for entry in entries}
        line = next((line for line in wanted if line in ids), None)
        self.outline.show(entries, select=line)
        return line is not None

    @on(Outline.Highlighted)
    def _describe(self) -> None:
        place = self.place
        self.query_one(Panel).show(self.words(place) if place else self.heading_words(self.outline.current))

    @on(Outline.Chosen)
    def _opened(self) -> None:
        self.action_edit()

    def with_entry(self, do: Callable[[Place], object]) -> None:
        """Do something with the chosen entry, or say that none is chosen."""
        place = self.place
        if place is None:
            self.say("Move the cursor to an entry first.")
        else:
            do(place)
