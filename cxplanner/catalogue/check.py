"""Checks that the templates fit together: every id that one of them names must exist."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from cxplanner.catalogue.catalogue import KINDS, Catalogue
from cxplanner.catalogue.citations import FACT
from cxplanner.catalogue.models import CitedSource, Scale
from cxplanner.text.words import nearest
from cxplanner.toml.faults import problem_at
from cxplanner.toml.locate import Locator, Place
from cxplanner.toml.problems import Problem
from cxplanner.toml.records import Record
from cxplanner.toml.source import read_source

Mention = tuple[Place, str, str, Collection[str]]
"""The place of a reference within a thing, the kind of thing it names, its id, and the ids that exist."""

OWNER = "owner"
"""The name for the owner's position in a scale's starting team, whatever its id."""


def dangling(catalogue: Catalogue) -> list[Problem]:
    """Every id that a template names but none has, with its place in the file."""
    return [
        _placed(catalogue, kind, key, mention)
        for kind, key, mention in _mentions(catalogue)
        if mention[2] not in mention[3]
    ]


def _placed(catalogue: Catalogue, kind: str, key: str, mention: Mention) -> Problem:
    place, noun, name, known = mention
    path = catalogue.origins[kind, key]
    full: Place = place if path.stem == key else (key, *place)
    source = read_source(path)
    near = nearest(name, known)
    hint = f"Did you mean {near}?" if near else None
    return problem_at(source, Locator(source.text), full, f"there is no {noun} {name}", hint)


def _mentions(catalogue: Catalogue) -> Iterator[tuple[str, str, Mention]]:
    c = catalogue
    bosses = {*c.roles, *c.posts}
    for key, role in c.roles.items():
        yield from (
            ("role", key, m) for m in _each("department", ("department",), role.department, c.departments)
        )
        yield from (("role", key, m) for m in _each("scale", ("scales",), role.scales, c.scales))
        for name in ("accountable", "responsible"):
            ids = getattr(role, name)
            yield from (("role", key, m) for m in _each("responsibility", (name,), ids, c.responsibilities))
        yield from (
            ("role", key, m) for m in _each("department", ("represents",), role.represents, c.departments)
        )
        yield from (("role", key, m) for m in _each("role or post", ("reports_to",), role.reports_to, bosses))
    for key, duty in c.responsibilities.items():
        yield from (("responsibility", key, m) for m in _each("area", ("area",), duty.area, c.areas))
        yield from (
            ("responsibility", key, m) for m in _each("role", ("usual_roles",), duty.usual_roles, c.roles)
        )
    for key, kind in c.initiatives.items():
        mentions = _each("department", ("departments",), kind.departments, c.departments)
        yield from (("initiative", key, m) for m in mentions)
    for key, model in c.leadership.items():
        yield from (
            ("leadership", key, m) for m in _each("role", ("owner_roles",), model.owner_roles, c.roles)
        )
        mentions = _each("department", ("department",), model.department, c.departments)
        yield from (("leadership", key, m) for m in mentions)
    citable = _citable(c.sources)
    for sort, (name, _) in KINDS.items():
        for key, thing in getattr(c, name).items():
            yield from ((sort, key, m) for m in citations(thing, citable))
    for key, scale in c.scales.items():
        yield from (("scale", key, m) for m in _scale_mentions(scale, c))


def _citable(sources: Mapping[str, CitedSource]) -> frozenset[str]:
    facts = (f"{key}{FACT}{fact}" for key, source in sources.items() for fact in source.facts)
    return frozenset((*sources, *facts))


def citations(thing: object, sources: Collection[str] = (), place: Place = ()) -> Iterator[Mention]:
    """Every citation in a template or a part of it, as a mention of one of ``sources``."""
    parts: Iterable[tuple[str | int, object]] = ()
    if isinstance(thing, Record):
        yield from _each("source", (*place, "sources"), getattr(thing, "sources", None), sources)
        parts = ((name, getattr(thing, name)) for name in thing.assumed)
    elif isinstance(thing, Mapping):
        parts = thing.items()
    elif isinstance(thing, tuple):
        parts = enumerate(thing)
    for step, part in parts:
        yield from citations(part, sources, (*place, step))


def _each(noun: str, place: Place, named: object, known: Collection[str]) -> Iterator[Mention]:
    if isinstance(named, str):
        yield place, noun, named, known
    elif isinstance(named, tuple):
        for number, name in enumerate(named):
            yield (*place, number), noun, name, known


def _scale_mentions(scale: Scale, c: Catalogue) -> Iterator[Mention]:
    need = scale.required
    yield from _each(
        "responsibility", ("required", "responsibilities"), need.responsibilities, c.responsibilities
    )
    for name in ("departments", "board", "insight", "selling"):
        yield from _each("department", ("required", name), getattr(need, name), c.departments)
    yield from _each("role", ("required", "heard"), need.heard, c.roles)
    yield from _each("tool", ("required", "tools"), need.tools, c.tools)
    for market, roles in need.hand_over.items():
        yield from _each("role", ("required", "hand_over", market), roles, c.roles)
    for key, group in need.roles.items():
        yield from _each("role", ("required", "roles", key, "any_of"), group.any_of, c.roles)
        yield from _each("leadership model", ("required", "roles", key, "models"), group.models, c.leadership)
    start = scale.starting
    positions = {OWNER, *(p.id for p in start.positions)}
    for number, position in enumerate(start.positions):
        here: Place = ("starting", "positions", number)
        yield from _each("role", (*here, "role"), position.role, c.roles)
        yield from _each(
            "position or post", (*here, "reports_to"), position.reports_to, {*positions, *c.posts}
        )
        yield from _each("leadership model", (*here, "models"), position.models, c.leadership)
        yield from _each(
            "position or post", (*here, "stands_in_for"), position.stands_in_for, {*positions, *c.posts}
        )
    for key, row in start.responsibilities.items():
        here = ("starting", "responsibilities", key)
        yield from _each("responsibility", here, key, c.responsibilities)
        for name in ("accountable", "responsible", "consulted", "informed"):
            yield from _each("position", (*here, name), getattr(row, name), positions)
    for key, who in start.representatives.items():
        yield from _each("department", ("starting", "representatives", key), key, c.departments)
        yield from _each("position", ("starting", "representatives", key), who, positions)
    yield from _each("position", ("starting", "board_lead"), start.board_lead, positions)
    yield from _each("position", ("starting", "board_members"), start.board_members, positions)
    for key, owner in start.metrics.items():
        yield from _each("metric", ("starting", "metrics", key), key, c.metrics)
        yield from _each("position", ("starting", "metrics", key), owner, positions)
