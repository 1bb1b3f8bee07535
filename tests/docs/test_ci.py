"""The hooks, the action and the jobs of the guide do what they say: read as YAML, run without a network."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from cxplanner import VERSION
from tests.repository import Repository

ROOT = Path(__file__).parents[2]
SAMPLE = (ROOT / "cxplanner" / "samples" / "enterprise.toml").read_text(encoding="utf-8")
GUIDE = (ROOT / "docs" / "teams.md").read_text(encoding="utf-8")
BLOCKS = [
    yaml.safe_load(block) for block in re.findall(r"^```yaml\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)
]
HOOKS = {
    hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
}
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))


class Ran(NamedTuple):
    status: int
    out: str


class Runner:
    """A folder with a repository of plans, and the program where an installation would put it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.repository = Repository(folder / "repository")
        self.repository.commit("plans/team.toml", SAMPLE)
        self.repository.commit("pyproject.toml", "[tool.x]\ny = 1\n")
        self.program(folder / "cxplanner" / "bin" / "cxplanner")

    def program(self, path: Path) -> None:
        """Make the program callable by this path."""
        path.parent.mkdir(parents=True)
        path.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m cxplanner "$@"\n')
        path.chmod(0o755)

    def run(self, script: str, env: Mapping[str, str]) -> Ran:
        """Run a script as a job does."""
        path = f"{self.folder / 'cxplanner' / 'bin'}{os.pathsep}{os.environ['PATH']}"
        told = {**os.environ, "PATH": path, "RUNNER_TEMP": str(self.folder), **env}
        call = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
        done = subprocess.run(
            call,
            cwd=self.repository.folder,
            env=told,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            timeout=60,
            check=False,
        )
        return Ran(done.returncode, done.stdout)


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    return Runner(tmp_path)


def test_hooks_are_those_of_the_guide_and_can_be_called(runner: Runner) -> None:
    (shown,) = [block["repos"][0] for block in BLOCKS if "repos" in block]
    assert shown["rev"] == f"v{VERSION}"
    assert {hook["id"] for hook in shown["hooks"]} == set(HOOKS) == {"cxplanner-fmt", "cxplanner-check"}
    for hook in HOOKS.values():
        assert (hook["language"], hook["pass_filenames"]) == ("python", False)
        assert re.search(hook["files"], "plans/team.toml")
    for hook in shown["hooks"]:
        known = HOOKS[hook["id"]]
        for args in (known["args"], hook.get("args", known["args"])):
            ran = runner.run(" ".join([known["entry"], *args]), {})
            assert ran.status == (1 if "check" in hook["id"] else 0), ran.out
            assert "Northwind Outfitters" in ran.out or "fmt" in hook["id"]


def checked(runner: Runner, **inputs: str) -> Ran:
    """What the action's second step does with these inputs."""
    known = {name: value["default"] for name, value in ACTION["inputs"].items()}
    assert known.keys() >= inputs.keys()
    step = ACTION["runs"]["steps"][1]
    env = {
        name: {**known, **inputs}[value.removeprefix("${{ inputs.").removesuffix(" }}")]
        for name, value in step["env"].items()
    }
    top = {"GITHUB_STEP_SUMMARY": str(runner.folder / "summary.md")}
    return runner.run(step["run"], {**env, **top, "GITHUB_WORKSPACE": str(runner.repository.folder)})


def test_the_action_annotates_and_writes_a_summary(runner: Runner) -> None:
    ran = checked(runner)
    assert ran.status == 1
    assert "::error file=plans/team.toml,line=361,title=CX701 initiative-miscast (major)::" in ran.out
    summary = (runner.folder / "summary.md").read_text(encoding="utf-8")
    assert summary.startswith("### ❌ plans/team.toml: ")
    assert checked(runner, **{"fail-on": "critical"}).status == 0


def test_the_action_takes_several_plans_and_a_base_and_writes_sarif(runner: Runner) -> None:
    runner.repository.write("other plans/b.toml", SAMPLE)
    ran = checked(runner, plans="plans\nother plans\n", base="HEAD", sarif="gaps.sarif")
    assert ran.status == 1
    assert "file=other plans/b.toml" in ran.out
    assert "file=plans/team.toml" not in ran.out
    log = yaml.safe_load((runner.repository.folder / "gaps.sarif").read_text(encoding="utf-8"))
    assert len(log["runs"][0]["results"]) >= 4
    assert checked(runner, plans="plans", base="HEAD").status == 0
    assert checked(runner, plans="$(touch owned)").status == 2
    assert not (runner.repository.folder / "owned").exists()


def test_the_action_installs_itself(runner: Runner) -> None:
    tools = runner.folder / "tools"
    tools.mkdir()
    for path in (tools / "python3", runner.folder / "cxplanner" / "bin" / "python"):
        path.write_text('#!/bin/sh\necho "$@"\n', encoding="utf-8")
        path.chmod(0o755)
    first = f"{tools}{os.pathsep}{os.environ['PATH']}"
    ran = runner.run(ACTION["runs"]["steps"][0]["run"], {"PATH": first, "GITHUB_ACTION_PATH": "our action"})
    assert ran == (0, f"-m venv {runner.folder}/cxplanner\n-m pip install --quiet our action\n")


def test_the_job_of_the_guide_passes_inputs_that_there_are() -> None:
    (job,) = [block["jobs"]["plans"] for block in BLOCKS if "jobs" in block]
    checkout, action = job["steps"]
    assert checkout["with"] == {"fetch-depth": 0}
    assert action["with"].keys() <= ACTION["inputs"].keys()
    assert action["uses"].endswith(f"/cxplanner@v{VERSION}")
    assert ACTION["runs"]["using"] == "composite"


def test_the_job_for_gitlab_fails_for_what_is_new_alone(runner: Runner) -> None:
    (job,) = [block["plans"] for block in BLOCKS if "plans" in block]
    script: Any = "\n".join(job["script"])
    base = {"CI_MERGE_REQUEST_DIFF_BASE_SHA": "HEAD"}
    ran = runner.run(script, base)
    assert (ran.status, "New since HEAD: no gaps" in ran.out) == (0, True)
    text = SAMPLE.replace('stakeholders = ["customer-service"]\n', "")
    runner.repository.write("plans/second.toml", text)
    assert runner.run(script, base).status == 1
    assert (
        (runner.repository.folder / job["artifacts"]["paths"][0])
        .read_text(encoding="utf-8")
        .startswith("2 plans")
    )
