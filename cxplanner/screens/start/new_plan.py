"""New plan: the company, its scale and leadership, and the starting team as you choose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Button, Input, RadioButton, RadioSet, Static

from cxplanner.advice.starting_team import starting_plan
from cxplanner.catalogue.catalogue import Catalogue
from cxplanner.catalogue.citations import bracketed
from cxplanner.catalogue.words import MARKETS
from cxplanner.edits.change import EditRefused, made
from cxplanner.gaps import SEVERITIES, team_gaps
from cxplanner.plan.models import Company, Plan
from cxplanner.plan.team import Team
from cxplanner.screens.kit.commands import Command, bindings, doing
from cxplanner.screens.kit.dialog import Help
from cxplanner.screens.kit.keys import Keys
from cxplanner.screens.kit.reversible import Reversible
from cxplanner.screens.kit.safe import content, toast
from cxplanner.screens.kit.signs import SEVERITY_MARKS
from cxplanner.screens.kit.still_screen import StillScreen
from cxplanner.screens.kit.textual_private import press_unheard
from cxplanner.screens.shared.marks import engagement_mark, legend, share
from cxplanner.session.workspace import Workspace
from cxplanner.text.answers import AnswerRefused, read_answer
from cxplanner.text.override import override
from cxplanner.text.words import counted, one_line

COMMANDS = (
    Command(
        "new.create",
        "ctrl+s",
        "create",
        "Start planning",
        "Open the starting team in the planner",
        "start",
        while_typing=True,
    ),
    Command("new.help", "f1", "help", "Help", "What this screen asks", "help", while_typing=True),
    Command(
        "new.home",
        "escape",
        "app.home",
        "Back to Home",
        "Leave the answers; no plan is made",
        "home",
        while_typing=True,
    ),
    Command("new.leave", "ctrl+q", "app.quit", "Quit", "Leave without a plan", "quit", while_typing=True),
)

ABOUT = (
    "Say whose team you plan. The number of people suggests a scale; you decide. The starting team comes "
    "from the scale, the market and who leads customer experience; everything can be changed afterwards."
)


class Option(Reversible, RadioButton):
    """One answer, which shows by its shape whether it holds."""

    BUTTON_LEFT = BUTTON_RIGHT = " "
    BUTTON_INNER = "○"

    def __init__(self, label: Content, *, value: bool, name: str) -> None:
        super().__init__(label, value, name=name)
        self._shape()

    def _shape(self) -> None:
        self.BUTTON_INNER = "●" if self.value else "○"

    @override
    def watch_value(self) -> None:
        """A full circle for the answer that holds, an empty one for the others."""
        self._shape()
        super().watch_value()


class Choices(RadioSet):
    """A few answers of which one holds: arrows choose; the program may too, which is nobody's choice."""

    KEY_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command("choices.next", "down,right", "choose(1)", "The answer below"),
        Command("choices.before", "up,left", "choose(-1)", "The answer above"),
    )
    BINDINGS = bindings(KEY_COMMANDS)

    def action_choose(self, step: int) -> None:
        """Choose the answer below or above."""
        if step > 0:
            self.action_next_button()
        else:
            self.action_previous_button()
        self.action_toggle_button()

    def press(self, name: str) -> None:
        """Choose an answer without saying that somebody did; the cursor goes there as well."""
        buttons = list(self.query(RadioButton))
        with self.prevent(RadioButton.Changed):
            for number, button in enumerate(buttons):
                button.value = button.name == name
                if button.value:
                    press_unheard(self, button, number)


@dataclass(frozen=True, slots=True)
class Answers:
    """What was answered, as it was typed and chosen; ``scale_chosen`` is whether somebody chose the scale."""

    name: str = ""
    headcount: str = ""
    scale: str = "mid-size"
    market: str = "both"
    model: str = ""
    scale_chosen: bool = False


class NewPlanScreen(StillScreen[None]):
    """Asks what a starting plan needs, and shows that plan while one chooses."""

    CSS_PATH = "new_plan.tcss"
    BINDINGS = bindings(COMMANDS)
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (64, "-normal"), (100, "-wide")]  # noqa: RUF012

    class Made(Message):
        """A starting plan was made; the app opens it."""

        def __init__(self, workspace: Workspace, answers: Answers) -> None:
            super().__init__()
            self.workspace = workspace
            self.answers = answers

    def __init__(
        self, catalogue: Catalogue, path: Path | None, today: date, answers: Answers | None = None
    ) -> None:
        super().__init__()
        self._answers = answers or Answers()
        self._today = today
        self._catalogue = catalogue
        self._path = path
        self._chose_scale = self._answers.scale_chosen
        self._scale_before = ""
        """The scale that held before somebody began to type how many people there are."""

    @override
    def compose(self) -> ComposeResult:
        """The questions on the left, the starting team on the right."""
        title = f"New plan: {self._path.name}" if self._path else "New plan"
        before = self._answers
        yield Static(content(f" {title}"), classes="new--title")
        with Horizontal():
            with VerticalScroll(classes="new--form", can_focus=False):
                yield Static("Company", classes="new--label", id="name-label")
                yield Input(before.name, placeholder="name of the company", id="name", compact=True)
                yield Static("How many people work there?", classes="new--label", id="headcount-label")
                yield Input(
                    before.headcount, placeholder="number, may stay empty", id="headcount", compact=True
                )
                yield Static("Scale", classes="new--label", id="scale-label")
                yield self._choice(
                    "scale", [(k, s.title) for k, s in self._catalogue.scales.items()], before.scale
                )
                yield Static("Sells to", classes="new--label")
                yield self._choice("market", list(MARKETS.items()), before.market)
                yield Static("Who leads customer experience?", classes="new--label")
                models = [(k, m.title) for k, m in self._catalogue.leadership.items()]
                yield self._choice("model", models, before.model or models[0][0])
                yield Static("", id="new-error")
                yield Button("Start planning", variant="primary", id="create", compact=True)
            with VerticalScroll(classes="panel", id="new-preview"):
                yield Static(id="preview")
        yield Keys(palette=False)

    def _choice(self, name: str, options: list[tuple[str, str]], chosen: str) -> Choices:
        buttons = [Option(content(words), value=key == chosen, name=key) for key, words in options]
        return Choices(*buttons, id=name, compact=True)

    def on_mount(self) -> None:
        """Start with the name."""
        for choices in self.query(Choices):
            choices.press(self._chosen(choices.id or ""))
        self._scale_before = self._chosen("scale")
        self.query_one("#name", Input).focus()
        self._preview()

    def _chosen(self, name: str) -> str:
        button = self.query_one(f"#{name}", RadioSet).pressed_button
        return (button.name if button else None) or ""

    def plan(self) -> Plan:
        """The starting plan as chosen so far. Raises EditRefused while the answers make none."""
        return self._plan(self._headcount())

    def _plan(self, headcount: int | None) -> Plan:
        name = self.query_one("#name", Input).value.strip()
        fields = {
            "name": name or "New company",
            "scale": self._chosen("scale"),
            "headcount": headcount,
            "market": self._chosen("market"),
        }
        return starting_plan(self._catalogue, made(Company, fields), self._chosen("model"))

    def _headcount(self) -> int | None:
        """How many people were typed, None for an empty field. Raises EditRefused for what is no number."""
        text = self.query_one("#headcount", Input).value.strip()
        try:
            return int(read_answer("count", text)) if text else None  # type: ignore[arg-type]
        except AnswerRefused as refused:
            raise EditRefused(f"People: {refused}") from None

    @on(Input.Changed, "#headcount")
    def _counted(self) -> None:
        """Suggest a scale; the digits with which a text begins that is no number suggest none."""
        try:
            headcount = self._headcount()
        except EditRefused:
            headcount = None
            if not self._chose_scale:
                self.query_one("#scale", Choices).press(self._scale_before)
        self._suggest(headcount)
        self._preview()

    @on(Input.Blurred, "#headcount")
    def _count_left(self) -> None:
        self._scale_before = self._chosen("scale")

    def _suggest(self, headcount: int | None) -> None:
        label = self.query_one("#scale-label", Static)
        if headcount is None:
            label.update("Scale")
            return
        key = self._catalogue.suggested_scale(headcount)
        scale = self._catalogue.scales[key]
        reach = f"from {scale.headcount_from:,}" if scale.headcount_from else "the smallest"
        label.update(content(f"Scale: {headcount:,} people suggest {scale.title} ({reach} up)"))
        if not self._chose_scale:
            self.query_one("#scale", Choices).press(key)

    @on(RadioSet.Changed, "#scale")
    def _scale_chosen(self) -> None:
        self._chose_scale = True

    @on(Input.Changed, "#name")
    def _named(self) -> None:
        try:
            self.plan()
        except EditRefused as refused:
            self._say(str(refused))
        else:
            self._say("")

    @on(RadioSet.Changed)
    def _preview(self) -> None:
        """Show the team of the choices that hold, even while the headcount cannot be read."""
        plan: Plan | None
        try:
            plan = self.plan()
        except EditRefused as refused:
            self._say(str(refused))
            plan = self._without_headcount()
        else:
            self._say("")
        if plan is None:
            return
        self.query_one("#preview", Static).update(_preview_words(Team(plan, self._catalogue, self._today)))

    def _without_headcount(self) -> Plan | None:
        try:
            return self._plan(None)
        except EditRefused:
            return None

    def _say(self, wrong: str) -> None:
        self.query_one("#new-error", Static).update(content(f"✗ {wrong}" if wrong else ""))

    @on(Input.Submitted)
    def _next(self) -> None:
        self.focus_next()

    @on(Button.Pressed, "#create")
    def action_create(self) -> None:
        """Open the starting plan."""
        name = self.query_one("#name", Input)
        if not name.value.strip():
            self._say("Type the name of the company first.")
            name.focus()
            return
        try:
            plan = self.plan()
        except EditRefused as refused:
            toast(self, str(refused), severity="warning")
            return
        answers = Answers(
            name.value,
            self.query_one("#headcount", Input).value,
            self._chosen("scale"),
            self._chosen("market"),
            self._chosen("model"),
            self._chose_scale,
        )
        workspace = Workspace(plan, self._catalogue, path=self._path, today=self._today)
        self.post_message(self.Made(workspace, answers))

    def commands(self) -> Sequence[Command]:
        """Everything that can be done here."""
        return COMMANDS

    def action_help(self) -> None:
        """Say what this screen asks."""
        about = Help("New plan", ABOUT, COMMANDS, marks=legend())
        self.app.push_screen(about, doing(self, COMMANDS))


def _tree_lines(team: Team) -> list[Content]:
    lines: list[Content] = []
    for boss in team.reports:
        if boss in team.members:
            continue
        lines.append(content(team.title(boss)).stylize("$text-muted"))
        waiting = [(1, key) for key in reversed(team.reports[boss])]
        while waiting:
            depth, key = waiting.pop()
            member = team.members[key]
            words = f"{' ' * (2 * depth - 1)}{engagement_mark(member)} {member.title} {share(member)}"
            lines.append(content(words.rstrip()))
            waiting += [(depth + 1, report) for report in reversed(team.reports.get(key, ()))]
    return lines


def _preview_words(team: Team) -> Content:
    plan, catalogue = team.plan, team.catalogue
    model = catalogue.leadership[plan.leadership.model]
    gaps = team_gaps(team)
    size = f"{counted(len(team.members), 'position')}, {counted(len(team.dedicated), 'dedicated one')}"
    lines = [
        content(f"The starting team: {size} ({team.dedicated_fte:g} FTE)").stylize("bold"),
        *_tree_lines(team),
        Content(""),
        content(f"Left to fill in ({len(gaps)})").stylize("bold"),
    ]
    for severity in SEVERITIES:
        found = [gap for gap in gaps if gap.severity == severity]
        lines += [content(f"{SEVERITY_MARKS[severity]} {one_line(gap.message)}") for gap in found[:6]]
        if len(found) > 6:
            lines.append(content(f"{SEVERITY_MARKS[severity]} and {len(found) - 6} more like these"))
    lines += [Content(""), content(model.title).stylize("bold"), content(model.about)]
    lines += [content(f"+ {view.says} {bracketed(view.sources)}") for view in model.speaks_for[:2]]
    lines += [content(f"- {view.says} {bracketed(view.sources)}") for view in model.speaks_against[:2]]
    return Content("\n").join(lines)
