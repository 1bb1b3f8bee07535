"""Folding the areas of the matrix: which rows are in sight, and where the cursor stands afterwards."""

from __future__ import annotations

from collections.abc import Sequence

from cxplanner.screens.kit.matrix_parts import MatrixRow


class Folds:
    """Which headings are folded; it outlives the data, so that an edit leaves the picture as it was."""

    def __init__(self) -> None:
        self._folded: set[str] = set()
        self._left: dict[str, str] = {}
        self._area: dict[str, str] = {}
        self._rows: tuple[MatrixRow, ...] = ()

    def of(self, rows: Sequence[MatrixRow]) -> tuple[MatrixRow, ...]:
        """The rows in sight: all headings, and what is below those that are not folded."""
        self._rows = tuple(rows)
        self._area = {}
        heading = ""
        for row in self._rows:
            if row.heading:
                heading = row.id
            else:
                self._area[row.id] = heading
        return self.visible()

    def visible(self) -> tuple[MatrixRow, ...]:
        """The rows in sight as things stand now."""
        return tuple(row for row in self._rows if row.heading or self._area[row.id] not in self._folded)

    def __contains__(self, heading: object) -> bool:
        """Whether a heading is folded."""
        return heading in self._folded

    def can_stand_on(self, row: MatrixRow) -> bool:
        """Whether the cursor may be on a row: a heading takes it only while it stands for hidden rows."""
        return not row.heading or row.id in self._folded

    def heading_of(self, row_id: str) -> str:
        """The heading a row stands below, or the row itself where it is one; empty without any."""
        return self._area.get(row_id, row_id)

    def stand_in(self, row_id: str) -> str:
        """Where the cursor belongs that was on a row: there, on its folded heading, or back below it."""
        heading = self.heading_of(row_id)
        if heading in self._folded:
            return heading
        if row_id == heading:
            left = self._left.get(heading, "")
            below = (row.id for row in self._rows if self._area.get(row.id) == heading)
            return left if self._area.get(left) == heading else next(below, row_id)
        return row_id

    def fold(self, heading: str, *, cursor: str = "") -> bool:
        """Folds a heading or unfolds it; False where there is nothing of that name."""
        if not any(row.heading and row.id == heading for row in self._rows):
            return False
        if heading in self._folded:
            self._folded.remove(heading)
        else:
            self._folded.add(heading)
            if self._area.get(cursor) == heading:
                self._left[heading] = cursor
        return True

    def fold_all(self, *, cursor: str = "") -> bool:
        """Folds all headings, or unfolds them where all are folded; False where there is none."""
        headings = {row.id for row in self._rows if row.heading}
        unfolded = headings - self._folded
        for heading in unfolded or headings:
            self.fold(heading, cursor=cursor)
        return bool(headings)

    def unfold_for(self, row_id: str) -> bool:
        """Brings a row into sight; says whether anything had to be unfolded."""
        heading = self._area.get(row_id)
        if heading is None or heading not in self._folded:
            return False
        self._folded.remove(heading)
        return True
