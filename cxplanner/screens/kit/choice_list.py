"""A list to read and to choose from: a click reads, a double click or enter chooses."""

from __future__ import annotations

from textual import events
from textual.widgets import OptionList

from cxplanner.screens.kit.reversible import Reversible


class ChoiceList(Reversible, OptionList):
    """Textual's list, but a click only puts the cursor on a line, which is to be seen without colours too."""

    async def _on_click(self, event: events.Click) -> None:
        event.prevent_default()
        clicked = event.style.meta.get("option")
        if clicked is not None and not self.get_option_at_index(clicked).disabled:
            self.highlighted = clicked
            if event.chain == 2 and event.button != 3:
                self.action_select()
