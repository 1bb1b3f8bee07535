"""Words beside a list: they change with every move of its cursor, so showing them costs no new layout."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.strip import Strip
from textual.visual import Visual
from textual.widget import Widget

_MORE = " ▼ more: tab, then page down"


class Panel(Widget, can_focus=True):
    """Wrapped text that scrolls by line, page and wheel."""

    DEFAULT_CSS = """
    Panel { padding: 0 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "scroll_lines(-1)", "up", show=False, id="panel.up", tooltip="A line up"),
        Binding("down", "scroll_lines(1)", "down", show=False, id="panel.down", tooltip="A line down"),
        Binding("pageup", "scroll_pages(-1)", "page up", show=False, id="panel.page-up", tooltip="A page up"),
        Binding(
            "pagedown",
            "scroll_pages(1)",
            "page down",
            show=False,
            id="panel.page-down",
            tooltip="A page down",
        ),
    ]

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._words = Content("")
        self._strips: list[Strip] | None = None
        self._top = 0

    @property
    def words(self) -> Content:
        """What the panel says."""
        return self._words

    def show(self, words: Content) -> None:
        """Say something else, from its beginning."""
        self._words, self._strips, self._top = words, None, 0
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One visible line; the last one says where there is more."""
        width, height = self.content_size
        if width < 1:
            return Strip.blank(0)
        strips = self._wrapped(width)
        at = self._top + y
        if y == height - 1 and at < len(strips) - 1:
            return Visual.to_strips(self, Content(_MORE), width, 1, self.visual_style, pad=True)[0]
        return strips[at] if at < len(strips) else Strip.blank(width, self.rich_style)

    def _wrapped(self, width: int) -> list[Strip]:
        if self._strips is None:
            self._strips = Visual.to_strips(
                self, self._words, max(width, 1), None, self.visual_style, pad=True
            )
        return self._strips

    def notify_style_update(self) -> None:
        """Forget what was wrapped in the old colours."""
        self._strips = None
        super().notify_style_update()

    def on_resize(self) -> None:
        """Wrap anew at the new width."""
        self._strips = None
        self.action_scroll_lines(0)

    def action_scroll_lines(self, lines: int) -> None:
        """Scroll by lines, no further than the text goes."""
        last = max(len(self._wrapped(self.content_size.width)) - self.content_size.height, 0)
        self._top = min(max(self._top + lines, 0), last)
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
