"""The fields of a form: what they set, and how they are typed, chosen or ticked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Final, TypeAlias

from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static, TextArea

from cxplanner.screens.kit.commands import Command, bindings
from cxplanner.screens.kit.safe import content, toast
from cxplanner.text.answers import AnswerKind, complaint
from cxplanner.text.override import override
from cxplanner.text.words import one_line, visible


@dataclass(frozen=True, slots=True)
class Field:
    """One field: what it sets, what it is called, how it is read; with ``options`` it is a choice.

    With ``ticked`` it is any number of the options, these at the start.
    """

    name: str
    label: str
    value: str
    kind: AnswerKind = "text"
    hint: str = ""
    options: tuple[tuple[str, str], ...] = ()
    """(value, words) pairs; the value "" stands for what the role says."""
    needed: bool = False
    lines: bool = False
    """Whether the text may have several lines."""
    ticked: tuple[str, ...] | None = None

    @property
    def one_of(self) -> bool:
        """Whether it is a choice of one."""
        return bool(self.options) and self.ticked is None


def known_value(field: Field) -> str:
    """The option a field stands on; a value that is none of them stands on the first."""
    values = [value for value, _ in field.options]
    return field.value if field.value in values else values[0]


RESTORE: Final = Command("form.restore", "escape", "restore", "Take the field back", while_typing=True)
EDITOR: Final = Command("form.editor", "ctrl+e", "edit", "Write this text in your editor", while_typing=True)


class FieldInput(Input):
    """A one-line field that knows what it held before it was edited."""

    KEY_COMMANDS: ClassVar[tuple[Command, ...]] = (RESTORE,)
    BINDINGS = bindings(KEY_COMMANDS)

    def __init__(self, field: Field) -> None:
        self.committed = visible(field.value)
        super().__init__(
            self.committed, placeholder=visible(field.hint), compact=True, id=f"field-{field.name}"
        )
        self.field = field

    @property
    def typed(self) -> str:
        """What stands in the field."""
        return self.value

    @override
    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Escape restores only what was changed; else it closes the form."""
        if action == "restore":
            return self.value != self.committed
        return super().check_action(action, parameters)

    def action_restore(self) -> None:
        """Take the field back to what it held."""
        self.value = self.committed


class FieldArea(TextArea):
    """A field of several lines; undo and redo in it are its own until it is left."""

    KEY_COMMANDS: ClassVar[tuple[Command, ...]] = (
        RESTORE,
        EDITOR,
    )
    BINDINGS = bindings(KEY_COMMANDS)

    def __init__(self, field: Field) -> None:
        self.committed = visible(field.value)
        super().__init__(
            self.committed,
            placeholder=content(field.hint),
            compact=True,
            id=f"field-{field.name}",
            tab_behavior="focus",
        )
        self.field = field

    class Written(Message):
        """The text was written in the editor, and is to be kept."""

        def __init__(self, area: FieldArea) -> None:
            super().__init__()
            self.area = area

    def action_edit(self) -> None:
        """Write the text in the editor that the environment names; what was saved there is kept."""
        from cxplanner.screens.kit.editor import EditorRefused, edited

        try:
            text = edited(self.app, self.text)
        except EditorRefused as refused:
            toast(self, str(refused), severity="warning", timeout=10)
            return
        self.focus()
        if text != self.text:
            self.text = text
            self.post_message(self.Written(self))

    @property
    def typed(self) -> str:
        """What stands in the field."""
        return self.text

    @override
    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Escape restores only what was changed; else it closes the form."""
        if action == "restore":
            return self.text != self.committed
        return super().check_action(action, parameters)

    def action_restore(self) -> None:
        """Take the field back to what it held."""
        self.text = self.committed


class FieldTicks(Static, can_focus=True):
    """A field of any number of the options: it lists those that are ticked, and opens the whole list."""

    KEY_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command("form.choose", "enter,space", "open", "Choose from the list"),
    )
    BINDINGS = bindings(KEY_COMMANDS)

    class Opened(Message):
        """The list of all options is asked for."""

        def __init__(self, ticks: FieldTicks) -> None:
            super().__init__()
            self.ticks = ticks

    def __init__(self, field: Field) -> None:
        super().__init__(id=f"field-{field.name}")
        self.show(field)

    def show(self, field: Field) -> None:
        """List what is ticked now."""
        self.field = field
        titles = dict(field.options)
        words = [one_line(titles[value]) for value in field.ticked or () if value in titles]
        listing = content(", ".join(words)) if words else content(field.hint).stylize("$text-muted")
        self.update(Content.assemble("≡ ", listing))

    def action_open(self) -> None:
        """Ask for the list."""
        self.post_message(self.Opened(self))

    def on_click(self) -> None:
        """A click opens the list as well."""
        self.action_open()


Editor: TypeAlias = FieldInput | FieldArea


def complaint_about(editor: Editor) -> str | None:
    """What is wrong with what was typed, in words, or None."""
    if not editor.typed.strip():
        return "This cannot be empty." if editor.field.needed else None
    return complaint(editor.field.kind, editor.typed)


def as_meant(typed: str, before: str) -> str:
    """What was typed, with the hidden characters that the field spelled out as they were before."""
    for sign in sorted(set(before)):
        if visible(sign) != sign:
            typed = typed.replace(visible(sign), sign)
    return typed
