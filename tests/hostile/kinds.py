"""Plans made to be slow to read: each kind at any size, up to the most that is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

Made = Callable[[int], str]
"""Text of about so many bytes."""

_START: Final = (
    'schema = 1\n[company]\nname = "x"\nscale = "small"\n[leadership]\nmodel = "chief-experience-officer"\n'
)
_PERSON: Final = 'title = "x"\nreports_to = "ceo"\n'


def repeated(fragment: str, *, before: str = "", after: str = "") -> Made:
    """One fragment again and again."""

    def make(size: int) -> str:
        times = (size - len(before.encode()) - len(after.encode())) // len(
            fragment.encode("utf-8", "replace")
        )
        return before + fragment * max(times, 1) + after

    return make


def numbered(template: str, *, before: str = "", after: str = "") -> Made:
    """A fragment with a number in it, counting up: ``{n}``, the one before ``{m}``."""

    def make(size: int) -> str:
        parts, used, n = [before], len(before) + len(after) + 16, 0
        while used < size:
            part = template.format(n=n, m=n - 1)
            parts.append(part)
            used += len(part)
            n += 1
        return "".join([*parts, after])

    return make


def nested(opening: str, closing: str, *, before: str = "") -> Made:
    """Brackets in brackets."""
    return lambda size: before + opening * (size // 2 // len(opening)) + closing * (size // 2 // len(closing))


def ring(most: int | None = None) -> Made:
    """Positions of which each reports to the next, the last to the first."""

    def make(size: int) -> str:
        count = min(size // 50, most or size)
        lines = [f'[positions.p{n}]\ntitle = "x"\nreports_to = "p{(n + 1) % count}"\n' for n in range(count)]
        return _START + "".join(lines)

    return make


def line_of_command(size: int) -> str:
    """Positions of which each reports to the one before: one line as long as the plan."""
    count = size // 50
    first = f"{_START}[positions.p0]\n{_PERSON}"
    return first + "".join(
        f'[positions.p{n}]\ntitle = "x"\nreports_to = "p{n - 1}"\n' for n in range(1, count)
    )


_BOSS: Final = f"{_START}[positions.boss]\n{_PERSON}"


def letters_twice(size: int) -> str:
    """One responsibility that asks and does with the same positions, by the hundred thousand."""
    names = ",".join(f'"p{n}"' for n in range(size // 20))
    row = '[responsibilities.own-x]\ntitle = "x"\n'
    return f"{_BOSS}{row}responsible = [{names}]\nconsulted = [{names}]\n"


KINDS: Final[Mapping[str, Made]] = {
    # Syntax: what the parser stops at, and the search for the slip behind it.
    "quotes that open": repeated('a = """"'),
    "escaped quotes": repeated('\\"', before='a = "'),
    "a key of foreign letters": repeated("é"),
    "curly quotes in a text": repeated("“", before="a = 'x' "),
    "apostrophes": repeated("'", before="a = "),
    "apostrophes apart": repeated("' ", before="a = "),
    "straight quotes apart": repeated('" ', before="a = "),
    "backslashes": repeated("\\", before='a = "'),
    "blanks before a key": repeated(" ", after="x"),
    "blanks after a key": repeated(" ", before="x", after="y"),
    "words without an equals sign": repeated("ab "),
    "words before an equals sign": repeated("ab ", after="= 1"),
    "hyphens": repeated("-"),
    "dots": repeated("."),
    "blank lines, then a slip": repeated("\n", after="x"),
    "carriage returns": repeated("\r"),
    "Windows line ends": repeated("\r\n", after="x"),
    "digits": repeated("1", before="a = "),
    "digits and underscores": repeated("1_", before="a = "),
    "numbers of 900 digits, then one of 5,000": repeated(
        "9" * 900 + ",", before="a = [", after="9" * 5000 + "]"
    ),
    "a text of 900 digits again and again": repeated(
        "#" + "9" * 900 + "\n", before="a = 1\n", after="b = " + "9" * 5000
    ),
    "a large number with marks": repeated("1.000", before="a = "),
    "a large number with apostrophes": repeated("'000", before="a = 1"),
    "letters for a value": repeated("x", before="a = "),
    "letters and blanks for a value": repeated("x ", before="a = "),
    "a value with commas": repeated("x,", before="a = "),
    "a value with semicolons": repeated("x;", before="a = "),
    "blanks for a value": repeated(" ", before="a ="),
    "tabs for a value": repeated("\t", before="a ="),
    "a list that is not closed": repeated("1,", before="a = ["),
    "a list of lists that is not closed": repeated("[],", before="a = ["),
    "lists in one another": nested("[", "]", before="a = "),
    "lists that open": repeated("[", before="a = "),
    "headers that open": repeated("["),
    "headers that close": repeated("]"),
    "tables in one another": nested("{a=", "}", before="a = "),
    "a table on one line, not closed": numbered("k{n}=1,", before="a = {{".replace("{{", "{")),
    "marks of a conflict": repeated("<<<<<<< x\n"),
    "equals signs": repeated("="),
    "equals signs on lines": repeated("=======\n=", before="a = 1\n"),
    "colons": repeated("a: b\n"),
    "colons on a line": repeated("a:"),
    "JSON": repeated('{"a": ', before="{"),
    "comments": repeated("#\n"),
    "comments, then a slip": repeated("# x\n", before="a = 1\n", after="x"),
    "a comment": repeated("#", before="a = 1 "),
    "comment marks after a slip": repeated(" #", before="a = b"),
    "a text on many lines that is not closed": repeated("x\n", before='a = """'),
    "many texts on many lines, the last not closed": repeated('"""x"""\n', before='a = """', after='"""'),
    "texts on many lines": numbered('k{n} = """\nx"""\n', after='z = """'),
    "a text of three apostrophes that is not closed": repeated("x''\n", before="a = '''"),
    "zero bytes": repeated("\0"),
    "a file of one letter": repeated("a"),
    "a byte order mark again and again": repeated("\ufeff"),
    "a key of dots": repeated("a.", after="a = 1"),
    "a header of dots": repeated("a.", before="[", after="a]"),
    "quoted keys with dots": repeated('"a".', after="a = 1"),
    "escaped keys": numbered('"\\u0061{n}" = 1\n'),
    "a key of escapes": repeated("\\u0061", before='"', after='" = 1'),
    "the same key twice, far apart": numbered("k{n} = 1\n", after="k0 = 1"),
    "the same header twice, far apart": numbered("[k{n}]\n", after="[k0]"),
    "a slip after many keys": numbered("k{n} = 1\n", after="x"),
    "keys, then an open list": numbered("k{n} = 1\n", after="z = ["),
    "headers with a dotted key, then one twice": numbered("[a.b{n}]\nc.d = 1\n", after="[a.b0]"),
    "lists of tables, then one twice": repeated("[[a]]\n[a.b]\n", after="[a.b]"),
    # Meaning: what is no plan, and the words for it.
    "unknown tables": numbered("[k{n}]\n"),
    "unknown tables in a plan": numbered("[k{n}]\n", before=_START),
    "unknown keys": numbered("k{n} = 1\n"),
    "unknown long keys": numbered("long-unknown-key-that-is-like-responsibilities{n} = 1\n"),
    "unknown keys of a position": numbered("k{n} = 1\n", before=_BOSS),
    "unknown tables of a position": numbered("[positions.boss.k{n}]\nx = 1\n", before=_BOSS),
    "custom keys of a position": numbered("k{n} = 1\n", before=f"{_BOSS}[positions.boss.custom]\n"),
    "one list of numbers": repeated("1,", before="a = [", after="]"),
    "one list of texts": repeated('"",', before="a = [", after="]"),
    "one list of tables": repeated("{},", before="a = [", after="]"),
    "one list of ids": numbered('"p{n}",', before=f"{_BOSS}[board]\nmembers = [", after="]"),
    "the same id in one list": repeated('"boss",', before=f"{_BOSS}[board]\nmembers = [", after="]"),
    "a list of numbers for ids": repeated("1,", before=f"{_BOSS}[board]\nmembers = [", after="]"),
    "a list of bad ids": numbered('"P {n}",', before=f"{_BOSS}[board]\nmembers = [", after="]"),
    "a list of duties": repeated('"x",', before=f"{_BOSS}duties = [", after="]"),
    "a list of empty duties": repeated('"",', before=f"{_BOSS}duties = [", after="]"),
    "headers of lists": repeated("[[positions]]\n", before=_START),
    "headers of lists of one key": repeated("[[a]]\nb=1\n"),
    "empty positions": numbered("[positions.p{n}]\n", before=_START),
    "good positions": numbered(f"[positions.p{{n}}]\n{_PERSON}", before=_START),
    "positions of no role": numbered('[positions.p{n}]\nrole = "cx-analist"\n', before=_START),
    "positions of as many roles": numbered('[positions.p{n}]\nrole = "r{n}"\n', before=_START),
    "positions on one line each": numbered("p{n}={{}}\n", before=f"{_START}[positions]\n"),
    "positions with bad ids": numbered('[positions."P {n}"]\ntitle = "x"\n', before=_START),
    "positions that report to nobody there": numbered(
        '[positions.p{n}]\ntitle = "x"\nreports_to = "q{n}"\n', before=_START
    ),
    "positions with a wrong FTE": numbered("[positions.p{n}]\nfte = 2\n", before=_START),
    "positions with a text for the FTE": numbered('[positions.p{n}]\nfte = "x"\n', before=_START),
    "positions that end too early": numbered(
        '[positions.p{n}]\ntitle="x"\nstart=2027-01-01\nend=2026-01-01\n', before=_START
    ),
    "a ring of 5,000": ring(5_000),
    "one ring": ring(),
    "rings of one": numbered('[positions.p{n}]\ntitle="x"\nreports_to = "p{n}"\n', before=_START),
    "a line of command": line_of_command,
    "responsibilities of nobody there": numbered(
        '[responsibilities.r{n}]\nresponsible = ["q{n}"]\n', before=_START
    ),
    "own responsibilities": numbered(
        '[responsibilities.r{n}]\ntitle="x"\naccountable="boss"\n', before=_BOSS
    ),
    "one responsibility, letters of nobody there": numbered(
        '"q{n}",', before=f'{_BOSS}[responsibilities.own-x]\ntitle = "x"\nresponsible = [', after="]"
    ),
    "letters twice": letters_twice,
    "waivers of one rule": numbered('[waivers.CX205.q{n}]\nreason = "x"\n', before=_BOSS),
    "waivers of unknown rules": numbered('[waivers.CX{n}.plan]\nreason = "x"\n', before=_BOSS),
    "waivers without a reason": numbered("[waivers.CX205.q{n}]\n", before=_BOSS),
    "own metrics": numbered('[metrics.m{n}]\ntitle="x"\nunit="%"\nbetter="higher"\n', before=_BOSS),
    "metrics of nobody there": numbered('[metrics.m{n}]\nowner = "q{n}"\n', before=_BOSS),
    "unknown tools": numbered("[tools.t{n}]\n", before=_BOSS),
    "unknown departments": numbered("[departments.d{n}]\n", before=_BOSS),
    "initiatives of no type": numbered('[initiatives.i{n}]\ntype = "t{n}"\n', before=_BOSS),
    "objectives with metrics not there": numbered(
        '[objectives.o{n}]\nstatement = "x"\nmetrics = ["m{n}"]\n', before=_BOSS
    ),
    # Texts: long, hidden, steering.
    "a name": repeated("x", before='[company]\nname = "', after='"'),
    "a name of marks that turn the direction": repeated("\u202e", before=f'{_BOSS}note = "x', after='"\n'),
    "names of one mark each": numbered(
        '[positions.p{n}]\ntitle = "\u202e"\nreports_to = "ceo"\n', before=_START
    ),
    "a name of control characters": repeated("\\u0001", before='[company]\nname = "', after='"'),
    "a note of blanks": repeated(" ", before=f'{_BOSS}note = "', after='"\n'),
    "a note of line breaks": repeated("\\n", before=f'{_BOSS}note = "', after='"\n'),
    "a title of blanks and a control character": repeated(
        " ", before=f'{_BOSS}location = "', after='\\u0001"\n'
    ),
    "a scale": repeated("x", before='[company]\nname = "x"\nscale = "', after='"\n'),
    "a scale of foreign letters": repeated("é", before='[company]\nname = "x"\nscale = "', after='"\n'),
    "an id": repeated("x", before=f"{_START}[positions.", after='"]\n'.replace('"', "")),
    "a choice": repeated("b", before=f"{_START}[x]\n[metrics.nps]\nbetter = '", after="'"),
    "digits in quotes for a number": repeated("1", before=f"{_BOSS}fte = '", after="'\n"),
    "a day in quotes": repeated("2027-01-01", before=f"{_BOSS}start = '", after="'\n"),
    "an unknown key as long as the file": repeated("x", before=f"{_BOSS}", after=" = 1\n"),
    "the version as a text": repeated("1", before='schema = "', after='"\n'),
}
