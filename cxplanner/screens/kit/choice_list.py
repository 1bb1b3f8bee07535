"""A list to read and to choose from: a click reads, a double click or enter chooses."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.widgets import OptionList

from cxplanner.screens.kit.reversible import Reversible


class ChoiceList(Reversible, OptionList, inherit_bindings=False):
    """Textual's list, but a click only puts the cursor on a line, which is to be seen without colours too.

    Enter is left to the command of the screen or the view, so that a key of one's own takes its place.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        binding for binding in OptionList.BINDINGS if isinstance(binding, Binding) and binding.key != "enter"
    ]

    async def _on_click(self, event: events.Click) -> None:
        event.prevent_default()
        clicked = event.style.meta.get("option")
        if clicked is not None and not self.get_option_at_index(clicked).disabled:
            self.highlighted = clicked
            if event.chain == 2 and event.button != 3:
                self.action_select()
