"""Counts of gaps in words, the same wherever they are shown."""

from __future__ import annotations

from collections.abc import Iterable

from cxplanner.gaps.rule import SEVERITIES, Gap
from cxplanner.text.words import counted


def by_severity(gaps: Iterable[Gap]) -> str:
    """How many gaps there are of each severity: ``1 critical, 3 minor``; empty if there are none."""
    severities = [gap.severity for gap in gaps]
    each = [(severities.count(severity), severity) for severity in SEVERITIES]
    return ", ".join(f"{number:,} {word}" for number, word in each if number)


def gaps_counted(gaps: Iterable[Gap]) -> str:
    """How many gaps there are, altogether and of each severity: ``4 gaps: 1 critical, 3 minor``."""
    found = list(gaps)
    return f"{counted(len(found), 'gap')}: {by_severity(found)}" if found else "No gaps"
