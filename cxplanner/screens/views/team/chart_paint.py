"""The org chart as lines of segments: pure painting of what is in sight, by box-drawing characters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from cxplanner.documents.chart_cards import Card
from cxplanner.documents.chart_layout import Box, Connector, Layout
from cxplanner.screens.kit.matrix_parts import padded, shortened
from cxplanner.screens.shared.marks import engagement_mark, share
from cxplanner.text.words import one_line

FOLDED: Final = "▶"
UNFOLDED: Final = "▼"
_UP, _DOWN, _LEFT, _RIGHT = 1, 2, 4, 8
_JOINTS: Final = " ╵╷│╴┘┐┤╶└┌├─┴┬┼"
"""A line's character by the directions it leads to."""
_SLICE: Final = 8
"""Boxes and lines are looked up by slices of so many lines."""


class _Edge(NamedTuple):
    """What an edge is drawn with: corners, sides, and where a line leaves or arrives."""

    corners: str
    across: str
    down: str
    top: str
    bottom: str
    side: str


_CURSOR: Final = _Edge("╔╗╚╝", "═", "║", "╧", "╤", "╢")


def _edge(card: Card) -> _Edge:
    """Vacant is dashed; contributing has round corners, as a post outside the team has."""
    vacant = card.member is not None and card.member.vacant
    dedicated = card.member is not None and card.member.dedicated
    across, down = ("┄", "┆") if vacant else ("─", "│")
    return _Edge("┌┐└┘" if dedicated else "╭╮╰╯", across, down, "┴", "┬", "┤")


class ChartStyles(NamedTuple):
    """The styles of the chart, one for each of its component classes."""

    box: Style
    quiet: Style
    post: Style
    line: Style
    mark: Style
    cursor: Style


def fold_mark(box: Box) -> str:
    """What stands in the lower edge of a box with reports: that they can be folded, or how many are."""
    if box.hidden:
        return f" {FOLDED} +{box.hidden:,} "
    return f" {UNFOLDED} " if box.reports else ""


def on_fold_mark(box: Box, x: int, y: int) -> bool:
    """Whether a place of the chart is on the mark that folds this box."""
    mark = fold_mark(box)
    return bool(mark) and y == box.bottom - 1 and box.right - 2 - len(mark) <= x < box.right - 1


def box_width(cards: Iterable[Card]) -> int:
    """How wide boxes have to be for most titles and names to be read, within reason."""
    longest = 0
    for card in cards:
        share = _share(card)
        name = cell_len(one_line(card.member.holder)) + len(share) + bool(share) if card.member else 0
        longest = max(longest, cell_len(one_line(_title(card))), name)
    return min(max(longest + 4, 20), 30)


def _title(card: Card) -> str:
    return f"{engagement_mark(card.member)} {card.title}" if card.member else card.title


def _share(card: Card) -> str:
    return share(card.member) if card.member else ""


class ChartPainter:
    """Paints one state of the chart; a new state gets a new painter, so nothing goes stale."""

    def __init__(
        self, layout: Layout, cards: Mapping[str, Card], marks: Mapping[str, str], styles: ChartStyles
    ) -> None:
        self._cards, self._marks, self._styles = cards, marks, styles
        self._boxes: dict[int, list[Box]] = {}
        self._lines: dict[int, list[Connector]] = {}
        self._painted: dict[tuple[str, bool], list[list[Segment]]] = {}
        for box in sorted(layout.boxes.values(), key=lambda box: box.x):
            for part in range(box.y // _SLICE, (box.bottom - 1) // _SLICE + 1):
                self._boxes.setdefault(part, []).append(box)
        for line in layout.lines:
            for part in range(line.y1 // _SLICE, line.y2 // _SLICE + 1):
                self._lines.setdefault(part, []).append(line)

    def line(self, y: int, left: int, width: int, cursor: str | None) -> Strip:
        """One line of the chart, from ``left`` on."""
        right = left + width
        joints = self._joints(y, left, right)
        segments: list[Segment] = []
        start = at = left
        for box in self._boxes.get(y // _SLICE, ()):
            if box.y <= y < box.bottom and box.x < right and box.right > left:
                if box.x > at:
                    segments.append(self._between(joints, at, box.x))
                elif box.x < left:
                    start = box.x
                segments += self._box(box, chosen=box.id == cursor)[y - box.y]
                at = box.right
        if at < right:
            segments.append(self._between(joints, at, right))
        return Strip(segments).crop(left - start, right - start)

    def _joints(self, y: int, left: int, right: int) -> dict[int, int]:
        """Where lines run on this height, and in which directions they lead on."""
        found: dict[int, int] = {}
        for x1, y1, x2, y2 in self._lines.get(y // _SLICE, ()):
            if not (y1 <= y <= y2 and x1 < right and x2 >= left):
                continue
            if x1 == x2:
                found[x1] = found.get(x1, 0) | (_UP if y > y1 else 0) | (_DOWN if y < y2 else 0)
                continue
            for x in range(max(x1, left), min(x2 + 1, right)):
                found[x] = found.get(x, 0) | (_LEFT if x > x1 else 0) | (_RIGHT if x < x2 else 0)
        return found

    def _between(self, joints: dict[int, int], left: int, right: int) -> Segment:
        return Segment("".join(_JOINTS[joints.get(x, 0)] for x in range(left, right)), self._styles.line)

    def _box(self, box: Box, *, chosen: bool) -> list[list[Segment]]:
        """All lines of a box, painted when they are first needed."""
        lines = self._painted.get((box.id, chosen))
        if lines is None:
            lines = self._painted[box.id, chosen] = self._painted_box(box, chosen=chosen)
        return lines

    def _painted_box(self, box: Box, *, chosen: bool) -> list[list[Segment]]:
        card, styles = self._cards[box.id], self._styles
        edge = _CURSOR if chosen else _edge(card)
        plain = styles.post if not card.member else styles.box if card.member.dedicated else styles.quiet
        text = styles.cursor if chosen else plain
        mark = self._marks.get(box.id, "")
        top = self._edge_line(box, edge, f" {mark} " if mark else "", top=True)
        inside = box.width - 2
        lines = [[Segment(padded(f" {shortened(one_line(_title(card)), inside - 2)}", inside), text)]]
        if card.member:
            share = _share(card)
            room = inside - 2 - (len(share) + 1 if share else 0)
            name = padded(one_line(card.member.holder), room) + (f" {share}" if share else "")
            lines.append([Segment(f" {name} ", text)])
        left = edge.side if box.entry == (box.x, box.y + 1) else edge.down
        framed = [
            [Segment(left if n == 0 else edge.down, styles.line), *line, Segment(edge.down, styles.line)]
            for n, line in enumerate(lines)
        ]
        return [top, *framed, self._edge_line(box, edge, fold_mark(box), top=False)]

    def _edge_line(self, box: Box, edge: _Edge, mark: str, *, top: bool) -> list[Segment]:
        """The upper or lower edge of a box, with a mark near its right end and a line that meets it."""
        corners = edge.corners[:2] if top else edge.corners[2:]
        drawn = list(corners[0] + edge.across * (box.width - 2) + corners[1])
        if top and box.entry is not None and box.entry[1] == box.y:
            drawn[box.entry[0] - box.x] = edge.top
        if not top and box.exit is not None:
            drawn[box.exit - box.x] = edge.bottom
        text, at = "".join(drawn), box.width - 2 - len(mark)
        line, style = self._styles.line, self._styles.mark
        return [Segment(text[:at], line), Segment(mark, style), Segment(text[at + len(mark) :], line)]
