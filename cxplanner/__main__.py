"""The ``cxplanner`` program: finds the command that was asked for, runs it, and says plainly what failed.

Only what every command needs is imported here, since each start pays for it.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Final

from cxplanner import VERSION
from cxplanner.commands import COMMANDS, OPEN, ExitCode

INTERRUPTED: Final = 130
"""What shells expect of a program that ctrl+C stopped."""
PIPE_CLOSED: Final = 141
"""What shells expect of a program whose reader went away."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command that the arguments name, and answer with the exit status.

    Without ``argv`` the process is ours: it takes the program's own arguments, and starts without
    garbage collection: commands are over before it pays, the planner turns it on after its first paint.
    """
    own_process = argv is None
    words = sys.argv[1:] if argv is None else list(argv)
    if own_process:
        _prepare()
    try:
        status = _run(words)
        _flush()
    except KeyboardInterrupt:
        status = INTERRUPTED
    except BrokenPipeError:
        _close_output()
        status = PIPE_CLOSED
    except OSError as error:
        status = _failed(_in_words(error))
        if own_process:
            _close_output()
    if own_process and _is_headless(words):
        _leave(status)
    return int(status)


def _leave(status: int) -> None:
    """End the process at once: everything is written, and taking the program apart takes time."""
    if sys.gettrace() is None and sys.getprofile() is None:
        os._exit(status)


def _prepare() -> None:
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")
    gc.disable()
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:  # closed by whoever started us
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def _is_headless(words: Sequence[str]) -> bool:
    command = COMMANDS.get(words[0]) if words else None
    return command is not None and command.headless


def _run(words: Sequence[str]) -> int:
    from cxplanner.text.errors import CxplannerError

    try:
        return _dispatch(words)
    except CxplannerError as error:
        return _failed(_in_brief(error))
    except SystemExit as stop:  # the help of a command ends like this
        return stop.code if isinstance(stop.code, int) else ExitCode.WELL


def _dispatch(words: Sequence[str]) -> int:
    first = words[0] if words else ""
    if first in ("-h", "--help"):
        sys.stdout.write(usage())
        return ExitCode.WELL
    if first == "--version" and len(words) > 1:
        return _failed("--version takes no argument.")
    if first == "--version":
        sys.stdout.write(f"cxplanner {VERSION}\n")
        return ExitCode.WELL
    if first in COMMANDS:
        return _command(first, words[1:])
    if not words or first.startswith("-") or _names_a_plan(first):
        return _command(OPEN, words)
    return _failed(_unknown(first))


def _command(name: str, words: Sequence[str]) -> int:
    return int(import_module(f"cxplanner.commands.{name.replace('-', '_')}").run(list(words)))


def _names_a_plan(word: str) -> bool:
    separators = {os.sep, os.altsep or os.sep}
    return word.endswith(".toml") or any(s in word for s in separators) or os.path.lexists(word)


def _unknown(word: str) -> str:
    from cxplanner.text.words import nearest, one_line

    near = nearest(word, COMMANDS)
    hint = f"Did you mean {near}?" if near else "cxplanner --help lists the commands."
    return f"there is no command {one_line(word)}, and no such file. {hint}"


def usage() -> str:
    """The help of the program as a whole: every command with a line of its own."""
    calls = {name: f"{name} {command.usage}".rstrip() for name, command in COMMANDS.items()}
    width = max(map(len, calls.values()))
    lines = [f"  {call:{width}}  {COMMANDS[name].about}" for name, call in calls.items()]
    return "\n".join(
        [
            "cxplanner plans customer experience (CX) teams: who is on them, who answers for what, what is",
            "missing.",
            "",
            "usage: cxplanner [PLAN]",
            "       cxplanner COMMAND …",
            "",
            "commands:",
            *lines,
            "",
            "  --version  say which version this is",
            "  --help     this text; cxplanner COMMAND --help says more about one command",
            "",
            "Exit status: 0 well, 1 gaps or differences found, 2 the input or the call is wrong.",
            "",
            "Example:",
            '  cxplanner new team.toml --company "Northwind Outfitters" --scale enterprise',
            "",
        ]
    )


def _failed(message: str) -> int:
    sys.stderr.write(f"cxplanner: {message}\n")
    return ExitCode.WRONG


def _in_words(error: OSError) -> str:
    from cxplanner.text.words import one_line

    what = error.strerror or str(error) or type(error).__name__
    return one_line(f"{error.filename}: {what}" if error.filename else what)


def _in_brief(error: Exception) -> str:
    """What an error says; of a file with very many problems only the first."""
    from cxplanner.text.words import counted
    from cxplanner.toml.problems import FileProblems

    if not isinstance(error, FileProblems) or len(error.problems) == 1:
        return str(error)
    from cxplanner.commands.loading import problem_lines

    return f"{counted(len(error.problems), 'problem')}\n{problem_lines(error)}"


def _flush() -> None:
    sys.stdout.flush()
    sys.stderr.flush()


def _close_output() -> None:
    """Send what is left to nowhere, so that Python does not complain about it while it ends."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
    except (OSError, ValueError):
        return


if __name__ == "__main__":
    sys.exit(main())
