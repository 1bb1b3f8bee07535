"""Which box lies next to which: up to the manager, down to the first report, sideways to the neighbour."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Literal, TypeAlias

from cxplanner.documents.chart_layout import Box, Layout

Direction: TypeAlias = Literal["up", "down", "left", "right"]


def neighbour(layout: Layout, key: str, direction: Direction) -> str | None:
    """The box in that direction, None at the edge of the chart.

    Within a stack it is the box above or below. Where no line leads on, it is the nearest box that is seen
    in that direction, so that every box can be reached.
    """
    box = layout.boxes[key]
    if direction == "up" and (box.before or box.boss):
        return box.before or box.boss
    if direction == "down" and (box.reports or box.after):
        return box.reports[0] if box.reports else box.after
    return _seen(layout, box, direction)


def far_down(layout: Layout, key: str, units: int) -> str:
    """The box nearest to the place that many units below this one (above, if negative)."""
    box = layout.boxes[key]
    wanted = min(max(box.y + units, 0), layout.height)
    others = [other for other in layout.boxes.values() if (other.y - box.y) * units > 0]
    return min(others, key=lambda other: _far(other, box.x, wanted), default=box).id


def row_end(layout: Layout, key: str, side: int) -> str:
    """The first (-1) or last (1) box on the same height."""
    box = layout.boxes[key]
    row = [other for other in layout.boxes.values() if other.y == box.y]
    return min(row, key=lambda other: -side * other.x).id


def _far(box: Box, x: int, y: int) -> int:
    return abs(box.y - y) * 3 + abs(box.x - x)


def _seen(layout: Layout, box: Box, direction: Direction) -> str | None:
    boxes = layout.boxes.values()
    distances: dict[Direction, Callable[[Box], int]] = {
        "left": lambda other: box.x - other.right,
        "right": lambda other: other.x - box.right,
        "up": lambda other: box.y - other.bottom,
        "down": lambda other: other.y - box.bottom,
    }
    distance = distances[direction]
    ahead: Iterable[Box] = (other for other in boxes if distance(other) >= 0)
    if direction in ("left", "right"):
        beside = [other for other in ahead if other.y < box.bottom and box.y < other.bottom]
        found = min(beside, key=lambda other: (distance(other), abs(other.y - box.y)), default=None)
    else:
        beside = [other for other in ahead if other.x < box.right and box.x < other.right]
        found = min(beside, key=lambda other: (distance(other), abs(other.x - box.x)), default=None)
    return found.id if found else None
