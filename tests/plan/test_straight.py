"""A plan that was judged good opens straight as the same plan; one that was not never does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from cxplanner.advice.starting_team import starting_plan
from cxplanner.catalogue.catalogue import Catalogue
from cxplanner.catalogue.load import load_catalogue, shipped_catalogue
from cxplanner.plan import file
from cxplanner.plan.canonical import plan_text
from cxplanner.plan.file import PlanFile, plan_from_source
from cxplanner.plan.models import Company, Plan
from cxplanner.toml.problems import FileProblems
from cxplanner.toml.source import source_from_text
from cxplanner.toml.straight import straight
from cxplanner.toml.validate import judged
from cxplanner.toml.verdicts import keep_known, verdict_key
from tests.plan.test_canonical import plans

SHIPPED = shipped_catalogue()
GOOD = plan_text(starting_plan(SHIPPED, Company(name="X", scale="mid-size"), "chief-experience-officer"))


def codes() -> list[str]:
    return ["CX101"]


def opened(text: str, catalogue: Catalogue = SHIPPED) -> PlanFile:
    return plan_from_source(source_from_text(text, Path("p.toml")), catalogue, codes=codes)


@pytest.fixture
def only_straight(monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on nothing is judged."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("this should open straight")

    monkeypatch.setattr("cxplanner.plan.read.judged_plan", refuse)


@pytest.fixture
def never_straight(monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on nothing opens straight."""

    def refuse(*_: object) -> Plan:
        raise AssertionError("this should be judged")

    monkeypatch.setattr(file, "straight", refuse)


def whole_numbers(value: Any) -> Any:
    """The same data with each whole float written as people write it."""
    if isinstance(value, dict):
        return {key: whole_numbers(inner) for key, inner in value.items()}
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return int(value)
    return value


def windows_breaks(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: windows_breaks(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [windows_breaks(inner) for inner in value]
    return value.replace("\n", "\r\n") if isinstance(value, str) else value


@given(plans, st.booleans(), st.booleans())
def test_straight_and_judged_are_the_same_plan(plan: Plan, whole: bool, windows: bool) -> None:
    data: dict[str, Any] = tomli.loads(plan_text(plan))
    del data["schema"]
    data = whole_numbers(data) if whole else data
    data = windows_breaks(data) if windows else data
    assert repr(straight(Plan, data)) == repr(judged(Plan, data))


def test_what_was_judged_good_opens_straight(request: pytest.FixtureRequest) -> None:
    judged_first = opened(GOOD)
    request.getfixturevalue("only_straight")
    assert opened(GOOD) == judged_first


BAD = [
    GOOD.replace('"mid-size"', '"middling"', 1),
    GOOD.replace('reports_to = "ceo"', 'reports_to = "nobody"', 1),
    GOOD.replace("fte = 1.0", "fte = 2.0", 1),
    GOOD.replace("[positions.", "[position.", 1),
    GOOD + "[waivers.CX999.plan]\nreason = 'none'\n",
    GOOD.replace("schema = 1", "schema = 7", 1),
    GOOD.replace("\n", "\n]", 1),
]


@pytest.mark.parametrize("bad", BAD)
@pytest.mark.usefixtures("never_straight")
def test_what_is_refused_is_refused_again(bad: str) -> None:
    said = []
    for _ in range(2):
        with pytest.raises(FileProblems) as caught:
            opened(bad)
        said.append(str(caught.value))
    assert said[0] == said[1]


@given(st.data())
def test_a_slip_anywhere_is_judged_like_the_first_time(data: st.DataObject) -> None:
    opened(GOOD)
    at = data.draw(st.integers(0, len(GOOD) - 1))
    slip = GOOD[:at] + data.draw(st.sampled_from(["", "x", '"', "\n", "[", "9", "="])) + GOOD[at + 1 :]
    answers = []
    for catalogue in (SHIPPED, SHIPPED, _without_digest()):
        try:
            answers.append(repr(opened(slip, catalogue).plan))
        except FileProblems as problems:
            answers.append(str(problems))
    assert len(set(answers)) == 1


def _without_digest() -> Catalogue:
    from dataclasses import replace

    return replace(SHIPPED, digest="")


@pytest.mark.parametrize(
    "text",
    [
        GOOD.replace("schema = 1\n", "", 1),  # a warning
        GOOD.replace('"X"', '"X\\u202e"', 1),
    ],
)
@pytest.mark.usefixtures("never_straight")
def test_what_is_doubtful_is_told_each_time(text: str) -> None:
    assert opened(text).warnings == opened(text).warnings != ()


@pytest.mark.usefixtures("never_straight")
def test_what_was_judged_without_rules_is_judged_again() -> None:
    plan_from_source(source_from_text(GOOD, Path("p.toml")), SHIPPED)
    opened(GOOD)


@pytest.mark.usefixtures("never_straight")
def test_other_templates_are_another_matter(tmp_path: Path) -> None:
    opened(GOOD)
    (tmp_path / "posts.toml").write_text('[owners]\ntitle = "Us"\nshort = "Us"\nsources = ["field"]\n')
    opened(GOOD, load_catalogue(*_folders(tmp_path)))


def _folders(own: Path) -> Iterator[Path]:
    from cxplanner.catalogue.load import SHIPPED as SHIPPED_FOLDER

    yield from (SHIPPED_FOLDER, own)


def test_a_forged_verdict_runs_nothing_and_a_text_that_does_not_fit_is_judged() -> None:
    bad = GOOD + "[positions.ana]\nwaffle = 1\n"
    source = source_from_text(bad, Path("p.toml"))
    keep_known(verdict_key(["plan", source.digest, SHIPPED.digest]))
    with pytest.raises(FileProblems, match="there is no key 'waffle' here"):
        opened(bad)
