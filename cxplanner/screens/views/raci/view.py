"""Responsibilities: the RACI matrix, who does what and who answers for it."""

from __future__ import annotations

from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from cxplanner.edits.phrases import LETTER_WORDS
from cxplanner.edits.raci import (
    add_responsibility,
    clear_letters,
    remove_responsibility,
    set_letter,
    take_letter,
)
from cxplanner.plan.models import LETTERS, Letter
from cxplanner.screens.kit.commands import Command, bindings
from cxplanner.screens.kit.confirm import Answer, Confirm
from cxplanner.screens.kit.panel import Panel
from cxplanner.screens.kit.picker import Choice, Picker
from cxplanner.screens.kit.safe import content, toast
from cxplanner.screens.kit.splitter import Panes
from cxplanner.screens.shared.filtering import FilteredView, Wanted
from cxplanner.screens.shared.marks import legend
from cxplanner.screens.shared.view import Place
from cxplanner.screens.views.raci.matrix import RaciMatrix
from cxplanner.screens.views.raci.matrix_keys import CELL_COMMANDS
from cxplanner.screens.views.raci.table import NO_ANSWER, Gaps, table_columns, table_rows
from cxplanner.screens.views.raci.words import area_words, cell_lines, cell_words
from cxplanner.session.workspace import Workspace
from cxplanner.text.override import override

EMPTY: Final = "Add positions in the Team view; then say here who answers for what."
PANEL_WIDTH: Final = 110
"""From this width on the cell is told in a panel beside the matrix, below it in a few lines under it."""

_ROW_COMMANDS: Final = (
    Command(
        "raci.add",
        "plus",
        "add",
        "Add a responsibility",
        "One of the catalogue that is not listed yet",
    ),
    Command(
        "raci.remove",
        "x",
        "remove",
        "Remove the responsibility",
        "Out of the plan; required ones stay, empty",
    ),
)


class ResponsibilitiesView(FilteredView):
    """The matrix, with the chosen cell in words below it."""

    TITLE = "Responsibilities"
    ABOUT = (
        "Who has which part in what. R: responsible, does it. A: accountable, answers for it, exactly one. "
        "C: consulted, is asked before. I: informed, is told after. One position may be both A and R. "
        "“no A” at the end of a row: nobody answers for it."
    )
    LEGEND = legend(f"{NO_ANSWER} nobody answers", engagement=False)
    COMMANDS: ClassVar[tuple[Command, ...]] = (*CELL_COMMANDS, *_ROW_COMMANDS)
    BINDINGS = bindings(_ROW_COMMANDS)
    SOUGHT = "words of a title or an area"

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._gaps: Gaps = {}

    @classmethod
    @override
    def keyboard(cls) -> tuple[type[Widget], ...]:
        """The matrix and the words beside it."""
        return RaciMatrix, Panel

    @override
    def compose(self) -> ComposeResult:
        """The matrix and its cell in words: beside it where there is room, else below it."""
        with Panes(classes="raci"):
            yield RaciMatrix(id="raci")
            yield Panel(id="raci-about", classes="panel")
        yield Static(id="raci-words", classes="words")

    def on_mount(self) -> None:
        """Show the matrix at once."""
        self.show_plan()

    def on_resize(self) -> None:
        """Tell the cell where there is room for it now."""
        self._describe()

    @property
    def matrix(self) -> RaciMatrix:
        """The RACI matrix."""
        return self.query_one(RaciMatrix)

    @property
    @override
    def current(self) -> str | None:
        """The responsibility under the cursor."""
        return self.matrix.cursor[0] if self.matrix.cursor else None

    @property
    @override
    def place(self) -> Place | None:
        """The responsibility under the cursor."""
        return Place("responsibilities", self.current) if self.current else None

    @override
    def show_entries(self) -> tuple[int, int]:
        """Render the responsibilities asked for."""
        team, workspace = self.workspace.team, self.workspace
        self._gaps = workspace.gaps_in("responsibilities")
        rows = table_rows(team, self._gaps, self.wanted)
        self.matrix.empty_text = self._empty_text()
        self.matrix.show(table_columns(team, workspace.gaps_in("positions")), rows, team.cells())
        self._describe()
        return sum(not row.heading for row in rows), len(team.shown)

    def _empty_text(self) -> str:
        return self.none_found("No responsibility") if self.workspace.team.members else EMPTY

    @override
    def focus_first(self) -> None:
        """Put the keyboard into the matrix."""
        self.matrix.focus()

    @override
    def select(self, subject: str, section: str = "responsibilities") -> bool:
        """Put the cursor on a responsibility, out of its fold and past the filter."""
        if section != "responsibilities" or subject not in self.workspace.team.shown:
            return False
        if not self.matrix.move_to(subject):
            self.ask_for(Wanted())
        return self.matrix.move_to(subject)

    @on(RaciMatrix.CursorMoved)
    def _describe(self) -> None:
        beside = self.app.size.width >= PANEL_WIDTH
        words = self._words(at_length=beside)
        if beside:
            self.query_one("#raci-about", Panel).show(words)
        else:
            self.query_one("#raci-words", Static).update(words, layout=False)

    def _words(self, *, at_length: bool) -> Content:
        if (cell := self.matrix.cursor) is not None:
            words = cell_words if at_length else cell_lines
            return words(self.workspace.team, *cell, self._gaps.get(cell[0], ()))
        heading = self.matrix.folded_heading
        return area_words(heading.title, heading.note, self.key) if heading else content(self._empty_text())

    @on(RaciMatrix.LetterPressed)
    def _lettered(self, event: RaciMatrix.LetterPressed) -> None:
        letter = next(x for x in LETTERS if x == event.letter)
        self._toggle(event.row, event.column, letter)

    def _toggle(self, row: str, column: str, letter: Letter) -> None:
        """Give the cell a letter, or take back the one it has."""
        held = letter in self.workspace.team.row(row).letters(column)
        do = take_letter if held else set_letter
        self.edit(lambda plan: do(plan, self.workspace.catalogue, row, column, letter))

    @on(RaciMatrix.LetterCleared)
    def _cleared(self, event: RaciMatrix.LetterCleared) -> None:
        self.edit(lambda plan: clear_letters(plan, self.workspace.catalogue, event.row, event.column))

    @on(RaciMatrix.CellChosen)
    def _choose_letter(self, event: RaciMatrix.CellChosen) -> None:
        row, column, team = event.row, event.column, self.workspace.team
        held = team.row(row).letters(column)
        answers = [
            Answer(
                x,
                f"No longer {LETTER_WORDS[x]}" if x in held else LETTER_WORDS[x].capitalize(),
                key=x.lower(),
            )
            for x in LETTERS
        ]
        answers.append(Answer("", "No part", key="n"))

        def answered(answer: str | None) -> None:
            if answer == "":
                self.edit(lambda plan: clear_letters(plan, self.workspace.catalogue, row, column))
            for letter in LETTERS:
                if letter == answer:
                    self._toggle(row, column, letter)

        question = f"{team.name(column)}: which part in “{team.duty(row)}”?"
        self.app.push_screen(Confirm(question, answers), answered)

    def action_letter(self, letter: str) -> None:
        """Give the chosen cell a letter."""
        self.matrix.action_letter(letter)

    def action_clear(self) -> None:
        """Clear the chosen cell."""
        self.matrix.action_clear()

    def action_choose(self) -> None:
        """Choose the letter from a list."""
        self.matrix.action_choose()

    def action_fold(self) -> None:
        """Fold or unfold the area of the cursor's row."""
        self.matrix.action_fold()

    def action_fold_all(self) -> None:
        """Fold or unfold all areas."""
        self.matrix.action_fold_all()

    def action_add(self) -> None:
        """Choose a responsibility that the plan does not list."""
        team, catalogue = self.workspace.team, self.workspace.catalogue
        listed_now = set(team.shown)
        choices = [
            Choice(key, duty.title, catalogue.areas[duty.area].title)
            for key, duty in catalogue.responsibilities.items()
            if key not in listed_now
        ]
        if not choices:
            toast(self, "The plan lists every responsibility of the catalogue already.")
            return

        def chosen(key: str | None) -> None:
            if key is not None and self.edit(lambda plan: add_responsibility(plan, catalogue, key)):
                self.show_plan()
                self.select(key)

        self.app.push_screen(Picker("Add a responsibility", choices), chosen)

    def action_remove(self) -> None:
        """Take the chosen row out of the plan."""
        if self.matrix.cursor is not None:
            key = self.matrix.cursor[0]
            self.edit(lambda plan: remove_responsibility(plan, self.workspace.catalogue, key))
