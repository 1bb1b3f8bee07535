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
    """The company's name."""
    scale: Id
    """How large the team is judged to be: it decides which rules bind and what they ask for."""
    headcount: Annotated[int, Limits(ge=1)] | None = None
    """How many people work for the company."""
    market: Market = "both"
    """Whom the company sells to: businesses (b2b), consumers (b2c) or both."""
    currency: Currency = "EUR"
    """The currency of all amounts, in three capital letters."""


class Leadership(Record):
    """Which department leads customer experience, and with what budget."""

    model: Id
    """Who leads customer experience."""
    budget: Money | None = None
    """What the owner of the experience may spend a year, on staff and projects."""
    funded_by: Ids = ()
    """The departments that pay for it."""


class Objective(Record):
    """A goal of the team; the numbers are kept with the metrics it names."""

    statement: Line
    """What is to be reached, in one sentence."""
    metrics: Ids = ()
    """The metrics that measure it; targets stand with them."""


class Position(Record):
    """One place in this team, made from a role; vacant while it has no incumbent.

    What is left out is taken from the role: title, engagement, executive, department, and the texts of
    the role description.
    """

    role: Id | None = None
    """The role of the templates that the position is made from; without one it needs a title."""
    title: Line | None = None
    """The position's title, instead of the role's."""
    incumbent: Line | None = None
    """Who holds the position; without, it is vacant."""
    reports_to: Id | None = None
    """The position of this plan, or the post outside the team, that it reports to."""
    fte: Fte = 1.0
    """Its share of a full-time job: more than 0, at most 1."""
    engagement: Engagement | None = None
    """Whether it belongs to the CX team or contributes from another department; else as the role says."""
    executive: bool | None = None
    """Whether it is an executive's; else as the role says."""
    department: Id | None = None
    """The department it sits in; else the role's."""
    location: Line | None = None
    """Where it is."""
    start: Day | None = None
    """Its first day; before it the position counts as planned."""
    end: Day | None = None
    """Its last day; after it the position is no longer part of the team."""
    annual_cost: Money | None = None
    """What it costs a year, in the plan's currency."""
    external_id: Line | None = None
    """HR's own number of the position."""
    note: Text | None = None
    """Any text."""
    purpose: Text | None = None
    """Why the position exists, instead of the role's text."""
    duties: Texts = ()
    """What it does, instead of the role's duties."""
    decides: Texts = ()
    """What it decides, instead of the role's."""
    skills_required: Texts = ()
    """What whoever holds it must know, instead of the role's."""
    skills_preferred: Texts = ()
    """What whoever holds it should know, instead of the role's."""
    success_measures: Texts = ()
    """By what its success is measured, instead of the role's."""
    works_with: Texts = ()
    """Whom it works with, instead of the role's."""

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
    """The title of a responsibility that the templates do not have."""
    area: Id | None = None
    """The area it is shown in, for a responsibility that the templates do not have."""
    accountable: Annotated[
        Id | None, OneOnly("Exactly one position is accountable; the others go under responsible.")
    ] = None
    """The one position that answers for it."""
    responsible: Ids = ()
    """The positions that do the work."""
    consulted: Ids = ()
    """The positions that are asked before."""
    informed: Ids = ()
    """The positions that are told after."""

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
    """Whether this company has the department."""
    representatives: Ids = ()
    """The positions that speak for it."""


class Board(Record):
    """The CX board: the cross-department group with the highest authority."""

    lead: Id | None = None
    """The position that leads the board."""
    members: Ids = ()
    """The further positions on the board."""

    def seats(self) -> tuple[str, ...]:
        """Every position on the board, the lead first, each once."""
        return tuple(dict.fromkeys((*((self.lead,) if self.lead else ()), *self.members)))


class Metric(Record):
    """A measure the team answers for. Unit, direction and family default to the catalogue's, if it has it."""

    title: Line | None = None
    """The title of a metric that the templates do not have."""
    unit: Line | None = None
    """The unit it is counted in, where the templates do not say."""
    better: Better | None = None
    """Whether higher or lower is better, where the templates do not say."""
    family: Family | None = None
    """The family of metrics it belongs to, where the templates do not say."""
    owner: Id | None = None
    """The position that answers for it."""
    baseline: Number | None = None
    """Where it stood when the target was set."""
    target: Number | None = None
    """What it is to reach."""
    due: Day | None = None
    """The day by which it is to reach the target."""


class Tool(Record):
    """The product this company uses from one family of CX tools, and who owns it."""

    product: Line | None = None
    """The product that is used."""
    owner: Id | None = None
    """The position that answers for it."""


class Initiative(Record):
    """One digital CX project and the departments that take part in it."""

    type: Id
    """What kind of project it is; that decides which departments it needs."""
    title: Line | None = None
    """What it is called."""
    lead: Id | None = None
    """The position that leads it."""
    sponsor: Id | None = None
    """The position that stands up for it among the executives."""
    project_team: Ids = ()
    """The departments that do the work."""
    stakeholders: Ids = ()
    """The departments that have a say."""
    metric: Id | None = None
    """The metric it is to move."""


class Waiver(Record):
    """A gap accepted on purpose: by whom, why, and until when."""

    reason: Line
    """Why the gap is accepted."""
    accepted_by: Line | None = None
    """Who accepted it."""
    until: Day | None = None
    """The last day on which it is accepted; afterwards the gap counts again."""


class Plan(Record):
    """Everything one plan file says. Keys are ids; their order in the file is the order on screen."""

    company: Company
    leadership: Leadership
    objectives: Mapping[Id, Objective] = field(default_factory=dict)
    """What the team wants to reach, by ids of your own."""
    positions: Mapping[Id, Position] = field(default_factory=dict)
    """Everybody on the team, held or vacant, by ids of your own."""
    responsibilities: Mapping[Id, Assignment] = field(default_factory=dict)
    """Who answers for what and who has a part in it, by the ids of the templates or of your own."""
    departments: Mapping[Id, Department] = field(default_factory=dict)
    """The departments of the company and who speaks for them, by the ids of the templates."""
    board: Board | None = None
    metrics: Mapping[Id, Metric] = field(default_factory=dict)
    """What is measured, by the ids of the templates or of your own."""
    tools: Mapping[Id, Tool] = field(default_factory=dict)
    """The products in use, by the families of the templates."""
    initiatives: Mapping[Id, Initiative] = field(default_factory=dict)
    """The digital projects, by ids of your own."""
    waivers: Mapping[RuleCode, Mapping[Id, Waiver]] = field(default_factory=dict)
    """Gaps that are accepted on purpose, by rule and by what the gap is about."""

    def waiver(self, code: str, subject: str) -> Waiver | None:
        """The waiver written for one gap, lapsed or not."""
        return self.waivers.get(code, {}).get(subject)
