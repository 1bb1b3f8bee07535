"""The keys at the bottom of a screen: as many as there is room for, the most needed ones always."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.widgets import Footer
from textual.widgets._footer import FooterKey

from cxplanner.screens.kit.commands import key_name

ALWAYS: Final = frozenset(["actions", "help", "command_palette", "app.command_palette"])
"""Actions that lead to all others, so that their keys stay where others must go."""
_PALETTE: Final = "-command-palette"


class Keys(Footer):
    """Textual's footer without keys cut off at its end: what has no room is left to help and palette."""

    def __init__(self, *, show_command_palette: bool = True) -> None:
        super().__init__(show_command_palette=show_command_palette, compact=True)
        self._width = 0

    def compose(self) -> ComposeResult:
        """The keys that fit, in their order."""
        keys = [key for key in super().compose() if isinstance(key, FooterKey)]
        for key in keys:
            key.key_display = self._while_typing(key)
        yield from fitting(keys, self.app.size.width)

    def _while_typing(self, key: FooterKey) -> str:
        """The key as it is shown; where a letter would be typed, the other key of the same command."""
        shown, focused = key.key_display, self.screen.focused
        if len(shown) == 1 and focused is not None and focused.check_consume_key(shown, shown):
            return key_name(key.key).replace("ctrl+", "^")
        return shown

    def on_resize(self) -> None:
        """Take keys in or leave them out when the width changes."""
        if self._width and self._width != self.size.width:
            self.call_after_refresh(self.recompose)
        self._width = self.size.width


def fitting(keys: Iterable[FooterKey], width: int) -> list[FooterKey]:
    """The keys that fit side by side; those that lead to all others go first, then the first ones."""
    keys = list(keys)
    room, kept = width + 1, set()  # behind the last key no blank is needed
    for key in sorted(keys, key=lambda key: key.action not in ALWAYS):
        room -= _wide(key)
        if room < 0:
            break
        kept.add(key)
    return [key for key in keys if key in kept]


def _wide(key: FooterKey) -> int:
    """Key, a blank, label, and a blank to the next; the palette's has a line before it."""
    return cell_len(key.key_display) + cell_len(key.description) + 2 + key.has_class(_PALETTE)
