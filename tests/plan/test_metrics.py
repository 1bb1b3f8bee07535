"""Metrics in words: values with their unit, and how far a target is."""

import pytest

from cxplanner.catalogue.words import Better
from cxplanner.plan.metrics import Measure, aim, measure, resting_on
from cxplanner.plan.models import Plan
from cxplanner.plan.team import Team
from cxplanner.toml.records import Number
from tests.plans import CAT, entry, sound

M = sound("mid-size")


@pytest.mark.parametrize(
    ("unit", "value", "said"),
    [
        ("%", 85, "85%"),
        ("% per year", 12.5, "12.5% per year"),
        ("points", 45, "45 points"),
        ("points", 1, "1 point"),
        ("stars out of 5", 1, "1 star out of 5"),
        ("access", 1, "1 access"),
        ("EUR per customer", 1_200_000, "1,200,000 EUR per customer"),
        ("days", -2, "-2 days"),
    ],
)
def test_a_value_stands_with_its_unit(unit: str, value: Number, said: str) -> None:
    assert Measure("M", unit, "higher", None).amount(value) == said


@pytest.mark.parametrize(
    ("unit", "better", "baseline", "target", "said"),
    [
        ("points", "higher", 31, 45, "14 points above the baseline"),
        ("points", "higher", 4.9, 5.8, "0.9 points above the baseline"),
        ("points", "higher", 45, 31, "14 points below the baseline, although higher is better"),
        ("days", "lower", 30, 29, "1 day below the baseline"),
        ("days", "lower", 29, 30, "1 day above the baseline, although lower is better"),
        ("%", "higher", 78, 85, "7 percentage points above the baseline"),
        ("% per year", "lower", 30, 29, "1 percentage point below the baseline"),
        ("stars out of 5", "higher", 4, 4.5, "0.5 stars above the baseline"),
        ("points", "higher", 45, 45.0, "the same as the baseline"),
        ("points", "higher", 0, 1e300, "1e+300 points above the baseline"),
    ],
)
def test_the_distance_says_whether_it_is_the_better_direction(
    unit: str, better: Better, baseline: Number, target: Number, said: str
) -> None:
    assert Measure("M", unit, better, None).distance(baseline, target) == said


def facts(plan: Plan, key: str) -> tuple[str, str, Better, str | None]:
    counts = measure(Team(plan, CAT), key)
    return counts.title, counts.unit, counts.better, counts.family


def test_the_plans_own_words_go_before_the_catalogues() -> None:
    assert facts(M, "csat") == ("Customer satisfaction", "%", "higher", "satisfaction")
    own = entry(M, "metrics", "csat", title="Smiles", unit="smiles", better="lower", family="effort")
    assert facts(own, "csat") == ("Smiles", "smiles", "lower", "effort")
    new = entry(M, "metrics", "late", title="Late parcels", unit="currency units", better="lower")
    assert facts(new, "late") == ("Late parcels", "currency units", "lower", None)


def test_money_is_counted_in_the_companys_currency() -> None:
    assert facts(M, "clv")[1] == "EUR per customer"


def test_where_a_metric_is_to_go_and_what_rests_on_it() -> None:
    plan = entry(M, "metrics", "csat", baseline=40, target=50)
    plan = entry(plan, "initiatives", "app", type="mobile-app", metric="csat")
    team = Team(plan, CAT)
    assert aim(team, "csat") == "40% → 50%"
    assert aim(Team(entry(M, "metrics", "csat", target=None), CAT), "csat") == "no target yet"
    assert list(resting_on(team, "csat")) == [
        "Objective “Customers stay”",
        "Initiative “Mobile access to an application”",
    ]
    assert not list(resting_on(team, "nps"))
