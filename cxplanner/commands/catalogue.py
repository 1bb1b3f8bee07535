"""``cxplanner catalogue``: what the templates hold, and where it comes from."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from cxplanner.catalogue.catalogue import KINDS, Catalogue, Kind
from cxplanner.catalogue.check import citations
from cxplanner.catalogue.citations import source_lines
from cxplanner.catalogue.load import SHIPPED, catalogue_beside
from cxplanner.catalogue.text import has_own_file, template_data
from cxplanner.commands import ExitCode
from cxplanner.commands.call import Parser, known, one_of
from cxplanner.commands.output import answer, table, text_width, wrapped
from cxplanner.commands.wrong import CallWrong
from cxplanner.text.words import one_line, visible
from cxplanner.toml.records import Record

_ID: Final = re.compile("[A-Za-z0-9-]{1,64}")
_LABELS: Final[Mapping[str, str]] = {
    "any_of": "one of",
    "dedicated_min": "dedicated positions, at least",
    "dedicated_max": "dedicated positions, at most",
    "fte": "FTE",
    "fte_min": "dedicated FTE, at least",
    "fte_floor": "FTE a position counts for, at least",
    "accountabilities_per_fte": "responsibilities to answer for per FTE, at most",
    "consulted": "consulted per responsibility, at most",
    "direct_reports": "direct reports, at most",
    "hand_over": "roles at the hand-over",
    "heard": "roles to be heard",
    "selling": "departments of which one is to be heard",
    "onet": "O*NET-SOC",
    "rules_off": "rules that do not bind",
}
"""What the fields are called where their names are no words."""
EXAMPLE: Final = "cxplanner catalogue role cx-analyst"


def run(words: list[str]) -> int:
    """Show the kinds of template, the templates of a kind, or one of them whole."""
    parser = Parser("catalogue", "Show what the templates hold: kinds, a kind, or one thing whole.", EXAMPLE)
    parser.add_argument("kind", metavar="KIND", nargs="?", help=f"one of {', '.join(KINDS)}")
    parser.add_argument("id", metavar="ID", nargs="?", help="the id of one thing of that kind")
    parser.add_argument("--origin", action="store_true", help="say which file each comes from")
    parser.add_argument(
        "--format", type=one_of("text", "toml"), default="text", metavar="FORMAT", help="text or toml"
    )
    parser.templates()
    options = parser.read(words)
    catalogue = catalogue_beside(Path(), options.templates)
    shown = _Shown(catalogue, origin=options.origin)
    kind = kind_of(options.kind) if options.kind else None
    if kind and options.id:
        known(kind, options.id, things_of(catalogue, kind))
    if options.format == "toml":
        answer(_toml(catalogue, kind, options.id))
    elif kind is None:
        answer(shown.kinds())
    elif options.id is None:
        answer(shown.kind(kind))
    else:
        answer("\n".join(shown.thing(kind, options.id)))
    return ExitCode.WELL


def kind_of(word: str) -> Kind:
    """The kind of template that a word names. Raises :class:`CallWrong` for any other."""
    for kind in KINDS:
        if word == kind:
            return kind
    known("kind", word, KINDS)
    raise AssertionError(word)


def things_of(catalogue: Catalogue, kind: Kind) -> Mapping[str, Record]:
    """Everything of one kind in a catalogue, by id."""
    things: Mapping[str, Record] = getattr(catalogue, KINDS[kind][0])
    return things


class _Shown:
    """A catalogue as text for people."""

    def __init__(self, catalogue: Catalogue, *, origin: bool) -> None:
        self._catalogue = catalogue
        self._origin = origin
        self._width = text_width()

    def kinds(self) -> str:
        """The kinds with how many there are of each."""
        return table(self._kind_row(kind) for kind in KINDS)

    def _kind_row(self, kind: Kind) -> list[str]:
        keys = things_of(self._catalogue, kind)
        row = [kind, str(len(keys))]
        if self._origin:
            places = dict.fromkeys(self._place(kind, key) for key in keys)
            row.append("; ".join(places))
        return row

    def kind(self, kind: Kind) -> str:
        """The ids and titles of one kind."""
        rows = []
        for key, thing in things_of(self._catalogue, kind).items():
            title = one_line(str(getattr(thing, "title", "")))
            rows.append([key, title, *([self._from(kind, key)] if self._origin else [])])
        return table(rows)

    def thing(self, kind: Kind, key: str) -> Iterator[str]:
        """One thing whole, with its sources spelled out."""
        record = things_of(self._catalogue, kind)[key]
        yield f"{kind} {key}"
        if self._origin:
            yield f"from {self._from(kind, key)}"
        yield ""
        yield from self._fields(record, "")
        sources = dict.fromkeys(source for _, _, source, _ in citations(record))
        if sources:
            yield ""
            yield "Sources"
            for line in source_lines(sources, self._catalogue.sources):
                yield self._wrapped(one_line(line), "  ", "    ")

    def _from(self, kind: Kind, key: str) -> str:
        path = self._catalogue.origins[kind, key]
        return (
            f"shipped: {path.relative_to(SHIPPED)}" if path.is_relative_to(SHIPPED) else one_line(str(path))
        )

    def _place(self, kind: Kind, key: str) -> str:
        """Where a thing comes from, by its folder if each thing of the kind has its own file."""
        place = Path(self._from(kind, key))
        return f"{place.parent}{os.sep}" if has_own_file(self._catalogue, kind, key) else str(place)

    def _fields(self, record: Record, indent: str) -> Iterator[str]:
        for name in record.assumed:
            value = getattr(record, name)
            if name == "sources" and not indent:
                continue
            if value is not None and value not in ((), {}):
                yield from self._field(_LABELS.get(name, name.replace("_", " ")), value, indent)

    def _field(self, label: str, value: object, indent: str) -> Iterator[str]:
        deeper = indent + "  "
        if isinstance(value, Record):
            yield f"{indent}{label}:"
            yield from self._fields(value, deeper)
        elif isinstance(value, Mapping):
            yield f"{indent}{label}:"
            for key, inner in value.items():
                yield from self._field(one_line(str(key)), inner, deeper)
        elif isinstance(value, tuple) and all(map(_is_id, value)):
            yield self._wrapped(", ".join(value), f"{indent}{label}: ", deeper)
        elif isinstance(value, tuple):
            yield f"{indent}{label}:"
            for item in value:
                yield from self._item(item, deeper)
        else:
            shown = {True: "yes", False: "no"}[value] if isinstance(value, bool) else one_line(str(value))
            yield self._wrapped(shown, f"{indent}{label}: ", deeper)

    def _item(self, item: object, indent: str) -> Iterator[str]:
        if isinstance(item, Record):
            lines = list(self._fields(item, indent + "  "))
            yield f"{indent}- {lines[0].lstrip()}"
            yield from lines[1:]
        else:
            yield self._wrapped(one_line(str(item)), f"{indent}- ", indent + "  ")

    def _wrapped(self, text: str, first: str, rest: str) -> str:
        return wrapped(text, self._width, first=first, rest=rest)


def _is_id(value: object) -> bool:
    return isinstance(value, str) and _ID.fullmatch(value) is not None


def _toml(catalogue: Catalogue, kind: Kind | None, key: str | None) -> str:
    """What a template file of these things would hold."""
    import tomli_w

    if kind is None:
        raise CallWrong("--format toml needs a KIND, such as: cxplanner catalogue role --format toml")
    things = {k: template_data(thing) for k, thing in things_of(catalogue, kind).items() if key in (None, k)}
    data = things[key] if key and has_own_file(catalogue, kind, key) else things
    return visible(tomli_w.dumps(data)).rstrip("\n")
