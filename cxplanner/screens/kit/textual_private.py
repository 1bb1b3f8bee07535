"""The names of Textual that are not public, all in one place: what a new version may take away.

What has to be overridden stands in the class that overrides it; a test knows each such name.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from textual._xterm_parser import XTermParser as XTermParser
from textual.app import App
from textual.driver import Driver
from textual.filter import LineFilter

if TYPE_CHECKING:
    from textual.widgets import RadioButton, RadioSet


def fail(app: App[Any], error: Exception) -> None:
    """End an app by a fault that came up where Textual does not see it; to be called on its event loop."""
    app._handle_exception(error)  # noqa: SLF001


def driver_behind(app: App[Any]) -> Driver | None:
    """What an app reads from and writes to, while it runs."""
    return app._driver  # noqa: SLF001


def change_filters(app: App[Any], change: Callable[[LineFilter], LineFilter]) -> None:
    """Put other filters in the place of those through which an app paints its lines."""
    filters = app._filters  # noqa: SLF001
    filters[:] = [change(line) for line in filters]
    app._refresh_truecolor_filter(app.ansi_theme)  # noqa: SLF001


def press_unheard(choices: RadioSet, button: RadioButton, number: int) -> None:
    """Let a set take note of the button that is pressed now, without saying that somebody pressed it."""
    choices._pressed_button, choices._selected = button, number  # noqa: SLF001
