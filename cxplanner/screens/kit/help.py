"""Help: where you are in plain words, and everything you can do there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar, Final, NamedTuple

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip
from textual.types import CSSPathType
from textual.widgets import Static

from cxplanner.screens.kit.commands import Command, key_words, keys_of
from cxplanner.screens.kit.dialog import Dialog
from cxplanner.screens.kit.panel import Panel
from cxplanner.screens.kit.safe import content

_AROUND: Final = 5
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

    @property
    def words(self) -> Content:
        """All that stands here."""
        return Content("\n").join([self._above, *(content(f"{row.key} {row.words}") for row in self._rows)])

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """As many lines as all of it takes."""
        return sum(1 for _ in self.lay_out(width))

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


BESIDE: Final = (64, 20)
"""From this size on a list has words beside it and the screen a line of marks below."""
_SMALL: Final = (
    "This terminal is {}×{}. From 80×24 on there is room for the words beside each list and for the marks "
    "below it; nothing is lost until then."
)


class Help(Dialog):
    """What this place answers, what the marks mean, and a row per command.

    Answers with the id of a command whose row was clicked on.
    """

    CSS_PATH: ClassVar[CSSPathType | None] = ["dialogs.tcss", "help.tcss"]

    def __init__(
        self,
        title: str,
        about: str,
        commands: Iterable[Command] = (),
        *,
        keys: Iterable[tuple[str, str]] = (),
        marks: str = "",
    ) -> None:
        super().__init__()
        self._marks = marks
        self._heading = title
        self._about = about
        self._commands = tuple(commands)
        self._keys = [Row(*pair) for pair in keys]

    def compose(self) -> ComposeResult:
        """The words, scrolling where there is no room."""
        above = [content(self._about), Content("")]
        if self._marks:
            above += [content(self._marks), Content("")]
        if self.app.size.width < BESIDE[0] or self.app.size.height < BESIDE[1]:
            above += [content(_SMALL.format(*self.app.size)), Content("")]
        keys = keys_of(self.app)
        rows = [Row(key_words(c, keys), f"{c.title}. {c.help}", c.id) for c in self._commands]
        with Vertical(classes="dialog help"):
            yield Static(content(self._heading), classes="dialog--title")
            yield KeyRows(Content("\n").join(above), [*rows, *self._keys])
            yield Static(
                content(f"escape closes{' · a click on a row does it' if self._commands else ''}"),
                classes="dialog--hint",
            )

    def on_resize(self) -> None:
        """Leave room for the title, the hint and the frame."""
        self.query_one(KeyRows).styles.max_height = max(self.size.height - _AROUND, 1)

    def action_help(self) -> None:
        """Help on help is closed by the key that opened it."""
        self.dismiss(None)

    @on(KeyRows.Clicked)
    def _clicked(self, event: KeyRows.Clicked) -> None:
        self.dismiss(event.command)
