"""Choosing a theme in the palette, for good."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Protocol, cast

from textual.theme import Theme, ThemeProvider

from cxplanner.session.settings import keep_theme
from cxplanner.text.errors import CxplannerError
from cxplanner.text.override import override


class KeepsThemes(Protocol):
    """An app that keeps the theme that is chosen."""

    @property
    def available_themes(self) -> Mapping[str, Theme]:
        """The themes by name."""

    def choose_theme(self, name: str) -> None:
        """Take a theme and keep it."""


class ThemeChoice(ThemeProvider):
    """Textual's list of themes, but the one chosen is kept for the next time."""

    @property
    @override
    def commands(self) -> list[tuple[str, Callable[[], None]]]:
        """The themes by name."""
        app = cast("KeepsThemes", self.app)
        return [(name, partial(app.choose_theme, name)) for name in sorted(app.available_themes)]


def kept(name: str) -> str:
    """Keep a theme in the settings; answers what is wrong if it cannot be kept."""
    try:
        keep_theme(name)
    except CxplannerError as refused:
        return f"{refused}. The theme holds until you leave."
    return ""
