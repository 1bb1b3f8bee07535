"""What the view of leadership asks."""

from __future__ import annotations

from typing import Final, cast

from cxplanner.advice.people import owners_first
from cxplanner.edits.board import own_experience
from cxplanner.edits.sections import set_leadership
from cxplanner.plan.team import OWN_THE_EXPERIENCE
from cxplanner.screens.kit.checklist import Checklist
from cxplanner.screens.kit.picker import Choice, Picker
from cxplanner.screens.kit.prompt import Prompt
from cxplanner.screens.shared.company import open_company_form
from cxplanner.screens.shared.entries_view import EntriesView, EntryDialogs
from cxplanner.screens.shared.entry_dialogs import pick_position
from cxplanner.screens.shared.host import Host
from cxplanner.screens.shared.position_form import choose_manager
from cxplanner.screens.shared.view import Place
from cxplanner.screens.shared.who_leads import ask_who_leads
from cxplanner.screens.views.leadership.words import BUDGET, COSTS, FUNDED_BY, MODEL, OWNER, model_words
from cxplanner.text.answers import complaint, read_answer

NO_OWNER = "Nobody owns the experience yet; choose the owner first."


def edit(view: EntriesView, place: Place) -> None:
    """Choose or type what a fact is."""
    if place == MODEL:
        _choose_model(view)
    elif place == OWNER:
        choose_owner(view)
    elif place == BUDGET:
        _ask_budget(view)
    elif place == FUNDED_BY:
        _tick_funders(view)
    elif place == COSTS:
        view.say("What a position costs is entered with the position, in the view Team.")
    else:
        open_company_form(cast("Host", view.screen))


def _choose_model(view: EntriesView) -> None:
    team, catalogue = view.workspace.team, view.workspace.catalogue
    now = team.plan.leadership.model
    choices = [Choice(key, model.title) for key, model in catalogue.leadership.items()]

    def chosen(model: str | None) -> None:
        if model is not None:
            ask_who_leads(cast("Host", view.screen), model)

    picker = Picker[str](
        "Which leadership model?", choices, describe=lambda key: model_words(team, key), chosen=now
    )
    view.app.push_screen(picker, chosen)


def choose_owner(view: EntriesView) -> None:
    """Choose who answers for the whole experience."""
    team, catalogue = view.workspace.team, view.workspace.catalogue

    def owns(key: str) -> None:
        view.edit(lambda plan: own_experience(plan, catalogue, key))

    now = team.row(OWN_THE_EXPERIENCE).accountable
    pick_position(view, "Who owns the whole experience?", owners_first(team), owns, chosen=now)


def move_owner(view: EntriesView) -> None:
    """Choose whom the owner reports to."""
    owner = view.workspace.team.row(OWN_THE_EXPERIENCE).accountable
    if owner is None:
        view.say(NO_OWNER)
    else:
        choose_manager(view, owner)


def _ask_budget(view: EntriesView) -> None:
    plan, catalogue = view.workspace.plan, view.workspace.catalogue
    now = plan.leadership.budget

    def wrong(text: str) -> str | None:
        return complaint("amount", text) if text.strip() else None

    def answered(text: str | None) -> None:
        if text is not None:
            budget = read_answer("amount", text) if text.strip() else None
            view.edit(lambda plan: set_leadership(plan, catalogue, {"budget": budget}))

    prompt = Prompt(
        f"Budget a year, in {plan.company.currency}",
        explanation="Money for staff and projects of customer experience. Leave it empty to clear it.",
        placeholder="such as 120000 or 120,000",
        value="" if now is None else str(now),
        check=wrong,
    )
    view.app.push_screen(prompt, answered)


def _tick_funders(view: EntriesView) -> None:
    team, catalogue = view.workspace.team, view.workspace.catalogue
    choices = [Choice(key, known.title) for key, known in catalogue.departments.items()]

    def answered(chosen: tuple[str, ...] | None) -> None:
        if chosen is not None:
            view.edit(lambda plan: set_leadership(plan, catalogue, {"funded_by": list(chosen)}))

    funders = team.plan.leadership.funded_by
    view.app.push_screen(Checklist("Which departments fund it?", choices, ticked=funders), answered)


def clear(view: EntriesView, place: Place) -> None:
    """Leave the owner, the budget or its funders open."""
    catalogue = view.workspace.catalogue
    if place == OWNER:
        view.edit(lambda plan: own_experience(plan, catalogue, None))
    elif place == BUDGET:
        view.edit(lambda plan: set_leadership(plan, catalogue, {"budget": None}))
    elif place == FUNDED_BY:
        view.edit(lambda plan: set_leadership(plan, catalogue, {"funded_by": []}))
    else:
        view.say(f"This cannot be left open; {view.key('leadership.edit')} changes it.")


ENTRY_DIALOGS: Final = EntryDialogs(edit)
