"""As of a date: the team on another day, with those who start or leave by then and waivers that lapse."""

from __future__ import annotations

from datetime import date
from typing import Final

from cxplanner.plan.days import turning_days
from cxplanner.screens.kit.picker import Choice, Picker
from cxplanner.screens.kit.prompt import Prompt
from cxplanner.screens.shared.host import Host
from cxplanner.text.answers import complaint, read_answer

_TODAY: Final = "today"
_OTHER: Final = "other"


def ask_day(screen: Host) -> None:
    """Ask on which day to look at the team: today, one on which the plan changes, or any other.

    The cursor starts at today, so that from any other day the same key and enter lead back.
    """
    workspace = screen.workspace

    def chosen(answer: str | None) -> None:
        if answer == _OTHER:
            _ask_other(screen)
        elif answer is not None:
            _look(screen, None if answer == _TODAY else date.fromisoformat(answer))

    now = "" if workspace.day == workspace.today else "looks at the plan as it is now"
    choices = [Choice(_TODAY, f"Today, {workspace.today}", now)]
    choices += [
        Choice(str(day), str(day), words, note="shown now" if day == workspace.day else "")
        for day, words in turning_days(workspace.team)
    ]
    choices.append(Choice(_OTHER, "Another day …", "type a date"))
    screen.app.push_screen(Picker("The team as of which day?", choices), chosen)


def _ask_other(screen: Host) -> None:
    def answered(text: str | None) -> None:
        day = read_answer("date", text) if text is not None else None
        if isinstance(day, date):
            _look(screen, day)

    prompt = Prompt(
        "The team as of which day?",
        explanation="The plan stays as it is; it is only shown and judged as of that day.",
        placeholder="year-month-day",
        check=lambda text: complaint("date", text),
    )
    screen.app.push_screen(prompt, answered)


def _look(screen: Host, day: date | None) -> None:
    screen.workspace.look_at(day)
    words = "This is the team as it is today." if day is None else f"This is the team as of {day}."
    screen.tell(words)
