"""A tree as lines with columns: who reports to whom, painted line by line so that size costs nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from cxplanner.screens.kit.commands import Command, bindings, list_moves
from cxplanner.text.override import override
from cxplanner.text.words import one_line

_NUMBER_MOST: Final = 11
"""Cells for the numbers beside the lines, if one of them needs so many; without one, the title has them."""
_WIDEST: Final = 110
"""On a wider line the eye would lose its way from a title to what stands beside it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: its id, what it says, what stands in the columns beside it, and whose child it is.

    ``parent`` is the id of an entry that comes before; ``quiet`` lines step back, ``heading`` ones group.
    By ``words`` it is found as well, though they are not shown.
    """

    id: str
    title: str
    detail: str = ""
    number: str = ""
    mark: str = ""
    parent: str | None = None
    heading: bool = False
    quiet: bool = False
    words: str = ""


@dataclass(frozen=True, slots=True)
class _Line:
    entry: Entry
    guides: str
    foldable: bool


class Outline(ScrollView, can_focus=True):
    """A foldable outline with a cursor. Data is given whole; the widget never changes it.

    Enter is left to the command of the view that opens a line, so that a key of one's own takes its place.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "outline--line",
        "outline--quiet",
        "outline--heading",
        "outline--cursor",
    }
    DEFAULT_CSS = """
    Outline { background: $surface; color: $foreground; overflow-x: hidden; scrollbar-size: 1 1; }
    Outline > .outline--line { color: $foreground; }
    Outline > .outline--quiet { color: $text-muted; }
    Outline > .outline--heading { color: $foreground; text-style: bold; }
    Outline > .outline--cursor {
        color: $block-cursor-blurred-foreground;
        background: $block-cursor-blurred-background;
        text-style: $block-cursor-blurred-text-style;
    }
    Outline:focus > .outline--cursor {
        color: $block-cursor-foreground;
        background: $block-cursor-background;
        text-style: $block-cursor-text-style;
    }
    """
    KEY_COMMANDS: ClassVar[tuple[Command, ...]] = (
        *list_moves("step(-1)", "step(1)", "page(-1)", "page(1)", "step(-1000000)", "step(1000000)"),
        Command("list.fold", "left", "fold", "Fold what is below, or go to the line above"),
        Command("list.unfold", "right", "unfold", "Unfold what is below, or go into it"),
    )
    BINDINGS = bindings(KEY_COMMANDS)

    class Highlighted(Message):
        """The cursor is on another line, or its line says something else; None where there are no lines."""

        def __init__(self, outline: Outline, entry: str | None) -> None:
            super().__init__()
            self.outline = outline
            self.entry = entry

        @property
        @override
        def control(self) -> Outline:
            """The outline this is about."""
            return self.outline

    class Chosen(Highlighted):
        """Enter or a double click on a line."""

    def __init__(
        self,
        *,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
        even: bool = False,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._even = even
        self._entries: tuple[Entry, ...] = ()
        self._lines: list[_Line] = []
        self._folded: set[str] = set()
        self._folded_of_all: set[str] = self._folded
        self._search = ""
        self._number_width = 5
        self._marked = True
        self._at = 0

    @property
    def current(self) -> str | None:
        """The id under the cursor."""
        return self._lines[self._at].entry.id if self._lines else None

    @property
    def shown(self) -> tuple[str, ...]:
        """The ids of all lines that are not folded away."""
        return tuple(line.entry.id for line in self._lines)

    def show(self, entries: Sequence[Entry], *, select: str | None = None, search: str = "") -> None:
        """Show these entries; the cursor stays on its line, or goes to ``select``, unfolding to it.

        What a ``search`` found is shown unfolded; after it everything is folded as before. An entry that
        only got another id keeps its fold.
        """
        if search != self._search:
            self._search = search
            self._folded = set() if search else self._folded_of_all
        before = [entry.id for entry in self._entries if not entry.heading]
        if new_id := renamed(before, [entry.id for entry in entries if not entry.heading]):
            self._rename(*new_id)
        self._entries = tuple(entries)
        longest = max((cell_len(one_line(entry.number)) for entry in entries), default=0)
        self._number_width = min(max(longest + (longest > 4), 5), _NUMBER_MOST) if longest else 0
        self._marked = any(entry.mark for entry in entries)
        wanted = select or self.current
        parents = {entry.id: entry.parent for entry in entries}
        above = parents.get(select) if select else None
        while above is not None:
            self._folded.discard(above)
            above = parents.get(above)
        self._lay_out(wanted)

    def _rename(self, old: str, new: str) -> None:
        for folded in (self._folded, self._folded_of_all):
            if old in folded:
                folded.remove(old)
                folded.add(new)

    def move_to(self, key: str) -> bool:
        """Put the cursor on a line, out of its fold if need be; False where there is none of that id."""
        if key in self.shown:
            self._move(self.shown.index(key))
        elif any(entry.id == key for entry in self._entries):
            self.show(self._entries, select=key)
        return self.current == key

    def _lay_out(self, wanted: str | None) -> None:
        children: dict[str | None, list[Entry]] = {}
        for entry in self._entries:
            children.setdefault(entry.parent, []).append(entry)
        lines: list[_Line] = []
        waiting = [(entry, "", "") for entry in reversed(children.get(None, []))]
        while waiting:
            entry, before, branch = waiting.pop()
            below = children.get(entry.id, [])
            lines.append(_Line(entry, before + branch, bool(below)))
            if entry.id not in self._folded:
                inside = before + {"": "", "├─ ": "│  ", "└─ ": "   "}[branch]
                last = len(below) - 1
                waiting += [
                    (child, inside, "└─ " if n == last else "├─ ")
                    for n, child in reversed(list(enumerate(below)))
                ]
        self._lines = lines
        ids = {line.entry.id: n for n, line in enumerate(lines)}
        first = next((n for n, line in enumerate(lines) if not line.entry.heading), 0)
        kept = min(self._at, max(len(lines) - 1, 0)) if wanted is not None else first
        self._at = ids.get(wanted or "", kept)
        self.virtual_size = Size(self.size.width, len(lines))
        self.refresh()
        self.call_after_refresh(self._keep_in_sight)
        self._tell()

    def _tell(self) -> None:
        self.post_message(self.Highlighted(self, self.current))

    def on_resize(self) -> None:
        """Keep the cursor in sight at the new size."""
        self.call_after_refresh(self._keep_in_sight)

    @override
    def render_line(self, y: int) -> Strip:
        """One visible line."""
        width = self.scrollable_content_region.width
        at = y + self.scroll_offset.y
        if at >= len(self._lines):
            return Strip.blank(width, self.rich_style)
        return self._painted(self._lines[at], width, chosen=at == self._at)

    def _painted(self, line: _Line, width: int, *, chosen: bool) -> Strip:
        entry = line.entry
        kind = "heading" if entry.heading else "quiet" if entry.quiet else "line"
        base = self._style("cursor" if chosen else kind)
        fold = ("▶ " if entry.id in self._folded else "▼ ") if line.foldable else ""
        title = f" {line.guides}{fold}{one_line(entry.title)}"
        numbers = self._number_width if entry.number else 0
        aside = numbers + 3 if self._number_width or self._marked else 0
        room = min(width, _WIDEST)
        share = (room - (aside or 8) - 4) // (2 if self._even else 3)
        detail_width = max(min(share, 40 if self._even else 26), 8)
        title_width = max(room - detail_width - aside - 1, 4)
        if entry.heading or not (entry.detail or entry.number or entry.mark):
            return Strip([Segment(_fitted(title, width), base)], width)
        parts = [
            Segment(_fitted(title, title_width), base),
            Segment(" " + _fitted(entry.detail, detail_width), base),
        ]
        if aside:
            number = _fitted(entry.number, numbers)
            right = " " * (numbers - cell_len(number.rstrip())) + number.rstrip()
            parts.append(Segment(f"{right} {entry.mark:<2}", base))
        return Strip(parts).adjust_cell_length(width, base)

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(f"outline--{name}")

    def action_step(self, lines: int) -> None:
        """Move the cursor by lines."""
        self._move(self._at + lines)

    def action_page(self, pages: int) -> None:
        """Move the cursor by what is in sight."""
        self._move(self._at + pages * max(self.scrollable_content_region.height - 1, 1))

    def _move(self, to: int) -> None:
        to = min(max(to, 0), len(self._lines) - 1)
        if to < 0 or to == self._at:
            return
        before, self._at = self._at, to
        top, width = self.scroll_offset.y, self.size.width
        self.refresh(Region(0, before - top, width, 1), Region(0, to - top, width, 1))
        self._keep_in_sight()
        self._tell()

    def _keep_in_sight(self) -> None:
        height, top = self.scrollable_content_region.height, round(self.scroll_y)
        wanted = min(self._at, top) if self._at < top else max(top, self._at - height + 1)
        if wanted != top and height > 0:
            self.scroll_to(y=wanted, animate=False, force=True)

    def action_choose(self) -> None:
        """Say that this line was chosen."""
        if self._lines:
            self.post_message(self.Chosen(self, self._lines[self._at].entry.id))

    def action_fold(self) -> None:
        """Fold what is below this line; where nothing is to fold, go to the line above it."""
        if not self._lines:
            return
        line = self._lines[self._at]
        if line.foldable and line.entry.id not in self._folded:
            self._folded.add(line.entry.id)
            self._lay_out(line.entry.id)
        elif line.entry.parent is not None:
            self._move(self.shown.index(line.entry.parent))

    def action_unfold(self) -> None:
        """Unfold what is below this line; where it is open, go into it."""
        if not self._lines or not self._lines[self._at].foldable:
            return
        key = self._lines[self._at].entry.id
        if key in self._folded:
            self._folded.discard(key)
            self._lay_out(key)
        else:
            self._move(self._at + 1)

    def on_click(self, event: events.Click) -> None:
        """A click moves the cursor, on the triangle it folds; a double click chooses.

        The other button only moves the cursor; what can be done there is offered by the screen.
        """
        at = event.y + self.scroll_offset.y
        if not 0 <= at < len(self._lines):
            return
        self._move(at)
        if event.button == 3:
            return
        line = self._lines[at]
        triangle = len(line.guides) + 1
        if line.foldable and triangle <= event.x <= triangle + 1:
            self.action_unfold() if line.entry.id in self._folded else self.action_fold()
        elif event.chain == 2:
            self.action_choose()


def _fitted(text: str, width: int) -> str:
    """Text on exactly so many cells, cut off with an ellipsis."""
    bare = one_line(text) if not text.startswith(" ") else text
    fitted = set_cell_size(bare, width)
    return fitted if fitted.rstrip() == bare.rstrip() else set_cell_size(bare, max(width - 1, 0)) + "…"


def renamed(before: Sequence[str], now: Sequence[str]) -> tuple[str, str] | None:
    """The old and the new id, where all that changed in a list is one id."""
    changed = [(old, new) for old, new in zip(before, now, strict=False) if old != new]
    return changed[0] if len(before) == len(now) and len(changed) == 1 else None
