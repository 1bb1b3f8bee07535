"""Filtering a list: what is asked for, the line to type it into, and the keys, the same in every view."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar, Final

from cxplanner.screens.kit.commands import Command, bindings
from cxplanner.screens.kit.outline import Entry
from cxplanner.screens.kit.signs import SEVERITY_MARKS
from cxplanner.screens.shared.view import View
from cxplanner.session.workspace import Workspace
from cxplanner.text.override import override
from cxplanner.text.search import holds, sought

if TYPE_CHECKING:
    from cxplanner.screens.kit.filter_line import FilterLine

SHOW_ALL: Final = Command("list.all", "escape", "show_all", "Show all", "No filter any more")
FILTER_COMMANDS: Final = (
    Command(
        "list.filter",
        "slash",
        "filter",
        "Filter the list",
        "Only what has these words; enter goes back to the list",
    ),
    Command("list.gaps", "g", "only_gaps", "Only with gaps", "Leave out what has no open gap; again: all"),
    SHOW_ALL,
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list is asked for: entries that have all these words, and perhaps only those with open gaps.

    ``kept`` is the entry somebody works on: it stays, even if it has neither any more.
    """

    words: str = ""
    with_gaps: bool = False
    kept: str = ""

    def __bool__(self) -> bool:
        """Whether anything is left out."""
        return bool(self.words.strip()) or self.with_gaps

    def takes(self, key: str, text: str, *, gaps: bool) -> bool:
        """Whether an entry is among those asked for, by what can be read of it and whether it has gaps."""
        if key == self.kept:
            return True
        return (gaps or not self.with_gaps) and holds(text, sought(self.words))

    @property
    def search(self) -> str:
        """The same for the same search, empty where nothing is left out."""
        return f"{sought(self.words)}{self.with_gaps}" if self else ""

    def none_found(self, what: str, key: str) -> str:
        """Why a list is empty, and the way out: the key that shows all."""
        words = self.words.strip()
        having = [f"“{words}”"] if words else []
        having += ["an open gap"] if self.with_gaps else []
        return f"{what} has {' and '.join(having)}. {key.capitalize()} shows all."


def only(entries: Sequence[Entry], wanted: Wanted) -> tuple[list[Entry], frozenset[str]]:
    """The entries asked for with the lines that they stand below, which step back; and which were found.

    An entry is found by its title, its columns, its id, its further words, and the heading it stands under.
    """
    if not wanted:
        return list(entries), frozenset(entry.id for entry in entries)
    by_id = {entry.id: entry for entry in entries}
    found: set[str] = set()
    context: set[str] = set()
    heading = None
    for entry in entries:
        if entry.heading:
            heading = entry
            if wanted.with_gaps and wanted.takes(entry.id, entry.title, gaps=_marked(entry)):
                found.add(entry.id)
            continue
        above = list(_above(entry, by_id))
        top = next((line for line in above if line.heading), None if above else heading)
        group = top.title if top else ""
        text = f"{entry.title} {entry.detail} {entry.id} {entry.words} {group}"
        if wanted.takes(entry.id, text, gaps=_marked(entry)):
            found.add(entry.id)
            context.update(line.id for line in (*above, *((top,) if top else ())))
    kept = [entry for entry in entries if entry.id in found or entry.id in context]
    return [entry if entry.id in found else replace(entry, quiet=True) for entry in kept], frozenset(found)


def _marked(entry: Entry) -> bool:
    return entry.mark in SEVERITY_MARKS.values()


def _above(entry: Entry, by_id: dict[str, Entry]) -> Iterable[Entry]:
    while entry.parent is not None and entry.parent in by_id:
        entry = by_id[entry.parent]
        yield entry


class FilteredView(View):
    """A view whose list can be filtered; it shows what ``wanted`` asks for."""

    COMMANDS: ClassVar[tuple[Command, ...]] = FILTER_COMMANDS
    BINDINGS = bindings(FILTER_COMMANDS)
    SOUGHT: ClassVar[str] = "words to look for"
    """What the empty line to type into says can be looked for."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.wanted = Wanted()
        self._line: FilterLine | None = None

    def none_found(self, what: str = "Nothing here") -> str:
        """What is said where nothing has what is asked for."""
        return self.wanted.none_found(what, self.key(SHOW_ALL.id))

    def show_entries(self) -> tuple[int, int]:
        """Render the entries asked for; answers how many were found, of how many."""
        raise NotImplementedError

    @property
    def current(self) -> str | None:
        """The entry under the cursor by the id that the list knows it by."""
        raise NotImplementedError

    @override
    def show_plan(self) -> None:
        """Render the plan as it is now; the entry worked on stays, filtered or not."""
        self.ask_for(replace(self.wanted, kept=self.current or ""))

    def ask_for(self, wanted: Wanted) -> None:
        """Show the entries asked for, and say how many there are."""
        self.wanted = wanted
        found, among = self.show_entries()
        if self._line is None:
            return
        if wanted:
            which = "only with gaps · " if wanted.with_gaps else ""
            self._line.say(f"{which}{found:,} of {among:,} · {self.key(SHOW_ALL.id)} shows all")
        elif self._line.typing:
            self._line.say(f"{self.key(SHOW_ALL.id)} closes")
        else:
            self._line.close()

    async def opened_line(self) -> FilterLine:
        """The line above the list, made when it is first needed."""
        if self._line is None:
            from cxplanner.screens.kit.filter_line import FilterLine

            self._line = FilterLine(self.SOUGHT)
            await self.mount(self._line, before=0)
        return self._line

    async def action_filter(self) -> None:
        """Ask for words that the entries must have."""
        line = await self.opened_line()
        line.ask()
        if not self.wanted:
            line.say(f"{self.key(SHOW_ALL.id)} closes")

    def on_filter_line_changed(self, event: FilterLine.Changed) -> None:
        """Show what has the words typed so far."""
        event.stop()
        self.ask_for(replace(self.wanted, kept="", words=event.words))

    def on_filter_line_left(self, event: FilterLine.Left) -> None:
        """Give the keyboard back to the list; the words stay."""
        event.stop()
        self.focus_first()
        if not self.wanted:
            self._close_line()

    async def action_only_gaps(self) -> None:
        """Leave out what has no open gap, or show it again."""
        await self.opened_line()
        self.ask_for(replace(self.wanted, kept="", with_gaps=not self.wanted.with_gaps))

    def action_show_all(self) -> None:
        """Show everything again, and put the keyboard into the list."""
        self.focus_first()
        self.ask_for(Wanted())
        self._close_line()

    def _close_line(self) -> None:
        if self._line is not None:
            self._line.close()
