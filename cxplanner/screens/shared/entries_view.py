"""What the views over lists of the plan share: entries in groups, the chosen one in words beside them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.content import Content

from cxplanner.plan.subjects import WHOLE_PLAN
from cxplanner.screens.kit.outline import Outline
from cxplanner.screens.kit.panel import Panel
from cxplanner.screens.kit.safe import content
from cxplanner.screens.kit.splitter import Panes
from cxplanner.screens.shared.outline_view import OutlineView
from cxplanner.screens.shared.view import Place
from cxplanner.text.override import override

if TYPE_CHECKING:
    from cxplanner.gaps.rule import Gap


def _nothing(*_: object) -> None:
    """What is asked where there is no such command."""


@dataclass(frozen=True, slots=True)
class EntryDialogs:
    """What a list asks about one of its entries; a list whose entries only have a form asks no more."""

    edit: Callable[[EntriesView, Place], object]
    remove: Callable[[EntriesView, Place], object] = _nothing
    shift: Callable[[EntriesView, Place, int], object] = _nothing


class EntriesView(OutlineView):
    """A list whose lines are entries of the plan, headings between them, and a panel beside it.

    A line's id is that of its :class:`Place`; any other line is a heading. A heading whose id is a section
    of the plan is where gaps of that section about the plan as a whole are to be seen. The list can be
    filtered by what its lines say and by their gap marks.
    """

    EVEN: ClassVar[bool] = False
    """Whether what stands beside the titles needs as much room as they do."""

    @override
    def compose(self) -> ComposeResult:
        """The list and the panel."""
        with Panes(classes="entries"):
            yield Outline(classes="entries--list", even=self.EVEN)
            yield Panel(classes="panel entries--about")

    def words(self, place: Place) -> Content:
        """One entry in words."""
        raise NotImplementedError

    def heading_words(self, heading: str | None) -> Content:
        """What is said on a heading, and, for None, where the list is empty."""
        raise NotImplementedError

    def entry_dialogs(self) -> EntryDialogs:
        """What is asked about an entry here."""
        raise NotImplementedError

    def action_edit(self) -> None:
        """Open the form of the chosen entry."""
        self.with_entry(lambda place: self.entry_dialogs().edit(self, place))

    def action_remove(self) -> None:
        """Take the chosen entry out, or ask first."""
        self.with_entry(lambda place: self.entry_dialogs().remove(self, place))

    def action_shift(self, steps: int) -> None:
        """Move the chosen entry among its like."""
        self.with_entry(lambda place: self.entry_dialogs().shift(self, place, steps))

    @property
    @override
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

    @override
    def select(self, subject: str, section: str) -> bool:
        """Put the cursor on an entry, if it is listed; on the section's heading for the plan as a whole."""
        return self.reveal(Place(section, subject).id) or (subject == WHOLE_PLAN and self.reveal(section))

    @property
    @override
    def gaps_here(self) -> tuple[Gap, ...]:
        """The gaps of the entry under the cursor; on a section's heading, those about the plan as a whole."""
        place = self.place
        return self.gaps_at(place or Place(self.current or "", WHOLE_PLAN))

    @on(Outline.Highlighted)
    def _describe(self) -> None:
        place, current = self.place, self.current
        if place is not None:
            words = self.words(place)
        elif current is None and self.wanted:
            words = content(self.none_found())
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
