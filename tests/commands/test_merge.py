from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from cxplanner.plan.canonical import plan_text
from tests.plans import position, put, sound
from tests.repository import Repository

PLAN = sound("mid-size")


@pytest.fixture
def three(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three versions in a folder: both sides add a position at the end."""
    monkeypatch.chdir(tmp_path)
    Path("base.toml").write_text(plan_text(PLAN), encoding="utf-8")
    Path("ours.toml").write_text(plan_text(position(PLAN, "a", title="A")), encoding="utf-8")
    Path("theirs.toml").write_text(plan_text(position(PLAN, "b", title="B")), encoding="utf-8")
    return tmp_path


THREE = ("base.toml", "ours.toml", "theirs.toml")


def test_the_merged_plan_is_the_answer(cx: Any, three: Path) -> None:
    said = cx("merge", *THREE)
    both = plan_text(position(position(PLAN, "a", title="A"), "b", title="B"))
    assert said == (0, both, "")
    assert cx("merge", *THREE, "-o", "out.toml") == (0, "", "")
    assert Path("out.toml").read_text(encoding="utf-8") == both
    assert "--force overwrites it" in cx("merge", *THREE, "-o", "out.toml").err
    assert "--force overwrites it" in cx("merge", *THREE, "-o", "theirs.toml").err
    assert cx("merge", *THREE, "-o", "out.toml", "--force").status == 0
    assert cx("merge", *THREE, "-o", "ours.toml").status == 0
    assert cx("merge", *THREE).out == both


def test_a_conflict_is_told_and_refused_until_it_is_resolved(cx: Any, three: Path) -> None:
    for name, fte in (("ours.toml", 0.5), ("theirs.toml", 0.8)):
        Path(name).write_text(plan_text(put(PLAN, "analyst", fte=fte)), encoding="utf-8")
    said = cx("merge", *THREE, "-o", "out.toml")
    assert said.status == 1
    assert said.err == (
        "1 conflict in out.toml, each marked by a comment that begins with # <<< conflict:\n"
        "  positions.analyst.fte: base 1.0 ours 0.5 theirs 0.8\n"
    )
    text = Path("out.toml").read_text(encoding="utf-8")
    assert "\n# <<< conflict: positions.analyst.fte  base 1.0  ours 0.5  theirs 0.8\nfte = 0.5\n" in text
    for words in (("check",), ("fmt",), ("roles",), ("grow", "--to", "enterprise"), ("diff", "base.toml")):
        answer = cx(words[0], *words[1:], "out.toml")
        assert answer.status == 2
        assert "positions.analyst.fte: a merge left this open" in answer.err
    mark = next(line for line in text.splitlines(keepends=True) if line.startswith("# <<<"))
    Path("out.toml").write_text(text.replace(mark, ""), encoding="utf-8")
    assert cx("check", "out.toml", "--fail-on", "never").status == 0


def test_layout_and_comments_of_both_sides_stay(cx: Any, three: Path) -> None:
    base = plan_text(PLAN)
    ours = base.replace("[company]", "# ours\n[company]", 1)
    theirs = base.replace("[departments.it]", "[departments.it] # theirs")
    for name, text in zip(THREE, (base, ours, theirs), strict=True):
        Path(name).write_text(text, encoding="utf-8")
    said = cx("merge", *THREE)
    assert said.status == 0
    assert said.out == ours.replace("[departments.it]", "[departments.it] # theirs")


def test_line_ends_and_byte_order_mark_are_those_of_ours(cx: Any, three: Path) -> None:
    ours = Path("ours.toml").read_text(encoding="utf-8")
    Path("ours.toml").write_bytes(b"\xef\xbb\xbf" + ours.replace("\n", "\r\n").encode())
    assert cx("merge", *THREE, "-o", "out.toml").status == 0
    raw = Path("out.toml").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbfschema = 1\r\n")
    assert raw.count(b"\n") == raw.count(b"\r\n")


def test_versions_in_git_are_merged(cx: Any, three: Path) -> None:
    repository = Repository(three)
    repository.commit("team.toml", Path("base.toml").read_text(encoding="utf-8"))
    assert cx("merge", "HEAD:team.toml", "ours.toml", "theirs.toml").out == cx("merge", *THREE).out


@pytest.mark.posix
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("base.toml", "ours.toml"), "is missing"),
        (("base.toml", "ours.toml", "absent.toml"), "there is no such file"),
        (("base.toml", "ours.toml", "wrong.toml"), "wrong.toml:1:1"),
        ((*THREE, "-o", "folder"), "is a folder"),
        ((*THREE, "-o", "link.toml"), "is a link"),
    ],
)
def test_wrong_calls_write_nothing(cx: Any, three: Path, words: tuple[str, ...], said: str) -> None:
    Path("wrong.toml").write_text("colour = 1\n", encoding="utf-8")
    Path("folder").mkdir()
    Path("link.toml").symlink_to("elsewhere.toml")
    answer = cx("merge", *words)
    assert (answer.status, answer.out) == (2, "")
    assert said in answer.err
    assert not Path("elsewhere.toml").exists()
