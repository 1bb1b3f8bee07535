"""What the team costs a year, and that nothing is said where nothing was entered."""

from datetime import timedelta
from decimal import Decimal

from cxplanner.edits.sections import set_leadership
from cxplanner.plan.models import Plan
from cxplanner.plan.money import costs, money
from cxplanner.plan.team import Team
from tests.plans import CAT, TODAY, codes, put, sound

M = sound("mid-size")
SEVERAL = put(
    put(put(M, "cxo", annual_cost=200_000.1), "analyst", annual_cost=60_000.2),
    "it-liaison",
    annual_cost=9_000,
)


def team(plan: Plan) -> Team:
    return Team(plan, CAT, TODAY)


def test_nothing_is_told_where_nobody_enters_costs() -> None:
    assert costs(team(M)) is None


def test_dedicated_and_contributing_positions_are_summed_apart() -> None:
    found = costs(team(SEVERAL))
    assert found is not None
    assert (found.dedicated, found.contributing) == (Decimal("260000.3"), Decimal(9000))
    assert (found.total, found.left) == (Decimal("269000.3"), Decimal("239999.7"))
    assert {member.id for member in found.missing} == set(M.positions) - {"cxo", "analyst", "it-liaison"}
    assert found.sentence() == (
        "Costs a year: dedicated 260,000.30 EUR, contributing 9,000 EUR; budget 500,000 EUR, "
        "239,999.70 left; no cost entered for 2 dedicated and 4 contributing positions."
    )


def test_a_cost_of_nothing_is_a_cost_entered() -> None:
    found = costs(team(put(M, "analyst", annual_cost=0)))
    assert found is not None
    assert "analyst" not in {member.id for member in found.missing}
    assert found.dedicated == 0


def test_without_a_budget_there_is_nothing_to_compare_with() -> None:
    found = costs(team(set_leadership(SEVERAL, CAT, {"budget": None}).plan))
    assert found is not None
    assert (found.budget, found.left) == (None, None)
    assert "budget" not in found.sentence()


def test_cents_do_not_come_out_above_the_budget_they_meet() -> None:
    met = set_leadership(SEVERAL, CAT, {"budget": 260_000.3}).plan
    missed = set_leadership(SEVERAL, CAT, {"budget": 260_000.2}).plan
    assert "CX801" not in codes(met)
    assert "CX801" in codes(missed)
    found = costs(team(missed))
    assert found is not None
    assert "0.10 too much" in found.sentence()


def test_who_has_ended_costs_nothing_any_more() -> None:
    over = put(SEVERAL, "cxo", end=TODAY - timedelta(days=1))
    found = costs(team(over))
    assert found is not None
    assert found.dedicated == Decimal("60000.2")


def test_amounts_are_written_for_people() -> None:
    assert [money(Decimal(text)) for text in ("0", "1234", "1234.5", "-7")] == [
        "0",
        "1,234",
        "1,234.50",
        "-7",
    ]
