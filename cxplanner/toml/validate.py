"""Checks whether plain data is what a model requires, and finds every place where it is not."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any, Final, TypeVar

from cxplanner.toml.faults import Fault, problem_at
from cxplanner.toml.locate import Locator, Place
from cxplanner.toml.problems import Problem
from cxplanner.toml.records import Record
from cxplanner.toml.source import Source

if TYPE_CHECKING:
    from pydantic import TypeAdapter
    from pydantic_core import ErrorDetails

MOST_WORDED: Final = 1_000
"""The most problems in one file that are put into words; for the rest only the place is given."""

R = TypeVar("R", bound=Record)

_JUDGES: Final[dict[type[Record], TypeAdapter[Any]]] = {}

_TELLING: Final = "finite_number"
"""The most helpful of several errors about one value (pydantic gives one for each member of a union)."""


def validate(
    model: type[R],
    data: Mapping[str, object],
    source: Source,
    *,
    prefix: Place = (),
    locator: Locator | None = None,
) -> tuple[R | None, list[Problem]]:
    """A file's data as a record, or None with every problem that stops it from being one.

    ``prefix`` is where the data is in the file, ``locator`` an index of its text, if there is one already.
    Each place in the file gets one problem; after the first :data:`MOST_WORDED` problems only the place is
    given.
    """
    from pydantic import ValidationError

    try:
        return judged(model, data), []
    except ValidationError as error:
        faults = _faults(model, error.errors(include_url=False))
    locator = locator or Locator(source.text)
    return None, [
        problem_at(source, locator, (*prefix, *fault.place), fault.message, fault.hint) for fault in faults
    ]


def judged(model: type[R], data: Mapping[str, object]) -> R:
    """Plain data as a record. Raises pydantic's ``ValidationError`` if it is not what the model requires."""
    from pydantic import TypeAdapter  # most starts do not need it: see cxplanner.toml.straight

    if model not in _JUDGES:
        _JUDGES[model] = TypeAdapter(model)
    record: R = _JUDGES[model].validate_python(data)
    return record


def _faults(model: type[Record], errors: list[ErrorDetails]) -> list[Fault]:
    from cxplanner.toml.wording import unworded, worded  # only a file with problems needs words for them

    keys = {(error["type"], error["input"]) for error in errors if _is_key(error)}
    told = [error for error in errors if _is_key(error) or not _follows(error, keys)]
    ordered = sorted(told, key=lambda error: error["type"] != _TELLING)
    faults: dict[tuple[Place, bool], Fault] = {}
    for error in ordered:
        fault = (worded if len(faults) < MOST_WORDED else unworded)(model, error)
        faults.setdefault((fault.place, _is_key(error)), fault)
    return list(faults.values())


def _is_key(error: ErrorDetails) -> bool:
    return error["loc"][-1:] == ("[key]",)


def _follows(error: ErrorDetails, keys: Collection[tuple[str, str]]) -> bool:
    """Whether a value is wrong only because it names a thing whose own key is wrong, and reported there."""
    return isinstance(error["input"], str) and (error["type"], error["input"]) in keys
