"""The workspace: one plan, its views, and what is always in sight."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from textual import on
from textual.app import ComposeResult
from textual.containers import Container
from textual.screen import Screen
from textual.widgets import Footer

from cxplanner.edits.sections import set_company, set_leadership
from cxplanner.files.problems import CxplannerError
from cxplanner.files.save import SaveRefused
from cxplanner.screens.commands import Command, bindings
from cxplanner.screens.company_fields import company_fields
from cxplanner.screens.form import Form
from cxplanner.screens.gaps_view import GapsView
from cxplanner.screens.help import Help
from cxplanner.screens.raci_view import ResponsibilitiesView
from cxplanner.screens.safe import toast
from cxplanner.screens.team_view import TeamView
from cxplanner.screens.topbar import TopBar, ViewTab
from cxplanner.screens.view import View
from cxplanner.screens.widgets.confirm import Answer, Confirm
from cxplanner.screens.widgets.prompt import Prompt
from cxplanner.workspace import CommentsWouldGo, Workspace

VIEWS: Final[tuple[type[View], ...]] = (TeamView, ResponsibilitiesView, GapsView)

COMMANDS: Final[tuple[Command, ...]] = (
    *(
        Command(f"view.{n}", str(n), f"view({n - 1})", f"Show {view.TITLE}", f"Open the view {view.TITLE}")
        for n, view in enumerate(VIEWS, start=1)
    ),
    Command("plan.save", "ctrl+s", "save", "Save", "Write the plan to its file", "save", "^s"),
    Command("plan.save-as", "f12", "save_as", "Save under another name", "Write the plan to a new file"),
    Command("plan.undo", "ctrl+z", "undo", "Undo", "Take the last edit back", "undo", "^z"),
    Command("plan.redo", "ctrl+y", "redo", "Redo", "Do again what was undone", shown_key="^y"),
    Command(
        "plan.company", "f4", "company", "Company and leadership", "Name, scale, market, model and budget"
    ),
    Command(
        "app.help", "f1,question_mark", "help", "Help", "Where you are and what you can do", "help", "F1"
    ),
    Command("app.quit", "ctrl+q,q", "leave", "Quit", "Leave; asks if something is not saved", "quit", "q"),
)


class WorkspaceScreen(Screen[None]):
    """One plan on screen."""

    CSS_PATH = "workspace.tcss"
    BINDINGS = bindings(COMMANDS)
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (64, "-normal"), (100, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-low"), (20, "-tall")]  # noqa: RUF012

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self._views: dict[type[View], View] = {}
        self.active: View = TeamView(workspace)
        """The view that is open."""

    def compose(self) -> ComposeResult:
        """The bar, the first view, and the keys; other views come when they are asked for."""
        tabs = [ViewTab(view.__name__, str(n), view.TITLE) for n, view in enumerate(VIEWS, start=1)]
        yield TopBar(self.workspace, tabs)
        self._views[TeamView] = self.active
        with Container(id="views"):
            yield self.active
        yield Footer(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        """Put the keyboard into the first view."""
        self.active.focus_first()

    def commands(self) -> Iterator[Command]:
        """Everything that can be done here now."""
        yield from self.active.COMMANDS
        yield from COMMANDS

    async def open_view(self, kind: type[View]) -> View:
        """Open a view, made when it is first asked for."""
        before, view = self.active, self._views.get(kind)
        if view is None:
            view = self._views[kind] = kind(self.workspace)
            await self.query_one("#views").mount(view)
        elif view is not before:
            view.show_plan()
        before.display = view is before
        view.display = True
        self.active = view
        self.query_one(TopBar).activate(kind.__name__)
        view.focus_first()
        return view

    async def action_view(self, number: int) -> None:
        """Open a view by its number."""
        await self.open_view(VIEWS[number])

    @on(TopBar.ViewChosen)
    async def _clicked(self, event: TopBar.ViewChosen) -> None:
        await self.open_view(next(view for view in VIEWS if view.__name__ == event.view))

    @on(View.PlanChanged)
    def _changed(self, event: View.PlanChanged) -> None:
        self.show_plan()
        toast(self, event.sentence)

    def show_plan(self) -> None:
        """Show the plan as it is now, in what is in sight."""
        self.active.show_plan()
        self.query_one(TopBar).refresh()

    @on(View.GoTo)
    async def _go_to(self, event: View.GoTo) -> None:
        plan = self.workspace.plan
        kind = TeamView if event.subject in plan.positions else ResponsibilitiesView
        if event.subject not in plan.positions and event.subject not in self.workspace.team.shown:
            toast(self, "This gap is about the plan as a whole; f shows how to close it.")
            return
        view = await self.open_view(kind)
        view.select(event.subject)

    def action_undo(self) -> None:
        """Take the last edit back and say which."""
        change = self.workspace.history.undo()
        toast(self, f"Undone: {change.sentence}" if change else "There is nothing to undo.")
        self.show_plan()

    def action_redo(self) -> None:
        """Do again what was undone and say what."""
        change = self.workspace.history.redo()
        toast(self, f"Done again: {change.sentence}" if change else "There is nothing to redo.")
        self.show_plan()

    def action_save(self) -> None:
        """Save where the plan came from; ask for a name where it has none."""
        if self.workspace.path is None:
            self.action_save_as()
        else:
            self._save(None)

    def _save(self, path: Path | None, then_leave: bool = False) -> None:
        try:
            saved = self.workspace.save(path)
        except CommentsWouldGo as refused:
            self._ask_name(str(refused), then_leave)
            return
        except SaveRefused as refused:
            if refused.reason in ("changed", "gone", "exists"):
                self._ask_name(f"{refused}. Nothing was written.", then_leave)
            else:
                toast(self, str(refused), title="Not saved", severity="error", timeout=10)
            return
        except CxplannerError as refused:
            toast(self, str(refused), title="Not saved", severity="error", timeout=10)
            return
        toast(self, f"Saved {saved.name}.")
        self.query_one(TopBar).refresh()
        if then_leave:
            self.app.exit(0)

    def action_save_as(self) -> None:
        """Ask for a file name and save there."""
        self._ask_name("The plan is one text file; give it a name that ends in .toml.", False)

    def _ask_name(self, explanation: str, then_leave: bool) -> None:
        path = self.workspace.path

        def answered(name: str | None) -> None:
            if name is not None:
                self._save(Path(name.strip()).expanduser(), then_leave)

        proposed = free_name(path or Path(f"{_slug(self.workspace.plan.company.name)}.toml"))
        prompt = Prompt(
            "Save under which name?",
            explanation=explanation,
            value=str(proposed),
            check=_file_name_complaint,
            accept="Save",
        )
        self.app.push_screen(prompt, answered)

    def action_leave(self) -> None:
        """Leave; ask first if something is not saved."""
        if not self.workspace.unsaved:
            self.app.exit(0)
            return

        def answered(answer: str | None) -> None:
            if answer == "save" and self.workspace.path is None:
                self._ask_name("Where should the plan be kept?", then_leave=True)
            elif answer == "save":
                self._save(None, then_leave=True)
            elif answer == "drop":
                self.app.exit(0)

        done = [change.sentence for change in self.workspace.history.done[-3:]]
        answers = [
            Answer("save", "Save and leave", "primary", "s"),
            Answer("drop", "Leave without saving", "error", "l"),
            Answer("stay", "Stay", key="y"),
        ]
        explanation = "Last edits: " + "; ".join(done) if done else "The new plan has not been saved yet."
        self.app.push_screen(Confirm("The plan is not saved.", answers, explanation=explanation), answered)

    def action_company(self) -> None:
        """Open the form of company and leadership."""
        catalogue = self.workspace.catalogue

        def commit(name: str, value: object) -> None:
            plan = self.workspace.plan
            edit = set_leadership if name in ("model", "budget") else set_company
            change = edit(plan, catalogue, {name: value})
            if self.workspace.do(change):
                self._changed(View.PlanChanged(change.sentence))

        fields = company_fields(self.workspace.plan, catalogue)
        self.app.push_screen(Form("Company and leadership", fields, commit))

    def action_help(self) -> None:
        """Say where you are and what you can do."""
        self.app.push_screen(Help(self.active.TITLE, self.active.ABOUT, self.commands()))


def _slug(name: str) -> str:
    letters = "".join(c if c.isascii() and c.isalnum() else "-" for c in name.lower())
    return "-".join(filter(None, letters.split("-")))[:60] or "plan"


def free_name(path: Path) -> Path:
    """The path, or the first numbered one beside it that is not taken."""
    number, candidate = 1, path
    while candidate.exists():
        number += 1
        candidate = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return candidate


def _file_name_complaint(text: str) -> str | None:
    name = text.strip()
    if not name.endswith(".toml") or name == ".toml":
        return "A plan's file name ends in .toml, such as acme.toml."
    path = Path(name).expanduser()
    if path.exists():
        return f"{path.name} exists already; choose another name."
    if not path.parent.is_dir():
        return f"The folder {path.parent} does not exist."
    return None
