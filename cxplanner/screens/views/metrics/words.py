"""Metrics and objectives as lines of a list, and in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from textual.content import Content

from cxplanner.plan.metrics import Measure, aim, family_of, measure, resting_on
from cxplanner.plan.subjects import WHOLE_PLAN
from cxplanner.plan.team import Team
from cxplanner.screens.kit.outline import Entry
from cxplanner.screens.kit.safe import content
from cxplanner.screens.shared.describe import bullets
from cxplanner.screens.shared.entry_words import fact, heading_with_gaps, muted, panel, said_by, who
from cxplanner.screens.shared.marks import worst
from cxplanner.screens.shared.view import KeyOf, Place
from cxplanner.text.words import listed

if TYPE_CHECKING:
    from cxplanner.gaps.rule import Gap

Gaps = Mapping[str, "tuple[Gap, ...]"]
FAMILIES: Final[Mapping[str, str]] = {
    "satisfaction": "Satisfaction",
    "loyalty": "Loyalty",
    "value": "Value",
    "effort": "Effort",
    "operations": "Operations",
    "": "Of no family",
}
"""Family of metrics -> its heading, in their order on screen."""
_FITS: Final = 10
"""So many cells a target may take beside its metric; the panel has room for any."""


def lines(team: Team, objectives: Gaps, metrics: Gaps) -> Iterator[Entry]:
    """The objectives, and the metrics by family."""
    title = heading_with_gaps("Objectives", objectives.get(WHOLE_PLAN, ()))
    yield Entry("objectives", title, heading=True)
    for key, objective in team.plan.objectives.items():
        by = ", ".join(_short(team, metric) for metric in objective.metrics)
        mark = worst(objectives.get(key, ()))
        yield Entry(Place("objectives", key).id, objective.statement, by, mark=mark, parent="objectives")
    title = "Metrics" if team.plan.metrics else "Metrics: none yet"
    yield Entry("metrics", heading_with_gaps(title, metrics.get(WHOLE_PLAN, ())), heading=True)
    for family, family_title in FAMILIES.items():
        keys = [key for key in team.plan.metrics if family_of(team, key) == family]
        if keys:
            yield Entry(f"family:{family}", family_title, heading=True)
        for key in keys:
            yield _metric_line(team, key, metrics.get(key, ()), f"family:{family}")


def _short(team: Team, key: str) -> str:
    own, known = team.plan.metrics.get(key), team.catalogue.metrics.get(key)
    return known.short if known and not (own and own.title) else team.metric_title(key)


def _metric_line(team: Team, key: str, gaps: tuple[Gap, ...], parent: str) -> Entry:
    metric, counts = team.plan.metrics[key], measure(team, key)
    owner = team.name(metric.owner) if metric.owner else "nobody owns it"
    return Entry(
        Place("metrics", key).id, counts.title, owner, _target(counts, metric.target), worst(gaps), parent
    )


def _target(counts: Measure, target: float | None) -> str:
    if target is None:
        return "no target"
    whole = counts.amount(target)
    return whole if len(whole) <= _FITS else whole.partition(" ")[0]


def metric_words(team: Team, key: str, gaps: tuple[Gap, ...]) -> Content:
    """One metric of the plan: what it counts, where it is to go, who owns it and what rests on it."""
    metric, counts = team.plan.metrics[key], measure(team, key)
    said = [*counting(counts), Content("")]
    if metric.baseline is not None:
        said.append(fact("Baseline", counts.amount(metric.baseline)))
    said.append(fact("Target", _aimed(team, key, counts)))
    said.append(fact("Owner", who(team, metric.owner)))
    said += bullets("Named by", list(resting_on(team, key)))
    return Content("\n").join([panel(counts.title, said, gaps), *said_by(team, counts.sources)])


def _aimed(team: Team, key: str, counts: Measure) -> str:
    metric = team.plan.metrics[key]
    due = f" by {metric.due}" if metric.due else ""
    late = f" ({metric.due} is over)" if metric.due and metric.due < team.today else ""
    if metric.target is None:
        return f"none yet{due}{late}"
    if metric.baseline is None:
        return f"{counts.amount(metric.target)}{due}{late}"
    far = counts.distance(metric.baseline, metric.target)
    return f"{counts.amount(metric.target)}{due}{late}, {far}"


def counting(counts: Measure) -> list[Content]:
    """What a metric counts, and which way is better."""
    family = f" Family: {FAMILIES[counts.family].lower()}." if counts.family else ""
    said = f"Counted in {counts.unit}; {counts.better} is better.{family}"
    return [muted(said), *([content(counts.about)] if counts.about else [])]


def objective_words(team: Team, key: str, gaps: tuple[Gap, ...]) -> Content:
    """One objective: its statement, and the metrics it is measured by."""
    objective = team.plan.objectives[key]
    by = [f"{team.metric_title(metric)}: {_progress(team, metric)}" for metric in objective.metrics]
    said = bullets("Measured by", by) or [content("No metric says yet whether it is reached.")]
    return panel(objective.statement, said, gaps)


def _progress(team: Team, metric: str) -> str:
    return aim(team, metric) if metric in team.plan.metrics else "the plan does not measure it"


def heading_words(team: Team, line: str | None, gaps: tuple[Gap, ...], key: KeyOf) -> Content:
    """What a heading groups, with the gaps about all of it."""
    if line == "objectives":
        add = f"{key('metrics.objective')} adds an objective."
        said = f"What the team wants to reach, each with the metrics that show it. {add}"
        return panel("Objectives", [content(said)], gaps)
    title = FAMILIES.get((line or "").removeprefix("family:"), "Metrics")
    family = [m for m, known in team.catalogue.metrics.items() if f"family:{known.family}" == line]
    unused = [team.metric_title(metric) for metric in family if metric not in team.plan.metrics]
    add = f"{key('metrics.add')} adds a metric: of the catalogue, or one of your own."
    said = f"What the team measures, by family. {add}"
    more = f"Of this family the plan does not use: {listed(unused)}." if unused else ""
    return panel(title, [content(said), *([Content(""), muted(more)] if more else [])], gaps)


def catalogue_words(team: Team, key: str) -> Content:
    """A metric that the plan does not use yet, for whoever thinks of adding it."""
    counts = measure(team, key)
    named = bullets("Named by", list(resting_on(team, key)))
    return panel(counts.title, [*counting(counts), *named, *said_by(team, counts.sources)], ())
