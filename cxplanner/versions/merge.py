"""Three-way merge of plain data by tables and keys, which a line-by-line merge cannot do.

It is pure: it handles tables, lists and values, and is told which tables are collections of things. What only
one side changed is taken, and so is what both changed in the same way; what both changed differently is a
conflict, in which one value is kept and all three are reported.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from cxplanner.text.override import override
from cxplanner.toml.records import ID_PATTERN
from cxplanner.toml.statements import Keys

ConflictKind = Literal["value", "removed by ours", "removed by theirs", "needed"]


class _Absent:
    """The type of the placeholder for nothing, where None might be mistaken for a value."""

    @override
    def __repr__(self) -> str:
        return "nothing"


ABSENT: Final = _Absent()
_ID: Final = re.compile(ID_PATTERN)


@dataclass(frozen=True, slots=True)
class Conflict:
    """A place where the sides disagree. If it is a value, ours is kept.

    What one side removed is kept if the other changed it, or needs it because it names it elsewhere.
    """

    place: Keys
    kind: ConflictKind
    base: object
    ours: object
    theirs: object


@dataclass
class Merger:
    """One merge in progress; ``collection`` says in which tables the keys are ids of things.

    A missing collection is the same as an empty one: a side that removed its last thing did not remove what
    the other side added.
    """

    collection: Callable[[Keys], bool]
    noted: tuple[Collection[Keys], Collection[Keys]] = ((), ())
    """Places that ours and theirs commented on, so that removing one of these undoes somebody's work."""
    conflicts: list[Conflict] = field(default_factory=list)

    def merged(self, place: Keys, base: object, ours: object, theirs: object) -> object:
        """What is at a place after the merge, :data:`ABSENT` for nothing."""
        if base is not ABSENT and self._was_noted(place, ours, theirs):
            return self._kept(place, base, ours, theirs)
        if _same(ours, theirs) or _same(base, theirs):
            return ours
        if _same(base, ours):
            return theirs
        if self.collection(place):
            base, ours, theirs = (
                value or {} if isinstance(value, dict) else {} for value in (base, ours, theirs)
            )
        if isinstance(ours, dict) and isinstance(theirs, dict):
            return self._table(place, base if isinstance(base, dict) else {}, ours, theirs)
        lists = [[] if value is ABSENT else value for value in (base, ours, theirs)]
        if all(isinstance(value, list) for value in lists) and any(lists):
            found = _merged_lists(*lists)  # type: ignore[arg-type]
            if found is not None:
                return found or ABSENT
        return self._one_of(place, base, ours, theirs)

    def _table(
        self,
        place: Keys,
        base: Mapping[str, object],
        ours: Mapping[str, object],
        theirs: Mapping[str, object],
    ) -> object:
        found = {
            key: self.merged((*place, key), *(side.get(key, ABSENT) for side in (base, ours, theirs)))
            for key in dict.fromkeys((*ours, *theirs))
        }
        kept = [key for key, value in found.items() if value is not ABSENT]
        if not kept and self.collection(place) and place:
            return ABSENT
        return {key: found[key] for key in in_order(base, ours, theirs, kept)}

    def _was_noted(self, place: Keys, ours: object, theirs: object) -> bool:
        """Whether one side removed what the other only commented on."""
        if self.collection(place):
            return False
        by_ours, by_theirs = self.noted
        removed = isinstance(theirs, dict) and ours is ABSENT and place in by_theirs
        return removed or (isinstance(ours, dict) and theirs is ABSENT and place in by_ours)

    def _one_of(self, place: Keys, base: object, ours: object, theirs: object) -> object:
        if ours is not ABSENT and theirs is not ABSENT:
            self.conflicts.append(Conflict(place, "value", base, ours, theirs))
            return ours
        if base in (ours, theirs):  # only its order differs
            return ABSENT
        return self._kept(place, base, ours, theirs)

    def _kept(self, place: Keys, base: object, ours: object, theirs: object) -> object:
        """What one side removed and the other wanted to keep."""
        kind: ConflictKind = "removed by ours" if ours is ABSENT else "removed by theirs"
        self.conflicts.append(Conflict(place, kind, base, ours, theirs))
        return theirs if ours is ABSENT else ours


def in_order(
    base: Iterable[str], ours: Iterable[str], theirs: Iterable[str], kept: Iterable[str]
) -> list[str]:
    """The keys that are kept, in the order of the side that moved them, or ours if both did.

    What the other side added goes after the key it followed there, and after what this side added at the same
    place.
    """
    old, our, their, wanted = list(base), list(ours), list(theirs), set(kept)
    both = set(old) & set(our) & set(their)
    orders = [[key for key in side if key in both] for side in (old, our, their)]
    first, second = (their, our) if orders[1] == orders[0] != orders[2] else (our, their)
    found = list(first)  # keys that are not kept still show where those that replaced them go
    there, known = set(found), {*old, *second}
    at = 0
    for key in second:
        if key in there:
            at = found.index(key) + 1
        else:
            while at < len(found) and found[at] not in known:
                at += 1
            found.insert(at, key)
            there.add(key)
            at += 1
    return [key for key in found if key in wanted]


def _same(one: object, other: object) -> bool:
    """Whether two values are the same, including their order and kinds of number."""
    return one is other or repr(one) == repr(other)


def _merged_lists(base: list[str], ours: list[str], theirs: list[str]) -> list[str] | None:
    """Lists merged as ordered sets, or None if they cannot be.

    Lists of texts other than ids cannot: a text reworded differently by both sides would be there twice.
    """
    if any(len(set(map(repr, side))) != len(side) for side in (base, ours, theirs)):
        return None
    if not all(isinstance(item, str) for side in (base, ours, theirs) for item in side):
        return None
    old, our, their = set(base), set(ours), set(theirs)
    ids = all(_ID.fullmatch(item) for item in old | our | their)
    if not ids and old - our & old - their and our - old and their - old and our - old != their - old:
        return None
    kept = (old & our & their) | (our - old) | (their - old)
    return in_order(base, ours, theirs, kept)
