"""Who stands in the org chart, and above whom."""

from cxplanner.documents.chart_cards import NOBODY, nodes_of, team_cards
from cxplanner.documents.chart_layout import lay_out_chart
from cxplanner.plan.team import Team
from tests.plans import CAT, position, put, started


def test_the_owners_post_comes_first_and_every_position_once() -> None:
    team = Team(put(started("enterprise"), "cxo", reports_to="cpo"), CAT)
    cards = team_cards(team)
    assert [card.id for card in cards[:2]] == ["cpo", "cmo"]
    assert [card.id for card in cards if card.member] == list(team.members)
    assert {card.id for card in cards if not card.member} == {card.boss for card in cards} - {
        None,
        *team.members,
    }


def test_who_reports_to_nobody_stands_under_a_heading_of_its_own() -> None:
    plan = position(started("small"), "newcomer", role="cx-analyst", reports_to=None)
    cards = {card.id: card for card in team_cards(Team(plan, CAT))}
    assert cards[NOBODY].title == "Reports to nobody"
    assert cards["newcomer"].boss == NOBODY
    assert NOBODY not in {card.id for card in team_cards(Team(started("small"), CAT))}


def test_a_card_goes_by_the_title_on_screen() -> None:
    plan = put(started("small"), "sponsor", title="Founder")
    assert next(card for card in team_cards(Team(plan, CAT)) if card.id == "sponsor").title == "Founder"


def test_the_whole_team_is_laid_out() -> None:
    team = Team(started("enterprise"), CAT)
    assert set(lay_out_chart(nodes_of(team_cards(team))).boxes) >= set(team.members)
