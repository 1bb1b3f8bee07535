"""Fixes from the command line: listed, shown, done, refused; several plans together or not at all."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

ON = ("--on", "2026-11-22")
STAKEHOLDERS = "CX701.store-app.5aad16"


@pytest.fixture
def commented(plan: Path) -> str:
    """The text of the plan, with comments where the fixes write."""
    text = plan.read_text(encoding="utf-8")
    text = "# ours\n" + text.replace("[initiatives.store-app]\n", "[initiatives.store-app] # since May\n")
    plan.write_text(text, encoding="utf-8")
    return text


def test_lists_the_fixes_of_each_gap_as_the_data_of_check_has_them(
    cx: Any, plan: Path, commented: str
) -> None:
    said = cx("fix", plan, *ON)
    assert (said.status, said.err) == (1, "")
    lines = said.out.splitlines()
    assert lines[:2] == [
        "CX701  “Store app with order tracking” goes without Sales.",
        f"  {STAKEHOLDERS}  Add Sales as stakeholders",
    ]
    assert "  CX205.cx-designer.5fdbb1  Enter who holds CX designer (asks: Who is CX designer?)" in lines
    assert lines[-1] == "4 gaps: 1 major, 3 minor."
    (one,) = json.loads(cx("check", plan, *ON, "--format", "json").out)["plans"]
    ids = [fix["id"] for gap in one["gaps"] if not gap["waived"] for fix in gap["fixes"]]
    assert [line.split()[0] for line in lines if line.startswith("  ")] == ids
    assert plan.read_text(encoding="utf-8") == commented


def test_shows_what_a_fix_changes_and_writes_nothing(cx: Any, plan: Path, commented: str) -> None:
    said = cx("fix", plan, STAKEHOLDERS, *ON)
    assert said == (
        0,
        "Initiative “Store app with order tracking”: stakeholders: adds Sales.\n"
        "  closes 1 gap:\n"
        "    CX701  “Store app with order tracking” goes without Sales.\n"
        "This would leave 3 gaps: 3 minor. --apply writes it.\n",
        "",
    )
    assert plan.read_text(encoding="utf-8") == commented


def test_does_it_and_keeps_every_comment(cx: Any, plan: Path, commented: str) -> None:
    answer = ("CX205.cx-designer.5fdbb1", "--answer", "Kim Berg")
    said = cx("fix", STAKEHOLDERS, plan, *answer, *ON, "--apply")
    assert (said.status, said.err) == (0, "")
    assert said.out.endswith("2 gaps: 2 minor.\n")
    now = plan.read_text(encoding="utf-8").splitlines()
    was = commented.splitlines()
    new = [line for line in now if line not in was]
    assert 'incumbent = "Kim Berg"' in new
    assert "[initiatives.store-app] # since May" in now
    assert now[0] == "# ours"
    assert len(new) == 2


def test_what_no_longer_fits_is_refused(cx: Any, plan: Path, commented: str) -> None:
    assert cx("fix", plan, STAKEHOLDERS, *ON, "--apply").status == 0
    now = plan.read_bytes()
    said = cx("fix", plan, STAKEHOLDERS, *ON, "--apply")
    assert (said.status, said.out) == (2, "")
    assert f"{STAKEHOLDERS} does not fit: there is no such gap" in said.err
    assert plan.read_bytes() == now


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        ([STAKEHOLDERS, "CX701.store-app.81d025"], "does not fit after the fixes before it"),
        (["CX205.cx-designer.5fdbb1"], "asks: Who is CX designer? Say it by --answer."),
        (["CX503.retention.9d6445"], "in %? Say it by --answer."),
        (["CX205.cx-designer.e0ac08", "--answer", "soon"], "asks: When does CX designer start? Type a date"),
        ([STAKEHOLDERS, "--answer", "x"], "There are more answers than questions"),
        (["--answer", "x"], "--answer goes with the id of a fix that asks."),
        (["--gap", "CX999"], "there is no rule CX999"),
        (["CX701.store-app.5aad16.x"], "no such file"),
    ],
)
def test_a_call_that_cannot_be_meant_writes_nothing(
    cx: Any, plan: Path, commented: str, words: list[str], complaint: str
) -> None:
    said = cx("fix", plan, *words, *ON, "--apply")
    assert (said.status, said.out) == (2, "")
    assert complaint in said.err
    assert plan.read_text(encoding="utf-8") == commented
    assert "name the plan that" in cx("fix", STAKEHOLDERS).err


def test_without_ids_it_does_what_leaves_no_choice(cx: Any, plan: Path, commented: str) -> None:
    said = cx("fix", plan, *ON, "--apply")
    assert said.status == 0
    assert said.out.startswith("Nothing here can be done without a question or a choice.\n")
    assert plan.read_text(encoding="utf-8") == commented
    plan.write_text(commented.replace('informed = ["customer-support-manager"]\n', ""), encoding="utf-8")
    assert "CX405" in cx("check", plan, *ON).out
    assert cx("fix", plan, *ON, "--apply", "--gap", "CX206").out.startswith("Nothing here")
    said = cx("fix", plan, *ON, "--apply")
    assert said.status == 0
    assert "  closes 1 gap:\n    CX405  " in said.out
    assert said.out.endswith("\n4 gaps: 1 major, 3 minor.\n")
    assert plan.read_text(encoding="utf-8") == commented


def test_a_gap_that_is_named_and_left_says_so_by_the_status(cx: Any, plan: Path) -> None:
    said = cx("fix", plan, *ON, "--gap", "cx503.retention")
    assert (said.status, said.out.splitlines()[-1]) == (1, "1 gap: 1 minor.")
    assert cx("fix", plan, *ON, "--gap", "CX503", "--apply").status == 1
    assert cx("fix", plan, *ON, "--gap", "CX503", "CX503.retention.9d6445", "--answer", "9").status == 0
    assert cx("fix", plan, *ON, "--gap", "CX106", "--gap", "CX503.nope") == (
        0,
        "None of the gaps that are named.\n",
        "",
    )


def test_a_named_gap_without_a_fix_is_left_as_well(cx: Any, plan: Path) -> None:
    head = plan.read_text(encoding="utf-8").partition("[positions.")[0]
    plan.write_text(head, encoding="utf-8")
    said = cx("fix", plan, *ON, "--gap", "CX402")
    assert "no fix can be applied; cxplanner rule CX402" in said.out
    assert said.status == 1


def test_several_plans_are_fixed_together_or_not_at_all(
    cx: Any, plan: Path, commented: str, samples: Path, tmp_path: Path
) -> None:
    other, third = tmp_path / "other.toml", tmp_path / "third.toml"
    other.write_text(commented, encoding="utf-8")
    third.write_bytes((samples / "small.toml").read_bytes())
    was = third.read_bytes()
    listed = cx("fix", tmp_path, *ON)
    assert listed.status == 1
    assert listed.out.count(STAKEHOLDERS) == 2
    third.chmod(0o444)
    said = cx("fix", tmp_path, STAKEHOLDERS, "CX701.store-app.000000", *ON, "--apply")
    assert (said.status, "CX701.store-app.000000 fits none of the plans. Did you mean" in said.err) == (
        2,
        True,
    )
    assert other.read_text(encoding="utf-8") == plan.read_text(encoding="utf-8") == commented
    said = cx("fix", tmp_path, STAKEHOLDERS, *ON, "--apply")
    assert said.status == 0
    assert f"{other}: Initiative “Store app with order tracking”: stakeholders: adds Sales.\n" in said.out
    assert other.read_text(encoding="utf-8") == plan.read_text(encoding="utf-8") != commented
    assert third.read_bytes() == was


@pytest.mark.parametrize(
    "words",
    [
        ("fix", STAKEHOLDERS, *ON, "--apply"),
        ("grow", "--to", "enterprise", "--all", "--apply"),
        ("rename", "store-app", "shop-app"),
    ],
)
def test_a_plan_that_cannot_be_read_or_written_keeps_the_others_as_they_are(
    cx: Any, plan: Path, commented: str, broken: Path, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    other = plan.parent / "a.toml"
    plan.write_text(commented.replace("[positions.cx-designer]", "[positions.designer]"), encoding="utf-8")
    plan.write_text(plan.read_text(encoding="utf-8").replace('"cx-designer"', '"designer"'), encoding="utf-8")
    text = plan.read_text(encoding="utf-8")
    other.write_text(text, encoding="utf-8")
    command, *more = words
    ids = more[:2] if command == "rename" else []
    rest = more[len(ids) :]
    said = cx(command, *ids, other, broken, plan, *rest)
    assert (said.status, said.out) == (2, "")
    assert "30 problems" in said.err
    assert other.read_text(encoding="utf-8") == plan.read_text(encoding="utf-8") == text
    plan.chmod(0o444)
    said = cx(command, *ids, other, plan, *rest)
    assert (said.status, said.out) == (2, "")
    assert f"cannot save {plan}: the file is read-only" in said.err
    assert other.read_text(encoding="utf-8") == text
    assert sorted(path.name for path in plan.parent.iterdir()) == ["a.toml", "broken.toml", "team.toml"]
