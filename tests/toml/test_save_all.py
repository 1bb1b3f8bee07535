"""Several files are saved together or not at all; what a file carries stays, what killed saves left goes."""

import errno
import os
import struct
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from cxplanner.toml.leftovers import TEMP_PREFIX, TEMP_SUFFIX
from cxplanner.toml.save import Replacement, SaveRefused, save_all, save_text

NAMES = ("a.md", "b.md", "c.md")
NOBODY = 0xFFFFFFFF


def failing(monkeypatch: pytest.MonkeyPatch, name: str, at: int) -> Callable[[], int]:
    """Let the ``at``th call of one of the system's functions fail; answers how often it was called."""
    real, calls = getattr(os, name), 0

    def call(*args: object, **more: object) -> object:
        nonlocal calls
        calls += 1
        if calls == at:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real(*args, **more)

    monkeypatch.setattr(os, name, call)
    return lambda: calls


@pytest.mark.parametrize("function", ["open", "write", "fsync", "link", "lseek", "read"])
def test_whatever_fails_nothing_new_stays_and_a_retry_works(function: str, tmp_path: Path) -> None:
    texts = {tmp_path / name: name for name in NAMES}
    for at in range(1, 40):
        with pytest.MonkeyPatch.context() as patch:
            calls = failing(patch, function, at)
            try:
                save_all(texts)
            except SaveRefused:
                refused = True
            else:
                refused = False
        there = sorted(path.name for path in tmp_path.iterdir())
        assert there == ([] if refused else sorted(NAMES)), (function, at)
        if not refused and calls() < at:
            assert at > 1
            return
        save_all(texts, force=True)
        assert {path: path.read_text(encoding="utf-8") for path in texts} == texts
        for path in texts:
            path.unlink()
    pytest.fail("the faults never end")


@pytest.mark.parametrize("function", ["open", "write", "fsync", "link", "lseek", "read", "replace"])
def test_whatever_fails_files_that_are_replaced_keep_what_they_hold(function: str, tmp_path: Path) -> None:
    new = {}
    for name in NAMES:
        digest = save_text(tmp_path / name, f"old {name}", expected_digest=None)
        new[tmp_path / name] = Replacement(f"new {name}", digest)
    for at in range(1, 40):
        with pytest.MonkeyPatch.context() as patch:
            calls = failing(patch, function, at)
            try:
                save_all(new)
            except SaveRefused:
                refused = True
            else:
                refused = False
        held = {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()}
        assert held == {name: f"{'old' if refused else 'new'} {name}" for name in NAMES}, (function, at)
        if not refused:
            assert at > calls() or at > 1
            return
    pytest.fail("the faults never end")


@pytest.mark.parametrize("renamed", [True, False])
def test_what_cannot_be_brought_back_stays_beside_and_is_named(
    renamed: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    digest = save_text(tmp_path / "a.md", "old", expected_digest=None)
    save_text(tmp_path / "b.md", "old", expected_digest=None)
    real, calls = os.replace, 0

    def replace(*args: str) -> None:
        nonlocal calls
        calls += 1
        if calls > 1:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        real(*args)

    monkeypatch.setattr(os, "replace", replace)
    if not renamed:
        monkeypatch.setattr(os, "rename", replace)
    with pytest.raises(SaveRefused, match="could not be brought back") as refused:
        save_all({tmp_path / name: Replacement("new", digest) for name in ("a.md", "b.md")})
    held = {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()}
    (kept,) = held.keys() - {"a.md", "b.md"}
    assert held == {"a.md": "new", "b.md": "old", kept: "old"}
    assert str(refused.value).endswith(f"what it held is in {tmp_path / kept}")
    assert kept.startswith("a.md.") == renamed


def test_a_file_that_changed_meanwhile_keeps_all_as_they_are(tmp_path: Path) -> None:
    digest = save_text(tmp_path / "a.md", "old", expected_digest=None)
    save_text(tmp_path / "b.md", "theirs", expected_digest=None)
    with pytest.raises(SaveRefused, match="changed on disk"):
        save_all(
            {tmp_path / "a.md": Replacement("new", digest), tmp_path / "b.md": Replacement("new", digest)}
        )
    assert {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()} == {
        "a.md": "old",
        "b.md": "theirs",
    }


def test_one_name_that_is_taken_keeps_all_from_being_written(tmp_path: Path) -> None:
    (tmp_path / "c.md").write_text("mine", encoding="utf-8")
    with pytest.raises(SaveRefused, match="exists already"):
        save_all({tmp_path / name: name for name in NAMES})
    assert [path.name for path in tmp_path.iterdir()] == ["c.md"]
    assert (tmp_path / "c.md").read_text(encoding="utf-8") == "mine"


@pytest.mark.posix
def test_extended_attributes_stay(tmp_path: Path) -> None:
    path = tmp_path / "team.toml"
    path.write_text("old", encoding="utf-8")
    try:
        os.setxattr(path, "user.reviewed", b"yes")
    except (AttributeError, OSError):
        pytest.skip("there are no extended attributes here")
    save_text(path, "new", expected_digest=None, force=True)
    assert path.read_text(encoding="utf-8") == "new"
    assert os.getxattr(path, "user.reviewed") == b"yes"


def access_list(user: int) -> bytes:
    """An access control list as Linux keeps it: the owner reads and writes, the group and one user read."""
    entries = ((1, 6, NOBODY), (2, 4, user), (4, 4, NOBODY), (16, 4, NOBODY), (32, 0, NOBODY))
    return struct.pack("<I", 2) + b"".join(struct.pack("<HHI", *entry) for entry in entries)


def set_list(path: Path, name: str, user: int) -> None:
    try:
        os.setxattr(path, f"system.posix_acl_{name}", access_list(user))
    except (AttributeError, OSError):
        pytest.skip("there are no access control lists here")


@pytest.mark.posix
def test_an_access_control_list_stays(tmp_path: Path) -> None:
    path = tmp_path / "team.toml"
    path.write_text("old", encoding="utf-8")
    set_list(path, "access", 65_534)
    save_text(path, "new", expected_digest=None, force=True)
    assert path.read_text(encoding="utf-8") == "new"
    assert os.getxattr(path, "system.posix_acl_access") == access_list(65_534)
    assert path.stat().st_mode & 0o777 == 0o640


@pytest.mark.posix
def test_what_the_folder_gives_to_new_files_opens_no_old_one(tmp_path: Path) -> None:
    path = tmp_path / "team.toml"
    path.write_text("old", encoding="utf-8")
    path.chmod(0o640)
    set_list(tmp_path, "default", 65_534)
    save_text(path, "new", expected_digest=None, force=True)
    assert path.read_text(encoding="utf-8") == "new"
    assert "system.posix_acl_access" not in os.listxattr(path)
    assert path.stat().st_mode & 0o777 == 0o640


def test_temporary_files_of_killed_saves_are_swept_after_an_hour(tmp_path: Path) -> None:
    names = {"old": f"{TEMP_PREFIX}1{TEMP_SUFFIX}", "new": f"{TEMP_PREFIX}2{TEMP_SUFFIX}", "other": "x.tmp"}
    for name in names.values():
        (tmp_path / name).touch()
    hours_ago = time.time() - 7_200
    for name in ("old", "other"):
        os.utime(tmp_path / names[name], (hours_ago, hours_ago))
    save_text(tmp_path / "team.toml", "x", expected_digest=None)
    assert {path.name for path in tmp_path.iterdir()} == {"team.toml", names["new"], names["other"]}
