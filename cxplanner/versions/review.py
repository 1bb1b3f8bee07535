"""What a reviewer needs to know about a change, in one place: what it does, to whom, at what cost."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Final

from cxplanner.edits.change import Renamed
from cxplanner.gaps import team_gaps
from cxplanner.gaps.effect import Effect, gap_effect
from cxplanner.gaps.rule import Gap
from cxplanner.plan.models import Plan
from cxplanner.plan.money import Costs, costs, money
from cxplanner.plan.team import OWN_THE_EXPERIENCE, Team, fte_of
from cxplanner.text.words import number
from cxplanner.versions.difference import Difference, differences
from cxplanner.versions.renames import renames_between, under_new_ids

GROUPS: Final[Mapping[str, str]] = {
    "people": "People",
    "lines": "Lines of reporting",
    "responsibilities": "Responsibilities",
    "departments": "Departments and board",
    "goals": "Objectives and metrics",
    "projects": "Tools and initiatives",
    "company": "Company and leadership",
    "accepted": "Accepted gaps",
    "other": "Everything else",
}
"""The groups in which differences are shown, in this order."""

_GROUP_OF: Final[Mapping[str, str]] = {
    "positions": "people",
    "responsibilities": "responsibilities",
    **dict.fromkeys(("departments", "board"), "departments"),
    **dict.fromkeys(("objectives", "metrics"), "goals"),
    **dict.fromkeys(("tools", "initiatives"), "projects"),
    **dict.fromkeys(("company", "leadership"), "company"),
    "waivers": "accepted",
}
_NOUNS: Final = {"responsibilities": "Responsibility", "metrics": "Metric", "objectives": "Objective"}


@dataclass(frozen=True)
class Review:
    """Two versions of a plan, read with the same catalogue on the same day, and how they differ."""

    before: Team
    after: Team

    @cached_property
    def renames(self) -> tuple[Renamed, ...]:
        """The things that are the same under another id."""
        return renames_between(self.before.plan, self.after.plan)

    @cached_property
    def groups(self) -> Mapping[str, tuple[Difference, ...]]:
        """The differences by the group they are shown in; only groups that have any."""
        found: dict[str, list[Difference]] = {group: [] for group in GROUPS}
        for difference in self._besides_lines():
            found[_GROUP_OF.get(difference.section, "other")].append(difference)
        found["lines"] += self._lines()
        return {group: tuple(some) for group, some in found.items() if some}

    @property
    def differences(self) -> tuple[Difference, ...]:
        """All differences, in the order of their groups."""
        return tuple(difference for some in self.groups.values() for difference in some)

    @property
    def decisions(self) -> tuple[Difference, ...]:
        """What somebody has to agree to: the size of the team, money and leadership, accepted gaps."""
        return tuple(difference for difference in self.differences if _is_a_decision(difference))

    @cached_property
    def _gaps_after(self) -> tuple[Gap, ...]:
        return team_gaps(self.after)

    @cached_property
    def _effect(self) -> Effect:
        return gap_effect(team_gaps(self._before), self._gaps_after)

    @property
    def opened(self) -> tuple[Gap, ...]:
        """The gaps that are there now but were not before, or were accepted then."""
        return self._effect.opened

    @property
    def closed(self) -> tuple[Gap, ...]:
        """The gaps that are gone; one that is now accepted is still there."""
        accepted = {(gap.code, gap.subject) for gap in self._gaps_after if gap.waived is not None}
        return tuple(gap for gap in self._effect.closed if (gap.code, gap.subject) not in accepted)

    @property
    def altered(self) -> tuple[Gap, ...]:
        """The gaps that stay but read differently."""
        return self._effect.altered

    @cached_property
    def _before(self) -> Team:
        """The earlier plan with the ids of the later one."""
        if not self.renames:
            return self.before
        return Team(under_new_ids(self.before.plan, self.renames), self.before.catalogue, self.before.today)

    def _besides_lines(self) -> Iterator[Difference]:
        """Every difference except those in who reports to whom."""
        old = under_new_ids(self.before.plan, [one for one in self.renames if one.section != "positions"])
        lines = {key: position.reports_to for key, position in self._before.plan.positions.items()}
        moved = _with_lines(self.after.plan, lines)
        positions = [one for one in self.renames if one.section == "positions"]
        before = Team(old, self.before.catalogue, self.before.today)
        yield from self._renamed_things()
        yield from differences(before, Team(moved, self.after.catalogue, self.after.today), positions)

    def _renamed_things(self) -> Iterator[Difference]:
        for section, old, new in self.renames:
            if section != "positions":
                name = self.after.section_title(section, new)
                sentence = f"{_NOUNS.get(section, 'Initiative')} “{name}”: id {old} → {new}"
                yield Difference("changed", section, new, sentence)

    def _lines(self) -> Iterator[Difference]:
        """Who reports to somebody else; both plans get all positions, so that each can be named."""
        before, after = self._before.plan, self.after.plan
        both = before.replace(positions={**after.positions, **before.positions})
        lines = {key: position.reports_to for key, position in after.positions.items()}
        day, catalogue = self.after.today, self.after.catalogue
        yield from differences(Team(both, catalogue, day), Team(_with_lines(both, lines), catalogue, day))

    @cached_property
    def measures(self) -> tuple[ComparedNumber, ...]:
        """The size and the costs of the team, where they differ from before."""
        return tuple(measure for measure in _measured(self.before, self.after) if measure.differs)


@dataclass(frozen=True, slots=True)
class ComparedNumber:
    """A number about the team before and after; None where it is not known."""

    id: str
    title: str
    before: Decimal | None
    after: Decimal | None
    currencies: tuple[str, str] = ("", "")

    @property
    def differs(self) -> bool:
        """Whether the two numbers, or what they are counted in, are not the same."""
        return self.before != self.after or (self.after is not None and len(set(self.currencies)) > 1)

    @property
    def is_money(self) -> bool:
        """Whether it is about costs rather than size."""
        return self.currencies != ("", "")

    def sentence(self) -> str:
        """The change in words, as written within a sentence: ``dedicated FTE 4 → 5``."""
        old, new = (
            self._value(*each) for each in zip((self.before, self.after), self.currencies, strict=True)
        )
        return f"{self.title} {old} → {new}"

    def _value(self, amount: Decimal | None, currency: str) -> str:
        if amount is None:
            return "none entered"
        if not self.is_money:
            return number(float(amount))
        said = f"{money(abs(amount))} {currency}"
        if self.id != "budget_left":
            return said
        return f"{said} {'left' if amount >= 0 else 'too little'}"


def _measured(before: Team, after: Team) -> Iterator[ComparedNumber]:
    sizes: tuple[tuple[str, str, Callable[[Team], float]], ...] = (
        ("dedicated_fte", "dedicated FTE", lambda team: team.dedicated_fte),
        ("contributing_fte", "contributing FTE", _contributing_fte),
        ("positions", "positions", lambda team: len(team.members)),
        ("vacant", "vacant positions", lambda team: sum(m.vacant for m in team.members.values())),
    )
    for name, title, size in sizes:
        yield ComparedNumber(name, title, Decimal(str(size(before))), Decimal(str(size(after))))
    old, new = costs(before), costs(after)
    currencies = before.plan.company.currency, after.plan.company.currency
    amounts: tuple[tuple[str, str, Callable[[Costs], Decimal | None]], ...] = (
        ("dedicated_cost", "yearly costs of dedicated positions", lambda entered: entered.dedicated),
        (
            "contributing_cost",
            "yearly costs of contributing positions",
            lambda entered: entered.contributing or None,
        ),
        ("budget_left", "budget", lambda entered: entered.left),
    )
    for name, title, amount in amounts:
        was, now = (amount(entered) if entered else None for entered in (old, new))
        yield ComparedNumber(name, title, was, now, currencies)


def _contributing_fte(team: Team) -> float:
    return fte_of(member for member in team.members.values() if not member.dedicated and not member.ended)


def _with_lines(plan: Plan, lines: Mapping[str, str | None]) -> Plan:
    """The plan with the superiors that these lines give to its positions."""
    positions = {
        key: position.replace(reports_to=lines[key]) if key in lines else position
        for key, position in plan.positions.items()
    }
    return plan.replace(positions=positions)


def _is_a_decision(difference: Difference) -> bool:
    if difference.section == "positions":
        return difference.kind != "changed"
    if difference.section == "waivers":
        return difference.kind != "removed" and "." in difference.id
    if difference.section == "responsibilities":
        return difference.id == OWN_THE_EXPERIENCE
    return difference.section in ("company", "leadership")
