"""Rings of reporting lines: positions that report, through others, to themselves."""

from __future__ import annotations

from collections.abc import Mapping


def rings(reports_to: Mapping[str, str]) -> list[tuple[str, ...]]:
    """Every ring of positions, shortest first, each starting at the position that the mapping names first.

    Everybody has at most one superior, so no two rings share a position and one walk finds them all, however
    long the lines are.
    """
    order = {position: number for number, position in enumerate(reports_to)}
    walked: set[str] = set()
    found: list[tuple[str, ...]] = []
    for start in reports_to:
        line: dict[str, None] = {}
        here: str | None = start
        while here is not None and here not in walked:
            walked.add(here)
            line[here] = None
            here = reports_to.get(here)
        if here is not None and here in line:
            members = list(line)
            found.append(_turned(tuple(members[members.index(here) :]), order))
    return sorted(found, key=len)


def _turned(ring: tuple[str, ...], order: Mapping[str, int]) -> tuple[str, ...]:
    first = min(range(len(ring)), key=lambda number: order[ring[number]])
    return ring[first:] + ring[:first]
