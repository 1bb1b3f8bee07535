"""The views of the workspace: their number keys, names and what of the plan each shows."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Final, cast

if TYPE_CHECKING:
    from cxplanner.screens.shared.view import View
    from cxplanner.session.workspace import Workspace


@dataclass(frozen=True, slots=True)
class ViewKind:
    """One view: ``short`` is its name in the bar, ``sections`` are those of the plan that it shows."""

    title: str
    short: str
    module: str
    name: str
    sections: frozenset[str] = frozenset()

    @property
    def view(self) -> type[View]:
        """What shows it; its module is read only now."""
        return cast(
            "type[View]", getattr(import_module(f"cxplanner.screens.views.{self.module}.view"), self.name)
        )

    def made(self, workspace: Workspace) -> View:
        """The view, opened for the first time."""
        return self.view(workspace)


def _kind(title: str, short: str, module: str, name: str, *sections: str) -> ViewKind:
    return ViewKind(title, short, module, name, frozenset(sections))


VIEWS: Final = (
    _kind("Team", "Team", "team", "TeamView", "positions"),
    _kind("Responsibilities", "RACI", "raci", "ResponsibilitiesView", "responsibilities"),
    _kind("Gaps", "Gaps", "gaps", "GapsView"),
    _kind("Role descriptions", "Roles", "roles", "RolesView"),
    _kind("Departments and board", "Board", "board", "BoardView", "departments", "board"),
    _kind("Metrics and objectives", "Metrics", "metrics", "MetricsView", "metrics", "objectives"),
    _kind("Tools and initiatives", "Tools", "tools", "ToolsView", "tools", "initiatives"),
    _kind("Leadership", "Lead", "leadership", "LeadershipView", "leadership", "budget", "company"),
)
"""In the order of their number keys."""
GAPS: Final = 2
"""The place of the view of the gaps."""


def view_of(section: str) -> int:
    """The place of the view that shows a section of the plan; the gaps are about all."""
    return next((n for n, kind in enumerate(VIEWS) if section in kind.sections), GAPS)
