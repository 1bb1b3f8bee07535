"""Splits a TOML text into statements (headers and keys), each with the comments that belong to it.

Comment lines directly above a statement belong to it, and so does a comment at the end of its line. Comment
lines directly below the last line of a table, before a blank line, belong to the table. All others are free:
they stay where they are, whatever happens to their neighbours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, TypeAlias

import tomli

from cxplanner.text.errors import CxplannerError
from cxplanner.toml.locate import BARE, STRING

Keys: TypeAlias = tuple[str, ...]
"""The path to a table or a key: the names of the tables it is in, and its own."""
Span: TypeAlias = tuple[int, int]

_LOOSE: Final = re.compile(r"[ \t]*(?:#[^\n]*)?\r?\n")
_BLANKS: Final = re.compile(r"[ \t]*")
_REST: Final = re.compile(r"[ \t]*(?:#[^\n]*)?\r?\n")
_SCALAR: Final = re.compile(r"[^\s,\[\]{}#](?:[^,\[\]{}#\r\n]*[^\s,\[\]{}#])?")
_PLAIN_HEADER: Final = re.compile(r"\[([A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*)\][ \t]*(?:#[^\n]*)?\r?\n")
_PLAIN_PAIR: Final = re.compile(
    r"([A-Za-z0-9_-]+) = "
    r"""("[^"\\\n]*"|[0-9a-z.-]+|\[(?:"[^"\\\n]*"(?:, )?)*\])"""
    r"[ \t]*(?:#[^\n]*)?\r?\n"
)
"""Nearly every line of a file has one of these two forms, which are matched fast."""
_INSIDE: Final = re.compile(rf"(?P<open>[\[{{])|(?P<close>[\]}}])|{STRING.pattern}|#[^\n]*|[^\[\]{{}}\"'#]+")


_STRING_OR_COMMENT: Final = re.compile(rf"{STRING.pattern}|(?P<comment>#[^\r\n]*)")


def comments_in(text: str) -> list[str]:
    """All comments of a TOML text in order, without trailing spaces."""
    if "#" not in text:
        return []
    found = (match["comment"] for match in _STRING_OR_COMMENT.finditer(text))
    return [comment.rstrip() for comment in found if comment]


class NotUnderstood(CxplannerError):
    """A text has a layout that is not handled here."""


@dataclass(slots=True)
class Statement:
    """A header, or a key with its value: whole lines with everything on them.

    ``names`` and ``value`` are spans in ``text``; a header has no value. ``above`` holds the comment lines
    that belong to it, ``gap`` the free lines between it and the statement before.
    """

    place: Keys
    text: str
    names: list[Span]
    value: Span | None = None
    above: str = ""
    gap: str = ""

    @property
    def value_text(self) -> str:
        """The value as written; empty for a header."""
        return self.text[slice(*self.value)] if self.value else ""

    @property
    def comment(self) -> str:
        """The comment after the value or header, on its last line; empty if there is none."""
        end = self.value[1] if self.value else self.text.index("]", self.names[-1][1]) + 1
        return self.text[end:].strip()

    def spell(self, value: str) -> None:
        """Replace this key's value."""
        start, end = self.value or (0, 0)
        self.text = f"{self.text[:start]}{value}{self.text[end:]}"
        self.value = start, start + len(value)

    def rename(self, number: int, name: str) -> None:
        """Replace one of this statement's names."""
        start, end = self.names[number]
        self.text = f"{self.text[:start]}{name}{self.text[end:]}"
        by = len(name) - (end - start)
        self.names[number] = start, start + len(name)
        self.names[number + 1 :] = [(s + by, e + by) for s, e in self.names[number + 1 :]]
        if self.value:
            self.value = self.value[0] + by, self.value[1] + by


@dataclass(slots=True)
class Section:
    """A header with the keys below it, or, without a header, what is above the first one.

    ``tail`` holds the comments directly below its last line.
    """

    header: Statement | None
    pairs: list[Statement] = field(default_factory=list)
    tail: str = ""

    @property
    def place(self) -> Keys:
        """The table that its keys are in."""
        return self.header.place if self.header else ()

    def statements(self) -> Iterator[Statement]:
        """Its header and its keys."""
        if self.header:
            yield self.header
        yield from self.pairs


class TomlText:
    """A text that a parser has accepted, as sections that can be changed and joined again.

    Joined unchanged it is the same text, character for character. Raises :class:`NotUnderstood` for a text
    with a list of tables, whose items have no names.
    """

    def __init__(self, text: str) -> None:
        first = text.find("\n")
        self.newline: Final = "\r\n" if first > 0 and text[first - 1] == "\r" else "\n"
        self._unended = not text.endswith("\n")
        self._text = f"{text}{self.newline}" if self._unended else text
        self.sections: list[Section] = [Section(None)]
        self.end = ""
        """The free lines at the end."""
        self._scan()

    def joined(self) -> str:
        """The text as it is now."""
        parts: list[str] = []
        for section in self.sections:
            for statement in section.statements():
                parts += (statement.gap, statement.above, statement.text)
            parts.append(section.tail)
        text = "".join([*parts, self.end])
        return text.removesuffix(self.newline) if self._unended else text

    def find(self, place: Keys) -> tuple[Section, int] | None:
        """Where the key of that place is."""
        for section in self.sections:
            if section.place == place[: len(section.place)]:
                for number, pair in enumerate(section.pairs):
                    if pair.place == place:
                        return section, number
        return None

    def _scan(self) -> None:
        at = 0
        while True:
            start = at
            while at < len(self._text) and (loose := _LOOSE.match(self._text, at)):
                at = loose.end()
            below, gap, above = _shared_out(self._text[start:at])
            if at >= len(self._text):
                last = self.sections[-1]
                last.tail, self.end = (below, gap + above) if gap else (above, "")
                return
            statement, at = scanned(self._text, at, self.sections[-1].place)
            statement.above = above
            if statement.value is None:
                self.sections[-1].tail, statement.gap = below, gap
                self.sections.append(Section(statement))
            else:
                statement.gap = below + gap
                self.sections[-1].pairs.append(statement)


def _shared_out(lines: str) -> tuple[str, str, str]:
    """Splits the lines between two statements: those of the one before, free ones, those of the one after.

    If no blank line separates them, all belong to the one after.
    """
    if not lines:
        return "", "", ""
    each = [f"{line}\n" for line in lines.removesuffix("\n").split("\n")]
    up = len(each)
    while up and each[up - 1].strip():
        up -= 1
    down = 0
    while down < up and each[down].strip():
        down += 1
    return "".join(each[:down]), "".join(each[down:up]), "".join(each[up:])


def scanned(text: str, start: int, table: Keys) -> tuple[Statement, int]:
    """The statement that begins here below the header of a table, and where the next line begins."""
    if plain := _PLAIN_PAIR.match(text, start):
        names = [(plain.start(1) - start, plain.end(1) - start)]
        span = plain.start(2) - start, plain.end(2) - start
        return Statement((*table, plain[1]), plain.group(), names, span), plain.end()
    if plain := _PLAIN_HEADER.match(text, start):
        return Statement(tuple(plain[1].split(".")), plain.group(), _dotted_spans(plain[1])), plain.end()
    at = _after(_BLANKS, text, start)
    header = text.startswith("[", at)
    if text.startswith("[[", at):
        raise NotUnderstood("it holds a list of tables")
    names, words, at = _names(text, at + 1 if header else at)
    if header:
        end = _after(_REST, text, _past("]", text, at))
        place: Keys = tuple(words)
        value = None
    else:
        begin = _after(_BLANKS, text, _past("=", text, at))
        stop = value_end(text, begin)
        end = _after(_REST, text, stop)
        place, value = (*table, *words), (begin - start, stop - start)
    spans = [(begin - start, stop - start) for begin, stop in names]
    return Statement(place, text[start:end], spans, value), end


def _dotted_spans(path: str) -> list[Span]:
    """Where the names of a plain header are, after its bracket."""
    spans: list[Span] = []
    at = 1
    for name in path.split("."):
        spans.append((at, at + len(name)))
        at += len(name) + 1
    return spans


def _names(text: str, at: int) -> tuple[list[Span], list[str], int]:
    spans: list[Span] = []
    words: list[str] = []
    while True:
        at = _after(_BLANKS, text, at)
        match = BARE.match(text, at) or STRING.match(text, at)
        if not match:
            raise NotUnderstood("it has a key that is not understood")
        spans.append(match.span())
        words.append(_name(match.group()))
        at = _after(_BLANKS, text, match.end())
        if not text.startswith(".", at):
            return spans, words, at
        at += 1


def _name(spelled: str) -> str:
    return str(tomli.loads(f"x = {spelled}")["x"]) if spelled[0] in "\"'" else spelled


def value_end(text: str, at: int) -> int:
    """Where the value that begins here ends."""
    match = (STRING if text[at : at + 1] in ('"', "'") else _SCALAR).match(text, at)
    if match:
        return match.end()
    depth = 0
    while True:
        match = _INSIDE.match(text, at)
        if not match:
            raise NotUnderstood("it has a value that is not understood")
        at = match.end()
        depth += (match["open"] is not None) - (match["close"] is not None)
        if not depth:
            return at


def _past(sign: str, text: str, at: int) -> int:
    if not text.startswith(sign, at):
        raise NotUnderstood(f"there is no {sign} where one should be")
    return at + len(sign)


def _after(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    if not match:
        raise NotUnderstood("it has a line that is not understood")
    return match.end()
