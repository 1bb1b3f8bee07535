"""What can be done here, in a list: for the mouse at its pointer, for the keyboard in the middle."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, Final

from textual import events, on
from textual.app import ComposeResult
from textual.content import Content
from textual.types import CSSPathType
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from cxplanner.screens.kit.commands import MOVING, Command, key_words, keys_of
from cxplanner.screens.kit.dialog import Dialog
from cxplanner.screens.kit.reversible import Reversible
from cxplanner.screens.kit.safe import content
from cxplanner.text.override import override

_FRAME: Final = 2
_ELSEWHERE: Final = ("view.", "app.actions")
"""The views are in the bar at the top; this list need not offer itself."""
_ASIDE: Final = 5  # frame, padding and scroll bar


class ActionList(Reversible, OptionList):
    """A list whose cursor is to be seen without colours, too; a click chooses."""


class Actions(Dialog):
    """A menu of commands, each with its key; answers with the id of the one that was chosen.

    The keys work in the menu as they do without it.
    """

    CSS_PATH: ClassVar[CSSPathType | None] = ["dialogs.tcss", "actions.tcss"]
    ABOUT = "Everything that can be done where you were, with its key. Choose a line, or press its key."

    def __init__(self, title: str, commands: Iterable[Command], at: tuple[int, int] | None = None) -> None:
        super().__init__()
        self._heading = title
        self._commands = tuple(c for c in commands if not c.id.startswith(_ELSEWHERE))
        self._at = at
        self.set_class(at is not None, "-pointed")

    @override
    def compose(self) -> ComposeResult:
        """The list alone."""
        options = ActionList(*(self._option(command) for command in self._commands), classes="actions")
        options.border_title = self._heading
        yield options

    @property
    def _column(self) -> int:
        """How wide the keys are."""
        return max((len(key_words(command, keys_of(self.app))) for command in self._commands), default=0)

    def _option(self, command: Command) -> Option:
        key = content(f"{key_words(command, keys_of(self.app)):>{self._column}}  ").stylize("bold")
        return Option(Content.assemble(key, content(command.title)), id=command.id)

    def on_mount(self) -> None:
        """Stand where the mouse points, as far as there is room."""
        self._place()

    def on_resize(self) -> None:
        """Stay on the screen."""
        self._place()

    def _place(self) -> None:
        options = self.query_one(OptionList)
        width = max((len(c.title) for c in self._commands), default=0) + self._column + 2 + _ASIDE
        options.styles.width = min(width, self.app.size.width)  # a max-width would outdo every min-width
        if self._at is None:
            return
        x = min(self._at[0], max(self.app.size.width - width, 0))
        y = min(self._at[1], max(self.app.size.height - len(self._commands) - _FRAME, 0))
        options.styles.offset = (x, y)

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option_id)

    def on_key(self, event: events.Key) -> None:
        """The key of a command does it, unless the list needs that key itself."""
        if event.key in MOVING:
            return
        for command in self._commands:
            if event.key in keys_of(self.app).get(command.id, command.key).split(","):
                event.stop()
                self.dismiss(command.id)
                return

    def on_click(self, event: events.Click) -> None:
        """A click beside the menu closes it."""
        if event.widget is self:
            self.dismiss(None)
