"""A form whose every field is an edit of its own: enter or leaving a field commits it, escape restores it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.types import CSSPathType
from textual.widgets import Button, Input, Select, Static

from cxplanner.answers import AnswerKind, AnswerRefused, complaint, read_answer
from cxplanner.files.problems import CxplannerError
from cxplanner.screens.safe import content
from cxplanner.screens.widgets.dialog import Dialog


@dataclass(frozen=True, slots=True)
class Field:
    """One field: what it sets, what it is called, how it is read; with ``options`` it is a choice."""

    name: str
    label: str
    value: str
    kind: AnswerKind = "text"
    hint: str = ""
    options: tuple[tuple[str, str], ...] = ()
    """(value, words) pairs; the value "" stands for what the role says."""
    needed: bool = False


Commit = Callable[[str, object], None]
"""Sets a field (None clears it). Raises CxplannerError where that cannot be."""


class FieldInput(Input):
    """A one-line field that knows what it held before it was edited."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "restore", "Restore", show=False, tooltip="Take the field back", id="form.restore")
    ]

    def __init__(self, field: Field) -> None:
        super().__init__(field.value, placeholder=field.hint, compact=True, id=f"field-{field.name}")
        self.field = field
        self.committed = field.value

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Escape restores only what was changed; else it closes the form."""
        if action == "restore":
            return self.value != self.committed
        return super().check_action(action, parameters)

    def action_restore(self) -> None:
        """Take the field back to what it held."""
        self.value = self.committed


class Form(Dialog):
    """Fields over one thing of the plan. Answers None when it is closed; the edits are done by then."""

    CSS_PATH: ClassVar[CSSPathType | None] = ["widgets/dialogs.tcss", "form.tcss"]

    def __init__(self, title: str, fields: Sequence[Field], commit: Commit) -> None:
        super().__init__()
        self._title_words = title
        self._fields = tuple(fields)
        self._commit = commit
        self._chosen_values = {field.name: field.value for field in fields if field.options}

    def compose(self) -> ComposeResult:
        """A row per field, a line for what is wrong, and the way out."""
        with Vertical(classes="dialog form"):
            yield Static(content(self._title_words), classes="dialog--title")
            with VerticalScroll(classes="form--fields", can_focus=False):
                for field in self._fields:
                    with Horizontal(classes="form--row"):
                        yield Static(content(field.label), classes="form--label")
                        yield self._editor(field)
            yield Static("", classes="dialog--error")
            with Horizontal(classes="dialog--buttons"):
                yield Static(content("enter keeps a field · escape takes it back"), classes="dialog--hint")
                yield Button("Done", variant="primary", id="done", compact=True)

    def _editor(self, field: Field) -> Input | Select[str]:
        if not field.options:
            return FieldInput(field)
        options = [(content(words), value) for value, words in field.options]
        known = field.value in {value for value, _ in field.options}
        value = field.value if known else ""
        return Select(options, value=value, allow_blank=False, compact=True, id=f"field-{field.name}")

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        field = event.input
        if isinstance(field, FieldInput) and field.value != field.committed:
            self._say(_complaint(field))

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        if isinstance(event.input, FieldInput) and self._keep(event.input):
            self.focus_next()

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Leaving a field commits it."""
        if isinstance(event.widget, FieldInput):
            self._keep(event.widget)

    @on(Select.Changed)
    def _chosen(self, event: Select.Changed) -> None:
        name = (event.select.id or "").removeprefix("field-")
        value = event.value if isinstance(event.value, str) else ""
        if value != self._chosen_values[name] and self._set(name, value or None):
            self._chosen_values[name] = value

    def _keep(self, field: FieldInput) -> bool:
        if field.value.strip() == field.committed:
            return True
        wrong = _complaint(field)
        if wrong is not None:
            self._say(f"{field.field.label}: {wrong}")
            return False
        text = field.value.strip()
        try:
            value = read_answer(field.field.kind, text) if text else None
        except AnswerRefused as refused:
            self._say(str(refused))
            return False
        if not self._set(field.field.name, value):
            return False
        field.committed = field.value
        return True

    def _set(self, name: str, value: object) -> bool:
        try:
            self._commit(name, value)
        except CxplannerError as refused:
            self._say(str(refused))
            return False
        self._say(None)
        return True

    def _say(self, wrong: str | None) -> None:
        self.query_one(".dialog--error", Static).update(content(f"✗ {wrong}" if wrong else ""))

    @on(Button.Pressed, "#done")
    def _done(self) -> None:
        self.dismiss(None)


def _complaint(field: FieldInput) -> str | None:
    if not field.value.strip():
        return "This cannot be empty." if field.field.needed else None
    return complaint(field.field.kind, field.value)
