"""Changes that only follow from removing a position: nobody decided on them, so they cause no conflict.

Removing a position takes its id out of everything that named it and makes its reports report to somebody
else. If the other branch changed the same place on purpose, its change wins.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from cxplanner.versions.merge import ABSENT, Conflict

Data = Mapping[str, Any]


def settled(
    conflicts: Iterable[Conflict], merged: dict[str, Any], base: Data, ours: Data, theirs: Data
) -> list[Conflict]:
    """The conflicts that are left once mere consequences give way, as they then also do in ``merged``."""
    here_gone, there_gone = _Gone(base, ours), _Gone(base, theirs)
    left = []
    for conflict in conflicts:
        here, there = (
            _follows(conflict, conflict.ours, here_gone),
            _follows(conflict, conflict.theirs, there_gone),
        )
        if here == there:
            left.append(conflict)
        elif conflict.kind != "value" and (_is_thing(conflict.ours) or _is_thing(conflict.theirs)):
            _put(merged, conflict, ABSENT)
        else:
            _put(merged, conflict, conflict.theirs if here else conflict.ours)
    return left


def gone_from(base: Data, side: Data) -> frozenset[str]:
    """The positions that a side removed."""
    return frozenset(base.get("positions", {})) - frozenset(side.get("positions", {}))


class _Gone:
    """What a side removed, and what is then in places that named it, unless somebody decided otherwise."""

    def __init__(self, base: Data, side: Data) -> None:
        self.ids = gone_from(base, side)
        self._bosses = {key: one.get("reports_to") for key, one in base.get("positions", {}).items()}

    def leaves(self, key: object, old: object, new: object) -> bool:
        """Whether a field that named something removed is now empty or, for a reporting line, its boss."""
        if not isinstance(old, str) or old not in self.ids:
            return False
        return new is ABSENT or (key == "reports_to" and new in self._above(old))

    def _above(self, position: str) -> set[object]:
        found: set[object] = set()
        boss = self._bosses.get(position)
        while boss is not None and boss not in found:
            found.add(boss)
            boss = self._bosses.get(boss)
        return found


def _follows(conflict: Conflict, value: object, gone: _Gone) -> bool:
    """Whether a side's value in a conflict only follows from what that side removed."""
    if not gone.ids or value == conflict.base:
        return False
    if isinstance(conflict.base, dict):
        return isinstance(value, dict) and _differ_by_consequence(conflict.base, value, gone)
    return gone.leaves(conflict.place[-1], conflict.base, value)


def _differ_by_consequence(base: Data, value: Data, gone: _Gone) -> bool:
    for key in dict.fromkeys((*base, *value)):
        old, new = base.get(key, ABSENT), value.get(key, ABSENT)
        if isinstance(old, list):
            kept = [item for item in old if item not in gone.ids]
            if kept == new or (not kept and new is ABSENT):
                continue
        if old != new and not gone.leaves(key, old, new):
            return False
    return True


def _is_thing(value: object) -> bool:
    return isinstance(value, dict)


def _put(merged: dict[str, Any], conflict: Conflict, value: object) -> None:
    table = merged
    for key in conflict.place[:-1]:
        table = table.setdefault(key, {})
    if value is ABSENT:
        table.pop(conflict.place[-1], None)
    else:
        table[conflict.place[-1]] = value
