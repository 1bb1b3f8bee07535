"""Keys of one's own: every command there is, and whether the keys set for them can hold."""

from __future__ import annotations

import string
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Final, NamedTuple

from textual.binding import Binding
from textual.keys import KEY_NAME_REPLACEMENTS, Keys
from textual.widget import Widget
from textual.widgets import Input, TextArea

from cxplanner.screens.kit.checklist import Checklist
from cxplanner.screens.kit.choice_list import ChoiceList
from cxplanner.screens.kit.commands import MOVING, Command, own_commands
from cxplanner.screens.kit.confirm import Confirm
from cxplanner.screens.kit.dialog import Dialog
from cxplanner.screens.kit.filter_line import FilterLine
from cxplanner.screens.kit.form_fields import FieldArea, FieldTicks
from cxplanner.screens.kit.outline import Outline
from cxplanner.screens.kit.panel import Panel
from cxplanner.screens.kit.picker import Picker
from cxplanner.screens.kit.splitter import Panes
from cxplanner.screens.shared.filtering import FILTER_COMMANDS
from cxplanner.screens.start import broken, home, new_plan
from cxplanner.screens.themes import theme_names
from cxplanner.screens.views.raci.matrix import RaciMatrix
from cxplanner.screens.views.team.chart import OrgChart
from cxplanner.screens.workspace import screen as workspace_screen
from cxplanner.screens.workspace.changes import Changes
from cxplanner.screens.workspace.registry import VIEWS
from cxplanner.session.settings import Settings
from cxplanner.text.words import listed, nearest, one_line
from cxplanner.toml.problems import Problem

MODIFIERS: Final = frozenset(["ctrl", "shift", "alt", "super", "hyper", "meta"])
SENT_AS: Final = {"ctrl+i": "tab", "ctrl+m": "enter", "ctrl+h": "backspace", "ctrl+j": "enter"}
"""Terminals send these as other keys."""


_FILTER: Final[tuple[type[Widget], ...]] = (FilterLine,)
_WIDGETS: Final[Mapping[str, tuple[type[Widget], ...]]] = {
    "the list": (Outline, ChoiceList),
    "the words beside the list": (Panel, Panes),
    "the matrix": (RaciMatrix,),
    "the org chart": (OrgChart,),
    "the line to filter by": (FilterLine,),
}
"""What can have the keyboard in a view; a widget is named by the first class, the others are around it."""
_DIALOGS: Final[Mapping[str, tuple[type[Widget], ...]]] = {
    "a dialog": (Dialog,),
    "a list to choose from": (Picker,),
    "a list to tick": (Checklist,),
    "a question": (Confirm,),
    "what changed": (ChoiceList, Changes),
    "the help of a dialog": (Panel, Dialog),
    "a field of a form": (FieldArea, Dialog),
    "a field to tick in a form": (FieldTicks, Dialog),
}
"""Every kind of dialog with what can have the keyboard in it."""


class KeyRow(NamedTuple):
    """A command in the list of all keys: ``source`` says who set its keys, ``place`` where it is at hand."""

    command: str
    keys: str
    source: str
    place: str
    title: str


@cache
def places() -> Mapping[str, tuple[Command, ...]]:
    """Every place where commands are at hand together, named after the screen and what has the keyboard."""
    found: dict[str, tuple[Command, ...]] = {
        "Home": (*home.COMMANDS, *ChoiceList.KEY_COMMANDS),
        "New plan": (*new_plan.COMMANDS, *new_plan.Choices.KEY_COMMANDS),
        "A broken plan": broken.COMMANDS,
    }
    for kind in VIEWS:
        here = (*kind.view.commands(), *workspace_screen.COMMANDS)
        found[kind.title] = here
        for widget in (*kind.view.keyboard(), *_FILTER):
            name, around = _named_widget(widget)
            found[f"{kind.title}: {name}"] = (*own_commands(widget), *_all_declared(around), *here)
        found[f"{kind.title}: its menu"] = (*here, *Dialog.KEY_COMMANDS)
    return found | {name: _all_declared(kinds) for name, kinds in _DIALOGS.items()}


def _named_widget(widget: type[Widget]) -> tuple[str, tuple[type[Widget], ...]]:
    """What a widget is called, and what around it has keys while it has the keyboard."""
    return next(
        (name, kinds[1:] if issubclass(widget, kinds[0]) else ())
        for name, kinds in _WIDGETS.items()
        if issubclass(widget, kinds)
    )


def _all_declared(kinds: Iterable[type[Widget]]) -> tuple[Command, ...]:
    return tuple(command for kind in kinds for command in own_commands(kind))


@cache
def groups() -> Mapping[str, tuple[Command, ...]]:
    """Every command of the planner, by where it is at hand first; some are at hand in several groups."""
    found = {name: places()[name] for name in ("Home", "New plan", "A broken plan")}
    found |= {kind.title: tuple(vars(kind.view)["COMMANDS"]) for kind in VIEWS}
    found["every view"] = (*FILTER_COMMANDS, *workspace_screen.COMMANDS)
    return found | {name: _all_declared(kinds) for name, kinds in (*_WIDGETS.items(), *_DIALOGS.items())}


def every_command() -> Mapping[str, Command]:
    """Every command of the planner by its id."""
    return {command.id: command for commands in groups().values() for command in commands}


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


def keys_listed(settings: Settings) -> tuple[Sequence[KeyRow], Sequence[Problem]]:
    """Every command with its keys in force, grouped by where it is at hand; and what is wrong."""
    keys, wrong = checked_keys(settings)
    rows: dict[str, KeyRow] = {}
    for place, commands in groups().items():
        for command in commands:
            shown = keys.get(command.id, command.key).replace(",", ", ")
            source = "file" if command.id in keys else "default"
            rows.setdefault(command.id, KeyRow(command.id, shown, source, place, command.title))
    return list(rows.values()), [*unknown_theme(settings), *wrong]


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
    if command.while_typing and key in _editing_keys():
        return f"{key} edits what is typed there", "Choose one like f8 or ctrl+t."
    if command.while_typing and (len(key) == 1 or _is_sign(key)):
        return f"{key} is typed there, or is an answer", "Choose one like f8 or ctrl+t."
    if key in SENT_AS:
        return f"terminals send {key} as {SENT_AS[key]}", "Choose another key."
    if key in MOVING:
        return f"{key} moves about, answers or leaves everywhere", "Choose another key."
    return None


@cache
def _editing_keys() -> frozenset[str]:
    """The keys that a field has for itself."""
    found = (one for one in (*Input.BINDINGS, *TextArea.BINDINGS) if isinstance(one, Binding))
    return frozenset(key for one in found for key in one.key.split(","))


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
    """The other command, at hand where this one is, that has one of its keys.

    Two that share a key from the start know of each other: the one that is nearer to the cursor goes first.
    """
    own = frozenset(every_command()[name].key.split(","))
    for place, commands in places().items():
        if not any(command.id == name for command in commands):
            continue
        for other in commands:
            usual = frozenset(other.key.split(","))
            for key in wished.get(other.id, tuple(usual)):
                if other.id != name and key in wished[name] and key not in own & usual:
                    message = f"{key} is already the key of {other.id} ({other.title}, in {place})"
                    return message, "Choose another key, or give that command another one as well."
    return None
