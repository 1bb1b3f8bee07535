"""What every dialog shares: it answers, mostly with a string, or with None when it is left by escape."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Final, Generic

from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.types import CSSPathType
from typing_extensions import TypeVar

from cxplanner.screens.commands import key_name
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
        Binding("f1", "help", "help", show=False, id="dialog.help", tooltip="What this asks, and its keys"),
        Binding("ctrl+q", "close_first", show=False, id="dialog.quit"),
    ]

    ABOUT: ClassVar[str] = "A question about the plan. Nothing is done before you answer it."
    """What this dialog does, in plain words, for help."""

    def action_help(self) -> None:
        """Say what is asked here, and the keys."""
        from cxplanner.screens.help import Help

        self.app.push_screen(Help("Where you are", self.ABOUT, keys=self.keys()))

    def keys(self) -> Iterator[tuple[str, str]]:
        """The keys of this dialog and of what has the keyboard in it, each with what it does."""
        told: set[str] = set()
        for node in (self.focused, self):
            for base in type(node).__mro__ if node is not None else ():
                if not base.__module__.startswith("cxplanner."):
                    continue
                for binding in base.__dict__.get("BINDINGS", ()):
                    if isinstance(binding, Binding) and binding.tooltip and binding.key not in told:
                        told.add(binding.key)
                        yield ", ".join(map(key_name, binding.key.split(","))), binding.tooltip

    def dismiss(self, result: Answered | None = None) -> AwaitComplete:
        """Answer, once: two clicks or keys may both come before the dialog is gone."""
        return super().dismiss(result) if self.is_current else AwaitComplete()

    def action_cancel(self) -> None:
        """Leaves without an answer."""
        self.dismiss(None)

    def action_close_first(self) -> None:
        """Keeps the program open: what is typed here would be lost without a word."""
        toast(self, CLOSE_FIRST)
