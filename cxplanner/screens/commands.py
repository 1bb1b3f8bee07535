"""One declaration per command: its key, footer label, tooltip, palette entry and help row come from it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from textual.binding import Binding, BindingType

_SIGNS: Final = {
    "question_mark": "?",
    "slash": "/",
    "full_stop": ".",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "equals_sign": "=",
}


@dataclass(frozen=True, slots=True)
class Command:
    """Something a person can do here.

    ``title`` names it in the palette and in help, ``label`` in the footer; ``help`` says what it does.
    """

    id: str
    key: str
    action: str
    title: str
    help: str
    label: str = ""
    shown_key: str | None = None

    @property
    def binding(self) -> Binding:
        """The key binding; without a label it stays out of the footer."""
        return Binding(
            self.key,
            self.action,
            self.label or self.title,
            show=bool(self.label),
            key_display=self.shown_key,
            tooltip=self.help,
            id=self.id,
        )


def bindings(commands: Iterable[Command]) -> list[BindingType]:
    """The key bindings of these commands."""
    return [command.binding for command in commands]


def key_words(command: Command) -> str:
    """The key as people read it: ``ctrl+s``, ``a``, ``enter``."""
    return command.shown_key or key_name(command.key.partition(",")[0])


def key_name(key: str) -> str:
    """One key as people read it."""
    return key.upper() if key[0] == "f" and key[1:].isdigit() else _SIGNS.get(key, key)
