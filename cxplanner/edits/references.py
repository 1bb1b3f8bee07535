"""Following a position's id through the whole plan: when it is renamed or removed, nothing dangles."""

from __future__ import annotations

from typing import TypeVar

from cxplanner.edits.change import changed, rekeyed, without
from cxplanner.plan import Plan, Position
from cxplanner.records import Record

R = TypeVar("R", bound=Record)

_FIELDS = ("accountable", "lead", "sponsor", "owner")
_LISTS = ("responsible", "consulted", "informed", "representatives", "members")


def _followed(record: R, old: str, new: str | None) -> R:
    update: dict[str, object] = {name: new for name in _FIELDS if getattr(record, name, None) == old}
    for name in _LISTS:
        ids: tuple[str, ...] = getattr(record, name, ())
        if old in ids:
            update[name] = tuple(new if i == old else i for i in ids if new or i != old)
    return record.model_copy(update=update) if update else record


def follow(plan: Plan, old: str, new: str | None, boss: str | None = None) -> Plan:
    """The plan with every mention of position ``old`` renamed to ``new``, or taken out if that is None.

    On removal whoever reported to the position reports to ``boss``.
    """

    def relined(position: Position) -> Position:
        if position.reports_to != old:
            return position
        return position.model_copy(update={"reports_to": new or boss})

    positions = changed(plan.positions, relined)
    waivers = {
        code: rekeyed(subjects, old, new) if new else without(subjects, old)
        for code, subjects in plan.waivers.items()
    }
    return plan.model_copy(
        update={
            "positions": rekeyed(positions, old, new) if new else without(positions, old),
            "responsibilities": changed(plan.responsibilities, lambda r: _followed(r, old, new)),
            "departments": changed(plan.departments, lambda d: _followed(d, old, new)),
            "board": _followed(plan.board, old, new) if plan.board else None,
            "metrics": changed(plan.metrics, lambda m: _followed(m, old, new)),
            "tools": changed(plan.tools, lambda t: _followed(t, old, new)),
            "initiatives": changed(plan.initiatives, lambda i: _followed(i, old, new)),
            "waivers": {code: subjects for code, subjects in waivers.items() if subjects},
        }
    )
