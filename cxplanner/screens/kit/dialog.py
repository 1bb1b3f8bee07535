"""Dialogs, and the help that each of them offers.

A dialog answers, mostly with a string, or with None when it is left without one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, ClassVar, Final, Generic

from textual import events, on
from textual.app import App, ComposeResult
from textual.await_complete import AwaitComplete
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.types import CSSPathType
from textual.widgets import Input, Static, TextArea
from typing_extensions import TypeVar

from cxplanner.screens.kit.commands import Command, all_key_words, bindings, key_words, keys_of, own_commands
from cxplanner.screens.kit.key_rows import KeyRows, Row
from cxplanner.screens.kit.safe import content, toast
from cxplanner.screens.kit.still_screen import StillScreen
from cxplanner.text.override import override

_AROUND: Final = 5
CANCEL: Final = Command("dialog.cancel", "escape", "cancel", "Leave without an answer", while_typing=True)
QUIT: Final = Command("dialog.quit", "ctrl+q", "close_first", "How to quit from here", while_typing=True)
Answered = TypeVar("Answered", default=str)
"""What a dialog answers with: a string, unless it says otherwise."""


BESIDE: Final = (64, 20)
"""From this size on a list has words beside it and the screen a line of marks below."""
_SMALL: Final = (
    "This terminal is {}×{}. From 80×24 on there is room for the words beside each list and for the marks "
    "below it; nothing is lost until then."
)


class Dialog(ModalScreen[Answered | None], StillScreen[Answered | None], Generic[Answered]):
    """A question before the screen that asked it; its styles hold on small terminals too."""

    CSS_PATH: ClassVar[CSSPathType | None] = "dialogs.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-normal"), (100, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-low"), (20, "-tall")]  # noqa: RUF012
    KEY_COMMANDS: ClassVar[tuple[Command, ...]] = (
        CANCEL,
        Command("dialog.help", "f1", "help", "What this asks, and its keys", while_typing=True),
        QUIT,
    )
    BINDINGS = bindings(KEY_COMMANDS)

    ABOUT: ClassVar[str] = "A question about the plan. Nothing is done before you answer it."
    """What this dialog does, in plain words, for help."""

    def __init__(self) -> None:
        super().__init__()
        self._at_first: dict[Input | TextArea, str] = {}

    def action_help(self) -> None:
        """Say what is asked here, and the keys."""
        self.app.push_screen(Help("Where you are", self.ABOUT, keys=self.keys()))

    def keys(self) -> Iterator[tuple[str, str]]:
        """The keys of this dialog and of what has the keyboard in it, each with what it does."""
        nodes = (self.focused, self)
        return keys_told(
            self.app, (c for node in nodes if node is not None for c in own_commands(type(node)))
        )

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Remember what stood in a field before anything was typed into it."""
        if isinstance(event.widget, Input | TextArea):
            self._at_first.setdefault(event.widget, _text_in(event.widget))

    def typed(self) -> Iterator[str]:
        """What was typed here and would be lost if the dialog were gone now, in words."""
        title = next((str(words.content) for words in self.query(Static).filter(".dialog--title")), "")
        for field, first in self._at_first.items():
            if (text := _text_in(field)) not in ("", first):
                yield f"{title}: {text}"

    @override
    def dismiss(self, result: Answered | None = None) -> AwaitComplete:
        """Answer, once: two clicks or keys may both come before the dialog is gone."""
        return super().dismiss(result) if self.is_current else AwaitComplete()

    def action_cancel(self) -> None:
        """Leaves without an answer."""
        self.dismiss(None)

    def action_close_first(self) -> None:
        """Keeps the program open: what is typed here would be lost without a word."""
        toast(self, close_first(self.app))


def close_first(app: App[Any]) -> str:
    """What is said to somebody who wants to quit while a dialog is open."""
    return f"Close this with {key_words(CANCEL, keys_of(app))} first; then you can quit."


def keys_told(app: App[Any], commands: Iterable[Command]) -> Iterator[tuple[str, str]]:
    """The keys of these commands as they are in force; of several that share one, the first has it."""
    told: set[str] = set()
    for command in commands:
        key = all_key_words(command, keys_of(app))
        if key not in told:
            told.add(key)
            yield key, command.words


def _text_in(field: Input | TextArea) -> str:
    return field.value if isinstance(field, Input) else field.text


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

    @override
    def compose(self) -> ComposeResult:
        """The words, scrolling where there is no room."""
        above = [content(self._about), Content("")]
        if self._marks:
            above += [content(self._marks), Content("")]
        if self.app.size.width < BESIDE[0] or self.app.size.height < BESIDE[1]:
            above += [content(_SMALL.format(*self.app.size)), Content("")]
        keys = keys_of(self.app)
        rows = [Row(key_words(c, keys), c.words, c.id) for c in self._commands]
        with Vertical(classes="dialog help"):
            yield Static(content(self._heading), classes="dialog--title")
            yield KeyRows(Content("\n").join(above), [*rows, *self._keys])
            click = " · a click on a row does it" if self._commands else ""
            yield Static(content(f"{key_words(CANCEL, keys)} closes{click}"), classes="dialog--hint")

    def on_resize(self) -> None:
        """Leave room for the title, the hint and the frame."""
        self.query_one(KeyRows).styles.max_height = max(self.size.height - _AROUND, 1)

    @override
    def action_help(self) -> None:
        """Help on help is closed by the key that opened it."""
        self.dismiss(None)

    @on(KeyRows.Clicked)
    def _clicked(self, event: KeyRows.Clicked) -> None:
        self.dismiss(event.command)
