"""The names of Textual that are not public: which the planner needs, and that they are still there."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import textwrap
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest
import textual
from textual.app import App
from textual.command import CommandPalette
from textual.content import Content
from textual.driver import Driver
from textual.drivers.linux_driver import LinuxDriver
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import OptionList, RadioButton, RadioSet
from textual_fspicker import FileOpen
from textual_fspicker.parts import CurrentDirectory, DirectoryNavigation

import cxplanner.screens
from cxplanner.screens.kit.textual_private import XTermParser

ROOM: Final = Path(cxplanner.screens.__path__[0])
PRIVATE: Final = "kit/textual_private.py"
NEEDED: Final[dict[type, set[str]]] = {
    App: {"_close_messages_no_wait", "_exception", "_fatal_error"},
    CommandPalette: {"_action_command_list"},
    OptionList: {"_on_click"},
    Screen: {
        *("_compositor_refresh", "_default_focused", "_get_breakpoint_classes", "_post_register"),
        "_repaint_required",
    },
    Widget: {"_pending_children"},
    Driver: {"_app", "_auto_restart", "_loop"},
    LinuxDriver: {
        *("_file", "_mouse_pixels", "_run_input_thread", "_sigcont_application", "_sigtstp_application"),
        "_writer_thread",
    },
    XTermParser: {"_sequence_to_key_events"},
    DirectoryNavigation: {"_location", "_watch__location"},
    CurrentDirectory: {"_watch_current_directory"},
    FileOpen: {"_input_bar", "_set_error"},
}
"""Class of Textual or of its file picker -> what our own classes override in it or take from it."""
TOUCHED: Final[dict[type, set[str]]] = {
    App: {"_driver", "_filters", "_handle_exception", "_refresh_truecolor_filter"},
    RadioSet: {"_pressed_button", "_selected"},
}
"""The same, of what :mod:`cxplanner.screens.kit.textual_private` touches from outside."""
ALL: Final = [
    (kind, name) for needed in (NEEDED, TOUCHED) for kind, names in needed.items() for name in sorted(names)
]


@pytest.mark.parametrize(("kind", "name"), ALL, ids=[f"{kind.__name__}.{name}" for kind, name in ALL])
def test_textual_still_has_what_the_planner_needs(kind: type, name: str) -> None:
    found = any(name in vars(base) or f"self.{name}" in source_of(base) for base in kind.__mro__)
    assert found, f"textual {textual.__version__} has no {kind.__name__}.{name} any more: mend who uses it"


def test_what_is_touched_from_outside_does_what_is_meant() -> None:
    app = App[None]()
    assert app._driver is None
    assert isinstance(app._filters, list)
    choices = RadioSet(RadioButton(Content("a")))
    assert choices._pressed_button is None


def test_nothing_private_is_touched_elsewhere() -> None:
    for path in ROOM.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        if path.relative_to(ROOM).as_posix() != PRIVATE:
            assert "SLF001" not in text, f"{path} touches what is private: that belongs in {PRIVATE}"
            imported = [n.module or "" for n in ast.walk(ast.parse(text)) if isinstance(n, ast.ImportFrom)]
            private = [name for name in imported if name.startswith("textual") and "._" in name]
            assert not private, f"{path} imports {private}: that belongs in {PRIVATE}"


def test_every_private_name_that_is_overridden_or_taken_is_known() -> None:
    """A name of our own that Textual has as well would be found here, too."""
    known = {name for names in NEEDED.values() for name in names}
    used: dict[str, set[str]] = {}
    for kind in kinds():
        for name in private_names(kind):
            if any(name in vars(base) or f"self.{name} " in source_of(base) for base in foreign(kind)):
                used.setdefault(name, set()).add(kind.__qualname__)
    assert {name: where for name, where in used.items() if name not in known} == {}
    assert known == set(used)


def kinds() -> Iterator[type]:
    """Every class of the screens that is made from one of Textual's."""
    for found in pkgutil.walk_packages(cxplanner.screens.__path__, "cxplanner.screens."):
        module = importlib.import_module(found.name)
        for kind in vars(module).values():
            if inspect.isclass(kind) and kind.__module__ == found.name and list(foreign(kind)):
                yield kind


def foreign(kind: type) -> Iterator[type]:
    """The classes of Textual and of its file picker that a class is made from."""
    yield from (base for base in kind.__mro__ if base.__module__.startswith("textual"))


def private_names(kind: type) -> set[str]:
    """The private names that a class defines, and those of its own that it reads or writes."""
    made = set(vars(type("Plain", (Widget,), {})))  # what Textual itself puts into every class
    tree = ast.parse(textwrap.dedent(source_of(kind)))
    own = {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "self"
    }
    names = {*own, *(set(vars(kind)) - made)}
    return {name for name in names if name.startswith("_") and not name.startswith("__")} - {"_abc_impl"}


@cache
def source_of(kind: Any) -> str:
    """The text of a class, empty for one that is not written in Python."""
    try:
        return inspect.getsource(kind)
    except (OSError, TypeError):
        return ""
