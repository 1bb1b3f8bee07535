"""Gives something in the plan another id, and updates whatever names it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final, Literal, get_args

from cxplanner.catalogue.catalogue import Catalogue
from cxplanner.edits.change import Change, EditRefused, checked_id, did, unchanged
from cxplanner.edits.following import follow_entry, renamed_tables
from cxplanner.edits.positions import rename_position
from cxplanner.plan.models import Plan
from cxplanner.plan.subjects import BOARD, WHOLE_PLAN

Table = Literal[
    "positions", "objectives", "responsibilities", "departments", "metrics", "tools", "initiatives"
]
TABLES: Final[tuple[Table, ...]] = get_args(Table)
"""The tables of a plan whose things have ids."""


def rename_thing(plan: Plan, catalogue: Catalogue, table: Table, key: str, new: str) -> Change:
    """Give a thing another id, and update its waivers and whatever names it.

    Raises :class:`EditRefused` for an id from the catalogue, which must mean the same in every plan, and for
    a new id that is malformed or taken.
    """
    if table == "positions":
        return rename_position(plan, catalogue, key, new)
    if key not in getattr(plan, table):
        raise EditRefused(f"The plan has no {key} in {table}.")
    given = _of_the_catalogue(catalogue, table)
    if key in given:
        raise EditRefused(f"{key} is an id from the catalogue, which is the same in every plan.")
    if checked_id(new) == key:
        return unchanged(plan, f"{key} keeps its id")
    if new in getattr(plan, table) or new in given or new in (WHOLE_PLAN, BOARD):
        raise EditRefused(f"The id {new} is taken; choose another.")
    fresh = follow_entry(plan, table, key, new)
    return did(fresh, f"Renamed {key} to {new}", renamed=renamed_tables(plan, table, key, new))


def _of_the_catalogue(catalogue: Catalogue, table: Table) -> Collection[str]:
    match table:
        case "responsibilities":
            return catalogue.responsibilities
        case "departments":
            return catalogue.departments
        case "metrics":
            return catalogue.metrics
        case "tools":
            return catalogue.tools
        case _:
            return ()
