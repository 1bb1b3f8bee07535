"""The answers of check for the places where teams look: annotations, code scanning, summaries."""

from __future__ import annotations

import io
import json
import re
import sys
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from cxplanner.gaps import all_rules
from cxplanner.toml.locate import Locator
from cxplanner.toml.table_lines import table_lines

ON = ("--on", "2026-11-22")
_ANNOTATION = re.compile(r"::(error|warning|notice) ([^:]*)::(.*)")


class Annotation:
    """An annotation as a runner of GitHub reads it."""

    def __init__(self, line: str) -> None:
        found = _ANNOTATION.fullmatch(line)
        assert found, line
        self.kind, self.message = found[1], unquote(found[3])
        pairs = (pair.partition("=") for pair in found[2].split(","))
        self.where = {name: unquote(value) for name, _, value in pairs}


def annotated(said: Any) -> list[Annotation]:
    """The annotations of an answer."""
    return [Annotation(line) for line in said.out.splitlines() if line.startswith("::")]


def named(plan: Path, name: str) -> Path:
    """The plan under a name of its own, in a folder beside it."""
    path = plan.parent / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(plan.read_bytes())
    return path


def test_github_shows_each_gap_at_its_line(cx: Any, plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(plan.parent)
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)
    said = cx("check", "team.toml", *ON, "--format", "github")
    first, *others = annotated(said)
    assert said.status == 1
    assert first.kind == "error"
    assert first.where == {
        "file": "team.toml",
        "line": "361",
        "title": "CX701 initiative-miscast (major)",
    }
    assert first.message == (
        "“Store app with order tracking” goes without Sales.\nFix: Add Sales as stakeholders"
    )
    assert [one.where["title"][:5] for one in others] == ["CX205", "CX503", "CX601"]
    assert said.out.endswith("\n1 plan checked. 4 gaps: 1 major, 3 minor.\n")


def test_github_tells_what_fails_the_check_from_what_does_not(cx: Any, plan: Path) -> None:
    said = cx("check", plan, *ON, "--format", "github", "--fail-on", "major")
    assert [one.kind for one in annotated(said)] == ["error", "warning", "warning", "warning"]


def test_github_gives_notice_of_a_waiver_that_lapses_soon(cx: Any, plan: Path) -> None:
    said = cx("check", plan, "--select", "CX206", "--on", "2028-12-10", "--format", "github")
    (notice,) = annotated(said)
    assert (said.status, notice.kind) == (0, "notice")
    assert notice.message.endswith("is accepted until 2028-12-31: 21 days left.")


def test_what_somebody_wrote_means_nothing_to_the_runner(cx: Any, plan: Path) -> None:
    odd = named(plan, "100%,a:b/team.toml")
    title = "x%0A::error::y,z: ::stop-commands::q"
    text = odd.read_text(encoding="utf-8").replace("Store app with order tracking", title)
    odd.write_text(text, encoding="utf-8")
    first, *others = annotated(cx("check", odd, *ON, "--format", "github"))
    assert len(others) == 3
    assert first.where["file"] == odd.as_posix()
    assert first.message.startswith("“x%0A::error::y,z: ::stop-commands::q” goes without Sales.")


def test_github_shows_problems_of_a_file_that_cannot_be_read(cx: Any, broken: Path) -> None:
    said = cx("check", broken, *ON, "--format", "github")
    found = annotated(said)
    assert (said.status, len(found)) == (2, 30)
    assert {one.kind for one in found} == {"error"}
    assert (found[0].where["line"], found[0].where["col"]) == ("9", "1")
    assert found[0].message.startswith(
        "positions.p0.reports_to: there is no position or outside post nobody-0."
    )
    assert said.out.endswith("0 plans checked. No gaps. 1 file could not be read.\n")


def test_paths_start_at_the_top_of_the_repository(
    cx: Any, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inner = named(plan, "teams/emea/plan.toml")
    monkeypatch.chdir(inner.parent)
    monkeypatch.setenv("GITHUB_WORKSPACE", str(plan.parent))
    for word in ("plan.toml", "./plan.toml", inner):
        first, *_ = annotated(cx("check", word, *ON, "--format", "github"))
        assert first.where["file"] == "teams/emea/plan.toml"
    monkeypatch.delenv("GITHUB_WORKSPACE")
    for word in ("plan.toml", inner):
        assert annotated(cx("check", word, *ON, "--format", "github"))[0].where["file"] == "plan.toml"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(plan.read_bytes())))
    assert annotated(cx("check", "-", *ON, "--format", "github"))[0].where.keys() == {"title"}


def sarif(cx: Any, *words: object) -> tuple[int, Any]:
    """The status, and the one run of the log."""
    said = cx("check", *words, *ON, "--format", "sarif")
    log = json.loads(said.out)
    assert (log["version"], set(log)) == ("2.1.0", {"$schema", "version", "runs"})
    (run,) = log["runs"]
    return said.status, run


def test_sarif_holds_the_rules_and_a_result_for_each_gap(
    cx: Any, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)
    odd = named(plan, "our plans/team #1.toml")
    monkeypatch.chdir(plan.parent)
    status, run = sarif(cx, odd.relative_to(plan.parent))
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [*all_rules(), "unreadable"]
    assert all(rule["shortDescription"]["text"] and rule["help"]["text"] for rule in rules)
    assert status == 1
    assert [result["ruleId"] for result in run["results"]] == ["CX701", "CX205", "CX206", "CX503", "CX601"]
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])
    first, _, accepted, *_ = run["results"]
    (place,) = first["locations"]
    assert place["physicalLocation"] == {
        "artifactLocation": {"uri": "our%20plans/team%20%231.toml", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 361},
    }
    assert first["level"] == "warning"
    assert first["suppressions"] == []
    assert [one["kind"] for one in accepted["suppressions"]] == ["inSource"]
    assert run["invocations"] == [{"executionSuccessful": True}]


def test_sarif_tells_of_a_file_that_cannot_be_read(cx: Any, broken: Path, tmp_path: Path) -> None:
    status, run = sarif(cx, broken)
    assert status == 2
    assert len(run["results"]) == 30
    assert run["invocations"] == [{"executionSuccessful": False}]
    region = run["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 9, "startColumn": 1}
    status, run = sarif(cx, tmp_path / "absent.toml")
    assert status == 2
    assert "region" not in run["results"][0]["locations"][0]["physicalLocation"]


def test_sarif_is_what_its_schema_asks_for(cx: Any, plan: Path, broken: Path, samples: Path) -> None:
    """What the schema of SARIF 2.1.0 asks of the objects we write; the schema itself is not ours to ship."""
    _, run = sarif(cx, plan, broken, samples, plan.parent / "absent.toml")
    levels, kinds = {"none", "note", "warning", "error"}, {"inSource", "external"}
    driver = run["tool"]["driver"]
    assert set(driver) <= {"name", "semanticVersion", "rules"}
    for rule in driver["rules"]:
        assert set(rule) <= {
            *("id", "name", "shortDescription", "fullDescription", "help"),
            *("defaultConfiguration", "properties"),
        }
        assert set(rule["defaultConfiguration"]) == {"level"}
        assert rule["defaultConfiguration"]["level"] in levels
        assert len(set(rule.get("properties", {}).get("tags", ()))) in (0, 2)
    assert len(run["results"]) > 30
    for result in run["results"]:
        assert set(result) <= {
            *("ruleId", "ruleIndex", "level", "message", "locations"),
            *("partialFingerprints", "suppressions"),
        }
        assert result["level"] in levels
        assert set(result["message"]) == {"text"}
        assert all(isinstance(mark, str) for mark in result.get("partialFingerprints", {}).values())
        assert {one["kind"] for one in result.get("suppressions", ())} <= kinds
        for place in result["locations"]:
            region = place["physicalLocation"].get("region", {"startLine": 1})
            assert all(isinstance(value, int) and value >= 1 for value in region.values())
            assert not set(place["physicalLocation"]["artifactLocation"]["uri"]) & set(" #<>\\")


def test_sarif_is_whole_where_there_is_nothing_to_check(cx: Any, tmp_path: Path) -> None:
    (tmp_path / "other.toml").write_text("x = 1\n", encoding="utf-8")
    status, run = sarif(cx, tmp_path)
    assert (status, run["results"]) == (2, [])


def test_md_is_a_summary(cx: Any, plan: Path, broken: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(plan.parent)
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)
    said = cx("check", "team.toml", *ON, "--format", "md")
    lines = said.out.splitlines()
    assert said.status == 1
    assert lines[0] == "### ❌ team.toml: 4 gaps: 1 major, 3 minor"
    assert "| --- | --- | --- | --- |" in lines
    row = "“Store app with order tracking” goes without Sales. (CX701) | 361 | Add Sales as stakeholders"
    assert f"| major | {row} |" in lines
    assert "<details><summary>1 gap accepted on purpose</summary>" in lines
    assert any(line.endswith("accepted by R. Alvarez, until 2028-12-31") for line in lines)
    fine = cx("check", "team.toml", *ON, "--format", "md", "--fail-on", "critical").out
    assert fine.startswith("### ✅ team.toml: 4 gaps")
    both = cx("check", "team.toml", "broken.toml", *ON, "--format", "md")
    assert both.status == 2
    assert both.out.startswith("1 plan checked. 4 gaps: 1 major, 3 minor. 1 file could not be read.\n\n###")
    assert "### ❌ broken.toml: 30 problems, so it is not judged" in both.out


def test_md_is_no_longer_than_a_comment_may_be_and_calls_nobody(cx: Any, plan: Path) -> None:
    text = plan.read_text(encoding="utf-8").replace("Store app with order tracking", "@all <b>x</b> | y")
    more = "".join(f'[positions.p{n}]\nrole = "cx-analyst"\nreports_to = "cxo"\n' for n in range(1_200))
    plan.write_text(text + more, encoding="utf-8")
    said = cx("check", plan, *ON, "--format", "md").out
    assert len(said) < 65_536
    assert "@<!-- -->all \\<b\\>x\\</b\\> \\| y" in said
    assert "more gaps" in said


def test_folders_say_how_far_the_check_is_on_a_terminal_alone(
    cx: Any, samples: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cxplanner.commands.output.SLOW", -1.0)
    assert "Checked: " not in cx("check", samples, *ON).err
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    said = cx("check", samples, *ON).err
    assert "\r\x1b[KChecked: 2 of 3 …" in said
    assert said.endswith("\r\x1b[K")


def test_headers_are_found_where_a_locator_finds_them(plan: Path, samples: Path) -> None:
    for path in samples.glob("*.toml"):
        text = path.read_text(encoding="utf-8")
        locator, lines = Locator(text), table_lines(text)
        assert len(lines) > 20
        for name, line in lines.items():
            assert locator.at(tuple(name.split(".")))[0] == line
    assert table_lines('x = """\n[positions.a]\n"""\n[positions.a]\n') == {}
    assert table_lines("# [a]\r\n[a] # b\r\n[a.b]\r\n [c]\nd = [\n[1]]\n") == {"a": 2, "a.b": 3}


@pytest.mark.parametrize(
    "layout",
    [
        '[positions]\nx.role = "nobody-knows"\n',
        '[positions."x"]\nrole = "nobody-knows"\n',
        'positions.x.role = "nobody-knows"\n',
        '[ positions . x ]\nrole = "nobody-knows"\nnote = """\n[positions.x]"""\n',
        '[positions.y]\nrole = "cx-analyst"\n[positions.x]  # here\nrole = "nobody-knows"\n',
    ],
)
def test_a_gap_is_placed_whatever_the_layout(cx: Any, tmp_path: Path, layout: str) -> None:
    head = 'schema = 1\ncompany = {name = "A", scale = "small"}\nleadership.model = "service-led"\n'
    path = tmp_path / "odd.toml"
    path.write_text(head + layout, encoding="utf-8")
    (one,) = json.loads(cx("check", path, "--select", "CX307", "--format", "json").out)["plans"]
    where = Locator(path.read_text(encoding="utf-8"))
    assert {gap["subject"]: gap["line"] for gap in one["gaps"]} == {"x": where.at(("positions", "x"))[0]}
