from pathlib import Path
from typing import Any

import pytest
import tomli

from cxplanner.advice.taking_up import grow
from cxplanner.plan.canonical import plan_text
from tests.plans import CAT, sound

INLINE = """\
schema = 1
leadership.model = "service-led"
company = {
    name = "Northwind", # comments in here are new in TOML 1.1
    scale = "small",
}
"""


@pytest.fixture
def team(tmp_path: Path) -> Path:
    path = tmp_path / "team.toml"
    path.write_text(plan_text(sound("mid-size")), encoding="utf-8")
    return path


def test_lists_what_the_scale_asks_for_and_writes_nothing(cx: Any, team: Path) -> None:
    before = team.read_bytes()
    said = cx("grow", team, "--to", "enterprise")
    assert (said.status, said.err) == (1, "")
    lines = said.out.splitlines()
    assert lines[0].startswith("Northwind · mid-size · ")
    assert "Positions (5)" in lines
    assert "  usual   positions.cx-designer: CX designer, 1 FTE, reporting to CX manager" in lines
    assert "  needed  departments.product: Product development, represented by Product liaison [001]" in lines
    assert lines[-1] == "Enterprise asks for 19 things more: 18 needed, 1 usual."
    assert team.read_bytes() == before


@pytest.mark.parametrize(
    ("words", "chosen"),
    [
        ([], None),
        (["--all"], "all"),
        (
            ["--only", "positions.cx-designer, responsibilities.lead-culture"],
            ["positions.cx-designer", "responsibilities.lead-culture"],
        ),
        (
            ["--only", "responsibilities.integrate-crm"],
            ["positions.applications-manager", "responsibilities.integrate-crm"],
        ),
    ],
)
def test_applies_what_is_chosen(cx: Any, team: Path, words: list[str], chosen: Any) -> None:
    if chosen == "all":
        needed = grow(sound("mid-size"), CAT, "enterprise").plan
        expected = grow(needed, CAT, "enterprise", ["positions.cx-designer"]).plan
        assert cx("grow", team, "--to", "enterprise", "--apply", *words).status == 0
        assert set(tomli.loads(team.read_text(encoding="utf-8"))["positions"]) == set(expected.positions)
        assert cx("grow", team, "--to", "enterprise").status == 0
        return
    expected = grow(sound("mid-size"), CAT, "enterprise", chosen).plan
    said = cx("grow", team, "--to", "enterprise", "--apply", *words)
    assert (said.status, said.err) == (0, "")
    assert said.out.startswith("Enterprise: added ")
    assert "Northwind · enterprise · " in said.out
    assert team.read_text(encoding="utf-8") == plan_text(expected)


def test_a_team_that_has_all_of_it_is_told_so(cx: Any, team: Path) -> None:
    said = cx("grow", team, "--to", "mid-size")
    assert (said.status, said.out.splitlines()[-1]) == (
        0,
        "Mid-size company: nothing is asked for beyond the team that is there.",
    )
    before = team.read_bytes()
    assert "Mid-size company: nothing changed." in cx("grow", team, "--to", "mid-size", "--apply").out
    assert team.read_bytes() == before


def test_who_has_ended_is_counted_neither_before_nor_after(cx: Any, team: Path) -> None:
    text = team.read_text(encoding="utf-8")
    team.write_text(
        text.replace("[positions.analyst]\n", "[positions.analyst]\nend = 2020-01-01\n"), encoding="utf-8"
    )
    for words in ((), ("--apply",)):
        assert "3 dedicated (3.0 FTE" in cx("grow", team, "--to", "mid-size", *words).out


def test_comments_stay(cx: Any, team: Path) -> None:
    team.write_text("# ours\n" + team.read_text(encoding="utf-8"), encoding="utf-8")
    assert cx("grow", team, "--to", "enterprise", "--apply").status == 0
    expected = grow(sound("mid-size"), CAT, "enterprise").plan
    assert team.read_text(encoding="utf-8") == "# ours\n" + plan_text(expected)


def test_comments_of_a_layout_that_cannot_be_followed_go_only_by_force(cx: Any, tmp_path: Path) -> None:
    team = tmp_path / "team.toml"
    team.write_text(INLINE, encoding="utf-8")
    said = cx("grow", team, "--to", "mid-size", "--apply")
    assert (said.status, said.out) == (2, "")
    assert said.err.startswith("cxplanner: the file team.toml ")
    assert "would lose its comments. --force does it all the same." in said.err
    assert team.read_text(encoding="utf-8") == INLINE
    assert cx("grow", team, "--to", "mid-size", "--apply", "--force").status == 0
    assert "#" not in team.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        ([], "--to is missing"),
        (["--to", "enterprize"], "Did you mean enterprise?"),
        (["--to", "enterprise", "--all"], "--all goes with --apply"),
        (["--to", "enterprise", "--only", "board"], "--only goes with --apply"),
        (["--to", "enterprise", "--apply", "--all", "--only", "board"], "do not go together"),
        (["--to", "enterprise", "--apply", "--only", "boards"], "Did you mean board?"),
        (["--to", "enterprise", "--apply", "--only", " , "], "--only names no item"),
    ],
)
def test_a_call_that_cannot_be_meant_writes_nothing(
    cx: Any, team: Path, words: list[str], complaint: str
) -> None:
    before = team.read_bytes()
    said = cx("grow", team, *words)
    assert (said.status, said.out) == (2, "")
    assert complaint in said.err
    assert team.read_bytes() == before


def test_several_plans_are_listed_and_grown_together(cx: Any, team: Path) -> None:
    other = team.parent / "other.toml"
    other.write_text(plan_text(sound("small")), encoding="utf-8")
    said = cx("grow", team, other, "--to", "enterprise")
    assert said.status == 1
    assert [line for line in said.out.splitlines() if line.endswith(".toml")] == [str(team), str(other)]
    said = cx("grow", team.parent, "--to", "enterprise", "--apply")
    assert said.status == 0
    assert said.out.count(": Enterprise: added ") == 2
    for path, scale in ((team, "mid-size"), (other, "small")):
        assert path.read_text(encoding="utf-8") == plan_text(grow(sound(scale), CAT, "enterprise").plan)
