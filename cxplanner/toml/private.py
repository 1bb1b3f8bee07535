"""cxplanner's own files, which nobody else may read: written whole or not at all, never through a link."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path
from typing import Final

from cxplanner.toml.leftovers import TEMP_PREFIX, TEMP_SUFFIX

NO_LINKS: Final = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""How such files are opened: without following links, waiting for pipes or converting line endings."""


def write_private(path: Path, data: bytes, mode: int = 0o600, *, lasting: bool = True) -> None:
    """Replace a file's contents with these bytes, all of them or none. Raises ``OSError``.

    Without ``lasting`` it is quicker, but the new contents may not survive a power failure.
    """
    temp = path.parent / f"{TEMP_PREFIX}{secrets.token_hex(8)}{TEMP_SUFFIX}"
    descriptor = os.open(temp, os.O_WRONLY | os.O_CREAT | os.O_EXCL | NO_LINKS, mode)
    try:
        with open(descriptor, "wb") as file:  # noqa: PTH123 (a descriptor, not a path)
            file.write(data)
            if lasting:
                file.flush()
                os.fsync(descriptor)
        temp.replace(path)
    except BaseException:
        with suppress(OSError):
            temp.unlink()
        raise
