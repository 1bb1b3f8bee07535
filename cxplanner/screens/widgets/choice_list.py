"""A list to read and to choose from: a click reads, a double click or enter chooses."""

from __future__ import annotations

from typing import Final

from rich.style import Style
from textual import events
from textual.strip import Strip
from textual.widgets import OptionList

_REVERSE: Final = Style(reverse=True)


class MarkedList(OptionList):
    """Textual's list, whose cursor is to be seen where there are no colours of ours."""

    def render_line(self, y: int) -> Strip:
        """One line; Textual drops the reverse that a theme asks for, so it is put on here."""
        strip = super().render_line(y)
        at = self.highlighted
        if at is None or not self.app.current_theme.ansi:
            return strip
        chosen = any(part.style is not None and part.style.meta.get("option") == at for part in strip)
        return strip.apply_style(_REVERSE) if chosen else strip


class ChoiceList(MarkedList):
    """A click only puts the cursor on a line."""

    async def _on_click(self, event: events.Click) -> None:
        event.prevent_default()
        clicked = event.style.meta.get("option")
        if clicked is not None and not self.get_option_at_index(clicked).disabled:
            self.highlighted = clicked
            if event.chain == 2:
                self.action_select()
