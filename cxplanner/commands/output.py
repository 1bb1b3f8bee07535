"""Where a command speaks: the answer on standard output, all remarks on standard error.

Widths and wrapping are for people: text that goes into a pipe or a file is never wrapped.
"""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Final

NARROWEST: Final = 30
"""Wrapping to less than this would make text harder to read, not easier."""

SLOW: Final = 0.5
"""After so many seconds people want to know how far it is."""


def answer(text: str) -> None:
    """Write lines of the command's answer."""
    sys.stdout.write(f"{text}\n")


def written(text: str) -> None:
    """Say that something was written, on standard error if the answer cannot be told."""
    try:
        answer(text)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError:
        remark(text)
        raise


def answer_exactly(text: str) -> None:
    """Write a file's text as the answer, with its own line ends and in UTF-8 whatever the terminal has."""
    sys.stdout.flush()
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:
        sys.stdout.write(text)
    else:
        buffer.write(text.encode("utf-8"))


def remark(text: str) -> None:
    """Write lines that go with the answer but are not part of it."""
    sys.stderr.write(f"{text}\n")


@contextmanager
def progress(words: str) -> Iterator[Callable[[int, int], None]]:
    """Says how far long work is, such as ``Tried: 3 of 40 …``; on a terminal alone, and gone at its end."""
    start, shown = time.monotonic(), False

    def told(done: int, of: int) -> None:
        nonlocal shown
        wanted = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
        if wanted and time.monotonic() - start > SLOW:
            shown = True
            sys.stderr.write(f"\r\x1b[K{words}: {done:,} of {of:,} …")
            sys.stderr.flush()

    try:
        yield told
    finally:
        if shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


def text_width() -> int | None:
    """The columns to wrap the answer to; None where it goes to no terminal."""
    if not sys.stdout.isatty():
        return None
    return max(NARROWEST, shutil.get_terminal_size().columns)


def wrapped(text: str, width: int | None, *, first: str = "", rest: str = "") -> str:
    """One paragraph, with ``first`` before its first line and ``rest`` before the others."""
    if width is None:
        return first + text
    import textwrap

    return textwrap.fill(
        text,
        width,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )


def bold(text: str) -> str:
    """Text in bold on a terminal that welcomes it; the words alone carry the meaning."""
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" or not sys.stdout.isatty()
    return text if plain else f"\x1b[1m{text}\x1b[0m"


def table(rows: Iterable[Sequence[str]]) -> str:
    """Rows with their columns aligned; the last column is as long as it likes."""
    cells = [list(row) for row in rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)][:-1]
    return "\n".join(
        "  ".join([*(f"{cell:{width}}" for cell, width in zip(row, widths, strict=False)), row[-1]]).rstrip()
        for row in cells
    )
