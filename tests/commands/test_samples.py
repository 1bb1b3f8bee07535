import json
from pathlib import Path
from typing import Any

import pytest

from cxplanner.catalogue.load import shipped_catalogue
from cxplanner.gaps import all_rules
from cxplanner.plan.file import read_plan
from cxplanner.toml.statements import comments_in

EXPECTED = {
    "small": {("CX503", "minor"), ("CX601", "minor")},
    "mid-size": set[tuple[str, str]](),
    "enterprise": {("CX701", "major"), ("CX205", "minor"), ("CX503", "minor"), ("CX601", "minor")},
}


@pytest.mark.parametrize("scale", EXPECTED)
@pytest.mark.parametrize("day", ["2026-11-22", "2028-06-01"])
def test_a_sample_has_the_gaps_it_is_meant_to_show(cx: Any, samples: Path, scale: str, day: str) -> None:
    said = cx("check", samples / f"{scale}.toml", "--on", day, "--format", "json")
    (one,) = json.loads(said.out)["plans"]
    found = {(gap["code"], gap["severity"]) for gap in one["gaps"] if gap["waived"] is None}
    assert one["errors"] == []
    overdue = {("CX509", "minor")} if day > "2027-12-31" else set()
    assert found == EXPECTED[scale] | overdue
    assert said.status == bool(found)


@pytest.mark.parametrize("scale", EXPECTED)
def test_a_sample_is_canonical_and_of_its_scale(cx: Any, samples: Path, scale: str) -> None:
    path = samples / f"{scale}.toml"
    assert cx("fmt", "--check", path) == (0, "", "")
    file = read_plan(path, shipped_catalogue(), codes=all_rules)
    assert file.plan.company.scale == scale
    assert not comments_in(file.source.text)
    assert not file.warnings


@pytest.mark.parametrize("scale", EXPECTED)
def test_a_sample_gives_its_role_descriptions(cx: Any, samples: Path, scale: str) -> None:
    path = samples / f"{scale}.toml"
    plan = read_plan(path, shipped_catalogue(), codes=all_rules).plan
    out = cx("roles", path).out
    assert sum(line.startswith("# ") for line in out.splitlines()) == len(plan.positions)
    for position in plan.positions.values():
        assert position.incumbent is None or position.incumbent not in out


def test_examples_lead_to_the_samples(samples: Path) -> None:
    link = samples.parents[1] / "examples"
    if not link.exists():
        pytest.skip("the link is for the repository, not for an install")
    assert link.resolve() == samples.resolve()
