"""git is asked safely, and what it refuses is told in plain words."""

from __future__ import annotations

from pathlib import Path

import pytest

from cxplanner.versions.git import (
    GitRefused,
    Revision,
    bytes_at,
    commit_of,
    commits_of,
    revision,
    run_git,
    top_folder,
)
from tests.repository import Repository


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    made = Repository(tmp_path / "re po")
    made.commit("sub/a b.toml", "old\n")
    made.commit("sub/a b.toml", "new\n")
    return made


def test_a_file_at_a_revision_is_found_from_any_folder_of_the_repository(repository: Repository) -> None:
    for folder in (repository.folder, repository.folder / "sub"):
        assert bytes_at(Revision("HEAD~1", "sub/a b.toml"), folder) == b"old\n"
    assert bytes_at(Revision("main", "./a b.toml"), repository.folder / "sub") == b"new\n"
    assert top_folder(repository.folder / "sub").samefile(repository.folder)


def test_a_commit_with_an_impossible_date_is_refused(tmp_path: Path) -> None:
    made = Repository(tmp_path, {"GIT_COMMITTER_DATE": "@99999999999999 +0000"})
    made.commit("a.toml", "a = 1\n")
    with pytest.raises(GitRefused, match="a date that no calendar knows"):
        commits_of(tmp_path / "a.toml")


def test_bytes_come_as_they_were_committed(repository: Repository) -> None:
    repository.commit("crlf.toml", "\ufeffa = 1\r\n")
    assert bytes_at(Revision("HEAD", "crlf.toml"), repository.folder) == b"\xef\xbb\xbfa = 1\r\n"


@pytest.mark.parametrize(
    ("name", "path", "said"),
    [
        ("nope", "sub/a b.toml", "git knows no revision nope"),
        ("", "sub/a b.toml", "cannot be a revision"),
        ("--output=stolen", "sub/a b.toml", "cannot be a revision"),
        ("HEAD~9", "sub/a b.toml", "git knows no revision HEAD~9"),
        ("x\ny\x1b[2J", "a", "git knows no revision x y\\x1b[2J"),
        ("HEAD", "b.toml", "at HEAD there is no file b.toml"),
        ("HEAD", "sub", "is a folder"),
        ("HEAD", "--textconv", "there is no file --textconv"),
    ],
)
def test_what_git_does_not_have_is_told(repository: Repository, name: str, path: str, said: str) -> None:
    with pytest.raises(GitRefused) as refused:
        bytes_at(Revision(name, path), repository.folder)
    assert said in str(refused.value)
    assert str(refused.value).isprintable()
    assert sorted(entry.name for entry in repository.folder.iterdir()) == [".git", "sub"]


def test_a_path_that_starts_at_the_folder_is_offered(repository: Repository) -> None:
    with pytest.raises(GitRefused, match=r"Did you mean HEAD:\./a b\.toml"):
        bytes_at(Revision("HEAD", "a b.toml"), repository.folder / "sub")


def test_without_repository_commit_or_git_that_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    with pytest.raises(GitRefused, match="not inside a git repository"):
        commit_of("HEAD", outside)
    empty = Repository(tmp_path / "empty")
    with pytest.raises(GitRefused, match="no commit yet"):
        commit_of("HEAD", empty.folder)
    with pytest.raises(GitRefused, match="no folder"):
        run_git(["status"], folder=tmp_path / "absent")
    monkeypatch.setenv("PATH", str(outside))
    with pytest.raises(GitRefused, match="not installed"):
        commit_of("HEAD", empty.folder)


@pytest.mark.posix
def test_a_git_that_hangs_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "git"
    program.write_text("#!/bin/sh\nexec tail -f /dev/null\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setattr("cxplanner.versions.git.PATIENCE", 0.1)
    with pytest.raises(GitRefused, match="no answer"):
        run_git(["status"])


def test_a_hook_may_ask_from_another_folder(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository.folder)
    monkeypatch.setenv("GIT_DIR", ".git")
    assert bytes_at(Revision("HEAD", "sub/a b.toml"), repository.folder / "sub") == b"new\n"


def test_a_word_names_a_revision_unless_it_is_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert revision("HEAD~1:a/b.toml") == Revision("HEAD~1", "a/b.toml")
    assert revision("a.toml") is None
    assert revision("C:\\plans\\a.toml") is None
    Path("HEAD:a.toml").write_text("", encoding="utf-8")
    assert revision("HEAD:a.toml") is None
