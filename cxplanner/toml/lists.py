"""A list over several lines, handled item by item so that each comment stays with its item."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import tomli

from cxplanner.toml.layout import value_text
from cxplanner.toml.statements import value_end

_BLANKS: Final = re.compile(r"[ \t\r\n]*")
_COMMENT: Final = re.compile(r"#[^\r\n]*")
_INDENT: Final = re.compile(r"\n([ \t]*)[^ \t\r\n]")


@dataclass(slots=True)
class ListItem:
    """One item as written, with the comment lines above it and the comment after it on its line."""

    text: str
    above: list[str] = field(default_factory=list)
    behind: str = ""


class ListText:
    """The items of a list with their comments; ``first`` is the comment after the opening bracket."""

    def __init__(self, text: str, newline: str) -> None:
        self.newline: Final = newline
        self.items: list[ListItem] = []
        self.first = ""
        self.last: list[str] = []
        """Comment lines above the closing bracket."""
        indent = _INDENT.search(text)
        self.indent = indent[1] if indent and not text.startswith("]", indent.end() - 1) else "    "
        self._scan(text)

    @property
    def has_comments(self) -> bool:
        """Whether there is a comment anywhere in the list."""
        return bool(self.first or self.last or any(item.above or item.behind for item in self.items))

    def become(self, old: Sequence[object], new: Sequence[object], names: Mapping[str, str]) -> None:
        """Change the items: each that stays keeps its comments, and so does one that is only reworded.

        ``old`` are the present values of the items, ``names`` maps old names to new ones.
        """
        wanted = {repr(value) for value in new}
        called = [repr(_called(value, names)) for value in old]
        called = [to if to in wanted else repr(value) for value, to in zip(old, called, strict=True)]
        left: dict[str, list[ListItem]] = {}
        for name, value, item in zip(called, old, self.items, strict=True):
            if name != repr(value):
                item.text = self._text(_called(value, names))
            left.setdefault(name, []).append(item)
        items: list[ListItem] = []
        for number, value in enumerate(new):
            if left.get(repr(value)):
                items.append(left[repr(value)].pop(0))
            elif len(old) == len(new) and called[number] not in wanted:
                item = self.items[number]
                items.append(ListItem(self._text(value), item.above, item.behind))
            else:
                items.append(ListItem(self._text(value)))
        self.items = items

    def spelled(self, indent: str = "") -> str:
        """The list with a line for each item; ``indent`` is the indent of the line it begins on."""
        if not (self.items or self.has_comments):
            return "[]"
        lines = [f"[ {self.first}".rstrip()] if self.first else ["["]
        for item in self.items:
            lines += [f"{self.indent}{comment}" for comment in item.above]
            lines.append(f"{self.indent}{item.text},{f' {item.behind}' if item.behind else ''}")
        lines += [f"{self.indent}{comment}" for comment in self.last]
        return self.newline.join([*lines, f"{indent}]"])

    def _text(self, value: object) -> str:
        return value_text(value).replace("\n", self.newline)

    def _scan(self, text: str) -> None:
        at, waiting, fresh_line = 1, list[str](), False
        while True:
            blanks = _BLANKS.match(text, at)
            end = blanks.end() if blanks else at
            fresh_line = fresh_line or "\n" in text[at:end]
            at = end
            if comment := _COMMENT.match(text, at):
                if fresh_line:
                    waiting.append(comment.group().rstrip())
                elif self.items:
                    self.items[-1].behind = f"{self.items[-1].behind} {comment.group().rstrip()}".strip()
                else:
                    self.first = comment.group().rstrip()
                at = comment.end()
            elif text.startswith("]", at):
                self.last = waiting
                return
            elif text.startswith(",", at):
                at += 1
            else:
                end = value_end(text, at)
                self.items.append(ListItem(text[at:end], waiting))
                at, waiting, fresh_line = end, [], False


def _called(value: object, names: Mapping[str, str]) -> object:
    return names.get(value, value) if isinstance(value, str) else value


def changed_list(
    text: str, new: Sequence[object], names: Mapping[str, str], newline: str, indent: str
) -> str | None:
    """The text of a list changed to hold other items; None for a one-line list, which is simply rewritten."""
    if "\n" not in text:
        return None
    items = ListText(text, newline)
    items.become(tomli.loads(f"x = {text}")["x"], new, names)
    return items.spelled(indent)
