"""Metrics and objectives: what the team wants to reach, what it measures, and who owns each number."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.content import Content

from cxplanner.plan.subjects import WHOLE_PLAN
from cxplanner.screens.kit.commands import Command, bindings
from cxplanner.screens.kit.outline import Entry
from cxplanner.screens.shared.entries_view import EntriesView, EntryDialogs
from cxplanner.screens.shared.view import Place
from cxplanner.screens.views.metrics import words as metrics_words
from cxplanner.text.override import override


class MetricsView(EntriesView):
    """The objectives, and the metrics by family."""

    TITLE = "Metrics and objectives"
    ABOUT = (
        "What the team wants to reach, and the numbers that show whether it does. Each metric has an owner, "
        "a baseline, a target and a day by which to reach it; objectives name the metrics that show them."
    )
    COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(
            "metrics.add", "a,plus", "add", "Add a metric", "Of the catalogue, or one of your own", "add"
        ),
        Command(
            "metrics.objective",
            "o",
            "add_objective",
            "Add an objective",
            "Say what the team wants to reach",
            "objective",
        ),
        Command(
            "metrics.edit",
            "e,enter",
            "edit",
            "Edit the metric or objective",
            "Owner, baseline, target and day; statement and metrics",
            "edit",
        ),
        Command(
            "metrics.remove",
            "x,delete",
            "remove",
            "Remove the metric or objective",
            "Says first what that leaves open",
            "remove",
        ),
        Command("metrics.up", "shift+up", "shift(-1)", "Move up", "One up among its like"),
        Command("metrics.down", "shift+down", "shift(1)", "Move down", "One down among its like"),
    )
    BINDINGS = bindings(COMMANDS)

    @override
    def lines(self) -> Iterable[Entry]:
        """The objectives, and the metrics by family."""
        return metrics_words.lines(self.workspace.team, self.gaps_in("objectives"), self.gaps_in("metrics"))

    @override
    def words(self, place: Place) -> Content:
        """One metric or objective in words."""
        told = metrics_words.metric_words if place.section == "metrics" else metrics_words.objective_words
        return told(self.workspace.team, place.key, self.gaps_at(place))

    @override
    def heading_words(self, heading: str | None) -> Content:
        """What a heading groups, with the gaps about all of it."""
        gaps = self.gaps_in(heading).get(WHOLE_PLAN, ()) if heading else ()
        return metrics_words.heading_words(self.workspace.team, heading, gaps, self.key)

    def action_add(self) -> None:
        """Choose a metric of the catalogue, or name one of your own."""
        from cxplanner.screens.views.metrics.dialogs import add_metric

        add_metric(self)

    def action_add_objective(self) -> None:
        """Ask for the statement of a new objective."""
        from cxplanner.screens.views.metrics.dialogs import add_objective

        add_objective(self)

    @override
    def entry_dialogs(self) -> EntryDialogs:
        """What is asked about an entry here."""
        from cxplanner.screens.views.metrics.dialogs import ENTRY_DIALOGS

        return ENTRY_DIALOGS
