from pathlib import Path
from typing import Any

import pytest

PLAN = """\
schema = 1
company = { name = "Northwind", scale = "small" }
leadership.model = "service-led"

[objectives.delight]
statement = "Customers stay"
metrics = [
  "visits", # the one that counts
]

# The boss.
[positions.boss] # since May
role = "cx-generalist"
[positions.clerk]
title = "Clerk"
reports_to = "boss" # for now

[responsibilities.own-the-experience]
accountable = "boss"

[responsibilities.council]
title = "Run the council"

[metrics.visits]
title = "Visits"
unit = "a month"
better = "higher"
owner = "boss"

[metrics.csat]

[initiatives.app]
type = "mobile-app"
metric = "visits"

# Agreed.
[waivers.CX205.boss]
reason = "Spring" # of 2027
"""


@pytest.fixture
def team(tmp_path: Path) -> Path:
    path = tmp_path / "team.toml"
    path.write_text(PLAN, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("old", "new", "places"),
    [
        ("boss", "head", 5),
        ("visits", "calls", 3),
        ("council", "panel", 1),
        ("app", "shop", 1),
        ("delight", "joy", 1),
    ],
)
def test_everything_that_names_it_follows_and_nothing_else_changes(
    cx: Any, team: Path, old: str, new: str, places: int
) -> None:
    assert cx("rename", old, new, team) == (0, f"{team}: Renamed {old} to {new}\n", "")
    was = PLAN.replace(f".{old}]", f".{new}]").replace(f'"{old}"', f'"{new}"')
    assert team.read_text(encoding="utf-8") == was
    assert sum(a != b for a, b in zip(was.splitlines(), PLAN.splitlines(), strict=True)) == places
    assert cx("rename", new, old, team).status == 0
    assert team.read_text(encoding="utf-8") == PLAN
    assert cx("rename", old, old, team) == (0, f"{team}: {old} keeps its id\n", "")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["bos", "head"], "there is no bos. Did you mean boss?"),
        (["boss", "clerk"], "The id clerk is taken; choose another."),
        (["boss", "it"], "The id it is taken; choose another."),
        (["boss", "The Boss"], "cannot be an id"),
        (["visits", "nps"], "The id nps is taken; choose another."),
        (["visits", "csat"], "The id csat is taken; choose another."),
        (["app", "plan"], "The id plan is taken; choose another."),
        (["csat", "nps"], "csat is an id from the catalogue, which is the same in every plan."),
        (["own-the-experience", "own-it"], "own-the-experience is an id from the catalogue"),
        (["boss", "head", "--table", "metrics"], "there is no boss in metrics."),
        (["boss", "head", "--table", "metric"], "Did you mean metrics?"),
    ],
)
def test_what_cannot_be_renamed_is_left(cx: Any, team: Path, words: list[str], said: str) -> None:
    answer = cx("rename", *words[:2], team, *words[2:])
    assert (answer.status, answer.out) == (2, "")
    assert said in answer.err
    assert team.read_text(encoding="utf-8") == PLAN


def test_an_id_that_stands_in_two_tables_asks_which(cx: Any, team: Path) -> None:
    text = PLAN.replace("[initiatives.app]", "[initiatives.boss]")
    team.write_text(text, encoding="utf-8")
    said = cx("rename", "boss", "head", team)
    assert said.status == 2
    assert "boss stands in positions and initiatives; say in which by --table." in said.err
    assert cx("rename", "boss", "shop", team, "--table", "initiatives").status == 0
    assert team.read_text(encoding="utf-8") == text.replace("[initiatives.boss]", "[initiatives.shop]")


def test_several_plans_are_renamed_together_or_not_at_all(cx: Any, team: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.toml"
    other.write_text(PLAN.replace("boss", "chief"), encoding="utf-8")
    said = cx("rename", "boss", "head", tmp_path)
    assert (said.status, said.out) == (2, "")
    assert said.err.startswith(f"cxplanner: no plan was changed\n{other}: there is no boss.\n")
    assert "chief" in other.read_text(encoding="utf-8")
    assert team.read_text(encoding="utf-8") == PLAN
    other.write_text(PLAN, encoding="utf-8")
    said = cx("rename", "boss", "head", tmp_path, team)
    assert said == (0, f"{other}: Renamed boss to head\n{team}: Renamed boss to head\n", "")
    assert other.read_text(encoding="utf-8") == team.read_text(encoding="utf-8") != PLAN
