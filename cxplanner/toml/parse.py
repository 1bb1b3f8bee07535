"""Parses TOML into plain data; every syntax slip is put into plain words, with what to write instead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import tomli

from cxplanner.toml.faults import problem_at
from cxplanner.toml.locate import Locator, Place
from cxplanner.toml.problems import FileProblems, Problem
from cxplanner.toml.source import Source

DEEPEST: Final = 20
"""Levels of tables and lists inside one another: no plan or template needs more than a handful."""

MOST_THINGS: Final = 50_000
"""Keys, headers and list entries in one file: a plan of two thousand positions needs fewer."""
_BEGINNERS: Final = "\n,.[{"
"""Every thing in a file except the first comes after at least one of these."""

LARGEST: Final = 2**63
"""Whole numbers must be below this, since other programs that read TOML cannot hold larger ones."""
_LONG_NUMBER: Final = re.compile(r"(?<![0-9_])[0-9][0-9_]{1000,}")
_LARGE: Final = 1_000_000
"""Texts this long or longer are first searched for long numbers: they cost the parser 120 bytes a digit."""


def parse(source: Source) -> dict[str, object]:
    """The text's data, as plain tables, lists and values.

    Raises :class:`FileProblems` if it is not TOML, holds or nests more than is reasonable, or has a number
    that other programs could not read.
    """
    if things(source.text) > MOST_THINGS:
        raise FileProblems.whole(source.path, _too_many())
    if len(source.text) > _LARGE and _LONG_NUMBER.search(source.text):
        raise FileProblems([_long_number(source)])
    try:
        data: dict[str, object] = tomli.loads(source.text)
    except tomli.TOMLDecodeError as error:
        from cxplanner.toml.slips import slip_in  # only a file with a slip needs it

        raise FileProblems([slip_in(source, error.msg, error.lineno, error.colno)]) from error
    except RecursionError as error:
        raise FileProblems.whole(source.path, _too_deep()) from error
    except ValueError as error:  # Python refuses to read numbers of thousands of digits
        raise FileProblems([_long_number(source)]) from error
    _refuse_beyond_reason(source, data)
    return data


def things(text: str) -> int:
    """The most keys, headers and list entries a text can hold, estimated without parsing it.

    Text in quotes on a line is not counted, since prose has full stops and commas of its own.
    """
    every, lines = sum(map(text.count, _BEGINNERS)), text.count("\n")
    if every <= MOST_THINGS or lines > MOST_THINGS:
        return every
    outside = (part for line in text.split("\n") for part in line.split('"')[::2])
    return lines + sum(part.count(sign) for part in outside for sign in _BEGINNERS[1:])


def leaves(data: dict[str, object]) -> Iterator[tuple[Place, object]]:
    """Every value that is not a table or a list, with its place, in no particular order."""
    waiting: list[tuple[Place, object]] = [((), data)]
    while waiting:
        place, value = waiting.pop()
        if isinstance(value, dict):
            waiting.extend(((*place, key), inner) for key, inner in value.items())
        elif isinstance(value, list):
            waiting.extend(((*place, number), inner) for number, inner in enumerate(value))
        else:
            yield place, value


def _refuse_beyond_reason(source: Source, data: dict[str, object]) -> None:
    locator = Locator(source.text)
    waiting: list[tuple[Place, object]] = [((), data)]
    while waiting:
        place, value = waiting.pop()
        if isinstance(value, dict):
            steps: Iterator[tuple[str | int, object]] = iter(value.items())
        elif isinstance(value, list):
            steps = iter(enumerate(value))
        else:
            if isinstance(value, int) and not -LARGEST <= value < LARGEST:
                raise FileProblems([problem_at(source, locator, place, "this number is too large")])
            continue
        if len(place) > DEEPEST:
            raise FileProblems([problem_at(source, locator, place[:DEEPEST], _too_deep())])
        waiting.extend(((*place, step), inner) for step, inner in steps)


def _too_deep() -> str:
    return f"tables and lists are nested too deeply here (at most {DEEPEST} in one another)"


def _too_many() -> str:
    return f"this file holds more than {MOST_THINGS:,} keys, headers and list entries, more than can be read"


def _long_number(source: Source) -> Problem:
    found = _LONG_NUMBER.search(source.text)
    offset = found.start() if found else 0
    line_start = source.text.rfind("\n", 0, offset) + 1
    line = source.text.count("\n", 0, offset) + 1
    return Problem(str(source.path), line, offset - line_start + 1, "", "this number is too long")
