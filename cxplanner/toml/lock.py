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
    """A folder in which only this program is saving at the moment."""

    def __init__(self, descriptor: int | None) -> None:
        self._descriptor = descriptor

    def sync(self) -> None:
        """Ask the disk to make the names in the folder durable.

        Not every file system can; failures are ignored, since the contents of the files do not depend on it.
        """
        if self._descriptor is not None:
            with suppress(OSError):
                os.fsync(self._descriptor)


@contextmanager
def held_folder(folder: Path, patience: float = PATIENCE) -> Iterator[HeldFolder]:
    """Hold a folder during a save, so that two savers cannot both believe they came first.

    The lock is on the folder itself and ends with the process, however that ends. Windows cannot lock a
    folder, so there the lock is on a temporary file of the user's, named after the folder. If a disk does not
    support locks the folder is not held; savers still compare what is on disk with what they expect.

    Raises ``OSError`` if the folder cannot be opened, ``BlockingIOError`` if another saver does not
    release it in time.
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
        except PermissionError as error:  # what Windows raises if another saver holds it
            raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN)) from error

    try_to_share = try_lock  # Windows has no shared locks

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
        """Lock what is open, shared with other readers. Raises ``BlockingIOError`` if a saver holds it."""
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)

    def _unlock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)
