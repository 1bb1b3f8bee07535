"""Choosing the file of a plan, whatever the folders on the way are called and whatever becomes of them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Button, Input, Select
from textual_fspicker import FileOpen, Filters
from textual_fspicker.base_dialog import Dialog, InputBar
from textual_fspicker.parts import CurrentDirectory, DirectoryNavigation, DriveNavigation

from cxplanner.screens.kit.commands import bindings
from cxplanner.screens.kit.dialog import QUIT, close_first
from cxplanner.screens.kit.safe import content
from cxplanner.session.recent import short_path
from cxplanner.text.override import override

TITLE: Final = "Open a plan: enter goes into a folder, backspace out of it"


class Files(DirectoryNavigation):
    """The files and folders; names that hold terminal codes are left out."""

    @override
    def hide(self, path: Path) -> bool:
        """Whether this one is not listed."""
        return not path.name.isprintable() or super().hide(path)

    @override
    def _watch__location(self) -> None:
        """Stay where there is a folder: this one may have been removed meanwhile."""
        there = next(
            (place for place in (self._location, *self._location.parents) if _is_folder(place)), None
        )
        if there is None or there == self._location:
            super()._watch__location()
        else:
            self._location = there


class Folder(CurrentDirectory):
    """The folder we are in, letter for letter."""

    @override
    def _watch_current_directory(self) -> None:
        shown = short_path(self.current_directory) if self.current_directory else ""
        room = max(self.size.width, 2)
        self.update(content(shown if len(shown) <= room else f"…{shown[1 - room :]}"))


class PlanChoice(FileOpen):
    """The dialog that asks for a file; TOML files first, since plans are some."""

    CSS_PATH = "file_choice.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-normal")]  # noqa: RUF012
    BINDINGS = bindings([QUIT])

    def __init__(self, folder: Path | None = None) -> None:
        filters = Filters(("Plans (*.toml)", _is_toml), ("All files", _is_any))
        super().__init__(folder or Path(), TITLE, filters=filters, suggest_completions=False)

    @override
    def compose(self) -> ComposeResult:
        """The folder, what is in it, and the name of the file."""
        with Dialog() as dialog:
            dialog.border_title = TITLE
            yield Folder()
            with Horizontal():
                if sys.platform == "win32":
                    yield DriveNavigation(self._location)
                yield Files(self._location)
            with InputBar():
                yield from self._input_bar()
                yield Button("Open", variant="primary", id="select", compact=True)
                yield Button("Cancel", id="cancel", compact=True)

    @override
    def on_mount(self) -> None:
        """Start in the list, with fields of one line."""
        super().on_mount()
        name, kind = self.query_one(Input), self.query_one(Select)
        name.compact = kind.compact = True
        name.placeholder = "name of the file"

    @on(Input.Submitted)
    @on(Button.Pressed, "#select")
    def _refuse_what_cannot_be(self, event: Input.Submitted | Button.Pressed) -> None:
        """Say of a name that no file can have that there is no such file."""
        place = Path(self.query_one(Files).location, self.query_one(Input).value)
        try:
            place.resolve().stat()
        except FileNotFoundError:
            return
        except (OSError, RuntimeError, ValueError):
            event.stop()
            event.prevent_default()
            self._set_error("There is no such file, or it may not be read")

    def action_close_first(self) -> None:
        """Keep the program open, as every dialog does."""
        self.notify(close_first(self.app))


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False


def _is_toml(path: Path) -> bool:
    return path.suffix.lower() == ".toml"


def _is_any(_path: Path) -> bool:
    return True
