"""The answer of ``diff`` for programs: one JSON object with everything in it, errors included."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Final

from cxplanner.commands.loading import problems_for_programs
from cxplanner.gaps.rule import Gap
from cxplanner.plan.team import Team
from cxplanner.toml.problems import FileProblems
from cxplanner.versions.review import ComparedNumber, Review

VERSION: Final = 1


def told_json(review: Review) -> str:
    """Everything that changed."""
    decisions = set(review.decisions)
    return _spelled(
        {
            "before": _plan(review.before),
            "after": _plan(review.after),
            "differences": [
                {
                    "group": group,
                    "kind": one.kind,
                    "section": one.section,
                    "id": one.id,
                    "sentence": one.sentence,
                    "decision": one in decisions,
                }
                for group, some in review.groups.items()
                for one in some
            ],
            "renames": [one._asdict() for one in review.renames],
            "gaps": {
                "opened": [_gap(gap) for gap in review.opened],
                "closed": [_gap(gap) for gap in review.closed],
                "altered": [_gap(gap) for gap in review.altered],
            },
            "measures": [_measure(measure) for measure in review.measures],
            "errors": [],
        }
    )


def broken(error: FileProblems) -> str:
    """What is wrong with the version that cannot be read."""
    nothing: dict[str, object] = {"before": None, "after": None, "differences": [], "renames": []}
    gaps: dict[str, list[object]] = {"opened": [], "closed": [], "altered": []}
    return _spelled({**nothing, "gaps": gaps, "measures": [], "errors": problems_for_programs(error)})


def _spelled(data: dict[str, object]) -> str:
    return json.dumps({"version": VERSION, **data}, indent=2)


def _plan(team: Team) -> dict[str, object]:
    company = team.plan.company
    return {"company": company.name, "scale": company.scale, "positions": len(team.members)}


def _gap(gap: Gap) -> dict[str, object]:
    return {
        "code": gap.code,
        "name": gap.name,
        "severity": gap.severity,
        "subject": gap.subject,
        "message": gap.message,
        "reason": gap.reason,
        "sources": list(gap.sources),
    }


def _measure(measure: ComparedNumber) -> dict[str, object]:
    told = {"id": measure.id, "before": _number(measure.before), "after": _number(measure.after)}
    if measure.is_money:
        told["currencies"] = list(measure.currencies)
    return told


def _number(amount: Decimal | None) -> object:
    if amount is None:
        return None
    return int(amount) if amount == amount.to_integral_value() else float(amount)
