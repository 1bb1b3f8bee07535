"""Names and notes are other people's text: no command lets them steer a terminal."""

import re
import sys
from pathlib import Path
from typing import Any

import pytest

STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
NASTY = "=1+1 [red]x[/red] [/x] \u202egnp.exe \u2066<b>&amp;</b> `$(rm)` | \u200b*_"

HOSTILE = f"""
[company]
name = '''{NASTY}'''
scale = "enterprise"
[leadership]
model = "chief-experience-officer"
[positions.boss]
title = '''{NASTY}'''
incumbent = '''{NASTY}'''
reports_to = "ceo"
location = '''{NASTY}'''
external_id = '''{NASTY}'''
role = "unknown-role"
purpose = '''{NASTY}
# {NASTY}'''
duties = ['''{NASTY}''']
[responsibilities.own-thing]
title = '''{NASTY}'''
accountable = "boss"
[metrics.odd]
title = '''{NASTY}'''
unit = '''{NASTY}'''
better = "higher"
family = "value"
target = 3
owner = "boss"
[tools.crm]
product = '''{NASTY}'''
[initiatives.one]
type = "other"
title = '''{NASTY}'''
lead = "boss"
[waivers.CX301.plan]
reason = '''{NASTY}'''
"""
ESCAPES = HOSTILE.replace("=1+1", "=1+1 \\u001b[2J\\u0007").replace("'''", '"').replace("\n# ", " ")


def commands(path: Path, folder: Path) -> list[list[object]]:
    return [
        ["check", path],
        ["check", path, "--fixes", "--all"],
        ["check", path, "--format", "json"],
        ["check", folder],
        ["fmt", "--check", path],
        ["fmt", path],
        ["roles", path],
        ["roles", path, "-o", folder / "out"],
        ["roles", path, "--position", "\x1b[2Jx"],
        ["new", path, "--company", NASTY, "--scale", "small"],
        ["new", folder / "\x1b]0;x\x07.toml", "--company", NASTY, "--scale", "small"],
        ["check", folder / "\x1b]0;x\x07.toml"],
        ["check", folder / "\x1b[2J none.toml"],
        ["check", "--select", "\x1b[2J", path],
        ["check", f"--\x1b[2J{NASTY}"],
        ["rule", "\x1b[2J\u202e"],
        ["catalogue", "\x1b[2J\u202e"],
        ["catalogue", "role", "\x1b[2J\u202e"],
        ["catalogue", "--templates", "\x1b[2J\u202e"],
        ["\x1b[2J\u202e"],
        [path],
    ]


@pytest.mark.parametrize("text", [HOSTILE, ESCAPES], ids=["signs", "escapes"])
@pytest.mark.parametrize("terminal", [False, True])
def test_no_control_character_reaches_the_terminal(
    cx: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, terminal: bool
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: terminal)
    path = tmp_path / "team.toml"
    path.write_text(f"schema = 1\n{text}", encoding="utf-8")
    for words in commands(path, tmp_path):
        said = cx(*words)
        assert not STEERING.search(said.out), words
        assert not STEERING.search(said.err), words
        assert "Traceback" not in said.err


def test_the_hostile_plan_is_read_so_that_the_test_means_something(cx: Any, tmp_path: Path) -> None:
    path = tmp_path / "team.toml"
    path.write_text(f"schema = 1\n{HOSTILE}", encoding="utf-8")
    said = cx("check", path)
    assert said.status == 1
    assert said.out.startswith("=1+1 [red]x[/red] [/x] \\u202egnp.exe")
    path.write_text(f"schema = 1\n{ESCAPES}", encoding="utf-8")
    said = cx("check", path)
    assert said.status == 2
    assert "\\x1b" in said.err


def test_templates_of_others_are_made_visible_too(cx: Any, tmp_path: Path) -> None:
    own = tmp_path / "areas.toml"
    own.write_text(
        f"[ours]\ntitle = '''{NASTY}'''\nabout = '''{NASTY}'''\nsources = ['field']\n", encoding="utf-8"
    )
    for words in (["area"], ["area", "ours"], ["area", "ours", "--format", "toml"], ["area", "--origin"], []):
        said = cx("catalogue", *words, "--templates", tmp_path)
        assert said.status == 0
        assert not STEERING.search(said.out), words


@pytest.mark.parametrize(
    "words",
    [
        ["check", ""],
        ["fmt", ""],
        ["fmt", " "],
        ["roles", "team.toml", "-o", ""],
        ["new", "", "--company", "Acme", "--scale", "small"],
        ["next", ""],
        ["grow", "", "--to", "enterprise"],
        ["open", ""],
        ["rule", ""],
        ["catalogue", ""],
        ["check", "team.toml", "--templates", ""],
        [""],
    ],
)
def test_an_empty_argument_is_refused_before_anything_is_read_or_written(
    words: list[str], cx: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("cxplanner.commands.open.need_terminal", lambda: None)
    Path("team.toml").write_text(HOSTILE, encoding="utf-8")
    said = cx(*words)
    assert said.status == 2
    assert said.err.strip()
    assert [path.name for path in tmp_path.rglob("*")] == ["team.toml"]
    assert Path("team.toml").read_text(encoding="utf-8") == HOSTILE


@pytest.mark.parametrize("command", ["check", "fmt", "roles", "next", "open"])
def test_the_name_of_a_folder_steers_no_terminal(
    command: str, cx: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cxplanner.commands.open.need_terminal", lambda: None)
    folder = tmp_path / "d\x1b]52;c;QQ==\x07\x1b[2Jx"
    folder.mkdir()
    said = cx(command, folder)
    assert said.status == 2
    assert not STEERING.search(said.out + said.err)
