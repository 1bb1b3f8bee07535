"""A question with a few answers, each a button with a key letter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Static
from textual.widgets.button import ButtonVariant

from cxplanner.screens.kit.commands import Command, bindings
from cxplanner.screens.kit.dialog import Dialog
from cxplanner.screens.kit.safe import as_content, content
from cxplanner.text.override import override

ONE_LINE: Final = 56  # cells for buttons side by side in the narrowest dialog that has them so


@dataclass(frozen=True)
class Answer:
    """A button: what it answers with, what it says, and its key (else a letter of what it says)."""

    id: str
    label: str
    variant: ButtonVariant = "default"
    key: str = ""


class Confirm(Dialog):
    """Asks a question and answers with the id of the button pressed, or None."""

    ABOUT = (
        "A question with a few answers. Press the letter of an answer, or go to it and press enter. Before "
        "that nothing is done."
    )
    KEY_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command("confirm.before", "left,up", "app.focus_previous", "The answer before", while_typing=True),
        Command("confirm.next", "right,down", "app.focus_next", "The next answer", while_typing=True),
        Command("confirm.page-up", "pageup", "scroll(-1)", "Read what is above", while_typing=True),
        Command("confirm.page-down", "pagedown", "scroll(1)", "Read what is below", while_typing=True),
    )
    BINDINGS = bindings(KEY_COMMANDS)

    def __init__(self, question: str, answers: Sequence[Answer], *, explanation: str | Content = "") -> None:
        super().__init__()
        self._question = question
        self._explanation = explanation
        self._answers = with_keys(answers)

    @override
    def compose(self) -> ComposeResult:
        """Question and explanation, which scroll where there is no room, then the buttons."""
        with Vertical(classes="dialog"):
            with VerticalScroll(classes="dialog--body", can_focus=False):
                yield Static(content(self._question), classes="dialog--title")
                if self._explanation:
                    yield Static(as_content(self._explanation), classes="dialog--text")
            labels = [content(f"{answer.label} ({key})") for key, answer in self._answers.items()]
            fits = sum(max(label.cell_length + 2, 10) + 2 for label in labels) <= ONE_LINE
            with Horizontal(classes=f"dialog--buttons {'-many' if fits else '-stacked'}"):
                for label, answer in zip(labels, self._answers.values(), strict=True):
                    yield Button(label, variant=answer.variant, name=answer.id, compact=True)

    def on_key(self, event: events.Key) -> None:
        """A key letter answers at once."""
        if event.character and (answer := self._answers.get(event.character.casefold())):
            event.stop()
            self.dismiss(answer.id)

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        self.dismiss(event.button.name)

    def action_scroll(self, pages: int) -> None:
        """Scrolls a long explanation."""
        body = self.query_one(".dialog--body", VerticalScroll)
        body.scroll_relative(y=pages * max(body.size.height - 1, 1), animate=False)


def with_keys(answers: Sequence[Answer]) -> dict[str, Answer]:
    """The answers by their keys: the one asked for, else the first letter of the label still free."""
    taken: dict[str, Answer] = {answer.key.casefold(): answer for answer in answers if answer.key}
    keys: dict[str, Answer] = {}
    for number, answer in enumerate(answers, start=1):
        letters = [answer.key.casefold()] if answer.key else answer.label.casefold()
        free = (letter for letter in letters if letter.isalnum() and (answer.key or letter not in taken))
        key = next(free, str(number))
        keys[key] = taken[key] = answer
    return keys
