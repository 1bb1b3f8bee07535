"""What changed between two plans, in the plan's own terms and in words for managers.

The same sentences say what a fix would do before it is applied, and how two versions of a file differ: they
are in the present tense, as if the earlier plan were now becoming the later one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from cxplanner.edits.change import Renamed
from cxplanner.edits.following import follow
from cxplanner.edits.phrases import Names, in_quotes, order_words, phrases
from cxplanner.plan.models import Assignment, Initiative, Plan, Position
from cxplanner.plan.subjects import BOARD
from cxplanner.plan.team import Team
from cxplanner.text.words import number, one_line
from cxplanner.toml.records import Record

Kind = Literal["added", "removed", "changed"]


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing in a plan that was added, removed or changed.

    ``section`` and ``id`` say where it is in the file: ``responsibilities`` and ``gather-feedback``,
    ``waivers`` and ``CX205.cx-analyst``; the id is empty if it is a section as a whole, such as its order.
    """

    kind: Kind
    section: str
    id: str
    sentence: str


def differences(before: Team, after: Team, renamed: Iterable[Renamed] = ()) -> tuple[Difference, ...]:
    """What changed from one plan to another, in the order of the plan file; empty only if nothing did.

    ``renamed`` is what got another id in between, as a :class:`~cxplanner.edits.change.Change` lists it;
    without it, renamed things appear as removed and added.
    """
    before, called = _under_new_ids(before, after, renamed)
    names = Names(before, after)
    return tuple(
        Difference(found.kind, found.section, found.id, one_line(found.sentence))
        for section in Plan.assumed
        for found in _in_section(names, section, called)
    )


def facts(team: Team) -> Iterator[tuple[str, str]]:
    """Everything a plan says, one sentence for each fact, with the section it is in.

    Each sentence names its subject, so that it can stand alone.
    """
    names = Names(team, team)
    for section in Plan.assumed:
        for subject, record, told in _things(names, section):
            said = [*told, *phrases(names, None, record, besides=("fte", "incumbent") if told else ())]
            for phrase in said or ["listed"]:
                yield section, one_line(f"{subject}: {phrase}")


def _things(names: Names, section: str) -> Iterator[tuple[str, Record, list[str]]]:
    """The things in a section, each with its name and the facts that are told even if they are defaults."""
    things = getattr(names.after.plan, section)
    if section in _WHOLE:
        if things is not None:
            yield _WHOLE[section], things, []
        return
    for key, thing in things.items():
        if section == "waivers":
            for subject, waiver in thing.items():
                yield f"Accepted gap {key} about {names.subject(subject, key)}", waiver, []
        elif section == "positions":
            member = names.after.members[key]
            told = [member.held, f"{number(thing.fte)} FTE"]
            yield f"{names.title('positions', key)} ({key})", thing, told
        else:
            yield _subject(names, section, key), thing, []


def _under_new_ids(before: Team, after: Team, renamed: Iterable[Renamed]) -> tuple[Team, Mapping[str, str]]:
    """The earlier plan with the ids of the later one, and the old ids of its positions."""
    plan = before.plan
    called: dict[str, str] = {}
    for section, old, new in renamed:
        if section == "positions" and old in plan.positions and new not in plan.positions:
            plan = follow(plan, old, new)
            called[new] = called.pop(old, old)
    if plan is before.plan:
        return before, {}
    kept = {new: old for new, old in called.items() if new in after.plan.positions and new != old}
    return Team(plan, before.catalogue, before.today), kept


def _in_section(names: Names, section: str, called: Mapping[str, str]) -> Iterator[Difference]:
    old, new = getattr(names.before.plan, section), getattr(names.after.plan, section)
    if section == "waivers":
        yield from _waivers(names, old, new)
    elif section in _WHOLE:
        yield from _whole(names, section, old, new)
    else:
        yield from _table(names, section, old, new, called)


_WHOLE: Final = {"company": "Company", "leadership": "Leadership", "board": "CX board"}
_SUBJECTS: Final = {
    "objectives": ("objective", "“{}”"),
    "positions": ("position", "{}"),
    "responsibilities": ("responsibility", "“{}”"),
    "departments": ("department", "{}"),
    "metrics": ("metric", "{}"),
    "tools": ("family of tools", "{}"),
    "initiatives": ("initiative", "“{}”"),
}
"""Section -> the noun for one of its things, and how its name is written in a sentence."""
_BARE: Final = frozenset(["positions", "responsibilities", "departments", "tools"])
"""Sections whose things need no noun before their name."""
_NAMING: Final = frozenset(["statement", "title"])
"""Fields that the name of a new thing repeats."""


def _whole(names: Names, section: str, old: Record | None, new: Record | None) -> Iterator[Difference]:
    key = BOARD if section == BOARD else ""
    said = phrases(names, old, new)
    if old is None and new is not None:
        facts = f": {'; '.join(said)}" if said else ", nobody on it yet"
        yield Difference("added", section, key, f"Adds the {_WHOLE[section]}{facts}")
    elif new is None and old is not None:
        yield Difference("removed", section, key, f"Removes the {_WHOLE[section]}")
    elif said:
        yield Difference("changed", section, key, f"{_WHOLE[section]}: {'; '.join(said)}")


def _table(
    names: Names,
    section: str,
    old: Mapping[str, Record],
    new: Mapping[str, Record],
    called: Mapping[str, str],
) -> Iterator[Difference]:
    for key, record in old.items():
        if key not in new:
            yield Difference("removed", section, key, _removed(names, section, key, record))
            continue
        said = [f"id {called[key]} → {key}"] if section == "positions" and key in called else []
        said += phrases(names, record, new[key])
        if said:
            yield Difference("changed", section, key, f"{_subject(names, section, key)}: {'; '.join(said)}")
    for key, record in new.items():
        if key not in old:
            yield Difference("added", section, key, _added(names, section, key, record))
    order = order_words(names, section, list(old), list(new))
    if order is not None:
        yield Difference("changed", section, "", f"Order of the {section}: {order}")


def _subject(names: Names, section: str, key: str) -> str:
    noun, frame = _SUBJECTS[section]
    name = frame.format(names.of(section, key))
    return name if section in _BARE else f"{noun.capitalize()} {name}"


def _added(names: Names, section: str, key: str, record: Record) -> str:
    if isinstance(record, Position):
        return _added_position(names, key, record)
    untitled = isinstance(record, Initiative) and record.title is None
    said = phrases(names, None, record, besides={*_NAMING, "type"} if untitled else _NAMING)
    if _always_there(names.before, section, key):
        return f"{_subject(names, section, key)}: {'; '.join(said) or 'listed, with nothing more to say'}"
    noun, frame = _SUBJECTS[section]
    facts = f": {'; '.join(said)}" if said else ""
    return f"Adds the {noun} {frame.format(names.of(section, key))}{facts}"


def _added_position(names: Names, key: str, position: Position) -> str:
    boss = names.of("positions", position.reports_to) if position.reports_to else "nobody"
    facts = [
        f"Adds the position {names.title('positions', key)} ({key})",
        names.after.members[key].held,
        f"{number(position.fte)} FTE",
        f"reporting to {boss}",
    ]
    told = ["incumbent", "fte", "reports_to", "title", *([] if position.title else ["role"])]
    return ", ".join([*facts, *phrases(names, None, position, besides=told)])


def _removed(names: Names, section: str, key: str, record: Record) -> str:
    if isinstance(record, Position):
        held = names.before.members[key].held
        return f"Removes the position {names.title('positions', key)} ({key}), {held}"
    if _always_there(names.after, section, key):
        said = phrases(names, record, None)
        return f"{_subject(names, section, key)}: {'; '.join(said) or 'no longer listed'}"
    noun, frame = _SUBJECTS[section]
    sentence = f"Removes the {noun} {frame.format(names.of(section, key))}"
    if isinstance(record, Assignment) and record.accountable:
        sentence += f", which {names.of('positions', record.accountable)} answers for"
    return sentence


def _always_there(team: Team, section: str, key: str) -> bool:
    """Whether a thing exists even if the plan says nothing about it."""
    return section == "departments" or (section == "responsibilities" and key in team.required)


Accepted = Mapping[str, Mapping[str, Record]]


def _waivers(names: Names, old: Accepted, new: Accepted) -> Iterator[Difference]:
    pairs = dict.fromkeys((code, subject) for both in (old, new) for code in both for subject in both[code])
    for code, subject in pairs:
        found = _waiver(names, code, subject, old.get(code, {}).get(subject), new.get(code, {}).get(subject))
        if found is not None:
            yield found
    for code in dict.fromkeys((*old, *new)):
        yield from _heading(code, old, new)
    if _orders(old, new) != _orders(new, old):
        yield Difference("changed", "waivers", "", "Order of the accepted gaps: in another order")


def _waiver(
    names: Names, code: str, subject: str, old: Record | None, new: Record | None
) -> Difference | None:
    key, gap = f"{code}.{subject}", f"gap {code} about {names.subject(subject, code)}"
    if new is None:
        return Difference("removed", "waivers", key, f"Counts the {gap} again")
    if old is None:
        facts = phrases(names, None, new, besides=("reason",))
        sentence = f"Accepts the {gap}: {', '.join([in_quotes(getattr(new, 'reason', '')), *facts])}"
        return Difference("added", "waivers", key, sentence)
    said = phrases(names, old, new)
    return Difference("changed", "waivers", key, f"Accepted {gap}: {'; '.join(said)}") if said else None


def _heading(code: str, old: Accepted, new: Accepted) -> Iterator[Difference]:
    """A rule listed among the accepted gaps without any gap: the file has only a heading for it."""
    if code not in old and not new[code]:
        yield Difference("added", "waivers", code, f"Lists {code} among the accepted gaps, without any yet")
    if code not in new and not old[code]:
        yield Difference("removed", "waivers", code, f"No longer lists {code} among the accepted gaps")


def _orders(these: Accepted, others: Accepted) -> list[list[str]]:
    """The order of the rules that both plans list, and of their subjects."""
    codes = [code for code in these if code in others]
    subjects = ([key for key in these[code] if key in others[code]] for code in sorted(codes))
    return [codes, *subjects]
