"""Who is likeliest for a task comes first."""

from cxplanner.advice.people import owners_first, speakers_first
from cxplanner.plan.team import Team
from tests.plans import CAT, TODAY, sound

E = sound("enterprise")


def test_those_of_the_department_are_proposed_first() -> None:
    team = Team(E, CAT, TODAY)
    assert speakers_first(team, "it")[0] == "it-liaison"
    assert set(speakers_first(team, "it")) == set(E.positions)


def test_the_usual_owners_are_proposed_first_and_everybody_may_be_one() -> None:
    team = Team(E, CAT, TODAY)
    found = owners_first(team)
    usual = CAT.leadership[E.leadership.model].owner_roles
    assert team.members[found[0]].position.role in usual
    assert sorted(found) == sorted(E.positions)
