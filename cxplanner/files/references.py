"""Whether everything that a plan names is there.

Looks at the plain data of a file, not at a plan: so a reference that leads nowhere is told together
with everything else that is wrong. What is malformed is passed over here, since
:mod:`cxplanner.files.validate` has named it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Final, TypeAlias

from cxplanner.catalogue.catalogue import Catalogue
from cxplanner.files.locate import Place
from cxplanner.files.rings import rings
from cxplanner.records import ID_PATTERN
from cxplanner.text import listed, nearest

Finding: TypeAlias = tuple[Place, str, str | None]
"""Place in the data, what is wrong, and what to write instead."""

_ID: Final = re.compile(ID_PATTERN)
_CODE: Final = re.compile(r"CX[0-9]{3}")
_LETTERS: Final = ("accountable", "responsible", "consulted", "informed")
_RESERVED: Final = ("plan", "board")
_IN_A_RING_SHOWN: Final = 12


def check_references(
    data: Mapping[str, object], catalogue: Catalogue, *, codes: Collection[str] | None = None
) -> list[Finding]:
    """Everything in a plan's data that names what is not there, or runs in a ring.

    ``codes`` are the rules that a waiver may name; None leaves that unchecked. A role that the
    catalogue does not have is no error: a plan made with other templates opens and keeps its data.
    """
    known = _Known.of(data, catalogue)
    checks = (
        _company(data, known),
        _objectives(data, known),
        _positions(data, known),
        _responsibilities(data, known),
        _departments(data, known),
        _metrics_and_tools(data, known),
        _initiatives(data, known),
        _waivers(data, known, codes),
        _rings(data, known),
    )
    return list(chain.from_iterable(checks))


@dataclass(frozen=True, slots=True)
class _Known:
    """Every id that a plan may name, by what it is."""

    catalogue: Catalogue
    positions: tuple[str, ...]
    position_set: frozenset[str]
    metrics: tuple[str, ...]

    @classmethod
    def of(cls, data: Mapping[str, object], catalogue: Catalogue) -> _Known:
        positions = tuple(_table(data, "positions"))
        metrics = tuple({**catalogue.metrics, **_table(data, "metrics")})
        return cls(catalogue, positions, frozenset(positions), metrics)

    def position(self, place: Place, value: object) -> Iterator[Finding]:
        """A finding, if a value is an id but not the id of a position."""
        for at, name in _ids(place, value):
            if name in self.position_set:
                continue
            if name in self.catalogue.posts:
                message = f"{name} is a post outside the team; a position of this plan is asked for"
                yield at, message, "Add a position for it, with an id of its own, and name that."
            elif name in self.catalogue.departments:
                message = f"{name} is a department; a position of this plan is asked for"
                yield at, message, f"Name the position that speaks for {name}."
            else:
                yield at, f"there is no position {name}", _meant(name, self.positions)

    def superior(self, place: Place, value: object) -> Iterator[Finding]:
        """A finding, if a value is an id but nobody a position can report to."""
        for at, name in _ids(place, value):
            if name in self.position_set or name in self.catalogue.posts:
                continue
            if name in self.catalogue.departments:
                message = f"{name} is a department; positions report to a position or a post outside the team"
                yield at, message, f"The posts are {listed(self.catalogue.posts)}."
            else:
                choices = (*self.positions, *self.catalogue.posts)
                yield at, f"there is no position or outside post {name}", _meant(name, choices)

    def subjects(self, data: Mapping[str, object]) -> frozenset[str]:
        """Every id of the plan and the catalogue: whatever a gap may be about."""
        templates = self.catalogue
        groups = (scale.required.roles for scale in templates.scales.values())
        kinds = (
            templates.areas,
            templates.departments,
            templates.posts,
            templates.roles,
            templates.responsibilities,
            templates.metrics,
            templates.tools,
            templates.initiatives,
            templates.leadership,
            templates.scales,
            *groups,
        )
        tables = ("positions", "responsibilities", "objectives", "metrics", "tools", "initiatives")
        return frozenset(chain(_RESERVED, *kinds, *(_table(data, name) for name in tables)))


def _company(data: Mapping[str, object], known: _Known) -> Iterator[Finding]:
    catalogue = known.catalogue
    company, leadership = _table(data, "company"), _table(data, "leadership")
    yield from _in(("company", "scale"), company.get("scale"), "scale", catalogue.scales)
    model = leadership.get("model")
    yield from _in(("leadership", "model"), model, "leadership model", catalogue.leadership)
    funds = leadership.get("funded_by")
    yield from _in(("leadership", "funded_by"), funds, "department", catalogue.departments)


def _objectives(data: Mapping[str, object], known: _Known) -> Iterator[Finding]:
    for name, objective in _tables(data, "objectives"):
        place = ("objectives", name, "metrics")
        yield from _in(place, objective.get("metrics"), "metric", known.metrics)


def _positions(data: Mapping[str, object], known: _Known) -> Iterator[Finding]:
    catalogue = known.catalogue
    for name, position in _tables(data, "positions"):
        place: Place = ("positions", name)
        yield from _taken(place, name, known)
        yield from known.superior((*place, "reports_to"), position.get("reports_to"))
        yield from _in(
            (*place, "department"), position.get("department"), "department", catalogue.departments
        )
        role = position.get("role")
        if (
            "title" not in position
            and (role is None or isinstance(role, str))
            and role not in catalogue.roles
        ):
            why = f"its role {role} is not among the templates" if role else "it has no role"
            yield place, f"needs a title, since {why}", _meant(role, catalogue.roles) if role else None


def _taken(place: Place, name: str, known: _Known) -> Iterator[Finding]:
    taken = None
    if name in known.catalogue.posts:
        taken = "a post outside the team"
    elif name in known.catalogue.departments:
        taken = "a department"
    elif name in _RESERVED:
        taken = f"the {name} as a whole"
    if taken:
        hint = f"Rename it wherever it is named, for example to {name}-1."
        yield place, f"{name} already means {taken}; a position needs an id of its own", hint


def _responsibilities(data: Mapping[str, object], known: _Known) -> Iterator[Finding]:
    catalogue = known.catalogue
    for name, assignment in _tables(data, "responsibilities"):
        place: Place = ("responsibilities", name)
        yield from _of_its_own(place, assignment, ("title",), "responsibility", catalogue.responsibilities)
        yield from _in((*place, "area"), assignment.get("area"), "area", catalogue.areas)
        for letter in _LETTERS:
            yield from known.position((*place, letter), assignment.get(letter))


def _departments(data: Mapping[str, object], known: _Known) -> Iterator[Finding]:
    for name, department in _tables(data, "departments"):
        place: Place = ("departments", name)
        yield from _in(place, name, "department", known.catalogue.departments)
        yield from known.position((*place, "representatives"), department.get("representatives"))
    board = _table(data, "board")
    for key in ("lead", "members"):
        yield from known.position(("board", key), board.get(key))


def _metrics_and_tools(data: Mapping[str, object], known: _Known) -> Iterator[Finding]:
    for name, metric in _tables(data, "metrics"):
        place: Place = ("metrics", name)
        needed = ("title", "unit", "better")
        yield from _of_its_own(place, metric, needed, "metric", known.catalogue.metrics)
        yield from known.position((*place, "owner"), metric.get("owner"))
    for name, tool in _tables(data, "tools"):
        yield from _in(("tools", name), name, "family of tools", known.catalogue.tools)
        yield from known.position(("tools", name, "owner"), tool.get("owner"))


def _initiatives(data: Mapping[str, object], known: _Known) -> Iterator[Finding]:
    catalogue = known.catalogue
    for name, initiative in _tables(data, "initiatives"):
        place: Place = ("initiatives", name)
        kind = initiative.get("type")
        yield from _in((*place, "type"), kind, "type of initiative", catalogue.initiatives)
        yield from _in((*place, "metric"), initiative.get("metric"), "metric", known.metrics)
        for key in ("lead", "sponsor"):
            yield from known.position((*place, key), initiative.get(key))
        for key in ("project_team", "stakeholders"):
            yield from _in((*place, key), initiative.get(key), "department", catalogue.departments)


def _waivers(data: Mapping[str, object], known: _Known, codes: Collection[str] | None) -> Iterator[Finding]:
    subjects = known.subjects(data) if _table(data, "waivers") else frozenset()
    for code, waivers in _table(data, "waivers").items():
        if codes is not None and code not in codes and _CODE.fullmatch(code):
            yield ("waivers", code), f"there is no rule {code}", _meant(code, codes)
        for subject in waivers if isinstance(waivers, dict) else ():
            yield from _in(
                ("waivers", code, subject), subject, "position, responsibility or the like", subjects
            )


def _rings(data: Mapping[str, object], known: _Known) -> Iterator[Finding]:
    lines = {
        name: superior
        for name, position in _tables(data, "positions")
        if isinstance(superior := position.get("reports_to"), str) and superior in known.position_set
    }
    for ring in rings(lines):
        place: Place = ("positions", ring[0], "reports_to")
        hint = f"The posts are {listed(known.catalogue.posts)}." if known.catalogue.posts else None
        if len(ring) == 1:
            message = f"{ring[0]} reports to itself: it must report to another position or an outside post"
        else:
            shown = ring if len(ring) <= _IN_A_RING_SHOWN else (*ring[: _IN_A_RING_SHOWN - 1], "…", ring[-1])
            message = f"{' → '.join((*shown, ring[0]))}: somebody must report to an outside post"
        yield place, message, hint


def _of_its_own(
    place: Place, table: Mapping[str, object], needed: Iterable[str], noun: str, known: Collection[str]
) -> Iterator[Finding]:
    """A finding, if a thing is neither in the catalogue nor described well enough to stand alone."""
    name = str(place[-1])
    missing = [key for key in needed if key not in table]
    if name in known or not missing:
        return
    close = nearest(name, known)
    hint = f"Did you mean {close}? " if close else ""
    message = f"there is no {noun} {name} among the templates; one of your own needs {listed(missing)}"
    yield (
        place,
        message,
        f"{hint}Give it {listed(f'a {key}' for key in missing)}, or use an id of the templates.",
    )


def _in(place: Place, value: object, noun: str, known: Collection[str]) -> Iterator[Finding]:
    """A finding for each id in a value, one or a list, that is not known."""
    for at, name in _ids(place, value):
        if name not in known:
            yield at, f"there is no {noun} {name}", _meant(name, known)


def _meant(name: str, known: Collection[str]) -> str | None:
    if close := nearest(name, known):
        return f"Did you mean {close}?"
    return f"There are {listed(known)}." if 0 < len(known) <= 12 else None


def _ids(place: Place, value: object) -> Iterator[tuple[Place, str]]:
    """The well-formed ids in a value that should be one, or a list of them."""
    if isinstance(value, str) and _ID.fullmatch(value):
        yield place, value
    elif isinstance(value, list):
        for number, item in enumerate(value):
            if isinstance(item, str) and _ID.fullmatch(item):
                yield (*place, number), item


def _table(data: Mapping[str, object], name: str) -> Mapping[str, object]:
    table = data.get(name)
    return table if isinstance(table, dict) else {}


def _tables(data: Mapping[str, object], name: str) -> Iterator[tuple[str, Mapping[str, object]]]:
    """The well-formed things in a table of things: those with an id for a key and a table for a value."""
    for key, value in _table(data, name).items():
        if isinstance(value, dict) and _ID.fullmatch(key):
            yield key, value
