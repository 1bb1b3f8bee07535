"""A good plan in which one thing is broken, in every way thought of, never ends in “No gaps”."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import product
from typing import Final

import pytest

from cxplanner.edits.positions import remove_position
from cxplanner.edits.sections import set_company, set_leadership, set_scale
from cxplanner.plan.models import Plan
from cxplanner.plan.team import OWN_THE_EXPERIENCE, Member, Team
from tests.plans import CAT, MODELS, SCALES, TODAY, entry, gaps, put, row, sound

LARGE: Final = ("mid-size", "enterprise")
ALONE: Final[dict[str, list[str]]] = {"responsible": [], "consulted": [], "informed": []}

Broken = Iterator[tuple[str, Plan]]


def team_of(plan: Plan) -> Team:
    return Team(plan, CAT, TODAY)


def owner_of(plan: Plan) -> str:
    owner = team_of(plan).owner
    assert owner
    return owner


def each(names: Iterable[str], broken: Callable[[str], Plan]) -> Broken:
    for name in names:
        yield name, broken(name)


def staff(plan: Plan) -> tuple[Member, ...]:
    return tuple(member for member in team_of(plan).dedicated if not member.executive)


def nobody_answers(plan: Plan) -> Broken:
    yield from each(team_of(plan).required, lambda duty: row(plan, duty, accountable=None))


def the_executive_does_it_all_alone(plan: Plan) -> Broken:
    rows = plan.responsibilities.items()
    duties = CAT.responsibilities
    mine = [k for k, r in rows if r.accountable == owner_of(plan) and not duties[k].executive]
    yield from each(mine, lambda duty: row(plan, duty, responsible=[]))


def a_department_is_silent(plan: Plan) -> Broken:
    required = [key for key in team_of(plan).scale.required.departments if key in plan.departments]
    yield from each(required, lambda key: entry(plan, "departments", key, representatives=[]))


def a_metric_belongs_to_nobody(plan: Plan) -> Broken:
    yield from each(plan.metrics, lambda key: entry(plan, "metrics", key, owner=None))


def a_metric_has_no_target(plan: Plan) -> Broken:
    yield from each(plan.metrics, lambda key: entry(plan, "metrics", key, target=None))


def there_is_no_objective(plan: Plan) -> Broken:
    yield "objectives", plan.replace(objectives={})


def an_objective_is_not_measured(plan: Plan) -> Broken:
    yield "delight", entry(plan, "objectives", "delight", metrics=[])


def a_family_of_tools_is_missing(plan: Plan) -> Broken:
    required = team_of(plan).scale.required.tools
    yield from each(
        required, lambda key: plan.replace(tools={k: v for k, v in plan.tools.items() if k != key})
    )


def another_model_leads(plan: Plan) -> Broken:
    others = [model for model in MODELS if model != plan.leadership.model]
    yield from each(others, lambda model: set_leadership(plan, CAT, {"model": model}).plan)


def the_owner_is_of_another_department(plan: Plan) -> Broken:
    leads = CAT.leadership[plan.leadership.model].department
    others = [key for key in CAT.departments if leads and key != leads]
    yield from each(others, lambda key: put(plan, owner_of(plan), department=key))


def the_owner_reports_to_a_colleague(plan: Plan) -> Broken:
    owner = owner_of(plan)
    others = [key for key in plan.positions if key != owner]
    yield from each(others, lambda key: put(put(plan, key, reports_to="ceo"), owner, reports_to=key))


def the_owner_is_no_executive(plan: Plan) -> Broken:
    yield owner_of(plan), put(plan, owner_of(plan), executive=False)


def the_owner_is_vacant(plan: Plan) -> Broken:
    yield owner_of(plan), put(plan, owner_of(plan), incumbent=None)


def somebody_without_the_post_owns_it(plan: Plan) -> Broken:
    others = [key for key in plan.positions if key != owner_of(plan)]
    yield from each(others, lambda key: row(plan, OWN_THE_EXPERIENCE, accountable=key, **ALONE))


def one_position_answers_for_everything(plan: Plan) -> Broken:
    for key in plan.positions:
        broken = plan
        for duty in plan.responsibilities:
            broken = row(broken, duty, accountable=key, **ALONE)
        yield key, broken


def the_team_reports_outside(plan: Plan) -> Broken:
    yield from each([member.id for member in staff(plan)], lambda key: put(plan, key, reports_to="cmo"))


def somebody_reports_to_nobody(plan: Plan) -> Broken:
    yield from each([member.id for member in staff(plan)], lambda key: put(plan, key, reports_to=None))


def one_person_holds_everything(plan: Plan) -> Broken:
    broken = plan
    for key in plan.positions:
        broken = put(broken, key, incumbent="Only Me")
    yield "Only Me", broken


def somebody_is_their_own_manager(plan: Plan) -> Broken:
    led = [key for key, position in plan.positions.items() if position.reports_to in plan.positions]
    boss = {key: plan.positions[str(plan.positions[key].reports_to)].incumbent for key in led}
    yield from each(led, lambda key: put(plan, key, incumbent=boss[key]))


def the_company_is_of_another_size(plan: Plan) -> Broken:
    fitting = {"small": 20, "mid-size": 500, "enterprise": 25_000}
    others = [str(number) for scale, number in fitting.items() if scale != plan.company.scale]
    yield from each(others, lambda number: set_company(plan, CAT, {"headcount": int(number)}).plan)


def it_is_judged_by_another_scale(plan: Plan) -> Broken:
    others = [scale for scale in SCALES if scale != plan.company.scale]
    yield from each(others, lambda scale: set_scale(plan, CAT, scale).plan)


def the_only_one_of_a_role_is_gone(plan: Plan) -> Broken:
    single = [keys[0] for keys in team_of(plan).by_role.values() if len(keys) == 1]
    yield from each(single, lambda key: remove_position(plan, CAT, key).plan)


EVERYWHERE: Final = (
    nobody_answers,
    a_department_is_silent,
    a_metric_belongs_to_nobody,
    a_metric_has_no_target,
    there_is_no_objective,
    an_objective_is_not_measured,
    a_family_of_tools_is_missing,
    the_owner_is_of_another_department,
    the_owner_reports_to_a_colleague,
    the_owner_is_no_executive,
    the_owner_is_vacant,
    somebody_without_the_post_owns_it,
    one_position_answers_for_everything,
    the_team_reports_outside,
    somebody_reports_to_nobody,
    the_company_is_of_another_size,
    it_is_judged_by_another_scale,
    the_only_one_of_a_role_is_gone,
)
IN_LARGER_COMPANIES: Final = (
    the_executive_does_it_all_alone,
    another_model_leads,
    one_person_holds_everything,
    somebody_is_their_own_manager,
)
"""In a small company one person may do several jobs, and whoever heads it may lead under any model."""

WAYS: Final = [
    *product(EVERYWHERE, SCALES),
    *product(IN_LARGER_COMPANIES, LARGE),
]


@pytest.mark.parametrize(
    ("way", "scale"), WAYS, ids=[f"{way.__name__} in {scale}".replace("_", " ") for way, scale in WAYS]
)
def test_a_broken_plan_has_a_gap(way: Callable[[Plan], Broken], scale: str) -> None:
    tried = 0
    for model in MODELS:
        plan = sound(scale, model)
        assert gaps(plan) == ()
        for name, broken in way(plan):
            tried += broken != plan
            assert broken == plan or gaps(broken), f"{model}: {name}"
    asks_for_none = scale == "small" and way in (a_department_is_silent, a_family_of_tools_is_missing)
    assert (tried > 0) != asks_for_none, "the way breaks nothing"
