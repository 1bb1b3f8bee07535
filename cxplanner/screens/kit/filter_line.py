"""A line above a list to type words into that its rows must have; it is there while it is needed."""

from __future__ import annotations

from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Static

from cxplanner.screens.kit.commands import Command, bindings
from cxplanner.screens.kit.safe import content
from cxplanner.text.override import override

_BRIEF: Final = 14
"""Fewer letters beside the field leave it room to say what can be looked for."""


class _Field(Input):
    @override
    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Take plus and capitals by their names as well: while one types they are no commands."""
        named = key == "plus" or (key.startswith("shift+") and len(key) == len("shift+a"))
        return named or super().check_consume_key(key, character)


class FilterLine(Horizontal):
    """An input and, beside it, what is said about the rows that are left."""

    DEFAULT_CSS = """
    FilterLine { height: 1; display: none; background: $panel; padding: 0 1; }
    FilterLine.-open { display: block; }
    FilterLine.-brief .filter--said { width: 14; }
    FilterLine .filter--sign { width: 2; text-style: bold; }
    FilterLine .filter--said { width: 46; max-width: 60%; text-align: right; text-wrap: nowrap; }
    FilterLine Input { width: 1fr; background: $surface; }
    """
    KEY_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command("filter.leave", "down", "leave", "To the rows", while_typing=True),
    )
    BINDINGS = bindings(KEY_COMMANDS)

    class Changed(Message):
        """Other words are asked for."""

        def __init__(self, words: str) -> None:
            super().__init__()
            self.words = words

    class Left(Message):
        """The keyboard goes back to the rows; the words stay."""

    def __init__(self, placeholder: str, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._placeholder = placeholder

    @override
    def compose(self) -> ComposeResult:
        """The sign, the field and the count."""
        yield Static("/", classes="filter--sign")
        yield _Field(placeholder=self._placeholder, compact=True)
        yield Static(classes="filter--said")

    @property
    def typing(self) -> bool:
        """Whether the keyboard is in the field."""
        return self.query_one(Input).has_focus

    def ask(self) -> None:
        """Open and take the keyboard."""
        self.add_class("-open")
        self.query_one(Input).focus()

    def say(self, words: str) -> None:
        """Say how much is left, and stay open."""
        self.add_class("-open")
        self.set_class(len(words) < _BRIEF, "-brief")
        self.query_one(".filter--said", Static).update(content(words), layout=False)

    def close(self) -> None:
        """Forget the words and make room for the rows."""
        if not self.has_class("-open"):
            return
        field = self.query_one(Input)
        with field.prevent(Input.Changed):
            field.value = ""
        self.remove_class("-open")

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Changed(event.value))

    @on(Input.Submitted)
    def action_leave(self) -> None:
        """Give the keyboard back."""
        self.post_message(self.Left())
