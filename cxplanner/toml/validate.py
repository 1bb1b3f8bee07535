"""Whether plain data is what a model asks for, and every place where it is not."""

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
"""So many complaints about one file are put into words; of the others the place is told."""

R = TypeVar("R", bound=Record)

_JUDGES: Final[dict[type[Record], TypeAdapter[Any]]] = {}

_TELLING: Final = "finite_number"
"""Of several complaints about one value (one for each choice of a union) this one says the most."""


def validate(
    model: type[R],
    data: Mapping[str, object],
    source: Source,
    *,
    prefix: Place = (),
    locator: Locator | None = None,
) -> tuple[R | None, list[Problem]]:
    """Data of a file as a record, or None with every problem that keeps it from being one.

    ``prefix`` is where the data stands in the file, ``locator`` an index of its text, if there is one
    already. Each place in the file gets one problem; after the first :data:`MOST_WORDED` it tells no more
    than the place.
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
    """Plain data as a record. Raises pydantic's ``ValidationError`` where it is not what is asked for."""
    from pydantic import TypeAdapter  # most starts do without: see cxplanner.toml.straight

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
    """Whether a value is wrong only because it names a thing whose own key is wrong: that is told there."""
    return isinstance(error["input"], str) and (error["type"], error["input"]) in keys
