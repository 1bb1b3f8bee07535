"""Follows an id through the whole plan, so that renaming or removing it leaves no broken references."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from cxplanner.edits.change import Renamed, changed, rekeyed, without
from cxplanner.plan.models import Plan, Position, Waiver
from cxplanner.plan.subjects import BOARD, section_of
from cxplanner.toml.records import Record

R = TypeVar("R", bound=Record)

_FIELDS = ("accountable", "lead", "sponsor", "owner")
_LISTS = ("responsible", "consulted", "informed", "representatives", "members")


def _followed(record: R, old: str, new: str | None) -> R:
    update: dict[str, object] = {name: new for name in _FIELDS if getattr(record, name, None) == old}
    for name in _LISTS:
        ids: tuple[str, ...] = getattr(record, name, ())
        if old in ids:
            update[name] = tuple(new if i == old else i for i in ids if new or i != old)
    return record.replace(**update) if update else record


_SECTIONS = ("positions", "responsibilities", "objectives", "metrics", "tools", "initiatives")
Waivers = Mapping[str, Mapping[str, Waiver]]


def waivers_without(plan: Plan, key: str, section: str) -> Waivers:
    """The plan's waivers without those of ``key`` in a section; those of the same id elsewhere stay."""
    kept = {
        code: without(subjects, key) if _is_about(plan, code, key, section) else subjects
        for code, subjects in plan.waivers.items()
    }
    return {code: subjects for code, subjects in kept.items() if subjects}


def renamed_tables(plan: Plan, section: str, old: str, new: str) -> tuple[Renamed, ...]:
    """The tables of the file that get another id when a thing does: its own, and those of its waivers."""
    about = [
        code
        for code, subjects in plan.waivers.items()
        if old in subjects and _is_about(plan, code, old, section)
    ]
    return tuple(Renamed(name, old, new) for name in (section, *(f"waivers.{code}" for code in about)))


def _renamed_waivers(plan: Plan, section: str, old: str, new: str) -> Waivers:
    return {
        code: rekeyed(subjects, old, new) if _is_about(plan, code, old, section) else subjects
        for code, subjects in plan.waivers.items()
    }


def _is_about(plan: Plan, code: str, key: str, section: str) -> bool:
    """Whether a waiver of rule ``code`` is about ``key`` of this section; always if no other has that id."""
    shared = key == BOARD or any(key in getattr(plan, other) for other in _SECTIONS if other != section)
    return not shared or section_of(code, key) == section


def follow(plan: Plan, old: str, new: str | None, boss: str | None = None) -> Plan:
    """The plan with every mention of position ``old`` renamed to ``new``, or removed if that is None.

    On removal, those who reported to the position report to ``boss``.
    """

    def relined(position: Position) -> Position:
        if position.reports_to != old:
            return position
        return position.replace(reports_to=new or boss)

    positions = changed(plan.positions, relined)
    waivers = (
        _renamed_waivers(plan, "positions", old, new) if new else waivers_without(plan, old, "positions")
    )
    return plan.replace(
        positions=rekeyed(positions, old, new) if new else without(positions, old),
        responsibilities=changed(plan.responsibilities, lambda r: _followed(r, old, new)),
        departments=changed(plan.departments, lambda d: _followed(d, old, new)),
        board=_followed(plan.board, old, new) if plan.board else None,
        metrics=changed(plan.metrics, lambda m: _followed(m, old, new)),
        tools=changed(plan.tools, lambda t: _followed(t, old, new)),
        initiatives=changed(plan.initiatives, lambda i: _followed(i, old, new)),
        waivers=waivers,
    )


def follow_entry(plan: Plan, section: str, old: str, new: str) -> Plan:
    """The plan with another id for a thing that is not a position, and every reference to it updated."""
    update: dict[str, object] = {
        section: rekeyed(getattr(plan, section), old, new),
        "waivers": _renamed_waivers(plan, section, old, new),
    }
    if section == "metrics":
        update["objectives"] = {
            key: objective.replace(metrics=tuple(new if name == old else name for name in objective.metrics))
            for key, objective in plan.objectives.items()
        }
        update["initiatives"] = {
            key: case.replace(metric=new) if case.metric == old else case
            for key, case in plan.initiatives.items()
        }
    return plan.replace(**update)
