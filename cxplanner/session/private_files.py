"""Where the planner keeps what nobody else may read, how it reads it, and who holds it."""

from __future__ import annotations

import hashlib
import os
import stat
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from cxplanner.toml.lock import try_lock, try_to_share
from cxplanner.toml.private import NO_LINKS

_MOST_BYTES: Final = 50_000_000


def state_folder() -> Path:
    """Where the planner remembers what it was about; made when something is written there."""
    from platformdirs import user_state_path

    return user_state_path("cxplanner", appauthor=False)


def private_folder(name: str) -> Path:
    """A folder of our own in the state folder, made if it is not there. Raises ``OSError`` if it cannot be.

    One that is a link, that others own or may write to, is not used.
    """
    folder = state_folder() / name
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode):
        raise NotADirectoryError(f"{folder} is not a folder of the planner's own")
    if sys.platform != "win32":
        if found.st_uid != os.geteuid():
            raise PermissionError(f"{folder} belongs to somebody else")
        if found.st_mode & 0o077:
            folder.chmod(0o700)
    return folder


def private_name(path: Path) -> str:
    """What is kept about a file is named by this: the same for every way to it, and telling nothing of it."""
    return hashlib.sha256(os.fsencode(os.path.realpath(path))).hexdigest()[:20]


def this_planner() -> str:
    """Who we are, for a lock that we hold: the process, and since when."""
    return f"{os.getpid()} {datetime.now(UTC).isoformat(timespec='seconds')}"


def read_private(path: Path) -> str:
    """The text of such a file. Raises ``OSError``, or ``ValueError`` where it is none."""
    descriptor = os.open(path, os.O_RDONLY | NO_LINKS)
    with open(descriptor, "rb") as file:  # noqa: PTH123 (a descriptor, not a path)
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise ValueError(f"{path} is not an ordinary file")
        return file.read(_MOST_BYTES).decode("utf-8", "surrogatepass")


class Lock:
    """A name that one process at a time may hold; free again however that process ends."""

    def __init__(self, path: Path, descriptor: int) -> None:
        self._path = path
        self._descriptor = descriptor

    @classmethod
    def taken(cls, path: Path, holder: str) -> Lock | None:
        """Take a lock and write into it who holds it; None if somebody does. Raises ``OSError``."""
        while True:
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT | NO_LINKS, 0o600)
            try:
                free = _can(try_lock, descriptor)
                if free and _is_file(path, descriptor):  # nobody took it away since it was opened
                    os.ftruncate(descriptor, 0)
                    os.write(descriptor, holder.encode())
                    return cls(path, descriptor)
            except BaseException:
                os.close(descriptor)
                raise
            os.close(descriptor)
            if not free:
                return None

    def free(self) -> None:
        """Let go of the lock, and take its file away."""
        with suppress(OSError):
            self._path.unlink()
        with suppress(OSError):
            os.close(self._descriptor)


def holder_of(path: Path) -> str | None:
    """What is written in a lock that somebody holds; None if nobody does.

    Any number of planners may look at once: none of them takes another's look for a hold.
    """
    try:
        descriptor = os.open(path, os.O_RDWR | NO_LINKS)
    except OSError:
        return None
    try:
        return None if _can(try_to_share, descriptor) else os.read(descriptor, 200).decode(errors="replace")
    except OSError:
        return ""
    finally:
        os.close(descriptor)


def _can(lock: Callable[[int], None], descriptor: int) -> bool:
    """Lock a file, or say that somebody else has. Raises ``OSError`` where there are no locks."""
    try:
        lock(descriptor)
    except (BlockingIOError, PermissionError):
        return False
    return True


def _is_file(path: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(path.lstat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False
