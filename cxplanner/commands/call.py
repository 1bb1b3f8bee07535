"""How a command reads its call: options in full, complaints in plain words, an example under the help."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Final, NoReturn

from cxplanner.commands.wrong import CallWrong
from cxplanner.text.override import override
from cxplanner.text.words import listed, nearest, one_line

_REWORDED: Final = (
    (re.compile(r"the following arguments are required: (.*)"), r"\1 is missing"),
    (re.compile(r"argument (\S+)[^:]*: expected one argument"), r"\1 needs a value"),
    (re.compile(r"argument (\S+)[^:]*: expected at least one argument"), r"\1 needs at least one value"),
    (re.compile(r"argument (\S+)[^:]*: ignored explicit argument .*"), r"\1 takes no value"),
    (re.compile(r"argument (\S+)[^:]*: not allowed with argument (\S+)"), r"\1 and \2 do not go together"),
    (re.compile(r"argument ([^:]+): (.*)", re.DOTALL), r"\1: \2"),
)


class Parser(argparse.ArgumentParser):
    """The options of one command. Raises :class:`CallWrong` where argparse would print and exit."""

    def __init__(self, command: str, about: str, example: str) -> None:
        super().__init__(
            prog=f"cxplanner {command}".strip(),
            description=about,
            epilog=f"Example:\n  {example}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )

    def read(self, words: Sequence[str], *, further: str = "") -> argparse.Namespace:
        """The options and arguments in these words. Raises :class:`CallWrong`.

        ``further`` is the list that takes arguments which come after options. An empty word is refused: as
        a path it would stand for the current folder and everything in it.
        """
        if any(not word.strip() for word in words):
            self.error("an argument is empty; name what you mean, . for the current folder")
        options, rest = self.parse_known_args(words)
        if further:
            getattr(options, further).extend(word for word in rest if not word.startswith("-"))
            rest = [word for word in rest if word.startswith("-")]
        if rest:
            self.error(self._unknown(rest[0]))
        return options

    @override
    def error(self, message: str) -> NoReturn:
        """Refuse the call, in plain words instead of argparse's."""
        for pattern, words in _REWORDED:
            if pattern.fullmatch(message):
                message = pattern.sub(words, message)
                break
        end = "" if message.endswith((".", "?")) else "."
        raise CallWrong(f"{one_line(message)}{end}\n{self.prog} --help shows how to call it.")

    def _unknown(self, word: str) -> str:
        if not word.startswith("-"):
            return f"{word} is one argument too many"
        option = word.partition("=")[0]
        near = nearest(option, self._option_string_actions)
        return f"there is no option {option}" + (f". Did you mean {near}?" if near else "")

    def plans(self) -> None:
        """Add PLAN…: files, or folders that hold some."""
        self.add_argument("plans", metavar="PLAN", nargs="+", type=Path, help="a plan, or a folder of plans")

    def templates(self) -> None:
        """Add --templates DIR."""
        self.add_argument(
            "--templates",
            metavar="DIR",
            type=folder,
            help="lay the templates in DIR over the shipped ones, instead of .cxplanner/templates",
        )


class OneOf:
    """A reader of an option that takes one of a few words, and names the nearest for any other."""

    def __init__(self, choices: Iterable[str]) -> None:
        self.choices: Final = tuple(choices)

    def __call__(self, word: str) -> str:
        """The word. Raises ``ArgumentTypeError`` for one that is no choice."""
        if word in self.choices:
            return word
        raise argparse.ArgumentTypeError(no_such("choice", word, self.choices))


def one_of(*choices: str) -> OneOf:
    """A reader of an option that takes one of these words."""
    return OneOf(choices)


def no_such(noun: str, word: str, choices: Iterable[str]) -> str:
    """The sentence that there is no such thing, with the nearest one there is, or else all of them."""
    known = list(choices)
    near = nearest(word, known)
    hint = f"Did you mean {near}?" if near else f"Choose {listed(known, 'or')}."
    return f"there is no {noun} {one_line(word)}. {hint}"


def no_such_rule(word: str) -> str:
    """The sentence that no rule has this code or name."""
    from cxplanner.gaps import all_rules

    names = [name for code, rule in all_rules().items() for name in (code, rule.name)]
    near = nearest(word, names) or nearest(word.upper(), names)
    hint = f"Did you mean {near}?" if near else "cxplanner rules lists them."
    return f"there is no rule {one_line(word)}. {hint}"


def known(noun: str, word: str, choices: Iterable[str]) -> str:
    """A word that must be one of these. Raises :class:`CallWrong` that names the nearest."""
    names = list(choices)
    if word not in names:
        raise CallWrong(no_such(noun, word, names))
    return word


def a_day(word: str) -> date:
    """A reader of an option that takes a date."""
    try:
        return date.fromisoformat(word)
    except ValueError:
        message = f"{one_line(word)} is not a date; write it like 2027-03-01"
        raise argparse.ArgumentTypeError(message) from None


def a_number(word: str) -> int:
    """A reader of an option that takes a whole number of at least 1."""
    if word.isascii() and word.isdigit() and 0 < len(word) < 16 and int(word) > 0:
        return int(word)
    raise argparse.ArgumentTypeError(f"{one_line(word)} is not a whole number of at least 1")


def folder(word: str) -> Path:
    """A reader of an option that takes a folder which is there."""
    path = Path(word)
    if not path.is_dir():
        raise argparse.ArgumentTypeError(f"there is no folder {one_line(word)}")
    return path
