"""Accepting a gap on purpose, and taking that back."""

from __future__ import annotations

from datetime import date

from cxplanner.catalogue.catalogue import Catalogue
from cxplanner.edits.change import Change, EditRefused, made, put, without
from cxplanner.plan import Plan, Waiver
from cxplanner.team import Team


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
    """Accept one gap: rule ``code`` about ``subject``. It lapses after ``until``, if that is given."""
    if not reason.strip():
        raise EditRefused("Say why this gap is accepted; whoever reads the plan later will ask.")
    given = {"reason": reason.strip(), "accepted_by": accepted_by, "until": until}
    waiver = made(Waiver, given)
    subjects = put(plan.waivers.get(code, {}), subject, waiver)
    fresh = plan.model_copy(update={"waivers": put(plan.waivers, code, subjects)})
    ends = f" until {until}" if until else ""
    return Change(fresh, f"Accepted {code} for {Team(plan, catalogue).subject(subject)}{ends}")


def unwaive(plan: Plan, catalogue: Catalogue, code: str, subject: str) -> Change:
    """Take a waiver back, so that the gap counts again."""
    if plan.waiver(code, subject) is None:
        raise EditRefused(f"{code} is not accepted for {subject}.")
    subjects = without(plan.waivers[code], subject)
    waivers = put(plan.waivers, code, subjects) if subjects else without(plan.waivers, code)
    fresh = plan.model_copy(update={"waivers": waivers})
    return Change(fresh, f"{code} for {Team(plan, catalogue).subject(subject)} counts again")
