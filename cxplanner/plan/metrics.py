"""Metrics in words: what they count, how far a target is from its baseline, and what depends on them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from cxplanner.catalogue.words import Better, Family
from cxplanner.plan.team import Team
from cxplanner.text.words import number
from cxplanner.toml.records import Number

_CURRENCY = "currency"
"""The placeholder in the catalogue's units for the company's currency."""


@dataclass(frozen=True, slots=True)
class Measure:
    """What a metric counts: as the plan says, or else the catalogue."""

    title: str
    unit: str
    better: Better
    family: Family | None
    about: str = ""
    sources: tuple[str, ...] = ()
    least: Number | None = None
    most: Number | None = None

    def amount(self, value: Number) -> str:
        """A value with its unit: ``85%``, ``1 point``, ``1,200 EUR per customer``."""
        if self.unit.startswith("%"):
            return f"{number(value)}{self.unit}"
        first, space, rest = self.unit.partition(" ")
        if value == 1 and len(first) > 2 and first.endswith("s") and not first.endswith("ss"):
            first = first[:-1]
        return f"{number(value)} {first}{space}{rest}"

    def distance(self, baseline: Number, target: Number) -> str:
        """How far the target is from the baseline, and whether that is the better direction."""
        apart = Decimal(str(target)) - Decimal(str(baseline))
        if not apart:
            return "the same as the baseline"
        unit = "points" if self.unit.startswith("%") else self.unit.partition(" out of ")[0]
        far = Measure(self.title, unit, self.better, self.family).amount(_plain(abs(apart)))
        if self.unit.startswith("%"):
            far = far.replace(" ", " percentage ", 1)
        said = f"{far} {'above' if apart > 0 else 'below'} the baseline"
        well = (apart > 0) == (self.better == "higher")
        return said if well else f"{said}, although {self.better} is better"


def _plain(value: Decimal) -> Number:
    whole = value == value.to_integral_value() and value < 10**15
    return int(value) if whole else float(value)


def measure(team: Team, key: str) -> Measure:
    """What a metric of the plan or the catalogue counts."""
    own, known = team.plan.metrics.get(key), team.catalogue.metrics.get(key)
    unit = (own.unit if own else None) or (known.unit if known else "")
    if unit.split(" ", 1)[0] == _CURRENCY and (own is None or own.unit is None):
        unit = unit.replace(_CURRENCY, team.plan.company.currency, 1)
    return Measure(
        team.metric_title(key),
        unit,
        (own.better if own else None) or (known.better if known else "higher"),
        (own.family if own else None) or (known.family if known else None),
        known.about if known else "",
        known.sources if known else (),
        known.min if known else None,
        known.max if known else None,
    )


def aim(team: Team, key: str) -> str:
    """The target of one of the plan's metrics: ``31 points → 45 points by 2027-12-31``."""
    metric, counts = team.plan.metrics[key], measure(team, key)
    if metric.target is None:
        return "no target yet"
    start = f"{counts.amount(metric.baseline)} → " if metric.baseline is not None else ""
    return f"{start}{counts.amount(metric.target)}" + (f" by {metric.due}" if metric.due else "")


def family_of(team: Team, key: str) -> str:
    """The family of a metric, empty if it has none."""
    return measure(team, key).family or ""


def resting_on(team: Team, key: str) -> Iterator[str]:
    """The objectives and initiatives that name a metric, in words."""
    for objective in team.plan.objectives.values():
        if key in objective.metrics:
            yield f"Objective “{objective.statement}”"
    for name, case in team.plan.initiatives.items():
        if case.metric == key:
            yield f"Initiative “{team.initiative_title(name)}”"
