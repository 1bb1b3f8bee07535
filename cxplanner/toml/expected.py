"""What a model requires at a place, read from its annotations and put into words for people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from datetime import date
from types import NoneType, UnionType
from typing import Annotated, Final, Literal, TypeAlias, TypeVar, Union, get_args, get_origin

from cxplanner.text.words import listed
from cxplanner.toml.locate import Place
from cxplanner.toml.records import Record

T = TypeVar("T")

Annotation: TypeAlias = object
"""A type as a model declares it: a class, or a combination made by ``typing``."""

_UNIONS: Final = (Union, UnionType)
_BOUNDS: Final = (("gt", "more than {}"), ("ge", "{} or more"), ("lt", "less than {}"), ("le", "at most {}"))


def reach(model: type[Record], location: Place) -> tuple[Place, Annotation]:
    """The place in the data that a pydantic error is about, and what is required there.

    pydantic's location also names the member of a union that was tried; it is left out, since it is not
    part of the data.
    """
    annotation: Annotation = model
    place: Place = ()
    for step in location:
        bare = without_conditions(annotation)
        if get_origin(bare) in _UNIONS:
            continue
        place = (*place, step)
        annotation = _within(bare, step)
    return place, annotation


def without_conditions(annotation: Annotation) -> Annotation:
    """An annotation without its conditions, and without a None that only allows leaving the value out."""
    while get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    if get_origin(annotation) in _UNIONS:
        kept = [choice for choice in get_args(annotation) if choice is not NoneType]
        if len(kept) == 1:
            return without_conditions(kept[0])
    return annotation


def keys_in(annotation: Annotation) -> tuple[str, ...]:
    """The keys a table may have, in the order of its model; empty if any key is allowed."""
    bare = without_conditions(annotation)
    return tuple(bare.assumed) if isinstance(bare, type) and issubclass(bare, Record) else ()


def choices_of(annotation: Annotation) -> tuple[str, ...]:
    """The allowed words, if only certain words are allowed."""
    bare = without_conditions(annotation)
    return tuple(str(word) for word in get_args(bare)) if get_origin(bare) is Literal else ()


def in_words(annotation: Annotation) -> str:
    """What is required, as the end of the sentence "this should be …"."""
    bare = without_conditions(annotation)
    if words := choices_of(bare):
        return f"one of {listed(words, 'or')}" if len(words) > 2 else listed(words, "or")
    if is_number(bare):
        return "a whole number" if bare is int else "a number"
    if get_origin(bare) is tuple:
        tables = keys_in(get_args(bare)[0])
        return "a list of tables" if tables else 'a list like ["a", "b"]'
    if bare is bool:
        return "true or false"
    if bare is date:
        return "a date like 2027-03-01"
    return "text in quotes" if bare is str else "a table"


def is_number(annotation: Annotation) -> bool:
    """Whether a number is required, whole or not."""
    bare = without_conditions(annotation)
    choices = get_args(bare) if get_origin(bare) in _UNIONS else (bare,)
    return set(choices) <= {int, float, NoneType}


def limits(annotation: Annotation) -> str:
    """The bounds of a number in words; conditions carry them as ``gt``, ``ge``, ``lt`` and ``le``."""
    whole = without_conditions(annotation) is int
    said: list[str] = []
    for condition in _conditions(annotation):
        for name, words in _BOUNDS:
            bound = getattr(condition, name, None)
            if isinstance(bound, int | float):
                said.append(words.format(bound if whole or not bound else float(bound)))
    return listed(dict.fromkeys(said))


def declared(annotation: Annotation, kind: type[T]) -> Iterator[T]:
    """The declarations of a kind beside a type: words for people, which pydantic ignores."""
    return (condition for condition in _conditions(annotation) if isinstance(condition, kind))


def _within(bare: Annotation, step: str | int) -> Annotation:
    if isinstance(bare, type) and issubclass(bare, Record):
        return next((field.type for field in fields(bare) if field.name == step), object)
    if get_origin(bare) is Mapping:
        return get_args(bare)[1]
    if get_origin(bare) is tuple:
        return get_args(bare)[0]
    return object


def _conditions(annotation: Annotation) -> Iterator[object]:
    if get_origin(annotation) is Annotated:
        yield from get_args(annotation)[1:]
    for inner in get_args(annotation):
        yield from _conditions(inner)
