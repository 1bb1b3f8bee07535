"""What the views over lists of the plan share: entries in groups, the chosen one in words beside them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content

from cxplanner.screens.outline_view import OutlineView
from cxplanner.screens.safe import content
from cxplanner.screens.view import Place
from cxplanner.screens.widgets.outline import Outline
from cxplanner.screens.widgets.panel import Panel

if TYPE_CHECKING:
    from cxplanner.gaps.rule import Gap


__all__ = ["EntriesView", "Place"]


class EntriesView(OutlineView):
    """A list whose lines are entries of the plan, headings between them, and a panel beside it.

    A line's id is that of its :class:`Place`; any other line is a heading. It can be filtered by what its
    lines say and by their gap marks.
    """

    def compose(self) -> ComposeResult:
        """The list and the panel."""
        with Horizontal(classes="entries"):
            yield Outline(classes="entries--list")
            yield Panel(classes="panel entries--about")

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
    def place(self) -> Place | None:
        """The entry under the cursor, None on a heading."""
        section, _, key = (self.outline.current or "").partition("/")
        return Place(section, key) if key else None

    def gaps_at(self, place: Place) -> tuple[Gap, ...]:
        """The open gaps about an entry."""
        return self.gaps_in(place.section).get(place.key, ())

    def gaps_in(self, section: str) -> Mapping[str, tuple[Gap, ...]]:
        """The open gaps of a section of the plan by what they are about."""
        return self.workspace.gaps_in(section)

    def select(self, subject: str, section: str) -> bool:
        """Put the cursor on an entry, if it is listed."""
        return self.reveal(Place(section, subject).id)

    @on(Outline.Highlighted)
    def _describe(self) -> None:
        place, current = self.place, self.current
        if place is not None:
            words = self.words(place)
        elif current is None and self.wanted:
            words = content(self.wanted.none_found())
        else:
            words = self.heading_words(current)
        self.query_one(Panel).show(words)

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
