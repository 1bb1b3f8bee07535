"""The person's own editor: the planner steps aside while it runs, and takes over what was written in it."""

from __future__ import annotations

import os
import re
import shlex
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from textual.app import App, SuspendNotSupported

from cxplanner.text.errors import CxplannerError
from cxplanner.text.words import one_line

LARGEST: Final = 100_000
"""A text of more bytes than this is not taken over."""
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_PLUS: Final = frozenset(
    [
        *("vi", "vim", "nvim", "view", "vim.basic", "vim.tiny", "nano", "rnano", "pico", "emacs"),
        *("emacsclient", "mg", "micro", "joe", "jed", "ne", "kak", "ed", "mcedit", "gedit"),
    ]
)
_COLON: Final = frozenset(["hx", "helix", "subl", "zed"])
"""Editors that go to a line by ``+LINE``, and those that do by ``FILE:LINE``."""


class EditorRefused(CxplannerError):
    """The editor cannot be used, or what it wrote cannot be taken over; the message says why."""


def editor_command() -> list[str]:
    """The editor that the environment names, with its arguments. Raises :class:`EditorRefused`."""
    for name in ("VISUAL", "EDITOR"):
        words = os.environ.get(name, "")
        try:
            command = shlex.split(words)
        except ValueError:
            raise EditorRefused(f"{name} cannot be read as a command: {one_line(words)}") from None
        if command:
            return command
    raise EditorRefused("No editor is set. Set the variable EDITOR, to nano for instance, and start again.")


def at_line(command: Sequence[str], path: Path, line: int) -> list[str]:
    """The command to open a file, at a line where this editor is known to take one."""
    program = Path(command[0]).name.removesuffix(".exe")
    if line > 1 and program in _PLUS:
        return [*command, f"+{line}", str(path)]
    if line > 1 and program in _COLON:
        return [*command, f"{path}:{line}"]
    return [*command, str(path)]


def edit_file(app: App[Any], path: Path, *, line: int = 1) -> None:
    """Open a file in the editor and wait until it is left. Raises :class:`EditorRefused`."""
    command = editor_command()
    program = one_line(command[0])
    try:
        with app.suspend():  # an exception in here would leave the terminal to nobody
            ended = _waited_for(at_line(command, path.absolute(), line))
    except SuspendNotSupported:
        raise EditorRefused("An editor can only be opened in a terminal, not here.") from None
    if isinstance(ended, str):
        raise EditorRefused(f"The editor {program} cannot be started: {ended}.")
    if ended:
        raise EditorRefused(f"The editor {program} ended with an error ({ended}); nothing was taken over.")


def _waited_for(command: list[str]) -> int | str:
    """Run a command to its end; answers its exit status, or why it cannot be started.

    What interrupts the editor does not interrupt the planner that waits for it.
    """
    signals = (signal.SIGINT, signal.SIGQUIT) if sys.platform != "win32" else (signal.SIGINT,)
    before = {number: signal.signal(number, lambda *_: None) for number in signals}
    try:
        return subprocess.run(command, check=False).returncode  # noqa: S603 (it is her own editor)
    except OSError as error:
        return error.strerror or "it cannot be run"
    except ValueError:
        return "its name cannot be used"
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def edited(app: App[Any], text: str) -> str:
    """A text as the editor leaves it; nobody else can read it meanwhile. Raises :class:`EditorRefused`."""
    try:
        with tempfile.TemporaryDirectory(prefix="cxplanner-") as folder:
            path = Path(folder) / "text.txt"  # the folder is ours alone, and so is the file
            path.touch(mode=0o600)
            path.write_text(f"{text}\n", encoding="utf-8")
            edit_file(app, path)
            return _read_back(path)
    except OSError as error:
        why = error.strerror or "it cannot be written"
        raise EditorRefused(f"The text cannot be handed to the editor: {why}.") from None


def _read_back(path: Path) -> str:
    if path.stat().st_size > LARGEST:
        raise EditorRefused(f"This text is longer than {LARGEST:,} bytes; it was not taken over.")
    try:
        text = path.read_bytes().decode("utf-8").removeprefix("\ufeff").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise EditorRefused("This text is not in UTF-8; it was not taken over.") from None
    if found := _CONTROL.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise EditorRefused(f"Line {line} holds a control character; the text was not taken over.")
    return text.rstrip()
