"""Remembers in the cache folder which bytes were found valid, so that they need not be checked again.

Nothing depends on it: anything missing, foreign, damaged or refused by the system means "not known". A
verdict is valid only for exactly this version of the code, and nothing in it is ever executed.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final

from cxplanner import VERSION

MOST_KEPT: Final = 200
"""The most verdicts that are kept; beyond that the oldest are removed."""
_LARGEST: Final = 5_000_000
_MOST_ROOM: Final = 20_000_000
_JUDGES: Final = ("text", "toml", "catalogue", "plan", "gaps", "gaps/rules")
"""The rooms whose code decides what is valid."""


def verdict_key(about: Iterable[str]) -> str:
    """The name of this code's verdict on something that these words identify."""
    return sha256("\0".join((_code(), *about)).encode("utf-8", "surrogatepass")).hexdigest()


def known_good(key: str) -> bytes | None:
    """What was kept with a verdict; None if there is no verdict that can be trusted."""
    try:
        descriptor = os.open(_folder() / key, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | os.O_NONBLOCK)
        with open(descriptor, "rb") as file:  # noqa: PTH123 (a descriptor, not a path)
            found = os.fstat(descriptor)
            ours = found.st_uid == os.geteuid() and not found.st_mode & 0o022
            if not ours or not stat.S_ISREG(found.st_mode) or found.st_size > _LARGEST:
                return None
            name, _, content = file.read(_LARGEST).partition(b"\n")
    except (OSError, AttributeError):  # some systems have no file owners
        return None
    return content if name == key.encode() else None


def keep_known(key: str, content: bytes = b"") -> None:
    """Keep a verdict and its content. If the disk refuses, it is not kept."""
    folder = _folder()
    if len(key) + 1 + len(content) > _LARGEST:
        return
    if not (folder.is_absolute() and hasattr(os, "geteuid")):  # ~ of nobody, or nobody owns what is read
        return
    from cxplanner.toml.private import write_private  # a start that finds its verdict writes none

    with suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_private(folder / key, key.encode() + b"\n" + content, lasting=False)
        _sweep(folder)


def _sweep(folder: Path) -> None:
    """Remove the oldest verdicts if there are too many or they take up too much space."""
    with os.scandir(folder) as entries:
        files = [(entry.stat(follow_symlinks=False), entry.path) for entry in entries]
    room = _MOST_ROOM
    for number, (state, path) in enumerate(sorted(files, key=lambda file: file[0].st_mtime_ns, reverse=True)):
        room -= state.st_size
        if number >= MOST_KEPT or room < 0:
            Path(path).unlink(missing_ok=True)


def _folder() -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("cxplanner", appauthor=False) / "verdicts"


@cache
def _code() -> str:
    """What identifies this code: its version and, so that developers' changes count, the state of its files.

    If the files cannot be examined, every start counts as different code.
    """
    house = Path(__file__).parent.parent
    try:
        files = [file for room in _JUDGES for file in os.scandir(house / room) if file.name.endswith(".py")]
        states = sorted((file.path, file.stat().st_size, file.stat().st_mtime_ns) for file in files)
    except OSError:
        return os.urandom(16).hex()
    return f"{VERSION} {states}"
