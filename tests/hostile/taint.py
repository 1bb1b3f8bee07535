"""Plans and templates with a mark in every text: where it arrives raw, a door stands open."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final, get_origin, get_type_hints

import tomli_w

from cxplanner.catalogue.catalogue import KINDS, Catalogue
from cxplanner.catalogue.text import template_data
from cxplanner.plan.canonical import plan_text
from cxplanner.plan.models import Plan
from cxplanner.toml.expected import declared, without_conditions
from cxplanner.toml.records import LINE_PATTERN, TEXT_PATTERN, Record, Shape
from cxplanner.toml.validate import judged

MARK: Final = "\u202e"
"""Turns the reading direction: a plan may hold it, a terminal must not get it."""
RAW: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]")
"""The mark, and whatever else steers a terminal."""
FOLDER: Final = f"d{MARK}\x1b]52;c;QQ==\x07\x1b[2J"
"""A name of a folder that would write to the clipboard and clear the screen."""


def tainted_plan(plan: Plan) -> Plan:
    """The plan with the mark in every field that takes somebody's text, also those that were empty."""
    return judged(Plan, _tainted(plan))


def tainted_templates(catalogue: Catalogue, folder: Path) -> None:
    """Write all templates of a catalogue with the mark in every text."""
    folder.mkdir(parents=True)
    for name, _ in KINDS.values():
        things: Mapping[str, Record] = getattr(catalogue, name)
        data = {key: {**template_data(thing), **_texts(thing)} for key, thing in things.items()}
        (folder / f"{name}.toml").write_text(tomli_w.dumps(data), encoding="utf-8")


def write_plan(plan: Plan, path: Path) -> None:
    """Write a plan as its file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(plan_text(plan), encoding="utf-8")


def _tainted(record: Record) -> dict[str, object]:
    data = {key: _value(value) for key, value in vars(record).items() if value is not None}
    return {**data, **_texts(record)}


def _value(value: object) -> object:
    if isinstance(value, Record):
        return _tainted(value)
    if isinstance(value, Mapping):
        return {key: _value(inner) for key, inner in value.items()}
    return [_value(inner) for inner in value] if isinstance(value, tuple) else value


def _as_asked(hint: object, text: str, held: object) -> object:
    """The text as a field holds it: alone, in a list or in a table."""
    bare = without_conditions(hint)
    if bare is str:
        return text
    if get_origin(bare) is Mapping and isinstance(held, Mapping):
        return dict.fromkeys(held, text) or {"x": text}
    return [text]


def _texts(record: Record) -> dict[str, object]:
    """Every field for a line or a text; references to sources are ids and stay."""
    found: dict[str, object] = {}
    for name, hint in get_type_hints(type(record), include_extras=True).items():
        patterns = {condition.pattern for condition in declared(hint, Shape)}
        if name != "sources" and patterns & {LINE_PATTERN, TEXT_PATTERN}:
            text = f"{name}{MARK}x"
            found[name] = _as_asked(hint, text, getattr(record, name))
    return found
