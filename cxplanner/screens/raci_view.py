"""Responsibilities: the RACI matrix, who does what and who answers for it."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from cxplanner.edits.raci import (
    add_responsibility,
    clear_letters,
    remove_responsibility,
    set_letter,
)
from cxplanner.plan import LETTERS, Letter
from cxplanner.screens.commands import Command, bindings
from cxplanner.screens.raci_table import Gaps, Wanted, table_columns, table_letters, table_rows
from cxplanner.screens.raci_words import LETTER_WORDS, area_words, cell_lines, cell_words
from cxplanner.screens.safe import content, toast
from cxplanner.screens.view import View
from cxplanner.screens.widgets.confirm import Answer, Confirm
from cxplanner.screens.widgets.filter_line import FilterLine
from cxplanner.screens.widgets.matrix import RaciMatrix
from cxplanner.screens.widgets.matrix_parts import MatrixRow
from cxplanner.screens.widgets.panel import Panel
from cxplanner.screens.widgets.picker import Choice, Picker
from cxplanner.screens.widgets.splitter import Panes
from cxplanner.workspace import Workspace

EMPTY: Final = "Add positions in the Team view; then say here who answers for what."
PANEL_WIDTH: Final = 110
"""From this width on the cell is told in a panel beside the matrix, below it in a few lines under it."""

_CELL_COMMANDS: Final = (
    Command("raci.r", "r", "letter('R')", "Responsible", "The position does it"),
    Command("raci.a", "a", "letter('A')", "Accountable", "The position answers for it; exactly one does"),
    Command("raci.c", "c", "letter('C')", "Consulted", "The position is asked before"),
    Command("raci.i", "i", "letter('I')", "Informed", "The position is told after"),
    Command("raci.clear", "space", "clear", "Clear", "Take the position out of the row"),
    Command("raci.choose", "enter", "choose", "Choose a letter", "Choose the letter from a list"),
    Command("raci.fold", "z", "fold", "Fold the area", "Fold the area of this row, or unfold it"),
    Command(
        "raci.fold-all", "Z", "fold_all", "Fold all areas", "Fold all areas, or unfold them", "", "shift+z"
    ),
)
"""What the matrix does itself; told here for help and palette."""

_ROW_COMMANDS: Final = (
    Command("raci.add", "n", "add", "Add a responsibility", "One of the catalogue that is not listed yet"),
    Command(
        "raci.remove",
        "x",
        "remove",
        "Remove the responsibility",
        "Out of the plan; required ones stay, empty",
    ),
    Command(
        "raci.filter",
        "slash",
        "filter",
        "Filter the rows",
        "Only rows with these words in title or area",
        shown_key="/",
    ),
    Command("raci.gaps", "g", "only_gaps", "Only rows with gaps", "Leave out the rows without a gap"),
    Command("raci.all", "escape", "show_all", "Show all rows", "No filter any more"),
)


class ResponsibilitiesView(View):
    """The matrix, with the chosen cell in words below it."""

    TITLE = "Responsibilities"
    ABOUT = (
        "Who has which part in what. R: responsible, does it. A: accountable, answers for it, exactly one. "
        "C: consulted, is asked before. I: informed, is told after. One position may be both A and R. "
        "✗ before a row: nobody answers for it."
    )
    COMMANDS: ClassVar[tuple[Command, ...]] = (*_CELL_COMMANDS, *_ROW_COMMANDS)
    BINDINGS = bindings(_ROW_COMMANDS)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._wanted = Wanted()
        self._gaps: Gaps = {}

    def compose(self) -> ComposeResult:
        """The matrix and its cell in words: beside it where there is room, else below it."""
        yield FilterLine("words of a title or an area", id="raci-filter")
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
    def filter_line(self) -> FilterLine:
        """The line to filter by."""
        return self.query_one(FilterLine)

    def show_plan(self) -> None:
        """Render the responsibilities as they are now; the row worked on stays, filtered or not."""
        cursor = self.matrix.cursor
        self._show(replace(self._wanted, kept=cursor[0] if cursor else ""))

    def _show(self, wanted: Wanted) -> None:
        team, self._wanted, self._gaps = (
            self.workspace.team,
            wanted,
            self.workspace.gaps_in("responsibilities"),
        )
        rows = table_rows(team, self._gaps, self._wanted)
        self.matrix.empty_text = self._empty_text()
        self.matrix.show(table_columns(team), rows, table_letters(team))
        self._tell_filter(rows)
        self._describe()

    def _empty_text(self) -> str:
        if not self.workspace.team.members:
            return EMPTY
        words = self._wanted.words.strip()
        which = f" with “{words}”" if words else ""
        gap = " and a gap" if words and self._wanted.with_gaps else " with a gap" if not words else ""
        return f"There is no responsibility{which}{gap}. Escape shows all."

    def _tell_filter(self, rows: list[MatrixRow]) -> None:
        if self._wanted:
            found = sum(not row.heading for row in rows)
            only = "only with gaps · " if self._wanted.with_gaps else ""
            said = f"{only}{found} of {len(self.workspace.team.shown)} · escape shows all"
            self.filter_line.say(said)
        elif self.filter_line.typing:
            self.filter_line.say("escape closes")
        else:
            self.filter_line.close()

    def focus_first(self) -> None:
        """Put the keyboard into the matrix."""
        self.matrix.focus()

    def select(self, subject: str, section: str = "responsibilities") -> bool:
        """Put the cursor on a responsibility, out of its fold and past the filter."""
        if section != "responsibilities" or subject not in self.workspace.team.shown:
            return False
        if self.matrix.move_to(subject):
            return True
        self.action_show_all()
        return self.matrix.move_to(subject)

    @property
    def chosen(self) -> tuple[str, str] | None:
        """The responsibility of the cursor's row."""
        return ("responsibilities", self.matrix.cursor[0]) if self.matrix.cursor is not None else None

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
        return area_words(heading.title, heading.note) if heading else content(self._empty_text())

    @on(RaciMatrix.LetterPressed)
    def _lettered(self, event: RaciMatrix.LetterPressed) -> None:
        letter = next(x for x in LETTERS if x == event.letter)
        self._set(event.row, event.column, letter)

    def _set(self, row: str, column: str, letter: Letter) -> None:
        self.edit(lambda plan: set_letter(plan, self.workspace.catalogue, row, column, letter))

    @on(RaciMatrix.LetterCleared)
    def _cleared(self, event: RaciMatrix.LetterCleared) -> None:
        self.edit(lambda plan: clear_letters(plan, self.workspace.catalogue, event.row, event.column))

    @on(RaciMatrix.CellChosen)
    def _choose_letter(self, event: RaciMatrix.CellChosen) -> None:
        row, column, team = event.row, event.column, self.workspace.team
        answers = [Answer(x, LETTER_WORDS[x].capitalize(), key=x.lower()) for x in LETTERS]
        answers.append(Answer("", "No part", key="n"))

        def answered(answer: str | None) -> None:
            if answer == "":
                self.edit(lambda plan: clear_letters(plan, self.workspace.catalogue, row, column))
            for letter in LETTERS:
                if letter == answer:
                    self._set(row, column, letter)

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

    def action_filter(self) -> None:
        """Ask for words that the rows must have."""
        self.filter_line.ask()
        if not self._wanted:
            self.filter_line.say("escape closes")

    @on(FilterLine.Changed)
    def _filtered(self, event: FilterLine.Changed) -> None:
        self._show(replace(self._wanted, kept="", words=event.words))

    @on(FilterLine.Left)
    def _left_filter(self) -> None:
        self.matrix.focus()
        if not self._wanted:
            self.filter_line.close()

    def action_only_gaps(self) -> None:
        """Leave out the rows without a gap, or show them again."""
        self._show(replace(self._wanted, kept="", with_gaps=not self._wanted.with_gaps))

    def action_show_all(self) -> None:
        """Show every row again, and put the keyboard into the matrix."""
        self.matrix.focus()
        self._show(Wanted())
        self.filter_line.close()

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
