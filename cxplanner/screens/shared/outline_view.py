"""What the views over an outline share: it is rendered from lines, filtered, and led to."""

from __future__ import annotations

from collections.abc import Iterable

from textual.widget import Widget

from cxplanner.screens.kit.outline import Entry, Outline
from cxplanner.screens.kit.panel import Panel
from cxplanner.screens.shared.filtering import FilteredView, Wanted, only
from cxplanner.text.override import override


class OutlineView(FilteredView):
    """A view whose list is an outline, with words beside it."""

    _last: str | None = None
    """Where somebody put the cursor last."""
    _found_first: str | None = None
    """Where it was put since, because a search did not find that."""

    @classmethod
    @override
    def keyboard(cls) -> tuple[type[Widget], ...]:
        """The list and the words beside it."""
        return Outline, Panel

    def lines(self) -> Iterable[Entry]:
        """The lines of the list as the plan is now, nothing left out."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Show the entries at once."""
        self.show_plan()

    @property
    def outline(self) -> Outline:
        """The list."""
        return self.query_one(Outline)

    @property
    @override
    def current(self) -> str | None:
        """The line under the cursor."""
        return self.outline.current

    @override
    def focus_first(self) -> None:
        """Put the keyboard into the list."""
        self.outline.focus()

    @override
    def show_entries(self) -> tuple[int, int]:
        """Render the lines asked for; the cursor stays on its line if it is one of them."""
        return self.show_lines(None)

    def show_lines(self, select: str | None) -> tuple[int, int]:
        """Render the lines asked for, with the cursor on one of them; answers how many were found."""
        entries, outline, search = list(self.lines()), self.outline, self.wanted.search
        lines, found = only(entries, self.wanted)
        current = outline.current
        if current is not None and (current != self._found_first or self.wanted.kept):
            self._last = current
        self._found_first = None
        if not search:
            outline.show(lines, select=select or (self._last if current is None else None))
        else:
            wanted = select or self._last
            outline.show(lines, select=wanted, search=search)
            if wanted not in found:
                first = next((line for line in outline.shown if line in found), None)
                outline.show(lines, select=first, search=search)
                self._found_first = first
        own = {entry.id for entry in entries if not entry.heading}
        return len(found & own), len(own)

    def reveal(self, line: str) -> bool:
        """Put the cursor on a line, past the filter if need be; False where there is none of that id."""
        entries = list(self.lines())
        if all(entry.id != line for entry in entries):
            return False
        if line not in only(entries, self.wanted)[1]:
            self.ask_for(Wanted())
        self.show_lines(line)
        return True
