"""What was done to a plan since it was opened, and the way back."""

from __future__ import annotations

from typing import Final

from cxplanner.edits.change import Change
from cxplanner.plan.models import Plan


class History:
    """A plan with the changes made to it, for undo and redo; a new change clears what could be redone."""

    def __init__(self, plan: Plan) -> None:
        self.start: Final = plan
        """The plan as it was before the first change."""
        self._changes: list[Change] = []
        self._done = 0

    @property
    def plan(self) -> Plan:
        """The plan as it is now."""
        return self._changes[self._done - 1].plan if self._done else self.start

    @property
    def done(self) -> tuple[Change, ...]:
        """The changes that are in effect, oldest first."""
        return tuple(self._changes[: self._done])

    def push(self, change: Change) -> bool:
        """Keep a change, unless it leaves the plan as it was; whether it was kept."""
        if change.plan is self.plan:
            return False
        del self._changes[self._done :]
        self._changes.append(change)
        self._done += 1
        return True

    def undo(self) -> Change | None:
        """Step back; the change that was undone, or None at the start."""
        if not self._done:
            return None
        self._done -= 1
        return self._changes[self._done]

    def redo(self) -> Change | None:
        """Step forward again; the change that was redone, or None at the end."""
        if self._done == len(self._changes):
            return None
        self._done += 1
        return self._changes[self._done - 1]
