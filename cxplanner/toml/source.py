"""Reads the text of a file, whatever the file turns out to be."""

from __future__ import annotations

import codecs
import hashlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from cxplanner.toml.problems import FileProblems, NoText, Problem

MOST_BYTES: Final = 5_000_000
"""No plan comes near this size; a larger file was picked by mistake."""

_MAGIC: Final[tuple[tuple[bytes, str], ...]] = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a zip archive or an office document (xlsx, docx)"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\xd0\xcf\x11\xe0", "an old office document (xls, doc)"),
    (b"SQLite format 3", "a database"),
    (b"\x7fELF", "a program"),
)
_WIDE_MARKS: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)
_SAVE_AS_UTF8: Final = "Open it in an editor and save it with the encoding UTF-8."


@dataclass(frozen=True, slots=True)
class Source:
    """The text of a file, and what is needed to recognise the file and to write it back in the same form.

    ``text`` keeps its line endings but not a byte order mark; ``digest`` is the SHA-256 of the raw bytes;
    ``newline`` is the line ending of the first line.
    """

    path: Path
    text: str
    digest: str
    bom: bool
    newline: Literal["\n", "\r\n"]


def read_source(path: Path) -> Source:
    """Read a text file; anything that is not readable text is refused in plain words.

    Never waits for a pipe or a device. Raises :class:`FileProblems`: :class:`NoText` if there is nothing to
    read.
    """
    return source_from_bytes(_read_bytes(path), path)


def source_from_bytes(raw: bytes, path: Path) -> Source:
    """The text in bytes already read from ``path``; otherwise like :func:`read_source`.

    Raises :class:`FileProblems`.
    """
    if len(raw) > MOST_BYTES:
        raise FileProblems.whole(
            path, f"this file is larger than {MOST_BYTES // 1_000_000} MB, more than can be read"
        )
    for magic, name in _MAGIC:
        if raw.startswith(magic):
            raise FileProblems.whole(path, f"this is {name}, not a text file that cxplanner can read")
    if _looks_wide(raw[:4_000]):
        raise FileProblems.whole(path, "this is not UTF-8 text (it looks like UTF-16)", _SAVE_AS_UTF8)
    text = _decoded(path, raw)
    if not text.strip("\ufeff \t\r\n"):
        raise NoText.whole(path, "this file is empty")
    return _source(path, text, raw)


def source_from_text(text: str, path: Path) -> Source:
    """Text that is already in memory, as if it had been read from ``path``."""
    return _source(path, text, text.encode("utf-8", "surrogatepass"))


def _source(path: Path, text: str, raw: bytes) -> Source:
    first_break = text.find("\n")
    windows = first_break > 0 and text[first_break - 1] == "\r"
    return Source(
        path=path,
        text=text.removeprefix("\ufeff"),
        digest=hashlib.sha256(raw).hexdigest(),
        bom=text.startswith("\ufeff"),
        newline="\r\n" if windows else "\n",
    )


def _read_bytes(path: Path) -> bytes:
    try:
        _refuse_unless_regular(path, path.stat().st_mode)
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with open(descriptor, "rb") as file:  # noqa: PTH123 (a descriptor, not a path)
            _refuse_unless_regular(path, os.fstat(descriptor).st_mode)
            raw = file.read(MOST_BYTES + 1)
    except FileNotFoundError as error:
        raise NoText.whole(path, "there is no such file") from error
    except PermissionError as error:
        hint = "Ask the file's owner, or look at its permissions."
        raise FileProblems.whole(path, "you are not allowed to read this file", hint) from error
    except (OSError, ValueError) as error:
        said = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise FileProblems.whole(path, f"this file cannot be read: {said}") from error
    return raw


def _refuse_unless_regular(path: Path, mode: int) -> None:
    if stat.S_ISDIR(mode):
        raise FileProblems.whole(path, "this is a folder, not a file", "Name a file inside it.")
    if not stat.S_ISREG(mode):
        raise FileProblems.whole(path, "this is a pipe or a device, not a file")


def _looks_wide(start: bytes) -> bool:
    """Whether text has two or four bytes for each character: then at least every other byte is zero."""
    return start.startswith(_WIDE_MARKS) or len(start) // 5 < start.count(0) < len(start) * 4 // 5


def _decoded(path: Path, raw: bytes) -> str:
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8")
        message = (
            f"this byte is not UTF-8 text (0x{raw[error.start]:02x}; "
            "the file looks like Latin-1 or Windows-1252)"
        )
        raise FileProblems([_placed(path, before, message, _SAVE_AS_UTF8)]) from error
    zero = text.find("\0")
    if zero >= 0:
        message = "this holds a zero byte, so it is not a text file, or a damaged one"
        raise FileProblems([_placed(path, text[:zero], message, None)])
    return text


def _placed(path: Path, before: str, message: str, hint: str | None) -> Problem:
    column = len(before) - (before.rfind("\n") + 1) + 1
    return Problem(str(path), before.count("\n") + 1, column, "", message, hint)
