"""The planner as a Textual app: it opens a plan, a new one, or the problems of a broken one."""

from __future__ import annotations

import gc
import shlex
import signal
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen

from cxplanner.catalogue.catalogue import Catalogue
from cxplanner.catalogue.load import catalogue_beside
from cxplanner.plan.file import PlanFile, read_plan
from cxplanner.screens.kit.commands import HasCommands, key_words
from cxplanner.screens.kit.palette import Palette
from cxplanner.screens.kit.safe import toast
from cxplanner.screens.kit.typed_ahead import TypedAheadApp
from cxplanner.screens.themes import register_themes
from cxplanner.screens.workspace.endings import Endings
from cxplanner.screens.workspace.screen import WorkspaceScreen
from cxplanner.session.settings import Settings, read_settings
from cxplanner.session.workspace import Work, Workspace
from cxplanner.text.override import override
from cxplanner.text.words import one_line
from cxplanner.toml.problems import FileProblems, Problem

if TYPE_CHECKING:
    from cxplanner.screens.start.broken import BrokenScreen
    from cxplanner.screens.start.home import HomeScreen
    from cxplanner.screens.start.new_plan import Answers, NewPlanScreen


class PlannerApp(TypedAheadApp):
    """The planner. ``path`` is the plan to open; one that does not exist starts a new plan there.

    Without a path it starts with Home. ``catalogue`` is what goes with that plan, or with the folder we
    are in; ``templates`` go with every plan that is opened, instead of those beside it.
    """

    TITLE = "cxplanner"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+q", "quit", "Quit", show=False)]
    """Textual's own ctrl+q goes before every screen; this one lets a screen ask first."""

    def __init__(
        self,
        path: Path | None,
        catalogue: Catalogue,
        *,
        templates: Path | None = None,
        settings: Settings | None = None,
        today: date | None = None,
        demo: bool = False,
    ) -> None:
        starts_new = path is not None and not (path.exists() or path.is_symlink())
        first = "start/home" if path is None else "start/new_plan" if starts_new else "workspace/workspace"
        super().__init__(css_path=["app.tcss", f"{first}.tcss"])
        self._starts_new = starts_new
        self._templates = templates
        self._copies = ExitStack()
        self.sample = path if demo else None
        """The copy of the sample plan, if one was asked for."""
        self.path = path
        self.workspace: Workspace | None = None
        """The plan that is open, if one is."""
        self._answers: Answers | None = None
        """What the new plan was made from that was made last."""
        self.endings = Endings(self, self._work)
        self.catalogue = catalogue
        self._started_with = path
        self._catalogue_used = False
        self.today = today or date.today()  # noqa: DTZ011 (waivers and starts are local dates)
        self.settings = settings or Settings()
        self.keys: Mapping[str, str] = {}
        """The keys that are set otherwise than by us, by the ids of their commands."""
        self._take_settings()

    def _take_settings(self) -> None:
        problems = list(self.settings.problems)
        wished = self.settings.theme
        register_themes(self, wished or "")
        if wished is not None and self.theme != wished:
            from cxplanner.screens.keymap import unknown_theme

            problems += unknown_theme(self.settings)
        if self.settings.keys:
            from cxplanner.screens.keymap import checked_keys  # reads all screens; most people set none

            self.keys, wrong = checked_keys(self.settings)
            problems += wrong
            self.set_keymap(dict(self.keys))
        if problems:
            self.call_later(self._tell_wrong_settings, problems)

    def _tell_wrong_settings(self, problems: Sequence[Problem]) -> None:
        said = [problem.sentence().removeprefix(f"{problem.path}:") for problem in problems[:3]]
        more = f"\nand {len(problems) - 3} more" if len(problems) > 3 else ""
        lines = "\n".join(f"{'line ' if line[:1].isdigit() else ''}{line}" for line in said)
        words = f"{lines}{more}\nThe default holds there. cxplanner config --keys tells all."
        title = f"Something is wrong in {Path(problems[0].path).name}"
        toast(self, words, title=title, severity="warning", timeout=15)

    @override
    def get_default_screen(self) -> Screen[None]:
        """Start with what was asked for, so that nothing is painted before it."""
        if self.path is None:
            return self._home()
        return self._new_plan() if self._starts_new else self._opened(self.path)

    def on_mount(self) -> None:
        """From the first paint on garbage collection may run again."""
        self.call_after_refresh(_collect_from_now_on)
        if not self.is_headless:
            self.endings.started()

    def on_unmount(self) -> None:
        """Nobody sees us at a plan any more."""
        self.endings.presence.leave()

    def on_terminal_driver_gone(self) -> None:
        """Nobody is there any more: end as if the system had said so."""
        self.endings.end(signal.SIGHUP)

    @override
    async def on_event(self, event: events.Event) -> None:
        """Whatever is typed or clicked may change the plan, which is then kept."""
        if isinstance(event, events.InputEvent | events.Paste) and not isinstance(event, events.MouseMove):
            self.endings.soon()
        await super().on_event(event)

    def _work(self) -> Work | None:
        """What is open, to be kept; the sample is a copy that will not last, so its edits need a file."""
        if self.workspace is None:
            return None
        work = self.workspace.work()
        return replace(work, path=None) if work.path is not None and work.path == self.sample else work

    def action_open_again(self) -> None:
        """Show the plan as it is on disk, or what is wrong with it; a broken file takes no edits away."""
        if self.workspace is not None:
            self.path = self.workspace.path
        if self.path is not None:
            self._read_then(self.path, self._show_again)

    def _show_again(self, screen: Screen[None]) -> None:
        if isinstance(screen, WorkspaceScreen) or self.workspace is None or not self.workspace.unsaved:
            self._show(screen)
        else:
            words = "The file on disk cannot be read, so your edits stay here. Save them under another name."
            self.notify(words, severity="error", timeout=10, markup=False)

    def on_new_plan_screen_made(self, event: NewPlanScreen.Made) -> None:
        """Show the plan that was just made."""
        self.workspace, self._answers = event.workspace, event.answers
        self._show(WorkspaceScreen(event.workspace))

    def action_questions(self) -> None:
        """Ask again what the new plan needs; the answers that made it are kept."""
        self.workspace = None
        self._show(self._new_plan(self._answers))

    def on_home_screen_start(self) -> None:
        """Ask what a new plan needs."""
        self._show(self._new_plan())

    def on_home_screen_open(self, event: HomeScreen.Open) -> None:
        """Open a plan that was chosen, or show what is wrong with it."""
        self.path = event.path
        self._read_then(event.path, self._show)

    def _read_then(self, path: Path, show: Callable[[Screen[None]], None]) -> None:
        """Read a plan aside: it may be far away."""
        words = iter([f"Reading {path.name} …"])

        def slow() -> None:
            for once in words:
                toast(self, once)

        self.do_aside(partial(self._read, path), lambda read: show(self._screen_of(path, read)), slow)

    def on_broken_screen_settle(self, event: BrokenScreen.Settle) -> None:
        """Walk through what a merge left open, and open the plan when all of it is settled."""
        from cxplanner.screens.workspace.merged_plan import settle_merged

        settle_merged(self, event.path, self._catalogue_of(event.path), self.today, self._settled)

    def _settled(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self._show(WorkspaceScreen(workspace))
        toast(self, workspace.history.done[-1].sentence)

    def on_home_screen_restore(self, event: HomeScreen.Restore) -> None:
        """Go on with a plan of which there is nothing but a draft."""
        from cxplanner.screens.workspace.recovery import reopened

        try:
            self.workspace = reopened(event.left, self.catalogue, self.today)
        except FileProblems as problems:
            toast(self, f"This draft cannot be read: {problems}", severity="error", timeout=15)
            return
        self.endings.keeper.adopt(event.left)
        self.endings.soon()
        self._show(WorkspaceScreen(self.workspace))

    def on_home_screen_sample(self) -> None:
        """Open the sample; it stays what was made of it until the planner is left."""
        if self.sample is None:
            from cxplanner.session.sample import sample_copy

            self.sample = self._copies.enter_context(sample_copy())
        self.path = self.sample
        self._show(self._opened(self.sample))

    def on_workspace_screen_left_unsaved(self, event: WorkspaceScreen.LeftUnsaved) -> None:
        """Offer what an end that nobody chose left unsaved."""
        from cxplanner.screens.workspace.recovery import offer

        if event.screen in self.screen_stack:
            offer(event.screen, event.recovery, self.endings.keeper.adopt)

    def on_workspace_screen_opened_here(self, event: WorkspaceScreen.OpenedHere) -> None:
        """Be seen at the plan that is open, and tell who else is there."""
        if event.path != self.sample:
            from cxplanner.screens.workspace.elsewhere import be_seen

            be_seen(event.screen, self.endings.presence, event.path)

    @contextmanager
    @override
    def suspend(self) -> Iterator[None]:
        """Step aside, for an editor perhaps, with everything kept: nothing can be until it is left."""
        self.endings.now()
        self.endings.unguarded()
        with super().suspend():
            yield
        self.endings.guard()

    def action_home(self) -> None:
        """Close what is open and show Home; what is not saved was asked for before."""
        self.do_aside(self.keep_in_mind, self._back_home, _nothing)

    def _back_home(self, _: None) -> None:
        self.workspace = self.path = None
        self._starts_new = False
        self.endings.presence.leave()
        self._show(self._home())

    def keep_in_mind(self) -> None:
        """Remember the plan that is open, for the list on Home."""
        if self.workspace is not None and self.workspace.path != self.sample:
            from cxplanner.session.recent import remember_open

            remember_open(self.workspace)

    def _show(self, screen: Screen[None]) -> None:
        """Show another screen in place of this one; the one the app started with stays below."""
        if len(self.screen_stack) > 1:
            self.switch_screen(screen)
        else:
            self.push_screen(screen)

    def _home(self) -> Screen[None]:
        from cxplanner.screens.start.home import HomeScreen

        return HomeScreen(self.today, self._templates)

    def _new_plan(self, answers: Answers | None = None) -> Screen[None]:
        from cxplanner.screens.start.new_plan import NewPlanScreen

        return NewPlanScreen(self.catalogue, self.path, self.today, answers)

    def _opened(self, path: Path) -> Screen[None]:
        return self._screen_of(path, self._read(path))

    def _read(self, path: Path) -> tuple[Catalogue, PlanFile] | FileProblems:
        try:
            catalogue = self._catalogue_of(path)
            return catalogue, read_plan(path, catalogue, codes=_rule_codes)
        except FileProblems as problems:
            return problems

    def _screen_of(self, path: Path, read: tuple[Catalogue, PlanFile] | FileProblems) -> Screen[None]:
        if isinstance(read, FileProblems):
            from cxplanner.screens.start.broken import BrokenScreen

            return BrokenScreen(path, read)
        catalogue, file = read
        if self.workspace is not None and self.workspace.path == path:
            if self.workspace.take_over(file.plan, file.source):
                toast(self, self.workspace.history.done[-1].sentence)
            return WorkspaceScreen(self.workspace)
        self.workspace = Workspace(
            file.plan,
            catalogue,
            path=path,
            source=file.source,
            today=self.today,
            home=Path() if path == self.sample else None,
        )
        return WorkspaceScreen(self.workspace)

    def _catalogue_of(self, path: Path) -> Catalogue:
        """The catalogue that goes with a plan. Raises :class:`FileProblems`."""
        used, self._catalogue_used = self._catalogue_used, True
        if path == self._started_with and not used:
            return self.catalogue
        return catalogue_beside(path.parent, self._templates, anew=True)

    @override
    async def action_quit(self) -> None:
        """Leave by the key that always leaves; a plan that is not saved is asked about first."""
        if isinstance(self.screen, WorkspaceScreen):
            self.screen.action_leave()
        elif self.workspace is not None and self.workspace.unsaved:
            from cxplanner.screens.kit.dialog import close_first

            self.notify(close_first(self))
        else:
            self.exit(0)

    @override
    def action_help_quit(self) -> None:
        """Answer ctrl+c, which many expect to end a program."""
        asks = "; you are asked before anything is lost." if self.workspace is not None else "."
        self.notify(f"^q leaves the planner{asks}")

    @override
    def _fatal_error(self) -> None:
        """Say in words that the planner failed, and keep the plan; Textual would print a traceback."""
        self.endings.fault(self._exception)
        self._close_messages_no_wait()

    @override
    def panic(self, *_: object) -> None:
        """Fail in the one way there is."""
        self._fatal_error()

    @override
    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Offer every command of the screen in the palette, then Textual's own."""
        for command in screen.commands() if isinstance(screen, HasCommands) else ():
            place: Screen[object] | object = screen
            if isinstance(screen, WorkspaceScreen) and command in screen.active.commands():
                place = screen.active
            yield SystemCommand(
                command.title,
                f"{key_words(command, self.keys)}: {command.help}",
                lambda action=command.action, where=place: self.run_action(action, where),
            )
        for offered in super().get_system_commands(screen):
            if offered.title in ("Theme", "Screenshot"):
                yield offered

    @override
    def search_themes(self) -> None:
        """Offer the themes; the one that is chosen is kept."""
        from cxplanner.screens.theme_choice import ThemeChoice

        self.push_screen(Palette(providers=[ThemeChoice], placeholder="Search for themes…"))

    def choose_theme(self, name: str) -> None:
        """Take a theme and keep it in the settings, or say why it cannot be kept."""
        from cxplanner.screens.theme_choice import kept

        def told(trouble: str) -> None:
            if trouble:
                toast(self, trouble, severity="warning", timeout=10)

        self.theme = name
        self.do_aside(partial(kept, name), told, _nothing)

    def close_copies(self) -> str:
        """Throw the copy of the sample away; answers what to say about it, if there was one."""
        copied = self._copies.pop_all()
        if self.sample is None or self.sample == self._started_with:
            return ""
        from cxplanner.session.sample import gone_words

        copied.close()
        return gone_words(self.sample)


def _rule_codes() -> Collection[str]:
    """The codes a waiver may name; the rules are read only for a plan that has waivers."""
    from cxplanner.gaps import all_rules

    return all_rules()


def _nothing() -> None:
    """For where there is nothing to do."""


def _collect_from_now_on() -> None:
    """Undo what the start put off; what it made stays, so that no collection has to look at it."""
    if not gc.isenabled():
        gc.enable()
        gc.freeze()


def run_planner(
    path: Path | None, catalogue: Catalogue, *, templates: Path | None = None, demo: bool = False
) -> int:
    """Open the planner and stay until it is left; answers the exit status.

    In a demo the plan is a copy that will not last, so that new files belong in the current folder.
    """
    app = PlannerApp(path, catalogue, templates=templates, settings=read_settings(), demo=demo)
    with app.endings.watching():
        answer = app.run()
    app.endings.left()
    app.keep_in_mind()
    saved = app.workspace.saved if app.workspace is not None else None
    if saved is not None and saved != app.sample:
        _say(f"Saved in {saved.absolute()}. Open it again with: cxplanner {shlex.quote(str(saved))}")
    _say(app.close_copies())
    app.endings.say()
    return app.endings.status or answer or app.return_code or 0


def _say(words: str) -> None:
    if words:
        with suppress(OSError):
            sys.stderr.write(f"{one_line(words)}\n")
