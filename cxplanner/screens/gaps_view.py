"""Gaps: what the plan lacks, why that matters, and how to close it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from cxplanner.answers import complaint, read_answer
from cxplanner.edits.waivers import unwaive, waive
from cxplanner.gaps import SEVERITIES, Fix, Gap, fixes_for
from cxplanner.screens.commands import Command, bindings
from cxplanner.screens.describe import gap_words
from cxplanner.screens.marks import ACCEPTED, SEVERITY_MARKS, SEVERITY_STYLES
from cxplanner.screens.preview import fix_words
from cxplanner.screens.safe import content, toast
from cxplanner.screens.view import View
from cxplanner.screens.widgets.choice_list import ChoiceList
from cxplanner.screens.widgets.confirm import Answer, Confirm
from cxplanner.screens.widgets.panel import Panel
from cxplanner.screens.widgets.picker import Choice, Picker
from cxplanner.screens.widgets.prompt import Prompt
from cxplanner.screens.widgets.splitter import Panes
from cxplanner.team import section_of
from cxplanner.text import one_line


class GapsView(View):
    """The gaps by severity, the chosen one in words beside them."""

    TITLE = "Gaps"
    ABOUT = (
        "What is missing, the severest first. Each gap says why it matters and who says so. Close it by a "
        "fix, fill in the fact it asks for, or accept it with a reason."
    )
    COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(
            "gaps.fix",
            "f",
            "fix",
            "Fix the gap",
            "Choose a way to close it; says first what it changes",
            "fix",
        ),
        Command(
            "gaps.waive",
            "w",
            "waive",
            "Accept the gap",
            "Say why; on an accepted gap: count it again",
            "accept",
        ),
        Command("gaps.go", "enter,g", "go", "Go to the subject", "Show what the gap is about", "go to it"),
    )
    BINDINGS = bindings(COMMANDS)

    def compose(self) -> ComposeResult:
        """The list, and the panel that explains the chosen gap."""
        with Panes(classes="gaps"):
            yield ChoiceList(id="gap-list")
            yield Panel(id="gap-about", classes="panel")

    def on_mount(self) -> None:
        """Show the gaps at once."""
        self._accepted: set[str] = set()
        self.show_plan()

    @property
    def options(self) -> OptionList:
        """The list of gaps."""
        return self.query_one("#gap-list", OptionList)

    def show_plan(self) -> None:
        """Render the gaps as they are now; the cursor stays on its gap, or on the one that follows."""
        options = self.options
        before, at = self._current(), options.highlighted
        options.set_options(self._entries())
        ids = [option.id for option in options.options]
        wanted = _gap_id(before) if before else None
        accepted = {_gap_id(gap) for gap in self.workspace.gaps if gap.waived is not None}
        moved = (wanted in accepted) != (wanted in self._accepted)
        self._accepted = accepted
        if wanted is not None and wanted in ids and not moved:
            options.highlighted = ids.index(wanted)
        else:
            options.highlighted = min(at or 1, len(ids) - 1)
            if options.options[options.highlighted or 0].disabled:
                options.action_cursor_down()
        if self._current() is None:
            self.query_one(Panel).show(content(""))
        self._describe()

    def _entries(self) -> list[Option]:
        gaps = self.workspace.gaps
        groups = [(s, [g for g in gaps if g.severity == s and g.waived is None]) for s in SEVERITIES]
        entries: list[Option] = []
        for severity, found in groups:
            if found:
                words = f"{SEVERITY_MARKS[severity]} {severity} ({len(found)})"
                entries.append(Option(Content.styled(words, SEVERITY_STYLES[severity]), disabled=True))
                entries += [_entry(gap) for gap in found]
        accepted = [gap for gap in gaps if gap.waived is not None]
        if accepted:
            words = f"{ACCEPTED} accepted ({len(accepted)})"
            entries.append(Option(Content.styled(words, "$text-muted"), disabled=True))
            entries += [_entry(gap) for gap in accepted]
        if not entries:
            done = "No gaps. Everything this scale asks for is there and answered for."
            entries.append(Option(content(done), disabled=True))
        return entries

    def focus_first(self) -> None:
        """Put the keyboard into the list."""
        self.options.focus()

    def select(self, subject: str, section: str) -> bool:
        """Put the cursor on the first gap about an entry of a section of the plan."""
        found = (g for g in self.workspace.gaps if g.subject == subject)
        wanted = {_gap_id(g) for g in found if section_of(g.code, g.subject) == section}
        ids = [option.id for option in self.options.options]
        at = next((n for n, key in enumerate(ids) if key in wanted), None)
        self.options.highlighted = at if at is not None else self.options.highlighted
        return at is not None

    @property
    def chosen(self) -> tuple[str, str] | None:
        """What the chosen gap is about."""
        gap = self._current()
        return (section_of(gap.code, gap.subject), gap.subject) if gap is not None else None

    def _current(self) -> Gap | None:
        at = self.options.highlighted
        chosen = self.options.get_option_at_index(at).id if at is not None else None
        return next((gap for gap in self.workspace.gaps if _gap_id(gap) == chosen), None)

    @on(OptionList.OptionHighlighted)
    def _describe(self) -> None:
        gap = self._current()
        if gap is None:
            return
        team = self.workspace.team
        self.query_one(Panel).show(gap_words(team, gap, fixes_for(gap, team)))

    @on(OptionList.OptionSelected)
    def action_go(self) -> None:
        """Show what the gap is about."""
        gap = self._current()
        if gap is not None:
            self.post_message(self.GoTo(section_of(gap.code, gap.subject), gap.subject))

    def action_fix(self) -> None:
        """Choose a way to close the gap, or answer what it asks."""
        gap = self._current()
        if gap is None:
            toast(self, "There is no gap to fix.")
            return
        fixes = fixes_for(gap, self.workspace.team)
        if not fixes:
            toast(self, "This gap has no ready fix; go to its subject with enter.")
        elif len(fixes) == 1:
            self._confirm(fixes[0])
        else:
            self._choose(gap, fixes)

    def _choose(self, gap: Gap, fixes: Sequence[Fix]) -> None:
        """Ask which fix; the one under the cursor, and only that, says what it would do."""
        workspace = self.workspace

        @cache
        def describe(key: str) -> Content:
            return fix_words(workspace, fixes[int(key)])

        def chosen(answer: str | None) -> None:
            if answer is not None:
                self._apply(fixes[int(answer)])

        choices = [Choice(str(n), fix.title) for n, fix in enumerate(fixes)]
        self.app.push_screen(Picker(f"Close the gap: {gap.message}", choices, describe=describe), chosen)

    def _confirm(self, fix: Fix) -> None:
        """Say what the only fix would do and ask whether to do it; one that asks a question asks at once."""
        if fix.apply is None:
            self._apply(fix)
            return

        def answered(answer: str | None) -> None:
            if answer == "fix":
                self._apply(fix)

        answers = [Answer("fix", "Do it", "primary", "d"), Answer("leave", "Leave it", key="l")]
        explanation = fix_words(self.workspace, fix)
        self.app.push_screen(Confirm(f"{fix.title}?", answers, explanation=explanation), answered)

    def _apply(self, fix: Fix) -> None:
        if fix.apply is not None:
            self.edit(fix.apply)
        if fix.ask is None:
            return
        ask = fix.ask

        def answered(text: str | None) -> None:
            if text is not None:
                self.edit(lambda plan: ask.apply(plan, read_answer(ask.kind, text)))

        self.app.push_screen(Prompt(ask.question, check=lambda text: complaint(ask.kind, text)), answered)

    def action_waive(self) -> None:
        """Accept the gap with a reason, or let an accepted one count again."""
        gap, catalogue = self._current(), self.workspace.catalogue
        if gap is None:
            return
        if gap.waived is not None:
            self.edit(lambda plan: unwaive(plan, catalogue, gap.code, gap.subject))
            return

        def answered(reason: str | None) -> None:
            if reason is not None:
                self.edit(lambda plan: waive(plan, catalogue, gap.code, gap.subject, reason=reason))

        explanation = f"{gap.message} The reason is kept in the plan, and the gap no longer counts."
        prompt = Prompt(
            "Why is this gap accepted?",
            explanation=explanation,
            check=lambda text: complaint("text", text),
            accept="Accept",
        )
        self.app.push_screen(prompt, answered)


def _gap_id(gap: Gap) -> str:
    return f"{gap.code}:{gap.subject}"


def _entry(gap: Gap) -> Option:
    mark = ACCEPTED if gap.waived else SEVERITY_MARKS[gap.severity]
    return Option(content(f"{mark} {one_line(gap.message)}"), id=_gap_id(gap))
