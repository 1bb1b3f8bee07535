"""Saving so that nothing is ever lost: the file holds the old text or the new one, never a mixture.

The new text is written to a temporary file in the same folder, read back, and replaces the old one in a
single step. A symbolic link stays a link and its target is saved. Mode, owner and extended attributes
(including access control lists) are kept. A hard link is broken: the file's other name keeps the old text.
"""

from __future__ import annotations

import errno
import hashlib
import os
import secrets
import shutil
import stat
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, NamedTuple, TypeAlias

from cxplanner.text.errors import CxplannerError
from cxplanner.text.words import one_line
from cxplanner.toml.leftovers import TEMP_PREFIX, TEMP_SUFFIX, copy_attributes, sweep_leftovers
from cxplanner.toml.lock import held_folder

Reason = Literal["changed", "gone", "exists", "read-only", "not-a-file", "no-space", "io", "read-back"]

_BINARY: Final = getattr(os, "O_BINARY", 0)
_NO_WAITING: Final = getattr(os, "O_NONBLOCK", 0)
_CHUNK: Final = 1 << 20
_NO_HARD_LINKS: Final = frozenset(
    [errno.EPERM, errno.EACCES, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK]
)
_WORDS: Final[dict[int, tuple[Reason, str]]] = {
    errno.ENOSPC: ("no-space", "the disk is full"),
    errno.EDQUOT: ("no-space", "the disk is full: your share of it is used up"),
    errno.EFBIG: ("no-space", "the file would be larger than this system allows"),
    errno.EROFS: ("read-only", "the disk is read-only"),
    errno.EACCES: ("read-only", "you have no permission for the file or for the folder it is in"),
    errno.EPERM: ("read-only", "you have no permission for the file or for the folder it is in"),
    errno.EEXIST: ("exists", "the file exists already"),
    errno.EISDIR: ("not-a-file", "it is not an ordinary file"),
    errno.ENAMETOOLONG: ("io", "the name is too long"),
    errno.ELOOP: ("io", "its symbolic links form a loop"),
    errno.EAGAIN: ("io", "another program is saving in the same folder; try again"),
}


class SaveRefused(CxplannerError):
    """A save that was not made: the file is as it was. ``reason`` is for programs, the text for people.

    ``changed``: the file is not the one that was opened. ``gone``: it was deleted. ``exists``: a new file
    was wanted and there is one. ``read-only``: file, folder or disk may not be written. ``not-a-file``: a
    folder, a pipe or a device. ``no-space``: disk or quota is full. ``read-back``: what was written could
    not be read back as meant. ``io``: anything else, such as a missing folder or a failing disk.
    """

    def __init__(self, message: str, reason: Reason) -> None:
        super().__init__(message)
        self.reason = reason


def refuse_link(path: Path) -> None:
    """Refuse a name that is a link to another place, for files that nobody has opened by that name.

    Raises :class:`SaveRefused`.
    """
    if os.path.islink(path):  # noqa: PTH114 - unlike Path.is_symlink it answers for every name
        raise SaveRefused(
            f"{one_line(str(path))} is a link to another place; nothing is written through links. "
            "Remove it first, or choose another name.",
            "not-a-file",
        )


def save_text(
    path: Path,
    text: str,
    *,
    expected_digest: str | None,
    verify: Callable[[bytes], None] | None = None,
    force: bool = False,
) -> str:
    """Save a text whole or not at all, and return its digest: SHA-256 of the bytes, in hexadecimal.

    ``expected_digest`` is the digest of the file as it was opened; the save is refused if the file has
    changed since. None means a new file: an existing one is never overwritten, even if it appears at the
    last moment. ``force`` saves whatever the file holds and whether or not it exists, but never over a
    read-only file, a folder or a device. ``verify`` receives the bytes read back from the disk before they
    replace the old ones, and stops the save by raising; what it raises reaches the caller. Text that the
    file holds already is not written again.

    On a disk without hard links a new file's name is first claimed by an empty file; only a crash at
    that very moment leaves it empty.

    Raises :class:`SaveRefused`; then the file is as it was, and no temporary file is left behind.
    """
    with _in_plain_words(path):
        save = _Save(path, _target(path), _encoded(path, text), expected_digest, force)
        return save.run(verify)


Verify: TypeAlias = Callable[[bytes], None]
"""Looks at bytes read back from the disk before they take the old ones' place; stops the save by raising."""


class Replacement(NamedTuple):
    """What a file is to hold instead, if it is still the one with this digest."""

    text: str
    expected_digest: str
    verify: Verify | None = None


def save_all(texts: Mapping[Path, str | Replacement], *, force: bool = False) -> None:
    """Save several texts, or none: all are written beside their places before the first is put there.

    A text alone is a new file; ``force`` replaces those that are there. Raises :class:`SaveRefused` as
    :func:`save_text` does; then no file is there that was not there before, and each :class:`Replacement`
    is undone. What a file held that cannot be brought back stays beside it, and the refusal names it.
    """
    undo: list[tuple[Path, Path | None]] = []
    folders: set[Path] = set()
    asides: set[Path] = set()
    with ExitStack() as held, ExitStack() as beside:
        beside.callback(_all_unlinked, asides)
        try:
            waiting: list[tuple[_Save, Path]] = []
            for path, text in texts.items():
                new = Replacement(text, "") if isinstance(text, str) else text
                with _in_plain_words(path):
                    digest = new.expected_digest or None
                    save = _Save(path, _target(path), _encoded(path, new.text), digest, force)
                    if save.target.parent not in folders:
                        folder = held.enter_context(held_folder(save.target.parent))
                        held.callback(folder.sync)
                        folders.add(save.target.parent)
                    waiting.append((save, save.beside(save.allowed(), new.verify)))
                    beside.callback(_unlinked, waiting[-1][1])
            for save, temp in waiting:
                with _in_plain_words(save.path):
                    aside = _aside(save.target) if save.expected else None
                    if aside:
                        asides.add(aside)
                    if save.put(temp) or aside:
                        undo.append((save.target, aside))
        except BaseException as error:
            kept = [place for target, aside in undo for place in _undone(target, aside)]
            if kept:
                asides.difference_update(place for _, place in kept)
                raise _not_undone(error, kept) from error
            raise


def _all_unlinked(places: Iterable[Path]) -> None:
    for place in places:
        _unlinked(place)


def _undone(target: Path, aside: Path | None) -> Iterator[tuple[Path, Path]]:
    """Bring back what a file held; if that fails, the file and where its old text is kept instead."""
    try:
        aside.replace(target) if aside else target.unlink()
    except OSError:
        if aside:
            yield target, _kept(target, aside)


def _kept(target: Path, aside: Path) -> Path:
    """Give the only copy of an old text a name that no save takes for a leftover."""
    kept = target.parent / f"{target.name}.{secrets.token_hex(4)}.old"
    with suppress(OSError):
        return aside.rename(kept)
    return aside


def _not_undone(error: BaseException, kept: list[tuple[Path, Path]]) -> SaveRefused:
    places = (
        f"{one_line(str(target))} could not be brought back: what it held is in {one_line(str(place))}"
        for target, place in kept
    )
    reason = error.reason if isinstance(error, SaveRefused) else "io"
    return SaveRefused("\n".join([str(error) or "the save was broken off", *places]), reason)


def _aside(target: Path) -> Path:
    """The file under a second name beside it, so that it can be brought back."""
    aside = target.parent / f"{TEMP_PREFIX}{secrets.token_hex(8)}{TEMP_SUFFIX}"
    try:
        aside.hardlink_to(target)
    except OSError as error:
        if error.errno not in _NO_HARD_LINKS:
            raise
        shutil.copy2(target, aside)
    return aside


@dataclass(frozen=True)
class _Save:
    """One save under way."""

    path: Path
    target: Path
    data: bytes
    expected: str | None
    force: bool

    def run(self, verify: Callable[[bytes], None] | None) -> str:
        digest = hashlib.sha256(self.data).hexdigest()
        with held_folder(self.target.parent) as folder:
            old = self.allowed()
            if old is not None and digest == self.expected and not self.force:
                _verified(self.path, self.data, self.data, verify)
            else:
                self.put(self.beside(old, verify))
                folder.sync()
                sweep_leftovers(self.target.parent)
        return digest

    def allowed(self) -> os.stat_result | None:
        """The file to be replaced, None if there is none; refuses what must not be replaced."""
        try:
            old = self.target.stat()
        except FileNotFoundError:
            if self.expected is None or self.force:
                return None
            raise refused(self.path, "gone", "the file was deleted since it was opened") from None
        if not stat.S_ISREG(old.st_mode):
            raise refused(self.path, "not-a-file", "it is not an ordinary file")
        if self.expected is None and not self.force:
            raise refused(self.path, "exists", "the file exists already")
        if not old.st_mode & 0o222 or not os.access(self.target, os.W_OK):
            raise refused(self.path, "read-only", "the file is read-only")
        if not self.force and _digest_on_disk(self.target) != self.expected:
            raise refused(self.path, "changed", "the file changed on disk since it was opened")
        return old

    def beside(self, old: os.stat_result | None, verify: Callable[[bytes], None] | None = None) -> Path:
        """Write the text to a temporary file beside its target and read it back; the path of that file."""
        temp = self.target.parent / f"{TEMP_PREFIX}{secrets.token_hex(8)}{TEMP_SUFFIX}"
        flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | _BINARY
        descriptor = os.open(temp, flags, 0o666 if old is None else 0o600)
        try:
            written = _filled(descriptor, self.data, old, self.target)
            _verified(self.path, written, self.data, verify)
        except BaseException:
            _unlinked(temp)
            raise
        return temp

    def put(self, temp: Path) -> bool:
        """Move the temporary file into place; whether there was no file before."""
        try:
            still = self.allowed()
            if still is None and not self.force:
                _put_new(temp, self.target)
            else:
                temp.replace(self.target)
        finally:
            _unlinked(temp)
        return still is None


def _unlinked(path: Path) -> None:
    with suppress(OSError):
        path.unlink()


def _target(path: Path) -> Path:
    """The file itself, at the end of any chain of symbolic links; it need not exist."""
    if "\0" in str(path):
        raise refused(path, "io", "a name cannot hold a NUL character")
    return Path(os.path.realpath(path))


def _encoded(path: Path, text: str) -> bytes:
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise refused(path, "read-back", "it holds half a character, which no file can hold") from error


def _filled(descriptor: int, data: bytes, old: os.stat_result | None, target: Path) -> bytes:
    """Fill the new file, flush it to the disk and close it; the bytes it then holds."""
    try:
        if old is not None:
            _take_after(descriptor, old, target)
        rest = memoryview(data)
        while rest:
            count = os.write(descriptor, rest)
            if count == 0:
                raise OSError(errno.EIO, os.strerror(errno.EIO))
            rest = rest[count:]
        os.fsync(descriptor)
        os.lseek(descriptor, 0, os.SEEK_SET)
        written = b"".join(_chunks(descriptor))
    except BaseException:
        with suppress(OSError):
            os.close(descriptor)
        raise
    os.close(descriptor)
    return written


def _take_after(descriptor: int, old: os.stat_result, target: Path) -> None:
    """Give the new file the old one's owner, mode and attributes, as far as the system allows.

    If the group cannot be kept, our own group must not get more access than everybody has.
    """
    if sys.platform == "win32":
        return
    new, mode = os.fstat(descriptor), stat.S_IMODE(old.st_mode)
    ours = (new.st_uid, new.st_gid) != (old.st_uid, old.st_gid) and not _given(descriptor, old)
    if ours:
        mode = (mode & ~0o070) | (mode & 0o007) << 3
    if stat.S_IMODE(new.st_mode) != mode:
        os.fchmod(descriptor, mode)
    if not ours:  # an access control list would open it to our group again
        copy_attributes(target, descriptor)


def _given(descriptor: int, old: os.stat_result) -> bool:
    """Whether the file could be given to the old owner, or at least to the old group."""
    if sys.platform == "win32":
        return False
    for owner in (old.st_uid, -1):
        with suppress(PermissionError):
            os.fchown(descriptor, owner, old.st_gid)
            return True
    return False


def _verified(path: Path, written: bytes, meant: bytes, verify: Callable[[bytes], None] | None) -> None:
    if written != meant:
        raise refused(path, "read-back", "the disk did not give back what was written")
    if verify is not None:
        verify(written)


def _put_new(temp: Path, target: Path) -> None:
    """Give a new file its name, unless the name is taken."""
    try:
        target.hardlink_to(temp)
    except OSError as error:
        if error.errno not in _NO_HARD_LINKS:
            raise
        _claim(temp, target)


def _claim(temp: Path, target: Path) -> None:
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        os.close(descriptor)
        temp.replace(target)
    except OSError:
        with suppress(OSError):
            target.unlink()
        raise


def _digest_on_disk(target: Path) -> str:
    digest = hashlib.sha256()
    descriptor = os.open(target, os.O_RDONLY | _BINARY | _NO_WAITING)
    try:
        for chunk in _chunks(descriptor):
            digest.update(chunk)
    finally:
        with suppress(OSError):
            os.close(descriptor)
    return digest.hexdigest()


def _chunks(descriptor: int) -> Iterator[bytes]:
    while chunk := os.read(descriptor, _CHUNK):
        yield chunk


def refused(path: Path, reason: Reason, why: str) -> SaveRefused:
    """The refusal to save a file, naming it."""
    return SaveRefused(f"cannot save {one_line(str(path))}: {why}", reason)


@contextmanager
def _in_plain_words(path: Path) -> Iterator[None]:
    """Turn the system's refusals into words that a manager understands."""
    try:
        yield
    except OSError as error:
        raise refused(path, *_explained(error, path)) from error


def _explained(error: OSError, path: Path) -> tuple[Reason, str]:
    folder = Path(os.path.realpath(path)).parent
    if isinstance(error, (FileNotFoundError, NotADirectoryError)) and not folder.is_dir():
        trouble = "is not a folder" if folder.exists() else "does not exist"
        return "io", f"the folder {one_line(str(folder))} {trouble}"
    words = _WORDS.get(error.errno or 0)
    return words or ("io", f"the system reports: {error.strerror or error}")
