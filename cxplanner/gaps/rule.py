"""What a gap, a fix and a gap rule are. The rules themselves are in :mod:`cxplanner.gaps.rules`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final, Literal

from cxplanner.edits.change import Change
from cxplanner.plan.models import Plan, Waiver
from cxplanner.plan.team import Team
from cxplanner.text.answers import AnswerKind

Severity = Literal["critical", "major", "minor"]
SEVERITIES: Final[tuple[Severity, ...]] = ("critical", "major", "minor")
GapKind = Literal["structure", "fill-in"]
"""Structure: the plan's shape is wrong or incomplete. Fill-in: a fact only the company knows is missing."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a rule found: what it is about and what is wrong.

    ``claims`` lists (rule, subject) pairs that would report the same cause again and are silenced: one
    cause, one gap.
    """

    subject: str
    message: str
    claims: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Ask:
    """A fact that only the company knows: the question, the kind of answer, and the edit that records it."""

    question: str
    kind: AnswerKind
    apply: Callable[[Plan, object], Change]


@dataclass(frozen=True, slots=True)
class Fix:
    """One way to close a gap, in words; ready to ``apply``, or with a question to ``ask`` first."""

    title: str
    apply: Callable[[Plan], Change] | None = None
    ask: Ask | None = None


Find = Callable[[Team], Iterator[Finding]]
Suggest = Callable[[Team, str], Iterator[Fix]]


@dataclass(frozen=True, slots=True)
class Gap:
    """One finding of one rule about one subject, with why it matters and the sources for that."""

    code: str
    name: str
    severity: Severity
    kind: GapKind
    subject: str
    message: str
    reason: str
    sources: tuple[str, ...]
    waived: Waiver | None = None

    @property
    def open(self) -> bool:
        """Whether it counts, because nobody has accepted it."""
        return self.waived is None


@dataclass(frozen=True, slots=True)
class Rule:
    """One gap rule: what it looks for, why, who says so, and how to close its gaps."""

    code: str
    name: str
    severity: Severity
    kind: GapKind
    summary: str
    reason: str
    example: str
    remedy: str
    sources: tuple[str, ...]
    find: Find = field(repr=False)
    suggest: Suggest = field(repr=False)

    def gaps(self, team: Team) -> Iterator[tuple[Gap, Finding]]:
        """What this rule finds, with any waiver that accepts it on the team's day."""
        for found in self.find(team):
            waiver = team.plan.waiver(self.code, found.subject)
            yield (
                Gap(
                    self.code,
                    self.name,
                    self.severity,
                    self.kind,
                    found.subject,
                    found.message,
                    self.reason,
                    self.sources,
                    waiver if waiver and still_holds(waiver, team.today) else None,
                ),
                found,
            )


def still_holds(waiver: Waiver, today: date) -> bool:
    """Whether a waiver still holds on a day; ``until`` is its last day."""
    return waiver.until is None or waiver.until >= today


SOON: Final = timedelta(days=30)
"""So long before a waiver lapses it is told that it will: time enough to decide again."""


def lapses_soon(waiver: Waiver, today: date) -> bool:
    """Whether a waiver still holds, but not for much longer."""
    return waiver.until is not None and today <= waiver.until and waiver.until - today <= SOON


RULES: Final[dict[str, Rule]] = {}
"""Every rule by code. Families add theirs by :func:`rule` when they are imported."""


def rule(
    code: str,
    name: str,
    *,
    severity: Severity,
    kind: GapKind = "structure",
    summary: str,
    reason: str,
    example: str,
    remedy: str,
    sources: Iterable[str],
    suggest: Suggest,
) -> Callable[[Find], Find]:
    """Declare the function below as a gap rule of this code."""

    def declare(find: Find) -> Find:
        if code in RULES:
            raise ValueError(f"two rules are called {code}")
        RULES[code] = Rule(
            code, name, severity, kind, summary, reason, example, remedy, tuple(sources), find, suggest
        )
        return find

    return declare
