"""The answer of ``diff`` for people at a terminal: grouped sentences, the gaps, size and costs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cxplanner.commands.output import bold, wrapped
from cxplanner.gaps.rule import Gap
from cxplanner.text.words import counted, one_line
from cxplanner.versions.review import GROUPS, Review


def told_text(review: Review, width: int | None) -> str:
    """Everything that changed, wrapped to a width if there is one."""
    if not review.differences:
        return "No differences."
    lines: list[str] = []
    for group, some in review.groups.items():
        lines += _group(GROUPS[group], (one.sentence for one in some), width)
    lines += _group("Gaps opened", map(_gap, review.opened), width)
    lines += _group("Gaps closed", map(_gap, review.closed), width)
    lines += _group("Gaps that stay, in other words", map(_gap, review.altered), width)
    for title, money in (("FTE", False), ("Cost", True)):
        measures = (_capital(one.sentence()) for one in review.measures if one.is_money is money)
        lines += _group(title, measures, width)
    return "\n".join([*lines, wrapped(_together(review), width)])


def _group(title: str, sentences: Iterable[str], width: int | None) -> Iterator[str]:
    told = list(sentences)
    if told:
        yield bold(f"{title} ({len(told)})")
        yield from (wrapped(sentence, width, first="  ", rest="    ") for sentence in told)
        yield ""


def _capital(sentence: str) -> str:
    return sentence[0].upper() + sentence[1:]


def _gap(gap: Gap) -> str:
    return f"{gap.code}  {gap.name} ({gap.severity}): {one_line(gap.message)}"


def _together(review: Review) -> str:
    opened, closed = len(review.opened), len(review.closed)
    found = counted(len(review.differences), "difference")
    if not (opened or closed):
        return f"{found}; no gap opens or closes."
    return f"{found}; opens {counted(opened, 'gap')}, closes {closed:,}."
