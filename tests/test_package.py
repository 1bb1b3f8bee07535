"""What is promised about the package as a whole: versions, types, links and requirements."""

from __future__ import annotations

import re
import stat
import subprocess
from pathlib import Path
from typing import Any

import pytest
import tomli

from cxplanner import VERSION

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def project() -> Any:
    """The project table of pyproject.toml."""
    return tomli.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def test_there_is_one_version(project: Any) -> None:
    assert project["version"] == VERSION
    assert f"\n## {VERSION}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_only_pythons_that_were_tried_are_named(project: Any) -> None:
    named = [c.rpartition(" ")[2] for c in project["classifiers"] if c.startswith("Programming Language")]
    assert named == ["3.11", "3.12", "3.13"]
    assert project["requires-python"] == ">=3.11"


def test_every_requirement_says_from_which_version_on(project: Any) -> None:
    groups = tomli.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["dependency-groups"]
    named = [name for group in groups.values() for name in group if isinstance(name, str)]
    wanted = [*project["dependencies"], *named]
    assert {"dev", "test", "console"} <= groups.keys()
    assert [name for name in wanted if not re.fullmatch(r"[a-z-]+>=\d+(\.\d+)*(,<\d+)?", name)] == []


def test_type_checkers_may_look_inside(project: Any) -> None:
    assert (ROOT / "cxplanner" / "py.typed").is_file()
    assert "Typing :: Typed" in project["classifiers"]


@pytest.mark.parametrize(
    ("link", "inside"), [("screens", "screens"), ("templates", "templates"), ("examples", "samples")]
)
def test_links_at_the_top_lead_into_the_package(link: str, inside: str) -> None:
    path = ROOT / link
    assert path.is_symlink()
    assert path.readlink() == Path("cxplanner", inside)
    assert path.is_dir()


def test_nothing_is_left_half_merged() -> None:
    files = [path for suffix in ("md", "py", "toml", "tcss") for path in ROOT.glob(f"[!.]*/**/*.{suffix}")]
    files += [path for path in ROOT.iterdir() if path.is_file()]
    mark = re.compile(r"^(?:<{7}|>{7}) \S", re.MULTILINE)
    assert len(files) > 100
    assert [path for path in files if mark.search(path.read_text(encoding="utf-8", errors="replace"))] == []


@pytest.mark.posix
def test_ci_can_be_started() -> None:
    script = ROOT / ".ci" / "run"
    assert script.stat().st_mode & stat.S_IXUSR
    assert script.read_text(encoding="utf-8").startswith("#!/usr/bin/env bash\n")
    subprocess.run(["bash", "-n", str(script)], check=True)


@pytest.mark.posix
def test_make_alone_lists_the_targets() -> None:
    said = subprocess.run(["make", "-C", str(ROOT), "-s"], check=True, capture_output=True, text=True).stdout
    named = re.findall(r"^make (\w+) ", said, re.MULTILINE)
    assert {"run", "test", "lint", "types", "contracts", "docs", "snapshots", "bench", "wheel"} <= set(named)
