"""Team: who is on it, who reports to whom, and adding, editing, moving and removing positions."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Static, Tree

from cxplanner.edits.positions import (
    add_position,
    duplicate_position,
    move_position,
    remove_position,
    rename_position,
    set_position,
    shift_position,
)
from cxplanner.screens.commands import Command, bindings
from cxplanner.screens.describe import position_words, post_words, role_words
from cxplanner.screens.form import Form
from cxplanner.screens.marks import legend
from cxplanner.screens.position_fields import position_fields
from cxplanner.screens.safe import content, toast
from cxplanner.screens.team_tree import NOBODY, TeamTree
from cxplanner.screens.view import View
from cxplanner.screens.widgets.confirm import Answer, Confirm
from cxplanner.screens.widgets.picker import Choice, Picker
from cxplanner.screens.widgets.prompt import Prompt


class TeamView(View):
    """The reporting tree with the chosen position in words beside it."""

    TITLE = "Team"
    ABOUT = (
        "Who is on the team, and who reports to whom. Dedicated positions belong to the CX team; "
        "contributing ones sit in another department and take part. A position without a name is vacant."
    )
    COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(
            "team.add",
            "a",
            "add",
            "Add a position",
            "Choose a role; its usual responsibilities come along",
            "add",
        ),
        Command("team.edit", "e", "edit", "Edit the position", "Title, name, FTE, dates, cost, note", "edit"),
        Command("team.move", "m", "move", "Move the position", "Choose whom the position reports to", "move"),
        Command(
            "team.remove", "x,delete", "remove", "Remove the position", "Says what that leaves open", "remove"
        ),
        Command(
            "team.duplicate", "d", "duplicate", "Duplicate the position", "A vacant twin of the position"
        ),
        Command(
            "team.rename", "i", "rename", "Change the id", "The name the plan file uses for the position"
        ),
        Command("team.up", "shift+up", "shift(-1)", "Move up", "One up among those with the same manager"),
        Command(
            "team.down", "shift+down", "shift(1)", "Move down", "One down among those with the same manager"
        ),
    )
    BINDINGS = bindings(COMMANDS)

    def compose(self) -> ComposeResult:
        """The tree, the panel and the legend."""
        with Horizontal():
            yield TeamTree()
            with VerticalScroll(id="team-about", classes="panel"):
                yield Static(id="team-words")
        yield Static(content(legend()), classes="legend")

    def on_mount(self) -> None:
        """Show the team at once."""
        self.show_plan()

    @property
    def reporting(self) -> TeamTree:
        """The reporting tree."""
        return self.query_one(TeamTree)

    def show_plan(self) -> None:
        """Render the team as it is now."""
        self.reporting.show(self.workspace.team, self.workspace.gaps_by_subject)

    def focus_first(self) -> None:
        """Put the keyboard into the tree."""
        self.reporting.focus()

    def select(self, subject: str) -> bool:
        """Put the cursor on a position."""
        if subject not in self.workspace.plan.positions:
            return False
        self.reporting.show(self.workspace.team, self.workspace.gaps_by_subject, select=subject)
        return True

    @on(Tree.NodeHighlighted)
    def _describe(self) -> None:
        current, team = self.reporting.current, self.workspace.team
        if current is not None and current in team.members:
            words = position_words(team, current, self.workspace.gaps_by_subject.get(current, ()))
        elif current is None or current == NOBODY:
            words = content("Positions that report to nobody. Move them under a manager.")
        else:
            words = post_words(team, current)
        self.query_one("#team-words", Static).update(words)
        self.query_one("#team-about").scroll_home(animate=False)

    def _position(self) -> str | None:
        current = self.reporting.current
        if current in self.workspace.plan.positions:
            return current
        toast(self, "Move the cursor to a position first.")
        return None

    def action_add(self) -> None:
        """Choose a role and add a position of it."""
        catalogue, team = self.workspace.catalogue, self.workspace.team
        choices = [Choice(key, role.title, role.purpose) for key, role in catalogue.roles.items()]

        def chosen(role: str | None) -> None:
            if role is not None:
                self.edit(lambda plan: add_position(plan, catalogue, role))
                self.select(list(self.workspace.plan.positions)[-1])

        describe = lambda key: role_words(catalogue, team, key)  # noqa: E731
        self.app.push_screen(Picker("Add a position: which role?", choices, describe=describe), chosen)

    @on(TeamTree.Chosen)
    def action_edit(self) -> None:
        """Open the form of the position."""
        position = self._position()
        if position is None:
            return
        catalogue = self.workspace.catalogue

        def commit(name: str, value: object) -> None:
            if name == "executive":
                value = {"yes": True, "no": False}.get(str(value))
            change = set_position(self.workspace.plan, catalogue, position, {name: value})
            if self.workspace.do(change):
                self.post_message(self.PlanChanged(change.sentence))

        team = self.workspace.team
        self.app.push_screen(
            Form(f"{team.name(position)} · {position}", position_fields(team, position), commit)
        )

    def action_move(self) -> None:
        """Choose whom the position reports to."""
        position = self._position()
        if position is None:
            return
        team, catalogue = self.workspace.team, self.workspace.catalogue
        below = set(team.line_of(position))
        bosses = [Choice(key, team.name(key), "position") for key in team.members if key not in below]
        bosses += [Choice(key, post.title, "outside post") for key, post in catalogue.posts.items()]

        def chosen(boss: str | None) -> None:
            if boss is not None:
                self.edit(lambda plan: move_position(plan, catalogue, position, boss))

        title = f"Whom does {team.name(position)} report to?"
        now = team.plan.positions[position].reports_to
        self.app.push_screen(Picker(title, bosses, chosen=now), chosen)

    def action_remove(self) -> None:
        """Ask before removing the position, naming what that leaves open."""
        position = self._position()
        if position is None:
            return
        change = remove_position(self.workspace.plan, self.workspace.catalogue, position)
        consequences = change.sentence.partition("; ")[2]
        explanation = f"After that: {consequences}." if consequences else "Nothing else depends on it."

        def answered(answer: str | None) -> None:
            if answer == "remove":
                self.keep(change)

        answers = [Answer("remove", "Remove", "error", "r"), Answer("keep", "Keep it", key="k")]
        question = f"Remove {self.workspace.team.name(position)}?"
        self.app.push_screen(Confirm(question, answers, explanation=explanation), answered)

    def action_duplicate(self) -> None:
        """Add a vacant twin."""
        position = self._position()
        if position is not None:
            self.edit(lambda plan: duplicate_position(plan, self.workspace.catalogue, position))

    def action_rename(self) -> None:
        """Ask for another id."""
        position = self._position()
        if position is None:
            return

        def answered(new: str | None) -> None:
            if new is not None and self.edit(
                lambda plan: rename_position(plan, self.workspace.catalogue, position, new)
            ):
                self.select(new)

        explanation = "The plan file names the position by its id. Everything that mentions it follows."
        prompt = Prompt(f"A new id for {position}", explanation=explanation, value=position)
        self.app.push_screen(prompt, answered)

    def action_shift(self, steps: int) -> None:
        """Move the position among its peers."""
        position = self._position()
        if position is not None:
            self.edit(lambda plan: shift_position(plan, self.workspace.catalogue, position, steps))
