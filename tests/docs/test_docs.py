"""The documents keep their word: the commands shown are run, links lead somewhere, keys are right."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import pytest

from cxplanner.screens.keymap import every_command
from cxplanner.screens.kit.commands import Command
from cxplanner.screens.workspace.registry import VIEWS
from docs.make_rules import FOLDER, pages

ROOT = Path(__file__).parents[2]
GUIDES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
ALL = [*GUIDES, ROOT / "CHANGELOG.md", *sorted((ROOT / "docs" / "rules").glob("*.md"))]
_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_TOML_NAME = re.compile(r"`([\w./-]+\.toml)`")
_LINK = re.compile(r"!?\[[^\]\n]*\]\(([^)\s]+)\)")


class Step(NamedTuple):
    """One command of a console block, the lines it must print, and the exit status it must have."""

    command: str
    shown: list[str]
    status: int


@dataclass
class Desk:
    """A folder in which the commands of one document run, one after the other, as a reader types them."""

    folder: Path
    programs: Path

    def run(self, command: str) -> tuple[int, str]:
        """The exit status of a command, and everything it said."""
        names = [f"GIT_{role}_{what}" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")]
        path = f"{self.programs}{os.pathsep}{os.environ['PATH']}"
        env = {**os.environ, **dict.fromkeys(names, "reader"), "PATH": path, "NO_COLOR": "1"}
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=self.folder,
            env=env,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )
        return done.returncode, done.stdout + done.stderr


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """An empty folder, with the program on the path."""
    folder, programs = tmp_path / "desk", tmp_path / "bin"
    folder.mkdir()
    programs.mkdir()
    program = programs / "cxplanner"
    program.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m cxplanner "$@"\n')
    program.chmod(0o755)
    return Desk(folder, programs)


def steps(block: str) -> Iterator[Step]:
    """The commands of a console block."""
    lines = block.splitlines()
    assert lines[0].startswith("$ "), f"a console block starts with a command: {lines[0]}"
    starts = [n for n, line in enumerate(lines) if line.startswith("$ ")]
    found = [(lines[a][2:], lines[a + 1 : b]) for a, b in zip(starts, [*starts[1:], len(lines)], strict=True)]
    for n, (command, shown) in enumerate(found):
        if command == "echo $?":
            continue
        asked = n + 1 < len(found) and found[n + 1][0] == "echo $?"
        yield Step(command, shown, int(found[n + 1][1][0]) if asked else 0)


def show(text: str, desk: Desk) -> Iterator[str]:
    """Follow a document, and say where it is not as the document has it."""
    for block in _BLOCK.finditer(text):
        kind, body = block.groups()
        named = _TOML_NAME.findall(text[: block.start()].strip().rpartition("\n\n")[2])
        if kind == "toml" and named:
            path = desk.folder / named[-1]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(body, encoding="utf-8")
        for step in steps(body) if kind == "console" else ():
            status, said = desk.run(step.command)
            if status != step.status:
                yield f"$ {step.command}\nexit status {status}, not {step.status}:\n{said}"
            printed = said.splitlines()
            for line in step.shown:
                if not any(text.startswith(line) for text in printed):
                    yield f"$ {step.command}\ndoes not say: {line}\nbut:\n{said}"


@pytest.mark.posix
@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.name)
def test_the_commands_do_what_is_shown(guide: Path, desk: Desk) -> None:
    assert list(show(guide.read_text(encoding="utf-8"), desk)) == []


@pytest.mark.posix
def test_a_wrong_status_and_a_wrong_answer_are_noticed(desk: Desk) -> None:
    text = "```console\n$ cxplanner --version\nno such line\n$ cxplanner chekc\n```\n"
    wrong = list(show(text, desk))
    assert len(wrong) == 2
    assert "does not say: no such line" in wrong[0]
    assert "exit status 2, not 0" in wrong[1]


def test_there_is_something_to_run() -> None:
    kinds = [kind for guide in GUIDES for kind, _ in _BLOCK.findall(guide.read_text(encoding="utf-8"))]
    assert kinds.count("console") >= 12
    assert kinds.count("toml") >= 4


def anchors(path: Path) -> set[str]:
    """The anchors of a page's headings, as they are made where it is shown."""
    text = _BLOCK.sub("", path.read_text(encoding="utf-8"))
    headings = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", ALL, ids=lambda path: path.name)
def test_links_lead_somewhere(page: Path) -> None:
    lost = []
    for target in _LINK.findall(_BLOCK.sub("", page.read_text(encoding="utf-8"))):
        name, _, anchor = target.partition("#")
        assert "://" not in target, f"{target} cannot be checked here"
        path = (page.parent / name).resolve() if name else page
        if not path.exists() or (anchor and anchor not in anchors(path)):
            lost.append(target)
    assert lost == []


def test_rule_pages_are_up_to_date() -> None:
    assert {path.name: path.read_text(encoding="utf-8") for path in FOLDER.iterdir()} == pages(), (
        "make docs writes them anew"
    )


def test_managers_find_every_view_under_its_number() -> None:
    text = (ROOT / "docs" / "managers.md").read_text(encoding="utf-8")
    for number, view in enumerate(VIEWS, start=1):
        assert f"\n## {number} {view.title}\n" in text


@pytest.mark.parametrize("command", every_command().values(), ids=lambda command: command.id)
def test_managers_find_every_key(command: Command) -> None:
    names = {"question_mark": "?", "plus": "+", "slash": "/", "full_stop": "."}
    names |= {"less_than_sign": "<", "greater_than_sign": ">", "equals_sign": "="}
    keys = [names.get(key, key) for key in command.key.split(",")]
    text = (ROOT / "docs" / "managers.md").read_text(encoding="utf-8")
    lines = text.replace("`F", "`f").splitlines()
    rows = [line for line in lines if line.startswith("|") and all(f"`{key}`" in line for key in keys)]
    assert any(command.title.lower() in row.lower() for row in rows), f"{keys}: {command.title}"
