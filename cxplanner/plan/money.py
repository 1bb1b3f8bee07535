"""What the team costs a year, as far as costs have been entered."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from cxplanner.plan.team import Member, Team
from cxplanner.text.words import listed
from cxplanner.toml.records import Number


@dataclass(frozen=True, slots=True)
class Costs:
    """The annual costs entered for positions that have not ended, including those still to start.

    The budget pays for the dedicated positions; contributing ones are paid for by their own departments.
    """

    dedicated: Decimal
    contributing: Decimal
    budget: Decimal | None
    currency: str
    missing: tuple[Member, ...]
    """The positions for which no cost is entered."""

    @property
    def total(self) -> Decimal:
        """Dedicated and contributing positions together."""
        return self.dedicated + self.contributing

    @property
    def left(self) -> Decimal | None:
        """What is left of the budget after the dedicated positions; negative if they cost more."""
        return None if self.budget is None else self.budget - self.dedicated

    def sentence(self) -> str:
        """The costs in words, as a single line."""
        parts = [f"dedicated {money(self.dedicated)} {self.currency}"]
        if self.contributing:
            parts.append(f"contributing {money(self.contributing)} {self.currency}")
        said = f"Costs a year: {', '.join(parts)}"
        if self.budget is not None and self.left is not None:
            more = f"{money(abs(self.left))} {'left' if self.left >= 0 else 'too much'}"
            said += f"; budget {money(self.budget)} {self.currency}, {more}"
        if self.missing:
            said += f"; no cost entered for {self.without()}"
        return f"{said}."

    def without(self) -> str:
        """How many positions of each kind have no cost entered."""
        dedicated = sum(member.dedicated for member in self.missing)
        numbers = ((dedicated, "dedicated"), (len(self.missing) - dedicated, "contributing"))
        noun = "position" if len(self.missing) == 1 else "positions"
        return f"{listed(f'{n:,} {kind}' for n, kind in numbers if n)} {noun}"


def costs(team: Team) -> Costs | None:
    """What a team costs a year; None if no cost is entered at all, so that nothing is shown."""
    if all(position.annual_cost is None for position in team.plan.positions.values()):
        return None
    sums = {True: Decimal(0), False: Decimal(0)}
    missing: list[Member] = []
    for member in team.members.values():
        if member.ended:
            continue
        if member.position.annual_cost is None:
            missing.append(member)
        else:
            sums[member.dedicated] += exact(member.position.annual_cost)
    budget = team.plan.leadership.budget
    return Costs(
        dedicated=sums[True],
        contributing=sums[False],
        budget=None if budget is None else exact(budget),
        currency=team.plan.company.currency,
        missing=tuple(missing),
    )


def money(amount: Decimal) -> str:
    """An amount for people: ``1,234`` or ``1,234.50``."""
    return f"{amount:,.2f}".removesuffix(".00")


def exact(amount: Number) -> Decimal:
    """An amount exactly as it was written, so that rounding cannot push a sum above a budget it meets."""
    return Decimal(str(amount))
