"""The names of Textual that are not public, all in one place: what a new version may take away."""

from __future__ import annotations

from typing import Any

from textual._xterm_parser import XTermParser as XTermParser
from textual.app import App


def fail(app: App[Any], error: Exception) -> None:
    """End an app by a fault that came up where Textual does not see it; to be called on its event loop."""
    app._handle_exception(error)  # noqa: SLF001
