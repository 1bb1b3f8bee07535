"""Edits of who speaks for the departments, who sits on the CX board, and who owns the experience."""

from __future__ import annotations

from collections.abc import Collection

from cxplanner.catalogue.catalogue import Catalogue
from cxplanner.edits.change import Change, EditRefused, did, unchanged
from cxplanner.edits.positions import known_position
from cxplanner.edits.raci import clear_letters, make_accountable
from cxplanner.edits.sections import set_board, set_entry
from cxplanner.plan.models import Board, Plan
from cxplanner.plan.team import EXECUTIVES, OWN_THE_EXPERIENCE, Team
from cxplanner.text.words import listed


def set_speakers(plan: Plan, catalogue: Catalogue, department: str, positions: Collection[str]) -> Change:
    """Set who speaks for a department; naming somebody also records that the department exists."""
    fields: dict[str, object] = {"representatives": list(dict.fromkeys(positions))}
    before = Team(plan, catalogue).department(department)
    if tuple(positions) == before.representatives:
        return unchanged(plan, "The department stays as it is")
    if positions and not before.exists:
        fields["exists"] = True
    change = set_entry(plan, catalogue, "departments", department, fields)
    team = Team(change.plan, catalogue)
    title = team.department_title(department)
    who = listed(team.name(p) for p in team.department(department).representatives)
    verb = "speaks" if len(team.department(department).representatives) == 1 else "speak"
    if not positions:
        return did(change.plan, f"Nobody speaks for {title} any more")
    here = ", which exists here" if "exists" in fields else ""
    return did(change.plan, f"{who} {verb} for {title}{here}", named=True)


def add_speaker(plan: Plan, catalogue: Catalogue, department: str, position: str) -> Change:
    """Let one more position speak for a department."""
    known_position(plan, position)
    now = Team(plan, catalogue).department(department).representatives
    return set_speakers(plan, catalogue, department, (*now, *({position} - set(now))))


def remove_speaker(plan: Plan, catalogue: Catalogue, department: str, position: str) -> Change:
    """Stop a position speaking for a department."""
    team = Team(plan, catalogue)
    now, title = team.department(department).representatives, team.department_title(department)
    if position not in now:
        raise EditRefused(f"{team.name(position)} does not speak for {title}.")
    change = set_speakers(plan, catalogue, department, [p for p in now if p != position])
    return did(change.plan, f"{team.name(position)} no longer speaks for {title}", named=True)


def set_exists(plan: Plan, catalogue: Catalogue, department: str, *, exists: bool) -> Change:
    """Record whether the company has a department; if it does not, nobody speaks for it any more."""
    if department == EXECUTIVES and not exists:
        raise EditRefused("Every company has somebody at its head; the executive team stays.")
    fields: dict[str, object] = {"exists": exists}
    silent = () if exists else Team(plan, catalogue).department(department).representatives
    if silent:
        fields["representatives"] = []
    change = set_entry(plan, catalogue, "departments", department, fields)
    team = Team(change.plan, catalogue)
    title = team.department_title(department)
    words = f"This company has {'a' if exists else 'no'} department “{title}”"
    verb = "speaks" if len(silent) == 1 else "speak"
    follows = [f"{listed(team.name(p) for p in silent)} no longer {verb} for it"] if silent else []
    return did(change.plan, words, follows=follows)


def give_seat(plan: Plan, catalogue: Catalogue, position: str) -> Change:
    """Give a position a seat on the CX board; the first seat creates the board."""
    known_position(plan, position)
    board, name = plan.board or Board(), Team(plan, catalogue).name(position)
    if position in board.seats():
        return unchanged(plan, f"{name} has a seat on the CX board already")
    change = set_board(plan, catalogue, {"members": [*board.members, position]})
    return did(change.plan, f"Gave {name} a seat on {'the' if plan.board else 'a new'} CX board")


def take_seat(plan: Plan, catalogue: Catalogue, position: str) -> Change:
    """Take a position off the CX board, even if it leads it; the board stays."""
    board, name = plan.board, Team(plan, catalogue).name(position)
    if board is None or position not in board.seats():
        raise EditRefused(f"{name} has no seat on the CX board.")
    led = board.lead == position
    members = [p for p in board.members if p != position]
    change = set_board(plan, catalogue, {"lead": None if led else board.lead, "members": members})
    follows = ["nobody leads it now"] if led else []
    return did(change.plan, f"Took {name} off the CX board", follows=follows)


def set_seats(plan: Plan, catalogue: Catalogue, positions: Collection[str]) -> Change:
    """Set who sits on the CX board; its lead stays the lead if still seated."""
    for position in positions:
        known_position(plan, position)
    board = plan.board or Board()
    lead = board.lead if board.lead in positions else None
    if plan.board is None and not positions:
        return unchanged(plan, "There is no CX board")
    return set_board(plan, catalogue, {"lead": lead, "members": [p for p in positions if p != lead]})


def lead_board(plan: Plan, catalogue: Catalogue, position: str) -> Change:
    """Make a position lead the CX board; whoever led it before stays a member."""
    known_position(plan, position)
    board, team = plan.board or Board(), Team(plan, catalogue)
    if board.lead == position:
        return unchanged(plan, f"{team.name(position)} leads the CX board already")
    members = [p for p in board.seats() if p != position]
    change = set_board(plan, catalogue, {"lead": position, "members": members})
    instead = f", instead of {team.name(board.lead)}" if board.lead else ""
    return did(change.plan, f"{team.name(position)} leads the CX board{instead}", named=True)


def own_experience(plan: Plan, catalogue: Catalogue, position: str | None) -> Change:
    """Make a position answer for the whole experience; with None, nobody does."""
    if position is not None:
        return make_accountable(plan, catalogue, OWN_THE_EXPERIENCE, position)
    owner = Team(plan, catalogue).row(OWN_THE_EXPERIENCE).accountable
    if owner is None:
        return unchanged(plan, "Nobody owns the experience")
    return clear_letters(plan, catalogue, OWN_THE_EXPERIENCE, owner)
