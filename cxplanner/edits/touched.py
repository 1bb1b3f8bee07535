"""Finds what an edit, an undo or a redo changed in a plan, so that the screens can show it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from cxplanner.plan.models import Plan
from cxplanner.plan.subjects import BOARD

_KEYED: Final = (
    *("positions", "responsibilities", "departments"),
    *("objectives", "metrics", "tools", "initiatives"),
)
"""The sections of a plan whose entries have ids."""
_OF_FACTS: Final = ("leadership", "company")
"""The sections that hold single facts."""


def touched(before: Plan, now: Plan) -> Iterator[tuple[str, str]]:
    """Where the plan changed: for each section one id, of the entry that tells most.

    That is a new entry if there is one, since it may be why others changed, or else the first that changed.
    For leadership and company it is the first fact. Removed entries are left out, as they cannot be shown.
    """
    for section in _KEYED:
        old, new = getattr(before, section), getattr(now, section)
        changed = [key for key in new if old.get(key) is not new[key]]
        if changed:
            yield section, next((key for key in changed if key not in old), changed[0])
    for section in _OF_FACTS:
        old, new = getattr(before, section), getattr(now, section)
        facts = (name for name in new.assumed if getattr(old, name) != getattr(new, name))
        if (fact := next(facts, None)) is not None:
            yield section, fact
    if before.board is not now.board:
        yield BOARD, BOARD
