"""What the view of departments and board asks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from cxplanner.advice.people import speakers_first
from cxplanner.edits.board import (
    add_speaker,
    give_seat,
    lead_board,
    remove_speaker,
    set_exists,
    set_seats,
    set_speakers,
    take_seat,
)
from cxplanner.edits.sections import set_board
from cxplanner.screens.kit.checklist import Checklist
from cxplanner.screens.shared.describe import NO_POSITIONS
from cxplanner.screens.shared.entries_view import EntriesView, EntryDialogs
from cxplanner.screens.shared.entry_dialogs import ask_before, people, pick_position
from cxplanner.screens.shared.preview import change_words
from cxplanner.screens.shared.view import Place
from cxplanner.screens.views.board.words import DEPARTMENTS, SEAT


def add(view: EntriesView, place: Place) -> None:
    """Choose who else speaks for a department, or who else gets a seat on the board."""
    team, catalogue = view.workspace.team, view.workspace.catalogue
    if place.section == DEPARTMENTS:
        there = team.department(place.key).representatives
        keys = [key for key in speakers_first(team, place.key) if key not in there]
        title = f"Who speaks for {team.department_title(place.key)}?"

        def speaks(position: str) -> None:
            view.edit(lambda plan: add_speaker(plan, catalogue, place.key, position))

        pick_position(view, title, keys, speaks)
        return
    seats = team.plan.board.seats() if team.plan.board else ()
    keys = [key for key in speakers_first(team) if key not in seats]

    def sits(position: str) -> None:
        view.edit(lambda plan: give_seat(plan, catalogue, position))

    pick_position(view, "Who gets a seat on the CX board?", keys, sits)


def edit(view: EntriesView, place: Place) -> None:
    """Tick who speaks for a department, or who sits on the board."""
    team, catalogue = view.workspace.team, view.workspace.catalogue
    if not team.members:
        view.say(NO_POSITIONS)
        return
    if place.section == DEPARTMENTS:
        title = f"Who speaks for {team.department_title(place.key)}?"
        keys, ticked = speakers_first(team, place.key), team.department(place.key).representatives
    else:
        title, keys = "Who sits on the CX board?", speakers_first(team)
        ticked = team.plan.board.seats() if team.plan.board else ()

    def answered(chosen: tuple[str, ...] | None) -> None:
        if chosen is None:
            return
        if place.section == DEPARTMENTS:
            view.edit(lambda plan: set_speakers(plan, catalogue, place.key, chosen))
        else:
            view.edit(lambda plan: set_seats(plan, catalogue, chosen))

    view.app.push_screen(Checklist(title, people(team, keys), ticked=ticked), answered)


def remove(view: EntriesView, place: Place) -> None:
    """Take a voice from a department, somebody off the board, or the board away."""
    team, catalogue = view.workspace.team, view.workspace.catalogue
    if place.section == SEAT:
        view.edit(lambda plan: take_seat(plan, catalogue, place.key))
    elif place.section == DEPARTMENTS:
        there = team.department(place.key).representatives
        title = team.department_title(place.key)
        if not there:
            view.say(f"Nobody speaks for {title}.")
            return
        _one_of(
            view,
            f"Who no longer speaks for {title}?",
            there,
            lambda p: view.edit(lambda plan: remove_speaker(plan, catalogue, place.key, p)),
        )
    else:
        _remove_board(view)


def _one_of(view: EntriesView, title: str, keys: Sequence[str], then: Callable[[str], object]) -> None:
    """Go on with the only one, or ask which."""
    if len(keys) == 1:
        then(keys[0])
    else:
        pick_position(view, title, keys, then)


def _remove_board(view: EntriesView) -> None:
    workspace = view.workspace
    if workspace.plan.board is None:
        view.say("There is no CX board.")
        return
    change = set_board(workspace.plan, workspace.catalogue, None)
    ask_before(view, change, "Remove the CX board?", "Remove", change_words(workspace, change))


def seat(view: EntriesView, place: Place) -> None:
    """Give whoever speaks for a department a seat on the board, or take the seat away."""
    team, catalogue = view.workspace.team, view.workspace.catalogue
    if place.section == SEAT:
        view.edit(lambda plan: take_seat(plan, catalogue, place.key))
    elif place.section != DEPARTMENTS:
        add(view, place)
    elif not (there := team.department(place.key).representatives):
        add_key = view.key("board.add")
        view.say(f"Nobody speaks for {team.department_title(place.key)}; {add_key} names somebody first.")
    else:
        _one_of(view, "Whose seat on the CX board?", there, lambda p: _turn_seat(view, p))


def _turn_seat(view: EntriesView, position: str) -> None:
    plan, catalogue = view.workspace.plan, view.workspace.catalogue
    seated = plan.board is not None and position in plan.board.seats()
    turn = take_seat if seated else give_seat
    view.edit(lambda plan: turn(plan, catalogue, position))


def lead(view: EntriesView, place: Place) -> None:
    """Let a seat lead the board, or choose who does."""
    team, catalogue = view.workspace.team, view.workspace.catalogue

    def leads(position: str) -> None:
        view.edit(lambda plan: lead_board(plan, catalogue, position))

    if place.section == SEAT:
        leads(place.key)
        return
    seats = team.plan.board.seats() if team.plan.board else ()
    first = [key for key in speakers_first(team) if team.members[key].executive]
    keys = dict.fromkeys((*seats, *first, *team.members))
    pick_position(view, "Who leads the CX board?", list(keys), leads)


def exists(view: EntriesView, place: Place) -> None:
    """Say that this company has no such department, or that it has."""
    team, catalogue = view.workspace.team, view.workspace.catalogue
    if place.section != DEPARTMENTS:
        view.say("Move the cursor to a department first.")
        return
    here = team.department(place.key).exists
    view.edit(lambda plan: set_exists(plan, catalogue, place.key, exists=not here))


ENTRY_DIALOGS: Final = EntryDialogs(edit, remove)
