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


class CitedSource(Record):
    """Where facts come from: a document with the ``facts`` it holds, or the common practice of the field."""

    title: Line
    about: Text
    facts: Mapping[Id, Line] = field(default_factory=dict)


class Area(Record):
    """One of the areas that group responsibilities."""

    title: Line
    about: Text
    sources: Lines


class DepartmentType(Record):
    """A function of the business that customers meet."""

    title: Line
    about: Text
    sources: Lines


class Post(Record):
    """A post outside the team that positions report to; ``top`` marks the CEO and the owners."""

    title: Line
    short: Line
    top: bool = False
    sources: Lines


ONET_PATTERN: Final = r"^[0-9]{2}-[0-9]{4}\.[0-9]{2}$"


class Onet(Record):
    """The O*NET-SOC occupation nearest to a role (O*NET 27.0, CC BY 4.0), and how well it fits."""

    code: Annotated[
        str,
        Shape(ONET_PATTERN, "is not an O*NET-SOC code", "Codes look like 11-2021.00."),
    ]
    title: Line
    fit: Literal["good", "partial", "weak"]


class Role(Record):
    """A job profile that positions are made from, with all that a role description needs."""

    title: Line
    other_titles: Lines = ()
    purpose: Text
    engagement: Engagement
    executive: bool = False
    department: Id | None = None
    scales: Ids
    duties: Texts
    decides: Texts
    accountable: Ids = ()
    responsible: Ids = ()
    represents: Ids = ()
    skills_required: Texts
    skills_preferred: Texts = ()
    success_measures: Texts
    works_with: Texts
    fte: Fte = 1.0
    reports_to: Ids = ()
    onet: Onet | None = None
    sources: Lines


class Responsibility(Record):
    """A lasting duty of the team.

    ``executive`` marks work that an executive does in person; ``whole`` marks what belongs to the owner of
    the whole experience and must stay in the owner's reporting line; ``usual_roles`` are tried in order
    when somebody has to be found for it.
    """

    title: Line
    area: Id
    stage: Stage
    about: Text
    executive: bool = False
    whole: bool = False
    usual_roles: Ids
    sources: Lines


class MetricType(Record):
    """A commonly used metric: its unit, which direction is better, and the family it belongs to."""

    title: Line
    short: Line
    unit: Line
    better: Better
    family: Family
    min: Number | None = None
    max: Number | None = None
    about: Text
    sources: Lines


class ToolFamily(Record):
    """A family of CX tools, such as surveys or web analytics."""

    title: Line
    about: Text
    sources: Lines


class InitiativeType(Record):
    """A kind of digital CX project and the departments that need to take part in it."""

    title: Line
    about: Text
    departments: Ids
    sources: Lines


class Opinion(Record):
    """One argument for or against a leadership model, with its sources."""

    says: Text
    sources: Lines


class LeadershipModel(Record):
    """Who leads customer experience, and what the sources think of it.

    ``department`` is the one whose head owns the experience; without it, a separate executive does.
    """

    title: Line
    about: Text
    department: Id | None = None
    owner_roles: Ids
    speaks_for: Annotated[tuple[Opinion, ...], Listed()]
    speaks_against: Annotated[tuple[Opinion, ...], Listed()]
    sources: Lines


class Expected(Record):
    """The size of team that a scale expects; what is left out has no limit."""

    dedicated_min: Count
    dedicated_max: Count | None = None
    fte_min: Annotated[int | float, Limits(ge=0)]
    sources: Lines


class Thresholds(Record):
    """The numbers above which a rule reports a gap, or, for ``owner_fte_min``, below which one does.

    Those with a default may be left out of a company's own scale.
    """

    accountabilities_per_fte: Count
    fte_floor: Fte
    consulted: Count
    direct_reports: Count
    departments_per_person: Count = 2
    owner_fte_min: Fte = 0.5


class RequiredRole(Record):
    """A group of roles, one of which must be on the team, under any of ``models`` if those are given."""

    title: Line
    any_of: Ids
    models: Ids = ()
    sources: Lines


class Required(Record):
    """What must be on a team of this scale.

    ``responsibilities`` need somebody accountable. ``departments`` need a representative, ``board``
    departments a seat on a board, ``insight`` departments a letter on sharing insight. One of the
    ``selling`` departments must have a say in the strategy, and so must the ``heard`` roles. ``hand_over``
    names, for each market, the roles that must each be accountable or responsible for handing over.
    ``tools`` are families, one of which has to be named.
    """

    responsibilities: Ids
    departments: Ids = ()
    board: Ids = ()
    insight: Ids = ()
    selling: Ids = ()
    heard: Ids = ()
    tools: Ids = ()
    hand_over: Mapping[Market, Ids] = field(default_factory=dict)
    roles: Mapping[Id, RequiredRole] = field(default_factory=dict)


class StartingPosition(Record):
    """One position of a starting team; ``models`` and ``markets`` say when it is included.

    ``owner`` marks the executive owner of the whole experience. Elsewhere in the template the word
    ``owner`` means that position, whatever its id. ``stands_in_for`` are positions and outside posts in the
    template that this position replaces when it is included: a head of marketing is the company's CMO.
    """

    id: Id
    role: Id
    owner: bool = False
    title: Line | None = None
    department: Id | None = None
    reports_to: Id
    fte: Fte
    models: Ids = ()
    markets: Markets = ()
    stands_in_for: Ids = ()


class StartingRow(Record):
    """Who has which letter at the start; ``accountable`` is the first of these that is on the team."""

    accountable: Ids
    responsible: Ids = ()
    consulted: Ids = ()
    informed: Ids = ()


class Starting(Record):
    """The starting team of a scale. Ids of positions that a variant does not include are ignored."""

    positions: Annotated[tuple[StartingPosition, ...], Listed()]
    responsibilities: Mapping[Id, StartingRow]
    representatives: Mapping[Id, Ids] = field(default_factory=dict)
    board_lead: Id | None = None
    board_members: Ids = ()
    metrics: Mapping[Id, Id] = field(default_factory=dict)


class Scale(Record):
    """The size of team expected, the rules that apply, their thresholds, and the team to start with."""

    title: Line
    about: Text
    headcount_from: Count
    sources: Lines
    rules_off: RuleCodes = ()
    expected: Expected
    thresholds: Thresholds
    required: Required
    starting: Starting
