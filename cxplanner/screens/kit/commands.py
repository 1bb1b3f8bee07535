"""One declaration per command: its key, footer label, tooltip, palette entry and help row come from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final, Protocol, runtime_checkable

from textual.app import App
from textual.binding import Binding, BindingType
from textual.screen import Screen

NO_KEYS: Final[Mapping[str, str]] = MappingProxyType({})
MOVING: Final = frozenset(
    [
        *("up", "down", "left", "right", "pageup", "pagedown", "home", "end", "tab", "shift+tab"),
        *("enter", "escape", "ctrl+p", "ctrl+c"),
    ]
)
"""Keys that move about, answer and leave everywhere; no command can take them but one that has them."""
_SIGNS: Final = {
    "question_mark": "?",
    "slash": "/",
    "plus": "+",
    "minus": "-",
    "full_stop": ".",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "equals_sign": "=",
    "pageup": "page up",
    "pagedown": "page down",
}


@dataclass(frozen=True, slots=True)
class Command:
    """Something a person can do here.

    ``title`` names it in the palette and in help, ``label`` in the footer; ``help`` says what it does,
    where the title does not say all.
    """

    id: str
    key: str
    action: str
    title: str
    help: str = ""
    label: str = ""
    first: bool = False
    """Whether it goes before what the field with the keyboard would do with the key."""
    while_typing: bool = False
    """Whether it must answer while letters are typed or are answers, so that no letter can be its key."""

    @property
    def words(self) -> str:
        """What it does, as help says it beside the key."""
        return f"{self.title}. {self.help}" if self.help else self.title

    @property
    def binding(self) -> Binding:
        """The key binding; without a label it stays out of the footer."""
        return Binding(
            self.key,
            self.action,
            self.label or self.title,
            show=bool(self.label),
            tooltip=self.help or self.title,
            id=self.id,
            priority=self.first,
        )


@runtime_checkable
class HasCommands(Protocol):
    """A screen that says what can be done on it, for the palette."""

    def commands(self) -> Iterable[Command]:
        """Everything that can be done here now."""


def doing(screen: Screen[Any], commands: Iterable[Command]) -> Callable[[str | None], None]:
    """What follows on the answer of a list of commands: the chosen one is done, once that list is gone."""
    actions = {command.id: command.action for command in commands}

    def chosen(key: str | None) -> None:
        if key in actions:
            screen.call_later(screen.run_action, actions[key])

    return chosen


def bindings(commands: Iterable[Command]) -> list[BindingType]:
    """The key bindings of these commands."""
    return [command.binding for command in commands]


def list_moves(*actions: str) -> tuple[Command, ...]:
    """The commands that move the cursor of any list; ``actions`` are what they are called there."""
    named = (
        ("up", "up", "The line above"),
        ("down", "down", "The line below"),
        ("page-up", "pageup", "A page up"),
        ("page-down", "pagedown", "A page down"),
        ("first", "home", "The first line"),
        ("last", "end", "The last line"),
    )
    return tuple(
        Command(f"list.{name}", key, action, title)
        for (name, key, title), action in zip(named, actions, strict=True)
    )


def own_commands(kind: type) -> Iterator[Command]:
    """What a dialog or widget does by its keys: its own commands, then those of what it is made from."""
    for base in kind.__mro__:
        yield from vars(base).get("KEY_COMMANDS", ())


def key_words(command: Command, keys: Mapping[str, str] = NO_KEYS) -> str:
    """The first key of a command as people read it; ``keys`` are those set otherwise."""
    return key_name(keys.get(command.id, command.key).partition(",")[0])


def all_key_words(command: Command, keys: Mapping[str, str] = NO_KEYS) -> str:
    """All keys of a command as people read them, where there is room for more than the first."""
    return ", ".join(map(key_name, keys.get(command.id, command.key).split(",")))


def key_name(key: str) -> str:
    """One key as people read it, spelled the same everywhere: ``^s``, ``a``, ``F2``, ``?``, ``enter``."""
    *modifiers, last = key.split("+")
    last = last.upper() if last[0] == "f" and last[1:].isdigit() else _SIGNS.get(last, last)
    return "".join("^" if modifier == "ctrl" else f"{modifier}+" for modifier in modifiers) + last


def keys_of(app: App[Any]) -> Mapping[str, str]:
    """The keys that the person set herself, by the ids of their commands."""
    keys: Mapping[str, str] = getattr(app, "keys", NO_KEYS)
    return keys
