"""Asks git for a file as it was at some revision, and for line-by-line merges.

git is called without a shell and never prompts anybody. Text from a person or a file is never taken for an
option.
"""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, NamedTuple

from cxplanner.text.errors import CxplannerError
from cxplanner.text.override import override
from cxplanner.text.words import one_line
from cxplanner.toml.source import MOST_BYTES

PATIENCE: Final = 30.0
"""Seconds to wait for git, which normally answers within a few hundredths of one."""
_DRIVE: Final = re.compile(r"[A-Za-z]:[\\/]")
_QUIET: Final = {"LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "GIT_PAGER": "cat"}


class GitRefused(CxplannerError):
    """git cannot answer, or has no such version of a file; the message says what to do."""


class NotInRevision(GitRefused):
    """The revision exists, but the file is not in it."""


class GitAnswer(NamedTuple):
    """What git said, with its exit status."""

    status: int
    out: bytes
    err: str


@dataclass(frozen=True, slots=True)
class Revision:
    """A file as it was at a revision, such as ``HEAD~1:plans/team.toml``.

    As with git itself, ``path`` is relative to the top of the repository or, with ``./``, to the folder.
    """

    name: str
    path: str

    @override
    def __str__(self) -> str:
        return f"{self.name}:{self.path}"


def revision(word: str) -> Revision | None:
    """The revision an argument names, if it has the form ``REV:PATH`` and is not the name of a file."""
    name, colon, path = word.partition(":")
    if not colon or _DRIVE.match(word) or os.path.lexists(word):
        return None
    return Revision(name, path)


def run_git(words: Sequence[str | Path], *, folder: Path | None = None) -> GitAnswer:
    """Call git in a folder and wait for its answer, whatever that is.

    Raises :class:`GitRefused` if git is not installed or takes too long.
    """
    call = ["git", *(os.fspath(word) for word in words)]
    env = {**os.environ, **_QUIET}
    if "GIT_DIR" in env:  # hooks set it, relative to the folder they run in
        env["GIT_DIR"] = str(Path(env["GIT_DIR"]).absolute())
    try:
        done = subprocess.run(  # noqa: S603 - no shell; callers guard what people typed
            call,
            cwd=folder,
            env=env,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise GitRefused(f"git gave no answer within {PATIENCE:.0f} seconds.") from None
    except FileNotFoundError:
        if folder is not None and not folder.is_dir():
            raise GitRefused(f"there is no folder {one_line(str(folder))}.") from None
        raise GitRefused("git is not installed, or not on the search path of this program.") from None
    except (OSError, ValueError) as error:
        raise GitRefused(f"git cannot be started: {one_line(str(error))}.") from None
    return GitAnswer(done.returncode, done.stdout, done.stderr.decode("utf-8", "replace"))


def top_folder(folder: Path) -> Path:
    """The top of the working tree that a folder belongs to. Raises :class:`GitRefused`."""
    said = run_git(["rev-parse", "--show-toplevel"], folder=folder)
    if said.status:
        raise GitRefused(_no_repository(said, folder))
    return Path(os.fsdecode(said.out.removesuffix(b"\n")))


def commit_of(name: str, folder: Path) -> str:
    """The full id of the commit that a revision names. Raises :class:`GitRefused`."""
    shown = one_line(name)
    if not name or name.startswith("-"):
        raise GitRefused(f"“{shown}” cannot be a revision; name one like HEAD, main or 1a2b3c4.")
    said = run_git(
        ["rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}"], folder=folder
    )
    if said.status == 0:
        return said.out.decode("ascii", "replace").strip()
    top_folder(folder)  # says so if there is no repository at all
    if name == "HEAD":
        raise GitRefused("this repository has no commit yet.")
    raise GitRefused(f"git knows no revision {shown}. git log and git branch --all list them.")


def bytes_at(wanted: Revision, folder: Path) -> bytes:
    """What a file held at a revision, asked from a folder inside the repository.

    Raises :class:`GitRefused` if there is no such revision, or no such file in it.
    """
    commit = commit_of(wanted.name, folder)
    spelled = f"{commit}:{wanted.path}"
    kind = run_git(["cat-file", "-t", spelled], folder=folder)
    if kind.status:
        raise NotInRevision(_no_file(wanted, commit, folder))
    if kind.out.strip() != b"blob":
        raise GitRefused(f"{one_line(str(wanted))} is a folder, not a file; name a file inside it.")
    size = run_git(["cat-file", "-s", spelled], folder=folder)
    if int(size.out or b"0") > MOST_BYTES:
        most = MOST_BYTES // 1_000_000
        raise GitRefused(f"{one_line(str(wanted))} is larger than {most} MB, the most that is read.")
    found = run_git(["cat-file", "blob", spelled], folder=folder)
    if found.status:
        raise GitRefused(f"git cannot read {one_line(str(wanted))}: {one_line(found.err)}")
    return found.out


class Commit(NamedTuple):
    """A commit that changed a file: its id, when and by whom it was made, and the first line of why."""

    id: str
    when: datetime
    author: str
    subject: str


def commits_of(path: Path, most: int = 500) -> tuple[Commit, ...]:
    """The commits of the present branch that changed a file, the newest first. Raises :class:`GitRefused`."""
    real = Path(os.path.realpath(path))
    commit_of("HEAD", real.parent)
    form = "--format=%H%x1f%ct%x1f%an%x1f%s"
    words = ["-c", "log.showSignature=false", "log", "-z", "--no-color", f"--max-count={most}", form]
    said = run_git([*words, "--", f":(literal){real.name}"], folder=real.parent)
    if said.status:
        raise GitRefused(f"git cannot tell the commits of {one_line(real.name)}: {one_line(said.err)}")
    entries = said.out.decode("utf-8", "replace").split("\0")
    return tuple(_commit(*entry.split("\x1f", 3)) for entry in entries if entry.strip())


def _commit(name: str, seconds: str, author: str, subject: str) -> Commit:
    try:
        when = datetime.fromtimestamp(int(seconds), UTC)
    except (ValueError, OverflowError, OSError):
        raise GitRefused(f"commit {name.strip()[:7]} has a date that no calendar knows.") from None
    return Commit(name.strip(), when, one_line(author), one_line(subject))


def line_merge(base: str, ours: str, theirs: str, *, union: bool = False) -> str | None:
    """Three texts merged line by line by git; None if there are conflicts, or no git.

    ``union`` takes the lines of both sides where they conflict.
    """
    with tempfile.TemporaryDirectory(prefix="cxplanner-merge-") as folder:
        paths = [Path(folder, name) for name in ("ours", "base", "theirs")]
        for path, text in zip(paths, (ours, base, theirs), strict=True):
            path.write_bytes(text.encode("utf-8"))
        words: list[str | Path] = ["merge-file", "-p", "--quiet", *(["--union"] if union else []), *paths]
        try:
            said = run_git(words)
        except GitRefused:
            return None
    return said.out.decode("utf-8") if said.status == 0 else None


def _no_file(wanted: Revision, commit: str, folder: Path) -> str:
    shown, name = one_line(wanted.path), one_line(wanted.name)
    here = run_git(["cat-file", "-e", f"{commit}:./{wanted.path}"], folder=folder)
    if here.status == 0 and not wanted.path.startswith("./"):
        return (
            f"at {name} there is no file {shown} at the top of the repository. "
            f"Did you mean {name}:./{shown}, in this folder?"
        )
    return f"at {name} there is no file {shown.removeprefix('./')}."


def _no_repository(said: GitAnswer, folder: Path) -> str:
    if "dubious ownership" in said.err:
        return (
            "git does not trust this repository, since it belongs to somebody else; "
            "git config --global --add safe.directory says that you do."
        )
    where = one_line(str(folder.absolute()))
    return f"{where} is not inside a git repository, so there is no earlier version to look at."
