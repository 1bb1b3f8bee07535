"""Role descriptions: every position as HR hands it out, read here and written to files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import ClassVar

from textual import on
from textual.app import ComposeResult

from cxplanner.documents.role_description import role_description
from cxplanner.screens.commands import Command, bindings
from cxplanner.screens.marks import engagement_mark
from cxplanner.screens.safe import toast
from cxplanner.screens.view import View
from cxplanner.screens.widgets.outline import Entry, Outline
from cxplanner.screens.widgets.page import Page
from cxplanner.screens.widgets.splitter import Panes

NO_POSITIONS = "There are no positions yet. Add them in the view Team."
NONE_VACANT = "No position is vacant. Press {key} to see all of them."
NONE_CHOSEN = "Move the cursor to a position first."
FILTER = "filter:vacant"
VACANT = "roles.vacant"
"""The id of the line that says that only vacant positions are shown; no position has such an id."""


class RolesView(View):
    """The positions, and the role description of the chosen one beside them."""

    TITLE = "Role descriptions"
    ABOUT = (
        "What HR needs to fill a position: its role description, made from the plan and the role. Choose a "
        "position to read it; write one, the vacant ones or all into files, to edit and to post."
    )
    COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(
            "roles.export", "x", "export", "Export this one", "Write its role description to a file", "export"
        ),
        Command(
            "roles.export-many",
            "X,shift+x",
            "export_many",
            "Export all or the vacant ones",
            "Write role descriptions into a folder, a file each",
            "many",
        ),
        Command(
            "roles.vacant", "v", "vacant", "Show vacant ones only", "Once more: show all positions", "vacant"
        ),
        Command("roles.edit", "e,enter", "edit", "Edit the position", "Open its form", "edit"),
    )
    BINDINGS = bindings(COMMANDS)

    vacant_only = False
    """Whether positions that somebody holds are left out of the list."""

    def compose(self) -> ComposeResult:
        """The list, and the document beside it."""
        with Panes(classes="roles"):
            yield Outline(id="role-list")
            yield Page(id="role-page", classes="panel")

    def on_mount(self) -> None:
        """Show the positions at once."""
        self.show_plan()

    @property
    def outline(self) -> Outline:
        """The list of positions."""
        return self.query_one(Outline)

    @property
    def vacant(self) -> list[str]:
        """The positions that nobody holds."""
        return [member.id for member in self.workspace.team.members.values() if member.vacant]

    def show_plan(self) -> None:
        """Render the positions and the document as they are now."""
        self._show(None)

    def focus_first(self) -> None:
        """Put the keyboard into the list."""
        self.outline.focus()

    def select(self, subject: str, section: str = "positions") -> bool:
        """Put the cursor on a position."""
        if section != "positions" or subject not in self.workspace.plan.positions:
            return False
        self.vacant_only = self.vacant_only and subject in self.vacant
        self._show(subject)
        return True

    def _show(self, subject: str | None) -> None:
        self.outline.show(list(self._entries()), select=subject)
        self._describe()

    def _entries(self) -> Iterator[Entry]:
        team = self.workspace.team
        if self.vacant_only:
            yield Entry(
                FILTER, f"Vacant only ({len(self.vacant):,}), {self.key(VACANT)} shows all", heading=True
            )
        for member in team.members.values():
            if member.vacant or not self.vacant_only:
                title = f"{engagement_mark(member)} {team.name(member.id)}"
                yield Entry(member.id, title, "vacant" if member.vacant else "", quiet=not member.dedicated)

    @property
    def chosen(self) -> tuple[str, str] | None:
        """The chosen position."""
        current = self.outline.current
        known = current is not None and current in self.workspace.plan.positions
        return ("positions", current) if current is not None and known else None

    @on(Outline.Highlighted)
    def _describe(self) -> None:
        current, team = self.outline.current, self.workspace.team
        chosen = current if current in team.members else None
        self.query_one(Page).read(role_description(team, chosen) if chosen else self._why_none())

    def _why_none(self) -> str:
        if not self.workspace.plan.positions:
            return NO_POSITIONS
        if self.vacant_only and not self.vacant:
            return NONE_VACANT.format(key=self.key(VACANT))
        return NONE_CHOSEN

    def _with_position(self, do: Callable[[RolesView, str], object]) -> None:
        current = self.outline.current
        if current is not None and current in self.workspace.plan.positions:
            do(self, current)
        else:
            toast(self, self._why_none())

    def action_vacant(self) -> None:
        """Show the vacant positions only, or all again."""
        self.vacant_only = not self.vacant_only
        current, vacant = self.outline.current, self.vacant
        if self.vacant_only and vacant and current not in vacant:
            current = vacant[0]
        self._show(current)

    @on(Outline.Chosen)
    def action_edit(self) -> None:
        """Open the form of the position."""
        from cxplanner.screens.team_dialogs import edit

        self._with_position(edit)

    def action_export(self) -> None:
        """Ask for a file name and write this description there."""
        from cxplanner.screens.roles_export import export_one

        self._with_position(export_one)

    def action_export_many(self) -> None:
        """Ask which descriptions to write, and into which folder."""
        if not self.workspace.plan.positions:
            toast(self, NO_POSITIONS)
            return
        from cxplanner.screens.roles_export import export_many

        export_many(self)
