"""What the view of tools and initiatives asks."""

from __future__ import annotations

from typing import Final, cast

from cxplanner.edits.change import Change
from cxplanner.edits.entries import CastIn, add_entry, cast_initiative
from cxplanner.edits.sections import set_entry
from cxplanner.plan.models import Plan, Tool
from cxplanner.plan.team import Team
from cxplanner.screens.kit.form_fields import Field
from cxplanner.screens.kit.picker import Choice, Picker
from cxplanner.screens.shared.entries_view import EntriesView, EntryDialogs
from cxplanner.screens.shared.entry_dialogs import ask_to_remove, move_in_list, open_form, positions
from cxplanner.screens.shared.options import metric_options
from cxplanner.screens.shared.view import Place
from cxplanner.screens.views.tools.words import type_words
from cxplanner.text.words import listed

_CAST = ("project_team", "stakeholders")


def add(view: EntriesView) -> None:
    """Choose the type of a new initiative, and open its form for the rest."""
    team = view.workspace.team
    choices = [
        Choice(key, kind.title, f"needs {listed(team.department_title(d) for d in kind.departments)}")
        for key, kind in team.catalogue.initiatives.items()
    ]

    def chosen(kind: str | None) -> None:
        if kind is None:
            return
        fields = {"type": kind}
        if done := view.edit(lambda plan: add_entry(plan, team.catalogue, "initiatives", kind, fields)):
            key = done.newest("initiatives")
            view.select(key, "initiatives")
            edit(view, Place("initiatives", key))

    picker = Picker[str](
        "Add an initiative: of which type?", choices, describe=lambda key: type_words(team, key)
    )
    view.app.push_screen(picker, chosen)


def edit(view: EntriesView, place: Place) -> None:
    """Open the form of a tool or initiative."""
    catalogue = view.workspace.catalogue

    def change(plan: Plan, key: str, name: str, value: object) -> Change:
        if name in _CAST:
            departments = value if isinstance(value, tuple) else ()
            return cast_initiative(plan, catalogue, key, cast("CastIn", name), departments)
        return set_entry(plan, catalogue, "initiatives", key, {name: value})

    if place.section == "tools":
        open_form(view, place, tool_fields)
    else:
        open_form(view, place, initiative_fields, change)


def remove(view: EntriesView, place: Place) -> None:
    """Ask before a tool is cleared or an initiative removed."""
    team = view.workspace.team
    if place.section == "initiatives":
        ask_to_remove(view, place, "Remove")
    elif place.key in team.plan.tools:
        ask_to_remove(view, place, "Clear")
    else:
        view.say(f"The plan names no tool of the family {team.tool_title(place.key)}.")


def move(view: EntriesView, place: Place, steps: int) -> None:
    """Move a tool or initiative among those the plan lists."""
    if place.section == "tools" and place.key not in view.workspace.plan.tools:
        view.say("Tools that are not used stand in the order of the catalogue.")
    else:
        move_in_list(view, place, steps, lambda _key: True)


def tool_fields(team: Team, key: str) -> list[Field]:
    """The fields of a tool: which product, and who owns it."""
    tool = team.plan.tools.get(key, Tool())
    return [
        Field("product", "Product", tool.product or "", hint="the name of what you use"),
        Field("owner", "Owner", tool.owner or "", options=positions(team)),
    ]


def initiative_fields(team: Team, key: str) -> list[Field]:
    """The fields of an initiative: its type, its people, its cast and its metric."""
    case, known = team.plan.initiatives[key], team.catalogue
    kind = known.initiatives.get(case.type)
    kinds = tuple((k, one.title) for k, one in known.initiatives.items())
    departments = tuple((d, one.title) for d, one in known.departments.items())
    people = positions(team)
    executives = tuple(
        (p, words if not p or team.members[p].executive else f"{words} (not an executive)")
        for p, words in people
    )
    return [
        Field("title", "Title", case.title or "", hint=kind.title if kind else ""),
        Field("type", "Type", case.type, options=kinds),
        Field("lead", "Lead", case.lead or "", options=people),
        Field("sponsor", "Sponsor", case.sponsor or "", options=executives),
        Field(
            "project_team",
            "Project team",
            "",
            hint="nobody yet",
            options=departments,
            ticked=case.project_team,
        ),
        Field(
            "stakeholders",
            "Stakeholders",
            "",
            hint="nobody yet",
            options=departments,
            ticked=case.stakeholders,
        ),
        Field(
            "metric", "Measured by", case.metric or "", options=(("", "nothing yet"), *metric_options(team))
        ),
    ]


ENTRY_DIALOGS: Final = EntryDialogs(edit, remove, move)
