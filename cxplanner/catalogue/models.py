"""What a template file may hold, kind by kind.

A template says what the product knows of the field; HR can edit it. Every fact cites its ``sources``:
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

    ``executive`` is work an executive does in person; ``whole`` belongs to the owner of the whole
    experience and must not leave the owner's reporting line; ``usual_roles`` are tried in order when
    somebody has to be found for it.
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
    """A measure of the field: its unit, which way is better, and what family it belongs to."""

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
    """A kind of digital CX project and the departments it needs in its cast."""

    title: Line
    about: Text
    departments: Ids
    sources: Lines


class Opinion(Record):
    """One thing that speaks for or against a leadership model, with who says so."""

    says: Text
    sources: Lines


class LeadershipModel(Record):
    """Who leads customer experience, and what the sources think of it.

    ``department`` is the one whose head owns the experience; without it an executive of its own does.
    """

    title: Line
    about: Text
    department: Id | None = None
    owner_roles: Ids
    speaks_for: Annotated[tuple[Opinion, ...], Listed()]
    speaks_against: Annotated[tuple[Opinion, ...], Listed()]
    sources: Lines


class Expected(Record):
    """The size of team a scale expects; what is left out is not limited."""

    dedicated_min: Count
    dedicated_max: Count | None = None
    fte_min: Annotated[int | float, Limits(ge=0)]
    sources: Lines


class Thresholds(Record):
    """The numbers above which a rule speaks; ``owner_fte_min`` is the share below which one does.

    What has a default may be left out of a company's own scale.
    """

    accountabilities_per_fte: Count
    fte_floor: Fte
    consulted: Count
    direct_reports: Count
    departments_per_person: Count = 2
    owner_fte_min: Fte = 0.5


class RequiredRole(Record):
    """A group of roles of which one must be on the team; ``models`` limits it to leadership models."""

    title: Line
    any_of: Ids
    models: Ids = ()
    sources: Lines


class Required(Record):
    """What must be on a team of this scale.

    ``responsibilities`` need somebody accountable. ``departments`` need a representative, ``board``
    departments a seat on a board, ``insight`` departments a letter on sharing insight. Of the
    ``selling`` departments one must have a say in the strategy, as must the ``heard`` roles. ``hand_over``
    names, per market, the roles each of which must be accountable or responsible for handing over.
    ``tools`` are families of which one has to be named.
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
    """One position of a starting team; ``models`` and ``markets`` say when it is there.

    ``owner`` marks the executive owner of the whole experience. Elsewhere in the template the word
    ``owner`` stands for that position, whatever its id. ``stands_in_for`` are positions and outside posts
    of the template whose place it takes where it is there: a head of marketing is the company's CMO.
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
    """The starting team of a scale. Ids that are not on the team in this variant are passed over."""

    positions: Annotated[tuple[StartingPosition, ...], Listed()]
    responsibilities: Mapping[Id, StartingRow]
    representatives: Mapping[Id, Ids] = field(default_factory=dict)
    board_lead: Id | None = None
    board_members: Ids = ()
    metrics: Mapping[Id, Id] = field(default_factory=dict)


class Scale(Record):
    """How large a team is expected, which rules bind, from which numbers, and what to start with."""

    title: Line
    about: Text
    headcount_from: Count
    sources: Lines
    rules_off: RuleCodes = ()
    expected: Expected
    thresholds: Thresholds
    required: Required
    starting: Starting
