"""The form of a position, and the choice of whom it reports to: asked for from several views."""

from __future__ import annotations

from cxplanner.edits.positions import move_position, set_position
from cxplanner.screens.kit.form import Form
from cxplanner.screens.kit.picker import Choice, Picker
from cxplanner.screens.shared.position_fields import position_fields
from cxplanner.screens.shared.view import View


def edit_position(view: View, position: str) -> None:
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


def choose_manager(view: View, position: str) -> None:
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
