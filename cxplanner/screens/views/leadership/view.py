"""Leadership: who owns the experience, under which model, with which money, and what company it is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from cxplanner.plan.subjects import WHOLE_PLAN
from cxplanner.plan.team import OWN_THE_EXPERIENCE
from cxplanner.screens.kit.commands import Command, bindings
from cxplanner.screens.kit.outline import Entry
from cxplanner.screens.shared.entries_view import EntriesView, EntryDialogs
from cxplanner.screens.shared.view import Place
from cxplanner.screens.views.leadership import words as leadership_words
from cxplanner.text.override import override

if TYPE_CHECKING:
    from cxplanner.gaps.rule import Gap


class LeadershipView(EntriesView):
    """The leadership model and the owner, the budget, and the facts about the company."""

    TITLE = "Leadership"
    ABOUT = (
        "Who owns the whole customer experience, and which department leads it. For each leadership model "
        "the sources say what speaks for it and what against. Below: the budget, who funds it, and the facts "
        "about the company by which the plan is judged."
    )
    EVEN = True
    COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(
            "leadership.edit",
            "e,enter",
            "edit",
            "Change it",
            "Choose the model or the owner; set a fact",
            "edit",
        ),
        Command(
            "leadership.owner",
            "o",
            "owner",
            "Choose the owner",
            "The executive who answers for the whole experience",
            "owner",
        ),
        Command(
            "leadership.move",
            "m",
            "move",
            "Move the owner",
            "Choose whom the owner of the experience reports to",
            "move owner",
        ),
        Command(
            "leadership.clear",
            "x,delete",
            "clear",
            "Clear it",
            "Owner, budget or funding departments",
            "clear",
        ),
    )
    BINDINGS = bindings(COMMANDS)

    @override
    def lines(self) -> Iterable[Entry]:
        """Leadership, money and company, fact by fact."""
        return leadership_words.lines(self.workspace.team, self.gaps_at)

    @override
    def words(self, place: Place) -> Content:
        """One fact in words."""
        return leadership_words.words(self.workspace.team, place, self.gaps_at(place), self.key)

    @override
    def heading_words(self, heading: str | None) -> Content:
        """What a heading groups, with the gaps about all of it."""
        gaps = self.gaps_in(heading or "").get(WHOLE_PLAN, ())
        return leadership_words.heading_words(heading, gaps, self.key)

    @override
    def gaps_at(self, place: Place) -> tuple[Gap, ...]:
        """The open gaps that a fact closes; those about the owner stand with the owner."""
        if place == leadership_words.OWNER:
            owner = self.workspace.team.row(OWN_THE_EXPERIENCE).accountable or ""
            position = self.gaps_in("positions").get(owner, ())
            duty = self.gaps_in("responsibilities").get(OWN_THE_EXPERIENCE, ())
            return (*self.gaps_in("leadership").get(WHOLE_PLAN, ()), *duty, *position)
        if place == leadership_words.BUDGET:
            return self.gaps_in("budget").get(WHOLE_PLAN, ())
        return ()

    @override
    def select(self, subject: str, section: str) -> bool:
        """Put the cursor on a fact; what is about the plan as a whole is about the owner, or the budget.

        What belongs to the owner elsewhere in the plan, the duty and the position, is seen with the owner.
        """
        owner = self.workspace.team.row(OWN_THE_EXPERIENCE).accountable
        facts = {
            Place("leadership", WHOLE_PLAN): leadership_words.OWNER,
            Place("responsibilities", OWN_THE_EXPERIENCE): leadership_words.OWNER,
            Place("positions", owner or ""): leadership_words.OWNER,
            Place("budget", WHOLE_PLAN): leadership_words.BUDGET,
            Place("leadership", "budget"): leadership_words.BUDGET,
            Place("leadership", "funded_by"): leadership_words.FUNDED_BY,
        }
        place = facts.get(Place(section, subject), Place(section, subject))
        return self.reveal(place.id)

    def action_owner(self) -> None:
        """Choose who owns the whole experience."""
        from cxplanner.screens.views.leadership.dialogs import choose_owner

        choose_owner(self)

    def action_move(self) -> None:
        """Choose whom the owner reports to."""
        from cxplanner.screens.views.leadership.dialogs import move_owner

        move_owner(self)

    def action_clear(self) -> None:
        """Leave the fact open."""
        from cxplanner.screens.views.leadership.dialogs import clear

        self.with_entry(lambda place: clear(self, place))

    @override
    def entry_dialogs(self) -> EntryDialogs:
        """What is asked about an entry here."""
        from cxplanner.screens.views.leadership.dialogs import ENTRY_DIALOGS

        return ENTRY_DIALOGS
