"""The usual slips of people who write TOML by hand, known by the line on which the parser stopped."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, NamedTuple

from cxplanner.text.numbers import in_toml
from cxplanner.text.words import LONGEST_QUOTE, nearest, one_line, short
from cxplanner.toml.locate import Locator, dotted
from cxplanner.toml.problems import Problem
from cxplanner.toml.source import Source


class _Stop(NamedTuple):
    """Where the parser stopped, and what it said."""

    path: str
    text: str
    said: str
    line: int
    column: int

    @property
    def line_text(self) -> str:
        lines = self.text.split("\n")
        return lines[self.line - 1].rstrip("\r") if self.line <= len(lines) else ""

    @property
    def offset(self) -> int:
        return sum(len(line) + 1 for line in self.text.split("\n")[: self.line - 1]) + self.column - 1

    def here(self, message: str, hint: str | None = None) -> Problem:
        return self.at(self.line, self.column, message, hint)

    def at(self, line: int, column: int, message: str, hint: str | None = None) -> Problem:
        return Problem(self.path, line, column, "", message, hint)


_BREAKS: Final = frozenset(
    f"{said} {sign!r}" for said in ("Illegal character", "Found invalid character") for sign in "\r\n"
)
_QUOTES: Final = 'Longer texts stand between """ and """.'
_CONFLICT: Final = re.compile(r"^(?:<{7}|>{7}|\|{7}|={7})(?:[ \r].*)?$", re.MULTILINE)
_CURLY_SIGNS: Final = "“”„‟«»‘’‚"
# No possessive quantifier stands on a group: before Python 3.11.5 they match wrongly (gh-106052).
_QUOTED_OR_CURLY: Final = re.compile(rf"""[{_CURLY_SIGNS}]|'[^']*+'|"[^"\\]*+(?:\\.[^"\\]*+)*"|\"""")
_APOSTROPHES_OR_CURLY: Final = re.compile(rf"[{_CURLY_SIGNS}]|'[^']*+'")
_COLON_PAIR: Final = re.compile(r"""\s*(?:-\s+)?["']?([\w-]+)["']?\s*:""")
_BLANK_KEY: Final = re.compile(r"\s*([\w-]+(?:[ \t]+[\w-]+)+)\s*=")
_ANY_KEY: Final = re.compile(r"\s*+([^\s=\"'#\[]++)\s*+=")
_HEADER_LINE: Final = re.compile(r"\s*\[\[?[\w.\"' -]+\]\]?\s*(?:#.*)?$")
_PAIR_LINE: Final = re.compile(r"\s*[\w\"'.-]+\s*=")
_MULTI_LINE_QUOTES: Final = re.compile(r'"""|\'\'\'')
_VALUES: Final[tuple[tuple[str, str, str | None], ...]] = (
    (r"(?:True|TRUE|[Yy]es|YES|[Oo]n|ON)", "true is written in lower case and without quotes", "Write true."),
    (
        r"(?:False|FALSE|[Nn]o|NO|[Oo]ff|OFF)",
        "false is written in lower case and without quotes",
        "Write false.",
    ),
    (r"(?:null|None|nil|NULL|~|n/a|N/A)", "there is no word for an empty value", "Leave the whole line out."),
    (
        r"[+-]?[1-9]\d{0,2}(?:[ .,'’_]\d{3})+(?:[.,]\d+)?",
        "a large number is written without marks in it",
        "Write {number}.",
    ),
    (r"[+-]?\d+,\d+", "a number has a decimal point, not a comma", "Write {number}."),
    (
        r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}",
        "a day is written year-month-day",
        "Write it like 2027-03-01, without quotes.",
    ),
    (
        r"\d{4}[./-]\d{1,2}[./-]\d{1,2}",
        "a day is written with two digits each and hyphens",
        "Write it like 2027-03-01.",
    ),
    (
        r"[+-]?\d[\d.]*\s*(?:%|€|\$|£|[A-Za-z]+)",
        "a number stands alone, without its unit",
        "Write only the number.",
    ),
    (r"[€$£]\s*\d.*", "a number stands alone, without its unit", "Write only the number."),
    (
        r"0\d+",
        "a number does not begin with 0",
        'Leave the 0 out, or put it in quotes if it is a name: "{value}".',
    ),
    (
        r"(?:[^,;]*[^,;\s]|[\"'].*[\"'])\s*[,;]",
        "nothing may follow the value",
        "Leave out the {last} at the end.",
    ),
    (
        r"(?:\"[^\"]*\"|'[^']*')(?:\s*,\s*(?:\"[^\"]*\"|'[^']*'))+",
        "a list is written between [ and ]",
        "Write [{value}].",
    ),
    (r"-\s+.*", "the entries of a list are parted by commas, without hyphens", 'Write it like ["a", "b"].'),
    (r"\S+\s+[\w-]+\s*=.*", "there are two keys on one line", "Begin a new line for each key = value."),
    (r"'.*", "a text with an apostrophe needs double quotes", 'Write it like "it\'s".'),
    (r"\"[^\"]*\"\w.*", "a quote inside a text ends the text", "Use ' inside the text, or write \\\" there."),
)


def slip_in(source: Source, said: str, line: int, column: int) -> Problem:
    """The slip behind a parser's complaint (``said``, at ``line`` and ``column``) about a file."""
    stop = _Stop(str(source.path), source.text, said, line, column)
    for judge in _JUDGES:
        if found := judge(stop):
            return found
    return stop.here("this line is not TOML", 'A line is: key = "text". A comment begins with #.')


def _conflict(stop: _Stop) -> Problem | None:
    found = _CONFLICT.search(stop.text)
    if not found:
        return None
    line = stop.text.count("\n", 0, found.start()) + 1
    return stop.at(
        line,
        1,
        "this file holds an unresolved git conflict",
        "Keep what either side added; where both changed the same key, keep one line. Then delete the marks "
        "<<<<<<<, ======= and >>>>>>>.",
    )


def _json(stop: _Stop) -> Problem | None:
    if not stop.text.lstrip().startswith("{"):
        return None
    return stop.here(
        "this is JSON, not TOML", 'TOML looks like: [company] on one line, name = "…" on the next.'
    )


def _twice(stop: _Stop) -> Problem | None:
    if not stop.said.startswith(("Cannot declare", "Cannot overwrite", "Cannot mutate", "Duplicate")):
        return None
    upto = stop.text[: stop.offset + len(stop.line_text) - stop.column + 1]
    last = Locator(upto).last()
    if not last or not last.earlier:
        return stop.here("this is written twice", "Keep one of the two.")
    key, earlier = short(dotted(last.place)), short(dotted(last.earlier))
    if last.earlier == last.place:
        both = f"on line {last.earlier_line} and on line {last.line}"
        again = both if last.line != last.earlier_line else f"on line {last.line}"
        message = f"{key} is written twice: {again}"
        return stop.at(last.line, last.column, message, "Keep one of the two, or join them.")
    message = (
        f"{earlier} was finished on line {last.earlier_line}; nothing can be added to it on line {last.line}"
    )
    return stop.at(last.line, last.column, message, "Join the two.")


def _curly(stop: _Stop) -> Problem | None:
    at = _first_curly(stop.line_text)
    if at is None:
        return None
    return stop.at(stop.line, at + 1, "these are curly quotes", 'Use straight ones: "text".')


def _first_curly(line: str) -> int | None:
    """Where the first curly quote outside of a text stands.

    Where one straight quote is not closed, none after it is: so they are looked for no more, and a line
    of any length is read once.
    """
    wanted, at = _QUOTED_OR_CURLY, 0
    while found := wanted.search(line, at):
        if found.group() in _CURLY_SIGNS:
            return found.start()
        if found.group() == '"':
            wanted = _APOSTROPHES_OR_CURLY
        at = found.end()
    return None


def _string(stop: _Stop) -> Problem | None:
    if stop.said.startswith("Unterminated string"):
        opened = [match.start() for match in _MULTI_LINE_QUOTES.finditer(stop.text)]
        if not opened or '"""' in stop.line_text:
            return stop.here("the closing quote is missing")
        before = stop.text[: opened[-1]]
        column = len(before) - before.rfind("\n")
        return stop.at(
            before.count("\n") + 1, column, 'the text that begins here is not closed: """ is missing'
        )
    if stop.said in _BREAKS:
        quoted = re.search(r"[\"'][^\"']*$", stop.line_text)
        column = quoted.start() + 1 if quoted else stop.column
        return stop.at(stop.line, column, "the closing quote is missing", _QUOTES)
    if stop.said.startswith(("Illegal character", "Found invalid character")):
        sign = stop.line_text[stop.column - 1 : stop.column]
        return stop.here(f"there is a control character here ({one_line(sign)})", "Delete it.")
    if "hex value" in stop.said or "Unescaped '\\'" in stop.said or stop.said.startswith("Escaped character"):
        hint = r"In a Windows path write / or \\, or put the whole text in single quotes: 'C:\Users'."
        return stop.here("a backslash has a meaning of its own between double quotes", hint)
    return None


def _single_quote(stop: _Stop) -> Problem | None:
    """The parser looks for the closing quote to the end of the file: so the last quote is the open one."""
    sign = {'Expected "\'"': "'", "Expected \"'''\"": "'''"}.get(stop.said)
    if not sign:
        return None
    before = stop.text[: stop.text.rfind(sign)]
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    return stop.at(line, column, f"the closing quote is missing ({sign})", _QUOTES)


def _bracket(stop: _Stop) -> Problem | None:
    closing = {"Unclosed array": ("]", "list"), "Unclosed inline table": ("}", "table")}.get(stop.said)
    if not closing:
        return None
    rest = stop.line_text[stop.column - 1 :]
    if not rest.strip() or _PAIR_LINE.match(rest) or _HEADER_LINE.match(rest):
        began = Locator(stop.text[: stop.offset]).last()
        message = f"the {closing[1]} is not closed: {closing[0]} is missing"
        return stop.at(began.line, began.column, message) if began else stop.here(message)
    above = stop.text[: stop.offset].rstrip()
    line = above.count("\n") + 1
    hint = f"Put a comma at the end of line {line}." if line < stop.line else "Put a comma between the two."
    return stop.here(f"a comma or {closing[0]} is missing in the {closing[1]}", hint)


def _key(stop: _Stop) -> Problem | None:
    if stop.said.startswith("Expected ']'"):
        return _header(stop)
    line = stop.line_text
    if not stop.said.startswith(("Expected '='", "Invalid statement", "Invalid initial character")):
        return None
    if line[stop.column - 1 : stop.column] == ":" or _COLON_PAIR.match(line):
        return stop.here("between a key and its value stands =, not :", 'Write it like name = "value".')
    if found := _BLANK_KEY.match(line):
        return stop.at(stop.line, 1, "a key holds no blanks", f"Write {short('_'.join(found[1].split()))}.")
    if (found := _ANY_KEY.match(line)) and not found[1].isascii():
        return stop.here(
            "a key is made of the letters a to z, digits, - and _", "Other letters go into the values."
        )
    if line.lstrip().startswith(("//", "/*", ";", "--")):
        return stop.here("a comment begins with #", "Put # in front of the line.")
    if line.lstrip().startswith("- "):
        return stop.here("a list is written between [ and ]", 'Write it like members = ["a", "b"].')
    return stop.here("there is no = on this line", "A line is: key = value. A comment begins with #.")


def _header(stop: _Stop) -> Problem:
    found = re.match(r"\s*\[\[?([^\]#]*)\]", stop.line_text)
    if found and " " in found[1].strip():
        hint = f"Write [{short('-'.join(found[1].split()))}]."
        return stop.here("the name of a table holds no blanks", hint)
    if found:
        return stop.here("the name of a table is made of the letters a to z, digits, - and .")
    return stop.here("the name of this table is not closed: ] is missing")


def _value(stop: _Stop) -> Problem | None:
    if stop.said.startswith("Invalid date"):
        return stop.here("there is no such day", "A day is written year-month-day, like 2027-03-01.")
    if not stop.said.startswith(("Invalid value", "Expected newline")):
        return None
    value = _value_at(stop)
    if not value:
        return stop.here("the value is missing", "Write one behind the =, or leave the line out.")
    for pattern, message, hint in _VALUES:
        if re.fullmatch(pattern, value):
            return stop.here(message, _filled(hint, value))
    if "\r" in stop.line_text:
        return stop.here(
            "the line ends of this file are of an old kind", "Save it with Unix or Windows line ends."
        )
    if re.match(r"[^\W\d]", value):
        choice = nearest(value, ("true", "false")) if len(value) > 2 else None
        return stop.here("text needs quotes", f'Write {choice or ""}{" or " if choice else ""}"{value}".')
    return stop.here("this is no value", 'Text goes in quotes ("…"), numbers and days do not.')


def _value_at(stop: _Stop) -> str:
    line = stop.line_text
    in_list = stop.said.startswith("Invalid value") and not _PAIR_LINE.fullmatch(
        line[: stop.column - 1].rstrip()
    )
    start = stop.column - 1 if stop.said.startswith("Invalid value") else line.find("=") + 1
    value = line[start:]
    value = re.split(r"[,\]}]", value)[0] if in_list else re.split(r"\s#", value)[0]
    return value[:LONGEST_QUOTE].strip()


def _filled(hint: str | None, value: str) -> str | None:
    if hint is None:
        return None
    last = {",": "comma", ";": "semicolon"}.get(value[-1], value[-1])
    words = {"{number}": in_toml(value) or "only its digits", "{last}": last, "{value}": value}
    for name, word in words.items():
        hint = hint.replace(name, word)
    return hint


_JUDGES: Final[tuple[Callable[[_Stop], Problem | None], ...]] = (
    _conflict,
    _json,
    _twice,
    _curly,
    _string,
    _single_quote,
    _bracket,
    _key,
    _value,
)
