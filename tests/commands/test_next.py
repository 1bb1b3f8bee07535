import json
from pathlib import Path
from typing import Any

import pytest

from cxplanner.advice.hires import hiring_plan
from cxplanner.commands.output import progress
from cxplanner.edits.positions import remove_position
from cxplanner.gaps.words import by_severity, gaps_counted
from cxplanner.plan.canonical import plan_text
from cxplanner.plan.team import Team
from tests.plans import CAT, TODAY, gaps, put, row, sound


def written(path: Path, *, lost: tuple[str, ...] = (), vacant: tuple[str, ...] = ()) -> Path:
    plan = sound("mid-size")
    for key in lost:
        plan = remove_position(plan, CAT, key).plan
    for key in vacant:
        plan = put(plan, key, incumbent=None)
    path.write_text(plan_text(plan), encoding="utf-8")
    return path


def test_the_next_hires_come_with_the_gaps_they_close(cx: Any, tmp_path: Path) -> None:
    path = written(tmp_path / "t.toml", lost=("it-liaison",), vacant=("analyst",))
    said = cx("next", path)
    assert (said.status, said.err) == (0, "")
    lines = said.out.splitlines()
    assert lines[0].startswith("Northwind · mid-size · ")
    assert lines[2] == "1. IT liaison: not a hire: name who in the company does this, id it-liaison"
    assert lines[3].startswith("   Added IT liaison, accountable for “Keep CX and IT planning in step”")
    assert lines[4].startswith("   closes ")
    assert "     CX401  department-unrepresented: Nobody on the plan speaks for IT." in lines
    assert "2. CX analyst: a position that is vacant, id analyst" in lines
    assert lines[-1] == "After 1 hire and 1 person named: No gaps."


def test_as_many_as_asked_for(cx: Any, tmp_path: Path) -> None:
    path = written(tmp_path / "t.toml", lost=("it-liaison",), vacant=("analyst",))
    said = cx("next", path, "-n", "1")
    assert "2. " not in said.out
    assert "After 1 person named: 1 gap: 1 minor." in said.out
    assert "not a whole number" in cx("next", path, "-n", "0").err


def test_json_names_every_gap(cx: Any, tmp_path: Path) -> None:
    path = written(tmp_path / "t.toml", lost=("it-liaison",))
    said = cx("next", path, "--format", "json", "--on", "2027-02-01")
    data = json.loads(said.out)
    assert {name: data[name] for name in ("version", "path", "company", "scale", "on")} == {
        "version": 1,
        "path": str(path),
        "company": "Northwind",
        "scale": "mid-size",
        "on": "2027-02-01",
    }
    (hire,) = data["hires"]
    assert (hire["role"], hire["position"]) == ("it-liaison", "it-liaison")
    assert (hire["new"], hire["named"], hire["spared"]) == (True, True, [])
    assert {"CX401", "CX201"} <= {gap["code"] for gap in hire["closes"]}
    assert set(hire["closes"][0]) == {"code", "name", "severity", "kind", "subject", "message"}
    assert hire["opens"] == []


def test_the_day_decides_whether_a_start_is_planned(cx: Any, tmp_path: Path) -> None:
    path = written(tmp_path / "t.toml", vacant=("analyst",))
    with path.open("a", encoding="utf-8") as file:
        file.write("\n")
    text = path.read_text(encoding="utf-8").replace(
        '[positions.analyst]\nrole = "cx-analyst"',
        '[positions.analyst]\nrole = "cx-analyst"\nstart = 2027-03-01',
    )
    path.write_text(text, encoding="utf-8")
    assert "nobody is needed" in cx("next", path, "--on", "2027-02-01").out
    assert "1. CX analyst" in cx("next", path, "--on", "2027-03-02").out


def test_where_no_hire_helps_it_says_so(cx: Any, tmp_path: Path) -> None:
    path = written(tmp_path / "t.toml")
    said = cx("next", path)
    assert (said.status, said.out.splitlines()[-1]) == (0, "No gaps: nobody is needed. Open vacancies: 0.")
    path.write_text(path.read_text(encoding="utf-8").replace("budget = 500000\n", ""), encoding="utf-8")
    last = cx("next", path).out.splitlines()[-1]
    assert last == "No hire closes more than it opens. 1 gap: 1 major."


def test_open_vacancies_are_counted_where_nobody_is_needed(cx: Any, tmp_path: Path) -> None:
    path = tmp_path / "t.toml"
    plan = put(sound("enterprise"), "analyst-2", incumbent=None)
    assert gaps(plan) == ()
    path.write_text(plan_text(plan), encoding="utf-8")
    assert cx("next", path).out.splitlines()[-1] == "No gaps: nobody is needed. Open vacancies: 1."


def test_a_letter_that_does_as_well_is_told(cx: Any, tmp_path: Path) -> None:
    path = tmp_path / "t.toml"
    plan = row(sound("mid-size"), "analyse-data", accountable=None, responsible=[])
    path.write_text(plan_text(put(plan, "cxo", incumbent=None)), encoding="utf-8")
    data = json.loads(cx("next", path, "--format", "json", "-n", "9").out)
    assert all(hire["role"] != "cx-analyst" for hire in data["hires"])


def test_a_broken_plan_is_refused(cx: Any, broken: Path) -> None:
    said = cx("next", broken)
    assert (said.status, said.out) == (2, "")
    assert "30 problems" in said.err


def test_gaps_in_numbers() -> None:
    found = gaps(remove_position(sound("mid-size"), CAT, "cxo").plan)
    assert by_severity(found).startswith("1 critical, ")
    assert gaps_counted(found).startswith(f"{len(found)} gaps: 1 critical, ")
    assert (by_severity(()), gaps_counted(())) == ("", "No gaps")


@pytest.mark.parametrize("terminal", [True, False])
def test_long_work_says_how_far_it_is_on_a_terminal_alone(
    terminal: bool, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cxplanner.commands.output.SLOW", -1)
    monkeypatch.setattr("sys.stderr.isatty", lambda: terminal)
    monkeypatch.setenv("TERM", "xterm")
    with progress("Tried") as told:
        for number in (1, 2):
            told(number, 2_000)
    shown = "\r\x1b[KTried: 1 of 2,000 …\r\x1b[KTried: 2 of 2,000 …\r\x1b[K"
    assert capsys.readouterr() == ("", shown if terminal else "")


def test_every_candidate_is_told() -> None:
    told: list[tuple[int, int]] = []
    team = Team(remove_position(sound("mid-size"), CAT, "cxo").plan, CAT, TODAY)
    hiring_plan(team, 2, lambda *how_far: told.append(how_far))
    assert told == [(number, len(told)) for number in range(1, len(told) + 1)]
    assert len(told) > 20
