"""What a field offers to choose from, the same in every form."""

from __future__ import annotations

from cxplanner.plan.team import Team


def metric_options(team: Team) -> tuple[tuple[str, str], ...]:
    """The plan's metrics, then those of the catalogue that it does not measure."""
    others = [key for key in team.catalogue.metrics if key not in team.plan.metrics]
    return (
        *((key, team.metric_title(key)) for key in team.plan.metrics),
        *((key, f"{team.metric_title(key)} (not in the plan)") for key in others),
    )
