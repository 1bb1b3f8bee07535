"""A plan's file is replaced by nothing that does not read back to exactly the plan."""

from pathlib import Path

import pytest

from cxplanner.plan.canonical import plan_text
from cxplanner.plan.models import Company, Leadership, Plan, Position
from cxplanner.plan.saving import save_plan
from cxplanner.toml.parse import parse
from cxplanner.toml.save import SaveRefused
from cxplanner.toml.source import read_source, source_from_text

PLAN = Plan(
    company=Company(name="Northwind", scale="small"),
    leadership=Leadership(model="marketing-led"),
    positions={"cxo": Position(role="cx-generalist"), "analyst": Position(note="two\nlines")},
)


def test_a_plan_is_saved_in_the_canonical_layout(tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    first = save_plan(path, PLAN, expected_digest=None).digest
    assert path.read_text() == plan_text(PLAN)
    assert first == source_from_text(plan_text(PLAN), path).digest
    smaller = PLAN.replace(positions={})
    assert (
        save_plan(path, smaller, expected_digest=first).digest
        == source_from_text(plan_text(smaller), path).digest
    )


@pytest.mark.parametrize(
    "positions",
    [
        {"a.b": Position()},
        {"a b": Position()},
        {"cxo": Position().replace(note="a\r\nb")},
    ],
)
def test_a_plan_that_would_read_back_otherwise_is_not_saved(
    tmp_path: Path, positions: dict[str, Position]
) -> None:
    bent = PLAN.replace(positions=positions)
    with pytest.raises(SaveRefused) as caught:
        save_plan(tmp_path / "plan.toml", bent, expected_digest=None)
    assert caught.value.reason == "read-back"
    assert list(tmp_path.iterdir()) == []


def test_a_plan_read_back_in_another_order_is_not_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    turned = PLAN.replace(positions=dict(reversed(list(PLAN.positions.items()))))
    monkeypatch.setattr("cxplanner.plan.saving.plan_text", lambda _: plan_text(turned))
    with pytest.raises(SaveRefused, match="gives a different plan"):
        save_plan(tmp_path / "plan.toml", PLAN, expected_digest=None)


def test_a_plan_too_large_to_be_read_again_is_not_saved(tmp_path: Path) -> None:
    lines = "\n".join("a, b" for _ in range(60_000))
    wide = PLAN.replace(positions={"cxo": Position(role="chief-experience-officer", note=lines)})
    with pytest.raises(SaveRefused, match="too long to be read again"):
        save_plan(tmp_path / "plan.toml", wide, expected_digest=None)
    assert list(tmp_path.iterdir()) == []


def test_prose_does_not_count_as_things(tmp_path: Path) -> None:
    path, prose = tmp_path / "plan.toml", "One thing, and another. " * 30_000
    save_plan(path, PLAN.replace(positions={"cxo": Position(note=prose)}), expected_digest=None)
    assert len(parse(read_source(path))) > 1
