"""A plan that another planner has open, too: told when it is opened here."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Final

from cxplanner.screens.kit.confirm import Answer, Confirm
from cxplanner.screens.kit.typed_ahead import aside
from cxplanner.screens.workspace.screen import WorkspaceScreen
from cxplanner.session.presence import Presence
from cxplanner.text.words import listed

_EXPLAINED: Final = (
    "It has been open there {}. Neither overwrites what the other saves: whoever saves second is told that "
    "the file changed."
)


def be_seen(screen: WorkspaceScreen, presence: Presence, path: Path) -> None:
    """Be seen at the plan that is open; if somebody else is there, say so, and ask whether to stay."""

    def told(others: tuple[str, ...]) -> None:
        if others and screen in screen.app.screen_stack:
            explanation = _EXPLAINED.format(listed(others))
            question = "This plan is open in another planner."
            screen.app.push_screen(Confirm(question, answers, explanation=explanation), answered)

    def answered(answer: str | None) -> None:
        if answer == "home":
            screen.action_home()

    answers = [
        Answer("stay", "Work on it here, too", "primary", "w"),
        Answer("home", "Close it here and go Home", key="h"),
    ]
    aside(screen.app, partial(presence.enter, path), told, lambda: None)
