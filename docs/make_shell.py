"""Writes ``docs/shell``: completion for three shells and the man page, made from the commands themselves."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Final, NoReturn
from unittest.mock import patch

import shtab

from cxplanner import VERSION
from cxplanner.commands import COMMANDS, OPEN
from cxplanner.commands.call import OneOf, Parser

FOLDER: Final = Path(__file__).parent / "shell"
_SHELLS: Final = {"bash": "cxplanner.bash", "zsh": "_cxplanner", "fish": "cxplanner.fish"}
MAN_PAGE: Final = "cxplanner.1"
_OF_VERSIONS: Final = ("diff", "merge")
"""Commands whose arguments are versions of a plan, which are files as a rule."""


class _Read(Exception):
    """The parser of a command is made, and about to read its call."""


def parsers() -> Mapping[str, Parser]:
    """Every command with its parser: as it is when the command is about to read its call."""
    return {name: _parser(name) for name in COMMANDS}


def _parser(name: str) -> Parser:
    caught: list[Parser] = []

    def read(parser: Parser, *_words: object, **_how: object) -> NoReturn:
        caught.append(parser)
        raise _Read

    with patch.object(Parser, "read", read):
        try:
            import_module(f"cxplanner.commands.{name.replace('-', '_')}").run(["--help"])
        except _Read:
            return caught[0]
    raise LookupError(f"{name} reads no call")


def texts() -> Mapping[str, str]:
    """The text of every file in ``docs/shell``, by its name."""
    known = parsers()
    root = argparse.ArgumentParser("cxplanner", description="Plans customer experience teams.")
    root.add_argument("--version", action="store_true", help="say which version this is")
    commands = root.add_subparsers(dest="command")
    for name, parser in known.items():
        one = commands.add_parser(name, help=COMMANDS[name].about, add_help=False, parents=[parser])
        for action in one._actions:  # noqa: SLF001 - argparse has no other way to ask
            _complete(name, action)
    found = {file: shtab.complete(root, shell) for shell, file in _SHELLS.items()}
    bash = _SHELLS["bash"]
    found[bash] = found[bash].replace("complete -o bashdefault -F", "complete -o bashdefault -o default -F")
    return {**found, MAN_PAGE: "\n".join(_man(known))}


def _complete(command: str, action: argparse.Action) -> None:
    """Tell what an argument is completed with: its choices, folders or files."""
    if isinstance(action.type, OneOf):
        action.choices = action.type.choices
    elif action.metavar == "DIR":
        action.complete = shtab.DIRECTORY  # type: ignore[attr-defined]
    elif action.type is Path or action.dest in ("plans", "schema_line") or _is_version(command, action):
        action.complete = shtab.FILE  # type: ignore[attr-defined]


def _is_version(command: str, action: argparse.Action) -> bool:
    return command in _OF_VERSIONS and not action.option_strings


def _man(known: Mapping[str, Parser]) -> Iterator[str]:
    yield f'.TH CXPLANNER 1 "" "cxplanner {VERSION}" "User Commands"'
    yield from (".SH NAME", r"cxplanner \- plan customer experience teams")
    yield from (".SH SYNOPSIS", r"\fBcxplanner\fR [\fIPLAN\fR]", ".br")
    yield r"\fBcxplanner\fR \fICOMMAND\fR ..."
    yield from (
        ".SH DESCRIPTION",
        "Plans customer experience (CX) teams: who is on them, who answers for what, what is",
    )
    yield "missing. A plan is one TOML file. Without a command the planner opens."
    yield ".SH COMMANDS"
    for name, parser in known.items():
        yield from _of_one(name, parser)
    yield from (".SH EXIT STATUS", "0 well, 1 gaps or differences found, 2 the input or the call is wrong.")
    yield from (".SH ENVIRONMENT", ".TP", r"\fBNO_COLOR\fR", "No colours, where it is set.")
    yield from (".TP", r"\fBCXPLANNER_GIT\fR", "0 lets git merge plans line by line once.")


def _of_one(name: str, parser: Parser) -> Iterator[str]:
    call = f"cxplanner {'' if name == OPEN else name}".rstrip()
    yield f".SS {_safe(f'{call} {COMMANDS[name].usage}'.rstrip())}"
    yield _safe(" ".join((parser.description or "").split()))
    for action in parser._actions:  # noqa: SLF001 - argparse has no other way to ask
        if action.dest == "help":
            continue
        words = ", ".join(action.option_strings) or str(action.metavar)
        value = f" {action.metavar}" if action.option_strings and action.metavar else ""
        yield from (".TP", rf"\fB{_safe(words)}\fR{_safe(value)}", _safe(str(action.help)))
    example = (parser.epilog or "").partition("\n")[2].strip()
    yield from (".PP", f"Example: {_safe(example)}")


def _safe(text: str) -> str:
    """Text in which troff finds nothing to do."""
    plain = text.replace("\\", "\\e").replace("-", "\\-").replace("…", "...")
    return f"\\&{plain}" if plain.startswith((".", "'")) else plain


def main() -> int:
    """Write the files."""
    FOLDER.mkdir(exist_ok=True)
    for name, text in texts().items():
        (FOLDER / name).write_text(text.rstrip("\n") + "\n", encoding="utf-8")
    print("The files in docs/shell are up to date.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
