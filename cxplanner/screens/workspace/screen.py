"""The workspace: one plan, its views, and what is always in sight."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from textual import events, on, work
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from cxplanner.edits.touched import touched
from cxplanner.plan.models import Plan
from cxplanner.plan.subjects import section_of
from cxplanner.screens.kit.commands import Command, bindings, own_commands
from cxplanner.screens.kit.keys import Keys
from cxplanner.screens.kit.safe import content
from cxplanner.screens.kit.splitter import Panes
from cxplanner.screens.kit.still_screen import StillScreen
from cxplanner.screens.shared.gap_walk import GAP_COMMANDS, GapWalk
from cxplanner.screens.shared.marks import gap_mark
from cxplanner.screens.shared.view import View
from cxplanner.screens.views.team.view import TeamView
from cxplanner.screens.workspace.file_watch import FileWatch
from cxplanner.screens.workspace.registry import VIEWS, view_of
from cxplanner.screens.workspace.topbar import TopBar
from cxplanner.session.judging import get_ready
from cxplanner.session.workspace import Workspace
from cxplanner.text.override import override
from cxplanner.text.words import counted, one_line

if TYPE_CHECKING:
    from cxplanner.screens.workspace.recovery import Recovery

OF_THE_WHOLE: Final = "This gap is about the plan as a whole; the view Gaps shows how to close it."
SAID_MOST: Final = 2
"""A sentence takes so many lines, one more on a narrow terminal; a longer one is whole in its tooltip."""
_DIALOG_READ: Final = 0.2
"""Seconds after which a dialog is on screen and read."""

COMMANDS: Final[tuple[Command, ...]] = (
    *(
        Command(f"view.{n}", str(n), f"view({n - 1})", f"Show {view.title}", f"Open the view {view.title}")
        for n, view in enumerate(VIEWS, start=1)
    ),
    *GAP_COMMANDS,
    Command("plan.save", "ctrl+s", "save", "Save", "Write the plan to its file", "save"),
    Command("plan.save-as", "f12", "save_as", "Save under another name", "Write the plan to a new file"),
    Command(
        "plan.home", "ctrl+o", "home", "Open another plan", "Back to Home; asks if something is not saved"
    ),
    Command("plan.undo", "ctrl+z", "undo", "Undo", "Take the last edit back", "undo"),
    Command("plan.redo", "ctrl+y", "redo", "Redo", "Do again what was undone"),
    Command("plan.next-hire", "f2", "next_hire", "What next?", "Which hire closes most of the gaps"),
    Command("plan.grow", "f3", "grow", "Grow the team", "What another scale asks for, to choose from"),
    Command(
        "plan.company", "f4", "company", "Company and leadership", "Name, scale, market, model and budget"
    ),
    Command("plan.as-of", "f5", "as_of", "As of a date", "The team on another day: who starts, who has left"),
    Command(
        "plan.changes", "f6", "changes", "What changed", "Since it was opened, or since any commit in git"
    ),
    Command(
        "plan.file",
        "f7",
        "see_file",
        "What another program did to the file",
        "Take it over, bring both together, or save under another name",
    ),
    Command(
        "plan.editor",
        "ctrl+e",
        "edit_file",
        "Open the plan file in your editor",
        "At the line of what is chosen; says what you changed",
    ),
    Command("app.actions", "full_stop", "actions", "Actions", "What can be done here, in a list", "more"),
    Command(
        "panes.less", "less_than_sign", "share(-1)", "Less room for the list", "More for what is beside it"
    ),
    Command(
        "panes.more", "greater_than_sign", "share(1)", "More room for the list", "Less for what is beside it"
    ),
    Command("panes.usual", "equals_sign", "share(0)", "The usual room for the list", "As it was at first"),
    Command("app.help", "question_mark,f1", "help", "Help", "Where you are and what you can do", "help"),
    Command("app.quit", "q,ctrl+q", "leave", "Quit", "Leave; asks if something is not saved", "quit"),
)


class WorkspaceScreen(StillScreen[None]):
    """One plan on screen."""

    class LeftUnsaved(Message):
        """An end that nobody chose left edits of this plan unsaved."""

        def __init__(self, screen: WorkspaceScreen, recovery: Recovery) -> None:
            super().__init__()
            self.screen = screen
            self.recovery = recovery

    class OpenedHere(Message):
        """A plan is on screen, or has another file now."""

        def __init__(self, screen: WorkspaceScreen, path: Path) -> None:
            super().__init__()
            self.screen = screen
            self.path = path

    CSS_PATH = "workspace.tcss"
    BINDINGS = bindings(COMMANDS)
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (64, "-normal"), (110, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-low"), (20, "-tall")]  # noqa: RUF012

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.active: View = TeamView(workspace)
        """The view that is open."""
        self._views: dict[int, View] = {0: self.active}
        self._opening = asyncio.Lock()
        self._walk = GapWalk()
        self._announced: Path | None = None

    @override
    def compose(self) -> ComposeResult:
        """The bar, the first view, and the keys; other views come when they are asked for."""
        yield TopBar(self.workspace, VIEWS)
        with Container(id="views"):
            yield self.active
        yield Static(content(self.active.LEGEND), id="said", classes="legend -legend")
        yield Keys()
        yield FileWatch(self.workspace)

    def on_mount(self) -> None:
        """Put the keyboard into the first view."""
        self.active.focus_first()
        self.call_after_refresh(self._judge)

    @work(thread=True)
    def _look_for_drafts(self) -> None:
        """See whether edits of this plan were left unsaved; the first paint does not wait for it."""
        from cxplanner.session.drafts import left_behind, sweep_drafts

        sweep_drafts(datetime.now(UTC))
        path = self.workspace.path
        if path is None or not left_behind(path):
            return
        from cxplanner.screens.workspace.recovery import found  # seldom needed: it loads what judges plans

        recovery = found(self.workspace)
        if recovery is not None:
            self.post_message(self.LeftUnsaved(self, recovery))

    def _judge(self) -> None:
        """Find the gaps once the plan is on screen, and show them."""
        if self.workspace.gaps:
            self.active.show_plan()
        self.query_one(TopBar).refresh()
        self._announce()
        self._look_for_drafts()
        self.query_one(FileWatch).start()

    def _announce(self) -> None:
        """Say which file is open here, once."""
        path = self.workspace.path
        if path is not None and path != self._announced:
            self._announced = path
            self.post_message(self.OpenedHere(self, path))

    def on_screen_suspend(self) -> None:
        """Get ready for what a dialog may ask, once it is on screen."""
        self.set_timer(_DIALOG_READ, get_ready)

    def commands(self) -> Iterator[Command]:
        """Everything that can be done here now."""
        yield from self.active.commands()
        yield from COMMANDS

    async def open_view(self, number: int) -> View:
        """Open a view by its place among all, made when it is first asked for."""
        async with self._opening:  # keys and messages may ask at the same time
            before, view = self.active, self._views.get(number)
            if view is None:
                view = self._views[number] = VIEWS[number].made(self.workspace)
                await self.query_one("#views").mount(view)
            elif view is not before:
                view.show_plan()
            before.display = view is before
            view.display = True
            self.active = view
        self.query_one(TopBar).activate(number)
        view.focus_first()
        self._explain_marks()
        return view

    async def action_view(self, number: int) -> None:
        """Open a view by its number."""
        await self.open_view(number)

    @on(TopBar.Asked)
    async def _asked(self, event: TopBar.Asked) -> None:
        await self.run_action(event.action)

    @on(View.PlanChanged)
    def _changed(self, event: View.PlanChanged) -> None:
        self.tell(event.sentence)

    def tell(self, sentence: str) -> None:
        """Show the plan after an edit, and say what was done."""
        self.show_plan()
        self.query_one(FileWatch).follow()
        self.say(sentence)

    @on(View.Said)
    def _said(self, event: View.Said) -> None:
        self.say(event.sentence)

    @on(FileWatch.Noticed)
    def _noticed(self, event: FileWatch.Noticed) -> None:
        self.query_one(TopBar).refresh()
        if event.sentence:
            self.say(event.sentence)

    def _explain_marks(self) -> None:
        """Say what the marks of this view mean, until there is something else to say."""
        said = self.query_one("#said", Static)
        said.set_class(True, "-legend").set_class(False, "-long")
        said.tooltip = None
        said.update(content(self.active.LEGEND), layout=self.has_class("-narrow"))

    def say(self, sentence: str) -> None:
        """Say something above the keys, where it covers nothing: on one line, or on two if it takes them.

        Two lines stay until another view is opened, so that the list does not move with every sentence.
        """
        said, words = self.query_one("#said", Static), content(one_line(sentence))
        said.remove_class("-legend")
        lines = words.wrap(width) if (width := said.content_size.width) > 0 else [words]
        if len(lines) > 1:
            said.add_class("-long")
        narrow = self.has_class("-narrow")
        most = SAID_MOST + narrow
        said.tooltip = words if len(lines) > most else None
        if len(lines) > most:
            cut = lines[most - 1].truncate(width - 2)
            words = Content("\n").join([*lines[: most - 1], Content.assemble(cut, " …")])
        said.update(words, layout=narrow)

    def show_plan(self) -> None:
        """Show the plan as it is now, in what is in sight."""
        self.active.show_plan()
        self.query_one(TopBar).refresh()
        self._announce()

    @on(View.GoTo)
    async def _go_to(self, event: View.GoTo) -> None:
        view = await self.open_view(view_of(event.section))
        if not view.select(event.subject, event.section) and event.subject:
            self.say(OF_THE_WHOLE)

    async def action_gap(self, by: int) -> None:
        """Go to the next gap or to the one before: show what it is about, and say the gap."""
        gaps = self.workspace.open_gaps
        if not gaps:
            self.say("There is no open gap.")
            return
        gap = self._walk.step(gaps, self.active.gaps_here, by)
        view = await self.open_view(view_of(section_of(gap.code, gap.subject)))
        view.select_gap(gap)
        self._walk.arrived(view)
        self.say(f"{gaps.index(gap) + 1:,} of {counted(len(gaps), 'gap')}: {gap_mark(gap)} {gap.message}")

    def action_fix_gap(self) -> None:
        """Choose a way to close the gap that was gone to, or that of the entry under the cursor."""
        from cxplanner.screens.views.gaps.dialogs import fix_gap

        fix_gap(self.active, self._walk.in_hand(self.active))

    def action_waive_gap(self) -> None:
        """Accept that gap with a reason, or let an accepted one count again."""
        from cxplanner.screens.views.gaps.dialogs import accept_gap

        accept_gap(self.active, self._walk.in_hand(self.active))

    def action_undo(self) -> None:
        """Take the last edit back and say which."""
        before, change = self.workspace.plan, self.workspace.history.undo()
        self.tell(f"Undone: {change.sentence}" if change else "There is nothing to undo.")
        self._follow(before)

    def action_redo(self) -> None:
        """Do again what was undone and say what."""
        before, change = self.workspace.plan, self.workspace.history.redo()
        self.tell(f"Done again: {change.sentence}" if change else "There is nothing to redo.")
        self._follow(before)

    def _follow(self, before: Plan) -> None:
        """Put the cursor on the entry that undo or redo changed, if it is to be seen here."""
        entries = touched(before, self.workspace.plan)
        any(self.active.select(subject, section) for section, subject in entries)

    def action_save(self) -> None:
        """Save where the plan came from; ask for a name where it has none."""
        from cxplanner.screens.workspace.saving import save

        save(self)

    def action_save_as(self) -> None:
        """Ask for a file name and save there."""
        from cxplanner.screens.workspace.saving import NAME_IT, save_as

        save_as(self, NAME_IT)

    def action_leave(self) -> None:
        """Leave; ask first if something is not saved."""
        self._after_saving(lambda: self.app.exit(0))

    def action_home(self) -> None:
        """Go back to Home to open another plan; ask first if something is not saved."""
        self._after_saving(lambda: self.app.call_later(self.app.run_action, "home"))

    def _after_saving(self, do: Callable[[], object]) -> None:
        if self.workspace.unsaved:
            from cxplanner.screens.workspace.saving import ask_before_leaving

            ask_before_leaving(self, do)
        else:
            do()

    def action_company(self) -> None:
        """Open the form of company and leadership."""
        from cxplanner.screens.shared.company import open_company_form

        open_company_form(self)

    async def run_command(self, command: Command) -> None:
        """Do what a command says, here or in the view it belongs to."""
        place = self.active if command in self.active.commands() else self
        await self.app.run_action(command.action, place)

    def _chosen_command(self, key: str | None) -> None:
        """Do what was chosen from a list of commands, once that list is gone."""
        command = next((command for command in self.commands() if command.id == key), None)
        if command is not None:
            self.call_later(self.run_command, command)

    def action_actions(self, x: int | None = None, y: int | None = None) -> None:
        """Offer everything that can be done here, at the place that was pointed at."""
        from cxplanner.screens.kit.actions import Actions

        at = None if x is None or y is None else (x, y)
        self.app.push_screen(Actions(self.active.TITLE, self.commands(), at), self._chosen_command)

    def on_click(self, event: events.Click) -> None:
        """The other button of the mouse offers what can be done with what it points at."""
        if event.button == 3:
            self.action_actions(event.screen_x, event.screen_y)

    def action_share(self, steps: int) -> None:
        """Move the line between the panes of this view, or put it back."""
        panes = next(iter(self.active.query(Panes)), None)
        if panes is None or not panes.divided:
            self.say("There is only one pane here at this size.")
        elif steps:
            panes.move(steps)
        else:
            panes.reset()

    def action_changes(self) -> None:
        """Show what changed since an earlier version, to go to and to take back."""
        from cxplanner.screens.workspace.changes import show_changes

        show_changes(self)

    def action_see_file(self, then: Callable[[], object] | None = None) -> None:
        """Tell what another program did to the file, and ask; ``then`` follows on the way to saving."""
        from cxplanner.screens.workspace.file_changed import ask_about_file

        ask_about_file(self, then)

    def action_edit_file(self) -> None:
        """Open the plan's file in the editor that the environment names."""
        from cxplanner.screens.workspace.plan_editor import edit_plan_file

        edit_plan_file(self)

    def action_next_hire(self) -> None:
        """Show which hire closes most of the gaps."""
        from cxplanner.screens.workspace.next_hire import ask_next_hire

        ask_next_hire(self)

    def action_grow(self) -> None:
        """Ask for a scale, and show what it asks for beyond the present team."""
        from cxplanner.screens.shared.grow import ask_scale

        ask_scale(self)

    def action_as_of(self) -> None:
        """Ask on which day to look at the team."""
        from cxplanner.screens.workspace.as_of import ask_day

        ask_day(self)

    def action_help(self) -> None:
        """Say where you are and what you can do."""
        from cxplanner.screens.kit.dialog import Help, keys_told

        view, commands = self.active, list(self.commands())
        moves = (move for move in own_commands(type(self.focused)) if move not in commands)
        told = Help(view.TITLE, view.ABOUT, commands, keys=keys_told(self.app, moves), marks=view.LEGEND)
        self.app.push_screen(told, self._chosen_command)
