"""The palette of commands, for those who type faster than it lists them."""

from __future__ import annotations

from textual.await_complete import AwaitComplete
from textual.command import CommandList, CommandPalette

from cxplanner.text.override import override


class Palette(CommandPalette):
    """Textual's palette; keys for a list that is not laid out yet do nothing, and it answers once."""

    ID = "--command-palette"
    """By this Textual knows that it is open."""

    @override
    def _action_command_list(self, action: str) -> None:
        if self.query_one(CommandList).scrollable_content_region:
            super()._action_command_list(action)

    @override
    def dismiss(self, result: None = None) -> AwaitComplete:
        """Answer, once: two keys may both come before the palette is gone."""
        return super().dismiss(result) if self.is_current else AwaitComplete()
