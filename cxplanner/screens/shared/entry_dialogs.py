"""What every list of entries asks: the form of one, whether to remove it, and its place among its like."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from textual.content import Content

from cxplanner.edits.change import Change
from cxplanner.edits.entries import shift_entry
from cxplanner.edits.sections import remove_entry, section_named, set_entry
from cxplanner.plan.models import Plan
from cxplanner.plan.team import Team
from cxplanner.screens.kit.confirm import Answer, Confirm
from cxplanner.screens.kit.form import Form
from cxplanner.screens.kit.form_fields import Field
from cxplanner.screens.kit.picker import Choice, Picker
from cxplanner.screens.shared.describe import NO_POSITIONS, bullets, position_words
from cxplanner.screens.shared.entries_view import EntriesView
from cxplanner.screens.shared.preview import change_words
from cxplanner.screens.shared.view import Place, View

Read = Callable[[Team, str], Sequence[Field]]
Set = Callable[[Plan, str, str, object], Change]
"""The edit that sets a field of an entry: plan, id, field, value."""


def open_form(view: EntriesView, place: Place, read: Read, edit: Set | None = None, about: str = "") -> None:
    """Open the form of an entry; each field is an edit of its own. ``about`` stands beside the title."""
    workspace = view.workspace
    section = section_named(place.section)

    def commit(name: str, value: object) -> None:
        plan = workspace.plan
        if edit is not None:
            change = edit(plan, place.key, name, value)
        else:
            change = set_entry(plan, workspace.catalogue, section, place.key, {name: value})
        if workspace.do(change):
            view.post_message(view.PlanChanged(change.sentence))

    title = f"{workspace.team.section_title(place.section, place.key)}{about}, id {place.key}"
    view.app.push_screen(Form(title, lambda: read(workspace.team, place.key), commit))


def ask_to_remove(view: EntriesView, place: Place, verb: str, named_by: Sequence[str] = ()) -> None:
    """Ask before an entry is taken out, saying who names it and what that leaves open."""
    workspace = view.workspace
    section = section_named(place.section)
    change = remove_entry(workspace.plan, workspace.catalogue, section, place.key)
    words = Content("\n").join([*bullets("Named by", list(named_by))[1:], Content("")] if named_by else [])
    question = f"{verb} {workspace.team.section_title(place.section, place.key)}?"
    explanation = Content.assemble(words, "\n" if named_by else "", change_words(workspace, change))
    ask_before(view, change, question, verb, explanation)


def ask_before(view: View, change: Change, question: str, verb: str, explanation: str | Content) -> None:
    """Ask before a change that takes something out of the plan; to keep it is the first answer."""

    def answered(answer: str | None) -> None:
        if answer == "remove":
            view.keep(change)

    answers = [Answer("keep", "Keep it", "primary", "k"), Answer("remove", verb, "error", "r")]
    view.app.push_screen(Confirm(question, answers, explanation=explanation), answered)


def people(team: Team, keys: Iterable[str]) -> list[Choice]:
    """Positions to choose from, each with who holds it."""
    return [Choice(key, team.name(key), team.members[key].held) for key in keys]


def pick_position(
    view: View, title: str, keys: Sequence[str], then: Callable[[str], object], *, chosen: str | None = None
) -> None:
    """Choose one of these positions, each told in words beside the list; say so where there are none."""
    team = view.workspace.team
    if not keys:
        view.say("There is nobody else." if team.members else NO_POSITIONS)
        return

    def describe(key: str) -> Content:
        return position_words(team, key, ())

    def answered(key: str | None) -> None:
        if key is not None:
            then(key)

    view.app.push_screen(Picker(title, people(team, keys), describe=describe, chosen=chosen), answered)


def move_in_list(view: EntriesView, place: Place, steps: int, beside: Callable[[str], bool]) -> None:
    """Move an entry up or down among those that stand in one list with it."""
    section = section_named(place.section)
    catalogue = view.workspace.catalogue
    view.edit(lambda plan: shift_entry(plan, catalogue, section, place.key, steps, beside))


def positions(team: Team) -> tuple[tuple[str, str], ...]:
    """Everybody who may own or lead something, and nobody."""
    return (("", "nobody yet"), *((key, team.name(key)) for key in team.members))
