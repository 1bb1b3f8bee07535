"""Help: where you are in plain words, and everything you can do there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.types import CSSPathType
from textual.widgets import Static

from cxplanner.screens.commands import Command, key_words, keys_of
from cxplanner.screens.marks import legend
from cxplanner.screens.safe import content
from cxplanner.screens.widgets.dialog import Dialog

BESIDE: Final = (64, 20)
"""From this size on a list has words beside it and the screen a line of marks below."""
_SMALL: Final = (
    "This terminal is {}×{}. From 80×24 on there is room for the words beside each list and for the marks "
    "below it; nothing is lost until then."
)


class Help(Dialog):
    """What this view answers, what the marks mean, and a row per command."""

    CSS_PATH: ClassVar[CSSPathType | None] = ["widgets/dialogs.tcss", "form.tcss"]

    def __init__(self, title: str, about: str, commands: Iterable[Command]) -> None:
        super().__init__()
        self._heading = title
        self._about = about
        self._commands = tuple(commands)

    def compose(self) -> ComposeResult:
        """The words, scrolling where there is no room."""
        with Vertical(classes="dialog form"):
            yield Static(content(self._heading), classes="dialog--title")
            with VerticalScroll(classes="form--fields"):
                yield Static(self._words())
            yield Static(content("escape closes"), classes="dialog--hint")

    def _words(self) -> Content:
        keys = keys_of(self.app)
        width = max((len(key_words(command, keys)) for command in self._commands), default=0)
        rows = [content(self._about), Content(""), content(legend()), Content("")]
        if self.app.size.width < BESIDE[0] or self.app.size.height < BESIDE[1]:
            rows += [content(_SMALL.format(*self.app.size)), Content("")]
        for command in self._commands:
            key = content(f"{key_words(command, keys):<{width}}  ").stylize("bold")
            rows.append(Content.assemble(key, content(f"{command.title}. {command.help}")))
        return Content("\n").join(rows)
