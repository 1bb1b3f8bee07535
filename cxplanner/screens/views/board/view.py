"""Departments and board: who speaks for each department, and who decides across them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from cxplanner.screens.kit.commands import Command, bindings
from cxplanner.screens.kit.outline import Entry
from cxplanner.screens.shared.entries_view import EntriesView, EntryDialogs
from cxplanner.screens.shared.view import Place
from cxplanner.screens.views.board import words as board_words
from cxplanner.text.override import override

if TYPE_CHECKING:
    from cxplanner.gaps.rule import Gap


class BoardView(EntriesView):
    """The CX board with its seats, and every department with those who speak for it."""

    TITLE = "Departments and board"
    ABOUT = (
        "Who speaks for each department that customers meet, which departments this company does not have, "
        "and who sits on the CX board, the group that decides across departments."
    )
    EVEN = True
    COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(
            "board.add",
            "a,plus",
            "add",
            "Add somebody",
            "Somebody who speaks for the department, or a seat on the board",
            "add",
        ),
        Command(
            "board.edit",
            "e,enter",
            "edit",
            "Say who it is",
            "Tick who speaks for the department, or sits on the board",
            "edit",
        ),
        Command(
            "board.remove",
            "x,delete",
            "remove",
            "Take somebody out",
            "Of the department or off the board; on the board itself: remove it",
            "remove",
        ),
        Command(
            "board.seat",
            "b",
            "seat",
            "Give or take a seat",
            "Whoever speaks for the department gets a seat on the board, or loses it",
            "seat",
        ),
        Command("board.lead", "l", "lead", "Lead the board", "Choose who leads the board", "lead"),
        Command(
            "board.exists", "h", "exists", "Is here or not", "This company has no such department, or does"
        ),
    )
    BINDINGS = bindings(COMMANDS)

    @override
    def lines(self) -> Iterable[Entry]:
        """The board with its seats, then the departments."""
        return board_words.lines(self.workspace.team, self.gaps_at)

    @override
    def words(self, place: Place) -> Content:
        """The board, a seat or a department in words."""
        return board_words.words(self.workspace.team, place, self.gaps_at(place), self.key)

    @override
    def heading_words(self, heading: str | None) -> Content:
        """What the heading groups."""
        return board_words.departments_words(self.key) if heading else Content("")

    @override
    def gaps_at(self, place: Place) -> tuple[Gap, ...]:
        """The open gaps about an entry; about a position, where somebody has a seat."""
        section = "positions" if place.section == board_words.SEAT else place.section
        return self.gaps_in(section).get(place.key, ())

    def action_add(self) -> None:
        """Choose who speaks for the department as well, or who gets a seat."""
        from cxplanner.screens.views.board.dialogs import add

        self.with_entry(lambda place: add(self, place))

    def action_seat(self) -> None:
        """Give whoever speaks for the department a seat, or take it away."""
        from cxplanner.screens.views.board.dialogs import seat

        self.with_entry(lambda place: seat(self, place))

    def action_lead(self) -> None:
        """Let the chosen seat lead the board, or choose who does."""
        from cxplanner.screens.views.board.dialogs import lead

        self.with_entry(lambda place: lead(self, place))

    def action_exists(self) -> None:
        """Say that this company has no such department, or that it does."""
        from cxplanner.screens.views.board.dialogs import exists

        self.with_entry(lambda place: exists(self, place))

    @override
    def entry_dialogs(self) -> EntryDialogs:
        """What is asked about an entry here."""
        from cxplanner.screens.views.board.dialogs import ENTRY_DIALOGS

        return ENTRY_DIALOGS
