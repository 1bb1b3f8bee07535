"""What changed since an earlier version of the plan, in sentences: to go to, and to take back one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import ClassVar, Final, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.types import CSSPathType
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from cxplanner.edits.change import EditRefused
from cxplanner.gaps.rule import Gap
from cxplanner.plan.subjects import section_of
from cxplanner.screens.kit.choice_list import ChoiceList
from cxplanner.screens.kit.commands import Command, bindings, key_words, keys_of
from cxplanner.screens.kit.dialog import CANCEL, Dialog
from cxplanner.screens.kit.hanging import Hanging
from cxplanner.screens.kit.picker import Choice, Picker
from cxplanner.screens.kit.safe import content
from cxplanner.screens.kit.typed_ahead import aside
from cxplanner.screens.shared.host import Host
from cxplanner.screens.shared.marks import gap_mark
from cxplanner.screens.shared.view import Place, View
from cxplanner.screens.workspace.saving import sentence
from cxplanner.session.earlier import Earlier, as_opened, as_saved, committed, review_since
from cxplanner.text.errors import CxplannerError
from cxplanner.text.override import override
from cxplanner.text.words import counted, one_line
from cxplanner.toml.problems import FileProblems
from cxplanner.versions.difference import Difference
from cxplanner.versions.review import GROUPS, Review

_REMOVED: Final = "This is not in the plan any more; take the change back to have it again."
_NO_GIT: Final = "git"


class _Line(NamedTuple):
    """One line of the list: a difference with its group, a gap, or a number that nobody can go to."""

    words: str
    group: str = ""
    difference: Difference | None = None
    gap: Gap | None = None


class Changes(Dialog[Place]):
    """The differences from an earlier version, grouped; answers with the place to go to."""

    CSS_PATH: ClassVar[CSSPathType | None] = ["../kit/dialogs.tcss", "changes.tcss"]
    ABOUT = (
        "What is not as it was: since the plan was opened, since it was saved last, or since any commit of "
        "its file in git. Go to what a line is about, or take that change alone back, as one step."
    )
    KEY_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command("changes.go", "enter", "go", "Go to what the line is about", label="go to it"),
        Command("changes.back", "t,delete", "take_back", "Take this change back", label="take back"),
        Command("changes.since", "s", "since", "Compare with another version", label="since when"),
    )
    BINDINGS = bindings(KEY_COMMANDS)

    def __init__(self, host: Host, earlier: Earlier, review: Review) -> None:
        super().__init__()
        self._host = host
        self._earlier = earlier
        self._review = review
        self._lines: list[_Line] = []

    @override
    def compose(self) -> ComposeResult:
        """Since when, how much, the list, and the keys."""
        with Vertical(classes="dialog changes"):
            yield Static(classes="dialog--title")
            yield Static(classes="changes--sum")
            yield ChoiceList(classes="changes--list")
            yield Static(classes="dialog--error")
            yield Static(classes="dialog--hint")

    def on_mount(self) -> None:
        """List what changed."""
        self._show()
        hints = [f"{key_words(c, keys_of(self.app))} {c.label}" for c in self.KEY_COMMANDS]
        closes = f"{key_words(CANCEL, keys_of(self.app))} closes"
        self.query_one(".dialog--hint", Static).update(content(" · ".join([*hints, closes])))

    def _show(self) -> None:
        self.query_one(".dialog--title", Static).update(content(f"What changed since {self._earlier.since}"))
        self.query_one(".changes--sum", Static).update(content(_sum(self._review)))
        self._say("")
        options, at = self.query_one(ChoiceList), self.query_one(ChoiceList).highlighted
        self._lines = []
        options.set_options(self._options())
        if options.option_count:
            options.highlighted = min(at or 1, options.option_count - 1)
            if options.options[options.highlighted].disabled:
                options.action_cursor_down()
        if at is None:  # the first heading is to be seen, too
            self.call_after_refresh(options.scroll_home, animate=False)

    def _options(self) -> Iterator[Option]:
        for title, lines in _grouped(self._review):
            yield Option(content(f"{title} ({len(lines)})").stylize("bold"), disabled=True)
            for line in lines:
                self._lines.append(line)
                yield Option(Hanging(content(f"– {one_line(line.words)}")), id=str(len(self._lines) - 1))

    def _say(self, words: str) -> None:
        self.query_one(".dialog--error", Static).update(content(words))

    @property
    def _chosen(self) -> _Line | None:
        option = self.query_one(ChoiceList).highlighted_option
        return self._lines[int(option.id)] if option is not None and option.id is not None else None

    @on(OptionList.OptionSelected)
    def action_go(self) -> None:
        """Answer with the place of what the line is about."""
        line = self._chosen
        if line is None:
            return
        if line.gap is not None:
            self.dismiss(Place(section_of(line.gap.code, line.gap.subject), line.gap.subject))
        elif line.difference is None:
            self._say("This is about the plan as a whole.")
        elif line.difference.kind == "removed" and line.difference.section != "waivers":
            self._say(_REMOVED)
        else:
            self.dismiss(_place(line.difference))

    def action_take_back(self) -> None:
        """Undo this one difference, or say why that cannot be done."""
        from cxplanner.versions.taking_back import taken_back

        line = self._chosen
        if line is None:
            return
        if line.difference is None:
            self._say("This follows from what was changed above; take that back.")
            return
        try:
            change = taken_back(self._review, line.group, line.difference)
        except EditRefused as refused:
            self._say(str(refused))
            return
        self._host.workspace.do(change)
        self._host.tell(change.sentence)
        self._look_since(self._earlier)

    def action_since(self) -> None:
        """Choose another version to compare with."""
        self._say("")
        _ask_since(self._host, self._look_since, self._say)

    def _look_since(self, earlier: Earlier) -> None:
        def told(review: Review | str) -> None:
            if isinstance(review, str):
                self._say(review)
            else:
                self._earlier, self._review = earlier, review
                self._show()

        _review_aside(self._host, earlier, told, self._say)


def show_changes(host: Host) -> None:
    """Show what changed since the plan was opened; from there every earlier version can be chosen."""

    def answered(place: Place | None) -> None:
        if place is not None:
            host.active.post_message(View.GoTo(*place))

    def told(review: Review | str) -> None:
        if isinstance(review, str):
            host.say(review)
        else:
            host.app.push_screen(Changes(host, earlier, review), answered)

    earlier = as_opened(host.workspace)
    _review_aside(host, earlier, told, host.say)


def _review_aside(
    host: Host, earlier: Earlier, told: Callable[[Review | str], object], say: Callable[[str], object]
) -> None:
    def read() -> Review | str:
        try:
            return review_since(host.workspace, earlier)
        except FileProblems as problems:
            return f"That version cannot be read as a plan: {one_line(problems.problems[0].sentence())}"
        except CxplannerError as refused:
            return sentence(refused)

    aside(host.app, read, told, lambda: say("Reading that version …"))


def _ask_since(host: Host, then: Callable[[Earlier], object], say: Callable[[str], object]) -> None:
    """Ask with which version to compare; where git keeps none, that is said in its place."""
    own = [as_opened(host.workspace), as_saved(host.workspace)]

    def read() -> tuple[Earlier, ...] | str:
        try:
            return committed(host.workspace)
        except CxplannerError as refused:
            return sentence(refused)

    def told(found: tuple[Earlier, ...] | str) -> None:
        kept = () if isinstance(found, str) else found
        versions = {str(n): one for n, one in enumerate([*filter(None, own), *kept])}
        choices = [_choice(key, one, last=one in kept[:1]) for key, one in versions.items()]
        if isinstance(found, str):
            choices.append(Choice(_NO_GIT, "No versions in git", found))

        def answered(key: str | None) -> None:
            if key == _NO_GIT and isinstance(found, str):
                say(found)
            elif key is not None:
                then(versions[key])

        host.app.push_screen(Picker("What changed since when?", choices), answered)

    aside(host.app, read, told, lambda: say("Asking git …"))


def _choice(key: str, earlier: Earlier, *, last: bool) -> Choice:
    if earlier.commit is None:
        return Choice(key, f"Since {earlier.since}")
    when = earlier.commit.when.astimezone()
    detail = f"{earlier.commit.author}, {when.day} {when:%B %Y, %H:%M} · {earlier.commit.id[:7]}"
    return Choice(key, earlier.commit.subject or "A commit", detail, "the last commit" if last else "")


def _sum(review: Review) -> str:
    if not review.differences:
        return "Nothing changed."
    found = counted(len(review.differences), "difference")
    opened, closed = len(review.opened), len(review.closed)
    if not (opened or closed):
        return f"{found}; no gap opens or closes."
    return f"{found}; opens {counted(opened, 'gap')}, closes {closed:,}."


def _grouped(review: Review) -> Iterator[tuple[str, list[_Line]]]:
    """The lines under their headings, as ``cxplanner diff`` tells them; only headings that have some."""
    if not review.differences:
        return
    for group, some in review.groups.items():
        yield GROUPS[group], [_Line(one.sentence, group, one) for one in some]
    for title, gaps in (("Gaps opened", review.opened), ("Gaps closed", review.closed)):
        if gaps:
            yield title, [_Line(f"{gap_mark(gap)} {gap.message}", gap=gap) for gap in gaps]
    if review.measures:
        told = (measure.sentence() for measure in review.measures)
        yield "Size and costs", [_Line(f"{words[:1].upper()}{words[1:]}") for words in told]


def _place(difference: Difference) -> Place:
    if difference.section == "waivers" and "." in difference.id:
        code, _, subject = difference.id.partition(".")
        return Place(section_of(code, subject), subject)
    return Place(difference.section, difference.id)
