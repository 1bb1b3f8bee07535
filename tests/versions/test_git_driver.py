"""The drivers in real git: merge, rebase, cherry-pick, stash, both added, and whatever can go wrong."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from cxplanner.__main__ import main
from cxplanner.plan.canonical import plan_text
from cxplanner.plan.models import Plan
from cxplanner.versions import git_driver
from tests.plans import position, put, sound
from tests.repository import Repository

ROOT = Path(__file__).parents[2]
PLAN = sound("small")
NAME = "pla ns/our 'team' \"x\".toml"


def text(plan: Plan) -> str:
    return plan_text(plan)


BASE = text(PLAN)
OURS = text(position(PLAN, "clerk", title="Clerk", reports_to="sponsor"))
THEIRS = text(position(PLAN, "planner", title="Planner", reports_to="sponsor"))
BOTH = text(
    position(
        position(PLAN, "clerk", title="Clerk", reports_to="sponsor"),
        "planner",
        title="Planner",
        reports_to="sponsor",
    )
)
RAISED = text(put(PLAN, "sponsor", fte=0.4))
LOWERED = text(put(PLAN, "sponsor", fte=0.2))
MARK = "# <<< conflict: positions.sponsor.fte  base 0.1  ours 0.4  theirs 0.2\n"


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A repository with the drivers set up, at the base plan."""
    made = Repository(tmp_path / "a repo's")
    made.env["PYTHONPATH"] = str(ROOT)
    monkeypatch.chdir(made.folder)
    assert main(["git-setup"]) == 0
    made("add", ".gitattributes")
    made.commit(NAME, BASE)
    return made


def branches(repository: Repository, ours: str, theirs: str, name: str = NAME) -> None:
    """Both sides committed, theirs on a branch of its own, ours checked out."""
    repository("checkout", "--quiet", "-b", "theirs")
    repository.commit(name, theirs)
    repository("checkout", "--quiet", "main")
    repository.commit(name, ours)


def now(repository: Repository) -> str:
    return (repository.folder / NAME).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "words",
    [("merge", "theirs"), ("rebase", "theirs"), ("cherry-pick", "theirs"), ("merge", "--squash", "theirs")],
)
def test_both_add_a_position_at_the_end(repository: Repository, words: tuple[str, ...]) -> None:
    branches(repository, OURS, THEIRS)
    repository(*words)
    said = now(repository)
    assert sorted(said.splitlines()) == sorted(BOTH.splitlines())


def test_without_the_driver_git_finds_a_conflict_there(repository: Repository) -> None:
    branches(repository, OURS, THEIRS)
    done = repository.run("merge", "theirs", CXPLANNER_GIT="0")
    assert done.returncode == 1
    assert "<<<<<<< ours" in now(repository)
    repository("checkout", "--merge", NAME)
    assert sorted(now(repository).splitlines()) == sorted(BOTH.splitlines())


def test_what_was_stashed_comes_back(repository: Repository) -> None:
    repository.write(NAME, THEIRS)
    repository("stash")
    repository.commit(NAME, OURS)
    repository("stash", "pop")
    assert sorted(now(repository).splitlines()) == sorted(BOTH.splitlines())


def test_a_conflict_is_marked_in_a_plan_that_git_does_not_commit(repository: Repository) -> None:
    branches(repository, RAISED, LOWERED)
    done = repository.run("merge", "theirs")
    assert done.returncode == 1
    assert "1 conflict" in done.stderr
    assert now(repository) == RAISED.replace("fte = 0.4", f"{MARK}fte = 0.4")
    assert repository("diff", "--name-only", "--diff-filter=U").strip()
    assert main(["check", NAME]) == 2
    repository.write(NAME, RAISED)
    repository("commit", "--all", "--no-edit")
    assert main(["check", NAME, "--fail-on", "never"]) == 0


def test_both_add_the_file(repository: Repository) -> None:
    branches(repository, OURS, THEIRS, "new.toml")
    repository("merge", "theirs")
    found = (repository.folder / "new.toml").read_text(encoding="utf-8")
    assert sorted(found.splitlines()) == sorted(BOTH.splitlines())


def test_other_toml_is_left_to_git(repository: Repository) -> None:
    repository.commit("other.toml", "a = 1\nb = 2\nc = 3\nd = 4\n")
    branches(repository, "a = 9\nb = 2\nc = 3\nd = 4\n", "a = 1\nb = 2\nc = 3\nd = 9\n", "other.toml")
    done = repository.run("merge", "theirs")
    assert (done.returncode, done.stderr) == (0, "")
    merged = (repository.folder / "other.toml").read_text(encoding="utf-8")
    assert merged == "a = 9\nb = 2\nc = 3\nd = 9\n"


def test_a_plan_with_mistakes_is_left_to_git(repository: Repository) -> None:
    branches(repository, OURS, THEIRS.replace("[company]", "[company"))
    done = repository.run("merge", "theirs")
    assert done.returncode == 1
    assert "is merged line by line" in done.stderr
    assert "<<<<<<< ours" in now(repository)
    assert "[positions.planner]" in now(repository)


@pytest.mark.parametrize("program", ["/nowhere/python", "false", "sh -c 'kill -9 $$'", "sh -c 'exit 255'"])
def test_a_driver_that_is_gone_or_fails_loses_nobody(repository: Repository, program: str) -> None:
    for key, value in git_driver.entries().items():
        repository("config", key, value.replace(f"{sys.executable} -P -m cxplanner", program))
    branches(repository, OURS, THEIRS)
    done = repository.run("merge", "theirs")
    assert done.returncode == 1
    assert "<<<<<<< ours" in now(repository)
    assert "[positions.planner]" in now(repository)
    assert "[positions.clerk]" in now(repository)


def test_a_python_without_the_program_loses_nobody(repository: Repository) -> None:
    branches(repository, OURS, THEIRS)
    done = repository.run("merge", "theirs", PYTHONPATH="", PYTHONNOUSERSITE="1", PYTHONHOME="/nowhere")
    assert done.returncode == 1
    assert "<<<<<<< ours" in now(repository)


def test_a_folder_of_the_repository_is_never_run(repository: Repository) -> None:
    repository.write("cxplanner/__main__.py", "import pathlib; pathlib.Path('stolen').touch()\n")
    branches(repository, OURS, THEIRS)
    repository.run("merge", "theirs")
    repository("log", "-p")
    assert not (repository.folder / "stolen").exists()


def test_differences_read_one_sentence_a_fact(repository: Repository) -> None:
    repository.write(NAME, text(put(PLAN, "sponsor", fte=0.4, incumbent="Ada")))
    lines = [
        line
        for line in repository("diff").splitlines()
        if line[:1] in "+-" and line[:3] not in ("+++", "---")
    ]
    assert lines == [
        "-- Owner or chief executive (sponsor): held by Holder of sponsor",
        "-- Owner or chief executive (sponsor): 0.1 FTE",
        "+- Owner or chief executive (sponsor): held by Ada",
        "+- Owner or chief executive (sponsor): 0.4 FTE",
    ]
    assert "fte = 0.4" in repository.run("diff", CXPLANNER_GIT="0").stdout
    repository.write("other.toml", "a = 1\n")
    repository("add", "--intent-to-add", "other.toml")
    assert "+a = 1" in repository("diff", "other.toml")
    repository(
        "config",
        "diff.cxplanner.textconv",
        git_driver.entries()["diff.cxplanner.textconv"].replace(sys.executable, "/nowhere"),
    )
    assert "fte = 0.4" in repository("diff")


def test_undo_leaves_everything_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    repository = Repository(tmp_path / "repository")
    monkeypatch.chdir(repository.folder)
    config = (repository.folder / ".git/config").read_text(encoding="utf-8")
    for attributes in (None, "*.png binary\r\n# ours\r\n"):
        path = repository.folder / ".gitattributes"
        if attributes:
            path.write_text(attributes, encoding="utf-8", newline="")
        assert main(["git-setup"]) == 0
        assert f"{git_driver.ATTRIBUTES}" in path.read_text(encoding="utf-8")
        before = path.read_bytes()
        assert main(["git-setup"]) == 0
        assert "All is set up already" in capsys.readouterr().out
        assert path.read_bytes() == before
        assert main(["git-setup", "--undo"]) == 0
        assert (path.read_bytes().decode() if path.exists() else None) == attributes
        assert (repository.folder / ".git/config").read_text(encoding="utf-8") == config
        capsys.readouterr()
        assert main(["git-setup", "--undo"]) == 0
        assert capsys.readouterr().out == "There was nothing to take out.\n"


def test_for_all_repositories_of_a_user(
    own_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert main(["git-setup"]) == 2
    assert main(["git-setup", "--global"]) == 0
    assert git_driver.ATTRIBUTES in (own_home / ".config/git/attributes").read_text(encoding="utf-8")
    repository = Repository(tmp_path / "repository", {"PYTHONPATH": str(ROOT)})
    repository.commit(NAME, BASE)
    branches(repository, OURS, THEIRS)
    repository("merge", "theirs")
    assert sorted(now(repository).splitlines()) == sorted(BOTH.splitlines())
    assert main(["git-setup", "--global", "--undo"]) == 0
    assert not (own_home / ".config/git/attributes").exists()
