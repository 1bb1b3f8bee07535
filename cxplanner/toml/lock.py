"""One saver at a time in one folder, without leaving a lock file behind."""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

if sys.platform == "win32":
    import hashlib
    import msvcrt
    import tempfile
else:
    import fcntl

PATIENCE: Final = 10.0
"""Seconds to wait for another saver; a save takes a few hundredths of one."""


class HeldFolder:
    """A folder in which this program alone is saving, for the time being."""

    def __init__(self, descriptor: int | None) -> None:
        self._descriptor = descriptor

    def sync(self) -> None:
        """Ask the disk to remember the names in the folder.

        Not every file system can, and a refusal changes nothing about what the files hold, so that
        refusals are ignored.
        """
        if self._descriptor is not None:
            with suppress(OSError):
                os.fsync(self._descriptor)


@contextmanager
def held_folder(folder: Path, patience: float = PATIENCE) -> Iterator[HeldFolder]:
    """Hold a folder for the time of a save, so that two savers cannot both believe they were first.

    The lock sits on the folder itself and ends with the process, however it ends. Windows cannot lock a
    folder: there it sits on a file among the user's temporary ones, named after the folder. Where a disk
    has no such locks the folder is not held; savers still compare what is on disk with what they expect.

    Raises ``OSError`` if the folder cannot be opened, ``BlockingIOError`` if another saver does not
    let go of it in time.
    """
    descriptor = _opened(folder)
    try:
        _lock(descriptor, time.monotonic() + patience)
        try:
            yield HeldFolder(None if sys.platform == "win32" else descriptor)
        finally:
            with suppress(OSError):
                _unlock(descriptor)
    finally:
        with suppress(OSError):
            os.close(descriptor)


def _lock(descriptor: int, deadline: float) -> None:
    while True:
        try:
            try_lock(descriptor)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                raise
            time.sleep(0.005)
        except OSError:
            return
        else:
            return


if sys.platform == "win32":

    def _opened(folder: Path) -> int:
        name = hashlib.sha256(os.path.normcase(os.path.realpath(folder)).encode()).hexdigest()[:32]
        return os.open(Path(tempfile.gettempdir(), f"cxplanner-{name}.lock"), os.O_RDWR | os.O_CREAT)

    def try_lock(descriptor: int) -> None:
        """Lock what is open, at once or not at all. Raises ``BlockingIOError`` where somebody else has."""
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except PermissionError as error:  # what Windows says where another saver holds it
            raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN)) from error

    try_to_share = try_lock  # Windows knows no other

    def _unlock(descriptor: int) -> None:
        os.lseek(descriptor, 0, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

else:

    def _opened(folder: Path) -> int:
        return os.open(folder, os.O_RDONLY | os.O_DIRECTORY)

    def try_lock(descriptor: int) -> None:
        """Lock what is open, at once or not at all. Raises ``BlockingIOError`` where somebody else has."""
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def try_to_share(descriptor: int) -> None:
        """Lock what is open together with all who only look. Raises ``BlockingIOError`` where it is held."""
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)

    def _unlock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)
