"""Imports only point down, and the contract that says so notices when one does not."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import tomli

from cxplanner.screens.workspace.registry import VIEWS

ROOT = Path(__file__).parents[1]


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    """Check the contracts of the copy of the product in a folder."""
    code = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    env = {**os.environ, "PYTHONPATH": str(folder), "NO_COLOR": "1"}
    return subprocess.run(
        [sys.executable, "-c", code, "--no-cache", "--no-logo"],
        cwd=folder,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the product that may be spoilt."""
    shutil.copytree(ROOT / "cxplanner", tmp_path / "cxplanner", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copyfile(ROOT / "pyproject.toml", tmp_path / "pyproject.toml")
    return tmp_path


def test_imports_only_point_down(copy: Path) -> None:
    done = lint_imports(copy)
    assert done.returncode == 0, done.stdout + done.stderr
    assert " 0 broken" in done.stdout


def test_nothing_lies_loose() -> None:
    package = ROOT / "cxplanner"
    assert {path.name for path in package.glob("*.py")} == {"__init__.py", "__main__.py"}
    loose = {path.stem for path in (package / "screens").glob("*.py")}
    assert loose == {"__init__", "app", "keymap", "theme_choice", "themes"}


def test_every_room_that_needs_no_screen_is_held() -> None:
    settings = tomli.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = {c["name"]: c for c in settings["tool"]["importlinter"]["contracts"]}
    rooms = {f"cxplanner.{path.parent.name}" for path in (ROOT / "cxplanner").glob("*/__init__.py")}
    held = contracts["Textual and Rich are for the screens alone"]["source_modules"]
    assert set(held) == rooms - {"cxplanner.screens"}


@pytest.mark.parametrize("number", range(len(VIEWS)))
def test_every_view_of_the_registry_has_a_room(number: int) -> None:
    """Views are loaded by name, which no linter of imports sees."""
    kind = VIEWS[number]
    assert kind.title == kind.view.TITLE
    assert kind.view.__module__ == f"cxplanner.screens.views.{kind.module}.view"


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("plan/models.py", "import textual"),
        ("gaps/fixes.py", "from cxplanner.screens import app"),
        ("session/workspace.py", "from rich.text import Text"),
        ("text/answers.py", "from cxplanner.plan.models import Plan"),
        ("commands/check.py", "from cxplanner.screens import app"),
        ("documents/markdown.py", "from cxplanner.session import settings"),
        ("commands/output.py", "from cxplanner.commands import check"),
        ("screens/kit/safe.py", "from cxplanner.screens.shared import marks"),
        ("screens/views/board/view.py", "from cxplanner.screens.views.gaps import view"),
    ],
)
def test_a_forbidden_import_is_noticed(copy: Path, module: str, line: str) -> None:
    path = copy / "cxplanner" / module
    text = path.read_text(encoding="utf-8")
    before, future, after = text.partition("from __future__ import annotations\n")
    path.write_text(f"{before}{future}{line}\n{after}", encoding="utf-8")
    done = lint_imports(copy)
    assert done.returncode == 1, done.stdout + done.stderr
    assert " 0 broken" not in done.stdout


ROOMS_HAVE = frozenset(["view", "words", "dialogs", "models", "saving"])
"""What rooms of a kind have each: a view its three parts, templates and plan their models, the plan and the
screen it is worked on their saving."""


def test_a_public_name_exists_once_in_the_house() -> None:
    """One word for one thing: whoever reads a name need not ask which of two is meant."""
    homes: dict[str, list[str]] = {}
    for path in sorted((ROOT / "cxplanner").rglob("*.py")):
        room = path.relative_to(ROOT / "cxplanner").as_posix()
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
                homes.setdefault(node.name, []).append(room)
    twice = {name: rooms for name, rooms in homes.items() if len(rooms) > 1 and not name.startswith("_")}
    assert {name: rooms for name, rooms in twice.items() if not alike(name, rooms)} == {}


def alike(name: str, rooms: list[str]) -> bool:
    """Whether every command has it, or it is what several views ask or tell, each in a module of its own."""
    if name == "run":
        return all(room.startswith("commands/") for room in rooms)
    parts = [Path(room).parts for room in rooms]
    return all(part[:2] == ("screens", "views") for part in parts) and len({part[3] for part in parts}) == 1


def test_a_module_name_exists_once_but_for_what_every_room_of_a_kind_has() -> None:
    """A command is called as it is typed."""
    homes: dict[str, list[Path]] = {}
    for path in sorted((ROOT / "cxplanner").rglob("*.py")):
        room = path.parent.relative_to(ROOT)
        if room != Path("cxplanner/commands") and path.stem != "__init__":
            homes.setdefault(path.stem, []).append(room)
    twice = {name for name, rooms in homes.items() if len(rooms) > 1}
    assert twice - ROOMS_HAVE == set()
