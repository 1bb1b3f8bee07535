"""Plans of any size to measure with: a real starting team, grown by analysts in teams of seven."""

from __future__ import annotations

from cxplanner.advice.starting_team import starting_plan
from cxplanner.catalogue.catalogue import Catalogue
from cxplanner.plan.models import Assignment, Company, Plan, Position


def plan_of(catalogue: Catalogue, positions: int) -> Plan:
    """An enterprise plan of that many positions, each with work to do."""
    company = Company(name="Northwind Outfitters", scale="enterprise", headcount=4200)
    plan = starting_plan(catalogue, company, "chief-experience-officer")
    people = dict(plan.positions)
    row = plan.responsibilities["analyse-data"]
    added: list[str] = []
    lead = "cx-manager"
    while len(people) < positions:
        key = f"member-{len(people)}"
        people[key] = Position(role="cx-analyst", reports_to=lead, incumbent=f"Person {len(people)}")
        added.append(key)
        if len(added) % 7 == 0:
            lead = key
    row = Assignment(accountable=row.accountable, responsible=(*row.responsible, *added))
    rows = {**plan.responsibilities, "analyse-data": row}
    return plan.replace(positions=people, responsibilities=rows)
