import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from cxplanner import VERSION

ON = ("--on", "2026-11-22")


def test_text_says_whose_team_it_is_and_what_it_lacks(cx: Any, plan: Path) -> None:
    said = cx("check", plan, *ON)
    lines = said.out.splitlines()
    assert said.status == 1
    assert said.err == ""
    assert lines[0] == (
        "Northwind Outfitters · enterprise · 8 dedicated (8.0 FTE; 6 or more expected)"
        " · 32 of 32 responsibilities answered for, 1 by a vacant position"
    )
    assert "Major (1)" in lines
    assert (
        "  CX701  initiative-miscast: “Store app with order tracking” goes without Sales. [003, field]"
        f" ({plan}:361)" in lines
    )
    assert plan.read_text(encoding="utf-8").splitlines()[360] == "[initiatives.store-app]"
    assert "         fix: Add Sales as stakeholders" in lines
    assert "1 gap accepted on purpose (CX206)." in lines
    assert lines[-1] == "4 gaps: 1 major, 3 minor."
    assert lines.index("Major (1)") < lines.index("Minor (3)")


def test_a_plan_without_gaps_is_well(cx: Any, samples: Path) -> None:
    said = cx("check", samples / "mid-size.toml", *ON)
    assert said.status == 0
    assert said.out.endswith("\nNo gaps.\n")


def test_several_plans_are_named_and_counted_together(cx: Any, samples: Path) -> None:
    said = cx("check", samples, *ON)
    assert said.status == 1
    assert [line for line in said.out.splitlines() if line.endswith(".toml")] == [
        str(samples / name) for name in ("enterprise.toml", "mid-size.toml", "small.toml")
    ]
    assert said.out.endswith("3 plans checked. 6 gaps: 1 major, 5 minor.\n")


@pytest.mark.parametrize(("level", "status"), [("critical", 0), ("major", 1), ("minor", 1), ("never", 0)])
def test_fail_on_decides_the_status_alone(cx: Any, plan: Path, level: str, status: int) -> None:
    said = cx("check", plan, *ON, "--fail-on", level)
    assert said.status == status
    assert said.out == cx("check", plan, *ON).out


def test_minor_gaps_do_not_fail_on_major(cx: Any, samples: Path) -> None:
    assert cx("check", samples / "small.toml", *ON, "--fail-on", "major").status == 0


def test_select_and_ignore_take_codes_and_names(cx: Any, plan: Path) -> None:
    said = cx("check", plan, *ON, "--select", "cx503,initiative-miscast", "--ignore", "CX701")
    assert "CX503" in said.out
    assert "CX701" not in said.out
    assert said.out.endswith("1 gap: 1 minor.\n")


@pytest.mark.parametrize("words", [("--select", "CX201"), ("--ignore", "CX405")])
def test_a_rule_left_out_hides_nothing_of_another(cx: Any, samples: Path, tmp_path: Path, words: Any) -> None:
    text = (samples / "mid-size.toml").read_text(encoding="utf-8")
    head, row, rest = text.partition("[responsibilities.brief-campaigns]\n")
    unanswered = "\n".join(line for line in rest.split("\n") if not line.startswith("accountable"))
    path = tmp_path / "team.toml"
    path.write_text(head + row + unanswered, encoding="utf-8")
    said = cx("check", path, *ON, *words)
    assert said.status == 1
    assert "CX201" in said.out


def test_an_unknown_code_is_refused_with_the_nearest(cx: Any, plan: Path) -> None:
    said = cx("check", plan, "--select", "CX999x")
    assert said.status == 2
    assert said.out == ""
    assert "there is no rule CX999x" in said.err
    assert "Did you mean no-objectives?" in cx("check", plan, "--ignore", "no-objectve").err


def test_waived_gaps_do_not_fail_until_the_waiver_lapses(cx: Any, plan: Path) -> None:
    assert cx("check", plan, "--select", "CX206", *ON).status == 0
    assert cx("check", plan, "--select", "CX206", "--on", "2029-01-01").status == 1


def test_a_lapsed_waiver_is_told_with_the_gap_that_is_back(cx: Any, plan: Path) -> None:
    back = "(accepted until 2028-12-31, which has passed)"
    assert back in cx("check", plan, "--select", "CX206", "--on", "2029-01-01").out
    assert back not in cx("check", plan, *ON).out


@pytest.mark.parametrize(
    ("day", "state", "told"),
    [
        ("2028-11-30", "holds", ""),
        (
            "2028-12-01",
            "lapses-soon",
            "CX206 for Develop the CX strategy is accepted until 2028-12-31: 30 days",
        ),
        ("2028-12-31", "lapses-soon", "is accepted until 2028-12-31: today is its last day."),
        ("2029-01-01", "lapsed", "(accepted until 2028-12-31, which has passed)"),
    ],
)
def test_a_waiver_that_lapses_soon_is_told_and_one_that_has_is_in_the_data(
    cx: Any, plan: Path, day: str, state: str, told: str
) -> None:
    words = ("check", plan, "--select", "CX206", "--on", day)
    text = cx(*words).out
    assert told in text
    assert told or "accepted until" not in text
    (gap,) = json.loads(cx(*words, "--format", "json").out)["plans"][0]["gaps"]
    assert gap["waived"]["state"] == state
    assert gap["waived"]["until"] == "2028-12-31"


def test_waivers_without_a_gap_are_told(cx: Any, plan: Path) -> None:
    text = plan.read_text(encoding="utf-8") + '[waivers.CX105.plan]\nreason = "x"\n'
    plan.write_text(text, encoding="utf-8")
    said = cx("check", plan, *ON, "--select", "CX206")
    assert said.err == "note: waivers.CX105.plan accepts a gap that is not there.\n"
    assert said.status == 0
    plan.write_text(text + '[waivers.CX101.plan]\nreason = "x"\n', encoding="utf-8")
    told = "note: waivers.CX105.plan and waivers.CX101.plan accept gaps that are not there.\n"
    assert cx("check", plan, *ON).err == told


def test_fixes_shows_every_way(cx: Any, plan: Path) -> None:
    few = cx("check", plan, *ON).out.count("fix:")
    assert few == 4
    assert cx("check", plan, *ON, "--fixes").out.count("fix:") > few


def test_json_holds_what_the_contract_says(cx: Any, plan: Path) -> None:
    said = cx("check", plan, *ON, "--format", "json")
    answer = json.loads(said.out)
    assert said.status == 1
    assert set(answer) == {"version", "cxplanner", "on", "plans", "totals"}
    assert (answer["version"], answer["cxplanner"], answer["on"]) == (2, VERSION, "2026-11-22")
    assert answer["totals"] == {
        "plans": 1,
        "unreadable": 0,
        "passed_over": 0,
        "gaps": {"critical": 0, "major": 1, "minor": 3},
        "accepted": 1,
    }
    (one,) = answer["plans"]
    facts = "path company scale templates team coverage costs errors gaps"
    assert set(one) == set(facts.split())
    assert (one["path"], one["company"], one["scale"]) == (str(plan), "Northwind Outfitters", "enterprise")
    assert one["templates"] is None
    assert one["team"] == {
        "positions": 15,
        "dedicated": 8,
        "vacant": 3,
        "people": 12,
        "fte": {"dedicated": 8.0, "contributing": 1.0},
    }
    assert one["coverage"] == {"required": 32, "planned": 32, "held": 31}
    assert one["errors"] == []
    keys = "code name severity kind subject message reason sources line fixes waived"
    assert all(set(gap) == set(keys.split()) for gap in one["gaps"])
    lines = plan.read_text(encoding="utf-8").splitlines()
    by_code = {gap["code"]: gap for gap in one["gaps"]}
    assert lines[by_code["CX701"]["line"] - 1] == "[initiatives.store-app]"
    assert lines[by_code["CX205"]["line"] - 1] == "[positions.cx-designer]"
    assert lines[by_code["CX503"]["line"] - 1] == "[metrics.retention]"
    assert lines[by_code["CX601"]["line"] - 1] == "[tools.social-monitoring]"
    assert by_code["CX701"]["fixes"][0] == {
        "id": "CX701.store-app.5aad16",
        "title": "Add Sales as stakeholders",
        "asks": None,
    }
    assert by_code["CX205"]["fixes"][0]["asks"] == {"question": "Who is CX designer?", "kind": "text"}
    assert by_code["CX701"]["waived"] is None
    assert by_code["CX206"]["waived"] == {
        "state": "holds",
        "reason": "In its first year the strategy needs every department at the table",
        "accepted_by": "R. Alvarez",
        "until": "2028-12-31",
    }


def test_json_places_a_gap_where_an_id_is_used_twice(cx: Any, plan: Path) -> None:
    text = plan.read_text(encoding="utf-8")
    for key in ("social-monitoring", "plan", "board"):
        text += f'\n[initiatives.{key}]\ntype = "other"\n'
    plan.write_text(text, encoding="utf-8")
    answer = json.loads(cx("check", plan, "--select", "CX601,CX702", "--format", "json").out)
    lines = text.splitlines()
    found = {(gap["code"], lines[gap["line"] - 1]) for gap in answer["plans"][0]["gaps"]}
    assert found == {
        ("CX601", "[tools.social-monitoring]"),
        ("CX702", "[initiatives.social-monitoring]"),
        ("CX702", "[initiatives.plan]"),
        ("CX702", "[initiatives.board]"),
    }


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ("", {"CX105": "[leadership]", "CX106": "[company]"}),
        ('[objectives.o]\nstatement = "More"\n', {"CX106": "[objectives.o]"}),
    ],
)
def test_json_places_a_gap_of_the_whole_plan_where_it_is_mended(
    cx: Any, tmp_path: Path, more: str, found: dict[str, str]
) -> None:
    text = '[company]\nname = "A"\nscale = "mid-size"\n[leadership]\nmodel = "service-led"\n' + more
    text += '[positions.a]\ntitle = "A"\nexecutive = true\n'
    text += '[responsibilities.own-the-experience]\naccountable = "a"\n'
    plan = tmp_path / "whole.toml"
    plan.write_text(text, encoding="utf-8")
    (one,) = json.loads(cx("check", plan, *ON, "--format", "json").out)["plans"]
    lines = text.splitlines()
    placed = {gap["code"]: lines[gap["line"] - 1] for gap in one["gaps"] if gap["subject"] == "plan"}
    assert found.items() <= placed.items()
    assert {place for code, place in placed.items() if code.startswith("CX3")} == {"[positions.a]"}


def test_json_places_a_budget_that_is_spent_at_its_line(cx: Any, plan: Path) -> None:
    text = plan.read_text(encoding="utf-8").replace("budget = 1200000", "budget = 12")
    plan.write_text(text, encoding="utf-8")
    (one,) = json.loads(cx("check", plan, *ON, "--select", "CX801", "--format", "json").out)["plans"]
    assert [text.splitlines()[gap["line"] - 1] for gap in one["gaps"]] == ["budget = 12"]


def test_thousands_are_written_for_people(cx: Any, plan: Path) -> None:
    with plan.open("a", encoding="utf-8") as file:
        file.writelines(f'[positions.p{n}]\nrole = "cx-analyst"\nreports_to = "cxo"\n' for n in range(1_200))
    said = cx("check", plan, *ON).out
    assert " · 1,208 dedicated (1,208.0 FTE; 6 or more expected) · " in said
    assert "1,205 gaps: 1 major, 1,204 minor." in said


def test_json_counts_what_is_answered_for(cx: Any, plan: Path) -> None:
    text = plan.read_text(encoding="utf-8").replace('accountable = "cx-designer"\n', "")
    plan.write_text(text, encoding="utf-8")
    answer = json.loads(cx("check", plan, "--format", "json").out)
    assert answer["plans"][0]["coverage"] == {"required": 32, "planned": 31, "held": 31}
    assert "31 of 32 responsibilities" in cx("check", plan).out


def test_a_broken_file_is_told_and_the_others_are_still_checked(cx: Any, broken: Path, samples: Path) -> None:
    said = cx("check", broken, samples / "small.toml", *ON)
    assert said.status == 2
    assert "Oak & Ember Bakeries" in said.out
    assert said.out.endswith("1 plan checked. 2 gaps: 2 minor. 1 file could not be read.\n")
    assert f"{broken}: 30 problems" in said.err
    assert said.err.count("there is no") == 20
    assert "10 more problems" in said.err
    assert cx("check", broken, "--all").err.count("there is no") == 30


def test_json_holds_every_error(cx: Any, broken: Path) -> None:
    said = cx("check", broken, "--format", "json")
    (one,) = json.loads(said.out)["plans"]
    assert said.status == 2
    assert said.err == ""
    assert (one["company"], one["scale"], one["coverage"], one["gaps"]) == (None, None, None, [])
    assert len(one["errors"]) == 30
    assert set(one["errors"][0]) == {"line", "column", "key", "message", "hint"}
    assert one["errors"][0]["line"] == 9
    assert one["errors"][0]["key"] == "positions.p0.reports_to"


def test_a_missing_file_is_an_error_of_its_own(cx: Any, tmp_path: Path) -> None:
    path = tmp_path / "none.toml"
    said = cx("check", path)
    assert said.status == 2
    assert said.err == (
        f"{path}: there is no such file. A plan is a TOML file; start one with: "
        f"cxplanner new {path} --company NAME --scale SCALE\n"
    )
    path.touch()
    said = cx("check", path)
    assert (said.status, "cxplanner new PLAN --company" in said.err) == (2, True)


def test_a_folder_means_the_plans_in_it(cx: Any, tmp_path: Path, samples: Path) -> None:
    small = (samples / "small.toml").read_text(encoding="utf-8")
    for name in ("a.toml", "deep/b.toml", ".hidden/c.toml", "notes.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(small, encoding="utf-8")
    (tmp_path / "other.toml").write_text('[tool.x]\ncompany = "A"\n', encoding="utf-8")
    said = cx("check", tmp_path, tmp_path / "a.toml", *ON)
    assert said.out.count("Oak & Ember") == 2
    assert "2 plans checked" in said.out
    assert "Passed over 1 other TOML file" in said.err


def test_a_folder_without_plans_proves_nothing(cx: Any, tmp_path: Path) -> None:
    (tmp_path / "other.toml").write_text("x = 1\n", encoding="utf-8")
    said = cx("check", tmp_path)
    assert said.status == 2
    assert "there is no plan in the folder" in said.err
    told = cx("check", tmp_path, "--format", "json")
    assert told.status == 2
    answer = json.loads(told.out)
    assert (answer["version"], answer["plans"], answer["totals"]["plans"]) == (2, [], 0)


def test_a_plan_with_a_slip_of_syntax_in_a_folder_is_not_passed_over(cx: Any, tmp_path: Path) -> None:
    (tmp_path / "slip.toml").write_text('[company]\nname = "A\n', encoding="utf-8")
    said = cx("check", tmp_path)
    assert said.status == 2
    assert "slip.toml:2" in said.err


def test_templates_beside_the_plan_are_used(cx: Any, plan: Path) -> None:
    own = plan.parent / ".cxplanner" / "templates"
    own.mkdir(parents=True)
    (own / "initiatives.toml").write_text(
        '[mobile-app]\ntitle = "App"\nabout = "Ours."\ndepartments = ["it"]\nsources = ["field"]\n',
        encoding="utf-8",
    )
    assert "CX701" not in cx("check", plan, *ON).out
    elsewhere = plan.parent / "elsewhere"
    elsewhere.mkdir()
    assert "CX701" in cx("check", plan, *ON, "--templates", elsewhere).out


def test_a_broken_template_is_named_with_its_own_file(cx: Any, plan: Path) -> None:
    own = plan.parent / ".cxplanner" / "templates"
    own.mkdir(parents=True)
    (own / "metrics.toml").write_text("[csat]\n", encoding="utf-8")
    said = cx("check", plan)
    assert said.status == 2
    assert "metrics.toml" in said.err
    (one,) = json.loads(cx("check", plan, "--format", "json").out)["plans"]
    assert all("metrics.toml: " in error["message"] for error in one["errors"])
    assert all((error["line"], error["column"]) == (0, 0) for error in one["errors"])


def test_warnings_go_to_standard_error(cx: Any, plan: Path) -> None:
    plan.write_text(plan.read_text(encoding="utf-8").replace("schema = 1\n", ""), encoding="utf-8")
    said = cx("check", plan, *ON, "--fail-on", "never")
    assert said.status == 0
    assert said.err.startswith("note: ")


@pytest.mark.parametrize("width", [40, 80])
def test_text_is_wrapped_on_a_terminal(
    cx: Any, plan: Path, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setattr("shutil.get_terminal_size", lambda: os.terminal_size((width, 24)))
    said = cx("check", plan, *ON)
    assert max(map(len, said.out.splitlines())) <= width
    assert "\x1b" not in said.out


def test_bold_is_for_terminals_that_welcome_it(cx: Any, plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert "\x1b[1mMajor (1)\x1b[0m" in cx("check", plan, *ON).out
    monkeypatch.setenv("TERM", "dumb")
    assert "\x1b" not in cx("check", plan, *ON).out


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["--format", "xml"], "Choose text, json, github, sarif or md."),
        (["--fail-on", "majr"], "Did you mean major?"),
        (["--on", "tomorrow"], "write it like 2027-03-01"),
        (["--on"], "--on needs a value"),
        (["--all=yes"], "--all takes no value"),
        (["--zzz"], "there is no option --zzz.\n"),
        (["--templates", "/no/such/folder"], "there is no folder"),
    ],
)
def test_wrong_options_are_refused(cx: Any, plan: Path, words: list[str], complaint: str) -> None:
    said = cx("check", plan, *words)
    assert said.status == 2
    assert said.out == ""
    assert complaint in said.err


def test_json_places_a_gap_about_what_the_plan_does_not_list_at_its_section(cx: Any, tmp_path: Path) -> None:
    text = '[company]\nname = "A"\nscale = "mid-size"\n[leadership]\nmodel = "service-led"\n'
    text += '[positions.a]\ntitle = "A"\n[departments.sales]\nexists = true\n'
    text += '[responsibilities.gather-feedback]\naccountable = "a"\n'
    plan = tmp_path / "bare.toml"
    plan.write_text(text, encoding="utf-8")
    (one,) = json.loads(cx("check", plan, *ON, "--format", "json").out)["plans"]
    lines = text.splitlines()
    placed = {
        gap["code"]: lines[gap["line"] - 1] for gap in one["gaps"] if gap["subject"] not in ("plan", "board")
    }
    assert placed["CX507"] == "[responsibilities.gather-feedback]"
    assert placed["CX303"] == "[positions.a]"
    assert placed["CX401"] == "[departments.sales]"


def test_costs_are_told_where_some_are_entered_and_only_there(cx: Any, plan: Path) -> None:
    said = cx("check", plan, *ON)
    assert "Costs a year: dedicated 798,000 EUR; budget 1,200,000 EUR, 402,000 left; " in said.out
    (one,) = json.loads(cx("check", plan, *ON, "--format", "json").out)["plans"]
    missing = one["costs"].pop("missing")
    assert one["costs"] == {
        "dedicated": 798_000,
        "contributing": 0,
        "total": 798_000,
        "budget": 1_200_000,
        "left": 402_000,
        "currency": "EUR",
    }
    assert f"no cost entered for {len(missing)} contributing positions." in said.out
    lines = plan.read_text(encoding="utf-8").splitlines(keepends=True)
    plan.write_text("".join(line for line in lines if "annual_cost" not in line), encoding="utf-8")
    assert "Costs a year" not in cx("check", plan, *ON).out
    assert '"costs"' not in cx("check", plan, *ON, "--format", "json").out


def test_the_day_says_who_is_there(cx: Any, plan: Path) -> None:
    before = cx("check", plan, "--on", "2027-02-10").out.splitlines()
    assert (
        before[1]
        == "On 2027-02-10 there are 7 dedicated positions (7.0 FTE): CX analyst starts on 2027-03-01."
    )
    after = cx("check", plan, "--on", "2027-03-01").out
    assert "starts on" not in after
    text = plan.read_text(encoding="utf-8").replace("start = 2027-03-01", "end = 2027-03-01")
    plan.write_text(text, encoding="utf-8")
    assert "8 dedicated (8.0 FTE" in cx("check", plan, "--on", "2027-03-01").out
    ended = cx("check", plan, "--on", "2027-03-02").out
    assert "7 dedicated (7.0 FTE" in ended
    assert "On 2027-03-02 there are 7 dedicated positions (7.0 FTE): CX analyst ended on 2027-03-01." in ended
