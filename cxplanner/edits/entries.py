"""Edits of objectives, metrics, tools and initiatives beyond a single field: new ones, casts, their order."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from itertools import count
from typing import Final, Literal

from cxplanner.catalogue.catalogue import Catalogue
from cxplanner.edits.change import Change, EditRefused, checked_id, did, unchanged
from cxplanner.edits.sections import Fields, Section, set_entry
from cxplanner.plan.models import Plan
from cxplanner.plan.subjects import BOARD, WHOLE_PLAN
from cxplanner.plan.team import Team
from cxplanner.text.ids import as_id
from cxplanner.toml.records import Record

CastIn = Literal["project_team", "stakeholders"]
_LONGEST: Final = 56
_MEANT_OTHERWISE: Final = (WHOLE_PLAN, BOARD)
"""Ids with a meaning of their own as the subject of a waiver."""


def add_entry(plan: Plan, catalogue: Catalogue, section: Section, words: str, fields: Fields) -> Change:
    """Add an objective, an initiative or a metric of the plan's own, under an id made from ``words``."""
    return set_entry(plan, catalogue, section, new_key(plan, catalogue, section, words), fields)


def new_key(plan: Plan, catalogue: Catalogue, section: Section, words: str) -> str:
    """A free id that reads like these words: ``Customers stay!`` becomes ``customers-stay``."""
    stem = as_id(words, _LONGEST) or section[:-1]
    taken = {*getattr(plan, section), *(catalogue.metrics if section == "metrics" else ()), *_MEANT_OTHERWISE}
    wishes = (stem if n == 1 else f"{stem}-{n}" for n in count(1))
    return next(wish for wish in wishes if wish not in taken and _is_id(wish))


def _is_id(wish: str) -> bool:
    try:
        return checked_id(wish) == wish
    except EditRefused:
        return False


def cast_initiative(
    plan: Plan, catalogue: Catalogue, key: str, where: CastIn, departments: Collection[str]
) -> Change:
    """Set which departments are on the project team and which are stakeholders; none can be both."""
    case = plan.initiatives.get(key)
    if case is None:
        raise EditRefused(f"The plan has no initiative {key}.")
    other: CastIn = "stakeholders" if where == "project_team" else "project_team"
    now: tuple[str, ...] = getattr(case, other)
    fields: dict[str, object] = {where: list(departments)}
    if any(department in departments for department in now):
        fields[other] = [department for department in now if department not in departments]
    return set_entry(plan, catalogue, "initiatives", key, fields)


def shift_entry(
    plan: Plan,
    catalogue: Catalogue,
    section: Section,
    key: str,
    steps: int,
    beside: Callable[[str], bool] = lambda _key: True,
) -> Change:
    """Move an entry up (negative) or down, on screen and in the file.

    ``beside`` says which entries of the section are in the same list, such as those of its family.
    """
    table: Mapping[str, Record] = getattr(plan, section)
    if key not in table:
        raise EditRefused(f"The plan has no {section[:-1]} {key}.")
    name = Team(plan, catalogue).section_title(section, key)
    peers = [k for k in table if k == key or beside(k)]
    at = peers.index(key)
    to = min(max(at + steps, 0), len(peers) - 1)
    if not steps:
        return unchanged(plan, f"“{name}” stays where it is")
    if to == at:
        raise EditRefused(f"“{name}” is already {'first' if steps < 0 else 'last'} here.")
    order = [k for k in table if k != key]
    order.insert(order.index(peers[to]) + (1 if steps > 0 else 0), key)
    fresh = plan.replace(**{section: {k: table[k] for k in order}})
    return did(fresh, f"Moved “{name}” {'up' if steps < 0 else 'down'}")
