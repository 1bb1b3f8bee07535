"""Drafts: what is not saved yet, kept in the state folder, so that no end of the planner loses it.

Each planner keeps one draft, of the plan that is open, and holds a lock as long as it lives. A draft whose
lock nobody holds was left behind by a planner that ended without being asked to.
"""

from __future__ import annotations

import json
import os
import secrets
import threading
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Final

from cxplanner.plan.canonical import plan_text
from cxplanner.session.private_files import (
    Lock,
    holder_of,
    private_folder,
    private_name,
    read_private,
    state_folder,
    this_planner,
)
from cxplanner.session.workspace import Work
from cxplanner.text.words import counted, one_line
from cxplanner.toml.leftovers import TEMP_PREFIX
from cxplanner.toml.private import write_private

FOLDER: Final = "drafts"
OLD: Final = timedelta(days=90)
"""A draft that nobody asked for in so long is swept away."""
_LITTER: Final = timedelta(hours=1)
_VERSION: Final = 1
_NEW: Final = "new"


@dataclass(frozen=True, slots=True)
class Draft:
    """A plan with what is not saved of it.

    ``path`` is None for a plan without a file. ``base_text`` is what the edits began with, and
    ``base_digest`` that of its file. ``edits`` are the edits in words; ``typed`` is what stood in fields
    that were still open.
    """

    path: Path | None
    company: str
    base_digest: str | None
    base_text: str
    text: str
    edits: tuple[str, ...]
    typed: tuple[str, ...]
    when: datetime

    def headline(self, now: datetime) -> str:
        """What this is, in words: ``Unsaved changes of 07:41: 3 edits``."""
        when = self.when.astimezone()
        day = "" if when.date() == now.astimezone().date() else f"{when.day} {when:%B %Y}, "
        what = "Unsaved changes" if self.base_text else "A new plan, never saved,"
        held = [counted(len(self.edits), "edit")] if self.edits else []
        held += ["text typed into a field"] if self.typed else []
        return f"{what} of {day}{when:%H:%M}{': ' if held else ''}{' and '.join(held)}"


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """A draft that no running planner keeps any more, and its file."""

    file: Path
    draft: Draft


class DraftKeeper:
    """Keeps the draft of one planner up to date, from whichever thread; what was said last holds."""

    def __init__(self) -> None:
        self._busy = threading.Lock()
        self._key: str | None = None
        self._file: Path | None = None
        self._lock: Lock | None = None

    def keep(self, work: Work, typed: Sequence[str] = ()) -> Draft:
        """Write down what is not saved. Raises ``OSError`` where the state folder refuses."""
        source, base = work.source, work.base
        draft = Draft(
            path=work.path and Path(os.path.abspath(work.path)),  # noqa: PTH100 (a link keeps its name)
            company=work.plan.company.name,
            base_digest=work.digest,
            base_text=source.text if source is not None else plan_text(base) if base is not None else "",
            text=plan_text(work.plan),
            edits=work.edits,
            typed=tuple(typed),
            when=datetime.now(UTC),
        )
        with self._busy:
            before, lock, key = self._file, self._lock, _key(draft.path)
            folder = private_folder(FOLDER)
            if self._file is None or self._key != key:
                self._file, self._lock = _claimed(folder, key)
                self._key = key
            write_private(self._file, _json(draft).encode("utf-8", "surrogatepass"), _mode(draft.path))
            if before is not None and before != self._file:
                _remove(before, lock)
        return draft

    def drop(self) -> None:
        """Take the draft away: all of it is saved, or is not wanted."""
        with self._busy:
            if self._file is not None:
                _remove(self._file, self._lock)
            self._key = self._file = self._lock = None

    def adopt(self, left: LeftBehind) -> None:
        """Go on with a draft that was left behind: what is kept next takes its place."""
        with self._busy, suppress(OSError):
            lock = Lock.taken(left.file.with_suffix(".lock"), this_planner())
            if lock is not None:
                if self._file is not None:
                    _remove(self._file, self._lock)
                self._key, self._file, self._lock = _key(left.draft.path), left.file, lock


def _claimed(folder: Path, key: str) -> tuple[Path, Lock | None]:
    """A name for a draft that no other planner has, and no draft that was left behind; and its lock."""
    for number in count(1):
        file = folder / f"{key if number == 1 else f'{key}-{number}'}.json"
        try:
            lock = Lock.taken(file.with_suffix(".lock"), this_planner())
        except OSError:  # a disk without locks: a name that nobody else thinks of does as well
            break
        if lock is not None and not file.exists():
            return file, lock
        if lock is not None:
            lock.free()
    return folder / f"{key}-{secrets.token_hex(8)}.json", None


def left_behind(path: Path | None = None) -> tuple[LeftBehind, ...]:
    """The drafts that no planner keeps any more, the newest first; only those of a plan, if one is named."""
    wanted = None if path is None else _key(path)
    found = [
        LeftBehind(file, draft)
        for file in _files()
        if (wanted is None or file.stem.partition("-")[0] == wanted)
        and holder_of(file.with_suffix(".lock")) is None
        and (draft := _read(file)) is not None
    ]
    return tuple(sorted(found, key=lambda left: left.draft.when, reverse=True))


def discard(left: LeftBehind) -> None:
    """Throw a draft away that somebody does not want."""
    _remove(left.file, None)


def sweep_drafts(now: datetime) -> None:
    """Take away what nobody will ask for: very old drafts, and what an interrupted write left."""
    for left in left_behind():
        if now - left.draft.when > OLD:
            discard(left)
    with suppress(OSError):
        for litter in (state_folder() / FOLDER).iterdir():
            old = now - datetime.fromtimestamp(litter.lstat().st_mtime, UTC) > _LITTER
            unheld = litter.suffix == ".lock" and holder_of(litter) is None
            if old and (litter.name.startswith(TEMP_PREFIX) or unheld):
                litter.unlink()


def _files() -> Iterator[Path]:
    with suppress(OSError):
        yield from sorted((state_folder() / FOLDER).glob("*.json"))


def _key(path: Path | None) -> str:
    return _NEW if path is None else private_name(path)


def _mode(path: Path | None) -> int:
    """As private as the plan, and nobody else's in any case."""
    try:
        return 0o600 if path is None else path.stat().st_mode & 0o600 or 0o600
    except OSError:
        return 0o600


def _remove(file: Path, lock: Lock | None) -> None:
    with suppress(OSError):
        file.unlink()
    if lock is not None:
        lock.free()
    else:
        with suppress(OSError):
            file.with_suffix(".lock").unlink()


def _json(draft: Draft) -> str:
    said = {
        "version": _VERSION,
        "path": None if draft.path is None else str(draft.path),
        "company": draft.company,
        "base_digest": draft.base_digest,
        "base_text": draft.base_text,
        "text": draft.text,
        "edits": draft.edits,
        "typed": draft.typed,
        "when": draft.when.isoformat(),
    }
    return json.dumps(said)


def _read(file: Path) -> Draft | None:
    """The draft in a file; None where it holds none, which only another hand can have brought about."""
    try:
        said = json.loads(read_private(file))
        path, digest = said["path"], said["base_digest"]
        return Draft(
            path=None if path is None else Path(str(path)),
            company=one_line(str(said["company"])),
            base_digest=None if digest is None else str(digest),
            base_text=str(said["base_text"]),
            text=str(said["text"]),
            edits=tuple(map(str, said["edits"])),
            typed=tuple(map(str, said["typed"])),
            when=datetime.fromisoformat(said["when"]).astimezone(UTC),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, OverflowError):
        return None
