"""Builds records directly from plain data that was found valid before, without checking it again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from types import NoneType, UnionType
from typing import Annotated, Any, Final, TypeVar, Union, get_args, get_origin

from cxplanner.toml.records import Record, Rewritten

R = TypeVar("R", bound=Record)
Maker = Callable[[Any], object]
_MAKERS: Final[dict[type[Record], Mapping[str, Maker | None]]] = {}


def straight(model: type[R], data: Mapping[str, object]) -> R:
    """The record that validating this data would give.

    Invalid data gives a wrong record, or raises any exception.
    """
    makers = _MAKERS.get(model) or _makers(model)
    given = {name: make(value) if (make := makers[name]) else value for name, value in data.items()}
    return model(**given)


def _makers(model: type[Record]) -> Mapping[str, Maker | None]:
    """How each field is made from its value; None if the value can be used as it is."""
    made = _MAKERS[model] = {field.name: _maker(field.type) for field in fields(model)}
    return made


def _maker(annotation: object) -> Maker | None:
    kind, inner = get_origin(annotation), get_args(annotation)
    if kind is Annotated:
        rewritten = [one.rewrite for one in inner[1:] if isinstance(one, Rewritten)]
        return rewritten[0] if rewritten else _maker(inner[0])
    if kind in (Union, UnionType):
        kept = [choice for choice in inner if choice is not NoneType]
        return _maker(kept[0]) if len(kept) == 1 else None
    if kind is tuple:
        return _tuple_of(_maker(inner[0]))
    if kind is Mapping:
        return _mapping_of(_maker(inner[1]))
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return lambda data: straight(annotation, data)
    return float if annotation is float else None


def _tuple_of(make: Maker | None) -> Maker:
    return (lambda values: tuple(map(make, values))) if make else tuple


def _mapping_of(make: Maker | None) -> Maker:
    return (lambda table: {key: make(value) for key, value in table.items()}) if make else dict
