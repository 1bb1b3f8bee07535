"""Puts the differences between two plans into words: names, values and the phrases about them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from functools import cache
from typing import Final

from cxplanner.catalogue.catalogue import Catalogue
from cxplanner.catalogue.models import Area, InitiativeType, LeadershipModel, Role, Scale, ToolFamily
from cxplanner.catalogue.words import MARKETS
from cxplanner.plan.models import LETTERS, Assignment, Letter
from cxplanner.plan.subjects import SECTIONS
from cxplanner.plan.team import Team
from cxplanner.text.words import counted, listed, number, one_line
from cxplanner.toml.records import Record

LETTER_WORDS: Final[Mapping[Letter, str]] = {
    "R": "responsible",
    "A": "accountable",
    "C": "consulted",
    "I": "informed",
}
VERBS: Final[Mapping[Letter, str]] = {
    letter: f"{LETTER_WORDS[letter]} {preposition}"
    for letter, preposition in zip(LETTERS, ("for", "for", "on", "of"), strict=True)
}
"""What a letter makes a position, in words that go before the title of the responsibility."""

_LONGEST: Final = 60
"""The most characters of somebody's text that a sentence quotes."""
_MOST: Final = 4
"""The most entries of a list that a sentence quotes."""


class Names:
    """What things are called, across two plans: the earlier one's name if it has them.

    If two things in a section have the same name, their ids are added.
    """

    def __init__(self, before: Team, after: Team) -> None:
        self.before: Final = before
        self.after: Final = after
        self.of = cache(self._of)
        self._titles = cache(self._titles_of)

    def _of(self, section: str, key: str) -> str:
        """The name of the thing with this id in a section; ``positions`` includes outside posts."""
        titles, twice = self._titles(section)
        title = titles.get(key) or self._title(section, key)
        return f"{title} ({key})" if title in twice and key in titles else title

    def title(self, section: str, key: str) -> str:
        """The name of a thing without its id, even if another thing has the same name."""
        return self._title(section, key)

    def subject(self, key: str, code: str) -> str:
        """What an accepted gap of rule ``code`` is about, in words."""
        section = SECTIONS.get(code, "positions")
        if key in self._titles(section)[0]:
            return self.of(section, key)
        known = self.before.subject(key, code)
        return known if known != key else self.after.subject(key, code)

    def _titles_of(self, section: str) -> tuple[dict[str, str], frozenset[str]]:
        keys = {**getattr(self.before.plan, section), **getattr(self.after.plan, section)}
        titles = {key: self._title(section, key) for key in keys}
        return titles, frozenset(title for title, n in Counter(titles.values()).items() if n > 1)

    def _title(self, section: str, key: str) -> str:
        team = self.before if key in getattr(self.before.plan, section) else self.after
        return team.title(key) if section == "positions" else team.section_title(section, key)


def phrases(
    names: Names, before: Record | None, after: Record | None, *, besides: Collection[str] = ()
) -> list[str]:
    """What changes in one thing, a phrase for each field; None stands for a thing that is not in the plan.

    ``besides`` are fields that the sentence mentions already, and which are skipped.
    """
    if before is after:
        return []
    given = after if after is not None else before
    if isinstance(given, Assignment):
        besides = {*besides, "accountable", *_INVOLVED}
    found: list[str] = []
    for name, assumed in (given.assumed if given is not None else {}).items():
        old = getattr(before, name) if before is not None else assumed
        new = getattr(after, name) if after is not None else assumed
        if repr(old) != repr(new) and name not in besides:
            found.append(_SAID.get(name, _plainly(name))(names, old, new))
    if isinstance(given, Assignment):
        found += _letters(names, before or Assignment(), after or Assignment())
    return found


def changes(names: Names, before: Record, after: Record) -> str:
    """What changes in one thing, as one text for the sentence of an edit."""
    return "; ".join(phrases(names, before, after))


def _letters(names: Names, before: Record, after: Record) -> Iterator[str]:
    """Who gains or loses a part in a responsibility; people with the same change share a phrase."""
    if not isinstance(before, Assignment) or not isinstance(after, Assignment):
        raise TypeError("only rows of responsibilities have letters")
    alike: dict[tuple[tuple[Letter, ...], tuple[Letter, ...]], list[str]] = {}
    for position in dict.fromkeys((*after.everyone(), *before.everyone())):
        had, has = before.letters(position), after.letters(position)
        came: tuple[Letter, ...] = tuple(letter for letter in has if letter not in had)
        went: tuple[Letter, ...] = tuple(letter for letter in had if letter not in has and letter != "A")
        if came or went:
            alike.setdefault((came, went), []).append(names.of("positions", position))
    if before.accountable and not after.accountable:
        yield f"nobody answers for it (until now {names.of('positions', before.accountable)})"
    instead = names.of("positions", before.accountable) if before.accountable else ""
    for (came, went), people in alike.items():
        yield _involved(people, came, went, instead)
    for name in _INVOLVED:
        old, new = getattr(before, name), getattr(after, name)
        if old != new and set(old) == set(new):
            yield f"those {name} in another order"


def _involved(people: list[str], came: tuple[Letter, ...], went: tuple[Letter, ...], instead: str) -> str:
    verb = "is" if len(people) == 1 else "are"
    gains = [f"{verb} {VERBS[letter]} it" for letter in came if letter != "A"]
    if "A" in came:
        gains.insert(0, "answers for it" + (f" instead of {instead}" if instead else ""))
    losses = listed((f"{VERBS[letter]} it" for letter in went), "or")
    lost = f", no longer {losses}" if gains else f"{verb} no longer {losses}"
    return f"{listed(people)} {listed(gains) if gains else ''}{lost if went else ''}"


def in_quotes(text: str) -> str:
    """Somebody's words in quotation marks, on one line, cut if there are many."""
    line = one_line(text)
    return f"“{line if len(line) <= _LONGEST else line[: _LONGEST - 1] + '…'}”"


def order_words(names: Names, section: str, before: list[str], after: list[str]) -> str | None:
    """How the order of the things that both plans have differs, or None if it does not."""
    stay, there = set(after), set(before)
    old = [key for key in before if key in stay]
    new = [key for key in after if key in there]
    at = next((n for n, (one, other) in enumerate(zip(old, new, strict=True)) if one != other), None)
    if at is None:
        return None
    for key in (old[at], new[at]):
        if [k for k in old if k != key] == [k for k in new if k != key]:
            place = new.index(key)
            where = f"after {names.of(section, new[place - 1])}" if place else "first"
            return f"{names.of(section, key)} stands {where}"
    return "in another order"


Say = Callable[[Names, object, object], str]


def _plainly(name: str) -> Say:
    label = _LABELS.get(name, name.replace("_", " "))

    def said(names: Names, old: object, new: object) -> str:
        if isinstance(old, tuple) and isinstance(new, tuple) and old and new:
            return f"{label}: {_moves(names, name, old, new)}"
        was, now = _value(names, name, old), _value(names, name, new)
        if not now:
            return f"no {label}{' of its own' if name in _FROM_A_TEMPLATE else ''} any more (until now {was})"
        if not was:
            return f"{label} {now}"
        return f"{label} {was} → {now}" if was != now else f"{label} is written differently: {now}"

    return said


def _moves(names: Names, name: str, old: tuple[object, ...], new: tuple[object, ...]) -> str:
    came, went = _without(new, old), _without(old, new)
    parts = [f"adds {_value(names, name, came)}"] if came else []
    parts += [f"drops {_value(names, name, went)}"] if went else []
    return ", ".join(parts) or "in another order"


def _without(items: tuple[object, ...], others: tuple[object, ...]) -> tuple[object, ...]:
    left = Counter(others)
    kept = []
    for item in items:
        if left[item]:
            left[item] -= 1
        else:
            kept.append(item)
    return tuple(kept)


def _value(names: Names, name: str, value: object) -> str:
    """A value in words; empty if there is none."""
    if isinstance(value, tuple):
        words = [_value(names, name, item) for item in value[:_MOST]]
        more = len(value) - _MOST
        return listed([*words, counted(more, "other")] if more > 0 else words)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (int, float)):
        return number(value)
    if not isinstance(value, str):
        return str(value) if isinstance(value, date) else ""
    if name in _MENTIONS:
        return names.of(_MENTIONS[name], value)
    if name in _CATALOGUED:
        return _catalogued(_CATALOGUED[name](names.before.catalogue), value)
    if name in _IN_WORDS:
        return _IN_WORDS[name](value)
    return value if name in _UNQUOTED else in_quotes(value)


def _catalogued(things: Mapping[str, _Titled], key: str) -> str:
    return things[key].title if key in things else key


def _incumbent(names: Names, old: object, new: object) -> str:
    was, now = _value(names, "incumbent", old), _value(names, "incumbent", new)
    if not now:
        return f"vacant (until now held by {was})"
    return f"held by {now}" + (f" instead of {was}" if was else "")


def _reports_to(names: Names, old: object, new: object) -> str:
    was, now = _value(names, "reports_to", old), _value(names, "reports_to", new)
    return f"reports to {now or 'nobody'}" + (f" instead of {was}" if was else "")


def _choice(words: Mapping[object, str]) -> Say:
    """How a yes or no is put into words, whatever it was before."""

    def said(*change: object) -> str:
        return words[change[-1]]

    return said


def _people(name: str, one: str, many: str, none: str, nones: str) -> Say:
    """How a list of positions is put into words: who joins it, who leaves it."""

    def said(names: Names, old: object, new: object) -> str:
        if not isinstance(old, tuple) or not isinstance(new, tuple):
            raise TypeError(f"{name} is not a list")
        came, went = _without(new, old), _without(old, new)
        parts = [f"{_value(names, name, came)} {one if len(came) == 1 else many}"] if came else []
        parts += [f"{_value(names, name, went)} {none if len(went) == 1 else nones}"] if went else []
        return "; ".join(parts) or f"{_LABELS.get(name, name)} in another order"

    return said


_Titled = Area | InitiativeType | LeadershipModel | Role | Scale | ToolFamily
_INVOLVED: Final = ("responsible", "consulted", "informed")
_LABELS: Final = {
    "fte": "FTE",
    "external_id": "HR number",
    "market": "sells to",
    "model": "leadership model",
    "better": "direction",
    "title": "title",
    "skills_required": "required skills",
    "skills_preferred": "preferred skills",
    "funded_by": "funding departments",
    "accepted_by": "accepted by",
    "start": "start",
}
_FROM_A_TEMPLATE: Final = frozenset(
    (
        *("title", "engagement", "department", "purpose", "duties", "decides", "skills_required"),
        *("skills_preferred", "success_measures", "works_with", "area", "unit", "better", "family"),
    )
)
"""Fields that fall back on a template if the plan leaves them out."""
_MENTIONS: Final = {
    **dict.fromkeys(["representatives", "members", "owner", "lead", "sponsor", "reports_to"], "positions"),
    **dict.fromkeys(["department", "funded_by", "project_team", "stakeholders"], "departments"),
    **dict.fromkeys(["metric", "metrics"], "metrics"),
}
"""Fields that name things by their ids -> the section that holds those."""
_CATALOGUED: Final[Mapping[str, Callable[[Catalogue], Mapping[str, _Titled]]]] = {
    "role": lambda catalogue: catalogue.roles,
    "area": lambda catalogue: catalogue.areas,
    "scale": lambda catalogue: catalogue.scales,
    "model": lambda catalogue: catalogue.leadership,
    "type": lambda catalogue: catalogue.initiatives,
}
_IN_WORDS: Final[Mapping[str, Callable[[str], str]]] = {
    "better": "{} is better".format,
    "market": {str(key): words for key, words in MARKETS.items()}.__getitem__,
}
"""Fields whose choices have words of their own."""
_UNQUOTED: Final = frozenset(["engagement", "currency", "family", "incumbent", "accepted_by"])
"""Fields whose text is shown without quotation marks."""
_SAID: Final[Mapping[str, Say]] = {
    "incumbent": _incumbent,
    "reports_to": _reports_to,
    "exists": _choice({True: "the company has it", False: "the company has none"}),
    "executive": _choice(
        {True: "an executive", False: "no executive", None: "an executive if the role says so"}
    ),
    "representatives": _people(
        *("representatives", "speaks for it", "speak for it"),
        *("no longer speaks for it", "no longer speak for it"),
    ),
    "members": _people("members", "joins", "join", "leaves", "leave"),
}
