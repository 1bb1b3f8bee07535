"""What a model asks of a file as JSON Schema, for editors: its annotations, and what is said of them.

A key is described by the text below its field, the same that a reader of the code sees. What only code can
judge, such as that two keys go together, is not in a schema.
"""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Mapping
from dataclasses import Field, fields
from datetime import date
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Final, Literal, TypeAlias, Union, get_args, get_origin

from cxplanner.toml.records import (
    DEVICE_NAMES,
    ID_PATTERN,
    Described,
    Limits,
    Meets,
    Record,
    Shape,
    no_doubles,
)

Schema: TypeAlias = dict[str, Any]

DRAFT: Final = "http://json-schema.org/draft-07/schema#"
"""The version of JSON Schema that editors of TOML know best."""
ID: Final[Schema] = {"type": "string", "pattern": ID_PATTERN, "not": {"enum": sorted(DEVICE_NAMES)}}
_PLAIN: Final[Mapping[object, Schema]] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    date: {"type": "string", "format": "date"},
}
_BOUNDS: Final = (("gt", "exclusiveMinimum"), ("ge", "minimum"), ("le", "maximum"))


def table_schema(model: type[Record]) -> Schema:
    """The schema of a table that is read as a record of this model."""
    return {
        "description": _first_words(model),
        "type": "object",
        "properties": {field.name: _key_schema(model, field) for field in fields(model)},
        "required": [name for name in model.assumed if name in model.needed],
        "additionalProperties": False,
    }


def _key_schema(model: type[Record], key: Field[Any]) -> Schema:
    schema = value_schema(key.type)
    said = _said_below(model).get(key.name) or _said_of(key.type)
    if said:
        schema = {
            "description": said,
            **{name: part for name, part in schema.items() if name != "description"},
        }
    assumed = model.assumed[key.name]
    return schema if assumed is None or assumed == () else {**schema, "default": assumed}


def value_schema(annotation: object) -> Schema:
    """The schema of a value that this annotation asks for."""
    kind, inner = get_origin(annotation), get_args(annotation)
    if kind is Annotated:
        schema = value_schema(inner[0])
        for condition in inner[1:]:
            schema.update(_asked(condition))
        return schema
    if kind in (Union, UnionType):
        choices = [choice for choice in inner if choice is not NoneType]
        return {"type": "number"} if set(choices) == {int, float} else value_schema(choices[0])
    if kind is Literal:
        return {"type": "string", "enum": list(inner)}
    if kind is tuple:
        return {"type": "array", "items": value_schema(inner[0])}
    if isinstance(kind, type) and issubclass(kind, Mapping):
        key = value_schema(inner[0])
        return map_schema(ID if key.get("pattern") == ID_PATTERN else key, value_schema(inner[1]))
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return table_schema(annotation)
    return dict(_PLAIN[annotation])


def map_schema(key: Schema, value: Schema) -> Schema:
    """The schema of a table of things, whose keys are their ids."""
    return {"type": "object", "propertyNames": key, "additionalProperties": value}


def _asked(condition: object) -> Schema:
    """What a condition adds to a schema."""
    if isinstance(condition, Shape):
        return {"pattern": condition.pattern}
    if isinstance(condition, Limits):
        given = ((word, getattr(condition, name)) for name, word in _BOUNDS)
        return {word: bound for word, bound in given if bound is not None}
    if isinstance(condition, Meets) and condition.judge is no_doubles:
        return {"uniqueItems": True}
    return {}


def _said_of(annotation: object) -> str:
    """What a type says of all keys that have it; of a table, what the table is."""
    described = (one.words for one in get_args(annotation)[1:] if isinstance(one, Described))
    if get_origin(annotation) is Annotated:
        return next(described, "")
    tables = [one for one in (annotation, *get_args(annotation)) if isinstance(one, type)]
    return next((_first_words(one) for one in tables if issubclass(one, Record)), "")


def _first_words(model: type[Record]) -> str:
    """The first paragraph of what is said of a model, on one line."""
    return " ".join((inspect.getdoc(model) or "").partition("\n\n")[0].replace("``", "").split())


def _said_below(model: type[Record]) -> Mapping[str, str]:
    """What is said of each field, in the text below it."""
    return _said_in(model.__module__).get(model.__name__, {})


@cache
def _said_in(module: str) -> Mapping[str, Mapping[str, str]]:
    classes = [
        node
        for node in ast.parse(inspect.getsource(sys.modules[module])).body
        if isinstance(node, ast.ClassDef)
    ]
    return {one.name: _said_in_class(one) for one in classes}


def _said_in_class(node: ast.ClassDef) -> Mapping[str, str]:
    pairs = zip(node.body, node.body[1:], strict=False)
    return {
        before.target.id: " ".join(str(after.value.value).split())
        for before, after in pairs
        if isinstance(before, ast.AnnAssign)
        and isinstance(before.target, ast.Name)
        and isinstance(after, ast.Expr)
        and isinstance(after.value, ast.Constant)
    }
