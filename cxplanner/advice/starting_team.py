"""The starting team: what a new plan holds before anybody has edited it."""

from __future__ import annotations

from cxplanner.catalogue.catalogue import Catalogue
from cxplanner.catalogue.check import OWNER
from cxplanner.catalogue.models import Starting, StartingPosition, StartingRow
from cxplanner.plan.models import Assignment, Board, Company, Department, Leadership, Metric, Plan, Position


def starting_plan(catalogue: Catalogue, company: Company, model: str) -> Plan:
    """A new plan for a company under a leadership model, made from its scale's template."""
    start = catalogue.scales[company.scale].starting
    cast = Cast(start, company, model)
    board = None
    if start.board_lead or start.board_members:
        lead = cast.one(start.board_lead) if start.board_lead else None
        members = tuple(p for p in cast.some(start.board_members) if p != lead)
        board = Board(lead=lead, members=members)
    return Plan(
        company=company,
        leadership=Leadership(model=model),
        positions={p.id: cast.position(p) for p in cast.positions},
        responsibilities={key: cast.row(row) for key, row in start.responsibilities.items()},
        departments={
            key: Department(representatives=speakers)
            for key, who in start.representatives.items()
            if (speakers := cast.some(who))
        },
        board=board,
        metrics={key: Metric(owner=cast.one(owner)) for key, owner in start.metrics.items()},
    )


class Cast:
    """Which of a scale's starting positions this variant includes, and which positions their ids stand for.

    ``ids`` may be changed, to match the template with an existing team.
    """

    def __init__(self, start: Starting, company: Company, model: str) -> None:
        self.start = start
        self.positions: list[StartingPosition] = [
            p
            for p in start.positions
            if (not p.models or model in p.models) and (not p.markets or company.market in p.markets)
        ]
        self.ids = {p.id: p.id for p in self.positions}
        for p in self.positions:
            self.ids |= dict.fromkeys(p.stands_in_for, p.id)
            if p.owner:
                self.ids[OWNER] = p.id

    def one(self, key: str) -> str | None:
        """The position that an id stands for, if it is included."""
        return self.ids.get(key)

    def some(self, keys: tuple[str, ...]) -> tuple[str, ...]:
        """The positions that these ids stand for, as far as they are included."""
        return tuple(dict.fromkeys(self.ids[key] for key in keys if key in self.ids))

    def position(self, p: StartingPosition) -> Position:
        """A vacant position as the template describes it."""
        return Position(
            role=p.role,
            title=p.title,
            reports_to=self.ids.get(p.reports_to, p.reports_to),
            fte=p.fte,
            department=p.department,
        )

    def row(self, row: StartingRow) -> Assignment:
        """A RACI row with those included; nobody is informed of or consulted on what they do themselves."""
        accountable = next(iter(self.some(row.accountable)), None)
        responsible = self.some(row.responsible)
        doing = {accountable, *responsible}
        consulted = tuple(p for p in self.some(row.consulted) if p not in doing)
        informed = tuple(p for p in self.some(row.informed) if p not in {*doing, *consulted})
        return Assignment(
            accountable=accountable, responsible=responsible, consulted=consulted, informed=informed
        )
