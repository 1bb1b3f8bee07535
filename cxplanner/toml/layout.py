"""The canonical way to write plain data as TOML: tables, keys and values, each on one line if it fits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import Final

import tomli_w

WIDTH: Final = 100
"""The columns a list may take up on one line; a longer list gets a line for each item."""

_BARE: Final = re.compile(r"[A-Za-z0-9_-]+")
_PLAIN: Final = re.compile(r'[^"\\\x00-\x1f\x7f]*')


def tables_text(path: str, table: Mapping[str, object]) -> Iterator[str]:
    """The text of a table and all tables in it, one piece for each header."""
    lines = [_line(key, value) for key, value in table.items() if not isinstance(value, dict)]
    if lines or not table:
        yield "".join([f"[{path}]\n", *lines] if path else lines)
    for key, value in table.items():
        if isinstance(value, dict):
            name = name_text(key)
            yield from tables_text(f"{path}.{name}" if path else name, value)


@cache
def name_text(key: str) -> str:
    """The name of a key or table as written in a file, in quotes if it needs them."""
    return key if _BARE.fullmatch(key) else _value(key)


def value_text(value: object) -> str:
    """A value as written inside a list or inline table, on one line."""
    if isinstance(value, str):
        return _value(value)
    if isinstance(value, dict):
        inside = ", ".join(f"{name_text(key)} = {value_text(one)}" for key, one in value.items())
        return f"{{ {inside} }}" if inside else "{}"
    if isinstance(value, list):
        return f"[{', '.join(value_text(item) for item in value)}]"
    return _value(value)


def key_text(key: str, value: object) -> str:
    """A key with its value as written in a plan file, on one line if the value allows it."""
    return _line(key, list(value) if isinstance(value, tuple) else value).rstrip("\n")


def _line(key: str, value: object) -> str:
    key = name_text(key)
    if not isinstance(value, list):
        return f"{key} = {value_text(value)}\n"
    items = [value_text(item) for item in value]
    line = f"{key} = [{', '.join(items)}]"
    if len(line) <= WIDTH and "\n" not in line:
        return line + "\n"
    return "\n".join([f"{key} = [", *(f"    {item}," for item in items), "]\n"])


def _value(value: object) -> str:
    """One value. Common kinds are written here, for speed; tomli-w writes all others."""
    if isinstance(value, str) and _PLAIN.fullmatch(value):
        return f'"{value}"'
    if type(value) in (int, float, date):
        return str(value)
    return tomli_w.dumps({"x": value}, multiline_strings=True).removeprefix("x = ").removesuffix("\n")
