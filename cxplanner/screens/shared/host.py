"""What a dialog needs of the screen that opens it, and no more."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any, Protocol

from textual.app import App

from cxplanner.screens.shared.view import View
from cxplanner.session.workspace import Workspace


class Host(Protocol):
    """The screen on which a plan is worked on, as its dialogs see it."""

    workspace: Workspace
    active: View
    """The view that is shown."""

    @property
    def app(self) -> App[Any]:
        """The app, on which further dialogs are opened."""

    def say(self, sentence: str) -> None:
        """Show a sentence below the view."""

    def show_plan(self) -> None:
        """Show the plan anew, and what is known of its file."""

    def tell(self, sentence: str) -> None:
        """Show the plan anew and say what was done to it."""

    def run_action(self, action: str) -> Coroutine[Any, Any, None]:
        """Do what an action of the screen or the app does."""

    def ask_about_file(self, then: Callable[[], object]) -> None:
        """Ask what is to become of a file that is not the one that was opened, before the plan is saved."""

    def action_undo(self) -> None:
        """Take the last edit back."""
