"""Another leadership model: what follows from it, so that the plan says the same thing everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from cxplanner.edits.change import Change, Edit
from cxplanner.edits.sections import set_leadership
from cxplanner.gaps.rules.owner import hand_over, may_own, owner_role, taking_over
from cxplanner.plan.models import Plan
from cxplanner.plan.team import Team


class WayToBeLed(NamedTuple):
    """One way to come to a leadership model: in words, and as an edit."""

    title: str
    apply: Edit


def ways_to_be_led(team: Team, model: str) -> tuple[WayToBeLed, ...]:
    """The ways to come to a leadership model, the fullest first.

    An executive whom the model means becomes the owner of the experience: the team then reports to that
    one, who has the letters due to an owner. Where there is none, one is added. Last comes the model alone,
    which leaves what does not fit to the gaps. It is the only way where the owner fits already.
    """
    return tuple(_ways(team, model))


def _ways(team: Team, model: str) -> Iterator[WayToBeLed]:
    title = team.catalogue.leadership[model].title
    change = partial(set_leadership, catalogue=team.catalogue, fields={"model": model})
    led = Team(change(team.plan).plan, team.catalogue, team.today)
    if led.owner is None or not may_own(led, led.members[led.owner]):
        fitting = [key for key in led.executives if key != led.owner and may_own(led, led.members[key])]
        for key in fitting:
            owns = f"{title}: {led.name(key)} owns the experience"
            yield WayToBeLed(owns, _followed_by(change, hand_over(led, key)))
        somebody = taking_over(led, owner_role(led))
        if not fitting and somebody.apply is not None:
            owns = f"{title}: {somebody.title[0].lower()}{somebody.title[1:]}"
            yield WayToBeLed(owns, _followed_by(change, somebody.apply))
    yield WayToBeLed(f"{title}: change nothing else", change)


def _followed_by(first: Edit, second: Edit) -> Edit:
    def apply(plan: Plan) -> Change:
        return first(plan).then(second)

    return apply
