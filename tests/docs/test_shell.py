"""Completion and man page know every command and option, and no others; bash completes with them for real."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest
import tomli

from cxplanner import VERSION
from cxplanner.commands import COMMANDS
from docs.make_shell import FOLDER, MAN_PAGE, parsers

ROOT = Path(__file__).parents[2]
PARSERS = parsers()
_ANEW = "make shell writes it anew"


def options(command: str) -> set[str]:
    """The long options of a command."""
    words = {word for action in PARSERS[command]._actions for word in action.option_strings}
    return {word for word in words if word.startswith("--")} - {"--help"}


def text(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


def completed(folder: Path, *words: str) -> set[str]:
    """What bash offers where these words are typed, and the last is not complete yet."""
    script = (
        f'source "{FOLDER / "cxplanner.bash"}"\n'
        'COMP_WORDS=(cxplanner "$@"); COMP_CWORD=$#; COMP_LINE="${COMP_WORDS[*]}"; COMP_POINT=${#COMP_LINE}\n'
        '_shtab_cxplanner cxplanner "${COMP_WORDS[$COMP_CWORD]}" "${COMP_WORDS[$COMP_CWORD-1]}"\n'
        'printf "%s\\n" "${COMPREPLY[@]}"\n'
    )
    call = ["bash", "--noprofile", "--norc", "-c", script, "bash", *words]
    env = {**os.environ, "LC_ALL": "C"}
    done = subprocess.run(
        call, cwd=folder, env=env, capture_output=True, encoding="utf-8", timeout=30, check=False
    )
    assert done.stderr == ""
    return {line.strip() for line in done.stdout.splitlines() if line.strip()}


def test_bash_completes_commands_options_choices_and_files(tmp_path: Path) -> None:
    (tmp_path / "team.toml").touch()
    (tmp_path / "plans").mkdir()
    assert completed(tmp_path, "") >= COMMANDS.keys()
    assert completed(tmp_path, "sch") == {"schema"}
    for command in COMMANDS:
        assert completed(tmp_path, command, "--") - {"--help"} == options(command), _ANEW
    assert completed(tmp_path, "check", "--format", "") == {"text", "json", "github", "sarif", "md"}
    assert completed(tmp_path, "check", "--fail-on", "m") == {"major", "minor"}
    assert completed(tmp_path, "check", "te") == {"team.toml"}
    assert completed(tmp_path, "fix", "--templates", "") == {"plans"}


@pytest.mark.parametrize("command", COMMANDS)
def test_zsh_and_fish_know_every_option_and_no_other(command: str) -> None:
    name = command.replace("-", "_")
    found = re.search(
        rf"^_shtab_cxplanner_{name}_options=\(\n(.*?)^\)", text("_cxplanner"), re.MULTILINE | re.DOTALL
    )
    assert found, _ANEW
    assert set(re.findall(r'[{,"*)](--[a-z-]+)', found[1])) - {"--help"} == options(command), _ANEW
    here = f"complete -c cxplanner -n '_shtab_cxplanner_using {command}' "
    lines = [line for line in text("cxplanner.fish").splitlines() if line.startswith(here)]
    told = {f"--{name}" for line in lines for name in re.findall(r" -l ([a-z-]+)", line)}
    assert told - {"--help"} == options(command), _ANEW


@pytest.mark.parametrize("command", COMMANDS)
def test_the_man_page_has_every_command_with_its_options(command: str) -> None:
    page = text(MAN_PAGE).replace("\\-", "-").replace("\\&", "")
    assert f'"cxplanner {VERSION}"' in page
    usage = COMMANDS[command].usage.replace("…", "...")
    call = "cxplanner" if command == "open" else f"cxplanner {command}"
    start = page.index(f".SS {call} {usage}".rstrip() + "\n")
    part = re.split(r"^\.S[SH] ", page[start + 4 :], maxsplit=1, flags=re.MULTILINE)[0]
    told = {word for line in re.findall(r"^\\fB(.*?)\\fR", part, re.MULTILINE) for word in line.split(", ")}
    assert {word for word in told if word.startswith("--")} == options(command), _ANEW
    assert "\nExample: cxplanner" in part


def test_the_wheel_shares_every_file() -> None:
    project = tomli.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    shared = project["tool"]["hatch"]["build"]["targets"]["wheel"]["shared-data"]
    assert set(shared) == {path.relative_to(ROOT).as_posix() for path in FOLDER.iterdir()}
    assert all(place.startswith("share/") for place in shared.values())
