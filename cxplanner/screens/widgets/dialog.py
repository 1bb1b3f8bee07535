"""What every dialog shares: it answers, mostly with a string, or with None when it is left by escape."""

from __future__ import annotations

from typing import ClassVar, Final, Generic

from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.types import CSSPathType
from typing_extensions import TypeVar

from cxplanner.screens.safe import toast

CLOSE_FIRST: Final = "Close this with escape first; then ctrl+q leaves."
Answered = TypeVar("Answered", default=str)
"""What a dialog answers with: a string, unless it says otherwise."""


class Dialog(ModalScreen[Answered | None], Generic[Answered]):
    """A question before the screen that asked it; its styles hold on small terminals too."""

    CSS_PATH: ClassVar[CSSPathType | None] = "dialogs.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-normal"), (100, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-low"), (20, "-tall")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "cancel", id="dialog.cancel", tooltip="Leave without an answer"),
        Binding("ctrl+q", "close_first", show=False, id="dialog.quit"),
    ]

    def action_cancel(self) -> None:
        """Leaves without an answer."""
        self.dismiss(None)

    def action_close_first(self) -> None:
        """Keeps the program open: what is typed here would be lost without a word."""
        toast(self, CLOSE_FIRST)
