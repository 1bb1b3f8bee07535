from pathlib import Path
from typing import Any

import pytest
import tomli

from cxplanner.catalogue.catalogue import KINDS
from cxplanner.catalogue.load import shipped_catalogue
from cxplanner.gaps import all_rules
from cxplanner.toml.validate import judged


def test_kinds_with_counts(cx: Any) -> None:
    said = cx("catalogue")
    assert said.status == 0
    rows = [line.split() for line in said.out.splitlines()]
    assert [row[0] for row in rows] == list(KINDS)
    assert ["role", "18"] in rows


def test_a_kind_lists_ids_and_titles(cx: Any) -> None:
    lines = cx("catalogue", "scale").out.splitlines()
    assert [line.split()[0] for line in lines] == list(shipped_catalogue().scales)
    assert "enterprise  Enterprise" in lines


def test_one_thing_whole_with_its_sources_spelled_out(cx: Any) -> None:
    out = cx("catalogue", "role", "voc-manager").out
    role = shipped_catalogue().roles["voc-manager"]
    assert all(f"  - {duty}\n" in out for duty in role.duties)
    assert "skills required:\n" in out
    assert "  [001] What does a customer experience team do? The team gathers and analyses feedback" in out


@pytest.mark.parametrize("kind", KINDS)
def test_everything_can_be_shown(cx: Any, kind: str) -> None:
    things = getattr(shipped_catalogue(), KINDS[kind][0])  # type: ignore[index]
    for key in things:
        said = cx("catalogue", kind, key)
        assert said.status == 0
        assert said.out.startswith(f"{kind} {key}\n")


@pytest.mark.parametrize("kind", ["role", "metric"])
def test_toml_is_what_the_template_holds(cx: Any, kind: str, tmp_path: Path) -> None:
    name, model = KINDS[kind]  # type: ignore[index]
    things = getattr(shipped_catalogue(), name)
    key = next(iter(things))
    data = tomli.loads(cx("catalogue", kind, key, "--format", "toml").out)
    assert judged(model, data if kind == "role" else data[key]) == things[key]
    assert list(tomli.loads(cx("catalogue", kind, "--format", "toml").out)) == list(things)


def test_toml_needs_a_kind(cx: Any) -> None:
    said = cx("catalogue", "--format", "toml")
    assert said.status == 2
    assert "needs a KIND" in said.err


def test_origin_tells_own_templates_from_shipped_ones(cx: Any, tmp_path: Path) -> None:
    own = tmp_path / "areas.toml"
    own.write_text('[ours]\ntitle = "Ours [red]"\nabout = "A."\nsources = ["field"]\n', encoding="utf-8")
    out = cx("catalogue", "area", "--origin", "--templates", tmp_path).out
    assert f"Ours [red]                    {own}" in out or (f"{own}" in out and "Ours [red]" in out)
    assert "shipped: areas.toml" in out
    assert f"from {own}" in cx("catalogue", "area", "ours", "--origin", "--templates", tmp_path).out
    assert f"shipped: areas.toml; {own}" in cx("catalogue", "--origin", "--templates", tmp_path).out


def test_unknown_kinds_and_ids_offer_the_nearest(cx: Any) -> None:
    assert "Did you mean role?" in cx("catalogue", "roles").err
    said = cx("catalogue", "role", "cx-analist")
    assert said.status == 2
    assert "Did you mean cx-analyst?" in said.err


def test_rules_has_a_line_for_each(cx: Any) -> None:
    said = cx("rules")
    assert said.status == 0
    assert [line.split()[0] for line in said.out.splitlines()] == list(all_rules())
    (board,) = [line for line in said.out.splitlines() if line.startswith("CX402")]
    assert board.split() == ["CX402", "no-cx-board", "minor", "structure", "enterprise"]
    (large,) = [line for line in said.out.splitlines() if line.startswith("CX302")]
    assert large.endswith("  small, mid-size")


@pytest.mark.parametrize("word", ["CX101", "cx101", "no-executive-owner"])
def test_a_rule_is_explained_by_code_or_name(cx: Any, word: str) -> None:
    said = cx("rule", word)
    rule = all_rules()["CX101"]
    assert said.status == 0
    for part in (rule.summary, rule.reason, rule.example, rule.remedy, "[003] The right leader"):
        assert part in said.out
    assert "Every scale." in said.out


def test_every_rule_has_its_page(cx: Any) -> None:
    for code, rule in all_rules().items():
        assert cx("rule", code).status == 0
        assert cx("rule", code, "--format", "md").out.startswith(f"# {code} {rule.name}\n")


def test_an_unknown_rule_offers_the_nearest(cx: Any) -> None:
    assert "Did you mean no-cx-board?" in cx("rule", "no-cx-bord").err
    assert cx("rule", "zzz").status == 2


def test_a_scale_is_told_in_words(cx: Any) -> None:
    out = cx("catalogue", "scale", "small").out
    assert "FTE a position counts for, at least: 0.5" in out
    assert "rules that do not bind: CX104" in out
    assert "one of: cx-generalist" in out
    assert "fte:" not in out
