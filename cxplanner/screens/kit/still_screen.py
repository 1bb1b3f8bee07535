"""Screens that paint what has changed and nothing else."""

from __future__ import annotations

from typing import Any

from textual.app import App
from textual.reactive import Reactive
from textual.screen import Screen, ScreenResultType
from textual.widget import Widget

from cxplanner.text.override import override


class StillScreen(Screen[ScreenResultType]):
    """A screen that lies still below a dialog, and takes the size of the terminal before it is styled.

    Textual paints a screen below a dialog, and with it the dialog, anew with each message that reaches it;
    paints all of a screen when the keyboard moves on in it; and styles it twice where its size decides.
    """

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)

    @override
    def _compositor_refresh(self) -> None:
        """Show what has changed; the dialog above has been told, and that is all there is to do below it."""
        super()._compositor_refresh()
        if self.app.screen is not self:
            self._repaint_required = False

    @override
    def _post_register(self, app: App[Any]) -> None:
        """Take the classes of the terminal's size while nothing is styled yet."""
        super()._post_register(app)
        for size, steps in (
            (app.size.width, self.HORIZONTAL_BREAKPOINTS),
            (app.size.height, self.VERTICAL_BREAKPOINTS),
        ):
            for name in self._get_breakpoint_classes(size, steps or []):
                self.add_class(name, update=False)
