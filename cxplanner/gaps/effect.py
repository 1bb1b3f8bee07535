"""What a change to a plan does to its gaps: which it closes, which it opens."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cxplanner.gaps.rule import Gap


@dataclass(frozen=True, slots=True)
class Effect:
    """Open gaps that close, that open, and that stay but read differently afterwards."""

    closed: tuple[Gap, ...]
    opened: tuple[Gap, ...]
    altered: tuple[Gap, ...]


def gap_effect(before: Iterable[Gap], after: Iterable[Gap]) -> Effect:
    """Compare the gaps of two plans, except for accepted ones.

    A gap with the same rule and subject is the same gap; otherwise one that only reads differently (“9 of 12”
    became “10 of 12”) would seem to close and open at once.
    """
    old = {(gap.code, gap.subject): gap for gap in before if gap.open}
    new = {(gap.code, gap.subject): gap for gap in after if gap.open}
    return Effect(
        tuple(gap for key, gap in old.items() if key not in new),
        tuple(gap for key, gap in new.items() if key not in old),
        tuple(gap for key, gap in new.items() if key in old and old[key].message != gap.message),
    )
