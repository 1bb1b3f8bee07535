"""The team: a plan read together with the catalogue, indexed once for everything that asks about it.

Gap rules, edits, screens and documents all ask a :class:`Team`, so that "who is executive", "who answers
for what" and "what does this scale require" have one answer each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from cxplanner.catalogue.catalogue import Catalogue
from cxplanner.catalogue.models import Role, Scale
from cxplanner.catalogue.words import Engagement
from cxplanner.plan.models import Assignment, Department, Plan, Position
from cxplanner.plan.subjects import BOARD, ROLE_GROUP, SECTIONS, WHOLE_PLAN

OWN_THE_EXPERIENCE: Final = "own-the-experience"
DEVELOP_STRATEGY: Final = "develop-strategy"
BE_THE_CUSTOMER: Final = "be-the-customer"
BRIEF_CAMPAIGNS: Final = "brief-campaigns"
LEAD_THE_BOARD: Final = "lead-cx-board"
SINGLE_SOURCE: Final = "keep-single-source"
SHARE_INSIGHT: Final = "share-insight"
TRACK_METRICS: Final = "track-metrics"
MAINTAIN_TOOLS: Final = "maintain-tools"
EXECUTIVES: Final = "executives"
"""The department at the top of the company, which every company has."""
_NO_ROW: Final = Assignment()
_NO_DEPARTMENT: Final = Department()


@dataclass(frozen=True, slots=True)
class Member:
    """A position, with what it leaves out filled in from its role."""

    id: str
    position: Position
    role: Role | None
    title: str
    engagement: Engagement
    executive: bool
    department: str | None
    ended: bool = False
    """Whether the position's last day is before the team's day."""
    upcoming: bool = False
    """Whether the position's first day is after the team's day."""

    @property
    def there(self) -> bool:
        """Whether the position has started and not ended on the team's day, held or vacant."""
        return not (self.ended or self.upcoming)

    @property
    def vacant(self) -> bool:
        """Whether nobody holds the position, or no longer does."""
        return self.position.incumbent is None or self.ended

    @property
    def holder(self) -> str:
        """Who holds the position; if not there yet or any more, when: ``ended 2027-03-01 (was Kim)``."""
        who = self.position.incumbent
        if self.ended:
            return f"ended {self.position.end}" + (f" (was {who})" if who else "")
        if self.upcoming and who:
            return f"{who}, starts {self.position.start}"
        return who or "vacant"

    @property
    def held(self) -> str:
        """The holder as written in a sentence: ``held by Kim``."""
        return self.holder if self.vacant else f"held by {self.holder}"

    @property
    def dedicated(self) -> bool:
        """Whether the position belongs to the CX team itself."""
        return self.engagement == "dedicated"


class Team:
    """One plan read with one catalogue. It never changes: build a new one for every new plan.

    It shows the team on the day ``today``: positions whose last day has passed no longer count, those still
    to start count as planned, and waivers past their date have lapsed. Without a day no position has ended,
    all have started, and no waiver has lapsed.
    """

    def __init__(self, plan: Plan, catalogue: Catalogue, today: date | None = None) -> None:
        self.plan: Final = plan
        self.catalogue: Final = catalogue
        self.today: Final = today or date.min
        self.scale: Final[Scale] = catalogue.scales[plan.company.scale]
        self.members: Final[Mapping[str, Member]] = {
            key: _member(key, position, catalogue, self.today) for key, position in plan.positions.items()
        }

    @cached_property
    def reports(self) -> Mapping[str, tuple[str, ...]]:
        """Boss -> direct reports, in the plan's order; bosses outside the team included."""
        found: dict[str, list[str]] = {}
        for key, position in self.plan.positions.items():
            if position.reports_to is not None:
                found.setdefault(position.reports_to, []).append(key)
        return {boss: tuple(keys) for boss, keys in found.items()}

    @cached_property
    def answers_for(self) -> Mapping[str, tuple[str, ...]]:
        """Position -> the responsibilities it is accountable for."""
        found: dict[str, list[str]] = {}
        for key, row in self.plan.responsibilities.items():
            if row.accountable is not None:
                found.setdefault(row.accountable, []).append(key)
        return {position: tuple(keys) for position, keys in found.items()}

    @cached_property
    def does(self) -> Mapping[str, tuple[str, ...]]:
        """Position -> the responsibilities it is responsible for."""
        found: dict[str, list[str]] = {}
        for key, row in self.plan.responsibilities.items():
            for position in row.responsible:
                found.setdefault(position, []).append(key)
        return {position: tuple(keys) for position, keys in found.items()}

    @cached_property
    def by_role(self) -> Mapping[str, tuple[str, ...]]:
        """Role -> the positions made from it."""
        found: dict[str, list[str]] = {}
        for key, position in self.plan.positions.items():
            if position.role is not None:
                found.setdefault(position.role, []).append(key)
        return {role: tuple(keys) for role, keys in found.items()}

    @cached_property
    def owner(self) -> str | None:
        """The executive accountable for the whole experience, if there is one."""
        accountable = self.row(OWN_THE_EXPERIENCE).accountable
        member = self.members.get(accountable) if accountable else None
        return member.id if member and member.executive else None

    @cached_property
    def owner_line(self) -> frozenset[str]:
        """The owner and everybody who reports to the owner, directly or through others."""
        return frozenset(self.line_of(self.owner)) if self.owner else frozenset()

    @cached_property
    def required(self) -> tuple[str, ...]:
        """The responsibilities that need somebody accountable at this scale."""
        return self.scale.required.responsibilities

    @cached_property
    def shown(self) -> tuple[str, ...]:
        """Every responsibility of this plan, by area: those that its scale requires and those it names."""
        wanted = dict.fromkeys((*self.required, *self.plan.responsibilities))
        areas = {area: n for n, area in enumerate(self.catalogue.areas)}
        order = {key: n for n, key in enumerate(self.catalogue.responsibilities)}
        last = len(order)
        return tuple(
            sorted(wanted, key=lambda key: (areas.get(self.area(key), len(areas)), order.get(key, last)))
        )

    @cached_property
    def covered(self) -> tuple[str, ...]:
        """The required responsibilities that somebody answers for."""
        return tuple(key for key in self.required if self.row(key).accountable)

    @cached_property
    def covered_by_vacancies(self) -> tuple[str, ...]:
        """The required responsibilities that a position answers for which nobody holds."""
        return tuple(key for key in self.covered if self.members[str(self.row(key).accountable)].vacant)

    @cached_property
    def held(self) -> tuple[str, ...]:
        """The required responsibilities whose accountable position somebody holds on the team's day."""
        members = {key: self.members[str(self.row(key).accountable)] for key in self.covered}
        return tuple(key for key, member in members.items() if member.there and not member.vacant)

    @property
    def coverage(self) -> float:
        """Share of required responsibilities that somebody answers for, 0.0 to 1.0."""
        return len(self.covered) / len(self.required) if self.required else 1.0

    @cached_property
    def dedicated(self) -> tuple[Member, ...]:
        """The dedicated positions that have not ended, including those still to start."""
        return tuple(m for m in self.members.values() if m.dedicated and not m.ended)

    @cached_property
    def absent(self) -> tuple[Member, ...]:
        """The positions not there on the team's day: those still to start and those that have ended."""
        return tuple(member for member in self.members.values() if not member.there)

    @cached_property
    def executives(self) -> tuple[str, ...]:
        """The executive positions, in the plan's order."""
        return tuple(member.id for member in self.members.values() if member.executive)

    @property
    def dedicated_fte(self) -> float:
        """The total full-time equivalent of the dedicated positions."""
        return fte_of(self.dedicated)

    @cached_property
    def _titles_twice(self) -> frozenset[str]:
        seen: set[str] = set()
        twice: set[str] = set()
        for member in self.members.values():
            (twice if member.title in seen else seen).add(member.title)
        return frozenset(twice)

    def line_of(self, boss: str) -> Iterator[str]:
        """A position and everybody below it; without recursion, since lines may be long."""
        waiting = [boss]
        while waiting:
            key = waiting.pop()
            yield key
            waiting.extend(self.reports.get(key, ()))

    def line_up(self, key: str) -> Iterator[str]:
        """A position and those above it, up to the post outside the team where the line ends."""
        at: str | None = key
        while at is not None:
            yield at
            member = self.members.get(at)
            at = member.position.reports_to if member else None

    def cells(self) -> Mapping[tuple[str, str], str]:
        """The letters, such as ``A/R``, by responsibility and position, read in one pass over the plan."""
        found: dict[tuple[str, str], str] = {}
        for key, row in self.plan.responsibilities.items():
            if row.accountable is not None:
                found[key, row.accountable] = "A"
            for letter, positions in (("R", row.responsible), ("C", row.consulted), ("I", row.informed)):
                for position in positions:
                    held = found.get((key, position))
                    found[key, position] = f"{held}/{letter}" if held else letter
        return found

    def voices(self, role: str) -> tuple[str, ...]:
        """The positions that speak for a role: those made from it, or heading a department it represents."""
        known = self.catalogue.roles.get(role)
        departments = known.represents if known else ()
        heads = (key for key in self.executives if self.members[key].department in departments)
        return tuple(dict.fromkeys((*self.by_role.get(role, ()), *heads)))

    def row(self, responsibility: str) -> Assignment:
        """The RACI row of a responsibility; an empty one if the plan has none."""
        return self.plan.responsibilities.get(responsibility, _NO_ROW)

    def department(self, key: str) -> Department:
        """What the plan says about a department; if nothing, that it exists."""
        return self.plan.departments.get(key, _NO_DEPARTMENT)

    def area(self, responsibility: str) -> str:
        """The id of the area a responsibility belongs to; empty if it is the plan's own and names none."""
        own = self.row(responsibility).area
        known = self.catalogue.responsibilities.get(responsibility)
        return own or (known.area if known else "")

    def duty(self, responsibility: str) -> str:
        """The title of a responsibility."""
        known = self.catalogue.responsibilities.get(responsibility)
        return self.row(responsibility).title or (known.title if known else responsibility)

    def nobody_does(self, responsibility: str, row: Assignment | None = None) -> bool:
        """Whether an executive or contributing position answers alone for work that others should do.

        ``row`` is judged in place of the plan's own, for edits that have not been made yet.
        """
        row = row or self.row(responsibility)
        duty = self.catalogue.responsibilities.get(responsibility)
        if row.accountable is None or row.responsible or (duty and duty.executive):
            return False
        member = self.members[row.accountable]
        return member.executive or not member.dedicated

    def title(self, key: str) -> str:
        """The title of a position or outside post; the id itself if it is neither."""
        if key in self.members:
            return self.members[key].title
        post = self.catalogue.posts.get(key)
        return post.title if post else key

    def name(self, key: str) -> str:
        """The title of a position, with its id if several positions share the title."""
        title = self.title(key)
        return f"{title} ({key})" if title in self._titles_twice and key in self.members else title

    def department_title(self, key: str) -> str:
        """The title of a department."""
        known = self.catalogue.departments.get(key)
        return known.title if known else key

    def metric_title(self, key: str) -> str:
        """The title of a metric, from the plan or else the catalogue."""
        own = self.plan.metrics.get(key)
        known = self.catalogue.metrics.get(key)
        return (own.title if own and own.title else None) or (known.title if known else key)

    def tool_title(self, key: str) -> str:
        """The title of a family of tools."""
        known = self.catalogue.tools.get(key)
        return known.title if known else key

    def initiative_title(self, key: str) -> str:
        """The title of an initiative, or else that of its type."""
        case = self.plan.initiatives.get(key)
        kind = self.catalogue.initiatives.get(case.type) if case else None
        return (case.title if case and case.title else None) or (kind.title if kind else key)

    def objective_title(self, key: str) -> str:
        """An objective in its own words."""
        objective = self.plan.objectives.get(key)
        return objective.statement if objective else key

    def section_title(self, section: str, key: str) -> str:
        """The title of an entry in one section of the plan, since several sections may use the same id."""
        return self._titles[section][1](key)

    def subject(self, key: str, code: str = "") -> str:
        """What a gap or waiver of rule ``code`` is about, in words."""
        if code not in SECTIONS and key in (WHOLE_PLAN, BOARD):
            return "The plan" if key == WHOLE_PLAN else "CX board"
        for section in (SECTIONS.get(code, "positions"), *self._titles):
            names, title = self._titles[section]
            if key in names:
                return title(key)
        group = self.scale.required.roles.get(key.removeprefix(ROLE_GROUP))
        return group.title if group else key

    @cached_property
    def _titles(self) -> Mapping[str, tuple[frozenset[str], Callable[[str], str]]]:
        plan, known = self.plan, self.catalogue
        return {
            "positions": (frozenset(self.members), self.name),
            "departments": (frozenset(known.departments), self.department_title),
            "responsibilities": (frozenset((*known.responsibilities, *plan.responsibilities)), self.duty),
            "metrics": (frozenset((*known.metrics, *plan.metrics)), self.metric_title),
            "objectives": (frozenset(plan.objectives), self.objective_title),
            "initiatives": (frozenset(plan.initiatives), self.initiative_title),
            "tools": (frozenset(known.tools), self.tool_title),
        }


def fte_of(members: Iterable[Member]) -> float:
    """The total full-time equivalent of some positions."""
    return round(sum(member.position.fte for member in members), 2)


def _member(key: str, position: Position, catalogue: Catalogue, today: date) -> Member:
    role = catalogue.roles.get(position.role) if position.role else None
    executive = position.executive
    return Member(
        id=key,
        position=position,
        role=role,
        title=position.title or (role.title if role else key),
        engagement=position.engagement or (role.engagement if role else "dedicated"),
        executive=executive if executive is not None else bool(role and role.executive),
        department=position.department or (role.department if role else None),
        ended=position.end is not None and position.end < today,
        upcoming=position.start is not None and date.min < today < position.start,
    )
