from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from cxplanner.edits.positions import rename_position
from cxplanner.plan.canonical import plan_text
from tests.plans import CAT, put, row, sound
from tests.repository import Repository

OLD = put(row(sound("small"), "own-the-experience", accountable=None), "sponsor", incumbent=None)
NEW = row(put(OLD, "sponsor", incumbent="Ada"), "gather-feedback", accountable=None)


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    made = Repository(tmp_path / "repository")
    made.commit("plans/team.toml", plan_text(OLD))
    made.write("plans/team.toml", plan_text(NEW))
    monkeypatch.chdir(made.folder)
    return made


def test_a_version_in_git_and_standard_input_are_checked(
    cx: Any, repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    now, then = cx("check", "plans/team.toml"), cx("check", "HEAD:plans/team.toml")
    assert "Executive sponsor" not in then.out
    assert then.status == 1
    assert then.out != now.out
    monkeypatch.chdir("plans")
    same = cx("check", "HEAD:./team.toml")
    assert (same.status, same.out.replace("HEAD:./", "HEAD:plans/")) == (then.status, then.out)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(plan_text(NEW).encode())))
    assert cx("check", "-").out == now.out.replace("(plans/team.toml:", "(-:")
    assert cx("check", "HEAD:absent.toml").status == cx("check", "nope:team.toml").status == 2


def test_only_gaps_that_the_base_has_not_count(cx: Any, repository: Repository) -> None:
    said = cx("check", "plans", "--base", "HEAD")
    assert said.status == 1
    assert "Gather customer feedback" in said.out
    assert "CX101" in cx("check", "plans").out
    assert "CX101" not in said.out
    assert said.out.splitlines()[-1].startswith("New since HEAD: 1 gap: 1 major; ")
    answer = json.loads(cx("check", "plans", "--base", "HEAD", "--format", "json").out)["plans"][0]
    assert [gap["code"] for gap in answer["gaps"]] == ["CX201"]
    assert answer["base"]["revision"] == "HEAD"
    assert answer["base"]["known_gaps"] >= 1
    repository("commit", "--quiet", "--all", "--message", "Accepted")
    said = cx("check", "plans", "--base", "HEAD")
    assert said.status == 0
    assert "New since HEAD: no gaps; " in said.out
    assert cx("check", "HEAD:plans/team.toml", "--base", "HEAD~1").status == 1


def test_a_new_id_makes_no_new_gap(cx: Any, repository: Repository) -> None:
    repository.write("plans/team.toml", plan_text(rename_position(OLD, CAT, "sponsor", "boss").plan))
    assert cx("check", "plans", "--base", "HEAD").status == 0


def test_every_gap_of_a_new_plan_is_new(cx: Any, repository: Repository) -> None:
    repository.write("new.toml", plan_text(OLD))
    said = cx("check", "new.toml", "--base", "HEAD")
    assert said.status == 1
    assert "CX101" in said.out
    repository.commit("new.toml", "schema = 1\n[company]\n")
    repository.write("new.toml", plan_text(OLD))
    said = cx("check", "new.toml", "--base", "HEAD")
    assert "CX101" in said.out
    assert "so every gap counts as new" in said.err


def test_a_base_that_cannot_be_asked_is_told(
    cx: Any, repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "git knows no revision nope" in cx("check", "plans", "--base", "nope").err
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(plan_text(NEW).encode())))
    assert "standard input has none" in cx("check", "-", "--base", "HEAD").err
    assert "cannot be a revision" in cx("check", "plans", "--base=--help").err
