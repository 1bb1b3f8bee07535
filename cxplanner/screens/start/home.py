"""Home: what the planner is for, a new plan, a file, the sample, and the plans that were open lately."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Final

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Button, OptionList, Static
from textual.widgets.option_list import Option
from textual.worker import get_current_worker

from cxplanner.screens.kit.choice_list import ChoiceList
from cxplanner.screens.kit.commands import Command, bindings, doing, key_words, keys_of
from cxplanner.screens.kit.confirm import Answer, Confirm
from cxplanner.screens.kit.keys import Keys
from cxplanner.screens.kit.safe import content
from cxplanner.screens.kit.signs import SEVERITY_MARKS
from cxplanner.screens.kit.still_screen import StillScreen
from cxplanner.screens.kit.typed_ahead import aside
from cxplanner.screens.shared.marks import legend
from cxplanner.session.drafts import LeftBehind, discard, left_behind, sweep_drafts
from cxplanner.session.recent import GONE, Recent, forget, is_gone, look_at, remembered, short_path
from cxplanner.text.override import override
from cxplanner.text.words import one_line

PURPOSE: Final = (
    "Plan a customer experience (CX) team: which positions there are, who reports to whom, and who answers "
    "for what. The planner says what is missing, why it matters and how to close each gap."
)
ABOUT: Final = (
    f"{PURPOSE} Recent plans are listed with their open gaps, as their files have them now; a double click "
    "opens one."
)
NEW: Final = Command("home.new", "n", "new", "New plan", "Start with the team that fits the company", "new")
OPEN: Final = Command("home.open", "o,ctrl+o", "open", "Open a plan", "Choose the file of a plan", "open")
SAMPLE: Final = Command(
    "home.sample",
    "s",
    "sample",
    "Look at a sample plan",
    "Open a copy that is thrown away when you quit",
    "sample",
)
FORGET: Final = Command(
    "home.forget",
    "x,delete",
    "forget",
    "Forget this plan",
    "Take it off the list; the file stays",
    "forget",
)
COMMANDS: Final[tuple[Command, ...]] = (
    NEW,
    OPEN,
    SAMPLE,
    Command("home.choose", "enter", "choose", "Open the plan in the list", "A double click does it as well"),
    FORGET,
    Command("home.help", "question_mark,f1", "help", "Help", "What you can do here", "help"),
    Command("home.quit", "q,ctrl+q", "app.quit", "Quit", "Leave the planner", "quit"),
)
NOTHING_YET: Final = "None yet. The plans you work on are listed here."


class HomeScreen(StillScreen[None]):
    """Where one starts without a plan, and comes back to between two plans."""

    CSS_PATH = "home.tcss"
    BINDINGS = bindings(COMMANDS)
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (64, "-normal")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-low"), (20, "-tall")]  # noqa: RUF012

    class Start(Message):
        """A new plan is wanted."""

    class Open(Message):
        """A plan was chosen."""

        def __init__(self, path: Path) -> None:
            super().__init__()
            self.path = path

    class Seen(Message):
        """A recent plan was looked at."""

        def __init__(self, recent: Recent) -> None:
            super().__init__()
            self.recent = recent

    class Left(Message):
        """Drafts were found that ends nobody chose left behind."""

        def __init__(self, found: Sequence[LeftBehind]) -> None:
            super().__init__()
            self.found = found

    class Restore(Message):
        """A draft that no file goes with was chosen."""

        def __init__(self, left: LeftBehind) -> None:
            super().__init__()
            self.left = left

    class Sample(Message):
        """Somebody wants to look at the sample."""

    def __init__(self, today: date, templates: Path | None = None) -> None:
        super().__init__(classes="-normal -tall")
        self._today = today
        self._templates = templates
        self._recents = list(remembered())
        self._drafts: dict[Path, LeftBehind] = {}
        """What was left unsaved, by the path of the plan, or that of the draft where there is none."""

    @override
    def compose(self) -> ComposeResult:
        """What the planner is for, what one can do, and the plans."""
        keys = keys_of(self.app)
        yield Static(" cxplanner", classes="home--title")
        yield Static(content(PURPOSE), classes="home--about")
        with Horizontal(classes="home--actions"):
            for command in (NEW, OPEN, SAMPLE):
                label = content(f"{command.title} ({key_words(command, keys)})")
                yield Button(label, name=command.action, tooltip=command.help, compact=True)
        yield Static("Recent plans", classes="home--heading")
        yield ChoiceList(id="recent")
        yield Static(id="home-said")
        yield Keys()

    def on_mount(self) -> None:
        """Show what was known of the plans, and look at them once that is on screen."""
        self._fill()
        if self._recents:
            self._list.focus()
        else:
            self.query(Button).first().focus()
        self.call_after_refresh(self._look)

    def commands(self) -> Sequence[Command]:
        """Everything that can be done here."""
        return COMMANDS

    @property
    def _list(self) -> ChoiceList:
        return self.query_one(ChoiceList)

    @property
    def _chosen(self) -> Recent | None:
        at = self._list.highlighted
        return self._recents[at] if at is not None and at < len(self._recents) else None

    def _fill(self, at: int = 0) -> None:
        self._list.set_options([Option(self._words(recent)) for recent in self._recents])
        self._list.display = bool(self._recents)
        self._list.highlighted = min(at, len(self._recents) - 1) if self._recents else None
        self.query_one(".home--heading", Static).update(
            "Recent plans" if self._recents else f"Recent plans\n{NOTHING_YET}"
        )

    @work(thread=True, exclusive=True)
    def _look(self) -> None:
        """Read the plans one after the other; each is told as soon as it is known."""
        worker = get_current_worker()
        now = datetime.now(UTC)
        sweep_drafts(now)
        if found := left_behind():
            self.post_message(self.Left(found))
        for recent in list(self._recents):
            if self._is_draft_alone(recent.path):
                continue
            known = look_at(recent, self._today, self._templates)
            if worker.is_cancelled:
                return
            self.post_message(self.Seen(known))

    @on(Left)
    def _list_drafts(self, event: Left) -> None:
        """Tell what was left unsaved, before all else what is in no list."""
        chosen = self._chosen
        listed = {recent.path for recent in self._recents}
        for left in event.found:
            path = left.draft.path or left.file
            self._drafts.setdefault(path, left)
            if path not in listed:
                listed.add(path)
                self._recents.insert(0, Recent(path, left.draft.company))
        self._fill(self._recents.index(chosen) if chosen else 0)
        if chosen is None:
            self._list.focus()

    @on(Seen)
    def _tell(self, event: Seen) -> None:
        """Show what a plan's file says now, if the plan is still listed."""
        for at, recent in enumerate(self._recents):
            if recent.path == event.recent.path:
                self._recents[at] = event.recent
                self._list.replace_option_prompt_at_index(at, self._words(event.recent))

    @on(OptionList.OptionSelected)
    def action_choose(self) -> None:
        """Open the plan under the cursor; of one that is gone, say so."""
        chosen = self._chosen
        if chosen is None:
            self._say("There is no plan in the list yet.")
        elif self._is_draft_alone(chosen.path):
            self.post_message(self.Restore(self._drafts[chosen.path]))
        elif is_gone(chosen.path):
            self._tell(self.Seen(replace(chosen, gaps=None, trouble=GONE)))
            key = key_words(FORGET, keys_of(self.app))
            self._say(f"{one_line(chosen.path.name)} is gone. {key} takes it off the list.")
        else:
            self.post_message(self.Open(chosen.path))

    def action_forget(self) -> None:
        """Take the plan under the cursor off the list."""
        chosen, at = self._chosen, self._list.highlighted
        if chosen is None or at is None:
            self._say("There is no plan in the list yet.")
        elif self._is_draft_alone(chosen.path):
            self._ask_to_discard(chosen, at)
        elif chosen.path in self._drafts:
            self._say("Changes of this plan are unsaved. Open it; it asks what is to become of them.")
        else:
            self._take_off(at)
            words = f"{one_line(chosen.path.name)} is off the list; the file stays where it is."
            aside(self.app, partial(forget, chosen.path), lambda _: self._say(words), lambda: None)

    def _take_off(self, at: int) -> None:
        del self._recents[at]
        self._fill(at)
        if not self._recents:
            self.query(Button).first().focus()

    def _ask_to_discard(self, chosen: Recent, at: int) -> None:
        """Ask before a draft goes: there is no file that holds any of it."""

        def answered(answer: str | None) -> None:
            if answer == "discard":
                aside(self.app, partial(discard, self._drafts.pop(chosen.path)), gone, lambda: None)

        def gone(_: None) -> None:
            self._take_off(at)
            self._say("The plan that was never saved was discarded.")

        answers = [Answer("keep", "Keep it", "primary", "k"), Answer("discard", "Discard it", "error", "g")]
        about = f"{one_line(chosen.company)}: no file holds this plan."
        self.app.push_screen(Confirm("Discard this plan for good?", answers, explanation=about), answered)

    def _is_draft_alone(self, path: Path) -> bool:
        """Whether there is nothing but a draft of this plan."""
        left = self._drafts.get(path)
        return left is not None and (left.draft.path is None or is_gone(left.draft.path))

    @on(Button.Pressed)
    async def _pressed(self, event: Button.Pressed) -> None:
        await self.run_action(str(event.button.name))

    def action_new(self) -> None:
        """Start a new plan."""
        self.post_message(self.Start())

    def action_sample(self) -> None:
        """Look at the sample."""
        self.post_message(self.Sample())

    def action_open(self) -> None:
        """Choose a file and open it."""
        from cxplanner.screens.start.file_choice import PlanChoice

        def chosen(path: Path | None) -> None:
            if path is not None:
                self.post_message(self.Open(path))

        self.app.push_screen(PlanChoice(), chosen)

    def action_help(self) -> None:
        """Say what can be done here."""
        from cxplanner.screens.kit.dialog import Help

        about = Help("Home", ABOUT, COMMANDS, marks=legend(engagement=False))
        self.app.push_screen(about, doing(self, COMMANDS))

    def _say(self, sentence: str) -> None:
        self.query_one("#home-said", Static).update(content(sentence), layout=False)

    def _words(self, recent: Recent) -> Content:
        """Two lines: whose plan it is and what it lacks, and where it is; legible under the cursor too."""
        left = self._drafts.get(recent.path)
        name = content(one_line(recent.company or recent.path.name)).stylize("bold")
        said = [recent.scale, _state(recent)]
        place = f"{recent.path.name} in {short_path(recent.path.parent)}"  # a long path is cut at its end
        if left is not None:
            said = [f"● {left.draft.headline(datetime.now(UTC))}"]
        if left is not None and left.draft.path is None:
            place = "in no file yet"
        facts = "".join(f" · {one_line(words)}" for words in said if words)
        return Content.assemble(name, content(facts), "\n  ", content(one_line(place)))


def _state(recent: Recent) -> str:
    if recent.trouble:
        return f"✗ {recent.trouble}"
    if recent.gaps is None:
        return "…"
    counted = [
        f"{mark} {recent.gaps[severity]} {severity}"
        for severity, mark in SEVERITY_MARKS.items()
        if recent.gaps.get(severity)
    ]
    return " ".join(counted) or "no gaps"
