"""Changes that only follow from a removed position: they are nobody's opinion, so they make no conflict.

Whoever removes a position takes its id out of everything that named it, and has its reports report to
somebody else. If the other branch changed just that on purpose, its word holds.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from cxplanner.versions.merge import ABSENT, Conflict

Data = Mapping[str, Any]


def settled(
    conflicts: Iterable[Conflict], merged: dict[str, Any], base: Data, ours: Data, theirs: Data
) -> list[Conflict]:
    """The conflicts that are left where mere consequences give way, as they then do in ``merged``, too."""
    gone_here, gone_there = gone_from(base, ours), gone_from(base, theirs)
    left = []
    for conflict in conflicts:
        here, there = (
            _follows(conflict, conflict.ours, gone_here),
            _follows(conflict, conflict.theirs, gone_there),
        )
        if here == there:
            left.append(conflict)
        elif conflict.kind == "value":
            _put(merged, conflict, conflict.theirs if here else conflict.ours)
        elif _is_thing(conflict.ours) or _is_thing(conflict.theirs):
            _put(merged, conflict, ABSENT)
    return left


def gone_from(base: Data, side: Data) -> frozenset[str]:
    """The positions that a side removed."""
    return frozenset(base.get("positions", {})) - frozenset(side.get("positions", {}))


def _follows(conflict: Conflict, value: object, gone: Collection[str]) -> bool:
    """Whether a side's value at the place of a conflict only follows from what that side removed."""
    if not gone or value == conflict.base:
        return False
    if isinstance(conflict.base, dict):
        return isinstance(value, dict) and _differ_by_consequence(conflict.base, value, gone)
    return conflict.base in gone if isinstance(conflict.base, str) else False


def _differ_by_consequence(base: Data, value: Data, gone: Collection[str]) -> bool:
    for key in dict.fromkeys((*base, *value)):
        old, new = base.get(key, []), value.get(key, [])
        if isinstance(old, list):
            old = [item for item in old if item not in gone]
        if old != new and not (isinstance(old, str) and old in gone):
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
