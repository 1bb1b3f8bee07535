"""Imports only point down, and the contract that says so notices when one does not."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import tomli

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


def test_every_module_below_the_screens_is_held() -> None:
    settings = tomli.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    below = {path.stem for path in (ROOT / "cxplanner").glob("*.py")} - {"__init__", "__main__"}
    below |= {path.parent.name for path in (ROOT / "cxplanner").glob("*/__init__.py")} - {
        "screens",
        "commands",
    }
    wanted = {f"cxplanner.{name}" for name in below}
    assert set(contracts[0]["source_modules"]) == wanted
    assert set(contracts[1]["source_modules"]) == wanted | {"cxplanner.commands"}


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("plan.py", "import textual"),
        ("gaps/fixes.py", "from cxplanner.screens import app"),
        ("workspace.py", "from rich.text import Text"),
        ("answers.py", "from cxplanner.screens.kit.safe import content"),
        ("commands/check.py", "from cxplanner.screens import app"),
    ],
)
def test_a_forbidden_import_is_noticed(copy: Path, module: str, line: str) -> None:
    path = copy / "cxplanner" / module
    text = path.read_text(encoding="utf-8")
    before, future, after = text.partition("from __future__ import annotations\n")
    path.write_text(f"{before}{future}{line}\n{after}", encoding="utf-8")
    done = lint_imports(copy)
    assert done.returncode == 1, done.stdout + done.stderr
    assert " 1 broken" in done.stdout or " 2 broken" in done.stdout
