"""Responsibilities: the RACI matrix, who does what and who answers for it."""

from __future__ import annotations

from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.widgets import Static

from cxplanner.edits.raci import (
    add_responsibility,
    clear_letters,
    remove_responsibility,
    set_letter,
)
from cxplanner.plan import LETTERS, Letter
from cxplanner.screens.commands import Command, bindings
from cxplanner.screens.marks import worst
from cxplanner.screens.safe import content, toast
from cxplanner.screens.view import View
from cxplanner.screens.widgets.confirm import Answer, Confirm
from cxplanner.screens.widgets.matrix import RaciMatrix
from cxplanner.screens.widgets.matrix_parts import MatrixColumn, MatrixRow
from cxplanner.screens.widgets.picker import Choice, Picker
from cxplanner.text import listed

_WORDS: dict[str, str] = {"R": "responsible", "A": "accountable", "C": "consulted", "I": "informed"}


_CELL_COMMANDS: Final = (
    Command("raci.r", "r", "letter('R')", "Responsible", "The position does it"),
    Command("raci.a", "a", "letter('A')", "Accountable", "The position answers for it; exactly one does"),
    Command("raci.c", "c", "letter('C')", "Consulted", "The position is asked before"),
    Command("raci.i", "i", "letter('I')", "Informed", "The position is told after"),
    Command("raci.clear", "space", "clear", "Clear", "Take the position out of the row"),
    Command("raci.choose", "enter", "choose", "Choose a letter", "Choose the letter from a list"),
)
"""What the matrix does itself; told here for help and palette."""

_ROW_COMMANDS: Final = (
    Command(
        "raci.add", "n", "add", "Add a responsibility", "One of the catalogue that is not listed yet", "new"
    ),
    Command(
        "raci.remove",
        "x",
        "remove",
        "Remove the responsibility",
        "Out of the plan; required ones stay, empty",
    ),
)


class ResponsibilitiesView(View):
    """The matrix, with the chosen cell in words below it."""

    TITLE = "Responsibilities"
    ABOUT = (
        "Who has which part in what. R: responsible, does it. A: accountable, answers for it, exactly one. "
        "C: consulted, is asked before. I: informed, is told after. One position may be both A and R."
    )
    COMMANDS: ClassVar[tuple[Command, ...]] = (*_CELL_COMMANDS, *_ROW_COMMANDS)
    BINDINGS = bindings(_ROW_COMMANDS)

    def compose(self) -> ComposeResult:
        """The matrix and the line that says its cell in words."""
        yield RaciMatrix(id="raci")
        yield Static(id="raci-words", classes="words")

    def on_mount(self) -> None:
        """Show the matrix at once."""
        self.show_plan()

    @property
    def matrix(self) -> RaciMatrix:
        """The RACI matrix."""
        return self.query_one(RaciMatrix)

    def show_plan(self) -> None:
        """Render the responsibilities as they are now."""
        team = self.workspace.team
        columns = [
            MatrixColumn(m.id, m.title, m.vacant, not m.dedicated, m.position.incumbent or "")
            for m in team.members.values()
        ]
        letters = {
            (key, position): "/".join(row.letters(position))
            for key, row in team.plan.responsibilities.items()
            for position in row.everyone()
        }
        self.matrix.show(columns, self._rows(), letters)
        self._describe()

    def _rows(self) -> list[MatrixRow]:
        team, gaps = self.workspace.team, self.workspace.gaps_by_subject
        rows: list[MatrixRow] = []
        area = None
        for key in team.shown:
            if team.area(key) != area:
                area = team.area(key)
                known = team.catalogue.areas.get(area)
                rows.append(MatrixRow(f"area:{area}", known.title if known else "Our own", heading=True))
            row = team.row(key)
            note = "" if row.accountable else "nobody answers"
            rows.append(MatrixRow(key, team.duty(key), note, mark=worst(gaps.get(key, ()))))
        return rows

    def focus_first(self) -> None:
        """Put the keyboard into the matrix."""
        self.matrix.focus()

    def select(self, subject: str) -> bool:
        """Put the cursor on a responsibility."""
        return self.matrix.move_to(subject)

    @on(RaciMatrix.CursorMoved)
    def _describe(self) -> None:
        self.query_one("#raci-words", Static).update(content(self._cell_words()))

    def _cell_words(self) -> str:
        if self.matrix.cursor is None:
            return "Add positions in the Team view; then say here who answers for what."
        key, position = self.matrix.cursor
        team = self.workspace.team
        held = team.row(key).letters(position)
        part = listed(_WORDS[letter] for letter in held) if held else "has no part"
        duty = f"“{team.duty(key)}”"
        cell = f"{team.name(position)}: {part}{' for' if held else ' in'} {duty}."
        known = team.catalogue.responsibilities.get(key)
        usual = [team.catalogue.roles[r].title for r in known.usual_roles] if known else []
        hint = f" Usually answered for by: {listed(usual[:2], 'or')}." if usual else ""
        gaps = self.workspace.gaps_by_subject.get(key, ())
        return f"{cell}{hint}" + "".join(f"\n{gap.message}" for gap in gaps[:1])

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
        answers = [Answer(x, _WORDS[x].capitalize(), key=x.lower()) for x in LETTERS]
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
