"""Which plan is open in which planner, so that a second one on the same plan is told of the first."""

from __future__ import annotations

import secrets
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Final

from cxplanner.session.private_files import Lock, holder_of, private_folder, private_name, this_planner

FOLDER: Final = "open"


class Presence:
    """Shows other planners of this user, on this computer, which plan is open here."""

    def __init__(self) -> None:
        self._lock: Lock | None = None

    def enter(self, path: Path) -> tuple[str, ...]:
        """Be seen at a plan, and nowhere else; answers who is there already, in words.

        Where the state folder refuses, or the disk has no locks, nobody sees and nobody is seen.
        """
        self.leave()
        others: list[str] = []
        with suppress(OSError):
            folder, name = private_folder(FOLDER), private_name(path)
            own = folder / f"{name}-{secrets.token_hex(4)}.lock"
            self._lock = Lock.taken(own, this_planner())
            for file in sorted(folder.glob(f"{name}-*.lock")):
                holder = None if file == own else holder_of(file)
                if holder is not None:
                    others.append(_words(holder))
                elif file != own:  # its planner was killed
                    file.unlink(missing_ok=True)
        return tuple(others)

    def leave(self) -> None:
        """Be seen nowhere."""
        if self._lock is not None:
            self._lock.free()
        self._lock = None


def _words(holder: str) -> str:
    """Who holds a lock: ``since 07:41 (process 4711)``."""
    process, _, since = holder.partition(" ")
    try:
        when = datetime.fromisoformat(since).astimezone()
        return f"since {when.day} {when:%B, %H:%M} (process {int(process)})"
    except ValueError:  # a system that lets nobody read what is locked
        return "for some time"
