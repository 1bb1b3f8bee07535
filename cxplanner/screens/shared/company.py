"""The form of company and leadership."""

from __future__ import annotations

from cxplanner.catalogue.catalogue import Catalogue
from cxplanner.catalogue.words import MARKETS
from cxplanner.edits.sections import set_company, set_leadership
from cxplanner.plan.models import Plan
from cxplanner.screens.kit.form import Form
from cxplanner.screens.kit.form_fields import Field
from cxplanner.screens.shared.grow import ask_what_to_add
from cxplanner.screens.shared.host import Host
from cxplanner.screens.shared.who_leads import ask_who_leads


def company_fields(plan: Plan, catalogue: Catalogue) -> list[Field]:
    """Who the company is, how large, whom it sells to, and who leads customer experience."""
    company, leadership = plan.company, plan.leadership
    scales = tuple((key, scale.title) for key, scale in catalogue.scales.items())
    models = tuple((key, model.title) for key, model in catalogue.leadership.items())
    budget = "" if leadership.budget is None else str(leadership.budget)
    return [
        Field("name", "Company", company.name, needed=True),
        Field("scale", "Scale", company.scale, options=scales),
        Field("headcount", "People", str(company.headcount or ""), "count", "people employed"),
        Field("market", "Sells to", company.market, options=tuple(MARKETS.items())),
        Field("currency", "Currency", company.currency, hint="EUR", needed=True),
        Field("model", "Leadership", leadership.model, options=models),
        Field("budget", "Budget a year", budget, "amount", f"in {company.currency}"),
    ]


def open_company_form(screen: Host) -> None:
    """Open the form; each field is an edit of its own.

    Another scale asks first what to add for it, another leadership model who owns the experience then.
    """
    workspace = screen.workspace

    def commit(name: str, value: object) -> None:
        if name == "scale":
            ask_what_to_add(screen, str(value), after=form.follow)
            return
        if name == "model":
            ask_who_leads(screen, str(value), after=form.follow)
            return
        edit = set_leadership if name == "budget" else set_company
        change = edit(workspace.plan, workspace.catalogue, {name: value})
        if workspace.do(change):
            screen.tell(change.sentence)

    def read() -> list[Field]:
        return company_fields(workspace.plan, workspace.catalogue)

    form = Form("Company and leadership", read, commit)
    screen.app.push_screen(form)
