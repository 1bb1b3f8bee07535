"""The one way to write a plan down: the same plan always gives the same text, byte for byte.

New plans are written like this, ``fmt`` lays a file out like this, and plans are compared by it, since
the order of things is part of a plan but not of its equality.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

import tomli_w

from cxplanner.plan.models import SCHEMA, Plan
from cxplanner.toml.records import Record

WIDTH: Final = 100
"""The columns a list may take on one line; a longer one gets a line for each item."""

_ALWAYS_WRITTEN: Final = frozenset(["fte", "market", "currency"])
"""Keys that a reader of the file wants to see even where they hold what would be assumed."""

_PLAIN: Final = re.compile(r'[^"\\\x00-\x1f\x7f]*')


def plan_text(plan: Plan) -> str:
    """The plan as TOML, laid out in the one canonical way.

    Sections and keys stand in the order of the models, things in the order of the plan. What is empty or
    would be assumed anyway is left out, but a thing with nothing to say keeps its header: that it is
    there is part of the plan.
    """
    return "\n".join(_tables("", plan_data(plan)))


def plan_data(plan: Plan) -> dict[str, object]:
    """The plan as plain tables, lists and values: what reading :func:`plan_text` gives back.

    Savers compare it with what they have written, and exports that want plain data start from it.
    """
    data: dict[str, object] = {"schema": SCHEMA}
    for name in Plan.model_fields:
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
    for name, assumed in _assumed(type(record)):
        value = getattr(record, name)
        if value != assumed or name in _ALWAYS_WRITTEN:
            data[name] = list(value) if isinstance(value, tuple) else value
    return data


@functools.cache
def _assumed(kind: type[Record]) -> tuple[tuple[str, object], ...]:
    """The keys of a kind of record in order, each with the value that a reader assumes without it."""
    return tuple((name, field.default) for name, field in kind.model_fields.items())


def _tables(path: str, table: Mapping[str, object]) -> Iterator[str]:
    """The text of a table and of all tables in it, one piece for each header."""
    lines = [_line(key, value) for key, value in table.items() if not isinstance(value, dict)]
    if lines or not table:
        yield "".join([f"[{path}]\n", *lines] if path else lines)
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _tables(f"{path}.{key}" if path else key, value)


def key_text(key: str, value: object) -> str:
    """One key with its value as a plan file has it, on a line of its own where the value allows that."""
    return _line(key, list(value) if isinstance(value, tuple) else value).rstrip("\n")


def _line(key: str, value: object) -> str:
    if not isinstance(value, list):
        return f"{key} = {_value(value)}\n"
    items = [_value(item) for item in value]
    line = f"{key} = [{', '.join(items)}]"
    if len(line) <= WIDTH and "\n" not in line:
        return line + "\n"
    return "\n".join([f"{key} = [", *(f"    {item}," for item in items), "]\n"])


def _value(value: object) -> str:
    """One value. The usual kinds are spelled here, for speed; the writing library spells all others."""
    if isinstance(value, str) and _PLAIN.fullmatch(value):
        return f'"{value}"'
    if type(value) in (int, float, date):
        return str(value)
    return tomli_w.dumps({"x": value}, multiline_strings=True).removeprefix("x = ").removesuffix("\n")
