from pathlib import Path
from typing import Any

import pytest
import tomli

CALL = ("--company", "Acme [EMEA]", "--scale", "mid-size")


def test_writes_a_plan_that_lacks_only_facts(cx: Any, tmp_path: Path) -> None:
    path = tmp_path / "team.toml"
    said = cx("new", path, *CALL, "--headcount", "300", "--market", "b2b", "--currency", "GBP")
    assert said.status == 0
    assert said.out.startswith(f"Wrote {path}: 8 positions (4 dedicated, 4.0 FTE), 22 responsibilities.\n")
    assert "Left to fill in: " in said.out
    assert f"cxplanner check {path}" in said.err
    data = tomli.loads(path.read_text(encoding="utf-8"))
    assert data["company"] == {
        "name": "Acme [EMEA]",
        "scale": "mid-size",
        "headcount": 300,
        "market": "b2b",
        "currency": "GBP",
    }
    assert data["leadership"] == {"model": "chief-experience-officer"}
    assert cx("fmt", "--check", path).status == 0
    assert "structure" not in cx("check", path, "--format", "json").out


def test_an_existing_file_is_kept_unless_forced(cx: Any, plan: Path) -> None:
    before = plan.read_bytes()
    said = cx("new", plan, *CALL)
    assert said.status == 2
    assert said.out == ""
    assert "exists already" in said.err
    assert "--force" in said.err
    assert plan.read_bytes() == before
    assert cx("new", plan, *CALL, "--force").status == 0
    assert b"Acme" in plan.read_bytes()


@pytest.mark.parametrize(("people", "scale"), [("99", "small"), ("100", "mid-size"), ("1000", "enterprise")])
def test_the_headcount_suggests_a_scale(cx: Any, tmp_path: Path, people: str, scale: str) -> None:
    path = tmp_path / "t.toml"
    said = cx("new", path, "--company", "A", "--headcount", people)
    assert f"suggest the scale {scale}" in said.err
    assert tomli.loads(path.read_text(encoding="utf-8"))["company"]["scale"] == scale


def test_the_manager_decides_against_the_headcount(cx: Any, tmp_path: Path) -> None:
    path = tmp_path / "t.toml"
    said = cx("new", path, "--company", "A", "--headcount", "5000", "--scale", "small")
    assert said.status == 0
    assert "suggest the scale enterprise" in said.err
    assert tomli.loads(path.read_text(encoding="utf-8"))["company"]["scale"] == "small"


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["--company", "A"], "--scale is missing"),
        (["--scale", "small"], "--company is missing"),
        (["--company", "A", "--scale", "smal"], "Did you mean small?"),
        (["--company", "A", "--scale", "small", "--leadership", "marketing"], "Did you mean marketing-led?"),
        (["--company", "A", "--scale", "small", "--market", "b3b"], "Did you mean b2b?"),
        (["--company", "A", "--scale", "small", "--headcount", "many"], "not a whole number"),
        (["--company", "A", "--scale", "small", "--headcount", "0"], "not a whole number"),
        (["--company", "A", "--scale", "small", "--currency", "euro"], "currency"),
        (["--company", "", "--scale", "small"], "name"),
        (["--company", "A\x1b[2J", "--scale", "small"], "name"),
    ],
)
def test_a_call_that_cannot_be_meant_writes_nothing(
    cx: Any, tmp_path: Path, words: list[str], complaint: str
) -> None:
    path = tmp_path / "t.toml"
    said = cx("new", path, *words)
    assert said.status == 2
    assert complaint in said.err
    assert "\x1b" not in said.err
    assert not path.exists()


def test_a_missing_folder_is_said_plainly(cx: Any, tmp_path: Path) -> None:
    said = cx("new", tmp_path / "none" / "t.toml", *CALL)
    assert said.status == 2
    assert "does not exist" in said.err


def test_own_templates_are_named_in_the_complaint_and_in_the_advice(cx: Any, tmp_path: Path) -> None:
    own = tmp_path / "own"
    (own / "scales").mkdir(parents=True)
    shipped = Path(__file__).parents[2] / "cxplanner" / "templates" / "scales" / "small.toml"
    (own / "scales" / "tiny.toml").write_text(shipped.read_text(encoding="utf-8"), encoding="utf-8")
    path = tmp_path / "t.toml"
    assert "tiny" in cx("new", path, "--company", "A", "--templates", own).err
    said = cx("new", path, "--company", "A", "--scale", "tiny", "--templates", own)
    call = f"{path} --templates {own}"
    assert said.err == f"cxplanner check {call} lists what is left; cxplanner {call} opens the planner.\n"
