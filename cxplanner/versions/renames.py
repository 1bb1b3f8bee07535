"""Things that got another id between two plans: gone here, new there, and otherwise the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from cxplanner.edits.change import Renamed
from cxplanner.edits.following import follow, follow_entry
from cxplanner.plan.models import Assignment, Metric, Plan, Position
from cxplanner.toml.records import Record

_SECTIONS: Final = ("positions", "objectives", "responsibilities", "metrics", "initiatives")
"""Sections whose ids the plan itself chooses; all others use the ids of the catalogue."""


def renames_between(before: Plan, after: Plan) -> tuple[Renamed, ...]:
    """The things that have the same content in both plans under another id.

    Reporting to a renamed position does not count as a change of content, and a position in which the same
    person has the same role is the same position, whatever else changed. Several things that are alike are
    matched by what else names them.
    """
    found: list[Renamed] = []
    for alike in (repr, _held):
        while more := [pair for section in _SECTIONS for pair in _pairs(section, before, after, alike)]:
            found += more
            before = under_new_ids(before, more)
    return tuple(found)


def under_new_ids(plan: Plan, renames: Iterable[Renamed]) -> Plan:
    """A plan with other ids for some things, updated in everything that names them."""
    for section, old, new in renames:
        things = getattr(plan, section)
        if old not in things or new in things:
            continue
        plan = follow(plan, old, new) if section == "positions" else follow_entry(plan, section, old, new)
    return plan


def _pairs(section: str, before: Plan, after: Plan, alike: Callable[[Record], str]) -> Iterator[Renamed]:
    old, new = getattr(before, section), getattr(after, section)
    came: dict[str, list[str]] = {}
    for key in new:
        if key not in old and _is_own(new[key]):
            came.setdefault(alike(new[key]), []).append(key)
    for key in old:
        candidates = came.get(alike(old[key]), ()) if key not in new and came else ()
        if candidates and alike(old[key]):
            said = _mentions(before, key)
            best = max(candidates, key=lambda other: len(said & _mentions(after, other)))
            came[alike(old[key])].remove(best)
            yield Renamed(section, key, best)


def _held(thing: Record) -> str:
    """The holder and role of a position that is held; empty for anything else."""
    if not isinstance(thing, Position) or not thing.incumbent or not thing.role:
        return ""
    return repr((thing.incumbent, thing.role))


def _is_own(thing: Record) -> bool:
    """Whether the plan chose a thing's id: rows and metrics from the catalogue have no title in the plan."""
    return not isinstance(thing, (Assignment, Metric)) or thing.title is not None


def _mentions(plan: Plan, key: str) -> set[tuple[str, str, str]]:
    """Where a plan names an id: section, thing and field."""
    found = set()
    for section in Plan.assumed:
        things = getattr(plan, section)
        for name, thing in things.items() if isinstance(things, Mapping) else [("", things)]:
            for field in thing.assumed if isinstance(thing, Record) else ():
                value = getattr(thing, field)
                if value == key or (isinstance(value, tuple) and key in value):
                    found.add((section, name, field))
    return found
