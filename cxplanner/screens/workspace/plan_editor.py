"""The plan's own file in the person's own editor, and taking over what she changed there."""

from __future__ import annotations

from pathlib import Path

from cxplanner.edits.change import Change
from cxplanner.gaps import all_rules
from cxplanner.plan.file import read_plan
from cxplanner.screens.kit.confirm import Answer, Confirm
from cxplanner.screens.kit.editor import EditorRefused, edit_file, editor_command
from cxplanner.screens.kit.safe import toast
from cxplanner.screens.shared.host import Host
from cxplanner.screens.shared.preview import change_words
from cxplanner.screens.workspace.saving import save
from cxplanner.text.errors import CxplannerError
from cxplanner.toml.locate import Locator
from cxplanner.toml.problems import FileProblems
from cxplanner.toml.source import read_source


def edit_plan_file(screen: Host) -> None:
    """Open the plan's file at what is chosen; ask to save first, since an editor shows what is on disk."""
    try:
        editor_command()
    except EditorRefused as refused:
        toast(screen.app, str(refused), severity="warning", timeout=10)
        return
    if not screen.workspace.unsaved:
        _edit(screen)
        return

    def answered(answer: str | None) -> None:
        if answer == "save":
            save(screen, then=lambda: _edit(screen))

    answers = [Answer("save", "Save and open it", "primary", "s"), Answer("stay", "Not now", key="n")]
    explanation = "Your editor shows the file, which does not hold your last edits yet."
    question = Confirm("Save the plan first?", answers, explanation=explanation)
    screen.app.push_screen(question, answered)


def _edit(screen: Host) -> None:
    path = screen.workspace.path
    if path is None:
        return
    try:
        edit_file(screen.app, path, line=_line(path, screen.active.chosen))
    except EditorRefused as refused:
        toast(screen.app, str(refused), severity="warning", timeout=10)
        return
    _take_over(screen, path)


def _line(path: Path, chosen: tuple[str, str] | None) -> int:
    """The line of the file at which an entry of the plan stands."""
    if chosen is None:
        return 1
    try:
        return Locator(read_source(path).text).at(chosen)[0]
    except CxplannerError:
        return 1


def _take_over(screen: Host, path: Path) -> None:
    """Take over what is on disk now, or show what is wrong with it."""
    workspace = screen.workspace
    try:
        file = read_plan(path, workspace.catalogue, codes=all_rules)
    except FileProblems:
        screen.app.call_later(screen.run_action, "app.open_again")
        return
    if workspace.is_on_disk(file.source):
        screen.say("The file is as it was.")
        return
    explanation = change_words(workspace, Change(file.plan))
    if not workspace.take_over(file.plan, file.source):
        screen.tell("The file was changed, and the plan is as it was.")
        return
    screen.tell(workspace.history.done[-1].sentence)

    def answered(answer: str | None) -> None:
        if answer == "back":
            screen.action_undo()

    answers = [Answer("keep", "Keep it", "primary", "k"), Answer("back", "Take it back", key="t")]
    question = Confirm("The plan was changed in its file.", answers, explanation=explanation)
    screen.app.push_screen(question, answered)
