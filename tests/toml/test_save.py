"""Saving: what it keeps, what it refuses, and in which words."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from pathlib import Path
from typing import Any

import pytest

from cxplanner.toml.save import SaveRefused, save_text
from tests.systems import only_root, unless_root

OLD = 'name = "old"\n'
NEW = 'name = "new é 👩‍👩‍👧"\n'


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def save(path: Path, text: str = NEW, expected: str | None = None, **more: Any) -> str:
    return save_text(path, text, expected_digest=expected, **more)


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "plan.toml"
    path.write_bytes(OLD.encode())
    return path


def refusal(path: Path, text: str = NEW, expected: str | None = None, **more: Any) -> tuple[str, str]:
    """Why a save is refused: the reason, and the words after the file's name."""
    with pytest.raises(SaveRefused) as caught:
        save(path, text, expected, **more)
    start = "cannot save "
    assert str(caught.value).startswith(start)
    return caught.value.reason, str(caught.value).split(": ", 1)[1]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


# What a save does


def test_the_new_text_takes_the_place_of_the_old(old: Path) -> None:
    assert save(old, expected=digest(OLD)) == digest(NEW)
    assert old.read_bytes() == NEW.encode()
    assert names(old.parent) == ["plan.toml"]


def test_the_answer_is_what_the_next_save_expects(old: Path) -> None:
    first = save(old, expected=digest(OLD))
    assert save(old, "third\n", expected=first) == digest("third\n")


def test_line_ends_are_left_alone(tmp_path: Path) -> None:
    save(tmp_path / "plan.toml", "\ufeffa = 1\r\nb = 2")
    assert (tmp_path / "plan.toml").read_bytes() == b"\xef\xbb\xbfa = 1\r\nb = 2"


def test_a_large_text_arrives_whole(tmp_path: Path) -> None:
    text = "é" * 3_000_000
    assert save(tmp_path / "plan.toml", text) == digest((tmp_path / "plan.toml").read_text())


@pytest.mark.posix
@pytest.mark.parametrize("umask", [0o022, 0o077, 0o002])
def test_a_new_file_has_the_usual_mode(tmp_path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        save(tmp_path / "plan.toml")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "plan.toml").stat().st_mode) == 0o666 & ~umask
    assert (tmp_path / "plan.toml").stat().st_nlink == 1


@pytest.mark.posix
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o755, 0o220])
def test_the_mode_is_kept(old: Path, mode: int) -> None:
    old.chmod(mode)
    save(old, force=True)
    assert stat.S_IMODE(old.stat().st_mode) == mode


@only_root
def test_the_owner_is_kept(old: Path) -> None:
    os.chown(old, 1234, 2345)
    save(old, expected=digest(OLD))
    assert (old.stat().st_uid, old.stat().st_gid) == (1234, 2345)


@pytest.mark.posix
def test_our_own_group_sees_no_more_than_everybody_where_the_group_cannot_be_kept(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old.chmod(0o664)
    real = os.fstat

    def elsewhere(descriptor: int) -> os.stat_result:
        status = list(real(descriptor))
        status[stat.ST_GID] += 1
        return os.stat_result(status)

    def forbidden(*_: object) -> None:
        raise PermissionError(errno.EPERM, "no")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fstat", elsewhere)
        patch.setattr(os, "fchown", forbidden)
        save(old, expected=digest(OLD))
    assert stat.S_IMODE(old.stat().st_mode) == 0o644


def test_text_that_is_there_already_is_not_written_again(old: Path) -> None:
    before = old.stat()
    seen: list[bytes] = []
    assert save(old, OLD, digest(OLD), verify=seen.append) == digest(OLD)
    assert (old.stat().st_ino, old.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert seen == [OLD.encode()]


@pytest.mark.posix
def test_a_chain_of_symbolic_links_stays(tmp_path: Path) -> None:
    real = tmp_path / "deep" / "real.toml"
    real.parent.mkdir()
    real.write_text(OLD)
    (tmp_path / "middle").symlink_to("deep/real.toml")
    (tmp_path / "plan.toml").symlink_to(tmp_path / "middle")
    save(tmp_path / "plan.toml", expected=digest(OLD))
    assert real.read_text() == NEW
    assert (tmp_path / "plan.toml").readlink() == tmp_path / "middle"
    assert (tmp_path / "middle").readlink() == Path("deep/real.toml")
    assert names(real.parent) == ["real.toml"]


@pytest.mark.posix
def test_a_new_file_behind_a_dangling_link_is_made_where_the_link_points(tmp_path: Path) -> None:
    (tmp_path / "plan.toml").symlink_to("real.toml")
    save(tmp_path / "plan.toml")
    assert (tmp_path / "plan.toml").is_symlink()
    assert (tmp_path / "real.toml").read_text() == NEW


def test_a_hard_link_is_broken_and_its_other_name_keeps_the_old_text(old: Path) -> None:
    other = old.with_name("other.toml")
    other.hardlink_to(old)
    save(old, expected=digest(OLD))
    assert (old.read_text(), other.read_text()) == (NEW, OLD)


def test_names_as_long_as_the_system_allows(tmp_path: Path) -> None:
    path = tmp_path / ("p" * 250 + ".toml")
    save(path)
    assert save(path, "again\n", digest(NEW)) == digest(path.read_text())
    reason, words = refusal(tmp_path / ("p" * 251 + ".toml"))
    assert (reason, words) == ("io", "the name is too long")
    assert names(tmp_path) == [path.name]


def test_without_hard_links_a_new_file_is_made_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unsupported(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "not here")

    monkeypatch.setattr(os, "link", unsupported)
    path = tmp_path / "plan.toml"
    assert save(path) == digest(NEW)
    assert path.read_text() == NEW
    assert refusal(path)[0] == "exists"
    assert names(tmp_path) == ["plan.toml"]


# What a save refuses


def test_a_change_underneath_is_seen_even_at_the_same_size_and_time(old: Path) -> None:
    status = old.stat()
    theirs = OLD.replace("old", "odd")
    old.write_text(theirs)
    os.utime(old, ns=(status.st_atime_ns, status.st_mtime_ns))
    why = ("changed", "the file changed on disk since it was opened")
    assert refusal(old, expected=digest(OLD)) == why
    assert old.read_text() == theirs


def test_a_change_at_the_last_moment_is_seen(old: Path) -> None:
    def meanwhile(_: bytes) -> None:
        old.write_text("theirs\n")

    assert refusal(old, expected=digest(OLD), verify=meanwhile)[0] == "changed"
    assert old.read_text() == "theirs\n"
    assert names(old.parent) == ["plan.toml"]


def test_a_deleted_file_is_not_brought_back_in_silence(old: Path) -> None:
    old.unlink()
    assert refusal(old, expected=digest(OLD)) == ("gone", "the file was deleted since it was opened")
    assert names(old.parent) == []
    assert save(old, expected=digest(OLD), force=True) == digest(NEW)


def test_a_new_file_never_overwrites(old: Path) -> None:
    assert refusal(old) == ("exists", "the file exists already")
    assert old.read_text() == OLD


@pytest.mark.parametrize("hard_links", [True, False])
def test_a_new_file_never_overwrites_one_that_appears_at_the_last_moment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hard_links: bool
) -> None:
    path, link = tmp_path / "plan.toml", os.link

    def racing(*args: Any, **more: Any) -> None:
        path.write_text("theirs\n")
        if not hard_links:
            raise OSError(errno.EOPNOTSUPP, "not here")
        link(*args, **more)

    monkeypatch.setattr(os, "link", racing)
    assert refusal(path) == ("exists", "the file exists already")
    assert path.read_text() == "theirs\n"
    assert names(tmp_path) == ["plan.toml"]


def test_force_saves_over_whatever_the_file_holds(old: Path) -> None:
    assert save(old, expected=digest("something else"), force=True) == digest(NEW)
    assert save(old, "more\n", force=True) == digest(old.read_text())


@pytest.mark.posix
@pytest.mark.parametrize("force", [False, True])
def test_a_read_only_file_stays_as_it_is_even_for_root(old: Path, force: bool) -> None:
    old.chmod(0o444)
    assert refusal(old, expected=digest(OLD), force=force) == ("read-only", "the file is read-only")
    assert old.read_text() == OLD


def test_a_folder_that_may_not_be_written(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = os.open

    def closed_folder(path: Any, flags: int, *args: Any, **more: Any) -> int:
        if flags & os.O_CREAT:
            raise PermissionError(errno.EACCES, "Permission denied")
        return opened(path, flags, *args, **more)

    with monkeypatch.context() as patch:
        patch.setattr(os, "open", closed_folder)
        reason, words = refusal(old, expected=digest(OLD))
    assert (reason, words) == ("read-only", "you have no permission for the file or for the folder it is in")
    assert old.read_text() == OLD


@pytest.mark.posix
@unless_root
def test_a_read_only_folder(old: Path) -> None:
    old.parent.chmod(0o555)
    try:
        assert refusal(old, expected=digest(OLD))[0] == "read-only"
    finally:
        old.parent.chmod(0o755)
    assert old.read_text() == OLD


@pytest.mark.posix
@pytest.mark.parametrize("force", [False, True])
@pytest.mark.parametrize("expected", [None, digest(OLD)])
def test_folders_and_pipes_are_no_plans(tmp_path: Path, force: bool, expected: str | None) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    for name in ("folder", "pipe"):
        why = ("not-a-file", "it is not an ordinary file")
        assert refusal(tmp_path / name, expected=expected, force=force) == why
    assert names(tmp_path) == ["folder", "pipe"]
    assert refusal(Path("/dev/null"), expected=expected, force=force)[0] == "not-a-file"
    assert refusal(Path("/"), expected=expected, force=force)[0] == "not-a-file"


def test_a_missing_folder_is_named(old: Path) -> None:
    missing = old.parent / "no" / "such"
    assert refusal(missing / "plan.toml") == ("io", f"the folder {missing} does not exist")
    assert refusal(old / "plan.toml") == ("io", f"the folder {old} is not a folder")


@pytest.mark.posix
def test_links_in_a_circle(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    assert refusal(tmp_path / "a") == ("io", "its symbolic links lead round in a circle")


def test_what_no_file_can_be_called_or_hold(tmp_path: Path) -> None:
    assert refusal(tmp_path / "a\0b") == ("io", "a name cannot hold a NUL character")
    assert refusal(tmp_path / "plan.toml", "half \ud800")[0] == "read-back"
    assert names(tmp_path) == []


def test_a_file_name_cannot_steer_the_terminal(tmp_path: Path) -> None:
    with pytest.raises(SaveRefused, match=r"missing\\x1b\[2J/plan\.toml: ") as caught:
        save(tmp_path / "missing\x1b[2J" / "plan.toml")
    assert "\x1b" not in str(caught.value)


@pytest.mark.parametrize(
    ("number", "reason", "words"),
    [
        (errno.ENOSPC, "no-space", "the disk is full"),
        (errno.EDQUOT, "no-space", "the disk is full: your share of it is used up"),
        (errno.EROFS, "read-only", "the disk can only be read"),
        (errno.EIO, "io", f"the system reports: {os.strerror(errno.EIO)}"),
    ],
)
def test_faults_of_the_disk_in_plain_words(
    old: Path, monkeypatch: pytest.MonkeyPatch, number: int, reason: str, words: str
) -> None:
    def failing(*_: object) -> int:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", failing)
        assert refusal(old, expected=digest(OLD)) == (reason, words)
    assert old.read_text() == OLD


def test_a_disk_that_gives_back_something_else(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = os.read

    def forgetful(descriptor: int, size: int) -> bytes:
        return read(descriptor, size).replace(b"new", b"neu")

    with monkeypatch.context() as patch:
        patch.setattr(os, "read", forgetful)
        assert refusal(old, expected=digest(OLD))[0] == "read-back"
    assert old.read_text() == OLD
    assert names(old.parent) == ["plan.toml"]


def test_what_the_check_raises_stops_the_save_and_reaches_the_caller(old: Path) -> None:
    def displeased(written: bytes) -> None:
        raise LookupError(written)

    for text in (NEW, OLD):
        with pytest.raises(LookupError) as caught:
            save(old, text, digest(OLD), verify=displeased)
        assert caught.value.args == (text.encode(),)
    assert old.read_text() == OLD
    assert names(old.parent) == ["plan.toml"]
