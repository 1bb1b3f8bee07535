"""Whatever a plan names is there, or a finding says so and offers what was meant."""

from __future__ import annotations

import time
from typing import Any

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from cxplanner.catalogue.catalogue import Catalogue
from cxplanner.plan.references import check_references
from cxplanner.plan.rings import rings

GOOD = """
[company]
scale = "small"
[leadership]
model = "marketing-led"
funded_by = ["sales"]
[objectives.happy]
metrics = ["nps", "own"]
[positions.boss]
role = "cx-manager"
reports_to = "ceo"
department = "it"
[positions.helper]
role = "unheard-of"
reports_to = "boss"
[responsibilities.gather-feedback]
accountable = "boss"
responsible = ["helper"]
[responsibilities.own-duty]
title = "Our own"
area = "leadership"
informed = ["boss"]
[departments.sales]
representatives = ["helper"]
[board]
lead = "boss"
members = ["helper"]
[metrics.nps]
owner = "boss"
[metrics.own]
title = "Ours"
unit = "%"
better = "lower"
[tools.surveys]
owner = "helper"
[initiatives.app]
type = "mobile-app"
lead = "boss"
sponsor = "boss"
project_team = ["it"]
stakeholders = ["marketing"]
metric = "own"
[waivers.CX101.plan]
[waivers.CX101.helper]
[waivers.CX101.role-analysis]
"""


def test_a_good_plan_has_no_findings(catalogue: Catalogue) -> None:
    assert check_references(tomli.loads(GOOD), catalogue, codes=lambda: ["CX101"]) == []


def test_codes_are_checked_only_if_given(catalogue: Catalogue) -> None:
    assert check_references({"waivers": {"CX999": {"plan": {}}}}, catalogue) == []


@pytest.mark.parametrize("name", ["ceo", "sales", "plan", "board"])
def test_ids_that_mean_something_else_are_refused(catalogue: Catalogue, name: str) -> None:
    (finding,) = check_references({"positions": {name: {"title": "X"}}}, catalogue)
    assert f"{name} already means" in finding[1]
    assert f"{name}-1" in str(finding[2])


def test_one_slip_is_told_once(catalogue: Catalogue) -> None:
    for bad in ("[[positions.boss]]", '[positions."Boss"]'):
        data = tomli.loads(GOOD.replace("[positions.boss]", bad))
        assert check_references(data, catalogue, codes=lambda: ["CX101"]) == []
    for section in ("positions", "metrics", "tools"):
        data = tomli.loads(GOOD)
        data[section] = list(data[section].values())
        assert check_references(data, catalogue, codes=lambda: ["CX101"]) == []


def line(*superiors: tuple[str, str]) -> dict[str, object]:
    return {"positions": {name: {"title": "X", "reports_to": to} for name, to in superiors}}


def test_rings_are_named_the_shortest_first(catalogue: Catalogue) -> None:
    data = line(
        ("a", "b"), ("b", "c"), ("c", "a"), ("d", "d"), ("e", "a"), ("f", "ceo"), ("x", "y"), ("y", "x")
    )
    findings = check_references(data, catalogue)
    assert [finding[0] for finding in findings] == [
        ("positions", "d", "reports_to"),
        ("positions", "x", "reports_to"),
        ("positions", "a", "reports_to"),
    ]
    assert "d reports to itself" in findings[0][1]
    assert findings[1][1] == "x → y → x: somebody must report to an outside post"
    assert findings[2][1].startswith("a → b → c → a:")


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.sampled_from("abcdefghz")))
def test_rings_are_exactly_those_who_come_back_to_themselves(lines: dict[str, str]) -> None:
    def comes_back(start: str) -> bool:
        here: str | None = lines.get(start)
        for _ in lines:
            if here is None or here == start:
                break
            here = lines.get(here)
        return here == start

    found = rings(lines)
    assert sorted(name for ring in found for name in ring) == sorted(filter(comes_back, lines))
    assert [len(ring) for ring in found] == sorted(len(ring) for ring in found)
    for ring in found:
        assert all(lines[a] == b for a, b in zip(ring, (*ring[1:], ring[0]), strict=True))


odd = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3) | st.just("boss"),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["boss", "A b"]), inner),
    max_leaves=4,
)


@given(st.data())
def test_malformed_data_is_passed_over(catalogue: Catalogue, data: st.DataObject) -> None:
    plan: dict[str, Any] = tomli.loads(GOOD)
    name = data.draw(st.sampled_from(sorted(plan)))
    if data.draw(st.booleans()):
        inner = data.draw(st.sampled_from(sorted(plan[name])))
        plan[name][inner] = data.draw(odd)
    else:
        plan[name] = data.draw(odd)
    for place, message, _ in check_references(plan, catalogue, codes=lambda: ["CX101"]):
        assert place
        assert message


def test_thousands_of_positions_and_slips_are_checked_in_time(catalogue: Catalogue) -> None:
    chain = [(f"p{n}", f"p{n - 1}") for n in range(1, 5000)]
    began = time.perf_counter()
    assert check_references(line(("p0", "ceo"), *chain), catalogue) == []
    (ring,) = check_references(line(("p0", "p4999"), *chain), catalogue)[:1]
    assert len(ring[1]) < 300
    lost = [(f"p{n}", f"q{n}") for n in range(5000)]
    assert len(check_references(line(*lost), catalogue)) == 5000
    assert time.perf_counter() - began < 10
