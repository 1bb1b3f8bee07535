"""What the schemas of answers are made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from cxplanner.toml.json_schema import DRAFT, Schema

TEXT: Final[Schema] = {"type": "string"}
TEXT_OR_NULL: Final[Schema] = {"type": ["string", "null"]}
COUNT: Final[Schema] = {"type": "integer", "minimum": 0}
NUMBER: Final[Schema] = {"type": "number"}
NUMBER_OR_NULL: Final[Schema] = {"type": ["number", "null"]}
YES_OR_NO: Final[Schema] = {"type": "boolean"}
DAY: Final[Schema] = {"type": "string", "format": "date"}


def answer_schema(command: str, version: int, keys: Mapping[str, Schema]) -> Schema:
    """The schema of a whole answer of this version."""
    spoken = told("Changes when a program that reads this has to.", {"enum": [version]})
    title = f"The answer of cxplanner {command} --format json"
    return {"$schema": DRAFT, "title": title, **closed({"version": spoken, **keys})}


def closed(keys: Mapping[str, Schema], *, optional: tuple[str, ...] = (), or_null: bool = False) -> Schema:
    """An object with these keys and no others."""
    return {
        "type": ["object", "null"] if or_null else "object",
        "properties": dict(keys),
        "required": [key for key in keys if key not in optional],
        "additionalProperties": False,
    }


def many(items: Schema) -> Schema:
    """A list of such items."""
    return {"type": "array", "items": items}


def choice(words: Iterable[str]) -> Schema:
    """One of these words."""
    return {"type": "string", "enum": list(words)}


def told(words: str, schema: Schema) -> Schema:
    """A part with what it is for."""
    return {"description": words, **schema}
