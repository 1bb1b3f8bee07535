"""Going from gap to gap, and acting on the one that was gone to: keys that work in every view."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from cxplanner.screens.kit.commands import Command
from cxplanner.screens.shared.view import Place, View

if TYPE_CHECKING:
    from cxplanner.gaps.rule import Gap

NEXT_GAP: Final = Command(
    "gap.next", "n", "gap(1)", "Next gap", "Go to what it is about, wherever that is to be seen"
)
GAP_COMMANDS: Final = (
    NEXT_GAP,
    Command("gap.previous", "p", "gap(-1)", "Previous gap", "Go back to what it is about"),
    Command("gap.fix", "f", "fix_gap", "Fix the gap", "Choose a way to close it; says first what it changes"),
    Command("gap.waive", "w", "waive_gap", "Accept the gap", "Say why; on an accepted gap: count it again"),
)
"""About the gap of the entry under the cursor."""


class GapWalk:
    """Which gap was gone to last, and where; from there it goes on."""

    def __init__(self) -> None:
        self._last: Gap | None = None
        self._at = 0
        self._view: View | None = None
        self._seen: tuple[Place | None, tuple[Gap, ...]] = None, ()

    def step(self, gaps: Sequence[Gap], here: Sequence[Gap], by: int) -> Gap:
        """The gap that comes next: after that of the entry under the cursor, else after the last one.

        After the last of all comes the first. Where the one gone to is closed, what followed it is next.
        """
        names = [_name(gap) for gap in gaps]
        last = _name(self._last) if self._last else None
        local = [_name(gap) for gap in here if _name(gap) in names]
        start = last if last in local or not local else local[0]
        if start in names:
            at = names.index(start) + by
        elif self._last is None:
            at = 0 if by > 0 else -1
        else:
            at = self._at if by > 0 else self._at - 1
        self._at = at % len(gaps)
        self._last = gaps[self._at]
        return self._last

    def arrived(self, view: View) -> None:
        """Remember where the gap that was gone to is seen."""
        self._view, self._seen = view, (view.place, view.gaps_here)

    def in_hand(self, view: View) -> tuple[Gap, ...]:
        """The gap that was gone to, while nothing else was looked at; else those of the entry there now."""
        if self._last is not None and view is self._view and (view.place, view.gaps_here) == self._seen:
            now = [gap for gap in view.workspace.open_gaps if _name(gap) == _name(self._last)]
            if now:
                return (now[0],)
        return view.gaps_here


def _name(gap: Gap) -> tuple[str, str]:
    return gap.code, gap.subject
