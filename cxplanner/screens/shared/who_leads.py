"""Another leadership model: who owns the experience then, previewed and done as one edit."""

from __future__ import annotations

from collections.abc import Callable

from cxplanner.advice.leading import WayToBeLed, ways_to_be_led
from cxplanner.screens.kit.picker import Choice, Picker
from cxplanner.screens.shared.host import Host
from cxplanner.screens.shared.preview import change_words


def ask_who_leads(screen: Host, model: str, *, after: Callable[[], object] = lambda: None) -> None:
    """Change the leadership model; where the owner does not fit it, ask who takes over.

    ``after`` is called when all is done.
    """
    workspace = screen.workspace
    ways = {str(number): way for number, way in enumerate(ways_to_be_led(workspace.team, model))}

    def take(way: WayToBeLed) -> None:
        change = way.apply(workspace.plan)
        if workspace.do(change):
            screen.tell(change.sentence)
        else:
            screen.say(change.sentence)

    def answered(key: str | None) -> None:
        if key is not None:
            take(ways[key])
        after()

    *_, alone = ways.values()
    if len(ways) == 1 or model == workspace.plan.leadership.model:
        take(alone)
        after()
        return
    choices = [Choice(key, way.title) for key, way in ways.items()]
    picker = Picker(
        "Who owns the experience then?",
        choices,
        describe=lambda key: change_words(workspace, ways[key].apply(workspace.plan)),
        chosen="0",
    )
    screen.app.push_screen(picker, answered)
