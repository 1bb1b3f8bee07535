"""Where every box and line of an org chart goes: pure geometry, the same for a terminal and for a picture.

All measures are whole units. A box takes up ``width`` by ``height`` units from its corner at ``x``, ``y``; a
line runs through the middle of its units, from the edge of one box to the edge of another.

Reports with reports of their own are placed side by side below their manager. Those without, if there are
several in a row, are stacked in columns beside a line, as HR draws them, which keeps a large team narrow.
Folding never moves anybody from one arrangement to the other.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from math import isqrt
from typing import NamedTuple


class Node(NamedTuple):
    """One box to lay out: its id, the id of the one above it, and how high it is."""

    id: str
    boss: str | None
    height: int


class ChartMeasures(NamedTuple):
    """How wide boxes are, and how far apart.

    ``indent`` is the distance from the line of a stack to its boxes; ``stack`` is the fewest boxes in a
    column before another column begins; ``page`` is the height up to which small trees share a column.
    """

    width: int = 28
    beside: int = 2
    below: int = 1
    stacked: int = 0
    indent: int = 2
    stack: int = 7
    trees: int = 1
    page: int = 24


class Connector(NamedTuple):
    """A straight line, across or down, through the middle of the units from one end to the other."""

    x1: int
    y1: int
    x2: int
    y2: int


@dataclass(frozen=True, slots=True)
class Box:
    """One box: where it is, whose it is, and what is next to it.

    ``entry`` is the unit of its edge where the line from above arrives, ``exit`` how far along its lower edge
    the line to its reports leaves; ``hidden`` counts the positions folded away below it, ``reports`` are
    those shown; ``before`` and ``after`` are its neighbours in a stack.
    """

    id: str
    x: int
    y: int
    width: int
    height: int
    boss: str | None = None
    entry: tuple[int, int] | None = None
    exit: int | None = None
    reports: tuple[str, ...] = ()
    hidden: int = 0
    before: str | None = None
    after: str | None = None

    @property
    def right(self) -> int:
        """The first unit beside the box."""
        return self.x + self.width

    @property
    def bottom(self) -> int:
        """The first unit below the box."""
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class Layout:
    """All visible boxes, in the order of the tree, the lines between them, and the space they take up."""

    boxes: Mapping[str, Box]
    lines: tuple[Connector, ...]
    width: int
    height: int


class _Part(NamedTuple):
    """What is on one branch: a report with everybody below it, or a stack; and how far from the left."""

    reports: tuple[str, ...]
    stacked: bool
    x: int
    branch: int
    """Where the line comes down to it."""


@dataclass(slots=True)
class _Block:
    """The space that a box takes up together with everything below it."""

    width: int
    height: int
    own: int = 0
    """How far from the left the box itself is."""
    exit: int | None = None
    parts: list[_Part] = field(default_factory=list)


def lay_out_chart(
    nodes: Sequence[Node], *, folded: Collection[str] = (), measures: ChartMeasures | None = None
) -> Layout:
    """The chart of these nodes, without what is below the folded ones.

    A node whose boss is not among the nodes begins a tree of its own. The same nodes give the same chart.
    """
    return _Work({node.id: node for node in nodes}, folded, measures or ChartMeasures()).layout()


class _Work:
    """One layout in progress. Nothing here is recursive, since reporting lines may be long."""

    def __init__(self, nodes: Mapping[str, Node], folded: Collection[str], measures: ChartMeasures) -> None:
        self.nodes, self.measures = nodes, measures
        self.below: dict[str, list[str]] = {}
        self.roots: list[str] = []
        for node in nodes.values():
            if node.boss in nodes:
                self.below.setdefault(str(node.boss), []).append(node.id)
            else:
                self.roots.append(node.id)
        everyone = self._in_order(self.below)
        self.size: dict[str, int] = {}
        for key in reversed(everyone):
            self.size[key] = 1 + sum(self.size[report] for report in self.below.get(key, ()))
        self.shown = {boss: reports for boss, reports in self.below.items() if boss not in folded}
        self.order = self._in_order(self.shown)
        self.blocks: dict[str, _Block] = {}
        self.boxes: dict[str, Box] = {}
        self.lines: list[Connector] = []

    def _in_order(self, below: Mapping[str, list[str]]) -> list[str]:
        found: list[str] = []
        waiting = self.roots[::-1]
        while waiting:
            found.append(waiting.pop())
            waiting += reversed(below.get(found[-1], ()))
        return found

    def layout(self) -> Layout:
        """Measure from the leaves up, put the trees side by side, and place from the roots down."""
        for key in reversed(self.order):
            self.blocks[key] = self._block(key)
        places = self._trees()
        right = max((x + self.blocks[root].width for root, (x, _) in places.items()), default=0)
        bottom = max((y + self.blocks[root].height for root, (_, y) in places.items()), default=0)
        arrivals: dict[str, tuple[int, int]] = {}
        for key in self.order:
            self._place(key, places, arrivals)
        return Layout(self.boxes, tuple(self.lines), right, bottom)

    # Measuring

    def _block(self, key: str) -> _Block:
        node, measures, reports = self.nodes[key], self.measures, self.shown.get(key)
        if not reports:
            return _Block(measures.width, node.height)
        groups = self._groups(reports)
        height = node.height + measures.below + max(self._group_height(*group) for group in groups)
        if len(groups) == 1 and groups[0][1]:
            width = 1 + measures.indent + measures.width
            return _Block(width, height, 0, 1, [_Part(*groups[0], 1, 1)])
        parts: list[_Part] = []
        x = 0
        for members, stacked in groups:
            block = self.blocks[members[0]]
            branch = x if stacked else x + block.own + measures.width // 2
            parts.append(_Part(members, stacked, x, branch))
            x += (measures.indent + measures.width if stacked else block.width) + measures.beside
        width = x - measures.beside
        middle = (parts[0].branch + parts[-1].branch) // 2
        own = min(max(middle - measures.width // 2, 0), width - measures.width)
        return _Block(width, height, own, own + measures.width // 2, parts)

    def _groups(self, reports: Sequence[str]) -> list[tuple[tuple[str, ...], bool]]:
        """Reports in order: each one with reports on its own, several without reports in stacks."""
        found: list[tuple[tuple[str, ...], bool]] = []
        for leading, group in groupby(reports, key=lambda key: key in self.below):
            run = tuple(group)
            if leading or len(run) == 1:
                found += [((key,), False) for key in run]
                continue
            columns = -(-len(run) // max(self.measures.stack, isqrt(2 * len(run))))
            each = -(-len(run) // columns)
            found += [(run[at : at + each], True) for at in range(0, len(run), each)]
        return found

    def _group_height(self, members: Sequence[str], stacked: bool) -> int:
        if not stacked:
            return self.blocks[members[0]].height
        return sum(self.nodes[key].height + self.measures.stacked for key in members) - self.measures.stacked

    def _trees(self) -> dict[str, tuple[int, int]]:
        """Where each tree begins: small ones share a column no taller than the tallest tree."""
        measures, places = self.measures, dict[str, tuple[int, int]]()
        limit = max([measures.page, *(self.blocks[root].height for root in self.roots)])
        x = y = widest = 0
        for root in self.roots:
            block = self.blocks[root]
            if y and y + block.height > limit:
                x, y, widest = x + widest + measures.beside, 0, 0
            places[root] = x, y
            y += block.height + measures.trees
            widest = max(widest, block.width)
        return places

    # Placing

    def _place(
        self, key: str, places: dict[str, tuple[int, int]], arrivals: dict[str, tuple[int, int]]
    ) -> None:
        """Put a box where its block begins, unless it is in a stack already; return where its parts go."""
        node, block = self.nodes[key], self.blocks[key]
        if key in self.boxes:
            return
        x, y = places[key]
        self.boxes[key] = Box(
            id=key,
            x=x + block.own,
            y=y,
            width=self.measures.width,
            height=node.height,
            boss=node.boss if node.boss in self.nodes else None,
            entry=arrivals.get(key),
            exit=None if block.exit is None else x + block.exit,
            reports=tuple(self.shown.get(key, ())),
            hidden=0 if key in self.shown else self.size[key] - 1,
        )
        if block.exit is None:
            return
        top = y + node.height + self.measures.below
        across = y + node.height + (self.measures.below - 1) // 2
        stem = x + block.exit
        branches = [x + part.branch for part in block.parts]
        self._line(stem, top - self.measures.below - 1, stem, across)
        self._line(min(stem, *branches), across, max(stem, *branches), across)
        for part, branch in zip(block.parts, branches, strict=True):
            if part.stacked:
                self._stack(part, branch, across, top)
            else:
                report = part.reports[0]
                places[report], arrivals[report] = (x + part.x, top), (branch, top)
                self._line(branch, across, branch, top)

    def _stack(self, part: _Part, line: int, across: int, top: int) -> None:
        """Put the boxes of a stack below each other, each on a short line beside the long one."""
        y = top
        x = line + self.measures.indent
        members = part.reports
        for before, key, after in zip((None, *members), members, (*members[1:], None), strict=False):
            node = self.nodes[key]
            self.boxes[key] = Box(
                id=key,
                x=x,
                y=y,
                width=self.measures.width,
                height=node.height,
                boss=node.boss,
                entry=(x, y + 1),
                before=before,
                after=after,
            )
            self._line(line, y + 1, x, y + 1)
            y += node.height + self.measures.stacked
        self._line(line, across, line, self.boxes[members[-1]].y + 1)

    def _line(self, x1: int, y1: int, x2: int, y2: int) -> None:
        if (x1, y1) != (x2, y2):
            self.lines.append(Connector(x1, y1, x2, y2))
