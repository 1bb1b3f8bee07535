"""Choosing any number of many: type a few letters, move up and down, tick with space or enter, then Done."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import ClassVar, Final

from textual import on
from textual.content import Content
from textual.widgets import Button, Input, OptionList

from cxplanner.screens.kit.commands import Command, bindings, key_words, keys_of
from cxplanner.screens.kit.picker import Choice, Picker
from cxplanner.screens.kit.signs import FREE, TICKED
from cxplanner.text.override import override

TICK: Final = Command(
    "checklist.tick", "space", "tick", "Tick, or not", "", "ticks", first=True, while_typing=True
)


class SearchField(Input):
    """A field that leaves the key that ticks to the list, wherever that key was moved to."""

    @override
    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Takes every letter but the one that ticks unless it is moved; a free space bar still types."""
        return key != TICK.key and super().check_consume_key(key, character)


class Checklist(Picker[tuple[str, ...]]):
    """Asks which of the choices are meant and answers with their ids, or with None when it is left.

    The ids come in the order in which they were ticked, those of ``ticked`` first: order may matter in a
    plan. What is ticked at the start stands at the top, so that nobody has to look for it.
    """

    FIELD = SearchField
    KEY_COMMANDS: ClassVar[tuple[Command, ...]] = (
        TICK,
        Command(
            "checklist.done",
            "ctrl+s",
            "done",
            "Take what is ticked",
            "",
            "done",
            first=True,
            while_typing=True,
        ),
        Command(
            "checklist.all",
            "ctrl+a",
            "all",
            "Tick all that match; where all are ticked, none",
            "",
            "all or none",
            first=True,
            while_typing=True,
        ),
    )
    BINDINGS = bindings(KEY_COMMANDS)

    def __init__(
        self,
        title: str,
        choices: Sequence[Choice],
        *,
        ticked: Collection[str] = (),
        placeholder: str = "Type to search",
        describe: Callable[[str], str | Content] | None = None,
    ) -> None:
        known = {choice.id: choice for choice in choices}
        self._ticked = dict.fromkeys(key for key in ticked if key in known)
        first = [known[key] for key in self._ticked]
        rest = [choice for choice in choices if choice.id not in self._ticked]
        super().__init__(title, [*first, *rest], placeholder=placeholder, describe=describe)

    @override
    def buttons(self) -> Sequence[Button]:
        """The way on, and the way out."""
        return (Button("Done", variant="primary", id="done", compact=True), *super().buttons())

    @override
    def prompt(self, choice: Choice) -> Content:
        """A choice with its box."""
        box = TICKED if choice.id in self._ticked else FREE
        return Content(f"{box} ") + super().prompt(choice)

    @override
    def accepts(self) -> str:
        """Which keys tick and answer."""
        keys = keys_of(self.app)
        return " · ".join(f"{key_words(command, keys)} {command.label}" for command in self.KEY_COMMANDS)

    @override
    def counted(self, shown: int) -> str:
        """How many are ticked; how many match is to be seen."""
        return f"{len(self._ticked):,} ticked" if shown else super().counted(shown)

    @override
    def take(self, choice: str) -> None:
        """Tick the choice, or untick it; the next words that are typed search anew."""
        if choice in self._ticked:
            del self._ticked[choice]
        else:
            self._ticked[choice] = None
        self.show_again([choice])
        self.query_one(Input).select_all()

    def action_tick(self) -> None:
        """Tick or untick the choice under the cursor; on a button, press it."""
        if isinstance(self.focused, Button):
            self.focused.action_press()
        else:
            self.query_one(OptionList).action_select()

    def action_all(self) -> None:
        """Tick every choice that matches; where all of them are, untick them."""
        found = [choice.id for choice in self.found]
        if all(key in self._ticked for key in found):
            for key in found:
                del self._ticked[key]
        else:
            self._ticked |= dict.fromkeys(found)
        self.show_again(found)

    @on(Button.Pressed, "#done")
    def action_done(self) -> None:
        """Answer with what is ticked."""
        self.dismiss(tuple(self._ticked))
