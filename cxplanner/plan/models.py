"""The plan: one company's CX team on paper, as one TOML file holds it.

These models say what a plan may hold; :mod:`cxplanner.plan.file` reads it, :mod:`cxplanner.edits` changes it
and :mod:`cxplanner.gaps` judges it. A plan is never changed in place: its mappings are not frozen, so never
assign into one. ``==`` ignores the order of things, which is part of a plan: compare by
:func:`cxplanner.plan.canonical.plan_text`. Annotations are not postponed here, because building and judging
records reads them.
"""

from collections.abc import Mapping
from dataclasses import field
from typing import Annotated, Final, Literal

from cxplanner.catalogue.words import Better, Engagement, Family, Market, RuleCode
from cxplanner.text.override import override
from cxplanner.text.words import listed
from cxplanner.toml.records import (
    SLIPS_TOLD,
    Day,
    Fte,
    Id,
    Ids,
    Limits,
    Line,
    Money,
    Number,
    OneOnly,
    Record,
    Shape,
    Text,
    Texts,
)

SCHEMA: Final = 1
"""The version of the plan file format that is read and written."""

Letter = Literal["R", "A", "C", "I"]
LETTERS: tuple[Letter, ...] = ("R", "A", "C", "I")
"""RACI: Responsible does it, Accountable answers for it, Consulted is asked, Informed is told."""

CURRENCY_PATTERN: Final = r"^[A-Z]{3}$"
Currency = Annotated[
    str,
    Shape(
        CURRENCY_PATTERN,
        "is not a currency: it should be three capital letters",
        "Write it like EUR or USD.",
    ),
]


class Company(Record):
    """Whose team it is, and how large the company is."""

    name: Line
    scale: Id
    headcount: Annotated[int, Limits(ge=1)] | None = None
    market: Market = "both"
    currency: Currency = "EUR"


class Leadership(Record):
    """Which department leads customer experience, and with what budget."""

    model: Id
    budget: Money | None = None
    funded_by: Ids = ()


class Objective(Record):
    """A goal of the team; the numbers are kept with the metrics it names."""

    statement: Line
    metrics: Ids = ()


class Position(Record):
    """One place in this team, made from a role; vacant while it has no incumbent.

    What is left out is taken from the role: title, engagement, executive, department, and the texts of
    the role description.
    """

    role: Id | None = None
    title: Line | None = None
    incumbent: Line | None = None
    reports_to: Id | None = None
    fte: Fte = 1.0
    engagement: Engagement | None = None
    executive: bool | None = None
    department: Id | None = None
    location: Line | None = None
    start: Day | None = None
    end: Day | None = None
    annual_cost: Money | None = None
    external_id: Line | None = None
    note: Text | None = None
    purpose: Text | None = None
    duties: Texts = ()
    decides: Texts = ()
    skills_required: Texts = ()
    skills_preferred: Texts = ()
    success_measures: Texts = ()
    works_with: Texts = ()

    @override
    def judge(self) -> None:
        """A position must not end before it starts."""
        if self.start and self.end and self.end < self.start:
            raise ValueError(f"it ends ({self.end}) before it starts ({self.start})")


class Assignment(Record):
    """The RACI row of one responsibility.

    The accountable position is a single string, so that there can be only one. A position may be both
    accountable and responsible; no other letters can be combined.
    """

    title: Line | None = None
    area: Id | None = None
    accountable: Annotated[
        Id | None, OneOnly("Exactly one position is accountable; the others go under responsible.")
    ] = None
    responsible: Ids = ()
    consulted: Ids = ()
    informed: Ids = ()

    @override
    def judge(self) -> None:
        """No position may have two letters in this row other than accountable and responsible."""
        doing = {self.accountable, *self.responsible}
        consulted, informed = set(self.consulted), set(self.informed)
        doubled = (doing & consulted) | (doing & informed) | (consulted & informed)
        if doubled:
            names = sorted(filter(None, doubled))
            told = f"{listed(names, most=SLIPS_TOLD)} {'has' if len(names) == 1 else 'have'} two letters here"
            raise ValueError(f"{told}; only accountable and responsible go together")

    def everyone(self) -> tuple[str, ...]:
        """Every position that has a letter in this row, each once."""
        accountable = (self.accountable,) if self.accountable else ()
        return tuple(dict.fromkeys((*accountable, *self.responsible, *self.consulted, *self.informed)))

    def working(self) -> tuple[str, ...]:
        """The positions with a say in the work: accountable, responsible or consulted."""
        accountable = (self.accountable,) if self.accountable else ()
        return tuple(dict.fromkeys((*accountable, *self.responsible, *self.consulted)))

    def letters(self, position: str) -> tuple[Letter, ...]:
        """The letters a position has in this row: none, one, or accountable with responsible."""
        held: list[Letter] = ["A"] if self.accountable == position else []
        if position in self.responsible:
            held.append("R")
        if position in self.consulted:
            held.append("C")
        if position in self.informed:
            held.append("I")
        return tuple(held)


class Department(Record):
    """One department of the company: whether it exists here and who speaks for it."""

    exists: bool = True
    representatives: Ids = ()


class Board(Record):
    """The CX board: the cross-department group with the highest authority."""

    lead: Id | None = None
    members: Ids = ()

    def seats(self) -> tuple[str, ...]:
        """Every position on the board, the lead first, each once."""
        return tuple(dict.fromkeys((*((self.lead,) if self.lead else ()), *self.members)))


class Metric(Record):
    """A measure the team answers for. Unit, direction and family default to the catalogue's, if it has it."""

    title: Line | None = None
    unit: Line | None = None
    better: Better | None = None
    family: Family | None = None
    owner: Id | None = None
    baseline: Number | None = None
    target: Number | None = None
    due: Day | None = None


class Tool(Record):
    """The product this company uses from one family of CX tools, and who owns it."""

    product: Line | None = None
    owner: Id | None = None


class Initiative(Record):
    """One digital CX project and the departments that take part in it."""

    type: Id
    title: Line | None = None
    lead: Id | None = None
    sponsor: Id | None = None
    project_team: Ids = ()
    stakeholders: Ids = ()
    metric: Id | None = None


class Waiver(Record):
    """A gap accepted on purpose: by whom, why, and until when."""

    reason: Line
    accepted_by: Line | None = None
    until: Day | None = None


class Plan(Record):
    """Everything one plan file says. Keys are ids; their order in the file is the order on screen."""

    company: Company
    leadership: Leadership
    objectives: Mapping[Id, Objective] = field(default_factory=dict)
    positions: Mapping[Id, Position] = field(default_factory=dict)
    responsibilities: Mapping[Id, Assignment] = field(default_factory=dict)
    departments: Mapping[Id, Department] = field(default_factory=dict)
    board: Board | None = None
    metrics: Mapping[Id, Metric] = field(default_factory=dict)
    tools: Mapping[Id, Tool] = field(default_factory=dict)
    initiatives: Mapping[Id, Initiative] = field(default_factory=dict)
    waivers: Mapping[RuleCode, Mapping[Id, Waiver]] = field(default_factory=dict)

    def waiver(self, code: str, subject: str) -> Waiver | None:
        """The waiver written for one gap, lapsed or not."""
        return self.waivers.get(code, {}).get(subject)
