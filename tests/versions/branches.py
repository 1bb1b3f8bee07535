"""Two branches of one plan, each with some edits of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from cxplanner.edits.change import Change, EditRefused
from cxplanner.plan.models import Plan
from tests.edits.operations import OPERATIONS
from tests.plans import MODELS, SCALES, sound, started


def unordered(value: Any) -> Any:
    """Data without the order of its lists."""
    if isinstance(value, dict):
        return {key: unordered(inner) for key, inner in value.items()}
    return sorted(map(str, value)) if isinstance(value, list) else value


def edited(plan: Plan, edits: int, draw: Callable[[Any], Any]) -> Plan:
    """A plan after so many edits that changed something."""
    return changed(plan, edits, draw).plan


def changed(plan: Plan, edits: int, draw: Callable[[Any], Any]) -> Change:
    """So many edits that changed something, as one change."""
    change = Change(plan)
    for _ in range(4 * edits):
        try:
            after = change.then(lambda now: draw(st.sampled_from(OPERATIONS))(now, draw))
        except EditRefused:
            continue
        edits -= after.plan is not change.plan
        change = after
        if not edits:
            break
    return change


def any_plan(draw: Callable[[Any], Any]) -> Plan:
    """Some starting plan."""
    variant = (draw(st.sampled_from(SCALES)), draw(st.sampled_from(MODELS)))
    plan: Plan = draw(st.sampled_from([started, sound]))(*variant)
    return plan


def pairs(edits: int, draw: Callable[[Any], Any]) -> tuple[Plan, Plan, Plan]:
    """A plan, and two branches of it with so many edits each."""
    base = any_plan(draw)
    return base, edited(base, edits, draw), edited(base, edits, draw)
