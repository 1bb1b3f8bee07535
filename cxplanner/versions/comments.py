"""Comments in branches of a plan: new ones on one side must not be lost through what the other side did."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from cxplanner.plan.conflicts import with_marks
from cxplanner.toml.statements import Keys, NotUnderstood, TomlText, comments_in


def commented_things(base: str, side: str) -> frozenset[Keys]:
    """The places where a side has comments that the base has not, whether on a thing or on its keys."""
    known = Counter(comments_in(base))
    places = [place for place, comment in _placed(side) if not _taken(known, comment)]
    return frozenset(place[:size] for place in places for size in range(1, len(place) + 1))


def with_new_comments(text: str, base: str, sides: Iterable[str]) -> str:
    """The text with every comment that a side added to the base, if need be above the nearest thing left."""
    for side in sides:
        there, known = Counter(comments_in(text)), Counter(comments_in(base))
        new = [(place, comment) for place, comment in _placed(side) if not _taken(known, comment)]
        text = with_marks(text, [(place, comment) for place, comment in new if not _taken(there, comment)])
    return text


def _taken(some: Counter[str], comment: str) -> bool:
    """Whether a comment is among these; if so, it is taken out."""
    found = some[comment] > 0
    some[comment] -= found
    return found


def _placed(text: str) -> Iterator[tuple[Keys, str]]:
    """Every comment, with the place of what it belongs to."""
    try:
        whole = TomlText(text)
    except NotUnderstood:
        yield from (((), comment) for comment in comments_in(text))
        return
    for section in whole.sections:
        for statement in section.statements():
            for comment in comments_in(statement.gap + statement.above + statement.text):
                yield statement.place, comment
        for comment in comments_in(section.tail):
            yield section.place, comment
    yield from (((), comment) for comment in comments_in(whole.end))
