"""What the view of metrics and objectives asks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from textual.content import Content

from cxplanner.edits.entries import add_entry, new_key
from cxplanner.edits.sections import set_entry
from cxplanner.gaps.fixes import measurer
from cxplanner.plan.metrics import family_of, measure, resting_on
from cxplanner.plan.team import Team
from cxplanner.screens.kit.form_fields import Field
from cxplanner.screens.kit.picker import Choice, Picker
from cxplanner.screens.kit.prompt import Prompt
from cxplanner.screens.shared.entries_view import EntriesView, EntryDialogs
from cxplanner.screens.shared.entry_dialogs import ask_to_remove, move_in_list, open_form, positions
from cxplanner.screens.shared.options import metric_options
from cxplanner.screens.shared.view import Place
from cxplanner.screens.views.metrics.words import FAMILIES, catalogue_words
from cxplanner.text.answers import complaint

_OWN: Final = "own:"
"""No id of a metric: ids hold no colon."""
_BETTER: Final = (("higher", "higher is better"), ("lower", "lower is better"))


def add_metric(view: EntriesView) -> None:
    """Choose a metric of the catalogue that the plan does not use, or name one of your own."""
    team = view.workspace.team
    unused = [(key, known) for key, known in team.catalogue.metrics.items() if key not in team.plan.metrics]
    choices = [
        Choice(key, known.title, f"{known.short}: {FAMILIES[known.family].lower()}, {known.unit}")
        for key, known in unused
    ]
    choices.append(Choice(_OWN, "A metric of your own", "Asks for its name, unit and direction"))

    def describe(key: str) -> str | Content:
        return "Asks for its name, unit and direction." if key == _OWN else catalogue_words(team, key)

    def chosen(key: str | None) -> None:
        if key == _OWN:
            _name_own(view)
        elif key is not None:
            _add(view, key, {})

    view.app.push_screen(Picker("Add a metric: which one?", choices, describe=describe), chosen)


def _add(view: EntriesView, key: str, fields: dict[str, object]) -> None:
    """Add a metric, owned by whoever tracks the metrics, and open its form for the rest."""
    team = view.workspace.team
    owned = {**fields, "owner": measurer(team)}
    if view.edit(lambda plan: set_entry(plan, team.catalogue, "metrics", key, owned)):
        view.select(key, "metrics")
        edit(view, Place("metrics", key))


def _name_own(view: EntriesView) -> None:
    workspace = view.workspace

    def named(title: str | None) -> None:
        if title is not None:
            _ask(view, f"In which unit is {title} counted?", "%, points, days", lambda u: united(title, u))

    def united(title: str, unit: str) -> None:
        choices = [Choice(value, words) for value, words in _BETTER]

        def pointed(better: str | None) -> None:
            if better is not None:
                key = new_key(workspace.plan, workspace.catalogue, "metrics", title)
                _add(view, key, {"title": title, "unit": unit, "better": better})

        view.app.push_screen(Picker(f"Which way is {title} to go?", choices), pointed)

    _ask(view, "What is the metric called?", "Parcels delivered on time", named)


def _ask(view: EntriesView, question: str, example: str, then: Callable[[str], None]) -> None:
    def check(text: str) -> str | None:
        return complaint("text", text)

    def answered(text: str | None) -> None:
        if text is not None:
            then(text.strip())

    view.app.push_screen(Prompt(question, placeholder=example, check=check), answered)


def add_objective(view: EntriesView) -> None:
    """Ask for the statement of a new objective, and open its form for the metrics."""
    catalogue = view.workspace.catalogue

    def stated(statement: str) -> None:
        fields = {"statement": statement}
        if done := view.edit(lambda plan: add_entry(plan, catalogue, "objectives", statement, fields)):
            key = done.newest("objectives")
            view.select(key, "objectives")
            edit(view, Place("objectives", key))

    _ask(view, "What does the team want to reach?", "Customers stay and recommend us", stated)


def edit(view: EntriesView, place: Place) -> None:
    """Open the form of a metric or objective."""
    if place.section == "metrics":
        unit = measure(view.workspace.team, place.key).unit
        open_form(view, place, metric_fields, about=f" in {unit}")
    else:
        open_form(view, place, objective_fields)


def remove(view: EntriesView, place: Place) -> None:
    """Ask before a metric or objective is removed."""
    named_by = resting_on(view.workspace.team, place.key) if place.section == "metrics" else ()
    ask_to_remove(view, place, "Remove", list(named_by))


def move(view: EntriesView, place: Place, steps: int) -> None:
    """Move a metric within its family, or an objective among all."""
    team = view.workspace.team

    def beside(key: str) -> bool:
        return place.section == "objectives" or family_of(team, key) == family_of(team, place.key)

    move_in_list(view, place, steps, beside)


def metric_fields(team: Team, key: str) -> list[Field]:
    """The fields of a metric; what the catalogue says is asked only of one of the plan's own."""
    metric, counts = team.plan.metrics[key], measure(team, key)
    aims = [
        Field("owner", "Owner", metric.owner or "", options=positions(team)),
        Field("baseline", "Baseline", _plain(metric.baseline), "number", counts.unit),
        Field("target", "Target", _plain(metric.target), "number", f"{counts.unit}, {counts.better}"),
        Field("due", "By", str(metric.due or ""), "date", "year-month-day"),
    ]
    own = key not in team.catalogue.metrics
    families = tuple((family, title) for family, title in FAMILIES.items() if family)
    said = [
        Field("title", "Title", metric.title or "", hint=counts.title, needed=own),
        Field("unit", "Counted in", metric.unit or "", hint=counts.unit, needed=own),
        Field(
            "better",
            "Better",
            metric.better or "",
            options=(*(() if own else (("", f"as usual: {counts.better}"),)), *_BETTER),
        ),
        Field(
            "family", "Family", metric.family or "", options=(("", "none" if own else "as usual"), *families)
        ),
    ]
    told = [f for f in said if own or getattr(metric, f.name) is not None]
    return [*told, *aims]


def _plain(number: float | None) -> str:
    return "" if number is None else str(number)


def objective_fields(team: Team, key: str) -> list[Field]:
    """The fields of an objective: what is to be reached, and what shows it."""
    objective = team.plan.objectives[key]
    return [
        Field("statement", "Statement", objective.statement, needed=True),
        Field(
            "metrics",
            "Measured by",
            "",
            hint="nothing yet",
            options=metric_options(team),
            ticked=objective.metrics,
        ),
    ]


ENTRY_DIALOGS: Final = EntryDialogs(edit, remove, move)
