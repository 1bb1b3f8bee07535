"""Conflicts of a merge, one after the other: what each side says, side by side, and whose word holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Final, cast

from textual.app import App, ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.types import CSSPathType
from textual.widgets import Button, Static

from cxplanner.catalogue.catalogue import Catalogue
from cxplanner.edits.change import EditRefused
from cxplanner.plan.models import Plan
from cxplanner.plan.team import Team
from cxplanner.screens.kit.confirm import Answer, Confirm
from cxplanner.screens.kit.safe import content
from cxplanner.text.override import override
from cxplanner.text.words import counted
from cxplanner.versions.merge import Conflict
from cxplanner.versions.settling import Side, settled_by, side_words, subject_words

_BACK: Final = Answer("back", "Previous conflict", key="b")


@dataclass(frozen=True, slots=True)
class Conflicts:
    """What is to be settled: the conflicts, the plan that holds one word of each, and who the sides are."""

    plan: Plan
    conflicts: Sequence[Conflict]
    catalogue: Catalogue
    sides: Mapping[Side, str]


class SideBySide(Confirm):
    """Asks whose word holds about one place; answers with the side, or that the one before is meant."""

    CSS_PATH: ClassVar[CSSPathType | None] = ["../kit/dialogs.tcss", "side_by_side.tcss"]
    ABOUT = (
        "Two people changed the same thing. See what each of them says, and choose whose word holds. Nothing "
        "is done before all are settled; escape leaves everything as it is."
    )

    def __init__(
        self, question: str, told: Mapping[str, str], before: str, trouble: str, answers: Sequence[Answer]
    ) -> None:
        super().__init__(question, answers)
        self._told = told
        self._before = before
        self._trouble = trouble

    @override
    def compose(self) -> ComposeResult:
        """What it is about, the two sides in columns, what was there before, and the answers."""
        with Vertical(classes="dialog"):
            yield Static(content(self._question), classes="dialog--title")
            with VerticalScroll(classes="dialog--body", can_focus=False), Horizontal(classes="sides"):
                for side, words in self._told.items():
                    with Vertical(classes="side"):
                        yield Static(content(side).stylize("bold"))
                        yield Static(content(words))
            if self._before:
                yield Static(content(self._before), classes="dialog--text")
            if self._trouble:
                yield Static(content(self._trouble), classes="dialog--error")
            with Horizontal(classes="dialog--buttons -many"):
                for key, answer in self._answers.items():
                    label = content(f"{answer.label} ({key})")
                    yield Button(label, variant=answer.variant, name=answer.id, compact=True)


def settle_all(app: App[Any], open_ones: Conflicts, done: Callable[[Plan, int], object]) -> None:
    """Walk through the conflicts; ``done`` gets the plan once all are settled, and how often it is theirs."""
    chosen: list[Side] = []

    def ask(trouble: str = "") -> None:
        number = len(chosen)
        if number == len(open_ones.conflicts):
            done(_with(open_ones, chosen), chosen.count("theirs"))
            return
        app.push_screen(_question(open_ones, number, trouble), answered)

    def answered(answer: str | None) -> None:
        if answer == "back":
            chosen.pop()
            ask()
        elif answer is not None:
            chosen.append(cast("Side", answer))
            try:
                _with(open_ones, chosen)
            except EditRefused as refused:
                chosen.pop()
                ask(str(refused))
            else:
                ask()

    ask()


def _with(open_ones: Conflicts, chosen: Sequence[Side]) -> Plan:
    plan = open_ones.plan
    for conflict, side in zip(open_ones.conflicts, chosen, strict=False):
        plan = settled_by(plan, conflict, side, open_ones.catalogue)
    return plan


def _question(open_ones: Conflicts, number: int, trouble: str) -> SideBySide:
    conflict, sides = open_ones.conflicts[number], open_ones.sides
    team = Team(open_ones.plan, open_ones.catalogue)
    many = counted(len(open_ones.conflicts), "conflict")
    before = f"Before: {side_words(team, conflict, conflict.base)}" if conflict.kind == "value" else ""
    return SideBySide(
        f"{number + 1} of {many} · {subject_words(team, conflict)}",
        {
            sides["ours"]: side_words(team, conflict, conflict.ours),
            sides["theirs"]: side_words(team, conflict, conflict.theirs),
        },
        before,
        trouble,
        [
            Answer("ours", sides["ours"], "primary", "o"),
            Answer("theirs", sides["theirs"], key="t"),
            *([_BACK] if number else []),
        ],
    )
