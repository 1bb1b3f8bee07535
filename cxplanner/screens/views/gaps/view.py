"""Gaps: what the plan lacks, why that matters, and how to close it."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from cxplanner.gaps import SEVERITIES, Gap, fixes_for
from cxplanner.plan.subjects import section_of
from cxplanner.screens.kit.choice_list import ChoiceList
from cxplanner.screens.kit.commands import Command, bindings
from cxplanner.screens.kit.hanging import Hanging
from cxplanner.screens.kit.panel import Panel
from cxplanner.screens.kit.safe import content
from cxplanner.screens.kit.signs import ACCEPTED, SEVERITY_MARKS, SEVERITY_STYLES
from cxplanner.screens.kit.splitter import Panes
from cxplanner.screens.shared.describe import gap_words
from cxplanner.screens.shared.filtering import SHOW_ALL, FilteredView, Wanted
from cxplanner.screens.shared.gap_walk import GAP_COMMANDS
from cxplanner.screens.shared.marks import gap_mark, legend
from cxplanner.screens.shared.view import Place
from cxplanner.text.override import override
from cxplanner.text.words import one_line

NO_GAPS: Final = "No gaps. Everything this scale asks for is there and answered for."


_GO: Final = Command("gaps.go", "enter", "go", "Go to the subject", "Show what the gap is about", "go to it")


class GapList(ChoiceList):
    """The list of gaps; enter and a double click go to what a gap is about."""

    BINDINGS: ClassVar[list[BindingType]] = [replace(_GO, action="select").binding]


_SHOWN_HERE: Final = tuple(
    replace(command, action=f"screen.{command.action}", label=label)
    for command in GAP_COMMANDS
    if (label := {"gap.fix": "fix", "gap.waive": "accept"}.get(command.id))
)
"""What works in every view, and is said in the footer of this one."""


class GapsView(FilteredView):
    """The gaps by severity, the chosen one in words beside them."""

    TITLE = "Gaps"
    ABOUT = (
        "What is missing, the severest first. Each gap says why it matters and who says so. Close it by a "
        "fix, fill in the fact it asks for, or accept it with a reason."
    )
    LEGEND = legend(f"{ACCEPTED} accepted", engagement=False)
    COMMANDS: ClassVar[tuple[Command, ...]] = (_GO,)
    BINDINGS = bindings((*_SHOWN_HERE, *COMMANDS))
    SOUGHT = "words of a gap, its severity, kind or code"

    @classmethod
    @override
    def keyboard(cls) -> tuple[type[Widget], ...]:
        """The list of gaps and the words beside it."""
        return GapList, Panel

    @override
    def compose(self) -> ComposeResult:
        """The list, and the panel that explains the chosen gap."""
        with Panes(classes="gaps"):
            yield GapList(id="gap-list")
            yield Panel(id="gap-about", classes="panel")

    def on_mount(self) -> None:
        """Show the gaps at once."""
        self._accepted: set[str] = set()
        self.show_plan()

    @property
    def options(self) -> OptionList:
        """The list of gaps."""
        return self.query_one("#gap-list", OptionList)

    @override
    def show_entries(self) -> tuple[int, int]:
        """Render the gaps asked for; the cursor stays on its gap, or on the one that follows."""
        options = self.options
        before, at = self.current, options.highlighted
        options.set_options(self._entries())
        ids = [option.id for option in options.options]
        accepted = {_gap_id(gap) for gap in self.workspace.gaps if not gap.open}
        moved = (before in accepted) != (before in self._accepted)
        self._accepted = accepted
        if before is not None and before in ids and not moved:
            options.highlighted = ids.index(before)
        else:
            options.highlighted = min(at or 1, len(ids) - 1)
            if options.options[options.highlighted or 0].disabled:
                options.action_cursor_down()
        if self.current is None:
            self.query_one(Panel).show(content(""))
        self._describe()
        return sum(key is not None for key in ids), len(self.workspace.gaps)

    def _entries(self) -> list[Option]:
        wanted = self.wanted
        gaps = [gap for gap in self.workspace.gaps if wanted.takes(_gap_id(gap), _text(gap), gaps=gap.open)]
        groups = [(s, [g for g in gaps if g.severity == s and g.open]) for s in SEVERITIES]
        entries: list[Option] = []
        for severity, found in groups:
            if found:
                words = f"{SEVERITY_MARKS[severity]} {severity} ({len(found)})"
                entries.append(Option(Content.styled(words, SEVERITY_STYLES[severity]), disabled=True))
                entries += [_entry(gap) for gap in found]
        accepted = [gap for gap in gaps if not gap.open]
        if accepted:
            words = f"{ACCEPTED} accepted ({len(accepted)})"
            entries.append(Option(Content.styled(words, "$text-muted"), disabled=True))
            entries += [_entry(gap) for gap in accepted]
        if not entries:
            done = self._why_none()
            entries.append(Option(content(done), disabled=True))
        return entries

    def _why_none(self) -> str:
        if not self.wanted or not self.workspace.gaps:
            return NO_GAPS
        shows_all = self.key(SHOW_ALL.id)
        if self.wanted.words.strip():
            what = "No open gap" if self.wanted.with_gaps else "No gap"
            return replace(self.wanted, with_gaps=False).none_found(what, shows_all)
        return f"Every gap is accepted. {shows_all.capitalize()} shows all."

    @override
    def focus_first(self) -> None:
        """Put the keyboard into the list."""
        self.options.focus()

    @override
    def select(self, subject: str, section: str) -> bool:
        """Put the cursor on the first gap about an entry of a section of the plan."""
        found = (g for g in self.workspace.gaps if g.subject == subject)
        gap = next((g for g in found if section_of(g.code, g.subject) == section), None)
        return gap is not None and self.select_gap(gap)

    @property
    @override
    def chosen(self) -> tuple[str, str] | None:
        """What the chosen gap is about."""
        about = [(section_of(gap.code, gap.subject), gap.subject) for gap in self.gaps_here]
        return about[0] if about else None

    @override
    def select_gap(self, gap: Gap) -> bool:
        """Put the cursor on a gap, past the filter if need be."""
        wanted = _gap_id(gap)
        if wanted not in self._ids():
            self.ask_for(Wanted())
        ids = self._ids()
        if wanted in ids:
            self.options.highlighted = ids.index(wanted)
        return wanted in ids

    def _ids(self) -> list[str | None]:
        return [option.id for option in self.options.options]

    @property
    @override
    def current(self) -> str | None:
        """The line of the gap under the cursor."""
        at = self.options.highlighted
        return self.options.get_option_at_index(at).id if at is not None else None

    @property
    @override
    def place(self) -> Place | None:
        """The gap under the cursor; it is no entry of the plan, but a place to be at."""
        current = self.current
        return Place("gaps", current) if current else None

    @property
    @override
    def gaps_here(self) -> tuple[Gap, ...]:
        """The gap under the cursor, an accepted one too."""
        current = self.current
        return tuple(gap for gap in self.workspace.gaps if _gap_id(gap) == current)

    @on(OptionList.OptionHighlighted)
    def _describe(self) -> None:
        gap = next(iter(self.gaps_here), None)
        if gap is None:
            return
        team = self.workspace.team
        self.query_one(Panel).show(gap_words(team, gap, fixes_for(gap, team)))

    @on(OptionList.OptionSelected)
    def action_go(self) -> None:
        """Show what the gap is about."""
        gap = next(iter(self.gaps_here), None)
        if gap is not None:
            self.post_message(self.GoTo(section_of(gap.code, gap.subject), gap.subject))


def _gap_id(gap: Gap) -> str:
    return f"{gap.code}:{gap.subject}"


def _entry(gap: Gap) -> Option:
    return Option(Hanging(content(f"{gap_mark(gap)} {one_line(gap.message)}")), id=_gap_id(gap))


def _text(gap: Gap) -> str:
    """What a gap is found by."""
    accepted = f"accepted {gap.waived.reason}" if gap.waived else ""
    return f"{gap.message} {gap.code} {gap.name} {gap.severity} {gap.kind} {gap.subject} {accepted}"
