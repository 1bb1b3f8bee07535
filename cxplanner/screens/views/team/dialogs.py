"""What the Team view asks: which role, which manager, which id, and whether to remove."""

from __future__ import annotations

from functools import cache
from typing import Final

from cxplanner.advice.hires import Hire, hire_of
from cxplanner.edits.change import EditRefused
from cxplanner.edits.positions import (
    duplicate_position,
    move_position,
    remove_position,
    rename_position,
    set_position,
    shift_position,
)
from cxplanner.screens.kit.form import Form
from cxplanner.screens.kit.picker import Choice, Picker
from cxplanner.screens.kit.prompt import Prompt
from cxplanner.screens.shared.describe import role_words
from cxplanner.screens.shared.entry_dialogs import ask_before
from cxplanner.screens.shared.marks import gaps_marked
from cxplanner.screens.shared.position_fields import position_fields
from cxplanner.screens.shared.view import View
from cxplanner.screens.views.team.view import TeamView

FEW: Final = 100
"""In a team of so many positions every role can be tried at once; in a larger one only that at the cursor."""


def add(view: TeamView) -> None:
    """Choose a role, by what it would close here, and add a position of it."""
    workspace = view.workspace
    team, gaps = workspace.team, workspace.gaps

    @cache
    def hire(role: str) -> Hire:
        return hire_of(team, role, gaps)

    def chosen(role: str | None) -> None:
        if role is not None and view.edit(hire(role).apply):
            view.select(list(workspace.plan.positions)[-1])

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


def edit(view: View, position: str) -> None:
    """Open the form of a position; each field is an edit of its own."""
    workspace = view.workspace

    def commit(name: str, value: object) -> None:
        if name == "executive":
            value = {"yes": True, "no": False}.get(str(value))
        change = set_position(workspace.plan, workspace.catalogue, position, {name: value})
        if workspace.do(change):
            view.post_message(view.PlanChanged(change.sentence))

    title = f"{workspace.team.title(position)}, id {position}"
    view.app.push_screen(Form(title, lambda: position_fields(workspace.team, position), commit))


def move(view: View, position: str) -> None:
    """Choose whom a position reports to."""
    team, catalogue = view.workspace.team, view.workspace.catalogue
    below = set(team.line_of(position))
    bosses = [Choice(key, team.name(key), "position") for key in team.members if key not in below]
    bosses += [Choice(key, post.title, "outside post") for key, post in catalogue.posts.items()]

    def chosen(boss: str | None) -> None:
        if boss is not None:
            view.edit(lambda plan: move_position(plan, catalogue, position, boss))

    title = f"Whom does {team.name(position)} report to?"
    now = team.plan.positions[position].reports_to
    view.app.push_screen(Picker(title, bosses, chosen=now), chosen)


def remove(view: TeamView, position: str) -> None:
    """Ask before a position is removed, naming what that leaves open."""
    change = remove_position(view.workspace.plan, view.workspace.catalogue, position)
    consequences = change.sentence.partition("; ")[2]
    explanation = f"After that: {consequences}." if consequences else "Nothing else depends on it."
    question = f"Remove {view.workspace.team.name(position)}?"
    ask_before(view, change, question, "Remove", explanation)


def rename(view: TeamView, position: str) -> None:
    """Ask for another id."""
    catalogue = view.workspace.catalogue

    def answered(new: str | None) -> None:
        if new is not None and view.edit(lambda plan: rename_position(plan, catalogue, position, new)):
            view.select(new)

    def complaint(new: str) -> str | None:
        try:
            rename_position(view.workspace.plan, catalogue, position, new)
        except EditRefused as refused:
            return str(refused)
        return None

    explanation = "The plan file names the position by its id. Everything that mentions it follows."
    prompt = Prompt(f"A new id for {position}", explanation=explanation, value=position, check=complaint)
    view.app.push_screen(prompt, answered)


def duplicate(view: TeamView, position: str) -> None:
    """Add a vacant twin."""
    before = view.workspace.plan.positions
    if view.edit(lambda plan: duplicate_position(plan, view.workspace.catalogue, position)):
        view.select(next(key for key in view.workspace.plan.positions if key not in before))


def shift(view: TeamView, position: str, steps: int) -> None:
    """Move a position up or down among those with the same manager."""
    view.edit(lambda plan: shift_position(plan, view.workspace.catalogue, position, steps))
