"""Keys in a column with what they do beside it, as help shows them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from cxplanner.screens.kit.panel import Panel
from cxplanner.screens.kit.safe import content
from cxplanner.text.override import override

_NARROWEST: Final = 12
"""What is said of a key has at least this many cells."""


class Row(NamedTuple):
    """A key and what it does; with a command it can be clicked on."""

    key: str
    words: str
    command: str = ""


class KeyRows(Panel):
    """Some words, then keys in a column with what they do beside it, however long that is."""

    class Clicked(Message):
        """A click on the row of a command."""

        def __init__(self, command: str) -> None:
            super().__init__()
            self.command = command

    def __init__(self, words: Content, rows: Sequence[Row]) -> None:
        super().__init__()
        self._above, self._rows = words, tuple(rows)
        self._commands: list[str] = []
        self._heights: dict[int, int] = {}

    @property
    @override
    def words(self) -> Content:
        """All that stands here."""
        return Content("\n").join([self._above, *(content(f"{row.key} {row.words}") for row in self._rows)])

    @override
    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """As many lines as all of it takes; asked many times over, and the same at a width each time."""
        if width not in self._heights:
            self._heights[width] = sum(1 for _ in self.lay_out(width))
        return self._heights[width]

    @override
    def lay_out(self, width: int) -> Iterator[Strip]:
        """The lines: what wraps hangs below what it belongs to, not below the key."""
        self._commands = []
        for strip in self.wrapped(self._above, width):
            yield self._of("", strip)
        column = max((len(row.key) for row in self._rows), default=0) + 2
        column = min(column, max(width - _NARROWEST, 0))
        for row in self._rows:
            key = content(f"{row.key:<{column}}").stylize("bold").truncate(column)
            before = self.wrapped(key, column)[0] if column else Strip.blank(0)
            for strip in self.wrapped(content(row.words), width - column):
                yield self._of(row.command, Strip.join([before, strip]))
                before = Strip.blank(column, self.rich_style)

    def _of(self, command: str, strip: Strip) -> Strip:
        """Remember which command a line is about."""
        self._commands.append(command)
        return strip

    def on_click(self, event: events.Click) -> None:
        """A click on a row does what it says."""
        at = self._top + event.y
        if event.button == 1 and 0 <= at < len(self._commands) and self._commands[at]:
            self.post_message(self.Clicked(self._commands[at]))
