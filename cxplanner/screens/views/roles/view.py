"""Role descriptions: every position as HR hands it out, read here and written to files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import ClassVar

from textual import on
from textual.app import ComposeResult

from cxplanner.documents.blocks import paragraphs
from cxplanner.documents.role_description import role_document
from cxplanner.screens.kit.commands import Command, bindings
from cxplanner.screens.kit.outline import Entry, Outline
from cxplanner.screens.kit.safe import toast
from cxplanner.screens.kit.splitter import Panes
from cxplanner.screens.shared.describe import NO_POSITIONS
from cxplanner.screens.shared.marks import engagement_mark, legend, worst
from cxplanner.screens.shared.outline_view import OutlineView
from cxplanner.screens.shared.page import Page
from cxplanner.screens.shared.position_words import also_found_by
from cxplanner.screens.shared.view import Place
from cxplanner.text.override import override

NONE_VACANT = "No position is vacant. Press {key} to see all of them."
NONE_CHOSEN = "Move the cursor to a position first."
FILTER = "filter:vacant"
VACANT = "roles.vacant"
"""The id of the line that says that only vacant positions are shown; no position has such an id."""


class RolesView(OutlineView):
    """The positions, and the role description of the chosen one beside them."""

    TITLE = "Role descriptions"
    ABOUT = (
        "What HR needs to fill a position: its role description, made from the plan and the role. Choose a "
        "position to read it; write one, the vacant ones or all into files, to edit and to post."
    )
    LEGEND = legend()
    COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(
            "roles.export",
            "t",
            "export",
            "Export this one",
            "Write its role description to a file",
            "to file",
        ),
        Command(
            "roles.export-many",
            "T,shift+t",
            "export_many",
            "Export all or the vacant ones",
            "Write role descriptions into a folder, a file each",
            "files",
        ),
        Command(
            "roles.vacant", "v", "vacant", "Show vacant ones only", "Once more: show all positions", "vacant"
        ),
        Command("roles.edit", "e,enter", "edit", "Edit the position", "Open its form", "edit"),
    )
    BINDINGS = bindings(COMMANDS)
    SOUGHT = "a title, a name, a role or a department"

    vacant_only = False
    """Whether positions that somebody holds are left out of the list."""

    @override
    def compose(self) -> ComposeResult:
        """The list, and the document beside it."""
        with Panes(classes="roles"):
            yield Outline(id="role-list")
            yield Page(id="role-page", classes="panel")

    @property
    def vacant(self) -> list[str]:
        """The positions that nobody holds."""
        return [member.id for member in self.workspace.team.members.values() if member.vacant]

    @override
    def show_entries(self) -> tuple[int, int]:
        """Render the positions asked for, and the document as it is now."""
        counts = super().show_entries()
        self._describe()
        return counts

    @override
    def select(self, subject: str, section: str = "positions") -> bool:
        """Put the cursor on a position."""
        if section != "positions" or subject not in self.workspace.plan.positions:
            return False
        self.vacant_only = self.vacant_only and subject in self.vacant
        found = self.reveal(subject)
        self._describe()
        return found

    @property
    @override
    def place(self) -> Place | None:
        """The position under the cursor."""
        current = self.current
        return Place("positions", current) if current and current in self.workspace.plan.positions else None

    @override
    def lines(self) -> Iterator[Entry]:
        """The positions, or the vacant ones only."""
        team, gaps = self.workspace.team, self.workspace.gaps_in("positions")
        if self.vacant_only:
            yield Entry(
                FILTER, f"Vacant only ({len(self.vacant):,}), {self.key(VACANT)} shows all", heading=True
            )
        for member in team.members.values():
            if member.vacant or not self.vacant_only:
                yield Entry(
                    member.id,
                    f"{engagement_mark(member)} {team.name(member.id)}",
                    "vacant" if member.vacant else "",
                    mark=worst(gaps.get(member.id, ())),
                    quiet=not member.dedicated,
                    words=f"{member.holder} {also_found_by(team, member)}",
                )

    @on(Outline.Highlighted)
    def _describe(self) -> None:
        place, team = self.place, self.workspace.team
        self.query_one(Page).read(role_document(team, place.key) if place else paragraphs(self._why_none()))

    def _why_none(self) -> str:
        if not self.workspace.plan.positions:
            return NO_POSITIONS
        if self.wanted and self.current is None:
            return self.none_found()
        if self.vacant_only and not self.vacant:
            return NONE_VACANT.format(key=self.key(VACANT))
        return NONE_CHOSEN

    def _with_position(self, do: Callable[[RolesView, str], object]) -> None:
        place = self.place
        if place is not None:
            do(self, place.key)
        else:
            toast(self, self._why_none())

    def action_vacant(self) -> None:
        """Show the vacant positions only, or all again."""
        self.vacant_only = not self.vacant_only
        current, vacant = self.outline.current, self.vacant
        if self.vacant_only and vacant and current not in vacant:
            current = vacant[0]
        self.show_plan()
        if current in self.outline.shown:
            self.show_lines(current)

    @on(Outline.Chosen)
    def action_edit(self) -> None:
        """Open the form of the position."""
        from cxplanner.screens.shared.position_form import edit_position

        self._with_position(edit_position)

    def action_export(self) -> None:
        """Ask for a file name and write this description there."""
        from cxplanner.screens.views.roles.export import export_one

        self._with_position(export_one)

    def action_export_many(self) -> None:
        """Ask which descriptions to write, and into which folder."""
        if not self.workspace.plan.positions:
            toast(self, NO_POSITIONS)
            return
        from cxplanner.screens.views.roles.export import export_many

        export_many(self, self.vacant)
