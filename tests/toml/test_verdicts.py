"""A verdict is believed only where it is ours, whole and about this very thing and code."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from cxplanner.toml import verdicts
from cxplanner.toml.verdicts import MOST_KEPT, keep_known, known_good, verdict_key

KEY = verdict_key(["a", "b"])


@pytest.fixture
def folder(own_home: Path) -> Path:
    return own_home / ".cache/cxplanner/verdicts"


@pytest.mark.posix
def test_what_was_kept_is_known(folder: Path) -> None:
    assert known_good(KEY) is None
    keep_known(KEY, b"with\nsomething")
    assert known_good(KEY) == b"with\nsomething"
    assert [path.name for path in folder.iterdir()] == [KEY]
    assert stat.S_IMODE((folder / KEY).stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_another_thing_has_another_key() -> None:
    keys = {verdict_key(words) for words in (["a", "b"], ["b", "a"], ["a"], ["a", "b", ""], ["ab"])}
    assert len(keys) == 5


def test_other_code_knows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verdicts, "_code", lambda: "9.9.9")
    assert verdict_key(["a", "b"]) != KEY


def test_the_code_is_its_version_and_files(monkeypatch: pytest.MonkeyPatch) -> None:
    look = verdicts._code.__wrapped__
    assert look() == look() != ""
    assert "toml/verdicts.py" in look()
    was = look()
    monkeypatch.setattr(verdicts, "VERSION", "9.9.9")
    assert look() != was


def test_code_that_cannot_be_looked_at_is_never_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verdicts, "_JUDGES", ("nowhere",))
    assert verdicts._code.__wrapped__() != verdicts._code.__wrapped__()


@pytest.mark.posix
def test_a_verdict_of_somebody_else_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    keep_known(KEY)
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)
    assert known_good(KEY) is None


@pytest.mark.posix
@pytest.mark.parametrize("mode", [0o620, 0o602, 0o666])
def test_a_verdict_that_others_can_write_is_not_believed(folder: Path, mode: int) -> None:
    keep_known(KEY)
    (folder / KEY).chmod(mode)
    assert known_good(KEY) is None


def test_a_verdict_under_another_name_is_not_believed(folder: Path) -> None:
    keep_known(KEY)
    other = verdict_key(["other"])
    (folder / KEY).rename(folder / other)
    assert known_good(other) is None


@pytest.mark.parametrize("damage", [b"", b"x", b"\xff\x00"])
def test_a_damaged_verdict_is_not_believed(folder: Path, damage: bytes) -> None:
    keep_known(KEY)
    (folder / KEY).write_bytes(damage)
    assert known_good(KEY) is None


def test_a_verdict_without_end_is_not_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verdicts, "_LARGEST", 100)
    keep_known(KEY, b"x" * 101)
    assert not folder.exists()
    keep_known(KEY, b"x" * 30)
    with (folder / KEY).open("ab") as file:
        file.write(b"x" * 1000)
    assert known_good(KEY) is None


@pytest.mark.posix
def test_a_link_a_folder_and_a_pipe_are_no_verdicts(folder: Path, tmp_path: Path) -> None:
    keep_known(KEY)
    (folder / KEY).rename(tmp_path / KEY)
    (folder / KEY).symlink_to(tmp_path / KEY)
    assert known_good(KEY) is None
    (folder / KEY).unlink()
    (folder / KEY).mkdir()
    assert known_good(KEY) is None
    (folder / KEY).rmdir()
    os.mkfifo(folder / KEY)
    assert known_good(KEY) is None


def test_a_cache_that_cannot_be_made_is_let_go(own_home: Path) -> None:
    (own_home / ".cache").write_text("in the way")
    keep_known(KEY)
    assert known_good(KEY) is None


def test_a_cache_that_is_full_leaves_nothing_behind(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    keep_known(KEY)
    assert list(folder.iterdir()) == []


@pytest.mark.usefixtures("own_home")
def test_nobody_without_a_home_gets_a_cache_in_the_folder_they_are_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(verdicts, "_folder", lambda: Path("~/.cache"))
    keep_known(KEY)
    assert list(tmp_path.iterdir()) == []


def aged(folder: Path, number: int, size: int = 0) -> Path:
    path = folder / f"old-{number}"
    path.write_bytes(b"x" * size)
    os.utime(path, (number, number))
    return path


def test_the_oldest_go_beyond_a_number(folder: Path) -> None:
    folder.mkdir(parents=True)
    old = [aged(folder, number) for number in range(MOST_KEPT + 5)]
    keep_known(KEY)
    left = {path.name for path in folder.iterdir()}
    assert left == {KEY, *(path.name for path in old[6:])}


def test_the_oldest_go_beyond_a_size(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verdicts, "_MOST_ROOM", 2500)
    folder.mkdir(parents=True)
    for number in range(1, 5):
        aged(folder, number, 1000)
    keep_known(KEY)
    assert {path.name for path in folder.iterdir()} == {KEY, "old-3", "old-4"}
