"""Choosing one of many: type a few letters, move up and down, press enter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Input, OptionList, Static
from textual.widgets.option_list import Option

from cxplanner.screens.safe import content, shown
from cxplanner.screens.widgets.dialog import Answered, Dialog
from cxplanner.screens.widgets.reversible import Reversible
from cxplanner.text import one_line

TALL: Final = 20  # lines from which on there is room for a description
FEW: Final = 6  # choices that need no high dialog


@dataclass(frozen=True)
class Choice:
    """One of the things to choose from; the detail stands below the title and is searched too."""

    id: str
    title: str
    detail: str = ""


class PickerList(Reversible, OptionList):
    """A list whose cursor is to be seen without colours, too; a click chooses."""


class Picker(Dialog[Answered]):
    """Asks for one of the choices and answers with its id, or None.

    The field keeps the focus, so that typing filters and the arrow keys move at the same time. `describe`
    says more about the choice under the cursor, given its id: beside the list on a wide terminal, below it
    on a smaller one. It is asked for no other choice, since its answer may be dear.
    """

    ABOUT = (
        "One of a list is to be chosen. Type a few letters to see only what holds them, go up and down, and "
        "take the line under the cursor with enter or a click. Nothing is done before that."
    )
    FIELD: ClassVar[type[Input]] = Input
    ACCEPTS: ClassVar[str] = "enter chooses"
    """What the line at the bottom says of the keys."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step('cursor_up')", "up", show=False, id="picker.up", tooltip="The choice above"),
        Binding(
            "down", "step('cursor_down')", "down", show=False, id="picker.down", tooltip="The choice below"
        ),
        Binding("pageup", "step('page_up')", "page up", show=False, id="picker.page-up", tooltip="A page up"),
        Binding(
            "pagedown",
            "step('page_down')",
            "page down",
            show=False,
            id="picker.page-down",
            tooltip="A page down",
        ),
        Binding("shift+up", "read(-1)", "back", show=False, id="picker.back", tooltip="Read what is above"),
        Binding("shift+down", "read(1)", "on", show=False, id="picker.on", tooltip="Read what is below"),
    ]

    def __init__(
        self,
        title: str,
        choices: Sequence[Choice],
        *,
        placeholder: str = "Type to search",
        describe: Callable[[str], str | Content] | None = None,
        chosen: str | None = None,
    ) -> None:
        super().__init__()
        self._question = title
        self._choices = tuple(choices)
        self._placeholder = placeholder
        self._describe = describe
        self._chosen = chosen
        self._matching = 0
        self.set_class(describe is not None, "-described")
        self.set_class(len(self._choices) <= FEW, "-few")

    def compose(self) -> ComposeResult:
        """Title, field, list with its description, and the way out."""
        with Vertical(classes="dialog"):
            yield Static(content(self._question), classes="dialog--title")
            yield self.FIELD(placeholder=one_line(self._placeholder), compact=True)
            with Container(classes="picker--columns"):
                options = PickerList(classes="picker--list")
                options.can_focus = False
                yield options
                with VerticalScroll(classes="picker--side", can_focus=False):
                    yield Static(classes="picker--about")
            with Horizontal(classes="dialog--buttons"):
                yield Static(classes="dialog--hint")
                yield from self.buttons()

    def buttons(self) -> Sequence[Button]:
        """The way out, for the mouse; escape is that of the keys."""
        cancel = Button("Cancel", id="cancel", compact=True)
        cancel.can_focus = False
        return (cancel,)

    def on_mount(self) -> None:
        """Fills the list and points at what is chosen now."""
        self._fill(self._choices)
        self.watch(self.query_one(".picker--side"), "show_vertical_scrollbar", self._hint)
        if self._chosen in {choice.id for choice in self._choices}:
            options = self.query_one(OptionList)
            options.highlighted = options.get_option_index(str(self._chosen))

    def action_step(self, move: str) -> None:
        """Moves in the list while the field keeps the focus."""
        getattr(self.query_one(OptionList), f"action_{move}")()

    def action_read(self, steps: int) -> None:
        """Scrolls a long description."""
        self.query_one(".picker--side", VerticalScroll).scroll_relative(y=3 * steps, animate=False)

    @on(Input.Changed)
    def _filter(self, event: Input.Changed) -> None:
        self._fill(matching(event.value, self._choices))

    @on(Input.Submitted)
    def _choose(self) -> None:
        self.query_one(OptionList).action_select()

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        if event.option_id is not None:
            self.take(event.option_id)

    def take(self, choice: str) -> None:
        """One was chosen: that is the answer."""
        self.dismiss(cast("Answered", choice))

    @on(OptionList.OptionHighlighted)
    def _highlighted(self, event: OptionList.OptionHighlighted) -> None:
        self._tell(event.option_id)

    @on(Button.Pressed, "#cancel")
    def _cancelled(self) -> None:
        self.dismiss(None)

    def _fill(self, choices: Sequence[Choice]) -> None:
        options = self.query_one(OptionList)
        options.set_options([Option(self.prompt(choice), id=choice.id) for choice in choices])
        options.highlighted = 0 if choices else None
        if not choices:
            self._tell(None)
        self._matching = len(choices)
        self._hint()

    def prompt(self, choice: Choice) -> Content:
        """A choice in the list, without its detail where the description says more."""
        title = content(one_line(choice.title)).stylize("bold")
        if not choice.detail or (self._describe is not None and self.app.size.height >= TALL):
            return title
        return Content.assemble(title, "\n  ", content(one_line(choice.detail)))

    def show_again(self, choice: str) -> None:
        """Draw one choice anew, where it stands."""
        drawn = next(self.prompt(known) for known in self._choices if known.id == choice)
        self.query_one(OptionList).replace_option_prompt(choice, drawn)
        self._hint()

    def counted(self, shown: int) -> str:
        """How many match what was typed."""
        return f"{shown:,} of {len(self._choices):,}" if shown else "Nothing matches"

    def _hint(self) -> None:
        """Says how many match, and how to read on where the description is longer than its place."""
        more = self.query_one(".picker--side", VerticalScroll).show_vertical_scrollbar
        parts = [self.counted(self._matching), self.ACCEPTS if self._matching else ""]
        parts.append("shift+↓ reads on" if more else "")
        self.query_one(".dialog--hint", Static).update(content(" · ".join(filter(None, parts))))

    def _tell(self, choice_id: str | None) -> None:
        if self._describe is not None:
            told = self._describe(choice_id) if choice_id is not None else ""
            self.query_one(".picker--about", Static).update(shown(told))
            self.query_one(".picker--side", VerticalScroll).scroll_home(animate=False)


def matching(query: str, choices: Sequence[Choice]) -> list[Choice]:
    """The choices that hold every word of the query; those that hold it in their title come first."""
    words = query.casefold().split()
    found = []
    for order, choice in enumerate(choices):
        title = choice.title.casefold()
        if all(word in title or word in choice.detail.casefold() for word in words):
            starts = bool(words) and title.startswith(words[0])
            found.append((not starts, not all(word in title for word in words), order, choice))
    return [choice for *_, choice in sorted(found, key=lambda item: item[:3])]
