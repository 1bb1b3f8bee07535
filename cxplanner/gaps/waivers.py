"""Accepting a gap on purpose, and withdrawing that again."""

from __future__ import annotations

from datetime import date

from cxplanner.catalogue.catalogue import Catalogue
from cxplanner.edits.change import Change, EditRefused, did, made, put, unchanged, without
from cxplanner.plan.models import Plan, Waiver
from cxplanner.plan.subjects import BOARD, ROLE_GROUP, WHOLE_PLAN
from cxplanner.plan.team import Team
from cxplanner.text.words import nearest, one_line


def waive(
    plan: Plan,
    catalogue: Catalogue,
    code: str,
    subject: str,
    *,
    reason: str,
    accepted_by: str | None = None,
    until: date | None = None,
) -> Change:
    """Accept one gap: rule ``code`` about ``subject``. The waiver lapses after ``until``, if given."""
    if not reason.strip():
        raise EditRefused("Say why this gap is accepted; whoever reads the plan later will ask.")
    _check_gap(plan, catalogue, code, subject)
    given = {"reason": reason.strip(), "accepted_by": accepted_by, "until": until}
    waiver = made(Waiver, given)
    about = Team(plan, catalogue).subject(subject, code)
    subjects = put(plan.waivers.get(code, {}), subject, waiver)
    if waiver == plan.waiver(code, subject):
        return unchanged(plan, f"{code} is accepted for {about} already")
    fresh = plan.replace(waivers=put(plan.waivers, code, subjects))
    ends = f" until {until}" if until else ""
    return did(fresh, f"Accepted {code} for {about}{ends}")


def _check_gap(plan: Plan, catalogue: Catalogue, code: str, subject: str) -> None:
    from cxplanner.gaps import all_rules  # the rules are made of edits

    if code not in all_rules():
        near = nearest(code.upper(), all_rules())
        hint = f" Did you mean {near}?" if near else " Codes look like CX205."
        raise EditRefused(f"“{one_line(code)}” is not the code of a rule.{hint}")
    groups = (ROLE_GROUP + key for scale in catalogue.scales.values() for key in scale.required.roles)
    known = {
        *(WHOLE_PLAN, BOARD, *groups),
        *(*catalogue.departments, *catalogue.responsibilities, *catalogue.metrics, *catalogue.tools),
        *(*plan.positions, *plan.responsibilities, *plan.metrics, *plan.initiatives, *plan.objectives),
    }
    if subject not in known:
        near = nearest(subject, sorted(known))
        hint = f" Did you mean {near}?" if near else ""
        raise EditRefused(f"There is nothing called “{one_line(subject)}” that a gap could be about.{hint}")


def unwaive(plan: Plan, catalogue: Catalogue, code: str, subject: str) -> Change:
    """Withdraw a waiver, so that the gap counts again."""
    if plan.waiver(code, subject) is None:
        raise EditRefused(f"{code} is not accepted for {subject}.")
    subjects = without(plan.waivers[code], subject)
    waivers = put(plan.waivers, code, subjects) if subjects else without(plan.waivers, code)
    fresh = plan.replace(waivers=waivers)
    return did(fresh, f"{code} for {Team(plan, catalogue).subject(subject, code)} counts again", named=True)
