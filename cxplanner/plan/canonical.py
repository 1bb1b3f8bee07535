"""The canonical text of a plan: the same plan always gives the same text, byte for byte.

New plans are written in this form, ``fmt`` rewrites a file in it, and plans are compared by it, since ``==``
on plans ignores the order of things, although order is part of a plan.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from cxplanner.plan.models import SCHEMA, Plan
from cxplanner.toml.layout import tables_text
from cxplanner.toml.records import Record

_ALWAYS_WRITTEN: Final = frozenset(["fte", "market", "currency"])
"""Keys that are written even where they hold the default, because readers of the file look for them."""


def plan_text(plan: Plan) -> str:
    """The plan as TOML in the canonical layout.

    Sections and keys follow the order of the models, things the order of the plan. Empty and default values
    are left out, but a thing with no other values keeps its header: that it exists is part of the plan.
    """
    return "\n".join(tables_text("", plan_data(plan)))


def plan_data(plan: Plan) -> dict[str, object]:
    """The plan as plain tables, lists and values: what parsing :func:`plan_text` gives back.

    Saving compares it with what was written; exports of plain data start from it.
    """
    data: dict[str, object] = {"schema": SCHEMA}
    for name in Plan.assumed:
        section = getattr(plan, name)
        if isinstance(section, Record):
            data[name] = _record_data(section)
        elif section:
            data[name] = _mapping_data(section)
    return data


def _mapping_data(things: Mapping[str, object]) -> dict[str, object]:
    return {
        key: _record_data(thing) if isinstance(thing, Record) else _mapping_data(thing)
        for key, thing in things.items()
        if isinstance(thing, (Record, Mapping))
    }


def _record_data(record: Record) -> dict[str, object]:
    data: dict[str, object] = {}
    for name, assumed in record.assumed.items():
        value = getattr(record, name)
        if value != assumed or name in _ALWAYS_WRITTEN:
            data[name] = list(value) if isinstance(value, tuple) else value
    return data
