"""Choosing a theme in the palette, for good."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, cast

from textual.theme import ThemeProvider

if TYPE_CHECKING:
    from cxplanner.screens.app import PlannerApp


class ThemeChoice(ThemeProvider):
    """Textual's list of themes, but the one chosen is kept for the next time."""

    @property
    def commands(self) -> list[tuple[str, Callable[[], None]]]:
        """The themes by name."""
        app = cast("PlannerApp", self.app)
        return [(name, partial(app.choose_theme, name)) for name in sorted(app.available_themes)]
