"""What a template file may hold, kind by kind.

A template holds what cxplanner knows about the field; HR can edit it. Every fact cites its ``sources``:
ids of :class:`CitedSource`, each alone or with one of its facts (``003/reports-to-ceo``). Ids are the keys of
the tables, or the names of the files.
"""

from collections.abc import Mapping
from dataclasses import field
from typing import Annotated, Final, Literal

from cxplanner.catalogue.words import Better, Engagement, Family, Market, RuleCodes, Stage
from cxplanner.toml.records import (
    Described,
    Fte,
    Id,
    Ids,
    Limits,
    Line,
    Lines,
    Listed,
    Number,
    Record,
    Shape,
    Text,
    Texts,
)

Count = Annotated[int, Limits(ge=0)]
Markets = Annotated[tuple[Market, ...], Listed()]
Citations = Annotated[
    Lines, Described("Where this is from: ids of sources, each alone or with one of its facts.")
]


class CitedSource(Record):
    """Where facts come from: a document with the ``facts`` it holds, or the common practice of the field."""

    title: Line
    """What the source is called."""
    about: Text
    """What it is, and how far it can be relied on."""
    facts: Mapping[Id, Line] = field(default_factory=dict)
    """What it says, a sentence for each fact, by ids that citations name."""


class Area(Record):
    """One of the areas that group responsibilities."""

    title: Line
    """What the area is called on screen."""
    about: Text
    """What belongs to it."""
    sources: Citations


class DepartmentType(Record):
    """A function of the business that customers meet."""

    title: Line
    """What the department is called."""
    about: Text
    """What it does for customers."""
    sources: Citations


class Post(Record):
    """A post outside the team that positions report to; ``top`` marks the CEO and the owners."""

    title: Line
    """What the post is called."""
    short: Line
    """What it is called where there is little room."""
    top: bool = False
    """Whether it is the head of the company, or owns it."""
    sources: Citations


ONET_PATTERN: Final = r"^[0-9]{2}-[0-9]{4}\.[0-9]{2}$"


class Onet(Record):
    """The O*NET-SOC occupation nearest to a role (O*NET 27.0, CC BY 4.0), and how well it fits."""

    code: Annotated[
        str,
        Shape(ONET_PATTERN, "is not an O*NET-SOC code", "Codes look like 11-2021.00."),
    ]
    """The code of the occupation, such as 11-2021.00."""
    title: Line
    """What O*NET calls the occupation."""
    fit: Literal["good", "partial", "weak"]
    """How well it fits the role."""


class Role(Record):
    """A job profile that positions are made from, with all that a role description needs."""

    title: Line
    """What the role is called."""
    other_titles: Lines = ()
    """What else it is called."""
    purpose: Text
    """Why the role exists."""
    engagement: Engagement
    """Whether it belongs to the CX team or contributes from another department."""
    executive: bool = False
    """Whether it is an executive's."""
    department: Id | None = None
    """The department it sits in."""
    scales: Ids
    """The scales it suits."""
    duties: Texts
    """What it does, the verb first."""
    decides: Texts
    """What it decides."""
    accountable: Ids = ()
    """The responsibilities it usually answers for."""
    responsible: Ids = ()
    """The responsibilities it usually works on."""
    represents: Ids = ()
    """The departments it speaks for."""
    skills_required: Texts
    """What whoever holds it must know."""
    skills_preferred: Texts = ()
    """What whoever holds it should know."""
    success_measures: Texts
    """By what its success is measured."""
    works_with: Texts
    """Whom it works with."""
    fte: Fte = 1.0
    """Its usual share of a full-time job."""
    reports_to: Ids = ()
    """The roles and posts it usually reports to, the likeliest first."""
    onet: Onet | None = None
    sources: Citations


class Responsibility(Record):
    """A lasting duty of the team.

    ``executive`` marks work that an executive does in person; ``whole`` marks what belongs to the owner of
    the whole experience and must stay in the owner's reporting line; ``usual_roles`` are tried in order
    when somebody has to be found for it.
    """

    title: Line
    """What the responsibility is called, the verb first."""
    area: Id
    """The area it is shown in."""
    stage: Stage
    """When it meets the customer: before, at or after the sale, or all along."""
    about: Text
    """What it means."""
    executive: bool = False
    """Whether an executive does it in person."""
    whole: bool = False
    """Whether it has to stay in the line of whoever owns the experience."""
    usual_roles: Ids
    """The roles that usually answer for it, the likeliest first."""
    sources: Citations


class MetricType(Record):
    """A commonly used metric: its unit, which direction is better, and the family it belongs to."""

    title: Line
    """What the metric is called."""
    short: Line
    """What it is called where there is little room."""
    unit: Line
    """The unit it is counted in."""
    better: Better
    """Whether higher or lower is better."""
    family: Family
    """The family of metrics it belongs to."""
    min: Number | None = None
    """The lowest value there can be."""
    max: Number | None = None
    """The highest value there can be."""
    about: Text
    """What it measures, and how."""
    sources: Citations


class ToolFamily(Record):
    """A family of CX tools, such as surveys or web analytics."""

    title: Line
    """What the family is called."""
    about: Text
    """What such tools do."""
    sources: Citations


class InitiativeType(Record):
    """A kind of digital CX project and the departments that need to take part in it."""

    title: Line
    """What the kind of project is called."""
    about: Text
    """What it is."""
    departments: Ids
    """The departments it needs."""
    sources: Citations


class Opinion(Record):
    """One argument for or against a leadership model, with its sources."""

    says: Text
    """What speaks for the model, or against it."""
    sources: Citations


class LeadershipModel(Record):
    """Who leads customer experience, and what the sources think of it.

    ``department`` is the one whose head owns the experience; without it, a separate executive does.
    """

    title: Line
    """What the model is called."""
    about: Text
    """How it works."""
    department: Id | None = None
    """The department whose head owns the experience; without one an executive of its own does."""
    owner_roles: Ids
    """The roles that may own the experience, the likeliest first."""
    speaks_for: Annotated[tuple[Opinion, ...], Listed()]
    """What speaks for it."""
    speaks_against: Annotated[tuple[Opinion, ...], Listed()]
    """What speaks against it."""
    sources: Citations


class Expected(Record):
    """The size of team that a scale expects; what is left out has no limit."""

    dedicated_min: Count
    """The fewest dedicated positions that are usual."""
    dedicated_max: Count | None = None
    """The most dedicated positions that are usual; not limited if left out."""
    fte_min: Annotated[int | float, Limits(ge=0)]
    """The least full-time equivalents of them together that are usual."""
    sources: Citations


class Thresholds(Record):
    """The numbers above which a rule reports a gap, or, for ``owner_fte_min``, below which one does.

    Those with a default may be left out of a company's own scale.
    """

    accountabilities_per_fte: Count
    """So many responsibilities a full-time position may answer for."""
    fte_floor: Fte
    """Smaller shares of a job count as this one, so that they stay comparable."""
    consulted: Count
    """So many may be consulted on one responsibility."""
    direct_reports: Count
    """So many may report to one position."""
    departments_per_person: Count = 2
    """So many departments one person may speak for."""
    owner_fte_min: Fte = 0.5
    """The least share of a job that the owner of the experience may have."""


class RequiredRole(Record):
    """A group of roles, one of which must be on the team, under any of ``models`` if those are given."""

    title: Line
    """What the group of roles is called."""
    any_of: Ids
    """The roles of which one must be on the team."""
    models: Ids = ()
    """The leadership models under which it is required; all if left out."""
    sources: Citations


class Required(Record):
    """What must be on a team of this scale.

    ``responsibilities`` need somebody accountable. ``departments`` need a representative, ``board``
    departments a seat on a board, ``insight`` departments a letter on sharing insight. One of the
    ``selling`` departments must have a say in the strategy, and so must the ``heard`` roles. ``hand_over``
    names, for each market, the roles that must each be accountable or responsible for handing over.
    ``tools`` are families, one of which has to be named.
    """

    responsibilities: Ids
    """The responsibilities that need somebody accountable."""
    departments: Ids = ()
    """The departments that need a representative."""
    board: Ids = ()
    """The departments that need a seat on a board."""
    insight: Ids = ()
    """The departments that need a letter on sharing insight."""
    selling: Ids = ()
    """The departments of which one must have a say in the strategy."""
    heard: Ids = ()
    """The roles that must have a say in the strategy."""
    tools: Ids = ()
    """The families of tools of which one has to be named."""
    hand_over: Mapping[Market, Ids] = field(default_factory=dict)
    """By market: the roles each of which has to take part in handing over."""
    roles: Mapping[Id, RequiredRole] = field(default_factory=dict)
    """Groups of roles of which one must be on the team, by ids of your own."""


class StartingPosition(Record):
    """One position of a starting team; ``models`` and ``markets`` say when it is included.

    ``owner`` marks the executive owner of the whole experience. Elsewhere in the template the word
    ``owner`` means that position, whatever its id. ``stands_in_for`` are positions and outside posts in the
    template that this position replaces when it is included: a head of marketing is the company's CMO.
    """

    id: Id
    """The position's id in the plan."""
    role: Id
    """The role it is made from."""
    owner: bool = False
    """Whether it is the executive who owns the whole experience."""
    title: Line | None = None
    """The position's title, instead of the role's."""
    department: Id | None = None
    """The department it sits in, instead of the role's."""
    reports_to: Id
    """The position or post it reports to."""
    fte: Fte
    """Its share of a full-time job."""
    models: Ids = ()
    """The leadership models under which it is there; all if left out."""
    markets: Markets = ()
    """The markets in which it is there; all if left out."""
    stands_in_for: Ids = ()
    """The positions and posts of the template whose place it takes."""


class StartingRow(Record):
    """Who has which letter at the start; ``accountable`` is the first of these that is on the team."""

    accountable: Ids
    """Who answers for it: the first of these that is on the team."""
    responsible: Ids = ()
    """The positions that do the work."""
    consulted: Ids = ()
    """The positions that are asked before."""
    informed: Ids = ()
    """The positions that are told after."""


class Starting(Record):
    """The starting team of a scale. Ids of positions that a variant does not include are ignored."""

    positions: Annotated[tuple[StartingPosition, ...], Listed()]
    """The positions of the team, in the order of the screen."""
    responsibilities: Mapping[Id, StartingRow]
    """Who has which part in each responsibility."""
    representatives: Mapping[Id, Ids] = field(default_factory=dict)
    """Who speaks for each department."""
    board_lead: Id | None = None
    """Who leads the board."""
    board_members: Ids = ()
    """Who else is on the board."""
    metrics: Mapping[Id, Id] = field(default_factory=dict)
    """Who owns each metric."""


class Scale(Record):
    """The size of team expected, the rules that apply, their thresholds, and the team to start with."""

    title: Line
    """What the scale is called."""
    about: Text
    """What companies of this scale are like."""
    headcount_from: Count
    """The fewest people who work for a company of this scale."""
    sources: Citations
    rules_off: RuleCodes = ()
    """The gap rules that do not bind at this scale."""
    expected: Expected
    thresholds: Thresholds
    required: Required
    starting: Starting
