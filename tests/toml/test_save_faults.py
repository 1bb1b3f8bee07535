"""Saving when the system fails, the program dies or others save too: the file is old or new, never else."""

from __future__ import annotations

import errno
import hashlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from cxplanner.toml.lock import held_folder
from cxplanner.toml.save import SaveRefused, save_text
from tests.systems import POSIX

if not POSIX:
    pytest.skip("what the system is made to refuse here are calls of POSIX", allow_module_level=True)

import fcntl

OLD = 'name = "old"\n'
NEW = 'name = "new é"\n'
OLD_DIGEST = hashlib.sha256(OLD.encode()).hexdigest()
NEW_DIGEST = hashlib.sha256(NEW.encode()).hexdigest()

CALLS = [
    "open",
    "read",
    "write",
    "fsync",
    "close",
    "lseek",
    "stat",
    "fstat",
    "fchown",
    "fchmod",
    "replace",
    "link",
    "unlink",
]
ERRORS = [errno.ENOSPC, errno.EIO, errno.EACCES, errno.EPERM, errno.EINTR, errno.EMFILE]


class Crash(BaseException):
    """The process dies here: nothing it would do later reaches the disk."""


class Faults:
    """Lets the system's call number ``at`` fail, or, if the fault is a crash, that one and all later ones."""

    def __init__(self, fault: int | type[Crash], at: int, *, short: bool = False) -> None:
        self.fault, self.at, self.short = fault, at, short
        self.count = 0
        self.failed = ""

    @contextmanager
    def on(self, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
        with monkeypatch.context() as patch:
            for name in CALLS:
                patch.setattr(os, name, self._failing(name, getattr(os, name)))
            yield

    def _failing(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **more: Any) -> Any:
            self.count += 1
            dead = self.fault is Crash and self.count > self.at
            if self.count != self.at and not dead:
                return real(args[0], args[1][:3]) if self.short and name == "write" else real(*args, **more)
            if name == "close":
                real(*args)
            self.failed = self.failed or name
            if isinstance(self.fault, int):
                raise OSError(self.fault, os.strerror(self.fault))
            raise self.fault

        return call


def attempts(
    monkeypatch: pytest.MonkeyPatch,
    path: Path,
    *,
    existing: bool,
    fault: int | type[Crash],
    short: bool = False,
) -> Iterator[tuple[str, str]]:
    """Save with the first call failing, then the second, and so on until no fault fires.

    Each time: which call failed, and what became of the save.
    """
    failed, at, outcome = "?", 0, ""
    while failed:
        at += 1
        for name in path.parent.iterdir():
            name.unlink()
        if existing:
            path.write_text(OLD)
            path.chmod(0o640)
        faults = Faults(fault, at, short=short)
        with faults.on(monkeypatch):
            try:
                outcome = save_text(path, NEW, expected_digest=OLD_DIGEST if existing else None)
            except SaveRefused as refused:
                outcome = refused.reason
            except Crash:
                outcome = "dead"
        failed = faults.failed
        yield failed, outcome
    assert at > 12
    assert outcome == NEW_DIGEST


def content(path: Path) -> str | None:
    return path.read_text() if path.exists() else None


@pytest.mark.parametrize("short", [False, True])
@pytest.mark.parametrize("existing", [True, False])
@pytest.mark.parametrize("fault", ERRORS, ids=lambda number: errno.errorcode[number])
def test_after_an_error_at_any_call_the_file_is_what_the_answer_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: int, existing: bool, short: bool
) -> None:
    path = tmp_path / "plan.toml"
    seen = set()
    for failed, outcome in attempts(monkeypatch, path, existing=existing, fault=fault, short=short):
        seen.add(failed)
        before = OLD if existing else None
        assert content(path) == (NEW if outcome == NEW_DIGEST else before), (failed, outcome)
        assert outcome in {NEW_DIGEST, "io", "no-space", "read-only"}, (failed, outcome)
        litter = [name for name in tmp_path.iterdir() if name != path]
        assert not litter or failed == "unlink", (failed, outcome, litter)
        if existing:
            assert path.stat().st_mode & 0o777 == 0o640
    own = {"replace", "fchmod", "stat"} if existing else {"link", "unlink"}
    assert seen >= {"open", "write", "fsync", "read", "close", *own}


@pytest.mark.parametrize("short", [False, True])
@pytest.mark.parametrize("existing", [True, False])
def test_a_crash_at_any_call_leaves_old_or_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, existing: bool, short: bool
) -> None:
    path = tmp_path / "plan.toml"
    found = set()
    for failed, outcome in attempts(monkeypatch, path, existing=existing, fault=Crash, short=short):
        found.add(content(path))
        assert outcome in {NEW_DIGEST, "dead"}, failed
        litter = [name for name in tmp_path.iterdir() if name != path]
        assert len(litter) <= 1
        assert all(name.name.startswith(".cxplanner-") and name.suffix == ".tmp" for name in litter)
    assert found == {OLD if existing else None, NEW}


@pytest.mark.parametrize("fault", ERRORS, ids=lambda number: errno.errorcode[number])
def test_errors_on_a_disk_without_hard_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: int
) -> None:
    def unsupported(*_: object, **__: object) -> None:
        raise OSError(errno.EOPNOTSUPP, "not here")

    monkeypatch.setattr(os, "link", unsupported)
    path = tmp_path / "plan.toml"
    for failed, outcome in attempts(monkeypatch, path, existing=False, fault=fault):
        assert content(path) == (NEW if outcome == NEW_DIGEST else None), (failed, outcome)
        assert failed == "unlink" or all(name == path for name in tmp_path.iterdir())


SAVER = """
import sys
from pathlib import Path
from cxplanner.toml.save import SaveRefused, save_text

path, me = Path(sys.argv[1]), sys.argv[2]
print("ready", flush=True)
for line in sys.stdin:
    number, expected = line.split()
    try:
        save_text(path, f"{me} in round {number}", expected_digest=None if expected == "new" else expected)
        print("saved", flush=True)
    except SaveRefused as refused:
        print(refused.reason, flush=True)
"""


@contextmanager
def savers(path: Path, number: int) -> Iterator[list[subprocess.Popen[str]]]:
    """Processes that save whenever they are sent a round and the digest to expect."""
    started = [
        subprocess.Popen(
            [sys.executable, "-c", SAVER, str(path), str(me)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )
        for me in range(number)
    ]
    try:
        assert all(answer(process) == "ready" for process in started)
        yield started
    finally:
        for process in started:
            process.communicate()


def answer(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


@pytest.mark.parametrize("new", [False, True])
def test_of_four_who_save_at_once_exactly_one_wins(tmp_path: Path, new: bool) -> None:
    path = tmp_path / "plan.toml"
    with savers(path, 4) as processes:
        for turn in range(20):
            path.unlink(missing_ok=True)
            if not new:
                path.write_text(OLD)
            for process in processes:
                assert process.stdin is not None
                process.stdin.write(f"{turn} {'new' if new else OLD_DIGEST}\n")
                process.stdin.flush()
            answers = [answer(process) for process in processes]
            assert sorted(answers) == ["exists" if new else "changed"] * 3 + ["saved"], turn
            assert path.read_text() == f"{answers.index('saved')} in round {turn}"
    assert [name.name for name in tmp_path.iterdir()] == ["plan.toml"]


def test_a_held_folder_is_waited_for_and_then_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with held_folder(tmp_path), pytest.raises(BlockingIOError), held_folder(tmp_path, patience=0):
        pass
    with held_folder(tmp_path, patience=0):
        monkeypatch.setattr("cxplanner.toml.save.held_folder", lambda folder: held_folder(folder, patience=0))
        with pytest.raises(SaveRefused, match="another program is saving in the same folder"):
            save_text(tmp_path / "plan.toml", NEW, expected_digest=None)
    assert list(tmp_path.iterdir()) == []
    assert save_text(tmp_path / "plan.toml", NEW, expected_digest=None) == NEW_DIGEST


def test_a_folder_is_let_go_even_while_a_copy_of_its_descriptor_is_open(tmp_path: Path) -> None:
    copies = []
    flock = fcntl.flock

    def copying(descriptor: int, how: int) -> None:
        copies.append(os.dup(descriptor))
        flock(descriptor, how)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fcntl, "flock", copying)
        with held_folder(tmp_path):
            pass
    try:
        with held_folder(tmp_path, patience=0):
            pass
    finally:
        for copy in copies:
            os.close(copy)


def test_a_folder_that_knows_no_locks_is_saved_in_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unsupported(*_: object) -> None:
        raise OSError(errno.ENOLCK, "not here")

    monkeypatch.setattr(fcntl, "flock", unsupported)
    assert save_text(tmp_path / "plan.toml", NEW, expected_digest=None) == NEW_DIGEST
