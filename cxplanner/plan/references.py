"""Whether everything that a plan names is there.

Looks at the plain data of a file, not at a plan: so a reference that leads nowhere is told together
with everything else that is wrong. Whatever else is malformed is passed over here, since
:mod:`cxplanner.toml.validate` has named it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Final, NamedTuple, TypeAlias

from cxplanner.catalogue.catalogue import Catalogue
from cxplanner.catalogue.words import RULE_PATTERN
from cxplanner.plan.rings import rings
from cxplanner.plan.subjects import ROLE_GROUP
from cxplanner.text.words import listed, nearest
from cxplanner.toml.faults import Fault
from cxplanner.toml.locate import Place
from cxplanner.toml.records import ID_PATTERN

Codes: TypeAlias = Callable[[], Collection[str]]
"""Answers which gap rules there are; asked only about a plan that has waivers."""

_ID: Final = re.compile(ID_PATTERN)
_CODE: Final = re.compile(RULE_PATTERN)
_LETTERS: Final = ("accountable", "responsible", "consulted", "informed")
_WORDS: Final = {"better": 'better = "higher" or "lower"'}
_SECTIONS: Final = ("positions", "responsibilities", "objectives", "metrics", "tools", "initiatives")
_RESERVED: Final = ("plan", "board")
_AN_ID: Final = "An id looks like cx-analyst-2."
_IN_A_RING_SHOWN: Final = 12
_CHOICES_SHOWN: Final = 12
_COMPARISONS: Final = 20_000
"""How many names are compared to find hints: thousands of slips in a large plan need no hint each."""


def check_references(
    data: Mapping[str, object], catalogue: Catalogue, *, codes: Codes | None = None
) -> list[Fault]:
    """Everything in a plan's data that names what is not there, or runs in a ring.

    ``codes`` answers which rules a waiver may name; None leaves that unchecked. A role that the
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
    return _with_hints(chain.from_iterable(checks))


class _Meant(NamedTuple):
    """A hint that has yet to be found: the nearest of the choices, then what ``more`` there is to say.

    ``otherwise`` is said where no choice is near.
    """

    name: str
    choices: Collection[str]
    more: str = ""
    otherwise: str = ""


_Unhinted: TypeAlias = tuple[Place, str, str | _Meant | None]
"""A fault whose hint may have yet to be found."""
_Found: TypeAlias = Iterator[_Unhinted]


def _with_hints(found: Iterable[_Unhinted]) -> list[Fault]:
    """Faults with the nearest names looked up: each once, and no longer than a person would wait."""
    comparisons = 0
    hints: dict[tuple[str, int], str | None] = {}
    told: list[Fault] = []
    for place, message, hint in list(found):  # a list keeps the choices, whose id is a key, alive
        if isinstance(hint, _Meant):
            key = hint.name, id(hint.choices)
            if key not in hints and comparisons < _COMPARISONS:
                comparisons += len(hint.choices)
                hints[key] = nearest(hint.name, hint.choices)
            hint = _hint(hints.get(key), hint)
        told.append(Fault(place, message, hint))
    return told


def _hint(close: str | None, meant: _Meant) -> str | None:
    said = f"Did you mean {close}?" if close else ""
    if not close and not meant.more:
        few = 0 < len(meant.choices) <= _CHOICES_SHOWN
        said = meant.otherwise or (f"There are {listed(meant.choices)}." if few else "")
    return " ".join(filter(None, (said, meant.more))) or None


@dataclass(frozen=True, slots=True)
class _Known:
    """Every id that a plan may name, by what it is."""

    catalogue: Catalogue
    positions: Mapping[str, object]
    superiors: Mapping[str, object]
    metrics: Mapping[str, object]
    lost: frozenset[str]
    """Sections that are there but are no tables: what they hold cannot be known, nor missed."""

    @classmethod
    def of(cls, data: Mapping[str, object], catalogue: Catalogue) -> _Known:
        positions = _by_id(_table(data, "positions"))
        metrics = {**catalogue.metrics, **_by_id(_table(data, "metrics"))}
        lost = frozenset(name for name in _SECTIONS if not isinstance(data.get(name, {}), dict))
        return cls(catalogue, positions, {**positions, **catalogue.posts}, metrics, lost)

    def position(self, place: Place, value: object) -> _Found:
        """A fault, if a value is an id but not the id of a position."""
        for at, name, shown in _ids(place, value):
            if name in self.positions or "positions" in self.lost:
                continue
            if name in self.catalogue.posts:
                message = f"{name} is a post outside the team; a position of this plan is asked for"
                yield at, message, "Add a position for it, with an id of its own, and name that."
            elif name in self.catalogue.departments:
                message = f"{name} is a department; a position of this plan is asked for"
                yield at, message, f"Name the position that speaks for {name}."
            else:
                hint = _Meant(name, self.positions, otherwise=_id_hint(name, shown, self.positions))
                yield at, f"there is no position {shown}", hint

    def superior(self, place: Place, value: object) -> _Found:
        """A fault, if a value is an id but nobody a position can report to."""
        posts = f"The posts are {listed(self.catalogue.posts)}." if self.catalogue.posts else ""
        for at, name, shown in _ids(place, value):
            if name in self.superiors or "positions" in self.lost:
                continue
            if name in self.catalogue.departments:
                message = f"{name} is a department; positions report to a position or a post outside the team"
                yield at, message, posts or None
            else:
                hint = _Meant(name, self.superiors, otherwise=posts)
                yield at, f"there is no position or outside post {shown}", hint

    def metric(self, place: Place, value: object) -> _Found:
        """A fault for each id in a value that is not the id of a metric."""
        if "metrics" not in self.lost:
            yield from _in(place, value, "metric", self.metrics)

    def subjects(self, data: Mapping[str, object]) -> frozenset[str]:
        """Every id of the plan and the catalogue: whatever a gap may be about."""
        templates = self.catalogue
        scales = templates.scales.values()
        groups = ([ROLE_GROUP + group for group in scale.required.roles] for scale in scales)
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
        return frozenset(chain(_RESERVED, *kinds, *(_by_id(_table(data, name)) for name in _SECTIONS)))


def _company(data: Mapping[str, object], known: _Known) -> _Found:
    catalogue = known.catalogue
    company, leadership = _table(data, "company"), _table(data, "leadership")
    yield from _in(("company", "scale"), company.get("scale"), "scale", catalogue.scales)
    model = leadership.get("model")
    yield from _in(("leadership", "model"), model, "leadership model", catalogue.leadership)
    funds = leadership.get("funded_by")
    yield from _in(("leadership", "funded_by"), funds, "department", catalogue.departments)


def _objectives(data: Mapping[str, object], known: _Known) -> _Found:
    for name, objective in _tables(data, "objectives"):
        place = ("objectives", name, "metrics")
        yield from known.metric(place, objective.get("metrics"))


def _positions(data: Mapping[str, object], known: _Known) -> _Found:
    catalogue = known.catalogue
    for name, position in _tables(data, "positions"):
        place: Place = ("positions", name)
        yield from _taken(place, name, known)
        yield from known.superior((*place, "reports_to"), position.get("reports_to"))
        yield from _in(
            (*place, "department"), position.get("department"), "department", catalogue.departments
        )
        if "title" not in position and "role" not in position:
            yield place, "needs a title, since it has no role", None


def _taken(place: Place, name: str, known: _Known) -> _Found:
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


def _responsibilities(data: Mapping[str, object], known: _Known) -> _Found:
    catalogue = known.catalogue
    for name, assignment in _tables(data, "responsibilities"):
        place: Place = ("responsibilities", name)
        yield from _of_its_own(place, assignment, ("title",), "responsibility", catalogue.responsibilities)
        yield from _in((*place, "area"), assignment.get("area"), "area", catalogue.areas)
        for letter in _LETTERS:
            yield from known.position((*place, letter), assignment.get(letter))


def _departments(data: Mapping[str, object], known: _Known) -> _Found:
    for name, department in _tables(data, "departments"):
        place: Place = ("departments", name)
        yield from _in(place, name, "department", known.catalogue.departments)
        yield from known.position((*place, "representatives"), department.get("representatives"))
    board = _table(data, "board")
    for key in ("lead", "members"):
        yield from known.position(("board", key), board.get(key))


def _metrics_and_tools(data: Mapping[str, object], known: _Known) -> _Found:
    for name, metric in _tables(data, "metrics"):
        place: Place = ("metrics", name)
        needed = ("title", "unit", "better")
        yield from _of_its_own(place, metric, needed, "metric", known.catalogue.metrics)
        yield from known.position((*place, "owner"), metric.get("owner"))
    for name, tool in _tables(data, "tools"):
        yield from _in(("tools", name), name, "family of tools", known.catalogue.tools)
        yield from known.position(("tools", name, "owner"), tool.get("owner"))


def _initiatives(data: Mapping[str, object], known: _Known) -> _Found:
    catalogue = known.catalogue
    for name, initiative in _tables(data, "initiatives"):
        place: Place = ("initiatives", name)
        kind = initiative.get("type")
        yield from _in((*place, "type"), kind, "type of initiative", catalogue.initiatives)
        yield from known.metric((*place, "metric"), initiative.get("metric"))
        for key in ("lead", "sponsor"):
            yield from known.position((*place, key), initiative.get(key))
        for key in ("project_team", "stakeholders"):
            yield from _in((*place, key), initiative.get(key), "department", catalogue.departments)


def _waivers(data: Mapping[str, object], known: _Known, codes: Codes | None) -> _Found:
    subjects = known.subjects(data) if _table(data, "waivers") else frozenset()
    for code, waivers in _table(data, "waivers").items():
        if codes is not None and code not in codes() and _CODE.fullmatch(code):
            yield ("waivers", code), f"there is no rule {code}", _Meant(code, codes())
        named = waivers.items() if isinstance(waivers, dict) and not known.lost else ()
        for subject in (subject for subject, waiver in named if isinstance(waiver, dict)):
            place = ("waivers", code, subject)
            yield from _in(place, subject, "position, responsibility or the like", subjects)


def _rings(data: Mapping[str, object], known: _Known) -> _Found:
    lines = {
        name: superior
        for name, position in _tables(data, "positions")
        if isinstance(superior := position.get("reports_to"), str) and superior in known.positions
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
) -> _Found:
    """A fault, if a thing is neither in the catalogue nor described well enough to stand alone."""
    name = str(place[-1])
    missing = [key for key in needed if key not in table]
    if name in known or not missing:
        return
    message = f"there is no {noun} {name} among the templates; one of your own needs {listed(missing)}"
    advice = f"Add {listed(_WORDS.get(key, f'a {key}') for key in missing)}, or use an id of the templates."
    yield place, message, _Meant(name, known, advice)


def _in(place: Place, value: object, noun: str, known: Collection[str]) -> _Found:
    """A fault for each id in a value, one or a list, that is not known."""
    for at, name, shown in _ids(place, value):
        if name not in known:
            hint = _Meant(name, known, otherwise=_id_hint(name, shown, known))
            yield at, f"there is no {noun} {shown}", hint


def _id_hint(name: str, shown: str, choices: Collection[str]) -> str:
    """What to say to a text that is no id, where the ids are too many, or too few, to be listed."""
    return "" if name == shown or 0 < len(choices) <= _CHOICES_SHOWN else _AN_ID


def _ids(place: Place, value: object) -> Iterator[tuple[Place, str, str]]:
    """The ids in a value that should be one, or a list of them: where, the id, and the id as it is told.

    A text that is no id counts as the id that was meant by it: if there is such a thing, the model has
    said what to write.
    """
    if isinstance(value, str):
        yield place, *_meant(value)
    elif isinstance(value, list):
        for number, item in enumerate(value):
            if isinstance(item, str):
                yield (*place, number), *_meant(item)


def _meant(value: str) -> tuple[str, str]:
    if _ID.fullmatch(value):
        return value, value
    from cxplanner.text.ids import as_id  # only a slip needs these two
    from cxplanner.toml.wording import quoted

    return as_id(value), quoted(value)


def _table(data: Mapping[str, object], name: str) -> Mapping[str, object]:
    table = data.get(name)
    return table if isinstance(table, dict) else {}


def _by_id(table: Mapping[str, object]) -> Mapping[str, object]:
    """A table by its ids; a malformed key counts as the id it would become, so that it is told once."""
    malformed = [key for key in table if not _ID.fullmatch(key)]
    if not malformed:
        return table
    from cxplanner.text.ids import as_id  # only a slip needs it

    ids = {key: as_id(key) for key in malformed}
    return {new: value for key, value in table.items() if (new := ids.get(key, key))}


def _tables(data: Mapping[str, object], name: str) -> Iterator[tuple[str, Mapping[str, object]]]:
    """The well-formed things in a table of things: those with an id for a key and a table for a value."""
    for key, value in _table(data, name).items():
        if isinstance(value, dict) and _ID.fullmatch(key):
            yield key, value
