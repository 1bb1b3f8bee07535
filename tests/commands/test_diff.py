from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.repository import Repository


@pytest.fixture
def repository(tmp_path: Path, samples: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A repository whose plan was changed since it was committed."""
    made = Repository(tmp_path / "repository")
    text = (samples / "mid-size.toml").read_text(encoding="utf-8")
    made.commit("plans/team.toml", text)
    made.write(
        "plans/team.toml", text.replace('incumbent = "Anjali Mehta"\n', "").replace("260000", "100000")
    )
    monkeypatch.chdir(made.folder)
    return made


TEAM = "plans/team.toml"


def test_a_plan_alone_is_compared_with_its_last_commit(cx: Any, repository: Repository) -> None:
    said = cx("diff", TEAM)
    assert (said.status, said.err) == (1, "")
    assert "People (1)\n  CX analyst: vacant (until now held by Anjali Mehta)\n" in said.out
    assert "Leadership: budget 260,000 → 100,000" in said.out
    assert "Gaps opened (2)\n" in said.out
    assert "Budget 99,000 GBP left → 61,000 GBP too little" in said.out
    assert said.out.endswith("2 differences; opens 2 gaps, closes 0.\n")
    for words in ([f"HEAD:{TEAM}", TEAM], [f"HEAD:{TEAM}"], [f"main:./{TEAM}", TEAM]):
        assert cx("diff", *words) == said
    assert cx("diff", repository.folder / TEAM) == said


@pytest.mark.posix
def test_a_link_to_a_plan_is_followed(cx: Any, repository: Repository) -> None:
    Path("link.toml").symlink_to(TEAM)
    assert cx("diff", "link.toml").out == cx("diff", TEAM).out


def test_equal_plans_have_no_differences(cx: Any, repository: Repository) -> None:
    assert cx("diff", TEAM, TEAM) == (0, "No differences.\n", "")
    assert "says the same" in cx("diff", TEAM, TEAM, "--format", "md").out
    noted = repository.write("noted.toml", "# why\n" + Path(TEAM).read_text(encoding="utf-8"))
    assert cx("diff", TEAM, noted).status == 0


def test_standard_input_is_a_version(
    cx: Any, repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = repository("show", f"HEAD:{TEAM}").encode()
    for words in (("-", TEAM), (TEAM, "-")):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(old)))
        assert cx("diff", *words).out.endswith("2 differences; opens 2 gaps, closes 0.\n") is (
            words[0] == "-"
        )
    assert cx("diff", "-").status == cx("diff", "-", "-").status == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([f"nope:{TEAM}", TEAM], "git knows no revision nope"),
        (["HEAD:plans", TEAM], "is a folder"),
        (["HEAD:other.toml"], "there is no file other.toml"),
        (["absent.toml", TEAM], "there is no such file"),
        ([f"-x:{TEAM}", TEAM], "there is no option"),
        ([TEAM, TEAM, "--format", "html"], "there is no choice html"),
    ],
)
def test_a_version_that_is_not_there_is_told(
    cx: Any, repository: Repository, words: list[str], said: str
) -> None:
    answer = cx("diff", *words)
    assert (answer.status, answer.out) == (2, "")
    assert said in answer.err


def test_a_comment_for_a_pull_request_begins_with_what_to_decide(cx: Any, repository: Repository) -> None:
    Path(TEAM).write_text(
        Path(TEAM).read_text(encoding="utf-8").replace("Samuel Adeyemi", "@all [x](http://y) <b>"),
        encoding="utf-8",
    )
    said = cx("diff", TEAM, "--format", "md")
    assert said.status == 1
    titles = [line for line in said.out.splitlines() if line.startswith("#")]
    assert titles == [
        "### Brightwater Insurance: 3 differences in the plan",
        "#### To decide",
        "#### Gaps this opens",
        "#### People",
    ]
    assert "#### To decide\n\n- Leadership: budget 260,000 → 100,000\n" in said.out
    assert said.out.count("Leadership: budget") == 1
    assert "Why it matters: A plan that costs more" in said.out
    assert "held by @<!-- -->all \\[x\\](http://y) \\<b\\>" in said.out


def test_programs_get_everything(cx: Any, repository: Repository) -> None:
    said = cx("diff", TEAM, "--format", "json")
    answer = json.loads(said.out)
    assert said.status == answer["version"] == 1
    assert [(d["group"], d["kind"], d["section"], d["id"], d["decision"]) for d in answer["differences"]] == [
        ("people", "changed", "positions", "analyst", False),
        ("company", "changed", "leadership", "", True),
    ]
    assert [gap["code"] for gap in answer["gaps"]["opened"]] == ["CX205", "CX801"]
    assert answer["measures"][-1] == {
        "id": "budget_left",
        "before": 99000,
        "after": -61000,
        "currencies": ["GBP", "GBP"],
    }
    Path(TEAM).write_text("schema = 1\n[company]\n", encoding="utf-8")
    said = cx("diff", TEAM, "--format", "json")
    assert said.status == 2
    assert {error["path"] for error in json.loads(said.out)["errors"]} == {TEAM}
    assert set(json.loads(said.out)) == set(answer)


def test_both_are_judged_by_the_templates_beside_the_later_one(
    cx: Any, repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.write(
        "plans/.cxplanner/templates/metrics.toml",
        '[smiles]\ntitle = "Smiles"\nshort = "SM"\nunit = "a day"\nbetter = "higher"\nfamily = "value"\n'
        'about = "Counted at the door."\nsources = ["field"]\n',
    )
    with Path(TEAM).open("a", encoding="utf-8") as file:
        file.write("\n[metrics.smiles]\ntarget = 5\n")
    said = cx("diff", f"HEAD:{TEAM}", TEAM)
    assert said.status == 1, said
    assert "Adds the metric Smiles: target 5" in said.out
    monkeypatch.chdir(repository.folder / "plans")
    assert "Removes the metric Smiles" in cx("diff", "team.toml", f"HEAD:{TEAM}").out
