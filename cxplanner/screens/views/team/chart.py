"""The org chart: boxes and lines with a cursor, painted line by line so that size costs nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import ClassVar, Final

from rich.segment import Segment
from textual import events
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from cxplanner.documents.chart_cards import Card, nodes_of
from cxplanner.documents.chart_layout import Box, ChartMeasures, Layout, lay_out_chart
from cxplanner.screens.kit.commands import Command, bindings
from cxplanner.screens.kit.matrix_parts import padded, window_start
from cxplanner.screens.kit.outline import renamed
from cxplanner.screens.views.team.chart_moves import Direction, far_down, neighbour, row_end
from cxplanner.screens.views.team.chart_paint import ChartPainter, ChartStyles, box_width, on_fold_mark
from cxplanner.text.override import override

_NOTHING: Final = Layout({}, (), 0, 0)


class OrgChart(ScrollView, can_focus=True):
    """A foldable org chart with a cursor. Data is given whole; the widget never changes it.

    ``empty`` is what it says without boxes.
    """

    DEFAULT_CSS: ClassVar[str] = Path(__file__).with_name("chart.tcss").read_text(encoding="utf-8")
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"org-chart--{name}" for name in ChartStyles._fields}
    ALLOW_SELECT = False
    KEY_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command("chart.up", "up", "move('up')", "The manager, or the box above"),
        Command("chart.down", "down", "move('down')", "The first report, or the box below"),
        Command("chart.left", "left", "move('left')", "The box on the left"),
        Command("chart.right", "right", "move('right')", "The box on the right"),
        Command("chart.page-up", "pageup", "page(-1)", "A page up"),
        Command("chart.page-down", "pagedown", "page(1)", "A page down"),
        Command("chart.row-start", "home", "row_end(-1)", "The first box at this height"),
        Command("chart.row-end", "end", "row_end(1)", "The last box at this height"),
        Command("chart.first", "ctrl+home", "edge(0)", "The first box of all"),
        Command("chart.last", "ctrl+end", "edge(-1)", "The last box of all"),
        Command("chart.fold", "z,space", "fold", "Fold what is below this box, or unfold it"),
        Command(
            "chart.fold-all",
            "Z",
            "fold_all",
            "Fold all below the highest positions, or unfold everything",
        ),
    )
    BINDINGS = bindings(KEY_COMMANDS)

    class Highlighted(Message):
        """The cursor is on another box, or its box says something else; None where there are no boxes."""

        def __init__(self, chart: OrgChart, card: str | None) -> None:
            super().__init__()
            self.chart = chart
            self.card = card

        @property
        @override
        def control(self) -> OrgChart:
            """The chart this is about."""
            return self.chart

    class Chosen(Highlighted):
        """Enter or a double click on a box."""

    def __init__(self, *, id: str | None = None, empty: str = "") -> None:  # noqa: A002
        super().__init__(id=id)
        self._empty = empty
        self._cards: dict[str, Card] = {}
        self._marks: Mapping[str, str] = {}
        self._folded: set[str] = set()
        self._chart = _NOTHING
        self._at: str | None = None
        self._painter: ChartPainter | None = None

    @property
    def current(self) -> str | None:
        """The id under the cursor."""
        return self._at

    @property
    def shown(self) -> tuple[str, ...]:
        """The ids of all boxes that are not folded away."""
        return tuple(self._chart.boxes)

    def show(self, cards: Sequence[Card], marks: Mapping[str, str], *, select: str | None = None) -> None:
        """Show these cards with their gap marks; the cursor stays on its box, or goes to ``select``.

        A card that only got another id keeps cursor and fold.
        """
        if new_id := renamed(
            *([card.id for card in c if card.member] for c in (self._cards.values(), cards))
        ):
            old, new = new_id
            self._at = new if self._at == old else self._at
            self._folded = {new if key == old else key for key in self._folded}
        self._cards, self._marks = {card.id: card for card in cards}, marks
        self._folded &= self._cards.keys()
        if select:
            self._unfold_to(select)
        self._arrange(select if select in self._cards else self._still_there())
        self.call_after_refresh(self._keep_in_sight)

    def _still_there(self) -> str | None:
        """The box of the cursor; where it is gone, the one after it or before it; at first, a position."""
        if self._at is None:
            return next((card.id for card in self._cards.values() if card.member), None)
        if self._at in self._cards:
            return self._at
        at = self.shown.index(self._at)
        near = (*self.shown[at + 1 :], *reversed(self.shown[:at]))
        return next((key for key in near if key in self._cards), next(iter(self._cards), None))

    def move_to(self, key: str) -> bool:
        """Put the cursor on a box, out of its fold if need be; False where there is none of that id."""
        if key not in self._cards:
            return False
        if self._unfold_to(key):
            self._arrange(key)
            self._keep_in_sight()
        else:
            self._move(key)
        return True

    def _unfold_to(self, key: str) -> bool:
        """Unfold all above a card; says whether anything had to be unfolded."""
        folded = len(self._folded)
        card = self._cards.get(key)
        while card is not None and card.boss is not None:
            self._folded.discard(card.boss)
            card = self._cards.get(card.boss)
        return len(self._folded) < folded

    def _arrange(self, wanted: str | None) -> None:
        """Lay the chart out anew; the cursor's box, if it stays, keeps its place on the screen."""
        old, measures = self._chart, ChartMeasures(width=box_width(self._cards.values()))
        self._chart = lay_out_chart(nodes_of(self._cards.values()), folded=self._folded, measures=measures)
        while wanted is not None and wanted not in self._chart.boxes:
            wanted = self._cards[wanted].boss
        self._at, self._painter = wanted, None
        left, top = self.scroll_offset
        self.virtual_size = Size(self._chart.width, self._chart.height)
        before, after = old.boxes.get(wanted or ""), self._chart.boxes.get(wanted or "")
        if before and after and (before.x, before.y) != (after.x, after.y):
            self.scroll_to(left + after.x - before.x, top + after.y - before.y, animate=False, force=True)
        self.refresh()
        self._tell()

    def _tell(self) -> None:
        self.post_message(self.Highlighted(self, self._at))

    # Painting

    @property
    def _margin(self) -> int:
        """What is left free on the left so that a narrow chart stands in the middle."""
        return max((self.scrollable_content_region.width - self._chart.width) // 2, 0)

    @override
    def render_line(self, y: int) -> Strip:
        """One visible line of the chart."""
        width = self.scrollable_content_region.width
        if not self._cards:
            text = padded(f" {self._empty}" if y == 0 else "", width)
            return Strip([Segment(text, self.get_component_rich_style("org-chart--box"))], width)
        if self._painter is None:
            styles = ChartStyles(
                *(self.get_component_rich_style(f"org-chart--{name}") for name in ChartStyles._fields)
            )
            self._painter = ChartPainter(self._chart, self._cards, self._marks, styles)
        left, top = self.scroll_offset
        return self._painter.line(y + top, left - self._margin, width, self._at)

    @override
    def notify_style_update(self) -> None:
        """Throw away what was painted in the old colours."""
        self._painter = None
        super().notify_style_update()

    def on_resize(self) -> None:
        """Keep the cursor in sight at the new size."""
        self.refresh()
        self.call_after_refresh(self._keep_in_sight)

    # Moving

    def action_move(self, direction: Direction) -> None:
        """Go to the next box in a direction."""
        if self._at is not None:
            self._move(neighbour(self._chart, self._at, direction))

    def action_page(self, pages: int) -> None:
        """Go as far up or down as is in sight."""
        if self._at is not None:
            page = max(self.scrollable_content_region.height - 1, 1)
            self._move(far_down(self._chart, self._at, pages * page))

    def action_row_end(self, side: int) -> None:
        """Go to the first or the last box at this height."""
        if self._at is not None:
            self._move(row_end(self._chart, self._at, side))

    def action_edge(self, index: int) -> None:
        """Go to the first or the last box of all."""
        if self._at is not None:
            self._move(self.shown[index])

    def _move(self, to: str | None) -> None:
        """Put the cursor on a box; repaints two boxes, no more unless it scrolls."""
        if to is None or to == self._at:
            return
        before, self._at = self._at, to
        boxes = [self._chart.boxes[key] for key in (before, to) if key is not None]
        self.refresh(*(self._region(box) for box in boxes))
        self._keep_in_sight()
        self._tell()

    def _region(self, box: Box) -> Region:
        left, top = self.scroll_offset
        return Region(box.x - left + self._margin, box.y - top, box.width, box.height)

    def _keep_in_sight(self) -> None:
        """Scroll no further than it takes to see the whole box of the cursor."""
        box = self._chart.boxes.get(self._at or "")
        width, height = self.scrollable_content_region.size
        if box is None or not width or not height:
            return
        left, top = round(self.scroll_x), round(self.scroll_y)
        x = min(window_start(left, box.x, box.right - 1, width), box.x)
        y = min(window_start(top, box.y, box.bottom - 1, height), box.y)
        if (x, y) != (left, top):
            self.scroll_to(x, y, animate=False, force=True)

    # Folding and choosing

    def action_fold(self) -> None:
        """Fold what is below this box, or unfold it; where nothing is below, what it stands among."""
        box = self._chart.boxes.get(self._at or "")
        if box is None:
            return
        if not box.reports and not box.hidden:
            if box.boss is None:
                return
            box = self._chart.boxes[box.boss]
        self._folded ^= {box.id}
        self._arrange(box.id)
        self._keep_in_sight()

    def action_fold_all(self) -> None:
        """Fold everybody below the highest positions, or unfold everything where something is folded."""
        if self._folded:
            self._folded.clear()
        else:
            bosses = {card.boss for card in self._cards.values()}
            self._folded = {card.id for card in self._cards.values() if card.member and card.id in bosses}
        self._arrange(self._at)
        self._keep_in_sight()

    def action_choose(self) -> None:
        """Say that this box was chosen."""
        if self._at is not None:
            self.post_message(self.Chosen(self, self._at))

    def on_click(self, event: events.Click) -> None:
        """A click moves the cursor, on the mark below it folds; a double click chooses."""
        place = event.get_content_offset(self)
        if place is None:
            return
        x, y = place + self.scroll_offset - Offset(self._margin, 0)
        boxes = self._chart.boxes.values()
        box = next((box for box in boxes if box.x <= x < box.right and box.y <= y < box.bottom), None)
        if box is None:
            return
        self._move(box.id)
        if on_fold_mark(box, x, y):
            self.action_fold()
        elif event.chain == 2:
            self.action_choose()
