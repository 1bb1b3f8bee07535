"""Files of the planner's own that nobody else may read: written whole or not at all, never through a link."""

from __future__ import annotations

import os
import secrets
import stat
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final

from cxplanner.toml.leftovers import TEMP_PREFIX, TEMP_SUFFIX

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_MOST_BYTES: Final = 50_000_000
_NO_LINKS: Final = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


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


def write_private(path: Path, text: str, mode: int = 0o600) -> None:
    """Put a text in place of what is there, all of it or nothing. Raises ``OSError``."""
    temp = path.parent / f"{TEMP_PREFIX}{secrets.token_hex(8)}{TEMP_SUFFIX}"
    descriptor = os.open(temp, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_LINKS, mode)
    try:
        with open(descriptor, "wb") as file:  # noqa: PTH123 (a descriptor, not a path)
            file.write(text.encode("utf-8", "surrogatepass"))
            file.flush()
            os.fsync(descriptor)
        temp.replace(path)
    except BaseException:
        with suppress(OSError):
            temp.unlink()
        raise


def read_private(path: Path) -> str:
    """The text of such a file. Raises ``OSError``, or ``ValueError`` where it is none."""
    descriptor = os.open(path, os.O_RDONLY | _NO_LINKS)
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
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT | _NO_LINKS, 0o600)
            try:
                free = _locked(descriptor)
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
    """What is written in a lock that somebody holds; None if nobody does."""
    try:
        descriptor = os.open(path, os.O_RDWR | _NO_LINKS)
    except OSError:
        return None
    try:
        return None if _locked(descriptor) else os.read(descriptor, 200).decode(errors="replace")
    except OSError:
        return ""
    finally:
        os.close(descriptor)


def _locked(descriptor: int) -> bool:
    """Lock a file, or say that somebody else has. Raises ``OSError`` where there are no locks."""
    try:
        if sys.platform == "win32":
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def _is_file(path: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(path.lstat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False
