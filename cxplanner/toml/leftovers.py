"""Around a save: what a file carries besides its text, and what saves that were killed left behind."""

from __future__ import annotations

import os
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Final

TEMP_PREFIX: Final = ".cxplanner-"
TEMP_SUFFIX: Final = ".tmp"
ABANDONED: Final = 3600.0
"""Seconds after which a temporary file belongs to no save that is under way."""


def copy_attributes(old: Path, descriptor: int) -> None:
    """Give a new file the extended attributes of the old one, access control lists among them.

    What the folder gives to new files, such as a list of its own, is taken off. On Linux, the only system
    whose Python can; what the system keeps for itself is left out.
    """
    if sys.platform != "linux":
        return
    with suppress(OSError):
        kept = os.listxattr(old)
        for name in {*os.listxattr(descriptor)} - {*kept}:
            with suppress(OSError):
                os.removexattr(descriptor, name)
        for name in kept:
            with suppress(OSError):
                os.setxattr(descriptor, name, os.getxattr(old, name))


def sweep_leftovers(folder: Path) -> None:
    """Remove the temporary files that saves killed an hour ago or more left in a folder."""
    before = time.time() - ABANDONED
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(TEMP_PREFIX) and entry.name.endswith(TEMP_SUFFIX):
                _remove_if_older(entry, before)


def _remove_if_older(entry: os.DirEntry[str], before: float) -> None:
    with suppress(OSError):
        if entry.is_file(follow_symlinks=False) and entry.stat(follow_symlinks=False).st_mtime < before:
            Path(entry.path).unlink()
