"""Plans that tests of the pure core start from, and short ways to change and to judge them."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

from cxplanner.advice.starting_team import starting_plan
from cxplanner.catalogue.load import shipped_catalogue
from cxplanner.catalogue.words import Market
from cxplanner.edits.change import Change
from cxplanner.edits.positions import set_position
from cxplanner.edits.sections import Section, set_board, set_entry, set_leadership
from cxplanner.gaps import Gap, all_rules, find_gaps
from cxplanner.plan.canonical import plan_text
from cxplanner.plan.file import plan_from_source
from cxplanner.plan.models import Assignment, Company, Plan, Position
from cxplanner.toml.source import source_from_text
from cxplanner.toml.validate import judged

TODAY: Final = date(2027, 1, 15)
SCALES: Final = ("small", "mid-size", "enterprise")
MODELS: Final = ("chief-experience-officer", "marketing-led", "service-led")
MARKETS: Final[tuple[Market, ...]] = ("b2b", "b2c", "both")
CAT: Final = shipped_catalogue()


@cache
def started(scale: str, model: str = MODELS[0], market: Market = "both") -> Plan:
    """The starting plan of a variant, fresh from the template."""
    return starting_plan(CAT, Company(name="Northwind", scale=scale, market=market), model)


@cache
def sound(scale: str, model: str = MODELS[0], market: Market = "both") -> Plan:
    """A starting plan with everything filled in, so that it has no gap at all."""
    plan = started(scale, model, market)
    for key in plan.positions:
        plan = put(plan, key, incumbent=f"Holder of {key}")
    for key in plan.metrics:
        plan = entry(plan, "metrics", key, target=50)
    for key in CAT.scales[scale].required.tools:
        plan = entry(
            plan, "tools", key, product="Homegrown", owner=plan.responsibilities["maintain-tools"].accountable
        )
    plan = entry(plan, "objectives", "delight", statement="Customers stay", metrics=["csat"])
    return set_leadership(plan, CAT, {"budget": 500_000}).plan


def put(plan: Plan, key: str, **fields: Any) -> Plan:
    """The plan with fields of a position set."""
    return set_position(plan, CAT, key, fields).plan


def entry(plan: Plan, section: Section, key: str, **fields: Any) -> Plan:
    """The plan with fields of an objective, department, metric, tool or initiative set."""
    return set_entry(plan, CAT, section, key, fields).plan


def board(plan: Plan, **fields: Any) -> Plan:
    """The plan with fields of the board set."""
    return set_board(plan, CAT, fields).plan


def row(plan: Plan, key: str, **fields: Any) -> Plan:
    """The plan with fields of a RACI row replaced."""
    old = plan.responsibilities.get(key, Assignment())
    new = judged(Assignment, {**vars(old), **fields})
    return plan.replace(responsibilities={**plan.responsibilities, key: new})


def position(plan: Plan, key: str, **fields: Any) -> Plan:
    """The plan with a filled position more that takes nothing on by itself."""
    made = judged(Position, {"incumbent": "A. Newcomer", "reports_to": "ceo", **fields})
    return plan.replace(positions={**plan.positions, key: made})


def gaps(plan: Plan) -> tuple[Gap, ...]:
    """The gaps of a plan on the day of the tests."""
    return find_gaps(plan, CAT, TODAY)


def keys(plan: Plan) -> set[tuple[str, str]]:
    """(rule, subject) of every gap."""
    return {(gap.code, gap.subject) for gap in gaps(plan)}


def codes(plan: Plan) -> set[str]:
    """The rules that find something."""
    return {gap.code for gap in gaps(plan)}


def assert_valid(plan: Plan) -> None:
    """A plan file with this plan opens, and gives back the very same plan."""
    text = plan_text(plan)
    again = plan_from_source(source_from_text(text, Path("p.toml")), CAT, codes=all_rules).plan
    assert again == plan
    assert plan_text(again) == text


def assert_change(before: Plan, change: Change) -> None:
    """A change is in words and leads to a plan that opens."""
    assert change.sentence.strip()
    assert change.plan is before or plan_text(change.plan) != plan_text(before) or change.plan == before
    assert_valid(change.plan)
