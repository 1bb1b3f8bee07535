"""The plan a new company starts from."""

from itertools import product

import pytest

from cxplanner.advice.starting_team import starting_plan
from cxplanner.catalogue.catalogue import Catalogue
from cxplanner.catalogue.words import Market
from cxplanner.plan.models import Company
from cxplanner.plan.team import Team
from tests.plans import CAT, MARKETS, MODELS, SCALES, assert_valid, started


@pytest.mark.parametrize(
    ("headcount", "scale"),
    [
        (1, "small"),
        (99, "small"),
        (100, "mid-size"),
        (999, "mid-size"),
        (1_000, "enterprise"),
        (10**6, "enterprise"),
    ],
)
def test_the_headcount_suggests_a_scale(catalogue: Catalogue, headcount: int, scale: str) -> None:
    assert catalogue.suggested_scale(headcount) == scale


@pytest.mark.parametrize(("scale", "model", "market"), list(product(SCALES, MODELS, MARKETS)))
def test_a_starting_plan_opens_and_has_one_executive_owner(scale: str, model: str, market: Market) -> None:
    plan = started(scale, model, market)
    assert_valid(plan)
    team = Team(plan, CAT)
    assert team.owner is not None
    assert team.coverage == 1.0
    assert all(member.vacant for member in team.members.values())
    assert all(said.exists and said.representatives for said in plan.departments.values())


def test_the_company_and_model_are_kept() -> None:
    company = Company(name="Fable & Co", scale="small", headcount=12, market="b2b", currency="GBP")
    plan = starting_plan(CAT, company, "service-led")
    assert plan.company == company
    assert plan.leadership.model == "service-led"
    assert plan.positions["sponsor"].title == "Head of customer service"
    assert plan.positions["sponsor"].department == "customer-service"
    assert plan.positions["generalist"].reports_to == "sponsor"


def test_the_market_decides_who_keeps_the_promise() -> None:
    assert "customer-success-lead" in started("mid-size", MODELS[0], "b2b").positions
    consumers = started("mid-size", MODELS[0], "b2c")
    assert "customer-success-lead" not in consumers.positions
    assert consumers.responsibilities["hand-over-promises"].accountable == "service-delivery-liaison"
    assert consumers.departments["service-delivery"].representatives == ("service-delivery-liaison",)


def test_only_an_enterprise_starts_with_a_board() -> None:
    assert started("small").board is None
    assert started("mid-size").board is None
    board = started("enterprise", "marketing-led").board
    assert board is not None
    assert board.lead == "sponsor"
    assert board.members == ("marketing-sales-liaison", "it-liaison", "customer-support-manager")
