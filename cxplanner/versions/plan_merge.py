"""Merges two branches of one plan by the ids of things, so that the result is a valid plan.

Two sides that are each valid may not be so together: one names what the other removed, or both change
reporting lines and so close a ring. Such places are conflicts too.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Final

from pydantic import ValidationError

from cxplanner.catalogue.catalogue import Catalogue
from cxplanner.edits.change import Renamed
from cxplanner.plan.canonical import plan_data
from cxplanner.plan.models import Plan
from cxplanner.plan.references import Codes, check_references
from cxplanner.plan.rings import rings
from cxplanner.text.errors import CxplannerError
from cxplanner.toml.locate import Place
from cxplanner.toml.statements import Keys
from cxplanner.toml.validate import judged
from cxplanner.versions.consequences import settled
from cxplanner.versions.merge import ABSENT, Conflict, Merger, in_order
from cxplanner.versions.renames import renames_between, under_new_ids

_WHOLE: Final = frozenset(("company", "leadership", "board"))
"""Sections that are a single thing; all others are collections of things."""
_SCHEMA: Final = "schema"


class MergeRefused(CxplannerError):
    """The versions cannot be merged; the message says why."""


@dataclass(frozen=True, slots=True)
class MergedPlan:
    """A plan with what both sides did, the places where they disagree, and what got new ids."""

    plan: Plan
    conflicts: tuple[Conflict, ...]
    new_ids: tuple[tuple[Renamed, ...], tuple[Renamed, ...], tuple[Renamed, ...]]
    """The ids that things have in the merged plan but did not have in base, ours and theirs."""


def merge_plans(
    base: Plan | None,
    ours: Plan,
    theirs: Plan,
    catalogue: Catalogue,
    codes: Codes | None = None,
    *,
    noted: tuple[Collection[Keys], Collection[Keys]] = ((), ()),
) -> MergedPlan:
    """Merge two versions of a plan that both come from ``base``; None if they have no common ancestor.

    ``noted`` are the places on which ours and theirs commented.

    Raises :class:`MergeRefused` if the result would not be a plan.
    """
    ids = _Ids.of(base, ours, theirs)
    base, ours, theirs = ids.aligned(base, ours, theirs)
    merger = Merger(is_collection, noted)
    sides = _Sides({} if base is None else plan_data(base), plan_data(ours), plan_data(theirs))
    merged = merger.merged((), sides.base, sides.ours, sides.theirs)
    if not isinstance(merged, dict):
        raise MergeRefused("one of the versions is empty.")
    merged = deepcopy(merged)  # the sides' own data is still needed unchanged
    left = settled(merger.conflicts, merged, sides.base, sides.ours, sides.theirs)
    conflicts = _Mender(sides, merged, catalogue, codes).mended([*ids.conflicts, *left])
    plan = judged(Plan, _content(merged))
    return MergedPlan(plan, tuple(conflicts), ids.new)


def is_collection(place: Keys) -> bool:
    """Whether the keys of the table at a place of a plan are ids of things."""
    return (len(place) == 1 and place[0] not in _WHOLE) or (len(place) == 2 and place[0] == "waivers")


def _content(data: Mapping[str, object]) -> dict[str, object]:
    return {key: value for key, value in data.items() if key != _SCHEMA}


@dataclass(frozen=True)
class _Ids:
    """What each side renamed, as far as the other side can follow."""

    ours: tuple[Renamed, ...]
    theirs: tuple[Renamed, ...]
    twice: tuple[tuple[Renamed, Renamed], ...]
    """What both renamed, each differently."""

    @classmethod
    def of(cls, base: Plan | None, ours: Plan, theirs: Plan) -> _Ids:
        if base is None:
            return cls((), (), ())
        our, their = _renames(base, ours, theirs), _renames(base, theirs, ours)
        named = {(one.section, one.old): one for one in our}
        pairs = ((named.get((one.section, one.old)), one) for one in their)
        twice = tuple((mine, one) for mine, one in pairs if mine is not None and mine.new != one.new)
        return cls(
            tuple(one for one in our if one in their or _can_follow(one, theirs)),
            tuple(one for one in their if one in our or _can_follow(one, ours)),
            twice,
        )

    def aligned(self, base: Plan | None, ours: Plan, theirs: Plan) -> tuple[Plan | None, Plan, Plan]:
        """The three versions with the same ids; if both sides renamed something, with ours."""
        for_base, for_ours, for_theirs = self.new
        base = None if base is None else under_new_ids(base, for_base)
        return base, under_new_ids(ours, for_ours), under_new_ids(theirs, for_theirs)

    @property
    def new(self) -> tuple[tuple[Renamed, ...], tuple[Renamed, ...], tuple[Renamed, ...]]:
        """What is new to base, to ours and to theirs."""
        again = tuple(Renamed(one.section, one.new, mine.new) for mine, one in self.twice)
        return (*self.ours, *self.theirs), self.theirs, (*again, *self.ours)

    @property
    def conflicts(self) -> Iterator[Conflict]:
        for mine, one in self.twice:
            yield Conflict((mine.section, mine.new), "value", mine.old, mine.new, one.new)


def _renames(base: Plan, side: Plan, other: Plan) -> tuple[Renamed, ...]:
    """What a side renamed: things that are otherwise as in the base, or as the other side made them."""
    found = renames_between(base, side)
    named = {(one.section, one.old) for one in found}
    new = {(one.section, one.new) for one in found}
    as_changed = (
        one
        for one in renames_between(other, side)
        if one.old in getattr(base, one.section)
        and one.new not in getattr(base, one.section)
        and (one.section, one.old) not in named
        and (one.section, one.new) not in new
    )
    return (*found, *as_changed)


def _can_follow(one: Renamed, other: Plan) -> bool:
    """Whether the other side still has the thing, and nothing of its own under the new id."""
    things = getattr(other, one.section)
    return one.old in things and one.new not in things


@dataclass(frozen=True, slots=True)
class _Sides:
    """The data of the three versions."""

    base: Mapping[str, object]
    ours: Mapping[str, object]
    theirs: Mapping[str, object]

    def at(self, place: Keys) -> tuple[object, object, object]:
        """What each of them has at a place."""
        return _at(self.base, place), _at(self.ours, place), _at(self.theirs, place)


class _Mender:
    """Turns merged data into a valid plan, in place, by taking ours where the combination is not valid."""

    def __init__(
        self, sides: _Sides, data: dict[str, object], catalogue: Catalogue, codes: Codes | None
    ) -> None:
        self._sides = sides
        self._data = data
        self._catalogue = catalogue
        self._codes = codes

    def mended(self, conflicts: Iterable[Conflict]) -> list[Conflict]:
        """The conflicts, including those found only now. Raises :class:`MergeRefused`."""
        found = list(conflicts)
        while faults := self._faults():
            more = [conflict for fault in faults[:1] for conflict in self._mend(fault)]
            if not more:
                raise MergeRefused(f"together the versions are not a valid plan: {faults[0][1]}.")
            found = [one for one in found if one.place not in {new.place for new in more}] + more
        return found

    def _faults(self) -> list[tuple[Place, str]]:
        content = _content(self._data)
        try:
            judged(Plan, content)
        except ValidationError as error:
            return [(tuple(one["loc"]), one["msg"]) for one in error.errors(include_url=False)]
        found = check_references(content, self._catalogue, codes=self._codes)
        return [(place, message) for place, message, _ in found]

    def _mend(self, fault: tuple[Place, str]) -> list[Conflict]:
        keys = tuple(step for step in fault[0] if isinstance(step, str))
        name = _at(self._data, fault[0])
        if isinstance(name, str) or keys[0] == "waivers":
            lost = self._restored(name if isinstance(name, str) else keys[-1])
            if lost:
                return lost
        if keys[-1:] == ("reports_to",):
            return [
                one for position in self._ring(keys[1]) for one in self._ours((*keys[:1], position, keys[2]))
            ]
        if len(keys) > 2:
            return self._ours(keys)
        return self._record(keys)

    def _restored(self, key: str) -> list[Conflict]:
        """Bring back what one side removed and the other needs; nothing if that is not the problem."""
        for section in Plan.assumed:
            if section in _WHOLE or section == "waivers":
                continue
            base, ours, theirs = self._sides.at((section, key))
            things = _table(self._data, section)
            kept = theirs if ours is ABSENT else ours
            if key in things or base is ABSENT or kept is ABSENT:
                continue
            all_three = (self._sides.base, self._sides.ours, self._sides.theirs)
            old, our, their = (_table(side, section) for side in all_three)
            order = in_order(old, our, their, [*things, key])
            self._data[section] = {name: kept if name == key else things[name] for name in order}
            return [Conflict((section, key), "needed", base, ours, theirs)]
        return []

    def _ring(self, start: str) -> tuple[str, ...]:
        positions = _table(self._data, "positions")
        bosses = ((key, _at(positions, (key, "reports_to"))) for key in positions)
        lines = {key: boss for key, boss in bosses if isinstance(boss, str) and boss in positions}
        return next((ring for ring in rings(lines) if start in ring), (start,))

    def _record(self, place: Keys) -> list[Conflict]:
        """Mend a thing whose fields contradict each other: take one of them from ours, or if need be all."""
        ours, record = _at(self._sides.ours, place), _at(self._data, place)
        if not isinstance(record, dict) or not isinstance(ours, dict):
            return []
        differing = [
            key for key in dict.fromkeys((*record, *ours)) if _at(record, (key,)) != _at(ours, (key,))
        ]
        for key in differing:
            before = dict(record)
            found = self._ours((*place, key))
            if not any(fault[: len(place)] == place for fault, _ in self._faults()):
                return found
            record.clear()
            record.update(before)
        return [one for key in differing for one in self._ours((*place, key))]

    def _ours(self, place: Keys) -> list[Conflict]:
        """Take ours at a place; nothing if that is there already."""
        base, ours, theirs = self._sides.at(place)
        table = _at(self._data, place[:-1])
        if not isinstance(table, dict) or _at(self._data, place) == ours:
            return []
        if ours is ABSENT:
            del table[place[-1]]
        else:
            table[place[-1]] = ours
        return [Conflict(place, "value", base, ours, theirs)]


def _table(data: Mapping[str, object], name: str) -> Mapping[str, object]:
    table = data.get(name)
    return table if isinstance(table, dict) else {}


def _at(data: object, place: Place) -> object:
    """What is at a place in data."""
    for step in place:
        found = isinstance(data, list) and isinstance(step, int) and step < len(data)
        if not found and not (isinstance(data, dict) and step in data):
            return ABSENT
        data = data[step]  # type: ignore[index]
    return data
