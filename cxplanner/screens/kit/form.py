"""A form whose every field is an edit of its own: enter or leaving a field commits it, escape restores it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import ClassVar, Final

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.types import CSSPathType
from textual.widgets import Button, Input, Select, Static, TextArea

from cxplanner.screens.kit.commands import key_words, keys_of
from cxplanner.screens.kit.dialog import CANCEL, Dialog
from cxplanner.screens.kit.form_fields import (
    EDITOR,
    RESTORE,
    Editor,
    Field,
    FieldArea,
    FieldInput,
    FieldTicks,
    as_meant,
    complaint_about,
    known_value,
)
from cxplanner.screens.kit.picker import Choice
from cxplanner.screens.kit.safe import content
from cxplanner.text.answers import AnswerKind, read_answer
from cxplanner.text.errors import CxplannerError
from cxplanner.text.override import override
from cxplanner.text.words import visible
from cxplanner.toml.layout import key_text

_SPELLED: Final[frozenset[AnswerKind]] = frozenset(["share", "amount", "number", "count", "date"])
"""Kinds of which the form says while one types how the file would spell them."""

_LINES: Final = 3
_AROUND: Final = 6
"""Lines of a long text; lines of the form that are no fields."""

Commit = Callable[[str, object], None]
"""Sets a field (None clears it). Raises CxplannerError where that cannot be."""


class Form(Dialog):
    """Fields over one thing of the plan. Answers None when it is closed; the edits are done by then."""

    ABOUT = (
        "Each field is a fact of the plan. Enter, or leaving a field, keeps it as one step that undo takes "
        "back. Beside numbers and dates stands what the "
        "file will say. An empty field says nothing, and what is shown in it pale comes from the role."
    )

    CSS_PATH: ClassVar[CSSPathType | None] = ["dialogs.tcss", "form.tcss"]

    def __init__(self, title: str, read: Callable[[], Sequence[Field]], commit: Commit) -> None:
        super().__init__()
        self._title_words = title
        self._read = read
        self._fields = fields = tuple(read())
        self._commit = commit
        self._wrong: dict[str, str] = {}
        self._chosen_values = {field.name: known_value(field) for field in fields if field.one_of}

    @override
    def compose(self) -> ComposeResult:
        """A row per field, a line for what is wrong, and the way out."""
        with Vertical(classes="dialog form"):
            yield Static(content(self._title_words), classes="dialog--title")
            with VerticalScroll(classes="form--fields", can_focus=False):
                for field in self._fields:
                    kind = "form--row -lines" if field.lines else "form--row"
                    with Horizontal(classes=kind, id=f"row-{field.name}"):
                        yield self._label(field)
                        yield self._editor(field)
                        if field.kind in _SPELLED:
                            yield Static(id=f"file-{field.name}", classes="form--file")
            yield Static("", classes="dialog--error")
            with Horizontal(classes="dialog--buttons"):
                yield Static(content(self._hint()), classes="dialog--hint")
                yield Button("Done", variant="primary", id="done", compact=True)

    def _hint(self) -> str:
        back, close = (key_words(command, keys_of(self.app)) for command in (RESTORE, CANCEL))
        ways = "takes it back, then closes" if back == close else f"takes it back · {close} closes"
        return f"enter keeps a field · {back} {ways}"

    def _label(self, field: Field) -> Static:
        words = content(field.label)
        if field.lines:
            key = content(f"{key_words(EDITOR, keys_of(self.app)).replace('ctrl+', '^')}: editor")
            words = Content.assemble(words, "\n", key.stylize("not bold not reverse $text-muted"))
        label = Static(words, classes="form--label", name=field.name)
        label.tooltip = "Click to write this text in your editor" if field.lines else None
        return label

    def on_mount(self) -> None:
        """Take no more lines than the fields need; say of what stands in the fields how the file has it."""
        lines = sum(_LINES if field.lines else 1 for field in self._fields)
        self.query_one(".form").styles.max_height = lines + _AROUND
        for editor in self.query(FieldInput):
            self._spell(editor)

    def _spell(self, editor: Editor) -> None:
        """Say beside a field what the file would say, where that is not what was typed."""
        field = editor.field
        if field.kind not in _SPELLED:
            return
        words = ""
        if editor.typed.strip() and complaint_about(editor) is None:
            written = key_text(field.name, read_answer(field.kind, editor.typed))
            if written.partition(" = ")[2] != editor.typed.strip():
                words = f"→ {written}"
        self.query_one(f"#file-{field.name}", Static).update(content(words))

    def on_click(self, event: events.Click) -> None:
        """A click on the label of a long text opens it in the editor, on any other label its field."""
        label = event.widget
        if label is not None and label.has_class("form--label") and event.button == 1:
            field = self.query_one(f"#field-{label.name}")
            field.focus()
            if isinstance(field, FieldArea):
                field.action_edit()

    def _editor(self, field: Field) -> Editor | Select[str] | FieldTicks:
        if field.lines:
            return FieldArea(field)
        if field.ticked is not None:
            return FieldTicks(field)
        if not field.options:
            return FieldInput(field)
        options = [(content(words), value) for value, words in field.options]
        return Select(
            options,
            value=self._chosen_values[field.name],
            allow_blank=False,
            compact=True,
            id=f"field-{field.name}",
        )

    @on(Input.Changed)
    @on(TextArea.Changed)
    def _typed(self, event: Input.Changed | TextArea.Changed) -> None:
        editor = event.control
        if isinstance(editor, FieldInput | FieldArea):
            wrong = complaint_about(editor) if editor.typed != editor.committed else None
            self._say(editor.field.name, wrong)
            self._spell(editor)

    @on(FieldArea.Written)
    def _written(self, event: FieldArea.Written) -> None:
        self.keep(event.area)

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        if isinstance(event.input, FieldInput) and self.keep(event.input):
            self.focus_next()

    @override
    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Mark the row that is filled in now, by its label."""
        for row in self.query(".form--row"):
            row.set_class(row in event.widget.ancestors, "-here")

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Leaving a field commits it."""
        if isinstance(event.widget, FieldInput | FieldArea):
            self.keep(event.widget)

    @on(Select.Changed)
    def _chosen(self, event: Select.Changed) -> None:
        name = (event.select.id or "").removeprefix("field-")
        value = event.value if isinstance(event.value, str) else ""
        if value == self._chosen_values[name]:
            return
        if not self._set(name, value or None):
            self.query_one(f"#field-{name}", Select).value = self._chosen_values[name]

    @on(FieldTicks.Opened)
    def _tick(self, event: FieldTicks.Opened) -> None:
        from cxplanner.screens.kit.checklist import Checklist

        field = event.ticks.field

        def done(ticked: tuple[str, ...] | None) -> None:
            if ticked is not None and ticked != field.ticked:
                self._set(field.name, ticked or None)

        choices = [Choice(value, words) for value, words in field.options]
        self.app.push_screen(Checklist(field.label, choices, ticked=field.ticked or ()), done)

    @override
    def typed(self) -> Iterator[str]:
        """What stands in fields that have not been left yet."""
        for editor in (*self.query(FieldInput), *self.query(FieldArea)):
            if editor.typed != editor.committed:
                yield f"{self._title_words}, {editor.field.label}: {editor.typed}"

    def keep(self, editor: Editor) -> bool:
        """Commit what was typed, if anything was; says whether nothing is left to be lost."""
        if editor.typed == editor.committed:
            return True
        wrong = complaint_about(editor)
        if wrong is not None:
            self._say(editor.field.name, wrong)
            return False
        text = as_meant(editor.typed, editor.field.value).strip()
        value = read_answer(editor.field.kind, text) if text else None
        if not self._set(editor.field.name, value):
            return False
        editor.committed = editor.typed
        return True

    def _set(self, name: str, value: object) -> bool:
        try:
            self._commit(name, value)
        except CxplannerError as refused:
            self._say(name, str(refused))
            return False
        self._say(name, None)
        self.follow()
        return True

    def follow(self) -> None:
        """Show what other fields stand for now: a new role brings another title and department."""
        for field in self._read():
            if field.name in self._chosen_values:
                choice = self.query_one(f"#field-{field.name}", Select)
                with self.prevent(Select.Changed):
                    choice.set_options([(content(words), value) for value, words in field.options])
                    choice.value = self._chosen_values[field.name] = known_value(field)
            elif field.ticked is not None:
                self.query_one(f"#field-{field.name}", FieldTicks).show(field)
            elif field.lines:
                self.query_one(f"#field-{field.name}", FieldArea).placeholder = content(field.hint)
            else:
                self.query_one(f"#field-{field.name}", FieldInput).placeholder = visible(field.hint)

    def _say(self, name: str, wrong: str | None) -> None:
        """Mark the row of a field while it is wrong, and say why until it is right."""
        self._wrong.pop(name, None)
        if wrong is not None:
            self._wrong[name] = wrong
        self.query_one(f"#row-{name}").set_class(wrong is not None, "-wrong")
        said = [f"✗ {f.label}: {self._wrong[f.name]}" for f in self._fields if f.name in self._wrong]
        self.query_one(".dialog--error", Static).update(content("\n".join(said)))

    @override
    def action_cancel(self) -> None:
        """Close the form, unless that would lose what was typed: then go where it stands."""
        for editor in (*self.query(FieldInput), *self.query(FieldArea)):
            if not self.keep(editor):
                editor.focus()
                return
        self.dismiss(None)

    @on(Button.Pressed, "#done")
    def _done(self) -> None:
        self.action_cancel()
