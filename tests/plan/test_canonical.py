"""The canonical text of a plan: how it looks, and that reading it gives the plan back."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import tomli
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cxplanner.plan.canonical import plan_data, plan_text
from cxplanner.plan.models import (
    Assignment,
    Board,
    Company,
    Department,
    Initiative,
    Leadership,
    Metric,
    Objective,
    Plan,
    Position,
    Tool,
    Waiver,
)
from cxplanner.toml.records import DEVICE_NAMES, Record
from cxplanner.toml.validate import judged

NASTY = [
    '"',
    '"""',
    "'''",
    "\\",
    "\\n",
    "ends with a backslash\\",
    "# no comment",
    "[x]",
    "[/]",
    "[positions.cxo]",
    "=1+1",
    "a = 1",
    "👩‍👩‍👧 família",
    "\u202egnirts",
    "\u2028\u2029\ufeff",
    "é e\u0301",
    " blanks ",
    "true",
    "x" * 120,
]

ids = (
    st.from_regex(r"[a-z0-9][a-z0-9-]{0,8}", fullmatch=True).filter(lambda name: name not in DEVICE_NAMES)
    | st.sampled_from(["1", "0", "inf", "nan", "true", "2027-01-01", "a-", "9" * 64])
)  # fmt: skip
lines = st.sampled_from(NASTY) | st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1).filter(
    str.strip
)
_pieces = lines | st.sampled_from(["\t", "\n", "\r\n", "\n\n"])
texts = lines | st.lists(_pieces, min_size=1, max_size=5).map("".join).filter(str.strip)
days = st.dates()
money = st.integers(0, 2**63 - 1) | st.floats(0, allow_infinity=False, allow_nan=False)
numbers = money | st.integers(-(2**63), 0) | st.floats(allow_infinity=False, allow_nan=False)
id_lists = st.lists(ids, unique=True, max_size=9).map(tuple)
text_lists = st.lists(texts, max_size=3).map(tuple)


def records(kind: type[Record], **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Records of one kind in which every optional key is sometimes there, sometimes not."""
    needed = {name: fields[name] for name in kind.needed}
    optional = {name: strategy for name, strategy in fields.items() if name not in needed}
    return st.fixed_dictionaries(needed, optional=optional).map(lambda values: judged(kind, values))


@st.composite
def positions(draw: st.DrawFn) -> Position:
    span = sorted(draw(st.lists(days, min_size=2, max_size=2)))
    plain = records(
        Position,
        role=ids,
        title=lines,
        incumbent=lines,
        reports_to=ids,
        fte=st.floats(0, 1, exclude_min=True) | st.just(1.0),
        engagement=st.sampled_from(["dedicated", "contributing"]),
        executive=st.booleans(),
        department=ids,
        location=lines,
        start=st.just(span[0]),
        end=st.just(span[1]),
        annual_cost=money,
        external_id=lines,
        note=texts,
        purpose=texts,
        duties=text_lists,
        decides=text_lists,
        skills_required=text_lists,
        skills_preferred=text_lists,
        success_measures=text_lists,
        works_with=text_lists,
    )
    made: Position = draw(plain)
    return made


@st.composite
def assignments(draw: st.DrawFn) -> Assignment:
    doing, consulted, informed = (
        tuple(name for name in part) for part in _parts(draw(st.lists(ids, unique=True, max_size=9)))
    )
    return Assignment(
        title=draw(st.none() | lines),
        area=draw(st.none() | ids),
        accountable=draw(st.none() | st.sampled_from(doing)) if doing else None,
        responsible=doing,
        consulted=consulted,
        informed=informed,
    )


def _parts(names: list[str]) -> tuple[list[str], list[str], list[str]]:
    return names[0::3], names[1::3], names[2::3]


def keyed(things: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.dictionaries(ids, things, max_size=3)


waivers = records(Waiver, reason=lines, accepted_by=lines, until=days)
plans: st.SearchStrategy[Plan] = records(
    Plan,
    company=records(
        Company,
        name=lines,
        scale=ids,
        headcount=st.integers(1, 2**63 - 1),
        market=st.sampled_from(["b2b", "b2c", "both"]),
        currency=st.from_regex("[A-Z]{3}", fullmatch=True),
    ),
    leadership=records(Leadership, model=ids, budget=money, funded_by=id_lists),
    objectives=keyed(records(Objective, statement=lines, metrics=id_lists)),
    positions=keyed(positions()),
    responsibilities=keyed(assignments()),
    departments=keyed(records(Department, exists=st.booleans(), representatives=id_lists)),
    board=records(Board, lead=ids, members=id_lists),
    metrics=keyed(
        records(
            Metric,
            title=lines,
            unit=lines,
            better=st.sampled_from(["higher", "lower"]),
            family=st.sampled_from(["satisfaction", "loyalty", "value", "effort", "operations"]),
            owner=ids,
            baseline=numbers,
            target=numbers,
            due=days,
        )
    ),
    tools=keyed(records(Tool, product=lines, owner=ids)),
    initiatives=keyed(
        records(
            Initiative,
            type=ids,
            title=lines,
            lead=ids,
            sponsor=ids,
            project_team=id_lists,
            stakeholders=id_lists,
            metric=ids,
        )
    ),
    waivers=st.dictionaries(st.sampled_from(["CX205", "CX101", "CX999"]), keyed(waivers), max_size=2),
)


@settings(max_examples=100, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(plans)
def test_reading_the_text_gives_the_plan_back_in_order(plan: Plan) -> None:
    text = plan_text(plan)
    assert text.startswith("schema = 1\n\n[company]\nname = ")
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert "\r" not in text
    data = tomli.loads(text)
    assert repr(data) == repr(plan_data(plan))
    assert data.pop("schema") == 1
    again = judged(Plan, data)
    assert again == plan
    assert plan_text(again) == text


EVERY_KIND = '''\
schema = 1

[company]
name = "Northwind \\"Outfitters\\""
scale = "enterprise"
headcount = 4200
market = "both"
currency = "EUR"

[leadership]
model = "chief-experience-officer"
budget = 1200000
funded_by = ["executives", "marketing"]

[objectives.loyal-customers]
statement = "Customers stay and recommend us"
metrics = ["nps"]

[positions.cxo]
role = "chief-experience-officer"
reports_to = "ceo"
fte = 1.0
executive = false

[positions.analyst-2]
fte = 0.5
start = 2027-03-01
note = """
first line
second \\"line\\" with \\\\"""
duties = [
    "one",
    """
two
lines""",
]

[responsibilities.own-the-experience]
accountable = "cxo"

[responsibilities.gather-feedback]

[departments.marketing]

[departments.sales]
exists = false

[board]
lead = "cxo"

[metrics.nps]
baseline = 31
target = 45.5
due = 2027-12-31

[tools.surveys]
product = "=1+1"

[initiatives.mobile-app]
type = "mobile-app"

[waivers.CX205.analyst-2]
reason = "[red]We hire in spring[/]"
until = 2027-06-30
'''


def every_kind() -> Plan:
    return Plan(
        company=Company(name='Northwind "Outfitters"', scale="enterprise", headcount=4200),
        leadership=Leadership(
            model="chief-experience-officer", budget=1200000, funded_by=("executives", "marketing")
        ),
        objectives={
            "loyal-customers": Objective(statement="Customers stay and recommend us", metrics=("nps",))
        },
        positions={
            "cxo": Position(role="chief-experience-officer", reports_to="ceo", executive=False),
            "analyst-2": Position(
                fte=0.5,
                start=date(2027, 3, 1),
                note='first line\nsecond "line" with \\',
                duties=("one", "two\nlines"),
            ),
        },
        responsibilities={
            "own-the-experience": Assignment(accountable="cxo"),
            "gather-feedback": Assignment(),
        },
        departments={"marketing": Department(), "sales": Department(exists=False)},
        board=Board(lead="cxo"),
        metrics={"nps": Metric(baseline=31, target=45.5, due=date(2027, 12, 31))},
        tools={"surveys": Tool(product="=1+1")},
        initiatives={"mobile-app": Initiative(type="mobile-app")},
        waivers={"CX205": {"analyst-2": Waiver(reason="[red]We hire in spring[/]", until=date(2027, 6, 30))}},
    )


def test_every_kind_of_table_looks_as_designed() -> None:
    assert plan_text(every_kind()) == EVERY_KIND


def test_nothing_but_the_needed_is_written() -> None:
    plan = Plan(company=Company(name="A", scale="small"), leadership=Leadership(model="marketing-led"))
    assert plan_text(plan) == (
        'schema = 1\n\n[company]\nname = "A"\nscale = "small"\nmarket = "both"\ncurrency = "EUR"\n\n'
        '[leadership]\nmodel = "marketing-led"\n'
    )


def test_an_empty_board_is_still_a_board() -> None:
    plan = every_kind().replace(board=Board())
    assert "\n\n[board]\n\n[metrics.nps]\n" in plan_text(plan)


@pytest.mark.parametrize(("columns", "on_one_line"), [(100, True), (101, False)])
def test_a_list_takes_one_line_up_to_a_hundred_columns(columns: int, on_one_line: bool) -> None:
    long = "b" * (columns - len('duties = ["a", ""]'))
    text = plan_text(every_kind().replace(positions={"x": Position(duties=("a", long))}))
    assert (f'\nduties = ["a", "{long}"]\n' in text) is on_one_line
    assert (f'\nduties = [\n    "a",\n    "{long}",\n]\n' in text) is not on_one_line


def test_order_in_the_plan_is_order_in_the_text() -> None:
    plan = every_kind()
    turned = plan.replace(positions=dict(reversed(list(plan.positions.items()))))
    assert turned == plan
    assert plan_text(turned) != plan_text(plan)
    assert list(tomli.loads(plan_text(turned))["positions"]) == ["analyst-2", "cxo"]


def test_plain_data_shares_nothing_with_the_plan() -> None:
    plan = every_kind()
    data = plan_data(plan)
    assert data["departments"] == {"marketing": {}, "sales": {"exists": False}}
    assert isinstance(data["leadership"], dict)
    data["leadership"]["funded_by"].append("sales")
    assert plan.leadership.funded_by == ("executives", "marketing")
