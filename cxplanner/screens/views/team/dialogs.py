"""What the Team view asks: which role, which manager, which id, and whether to remove."""

from __future__ import annotations

from functools import cache
from typing import Final

from cxplanner.advice.hires import Hire, hire_of
from cxplanner.edits.change import EditRefused
from cxplanner.edits.positions import (
    duplicate_position,
    remove_position,
    rename_position,
    shift_position,
)
from cxplanner.screens.kit.picker import Choice, Picker
from cxplanner.screens.kit.prompt import Prompt
from cxplanner.screens.shared.describe import role_words
from cxplanner.screens.shared.entry_dialogs import ask_before
from cxplanner.screens.shared.marks import gaps_marked
from cxplanner.screens.shared.view import View

FEW: Final = 100
"""In a team of so many positions every role can be tried at once; in a larger one only that at the cursor."""


def add(view: View) -> None:
    """Choose a role, by what it would close here, and add a position of it."""
    workspace = view.workspace
    team, gaps = workspace.team, workspace.gaps

    @cache
    def hire(role: str) -> Hire:
        return hire_of(team, role, gaps)

    def chosen(role: str | None) -> None:
        if role is not None and (done := view.edit(hire(role).apply)):
            view.select(done.newest("positions"), "positions")

    roles = list(team.catalogue.roles)
    notes: dict[str, str] = {}
    if len(team.members) <= FEW:
        roles.sort(key=lambda role: -hire(role).weight)
        notes = {role: f"closes {gaps_marked(found)}" for role in roles if (found := hire(role).closes)}
    choices = [
        Choice(key, known.title, known.purpose, notes.get(key, ""), " ".join(known.other_titles))
        for key, known in ((key, team.catalogue.roles[key]) for key in roles)
    ]
    picker = Picker(
        "Add a position: which role?", choices, describe=lambda key: role_words(team, key, hire(key))
    )
    view.app.push_screen(picker, chosen)


def remove(view: View, position: str) -> None:
    """Ask before a position is removed, naming what that leaves open."""
    change = remove_position(view.workspace.plan, view.workspace.catalogue, position)
    nothing = "Nothing else depends on it."
    explanation = f"After that: {'; '.join(change.follows)}." if change.follows else nothing
    question = f"Remove {view.workspace.team.name(position)}?"
    ask_before(view, change, question, "Remove", explanation)


def rename(view: View, position: str) -> None:
    """Ask for another id."""
    catalogue = view.workspace.catalogue

    def answered(new: str | None) -> None:
        if new is not None and view.edit(lambda plan: rename_position(plan, catalogue, position, new)):
            view.select(new, "positions")

    def complaint(new: str) -> str | None:
        try:
            rename_position(view.workspace.plan, catalogue, position, new)
        except EditRefused as refused:
            return str(refused)
        return None

    explanation = "The plan file names the position by its id. Everything that mentions it follows."
    prompt = Prompt(f"A new id for {position}", explanation=explanation, value=position, check=complaint)
    view.app.push_screen(prompt, answered)


def duplicate(view: View, position: str) -> None:
    """Add a vacant twin."""
    catalogue = view.workspace.catalogue
    if done := view.edit(lambda plan: duplicate_position(plan, catalogue, position)):
        view.select(done.newest("positions"), "positions")


def shift(view: View, position: str, steps: int) -> None:
    """Move a position up or down among those with the same manager."""
    view.edit(lambda plan: shift_position(plan, view.workspace.catalogue, position, steps))
