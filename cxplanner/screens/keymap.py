"""Keys of one's own: every command there is, and whether the keys set for them can hold."""

from __future__ import annotations

import string
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Final

from textual.keys import KEY_NAME_REPLACEMENTS, Keys

from cxplanner.screens.kit.commands import MOVING, Command
from cxplanner.screens.start import broken, home, new_plan
from cxplanner.screens.themes import theme_names
from cxplanner.screens.workspace import screen as workspace_screen
from cxplanner.screens.workspace.registry import VIEWS
from cxplanner.session.settings import Settings
from cxplanner.text.words import listed, nearest, one_line
from cxplanner.toml.problems import Problem

MODIFIERS: Final = frozenset(["ctrl", "shift", "alt", "super", "hyper", "meta"])
SENT_AS: Final = {"ctrl+i": "tab", "ctrl+m": "enter", "ctrl+h": "backspace", "ctrl+j": "enter"}
"""Terminals send these as other keys."""


@cache
def places() -> Mapping[str, tuple[Command, ...]]:
    """Every screen and view with the commands that are at hand there."""
    found = {"Home": home.COMMANDS, "New plan": new_plan.COMMANDS, "A broken plan": broken.COMMANDS}
    for kind in VIEWS:
        found[kind.title] = (*kind.view.commands(), *workspace_screen.COMMANDS)
    return found


def every_command() -> Mapping[str, Command]:
    """Every command of the planner by its id."""
    return {command.id: command for commands in places().values() for command in commands}


def checked_keys(settings: Settings) -> tuple[Mapping[str, str], Sequence[Problem]]:
    """The keys that can hold, by command, and what is wrong with the others."""
    known, problems = every_command(), []
    wished: dict[str, tuple[str, ...]] = {}
    for name, entry in settings.keys.items():
        if name not in known:
            near = nearest(name, known)
            hint = f"Did you mean {near}?" if near else "cxplanner config --keys lists them."
            problems.append(settings.problem(entry.place, f"there is no command {one_line(name)}", hint))
            continue
        keys = tuple(_named(key) for key in entry.keys)
        wrong = next(filter(None, (_complaint(key, known[name]) for key in keys)), None)
        if wrong:
            problems.append(settings.problem(entry.place, *wrong))
        else:
            wished[name] = keys
    for name in list(wished):
        clash = _clash(name, wished)
        if clash:
            del wished[name]
            problems.append(settings.problem(settings.keys[name].place, *clash))
    return {name: ",".join(keys) for name, keys in wished.items()}, problems


def keys_listed(settings: Settings) -> tuple[Sequence[tuple[str, str, str, str]], Sequence[Problem]]:
    """Every command as id, title, keys in force and where they are from; and what is wrong."""
    keys, wrong = checked_keys(settings)
    rows = [
        (
            name,
            command.title,
            keys.get(name, command.key).replace(",", ", "),
            "file" if name in keys else "default",
        )
        for name, command in every_command().items()
    ]
    return rows, [*unknown_theme(settings), *wrong]


def unknown_theme(settings: Settings) -> list[Problem]:
    """The problem of a theme that there is not; none where this terminal merely cannot show it."""
    names = theme_names()
    if settings.theme is None or settings.theme in names:
        return []
    near = nearest(settings.theme, names)
    hint = f"Did you mean {near}?" if near else f"There are {listed(names)}."
    return [settings.problem(("theme",), f"there is no theme {one_line(settings.theme)}", hint)]


def _named(key: str) -> str:
    """A key as Textual names it: letters and digits are themselves, other signs go by their names."""
    before, last = (key[:-1], key[-1:]) if key.endswith("+") else key.rpartition("+")[::2]
    modifiers = [word.lower() for word in before.split("+") if word]
    if len(last) > 1:
        last = last.lower()
    elif not last.isalnum():
        name = unicodedata.name(last, "").lower().replace("-", "_").replace(" ", "_")
        last = KEY_NAME_REPLACEMENTS.get(name, name)
    return "+".join([*modifiers, last])


def _complaint(key: str, command: Command) -> tuple[str, str] | None:
    """What is wrong with one key, and what to do."""
    words = key.split("+")
    for at, word in enumerate(words):
        is_last = at == len(words) - 1
        known = _key_names() if is_last else MODIFIERS
        if word in known or (is_last and (len(word) == 1 or _is_sign(word))):
            continue
        near = nearest(word, known)
        meant = "+".join([*words[:at], near, *words[at + 1 :]]) if near else ""
        hint = f"Did you mean {meant}?" if near else "Write one like t, f6 or ctrl+t."
        return f"there is no key {one_line(key)}", hint
    if key in command.key.split(","):
        return None
    if key in SENT_AS:
        return f"terminals send {key} as {SENT_AS[key]}", "Choose another key."
    if key in MOVING:
        return f"{key} moves about, answers or leaves everywhere", "Choose another key."
    return None


@cache
def _key_names() -> frozenset[str]:
    named = {key.value for key in Keys if "+" not in key.value and "<" not in key.value}
    return frozenset(named | set(KEY_NAME_REPLACEMENTS.values()))


def _is_sign(name: str) -> bool:
    """Whether this is the name of a sign, such as ``question_mark``."""
    if name in {_named(sign) for sign in string.punctuation}:
        return True
    try:
        return not unicodedata.lookup(name.replace("_", " ")).isalnum()
    except KeyError:
        return False


def _clash(name: str, wished: Mapping[str, tuple[str, ...]]) -> tuple[str, str] | None:
    """The other command, on a screen where this one is, that has one of its keys."""
    for place, commands in places().items():
        if not any(command.id == name for command in commands):
            continue
        for other, key in _held(commands, wished):
            if other.id != name and key in wished[name]:
                message = f"{key} is already the key of {other.id} ({other.title}, in {place})"
                return message, "Choose another key, or give that command another one as well."
    return None


def _held(
    commands: Iterable[Command], wished: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[Command, str]]:
    for command in commands:
        for key in wished.get(command.id, tuple(command.key.split(","))):
            yield command, key
