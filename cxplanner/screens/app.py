"""The planner as a Textual app: it opens a plan, a new one, or the problems of a broken one."""

from __future__ import annotations

import asyncio
import gc
import shlex
import signal
import sys
from collections.abc import Collection, Iterable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen

from cxplanner.catalogue.catalogue import Catalogue
from cxplanner.files.problems import FileProblems
from cxplanner.files.read import read_plan
from cxplanner.screens.commands import key_words
from cxplanner.screens.safe import rich, toast
from cxplanner.screens.themes import register_themes
from cxplanner.screens.workspace_screen import WorkspaceScreen
from cxplanner.text import one_line
from cxplanner.workspace import Workspace

if TYPE_CHECKING:
    from cxplanner.screens.new_plan import NewPlanScreen


class PlannerApp(App[int]):
    """The planner. ``path`` is the plan to open; one that does not exist starts a new plan there."""

    TITLE = "cxplanner"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+q", "quit", "Quit", show=False)]
    """Textual's own ctrl+q goes before every screen; this one lets a screen ask first."""

    def __init__(
        self, path: Path | None, catalogue: Catalogue, *, today: date | None = None, demo: bool = False
    ) -> None:
        starts_new = path is None or not (path.exists() or path.is_symlink())
        super().__init__(css_path=["app.tcss", "new_plan.tcss" if starts_new else "workspace.tcss"])
        register_themes(self)
        self._starts_new = starts_new
        self._home = Path() if demo else None
        self.path = path
        self.parting = ""
        """What to say when the planner is gone from the screen."""
        self.workspace: Workspace | None = None
        """The plan that is open, if one is."""
        self.catalogue = catalogue
        self.today = today or date.today()  # noqa: DTZ011 (waivers and starts are local dates)

    def get_default_screen(self) -> Screen[None]:
        """Start with what was asked for, so that nothing is painted before it."""
        return self._opened()

    def on_mount(self) -> None:
        """From the first paint on garbage collection may run again; a closed terminal loses nothing."""
        self.call_after_refresh(_collect_from_now_on)
        if not self.is_headless:
            loop = asyncio.get_running_loop()
            for name in ("SIGHUP", "SIGTERM"):
                with suppress(AttributeError, NotImplementedError):
                    number = getattr(signal, name)
                    loop.add_signal_handler(number, self._ended_by_signal, int(number))

    def _ended_by_signal(self, number: int) -> None:
        """Keep what is not saved when the terminal is closed or the system ends the planner."""
        if self.workspace is not None and self.workspace.unsaved:
            from cxplanner.screens.rescue import kept

            self.parting = kept(self.workspace)
        self.exit(128 + number)

    def action_open_again(self) -> None:
        """Show the plan as it is on disk, or what is wrong with it; a broken file takes no edits away."""
        if self.workspace is not None:
            self.path = self.workspace.path
        self._starts_new = False
        screen = self._opened()
        if isinstance(screen, WorkspaceScreen) or self.workspace is None or not self.workspace.unsaved:
            self._show(screen)
        else:
            words = "The file on disk cannot be read, so your edits stay here. Save them under another name."
            self.notify(words, severity="error", timeout=10, markup=False)

    def on_new_plan_screen_made(self, event: NewPlanScreen.Made) -> None:
        """Show the plan that was just made."""
        self.workspace = event.workspace
        self._show(WorkspaceScreen(event.workspace))

    def _show(self, screen: Screen[None]) -> None:
        """Show another screen in place of this one; the one the app started with stays below."""
        if len(self.screen_stack) > 1:
            self.switch_screen(screen)
        else:
            self.push_screen(screen)

    def _opened(self) -> Screen[None]:
        if self.path is None or self._starts_new:
            from cxplanner.screens.new_plan import NewPlanScreen

            return NewPlanScreen(self.catalogue, self.path, self.today)
        try:
            file = read_plan(self.path, self.catalogue, codes=_rule_codes)
        except FileProblems as problems:
            from cxplanner.screens.broken import BrokenScreen

            return BrokenScreen(self.path, problems)
        if self.workspace is not None and self.workspace.path == self.path:
            if self.workspace.take_over(file.plan, file.source):
                toast(self, self.workspace.history.done[-1].sentence)
            return WorkspaceScreen(self.workspace)
        self.workspace = Workspace(
            file.plan,
            self.catalogue,
            path=self.path,
            source=file.source,
            today=self.today,
            home=self._home,
        )
        return WorkspaceScreen(self.workspace)

    def action_help_quit(self) -> None:
        """Answer ctrl+c, which many expect to end a program."""
        asks = "; you are asked before anything is lost." if self.workspace is not None else "."
        self.notify(f"ctrl+q leaves the planner{asks}")

    def _fatal_error(self) -> None:
        """Say in words that the planner failed, and keep the plan; Textual would print a traceback."""
        from cxplanner.screens.rescue import farewell

        self._exit_renderables.append(rich(farewell(self._exception, self.workspace)))
        self._close_messages_no_wait()

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Offer every command of the screen in the palette, then Textual's own."""
        if isinstance(screen, WorkspaceScreen):
            for command in screen.commands():
                place = screen.active if command in screen.active.COMMANDS else screen
                yield SystemCommand(
                    command.title,
                    f"{key_words(command)}: {command.help}",
                    lambda action=command.action, where=place: self.run_action(action, where),
                )
        for offered in super().get_system_commands(screen):
            if offered.title in ("Theme", "Screenshot"):
                yield offered


def _rule_codes() -> Collection[str]:
    """The codes a waiver may name; the rules are read only for a plan that has waivers."""
    from cxplanner.gaps import all_rules

    return all_rules()


def _collect_from_now_on() -> None:
    gc.enable()
    gc.freeze()


def run(path: Path | None, catalogue: Catalogue, *, demo: bool = False) -> int:
    """Open the planner and stay until it is left; answers the exit status.

    In a demo the plan is a copy that will not last, so that new files belong in the current folder.
    """
    app = PlannerApp(path, catalogue, demo=demo)
    answer = app.run()
    saved = app.workspace.saved if app.workspace is not None else None
    if saved is not None and not (demo and saved == path):
        words = f"Saved in {saved.absolute()}. Open it again with: cxplanner {shlex.quote(str(saved))}"
        sys.stderr.write(f"{one_line(words)}\n")
    if app.parting:
        with suppress(OSError):
            sys.stderr.write(f"{one_line(app.parting)}\n")
    return answer if answer is not None else app.return_code or 0
