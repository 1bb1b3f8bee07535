"""Words beside a list: they change with every move of its cursor, so showing them costs no new layout."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import ClassVar, Final

from textual import events
from textual.content import Content
from textual.strip import Strip
from textual.visual import Visual
from textual.widget import Widget

from cxplanner.screens.kit.commands import Command, bindings, key_words, keys_of
from cxplanner.screens.kit.hanging import Hanging
from cxplanner.screens.kit.safe import content
from cxplanner.text.override import override

_LONGEST: Final = 1_000_000
_PAGE_DOWN: Final = Command("panel.page-down", "pagedown", "scroll_pages(1)", "A page down")
READABLE: Final = 96
"""Lines longer than this are hard to follow back to the next one, however wide the terminal is."""


class Panel(Widget, can_focus=True):
    """Wrapped text that scrolls by line, page and wheel."""

    DEFAULT_CSS = """
    Panel { padding: 0 1; }
    """
    KEY_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command("panel.up", "up", "scroll_lines(-1)", "A line up"),
        Command("panel.down", "down", "scroll_lines(1)", "A line down"),
        Command("panel.page-up", "pageup", "scroll_pages(-1)", "A page up"),
        _PAGE_DOWN,
        Command("panel.top", "home", f"scroll_lines(-{_LONGEST})", "The beginning"),
        Command("panel.end", "end", f"scroll_lines({_LONGEST})", "The end"),
    )
    BINDINGS = bindings(KEY_COMMANDS)

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._words = Content("")
        self._strips: list[Strip] = []
        self._coming: Iterator[Strip] | None = None
        self._top = 0

    @property
    def words(self) -> Content:
        """What the panel says."""
        return self._words

    def show(self, words: Content) -> None:
        """Say something else, from its beginning."""
        self._words, self._top = words, 0
        self._start_over()

    @override
    def render_line(self, y: int) -> Strip:
        """One visible line; the last one says where there is more."""
        width, height = self.content_size
        if width < 1:
            return Strip.blank(0)
        at = self._top + y
        strips = self._laid_out(at + 2)
        if y == height - 1 and at < len(strips) - 1:
            key = key_words(_PAGE_DOWN, keys_of(self.app))
            more = f" ▼ more: {key}" if self.has_focus else f" ▼ more: tab, then {key}"
            return Visual.to_strips(self, content(more), width, 1, self.visual_style, pad=True)[0]
        return strips[at] if at < len(strips) else Strip.blank(width, self.rich_style)

    def lay_out(self, width: int) -> Iterator[Strip]:
        """The lines of the text at this width, from the first one on; no more are made than are needed."""
        for paragraph in self._words.split("\n", allow_blank=True):
            yield from self.wrapped(Hanging(paragraph), width)

    def wrapped(self, words: Visual, width: int) -> list[Strip]:
        """Words as lines of this width."""
        return Visual.to_strips(self, words, max(width, 1), None, self.visual_style, pad=True)

    def _laid_out(self, lines: int) -> list[Strip]:
        """So many lines of the text, fewer where it ends before."""
        if self._coming is None:
            self._coming = self.lay_out(min(self.content_size.width, READABLE))
        width, style = self.content_size.width, self.rich_style
        more = islice(self._coming, max(lines - len(self._strips), 0))
        self._strips += [strip.adjust_cell_length(width, style) for strip in more]
        return self._strips

    def _start_over(self) -> None:
        self._strips, self._coming = [], None
        self.refresh()

    @override
    def notify_style_update(self) -> None:
        """Forget what was wrapped in the old colours."""
        self._start_over()
        super().notify_style_update()

    def on_resize(self) -> None:
        """Wrap anew at the new width; the end of the text stays at the bottom."""
        self._start_over()
        self.action_scroll_lines(0)

    def action_scroll_lines(self, lines: int) -> None:
        """Scroll by lines, no further than the text goes."""
        height = self.content_size.height
        wanted = max(self._top + lines, 0)
        last = max(len(self._laid_out(wanted + height)) - height, 0)
        self._top = min(wanted, last)
        self.refresh()

    def action_scroll_pages(self, pages: int) -> None:
        """Scroll by what is in sight."""
        self.action_scroll_lines(pages * max(self.content_size.height - 2, 1))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll by the wheel."""
        event.stop()
        self.action_scroll_lines(3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll by the wheel."""
        event.stop()
        self.action_scroll_lines(-3)
