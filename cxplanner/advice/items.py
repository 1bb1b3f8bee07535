"""The things that a scale requires beyond the existing team, to be chosen one by one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

ItemKind = Literal["position", "hand-over", "responsibility", "letters", "department", "board", "metric"]


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that a scale requires.

    ``id`` is its section and its own id, such as ``positions.analyst``; ``required`` distinguishes what the
    rules of the scale require from what is merely usual. ``needs`` are the ids of items that this one depends
    on.
    """

    id: str
    kind: ItemKind
    title: str
    reason: str
    sources: tuple[str, ...]
    required: bool
    needs: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The id of the thing itself, without the section it belongs to."""
        return self.id.rpartition(".")[2]


def with_needs(items: Iterable[Item], chosen: Iterable[str]) -> tuple[Item, ...]:
    """The items with these ids, and those they depend on."""
    by_id = {item.id: item for item in items}
    waiting = [key for key in chosen if key in by_id]
    found: set[str] = set()
    while waiting:
        key = waiting.pop()
        if key not in found:
            found.add(key)
            waiting.extend(by_id[key].needs)
    return tuple(item for key, item in by_id.items() if key in found)
