"""What an edit answers, and the few moves all edits are made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from cxplanner.plan.models import Plan
from cxplanner.text.errors import CxplannerError
from cxplanner.text.words import one_line
from cxplanner.toml.parse import LARGEST
from cxplanner.toml.records import Id, Record

R = TypeVar("R", bound=Record)
V = TypeVar("V")


@cache
def _id_reader() -> TypeAdapter[str]:
    return TypeAdapter(Id)


class EditRefused(CxplannerError):
    """The edit cannot be done; the message says why and what would be possible."""

    def __init__(self, why: str) -> None:
        super().__init__(one_line(why))


@dataclass(frozen=True, slots=True)
class Change:
    """One edit done: the new plan, what was done in words, and ids that got a new name.

    ``renames`` lets the file writer move a renamed table with its comments.
    """

    plan: Plan
    sentence: str
    renames: tuple[tuple[str, str], ...] = ()


def made(model: type[R], fields: Mapping[str, object]) -> R:
    """A new record of these fields, None left out, validated as if it came from a file.

    Raises :class:`EditRefused` with what is wrong, in plain words.
    """
    for name, value in fields.items():
        if isinstance(value, int) and abs(value) >= LARGEST:
            raise EditRefused(f"{name}: this number is too large.")
    try:
        known = model.model_fields
        return model.model_validate({k: v for k, v in fields.items() if v is not None or k not in known})
    except ValidationError as error:
        raise EditRefused(_in_words(model, error)) from None


def _in_words(model: type[Record], error: ValidationError) -> str:
    from cxplanner.toml.locate import dotted
    from cxplanner.toml.wording import worded

    fault = worded(model, error.errors(include_url=False)[0])
    place = f"{dotted(fault.place)}: " if fault.place else ""
    return one_line(f"{place}{fault.message}. {fault.hint or ''}")


def revised(record: R, fields: Mapping[str, object]) -> R:
    """A record with some fields set anew; None clears a field. Raises like :func:`made`."""
    kept = {name: getattr(record, name) for name in record.model_fields_set}
    return made(type(record), {**kept, **fields})


def checked_id(key: str) -> str:
    """An id as a plan file would take it. Raises :class:`EditRefused` for any other."""
    try:
        return _id_reader().validate_python(key, strict=True)
    except ValidationError:
        raise EditRefused(
            f"“{one_line(key)}” cannot be an id. An id has up to 64 small letters, digits and hyphens, such "
            "as cx-analyst-2, and is no name that Windows keeps for a device."
        ) from None


def put(table: Mapping[str, V], key: str, value: V) -> Mapping[str, V]:
    """A table with one entry set; a new one goes last."""
    return {**table, key: value}


def without(table: Mapping[str, V], key: str) -> Mapping[str, V]:
    """A table with one entry gone."""
    return {k: v for k, v in table.items() if k != key}


def rekeyed(table: Mapping[str, V], old: str, new: str) -> Mapping[str, V]:
    """A table with one key renamed in its place."""
    return {new if k == old else k: v for k, v in table.items()}


def changed(table: Mapping[str, V], change: Callable[[V], V]) -> Mapping[str, V]:
    """A table with every entry passed through ``change``; the same table if nothing changed."""
    fresh = {key: change(value) for key, value in table.items()}
    return table if all(fresh[key] is value for key, value in table.items()) else fresh
