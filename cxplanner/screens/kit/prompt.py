"""One question with one answer in words, checked while it is typed."""

from __future__ import annotations

from collections.abc import Callable

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Button, Input, Static

from cxplanner.screens.kit.dialog import Dialog
from cxplanner.screens.kit.safe import content
from cxplanner.text.override import override
from cxplanner.text.words import visible


def anything(_text: str) -> str | None:
    """The check of a question that takes every answer."""
    return None


class Prompt(Dialog):
    """Asks one question and answers with what was typed, or None.

    `check` returns what is wrong with a text, in words; they stand below the field from the first letter
    on, and enter is refused as long as they do. Hidden characters of a given value are spelled out.
    """

    ABOUT = (
        "A question to answer in words. What is wrong with an answer stands below the field while you type; "
        "enter takes it once it is right. Until then everything is as it was."
    )

    def __init__(
        self,
        question: str,
        *,
        explanation: str = "",
        placeholder: str = "",
        value: str = "",
        check: Callable[[str], str | None] = anything,
        accept: str = "OK",
    ) -> None:
        super().__init__()
        self._question = question
        self._explanation = explanation
        self._placeholder = placeholder
        self._value = visible(value)
        self._check = check
        self._accept = accept

    @override
    def compose(self) -> ComposeResult:
        """Question and explanation, which give way on a small terminal, then field, error and buttons."""
        with Vertical(classes="dialog"):
            with VerticalScroll(classes="dialog--body", can_focus=False):
                yield Static(content(self._question), classes="dialog--title")
                if self._explanation:
                    yield Static(content(self._explanation), classes="dialog--text")
            yield Input(self._value, placeholder=visible(self._placeholder))
            yield Static(classes="dialog--error")
            with Horizontal(classes="dialog--buttons"):
                yield Button(content(self._accept), variant="primary", id="accept", compact=True)
                yield Button("Cancel", id="cancel", compact=True)

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        if event.value != self._value or self.error_text:
            self._say(self._check(event.value))

    @on(Input.Submitted)
    @on(Button.Pressed, "#accept")
    def _submitted(self) -> None:
        text = self.query_one(Input).value
        error = self._check(text)
        if error is None:
            self.dismiss(text)
        else:
            self._say(error)
            self.query_one(Input).focus()

    @on(Button.Pressed, "#cancel")
    def _cancelled(self) -> None:
        self.dismiss(None)

    @property
    def error_text(self) -> str:
        """What stands below the field."""
        return str(self.query_one(".dialog--error", Static).content)

    def _say(self, error: str | None) -> None:
        self.query_one(".dialog--error", Static).update(content(f"✗ {error}" if error else ""))
        self.query_one("#accept", Button).disabled = error is not None
