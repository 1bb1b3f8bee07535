"""A starting team is sound in every scale, leadership model and market, before anybody edits it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path

import pytest
import tomli

import cxplanner
from cxplanner.catalogue.models import Scale, StartingPosition, StartingRow
from cxplanner.toml.validate import judged

TEMPLATES = Path(cxplanner.__file__).parent / "templates"
SCALES = ("small", "mid-size", "enterprise")
MODELS = ("chief-experience-officer", "marketing-led", "service-led")
MARKETS = ("b2b", "b2c", "both")
CONTRIBUTING = frozenset(
    [
        "marketing-sales-liaison",
        "it-liaison",
        "customer-support-manager",
        "customer-success-lead",
        "service-delivery-liaison",
        "product-liaison",
        "back-office-liaison",
        "executive-sponsor",
    ]
)
EXECUTIVE_ROLES = frozenset({"chief-experience-officer", "executive-sponsor"})


def tables(name: str) -> dict[str, dict[str, object]]:
    return tomli.loads((TEMPLATES / f"{name}.toml").read_text(encoding="utf-8"))


POSTS = tables("posts")
DEPARTMENTS = tables("departments")
METRICS = tables("metrics")
EXECUTIVE_WORK = {name for name, duty in tables("responsibilities").items() if duty.get("executive")}
WHOLE = {name for name, duty in tables("responsibilities").items() if duty.get("whole")}


@dataclass(frozen=True)
class Row:
    accountable: str | None
    responsible: tuple[str, ...]
    consulted: tuple[str, ...]
    informed: tuple[str, ...]

    def working(self) -> set[str | None]:
        return {self.accountable, *self.responsible, *self.consulted}

    def everyone(self) -> set[str | None]:
        return self.working() | set(self.informed)


@dataclass(frozen=True)
class Team:
    """One starting team as a new plan would hold it."""

    scale: Scale
    name: str
    model: str
    market: str
    positions: dict[str, StartingPosition]
    owner: str
    stand_ins: dict[str, str]
    rows: dict[str, Row]
    representatives: dict[str, set[str]]

    def dedicated(self) -> list[StartingPosition]:
        return [position for position in self.positions.values() if position.role not in CONTRIBUTING]

    def above(self, name: str) -> list[str]:
        """A position and everybody it reports to, up to the post outside the team."""
        line = [name]
        while (above := self.boss(line[-1])) in self.positions:
            assert above not in line, f"{name} reports to itself"
            line.append(above)
        return line

    def boss(self, name: str) -> str:
        above = self.positions[name].reports_to
        return self.stand_ins.get(above, above)

    def with_role(self, roles: Iterable[str]) -> set[str]:
        return {name for name, position in self.positions.items() if position.role in set(roles)}

    def answered(self) -> Counter[str]:
        return Counter(row.accountable for row in self.rows.values() if row.accountable)


@cache
def read_scale(name: str) -> Scale:
    return judged(Scale, tables(f"scales/{name}"))


def resolve(name: str, model: str, market: str) -> Team:
    scale = read_scale(name)
    here = [
        position
        for position in scale.starting.positions
        if (not position.models or model in position.models)
        and (not position.markets or market in position.markets)
    ]
    owners = [position.id for position in here if position.owner]
    assert len(owners) == 1
    positions = {position.id: position for position in here}
    assert len(positions) == len(here)
    stand_ins = {name: position.id for position in here for name in position.stands_in_for}
    stand_ins["owner"] = owners[0]

    def present(ids: Iterable[str]) -> tuple[str, ...]:
        named = dict.fromkeys(stand_ins.get(name, name) for name in ids)
        return tuple(name for name in named if name in positions)

    def row(start: StartingRow) -> Row:
        accountable = present(start.accountable)
        doing = {*accountable[:1], *present(start.responsible)}
        consulted = tuple(name for name in present(start.consulted) if name not in doing)
        return Row(
            accountable[0] if accountable else None,
            present(start.responsible),
            consulted,
            tuple(name for name in present(start.informed) if name not in {*doing, *consulted}),
        )

    return Team(
        scale,
        name,
        model,
        market,
        positions,
        owners[0],
        stand_ins,
        {key: row(start) for key, start in scale.starting.responsibilities.items()},
        {key: set(present(ids)) for key, ids in scale.starting.representatives.items()},
    )


@pytest.fixture(params=list(product(SCALES, MODELS, MARKETS)), ids="/".join)
def team(request: pytest.FixtureRequest) -> Team:
    return resolve(*request.param)


@pytest.fixture(params=list(product(SCALES[1:], MODELS, MARKETS)), ids="/".join)
def larger(request: pytest.FixtureRequest) -> Team:
    return resolve(*request.param)


@pytest.mark.parametrize("name", SCALES)
def test_no_id_in_a_scale_stands_for_nothing(name: str) -> None:
    starting = resolve(name, MODELS[0], "both").scale.starting
    known = {"owner", *(position.id for position in starting.positions)}
    for row in starting.responsibilities.values():
        assert {*row.accountable, *row.responsible, *row.consulted, *row.informed} <= known
    for ids in starting.representatives.values():
        assert set(ids) <= known
    assert set(starting.board_members) <= known
    assert set(starting.metrics.values()) <= known
    assert not known & (POSTS.keys() | DEPARTMENTS.keys())
    for position in starting.positions:
        assert set(position.models) <= set(MODELS)
        assert position.department is None or position.department in DEPARTMENTS


def test_everybody_reports_to_somebody_there_is(team: Team) -> None:
    for name in team.positions:
        assert team.boss(team.above(name)[-1]) in POSTS


def test_the_owner_is_an_executive_under_the_top_post_and_leads_the_dedicated(team: Team) -> None:
    assert team.positions[team.owner].role in EXECUTIVE_ROLES
    assert POSTS[team.boss(team.owner)].get("top")
    assert all(team.owner in team.above(position.id) for position in team.dedicated())


def test_every_required_responsibility_is_answered_for_and_no_other_is_there(team: Team) -> None:
    assert set(team.rows) == set(team.scale.required.responsibilities)
    assert all(row.accountable for row in team.rows.values())


def test_nobody_has_two_letters_but_accountable_and_responsible(team: Team) -> None:
    for row in team.rows.values():
        held = [*{row.accountable, *row.responsible}, *row.consulted, *row.informed]
        assert len(held) == len(set(held))


def test_the_whole_is_answered_for_by_the_owner(team: Team) -> None:
    assert {team.rows[name].accountable for name in WHOLE} == {team.owner}


def test_the_customer_is_played_inside_the_owners_line(team: Team) -> None:
    player = team.rows["be-the-customer"].accountable
    assert player
    assert team.owner in team.above(player)


def test_executives_and_contributors_do_not_answer_for_work_nobody_does(team: Team) -> None:
    dedicated = {position.id for position in team.dedicated()} - {team.owner}
    for name, row in team.rows.items():
        assert row.accountable in dedicated or row.responsible or name in EXECUTIVE_WORK, name


def test_no_dedicated_position_is_idle(team: Team) -> None:
    busy = {name for row in team.rows.values() for name in (row.accountable, *row.responsible)}
    busy |= {team.boss(name) for name in team.positions}
    assert {position.id for position in team.dedicated()} <= busy


def test_no_position_is_overloaded(larger: Team) -> None:
    limits = larger.scale.thresholds
    for position in larger.dedicated():
        if position.role not in EXECUTIVE_ROLES:
            load = larger.answered()[position.id] / max(position.fte, limits.fte_floor)
            assert load <= limits.accountabilities_per_fte, position.id


def test_no_span_and_no_consultation_is_too_wide(team: Team) -> None:
    limits = team.scale.thresholds
    reports = Counter(team.boss(name) for name in team.positions)
    assert all(reports[name] <= limits.direct_reports for name in team.positions)
    assert all(len(row.consulted) <= limits.consulted for row in team.rows.values())


def test_the_size_is_the_one_expected(team: Team) -> None:
    expected, dedicated = team.scale.expected, team.dedicated()
    assert expected.dedicated_min <= len(dedicated)
    assert expected.dedicated_max is None or len(dedicated) <= expected.dedicated_max
    assert sum(position.fte for position in dedicated) >= expected.fte_min


def test_every_required_group_of_roles_is_on_the_team_and_answers_for_something(team: Team) -> None:
    for group in team.scale.required.roles.values():
        if not group.models or team.model in group.models:
            assert team.with_role(group.any_of) & set(team.answered()), group.title


def test_support_is_heard_and_required_departments_are_represented(team: Team) -> None:
    required = team.scale.required
    working = team.rows["develop-strategy"].working()
    head = {team.owner} if team.positions[team.owner].department == "customer-service" else set()
    for role in required.heard:
        assert (team.with_role([role]) or head) & working
    assert team.name == "small" or "marketing-sales-liaison" in working
    assert all(team.representatives[department] for department in required.departments)
    assert set(team.representatives) <= DEPARTMENTS.keys()


def test_insight_reaches_the_owner_and_every_represented_department_that_needs_it(team: Team) -> None:
    informed = team.rows["share-insight"].everyone()
    assert team.owner in informed
    for department in team.scale.required.insight:
        speakers = team.representatives.get(department, set())
        assert not speakers or speakers & informed, department


def test_service_knows_of_campaigns_and_it_of_data_and_tools(larger: Team) -> None:
    service, it = larger.representatives["customer-service"], larger.representatives["it"]
    assert service & larger.rows["brief-campaigns"].everyone()
    assert it & larger.rows["keep-single-source"].working()
    assert it & larger.rows["maintain-tools"].working()


def test_promises_are_handed_to_those_the_market_asks_for(larger: Team) -> None:
    row = larger.rows["hand-over-promises"]
    hands = next(
        roles for market, roles in larger.scale.required.hand_over.items() if market == larger.market
    )
    working = {row.accountable, *row.responsible}
    assert all(larger.with_role([role]) & working for role in hands)
    assert len(hands) == (2 if larger.market == "both" else 1)


@pytest.mark.parametrize("name", ["mid-size", "enterprise"])
@pytest.mark.parametrize(
    ("model", "department", "post"),
    [("marketing-led", "marketing", "cmo"), ("service-led", "customer-service", None)],
)
def test_no_department_has_two_heads(name: str, model: str, department: str, post: str | None) -> None:
    team = resolve(name, model, "both")
    assert team.positions[team.owner].department == department
    assert not any(team.boss(position) == post for position in team.positions)
    assert ("customer-support-manager" in team.positions) == (model == "marketing-led")
    if model == "marketing-led":
        assert [p for p in team.positions if team.boss(p) == team.owner and p not in _usual(team)] == [
            "marketing-sales-liaison"
        ]


def _usual(team: Team) -> set[str]:
    return {position.id for position in team.dedicated()}


def test_only_an_enterprise_starts_with_a_board_and_it_is_complete(team: Team) -> None:
    starting = team.scale.starting
    assert bool(starting.board_lead) == bool(starting.board_members) == (team.name == "enterprise")
    if starting.board_lead:
        assert starting.board_lead == "owner"
        seats = {team.owner, *starting.board_members}
        assert all(team.representatives[department] & seats for department in team.scale.required.board)


def test_every_metric_has_an_owner_on_the_team(team: Team) -> None:
    owners = team.scale.starting.metrics
    assert set(owners.values()) <= set(team.positions)
    assert list(owners) == (["csat"] if team.name == "small" else ["csat", "nps"])
    assert owners.keys() <= METRICS.keys()


@pytest.mark.parametrize(
    ("name", "model", "market", "expected"),
    [
        ("small", "chief-experience-officer", "both", "sponsor generalist"),
        (
            "mid-size",
            "service-led",
            "b2c",
            "sponsor cx-manager analyst voc-manager marketing-sales-liaison it-liaison "
            "service-delivery-liaison",
        ),
        (
            "enterprise",
            "chief-experience-officer",
            "b2b",
            "cxo cx-manager applications-manager analyst-1 analyst-2 voc-manager cx-designer "
            "marketing-sales-liaison it-liaison customer-support-manager customer-success-lead "
            "service-delivery-liaison back-office-liaison product-liaison",
        ),
    ],
)
def test_who_is_on_the_team(name: str, model: str, market: str, expected: str) -> None:
    assert list(resolve(name, model, market).positions) == expected.split()
