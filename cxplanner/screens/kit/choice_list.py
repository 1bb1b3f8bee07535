"""A list to read and to choose from: a click reads, a double click or enter chooses."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.widgets import OptionList

from cxplanner.screens.kit.commands import Command, bindings, list_moves
from cxplanner.screens.kit.reversible import Reversible
from cxplanner.text.override import override


class PagedList(OptionList):
    """Textual's list; a page key that comes before it is laid out does nothing."""

    @override
    def action_page_up(self) -> None:
        """Go up by what is in sight."""
        if self.scrollable_content_region:
            super().action_page_up()  # type: ignore[no-untyped-call]

    @override
    def action_page_down(self) -> None:
        """Go down by what is in sight."""
        if self.scrollable_content_region:
            super().action_page_down()  # type: ignore[no-untyped-call]


class ChoiceList(Reversible, PagedList, inherit_bindings=False):
    """Textual's list, but a click only puts the cursor on a line, which is to be seen without colours too.

    Enter is left to the command of the screen or the view, so that a key of one's own takes its place.
    """

    KEY_COMMANDS: ClassVar[tuple[Command, ...]] = list_moves(
        "cursor_up", "cursor_down", "page_up", "page_down", "first", "last"
    )
    BINDINGS = bindings(KEY_COMMANDS)

    @override
    async def _on_click(self, event: events.Click) -> None:
        event.prevent_default()
        clicked = event.style.meta.get("option")
        if clicked is not None and not self.get_option_at_index(clicked).disabled:
            self.highlighted = clicked
            if event.chain == 2 and event.button != 3:
                self.action_select()
