"""What the views of the workspace share: they render from the one workspace and send it edits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.containers import Vertical
from textual.message import Message
from textual.widget import Widget

from cxplanner.edits.change import Change, Edit
from cxplanner.plan.subjects import section_of
from cxplanner.screens.kit.commands import Command, key_words, keys_of
from cxplanner.screens.shared.marks import legend
from cxplanner.session.workspace import Workspace
from cxplanner.text.errors import CxplannerError

if TYPE_CHECKING:
    from cxplanner.gaps.rule import Gap


class Place(NamedTuple):
    """An entry of the plan: one id may stand in several sections."""

    section: str
    key: str

    @property
    def id(self) -> str:
        """Its line in the list."""
        return f"{self.section}/{self.key}"


KeyOf = Callable[[str], str]
"""Command -> its key as it is in force, for words that name it."""


class View(Vertical):
    """One view of the workspace."""

    TITLE: ClassVar[str]
    ABOUT: ClassVar[str]
    """What this view answers, in plain words, for help."""
    LEGEND: ClassVar[str] = legend(engagement=False)
    """What the marks in this view mean."""
    COMMANDS: ClassVar[tuple[Command, ...]] = ()

    class PlanChanged(Message):
        """An edit was done here; everything in sight shows the plan anew."""

        def __init__(self, sentence: str) -> None:
            super().__init__()
            self.sentence = sentence

    class Said(Message):
        """Something to tell that changes nothing in the plan."""

        def __init__(self, sentence: str) -> None:
            super().__init__()
            self.sentence = sentence

    class GoTo(Message):
        """Somebody wants to see an entry of a section of the plan, such as the subject of a gap."""

        def __init__(self, section: str, subject: str) -> None:
            super().__init__()
            self.section = section
            self.subject = subject

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(id=f"view-{self.TITLE.lower().replace(' ', '-')}")
        self.workspace = workspace

    def key(self, command_id: str) -> str:
        """The key of one of the commands here, as it is in force, for sentences that name it."""
        command = next(command for command in self.commands() if command.id == command_id)
        return key_words(command, keys_of(self.app))

    def show_plan(self) -> None:
        """Render the plan as it is now."""
        raise NotImplementedError

    def focus_first(self) -> None:
        """Put the keyboard where this view is worked with."""
        raise NotImplementedError

    def select(self, subject: str, section: str) -> bool:
        """Put the cursor on an entry of a section of the plan; says whether it is to be seen here."""
        raise NotImplementedError

    @property
    def chosen(self) -> tuple[str, str] | None:
        """The entry of the plan under the cursor, as its section and its id, for the plan file."""
        return self.place

    def select_gap(self, gap: Gap) -> bool:
        """Put the cursor on what a gap is about; says whether that is to be seen here."""
        return self.select(gap.subject, section_of(gap.code, gap.subject))

    @property
    def place(self) -> Place | None:
        """The entry of the plan under the cursor, if there is one."""
        return None

    @property
    def gaps_here(self) -> tuple[Gap, ...]:
        """The gaps of the entry under the cursor, the severest first."""
        place = self.place
        return self.workspace.gaps_in(place.section).get(place.key, ()) if place else ()

    @classmethod
    def commands(cls) -> Iterator[Command]:
        """Everything that can be done here: the view's own commands, then those that views share."""
        for kind in cls.__mro__:
            yield from vars(kind).get("COMMANDS", ())

    @classmethod
    def keyboard(cls) -> tuple[type[Widget], ...]:
        """The widgets of this view that may have the keyboard, for the keymap."""
        raise NotImplementedError

    def edit(self, do: Edit) -> Change | None:
        """Do an edit, or say why it cannot be done; answers what was done, or None."""
        try:
            change = do(self.workspace.plan)
        except CxplannerError as refused:
            self.say(str(refused))
            return None
        return self.keep(change)

    def keep(self, change: Change) -> Change | None:
        """Take a change into the workspace, and say what was done; None where it changes nothing."""
        if self.workspace.do(change):
            self.post_message(self.PlanChanged(change.sentence))
            return change
        self.say(change.sentence)
        return None

    def say(self, sentence: str) -> None:
        """Tell something on the line below the view, where it covers nothing."""
        self.post_message(self.Said(sentence))
