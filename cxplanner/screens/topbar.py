"""What is always in sight: whose plan it is, its numbers, its gaps, and whether it is saved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from cxplanner.screens.marks import SEVERITY_MARKS, SEVERITY_STYLES
from cxplanner.screens.safe import content
from cxplanner.text import counted
from cxplanner.workspace import Workspace

Level = Literal["wide", "normal", "terse", "gaps"]
LEVELS: Final[tuple[Level, ...]] = ("wide", "normal", "terse", "gaps")
"""How much the numbers say, from the most to the least."""


@dataclass(frozen=True, slots=True)
class ViewTab:
    """One view of the workspace: its number key and title."""

    id: str
    key: str
    title: str


class TopBar(Widget):
    """Two lines: company, scale and file; the views and the plan's numbers. A click on a view opens it."""

    DEFAULT_CSS = """
    TopBar { height: 2; dock: top; background: $panel; color: $foreground; }
    """

    class ViewChosen(Message):
        """Somebody clicked on a view."""

        def __init__(self, view: str) -> None:
            super().__init__()
            self.view = view

    def __init__(self, workspace: Workspace, tabs: Sequence[ViewTab]) -> None:
        super().__init__()
        self._workspace = workspace
        self._tabs = tuple(tabs)
        self._active = tabs[0].id
        self._spans: list[tuple[int, int, str]] = []

    def activate(self, view: str) -> None:
        """Show which view is open."""
        self._active = view
        self.refresh()

    def render(self) -> Content:
        """The two lines, as wide as the terminal."""
        width = self.size.width
        first = _ends(self._company(), self._file(), width)
        second = _ends(*self._views_and_numbers(width), width)
        return Content("\n").join([first, second])

    def _company(self) -> Content:
        plan, team = self._workspace.plan, self._workspace.team
        model = self._workspace.catalogue.leadership[plan.leadership.model].title
        return Content.assemble(
            " ", content(plan.company.name).stylize("bold"), content(f" · {team.scale.title} · {model}")
        )

    def _file(self) -> Content:
        path = self._workspace.path
        name = content(path.name if path else "new plan")
        if self._workspace.unsaved:
            return Content.assemble(name, " ", ("● not saved", "bold $text-warning"), " ")
        return Content.assemble(name, " ", ("✓ saved", "$text-success"), " ")

    def _views_and_numbers(self, width: int) -> tuple[Content, Content]:
        """The views and as many numbers as there is room for; where all is too much, keys stand for views."""
        for short in (False, True):
            views = self._views(short=short)
            for level in LEVELS:
                said = self._numbers(level)
                if views.cell_length + said.cell_length < width:
                    return views, said
        return views, Content("")

    def _views(self, *, short: bool) -> Content:
        parts: list[Content | str | tuple[str, str]] = []
        self._spans, at = [], 0
        for tab in self._tabs:
            words = f" {tab.key} " if short and tab.id != self._active else f" {tab.key} {tab.title} "
            style = "bold reverse" if tab.id == self._active else "$text-muted"
            parts.append((words, style))
            self._spans.append((at, at + len(words), tab.id))
            at += len(words)
        return Content.assemble(*parts)

    def _numbers(self, level: Level) -> Content:
        wide = level == "wide"
        parts: list[Content | str | tuple[str, str]] = [self._counted(level)]
        if not self._workspace.judged:
            return Content.assemble(*parts, "… ")
        counts = self._workspace.gap_counts
        if not counts:
            parts.append(("no gaps ", "$text-success"))
        for severity, mark in SEVERITY_MARKS.items():
            if counts[severity]:
                said = f"{mark} {counts[severity]} {severity}  " if wide else f"{mark}{counts[severity]} "
                parts.append((said, SEVERITY_STYLES[severity]))
        return Content.assemble(*parts)

    def _counted(self, level: Level) -> str:
        """How large the team is and how much is answered for."""
        team = self._workspace.team
        expected = team.scale.expected
        fte, covered = f"{team.dedicated_fte:g} FTE", f"{len(team.covered)}/{len(team.required)}"
        wanted = f"{expected.fte_min:g}+" if expected.fte_min else "any"
        if level == "wide":
            most = f"–{expected.dedicated_max}" if expected.dedicated_max else "+"
            size = f"{counted(len(team.dedicated), 'dedicated position')} ({expected.dedicated_min}{most})"
            return f"{size}, {fte} ({wanted}) · {covered} answered for · "
        if level == "normal":
            return f"{fte} ({wanted}) · {covered} · "
        return f"{fte} · {covered} · " if level == "terse" else ""

    def on_click(self, event: events.Click) -> None:
        """Open the view that was clicked on."""
        if event.y == 1:
            for start, end, view in self._spans:
                if start <= event.x < end:
                    self.post_message(self.ViewChosen(view))


def _ends(left: Content, right: Content, width: int) -> Content:
    """One line with a left and a right end; the left one gives way."""
    room = max(width - right.cell_length - 1, 0)
    if left.cell_length > room:
        left = left.truncate(room, ellipsis=True)
    gap = " " * max(width - left.cell_length - right.cell_length, 0)
    return Content.assemble(left, gap, right).truncate(width)
