"""Choosing one of many: type a few letters, move up and down, press enter."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar, Final, cast

from textual import on
from textual.app import ComposeResult
from textual.containers import Container, Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Input, OptionList, Static
from textual.widgets.option_list import Option

from cxplanner.screens.kit.choice_list import PagedList
from cxplanner.screens.kit.commands import Command, bindings, key_words, keys_of
from cxplanner.screens.kit.dialog import Answered, Dialog
from cxplanner.screens.kit.hanging import Hanging
from cxplanner.screens.kit.reversible import Reversible
from cxplanner.screens.kit.safe import as_content, content
from cxplanner.text.override import override
from cxplanner.text.search import Index
from cxplanner.text.words import one_line

TALL: Final = 20  # lines from which on there is room for a description
PART: Final = 60  # choices that are listed at a time
AHEAD: Final = 12  # so many before the last one listed, more are
_READ_ON: Final = Command("picker.on", "shift+down", "read(1)", "Read what is below", while_typing=True)
FEW: Final = 6  # choices that need no high dialog


@dataclass(frozen=True)
class Choice:
    """One of the things to choose from.

    The detail stands below the title and is searched too, as are the ``words``, which are not shown; the
    note stands beside the title.
    """

    id: str
    title: str
    detail: str = ""
    note: str = ""
    words: str = ""


class PickerList(Reversible, PagedList):
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
    KEY_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command("picker.up", "up", "step('cursor_up')", "The choice above", while_typing=True),
        Command("picker.down", "down", "step('cursor_down')", "The choice below", while_typing=True),
        Command("picker.page-up", "pageup", "step('page_up')", "A page up", while_typing=True),
        Command("picker.page-down", "pagedown", "step('page_down')", "A page down", while_typing=True),
        Command("picker.back", "shift+up", "read(-1)", "Read what is above", while_typing=True),
        _READ_ON,
    )
    BINDINGS = bindings(KEY_COMMANDS)

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
        self.found: Sequence[Choice] = ()
        """The choices that match, listed yet or not."""
        self.set_class(describe is not None, "-described")
        self.set_class(len(self._choices) <= FEW, "-few")

    @override
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
        self._fill(self._near_start())
        self.watch(self.query_one(".picker--side"), "show_vertical_scrollbar", self._hint)
        self.watch(self.query_one(OptionList), "scroll_y", self._scrolled, init=False)
        if self._chosen in {choice.id for choice in self._choices}:
            options = self.query_one(OptionList)
            options.highlighted = options.get_option_index(str(self._chosen))

    def _near_start(self) -> Sequence[Choice]:
        """The choices; one that is chosen now and stands far below comes first, to be seen at once."""
        at = next((n for n, choice in enumerate(self._choices) if choice.id == self._chosen), 0)
        if at < PART:
            return self._choices
        return (self._choices[at], *self._choices[:at], *self._choices[at + 1 :])

    def action_step(self, move: str) -> None:
        """Moves in the list while the field keeps the focus."""
        getattr(self.query_one(OptionList), f"action_{move}")()

    def action_read(self, steps: int) -> None:
        """Scrolls a long description."""
        self.query_one(".picker--side", VerticalScroll).scroll_relative(y=3 * steps, animate=False)

    @on(Input.Changed)
    def _filter(self, event: Input.Changed) -> None:
        self._fill([self._choices[n] for n in self._index.find(event.value)])

    @cached_property
    def _index(self) -> Index:
        texts = ((choice.title, f"{choice.detail} {choice.words}") for choice in self._choices)
        return Index(texts)

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
        if event.option_index == event.option_list.highlighted:  # the list may have changed since
            self._tell(event.option_id)
        if event.option_index >= event.option_list.option_count - AHEAD:
            self._list_more()

    @on(Button.Pressed, "#cancel")
    def _cancelled(self) -> None:
        self.dismiss(None)

    def _fill(self, choices: Sequence[Choice]) -> None:
        options = self.query_one(OptionList)
        self.found = choices
        options.clear_options()
        self._list_more()
        options.scroll_home(animate=False)
        options.highlighted = 0 if choices else None
        if not choices:
            self._tell(None)
        self._hint()

    def _list_more(self) -> None:
        """List the next part of what matches: laying out a thousand at once takes longer than a key may."""
        options = self.query_one(OptionList)
        listed = options.option_count
        part = self.found[listed : listed + PART]
        if part:
            options.add_options([Option(Hanging(self.prompt(choice)), id=choice.id) for choice in part])

    def _scrolled(self) -> None:
        options = self.query_one(OptionList)
        if options.scroll_offset.y + options.size.height >= options.virtual_size.height - AHEAD:
            self._list_more()

    def prompt(self, choice: Choice) -> Content:
        """A choice in the list, without its detail where the description says more."""
        title = content(one_line(choice.title)).stylize("bold")
        if choice.note:
            title = Content.assemble(title, "  ", content(one_line(choice.note)))
        if not choice.detail or (self._describe is not None and self.app.size.height >= TALL):
            return title
        return Content.assemble(title, "\n  ", content(one_line(choice.detail)))

    def show_again(self, choices: Collection[str]) -> None:
        """Draw some of what is listed anew, where it stands."""
        options = self.query_one(OptionList)
        for at, known in enumerate(self.found[: options.option_count]):
            if known.id in choices:
                options.replace_option_prompt_at_index(at, Hanging(self.prompt(known)))
        self._hint()

    def accepts(self) -> str:
        """What the line at the bottom says of the keys."""
        return "enter chooses"

    def counted(self, shown: int) -> str:
        """How many match what was typed."""
        return f"{shown:,} of {len(self._choices):,}" if shown else "Nothing matches"

    def _hint(self) -> None:
        """Says how many match, and how to read on where the description is longer than its place."""
        more = self.query_one(".picker--side", VerticalScroll).show_vertical_scrollbar
        parts = [self.counted(len(self.found)), self.accepts() if self.found else ""]
        parts.append(f"{key_words(_READ_ON, keys_of(self.app))} reads on" if more else "")
        self.query_one(".dialog--hint", Static).update(content(" · ".join(filter(None, parts))))

    def tell_again(self) -> None:
        """Describe the choice under the cursor anew: there is more to say by now."""
        at = self.query_one(OptionList).highlighted
        self._tell(self.found[at].id if at is not None and at < len(self.found) else None)

    def _tell(self, choice_id: str | None) -> None:
        if self._describe is not None:
            told = self._describe(choice_id) if choice_id is not None else ""
            self.query_one(".picker--about", Static).update(Hanging(as_content(told)))
            self.query_one(".picker--side", VerticalScroll).scroll_home(animate=False)
