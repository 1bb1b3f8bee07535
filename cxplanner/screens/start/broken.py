"""A plan that cannot be read: what is wrong with it, place by place. The file is not touched."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from cxplanner.plan.conflicts import Unresolved
from cxplanner.plan.no_plan import NoPlan
from cxplanner.screens.kit.commands import Command, bindings, doing, key_words, keys_of
from cxplanner.screens.kit.keys import Keys
from cxplanner.screens.kit.safe import content, toast
from cxplanner.screens.kit.still_screen import StillScreen
from cxplanner.text.override import override
from cxplanner.text.words import counted, one_line
from cxplanner.toml.problems import FileProblems, Problem

ABOUT: Final = (
    "This file cannot be opened as a plan. Each problem says where it is and what to write instead. "
    "Mend the file in an editor and read it again; cxplanner does not touch it."
)
MOST_TOLD: Final = 500
"""Problems on the screen at most: who has mended these reads the file again."""
COMMANDS: Final = (
    Command(
        "broken.again", "r,f5", "again", "Read again", "Read the file again after mending it", "read again"
    ),
    Command(
        "broken.edit", "e,ctrl+e", "edit", "Open the plan file in your editor", "At the first problem", "edit"
    ),
    Command(
        "broken.settle",
        "s",
        "settle",
        "Settle the conflicts of a merge",
        "One by one, both sides beside each other",
        "settle",
    ),
    Command("broken.home", "escape", "app.home", "Back to Home", "Open another plan or make one", "home"),
    Command("broken.help", "f1", "help", "Help", "What is shown here, and every key", "help"),
    Command("broken.leave", "q,ctrl+q", "app.quit", "Quit", "Leave; the file stays as it is", "quit"),
)


class BrokenScreen(StillScreen[None]):
    """Shows the problems of a file until it can be read."""

    class Settle(Message):
        """Somebody wants to settle the conflicts that a merge left in this file."""

        def __init__(self, path: Path) -> None:
            super().__init__()
            self.path = path

    CSS_PATH = "../workspace/workspace.tcss"
    BINDINGS = bindings(COMMANDS)

    def __init__(self, path: Path, problems: FileProblems) -> None:
        super().__init__()
        self._path = path
        if isinstance(problems, NoPlan):
            problems = problems.hinted("A plan is a TOML file; Home is where you start one.")
        self._problems = problems.problems

    @override
    def compose(self) -> ComposeResult:
        """A headline, the problems, and the keys."""
        where = "" if self._problems[0].path == str(self._path) else " in its templates"
        number = f"{counted(len(self._problems), 'problem')}{where}"
        yield Static(content(f" {self._path.name} cannot be opened: {number}"), classes="headline")
        again, mend = (key_words(command, keys_of(self.app)) for command in COMMANDS[:2])
        words = f" The file is not touched. Mend it ({mend} opens your editor), then press {again}."
        if self._mergeable:
            settle = key_words(COMMANDS[2], keys_of(self.app))
            words = f" A merge left these open. {settle} walks through them; {mend} opens your editor."
        yield Static(content(words), classes="legend")
        with VerticalScroll(classes="broken"):
            told = [_words(problem, self._path) for problem in self._problems[:MOST_TOLD]]
            if more := len(self._problems) - len(told):
                told.append(content(f"… and {counted(more, 'more problem')}"))
            yield Static(Content("\n").join(told))
        yield Keys(palette=False)

    @property
    def _mergeable(self) -> bool:
        """Whether nothing is wrong but that a merge left conflicts."""
        return all(isinstance(problem, Unresolved) for problem in self._problems)

    @override
    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """There is something to settle only after a merge."""
        return action != "settle" or self._mergeable

    def commands(self) -> Sequence[Command]:
        """Everything that can be done here."""
        return [command for command in COMMANDS if self.check_action(command.action, ())]

    def action_settle(self) -> None:
        """Walk through the conflicts, and open the plan when all are settled."""
        self.post_message(self.Settle(self._path))

    def action_help(self) -> None:
        """Say what is shown here."""
        from cxplanner.screens.kit.dialog import Help

        told = Help("A plan that cannot be opened", ABOUT, self.commands())
        self.app.push_screen(told, doing(self, COMMANDS))

    async def action_again(self) -> None:
        """Read the file again."""
        await self.run_action("app.open_again")

    async def action_edit(self) -> None:
        """Mend the file in the editor that the environment names, and read it again."""
        from cxplanner.screens.kit.editor import EditorRefused, edit_file

        try:
            edit_file(self.app, Path(self._problems[0].path), line=self._problems[0].line)
        except EditorRefused as refused:
            toast(self, str(refused), severity="warning", timeout=10)
        else:
            await self.action_again()


def _words(problem: Problem, plan: Path) -> Content:
    place = f"line {problem.line}, column {problem.column}" if problem.line else "the file"
    if problem.path != str(plan):  # a template kept beside the plan
        place = f"{one_line(problem.path)}, {place}"
    key = f"{one_line(problem.key)}: " if problem.key else ""
    said = content(f"{key}{one_line(problem.message)}")
    hint = content(f"\n    {one_line(problem.hint)}").stylize("$text-muted") if problem.hint else Content("")
    return Content.assemble(content(f"{place}: ").stylize("bold"), said, hint)
