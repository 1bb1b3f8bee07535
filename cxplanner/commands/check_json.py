"""The answer of ``check`` for programs: one JSON object with everything in it, errors included.

Letters beyond ASCII are escaped, so that the answer is the same in every terminal and encoding.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from cxplanner.catalogue.citations import cited_sources
from cxplanner.commands.check_results import Broken, Checked, Result
from cxplanner.commands.output import answer
from cxplanner.gaps import Gap, fixes_for
from cxplanner.plan.money import costs
from cxplanner.plan.subjects import section_of
from cxplanner.plan.team import Team
from cxplanner.toml.locate import Locator, Place
from cxplanner.toml.problems import Problem

VERSION: Final = 1


def show_json(results: Sequence[Result], *, every_problem: bool, every_fix: bool) -> None:  # noqa: ARG001
    """Write the answer; it always holds every problem and every fix."""
    plans = [_broken(r) if isinstance(r, Broken) else _checked(r) for r in results]
    answer(json.dumps({"version": VERSION, "plans": plans}, indent=2))


def _broken(broken: Broken) -> dict[str, object]:
    path = str(broken.path)
    errors = [_error(problem, path) for problem in broken.error.problems]
    nothing = {"company": None, "scale": None, "coverage": None}
    return {"path": path, **nothing, "errors": errors, "gaps": []}


def _error(problem: Problem, path: str) -> dict[str, object]:
    """A problem; one of a template says so in its message, since its line is none of the plan's."""
    elsewhere = "" if problem.path == path else f"{problem.path}: "
    return {
        "line": 0 if elsewhere else problem.line,
        "column": 0 if elsewhere else problem.column,
        "key": problem.key,
        "message": elsewhere + problem.message,
        "hint": problem.hint,
    }


def _checked(checked: Checked) -> dict[str, object]:
    team, locator = checked.team, Locator(checked.file.source.text)
    return {
        "path": str(checked.path),
        "company": team.plan.company.name,
        "scale": team.plan.company.scale,
        "coverage": round(team.coverage, 4),
        **_costs(team),
        **({} if checked.base is None else {"base": {"revision": checked.base, "known_gaps": checked.known}}),
        "errors": [],
        "gaps": [_gap(gap, team, locator) for gap in checked.gaps],
    }


def _costs(team: Team) -> dict[str, object]:
    """The costs that were entered; nothing at all where none were."""
    entered = costs(team)
    if entered is None:
        return {}
    names = ("dedicated", "contributing", "total", "budget", "left")
    amounts = {name: _amount(getattr(entered, name)) for name in names}
    missing = [member.id for member in entered.missing]
    return {"costs": {**amounts, "currency": entered.currency, "missing": missing}}


def _amount(amount: Decimal | None) -> int | float | None:
    if amount is None:
        return None
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def _gap(gap: Gap, team: Team, locator: Locator) -> dict[str, object]:
    return {
        "code": gap.code,
        "name": gap.name,
        "severity": gap.severity,
        "kind": gap.kind,
        "subject": gap.subject,
        "message": gap.message,
        "reason": gap.reason,
        "sources": list(cited_sources(gap.sources)),
        "line": locator.at(_place(gap))[0],
        "fixes": [fix.title for fix in fixes_for(gap, team)],
        "waived": _waived(gap),
    }


def _place(gap: Gap) -> Place:
    """Where a gap belongs in the file; what is not there yet is found at the nearest thing that is."""
    section = section_of(gap.code, gap.subject)
    return ("leadership", section) if section == "budget" else (section, gap.subject)


def _waived(gap: Gap) -> dict[str, object] | None:
    if gap.waived is None:
        return None
    until = gap.waived.until
    return {
        "reason": gap.waived.reason,
        "accepted_by": gap.waived.accepted_by,
        "until": until.isoformat() if until else None,
    }
