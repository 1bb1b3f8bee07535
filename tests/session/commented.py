"""Plans with comments everywhere, and a judge of what each comment is about that reads lines alone."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple, Protocol, TypeAlias

import tomli

from cxplanner.toml.locate import STRING

Place: TypeAlias = tuple[str, ...]

_NUMBER: Final = re.compile(r"#(\d+)$")


class Owner(NamedTuple):
    """What a comment is about: ``kind`` says how it stands to the thing at ``place``."""

    kind: str
    place: Place = ()


FREE: Final = Owner("free")


class Read(NamedTuple):
    """What is in a text: the line of every header, key and list item, the owner of every numbered comment."""

    things: Mapping[Place, str]
    owners: Mapping[int, Owner]


def read(text: str) -> Read:
    """Read a text of one statement, or one item of a list, a line."""
    things: dict[Place, str] = {(): ""}
    owners: dict[int, Owner] = {}
    table: Place = ()
    within: Place | None = None
    waiting: list[int] = []
    touching = False  # whether the waiting comments follow right below a line of the table
    for line, masked in _lines(text):
        said, _, note = masked.partition("#")
        bare = said.strip()
        behind = _NUMBER.search(f"#{note.strip()}")
        if not masked.strip():
            owners.update(dict.fromkeys(waiting, Owner("below", table) if touching else FREE))
            waiting, touching = [], False
            continue
        if not bare:
            waiting += [int(behind[1])] if behind else []
            continue
        if within is not None:
            if bare.startswith("]"):
                owner, above = Owner("behind", within), Owner("last", within)
                within = None
            else:
                value = tomli.loads(f"x = [{line[: len(said)]}]")["x"][0]
                place = (*within, repr(value))
                things[place] = line
                owner, above = Owner("behind", place), Owner("above", place)
        elif bare.startswith("["):
            table = tuple(bare[1:-1].split("."))
            things[table] = line
            owner, above = Owner("behind", table), Owner("above", table)
        else:
            place = (*table, bare.partition("=")[0].strip())
            things[place] = line
            owner, above = Owner("behind", place), Owner("above", place)
            if bare.endswith("["):
                within, owner = place, Owner("first", place)
        owners.update(dict.fromkeys(waiting, above))
        waiting, touching = [], True
        if behind:
            owners[int(behind[1])] = owner
    owners.update(dict.fromkeys(waiting, Owner("below", table) if touching else FREE))
    return Read(things, owners)


def _lines(text: str) -> Iterator[tuple[str, str]]:
    """Every line as it is, and without what is in its strings; a string of several lines is one."""
    text = text.replace("\r\n", "\n")
    masked = STRING.sub(lambda match: '"' + "s" * (len(match.group()) - 2) + '"', text)
    at = 0
    for line in masked.split("\n"):
        yield text[at : at + len(line)], line
        at += len(line) + 1


def commented(text: str, chance: random.Random) -> str:
    """A plan's text with numbered comments in all places, and laid out by many hands."""
    numbers = iter(range(1, 1_000_000))

    def note(likely: float, before: str = "", after: str = "") -> str:
        return f"{before}#{next(numbers)}{after}" if chance.random() < likely else ""

    lines = [note(0.5, after="\n\n")]
    pieces = text.split("\n\n")
    for number, piece in enumerate(pieces):
        lines.append(note(0.2, after="\n\n") if number else "")
        lines += _piece(piece.rstrip("\n"), chance, note)
        lines.append(note(0.2, after="\n"))
        lines.append("\n" * chance.choice((1, 1, 1, 2)) if number < len(pieces) - 1 else "")
    lines.append(note(0.5, before="\n", after="\n"))
    return "".join(lines)


class Note(Protocol):
    """How :func:`commented` asks for a comment, which it does not always get."""

    def __call__(self, likely: float, before: str = "", after: str = "") -> str: ...


def _piece(piece: str, chance: random.Random, note: Note) -> Iterator[str]:
    open_list = False
    for line, masked in list(_lines(piece)):
        indent = chance.choice(("", "", "", "  "))
        yield "".join(note(p, indent, "\n") for p in (0.3, 0.1))
        if not open_list and masked.endswith("]") and " = [" in masked and chance.random() < 0.5:
            yield from _spread(line, chance, note)
            continue
        open_list = masked.endswith("[") or (open_list and masked != "]")
        spaced = line if open_list or chance.random() < 0.8 else line.replace(" = ", "   =  ", 1)
        yield f"{indent}{spaced}{note(0.2, chance.choice((' ', '    ')))}\n"


def _spread(line: str, chance: random.Random, note: Note) -> Iterator[str]:
    key, _, text = line.partition(" = ")
    yield f"{key} = [{note(0.2, ' ')}\n"
    items = STRING.findall(text)
    for number, item in enumerate(items):
        last = number == len(items) - 1
        comma = "" if last and chance.random() < 0.5 else ","
        yield f"{note(0.3, '  ', chr(10))}  {item}{comma}{note(0.4, ' ')}\n"
    yield f"{note(0.2, '  ', chr(10))}]{note(0.2, '  ')}\n"


class Judged(NamedTuple):
    """What became of the comments of a text: kept at its thing, gone with it, and what must not be."""

    kept: int
    gone: int
    lost: tuple[str, ...]
    misplaced: tuple[str, ...]


def judged(old: str, new: str, renames: Iterable[tuple[Place, str, str]] = ()) -> Judged:
    """Compare where the comments of two texts stand."""
    before, after = read(old), read(new)
    moves = list(renames)
    kept = gone = 0
    lost: list[str] = []
    misplaced: list[str] = []
    for number, was in before.owners.items():
        owner = Owner(was.kind, _moved(was.place, moves))
        now = after.owners.get(number)
        if now == owner:
            kept += 1
        elif now is None and owner != FREE and owner.place not in after.things:
            gone += 1
        elif now is None:
            lost.append(f"#{number} {was}")
        elif _reworded(owner, now, before, after):
            kept += 1
        else:
            misplaced.append(f"#{number} {was} -> {now}")
    return Judged(kept, gone, tuple(lost), tuple(misplaced))


def _moved(place: Place, moves: list[tuple[Place, str, str]]) -> Place:
    for table, old, new in moves:
        size = len(table)
        if place[: size + 1] == (*table, old):
            place = (*table, new, *place[size + 1 :])
        if place and place[-1] == repr(old):
            place = (*place[:-1], repr(new))
    return place


def _reworded(owner: Owner, now: Owner, before: Read, after: Read) -> bool:
    """Whether an item of a list has other words now, and its comment with it."""
    return (
        owner.kind == now.kind
        and owner.place != ()
        and owner.place[-1][0] in "'\""
        and owner.place[:-1] == now.place[:-1]
        and owner.place not in after.things
        and now.place not in before.things
    )
