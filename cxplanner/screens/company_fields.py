"""The fields of the form of company and leadership."""

from __future__ import annotations

from cxplanner.catalogue.catalogue import Catalogue
from cxplanner.plan import Plan
from cxplanner.screens.form import Field

MARKETS = (("b2b", "other companies (B2B)"), ("b2c", "consumers (B2C)"), ("both", "both"))


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
        Field("market", "Sells to", company.market, options=MARKETS),
        Field("currency", "Currency", company.currency, hint="EUR", needed=True),
        Field("model", "Leadership", leadership.model, options=models),
        Field("budget", "Budget a year", budget, "amount", f"in {company.currency}"),
    ]
