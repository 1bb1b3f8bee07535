"""The answer of ``check`` for programs: one JSON object with everything in it, errors included.

Letters beyond ASCII are escaped, so that the answer is the same in every terminal and encoding.
``cxplanner schema check`` describes it; :data:`VERSION` changes when a program that reads it would have to.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from cxplanner import VERSION as PROGRAM
from cxplanner.catalogue.citations import cited_sources
from cxplanner.commands.check_results import Broken, Checked, Outcome
from cxplanner.commands.output import answer
from cxplanner.gaps import SEVERITIES, Fix, Gap, fix_id, fixes_for
from cxplanner.gaps.rule import lapses_soon
from cxplanner.plan.models import Waiver
from cxplanner.plan.money import costs
from cxplanner.plan.persons import persons
from cxplanner.plan.team import Team, fte_of
from cxplanner.toml.problems import Problem

VERSION: Final = 2


def show_json(outcome: Outcome) -> None:
    """Write the answer; it always holds every problem and every fix."""
    data = {
        "version": VERSION,
        "cxplanner": PROGRAM,
        "on": outcome.on.isoformat(),
        "plans": [_broken(r) if isinstance(r, Broken) else _checked(r) for r in outcome.results],
        "totals": {
            "plans": len(outcome.checked),
            "unreadable": len(outcome.broken),
            "passed_over": outcome.passed_over,
            "gaps": _severities(outcome.open),
            "accepted": sum(len(checked.accepted) for checked in outcome.checked),
        },
    }
    answer(json.dumps(data, indent=2))


def _severities(gaps: Iterable[Gap]) -> dict[str, int]:
    found = [gap.severity for gap in gaps]
    return {severity: found.count(severity) for severity in SEVERITIES}


def _broken(broken: Broken) -> dict[str, object]:
    path = str(broken.path)
    errors = [_error(problem, path) for problem in broken.error.problems]
    nothing = {"company": None, "scale": None, "templates": None, "team": None, "coverage": None}
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
    team = checked.team
    return {
        "path": str(checked.path),
        "company": team.plan.company.name,
        "scale": team.plan.company.scale,
        "templates": str(checked.templates) if checked.templates else None,
        "team": _numbers(team),
        "coverage": {
            "required": len(team.required),
            "planned": len(team.covered),
            "held": len(team.held),
        },
        **_costs(team),
        **({} if checked.base is None else {"base": {"revision": checked.base, "known_gaps": checked.known}}),
        "errors": [],
        "gaps": [_gap(gap, checked) for gap in checked.gaps],
    }


def _numbers(team: Team) -> dict[str, object]:
    """How large the team is, without positions that have ended; planned starts count."""
    members = [member for member in team.members.values() if not member.ended]
    contributing = [member for member in members if not member.dedicated]
    return {
        "positions": len(members),
        "dedicated": len(team.dedicated),
        "vacant": sum(member.vacant for member in members),
        "people": len(persons(team)),
        "fte": {"dedicated": team.dedicated_fte, "contributing": fte_of(contributing)},
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


def _gap(gap: Gap, checked: Checked) -> dict[str, object]:
    return {
        "code": gap.code,
        "name": gap.name,
        "severity": gap.severity,
        "kind": gap.kind,
        "subject": gap.subject,
        "message": gap.message,
        "reason": gap.reason,
        "sources": list(cited_sources(gap.sources)),
        "line": checked.line(gap),
        "fixes": [_fix(gap, fix) for fix in fixes_for(gap, checked.team)],
        "waived": _waived(checked.team, gap),
    }


def _fix(gap: Gap, fix: Fix) -> dict[str, object]:
    asks = {"question": fix.ask.question, "kind": fix.ask.kind} if fix.ask else None
    return {"id": fix_id(gap, fix), "title": fix.title, "asks": asks}


def _waived(team: Team, gap: Gap) -> dict[str, object] | None:
    """The waiver written for a gap, whether it holds or not."""
    waiver = team.plan.waiver(gap.code, gap.subject)
    if waiver is None:
        return None
    return {
        "state": "lapsed" if gap.open else _state(team, waiver),
        "reason": waiver.reason,
        "accepted_by": waiver.accepted_by,
        "until": waiver.until.isoformat() if waiver.until else None,
    }


def _state(team: Team, waiver: Waiver) -> str:
    return "lapses-soon" if lapses_soon(waiver, team.today) else "holds"
