"""Puts pydantic's errors into plain words, with what to write instead."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from cxplanner.text.ids import as_id
from cxplanner.text.numbers import in_toml
from cxplanner.text.words import listed, nearest, one_line
from cxplanner.toml.expected import (
    choices_of,
    declared,
    in_words,
    is_number,
    keys_in,
    limits,
    reach,
    without_conditions,
)
from cxplanner.toml.faults import Fault
from cxplanner.toml.locate import Place
from cxplanner.toml.records import ID_PATTERN, LINE_PATTERN, TEXT_PATTERN, OneOnly, Record, Shape

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

AN_ID: Final = (
    "an id has only lower-case letters, digits and hyphens, does not begin with a hyphen, "
    "and is at most 64 characters long"
)

_CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_CHOICES: Final = (("int",), ("float",))
"""The last steps of a location that may name the member of a union instead of a place."""
_QUOTE_AT_MOST: Final = 40


def worded(model: type[Record], error: ErrorDetails) -> Fault:
    """What pydantic found wrong with data for ``model``, in words that a manager understands."""
    value: object = error["input"]
    if error["loc"][-1:] == ("[key]",) and error["type"] != "unexpected_keyword_argument":
        return _bad_key(model, error)
    place, asked = reach(model, error["loc"])
    context = error.get("ctx", {})
    match error["type"]:
        case "unexpected_keyword_argument":
            return Fault(place, *_unknown_key(model, place))
        case "missing":
            return Fault(place, "is missing", f"Add it: {in_words(asked)}.")
        case "literal_error":
            return Fault(place, *_no_choice(asked, value))
        case "string_pattern_mismatch":
            return Fault(place, *_unlike(asked, str(context["pattern"]), str(value)))
        case "value_error":
            return Fault(place, str(context["error"]))
        case "greater_than" | "greater_than_equal" | "less_than" | "less_than_equal":
            return Fault(place, f"should be {limits(asked)}, is {value}")
        case "finite_number":
            return Fault(place, f"should be {in_words(asked)}, not {value} (no real number)")
        case "string_unicode":
            return Fault(place, "holds half of a character")
        case _:
            return Fault(
                place, f"should be {in_words(asked)}, is {shown(value)}", _instead(asked, value, place)
            )


def unworded(model: type[Record], error: ErrorDetails) -> Fault:
    """The place of an error alone, for a file with too many errors to explain each."""
    place = error["loc"][:-1] if error["loc"][-1:] == ("[key]",) else error["loc"]
    if place[-1:] in _CHOICES:
        place, _ = reach(model, place)
    return Fault(place, "is wrong as well; correct the problems explained elsewhere first")


def shown(value: object) -> str:
    """A value as described in a sentence: ``text ('full')``, ``the number 5``, ``a list``."""
    match value:
        case bool():
            return str(value).lower()
        case str():
            return f"text ({quoted(value)})"
        case int() | float():
            return f"the number {value}" if abs(value) < 1e18 else "a very large number"
        case datetime():
            return f"a date with a time ({value})"
        case date():
            return f"a date ({value})"
        case dict():
            return "a table"
        case list() | tuple():
            return "a list"
        case _:
            return "a time of day"


def quoted(text: str) -> str:
    """Other people's text between quotes, on one line and not too long."""
    line = one_line(text)
    return f"'{line[:_QUOTE_AT_MOST]}…'" if len(line) > _QUOTE_AT_MOST else f"'{line}'"


def _unknown_key(model: type[Record], place: Place) -> tuple[str, str]:
    _, table = reach(model, place[:-1])
    key, known = str(place[-1]), keys_in(table)
    close = nearest(key.lower().replace("-", "_").replace(" ", "_"), known)
    hint = f"Did you mean {close}?" if close else f"The keys here are {listed(known)}."
    return f"there is no key {quoted(key)} here", hint


def _no_choice(asked: object, value: object) -> tuple[str, str | None]:
    close = nearest(value.lower(), choices_of(asked)) if isinstance(value, str) else None
    return f"should be {in_words(asked)}, is {shown(value)}", f"Did you mean {close}?" if close else None


def _bad_key(model: type[Record], error: ErrorDetails) -> Fault:
    place, asked = reach(model, error["loc"][:-1])[0], reach(model, error["loc"][:-2])[1]
    key = str(place[-1])
    if error["type"] == "string_pattern_mismatch":
        return Fault(place, *_unlike(asked, str(error["ctx"]["pattern"]), key))
    if error["type"] == "value_error":
        return Fault(place, str(error["ctx"]["error"]))
    return Fault(place, f"there is no key {quoted(key)} here")


def _unlike(asked: object, pattern: str, value: str) -> tuple[str, str | None]:
    if pattern == ID_PATTERN:
        better = as_id(value)
        return f"{quoted(value)} is not an id: {AN_ID}", f"Write {better}." if better else None
    if pattern in (LINE_PATTERN, TEXT_PATTERN):
        return _not_a_text(value, one_line_only=pattern == LINE_PATTERN)
    form = next((form for form in declared(asked, Shape) if form.pattern == pattern), None)
    if form is None:
        return f"{quoted(value)} does not have the required form", None
    return f"{quoted(value)} {form.message}", form.hint


def _not_a_text(value: str, *, one_line_only: bool) -> tuple[str, str | None]:
    if not _CONTROL.sub("x", value).strip():
        return "is empty", "Write something, or leave the line out."
    if found := _CONTROL.search(value.replace("\r\n", "\n")):
        sign = found.group().encode("unicode_escape").decode("ascii")
        return f"holds a control character ({sign})", "Delete it."
    sign = "a tab" if one_line_only and "\n" not in value else "a line break"
    return f"holds {sign}, but has room for one line only", "Put a space there."


def _instead(asked: object, value: object, place: Place) -> str | None:
    """What to write instead of a value of the wrong type, where that can be guessed."""
    bare = without_conditions(asked)
    if isinstance(value, str):
        return _unquoted(asked, value.strip())
    if isinstance(value, datetime) and bare is date:
        return f"Write {value.date()}."
    if bare is str and isinstance(value, int | float | date) and not isinstance(value, bool):
        return f'Write "{value}".'
    if bare is int and isinstance(value, float) and value.is_integer():
        return f"Write {int(value)}."
    if isinstance(value, list) and bare is str and place:
        one_only = next(declared(asked, OneOnly), None)
        return one_only.hint if one_only else "Write one of them, without [ and ]."
    if isinstance(value, list) and value and isinstance(value[0], dict) and place:
        return f"Write [{place[-1]}.ID] with an id of its own for each, not [[{place[-1]}]]."
    return None


def _unquoted(asked: object, value: str) -> str | None:
    bare = without_conditions(asked)
    if is_number(asked) and (number := in_toml(value, whole=bare is int)):
        return f"Write {number}, without quotes."
    if bare is date:
        like = value if re.fullmatch(r"\d{4}-\d{2}-\d{2}", value) else "it like 2027-03-01"
        return f"Write {like}, without quotes."
    if bare is bool:
        meant = {"true": "true", "yes": "true", "false": "false", "no": "false"}.get(value.lower())
        return f"Write {meant or 'true or false'}, without quotes."
    if in_words(asked).startswith("a list like") and 0 < len(one_line(value)) <= _QUOTE_AT_MOST:
        return f'Write ["{one_line(value)}"].'
    return None
