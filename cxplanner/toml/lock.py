"""One saver at a time in one folder, without leaving a lock file behind."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

if sys.platform != "win32":
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

    The lock sits on the folder itself and ends with the process, however it ends. On a system that has
    no such locks (Windows, some network disks) the folder is not held; savers still compare what is on
    disk with what they expect.

    Raises ``OSError`` if the folder cannot be opened, ``BlockingIOError`` if another saver does not
    let go of it in time.
    """
    if sys.platform == "win32":
        yield HeldFolder(None)
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        _lock(descriptor, time.monotonic() + patience)
        try:
            yield HeldFolder(descriptor)
        finally:
            with suppress(OSError):
                fcntl.flock(descriptor, fcntl.LOCK_UN)
    finally:
        with suppress(OSError):
            os.close(descriptor)


def _lock(descriptor: int, deadline: float) -> None:
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                raise
            time.sleep(0.005)
        except OSError:
            return
        else:
            return
