"""The one way to write a plan down: the same plan always gives the same text, byte for byte.

New plans are written like this, ``fmt`` lays a file out like this, and plans are compared by it, since
the order of things is part of a plan but not of its equality.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from cxplanner.plan.models import SCHEMA, Plan
from cxplanner.toml.layout import tables_text
from cxplanner.toml.records import Record

_ALWAYS_WRITTEN: Final = frozenset(["fte", "market", "currency"])
"""Keys that a reader of the file wants to see even where they hold what would be assumed."""


def plan_text(plan: Plan) -> str:
    """The plan as TOML, laid out in the one canonical way.

    Sections and keys stand in the order of the models, things in the order of the plan. What is empty or
    would be assumed anyway is left out, but a thing with nothing to say keeps its header: that it is
    there is part of the plan.
    """
    return "\n".join(tables_text("", plan_data(plan)))


def plan_data(plan: Plan) -> dict[str, object]:
    """The plan as plain tables, lists and values: what reading :func:`plan_text` gives back.

    Savers compare it with what they have written, and exports that want plain data start from it.
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
