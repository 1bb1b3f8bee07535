"""What is always in sight: whose plan it is, its numbers, its gaps, and whether it is saved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, Literal, NamedTuple

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from cxplanner.screens.kit.commands import key_name, keys_of
from cxplanner.screens.kit.safe import content
from cxplanner.screens.kit.signs import SEVERITY_MARKS, SEVERITY_STYLES
from cxplanner.screens.shared.marks import worst
from cxplanner.screens.workspace.registry import GAPS, ViewKind
from cxplanner.session.workspace import Outside, Workspace
from cxplanner.text.override import override
from cxplanner.text.words import counted

Level = Literal["wide", "normal", "terse", "gaps"]
LEVELS: Final[tuple[Level, ...]] = ("wide", "normal", "terse", "gaps")
"""How much the numbers say, from the most to the least."""
Named = Literal["titles", "apart", "short", "open", "keys"]
NAMED: Final[tuple[Named, ...]] = ("titles", "apart", "short", "open", "keys")
"""How the views are named, from the most to the least."""
MARK_STYLES: Final = {mark: SEVERITY_STYLES[severity] for severity, mark in SEVERITY_MARKS.items()}
_NAME_NEEDS: Final = 16  # cells of the company's name that numbers leave alone
_ROOMY: Final = ("titles", "apart")
_SAVED, _NOT_SAVED = "✓ saved", "● not saved"
_FILE_MOST: Final = 40
SEE_FILE: Final = "plan.file"
"""The command that tells what another program did to the file."""
LEAST: Final = (40, 12)
"""A smaller terminal keeps everything, but cannot show it."""


class _Span(NamedTuple):
    """Words in the bar that stand for an action of the screen."""

    line: int
    start: int
    end: int
    action: str
    tooltip: str


class TopBar(Widget):
    """Two lines: company, scale and the plan's numbers; the views and the file. Words can be clicked on."""

    DEFAULT_CSS = """
    TopBar { height: 2; dock: top; background: $panel; color: $foreground; }
    """

    class Asked(Message):
        """Somebody clicked on words that stand for an action of the screen."""

        def __init__(self, action: str) -> None:
            super().__init__()
            self.action = action

    def __init__(self, workspace: Workspace, views: Sequence[ViewKind]) -> None:
        super().__init__()
        self._workspace = workspace
        self._kinds = tuple(views)
        self._active = 0
        self._gaps_length = 0
        self._spans: dict[str, list[_Span]] = {}

    def activate(self, view: int) -> None:
        """Show which view is open."""
        self._active = view
        self.refresh()

    @override
    def render(self) -> Content:
        """The two lines, as wide as the terminal."""
        width = self.size.width
        first = self._too_small() or self._company_and_numbers(width)
        file = self._file()
        views = self._views(width - file.cell_length)
        return Content("\n").join([first, _ends(views, file, width)])

    def _too_small(self) -> Content | None:
        """What the terminal lacks, said in place of the company: it must fit where little does."""
        width, height = self.app.size
        if width >= LEAST[0] and height >= LEAST[1]:
            return None
        return content(f"Needs {LEAST[0]}×{LEAST[1]}, has {width}×{height}").stylize("bold")

    def _company_and_numbers(self, width: int) -> Content:
        """Whose plan it is, and as many numbers as leave room for that."""
        plan, team = self._workspace.plan, self._workspace.team
        model = self._workspace.catalogue.leadership[plan.leadership.model].title
        name = Content.assemble(" ", content(plan.company.name).stylize("bold"))
        scale = content(f" · {team.scale.title}")
        numbers, room = Content(), width
        for level in LEVELS:
            numbers = self._numbers(level)
            room = width - numbers.cell_length - scale.cell_length - 1
            if room >= min(name.cell_length, _NAME_NEEDS):
                break
        led = content(f" · {model}")
        if name.cell_length + led.cell_length <= room:
            scale = Content.assemble(scale, led)
        else:
            name = name.truncate(max(room, 0), ellipsis=True)
        self._spans["numbers"] = [
            _Span(0, 0, width, "company", "Open the form of company and leadership"),
            _Span(0, width - self._gaps_length, width, f"view({GAPS})", "Show the gaps"),
        ]
        return _ends(Content.assemble(name, scale), numbers, width)

    def _file(self) -> Content:
        path = self._workspace.path
        name = content(path.name if path else "new plan").truncate(_FILE_MOST, ellipsis=True)
        unsaved = self._workspace.unsaved
        state = (_NOT_SAVED, "bold $text-warning") if unsaved else (_SAVED, "$text-success")
        width = self.size.width
        if self._workspace.outside is not None:
            return self._file_changed(self._workspace.outside, state)
        self._spans["file"] = [
            _Span(1, width - len(state[0]) - 1, width, "save", "Write the plan to its file")
        ]
        whole = Content.assemble(name, " ", state, " ")
        if whole.cell_length + self._views(width, named="short").cell_length < width:
            return whole
        return Content.assemble(state, " ")

    def _file_changed(self, outside: Outside, state: tuple[str, str]) -> Content:
        """What another program did to the file, in place of its name, and the key that tells more."""
        key = keys_of(self.app).get(SEE_FILE, "f7").partition(",")[0]
        width, style = self.size.width, "bold $text-warning"
        words = Content.assemble((f"! {outside.words} {key_name(key)}", style), " ", state, " ")
        if words.cell_length + self._views(width, named="keys").cell_length >= width:
            state = state[0][0], state[1]
            words = Content.assemble((f"! {key_name(key)}", style), " ", state, " ")
        self._spans["file"] = [
            _Span(1, width - words.cell_length, width, "see_file", "What another program did to the file"),
            _Span(1, width - len(state[0]) - 1, width, "save", "Write the plan to its file"),
        ]
        return words

    def _views(self, room: int, *, named: Named | None = None) -> Content:
        """The views by titles, short names or keys alone, whichever there is room for.

        Each carries the mark of the severest gap that is to be seen there, behind its key, where the
        mark cannot be taken for that of the next view.
        """
        marks = self._marks()
        words: Content = Content()
        spans: list[_Span] = []
        for how in (named,) if named else NAMED:
            words, spans = self._tabs(how, marks)
            # Names do not move closer with the first edit: there is room for what is said then.
            spare = len(_NOT_SAVED) - len(_SAVED) if how in _ROOMY and not self._workspace.unsaved else 0
            if words.cell_length + spare < room:
                break
        self._spans["views"] = spans
        return words

    def _tabs(self, how: Named, marks: Mapping[int, str]) -> tuple[Content, list[_Span]]:
        """The views named in one way, the open one between two blanks; and where a click opens which."""
        keys, parts, spans = keys_of(self.app), [], []
        at = 0
        for n, view in enumerate(self._kinds):
            key = keys.get(f"view.{n + 1}", str(n + 1)).partition(",")[0]
            active, after, mark = n == self._active, n - 1 == self._active, marks.get(n, "")
            style = "bold reverse" if active else ""
            name = _name(view, how, active=active)
            if n and how in _ROOMY:
                parts.append((" ", "reverse" if after else ""))
                at, after = at + 1, False
            parts.append((" ", "reverse" if active or after else ""))
            parts += [(key, style), (mark or " ", style or MARK_STYLES.get(mark, "")), (name, style)]
            end = at + len(key) + 2 + len(name)
            spans.append(_Span(1, at, end, f"view({n})", f"Show {view.title}"))
            at = end
        parts.append((" ", "reverse" if self._active == len(self._kinds) - 1 else ""))
        return Content.assemble(*parts), spans

    def _marks(self) -> dict[int, str]:
        """View -> the mark of the severest open gap there."""
        marks: dict[int, str] = {}
        for n, view in enumerate(self._kinds):
            found = (self._workspace.gaps_in(section) for section in view.sections)
            marks[n] = worst(gaps[0] for subjects in found for gaps in subjects.values())
        return marks

    def _numbers(self, level: Level) -> Content:
        wide, day = level == "wide", self._workspace.day
        gaps = self._gaps(wide=wide)
        self._gaps_length = gaps.cell_length
        parts: list[Content | str | tuple[str, str]] = []
        if day != self._workspace.today:
            parts.append((f"as of {day} · ", "bold $text-warning"))
        return Content.assemble(*parts, self._counted(level), gaps)

    def _gaps(self, *, wide: bool) -> Content:
        """How many gaps are open, the severest first."""
        if not self._workspace.judged:
            return Content("… ")
        parts: list[tuple[str, str]] = []
        counts = self._workspace.gap_counts
        if not counts:
            parts.append(("no gaps ", "$text-success"))
        for severity, mark in SEVERITY_MARKS.items():
            if counts[severity]:
                said = f"{mark} {counts[severity]} {severity}  " if wide else f"{mark}{counts[severity]} "
                parts.append((said, SEVERITY_STYLES[severity]))
        return Content.assemble(*parts)

    def _counted(self, level: Level) -> str:
        """How large the team is and how much is answered for."""
        team = self._workspace.team
        expected = team.scale.expected
        fte, covered = f"{team.dedicated_fte:g} FTE", f"{len(team.covered)}/{len(team.required)}"
        wanted = f"{expected.fte_min:g}+" if expected.fte_min else "any"
        if level == "wide":
            most = f"–{expected.dedicated_max}" if expected.dedicated_max else "+"
            size = f"{counted(len(team.dedicated), 'dedicated position')} ({expected.dedicated_min}{most})"
            return f"{size}, {fte} ({wanted}) · {covered} answered for · "
        if level == "normal":
            return f"{fte} ({wanted}) · {covered} · "
        return f"{fte} · {covered} · " if level == "terse" else ""

    def on_click(self, event: events.Click) -> None:
        """Do what the words stand for that were clicked on."""
        if event.button == 1 and (span := self._span_at(event)) is not None:
            self.post_message(self.Asked(span.action))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Say what a click would do here."""
        span = self._span_at(event)
        said = span.tooltip if span is not None else None
        if said != self.tooltip:
            self.tooltip = said

    def _span_at(self, event: events.MouseEvent) -> _Span | None:
        """The words below the mouse; of two on the same place the later one."""
        spans = [span for part in self._spans.values() for span in part]
        found = [s for s in spans if s.line == event.y and s.start <= event.x < s.end]
        return found[-1] if found else None


def _name(view: ViewKind, named: Named, *, active: bool) -> str:
    """What a view is called; ``apart``: short, with more room between; ``open``: only that one is named."""
    if named == "titles":
        return view.title
    return view.short if named in ("apart", "short") or (named == "open" and active) else ""


def _ends(left: Content, right: Content, width: int) -> Content:
    """One line with a left and a right end; the left one gives way."""
    room = max(width - right.cell_length - 1, 0)
    if left.cell_length > room:
        left = left.truncate(room, ellipsis=True)
    gap = " " * max(width - left.cell_length - right.cell_length, 0)
    return Content.assemble(left, gap, right).truncate(width)
