"""What an end that nobody chose left unsaved: told when its plan is opened, to be restored or discarded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Final

from textual.content import Content

from cxplanner.catalogue.catalogue import Catalogue
from cxplanner.edits.change import Change, did
from cxplanner.gaps import all_rules
from cxplanner.plan.canonical import plan_text
from cxplanner.plan.file import plan_from_source
from cxplanner.plan.models import Plan
from cxplanner.screens.kit.confirm import Answer, Confirm
from cxplanner.screens.kit.prompt import Prompt
from cxplanner.screens.kit.safe import content
from cxplanner.screens.kit.typed_ahead import aside
from cxplanner.screens.shared.host import Host
from cxplanner.screens.shared.preview import change_words
from cxplanner.screens.workspace.saving import complaint_about_name, free_name, plan_path, sentence
from cxplanner.session.drafts import LeftBehind, discard, left_behind
from cxplanner.session.workspace import Workspace
from cxplanner.text.errors import CxplannerError
from cxplanner.text.words import one_line
from cxplanner.toml.problems import FileProblems
from cxplanner.toml.save import save_text
from cxplanner.toml.source import source_from_text
from cxplanner.versions.renames import renames_between

MOST: Final = 8
"""So many edits and typed texts are told, the last ones."""
_MOVED: Final = (
    "The file was changed after these edits were begun, about the same things: to put them back would undo "
    "what was done since. Save them under another name, and take from there what you want."
)
_MERGED: Final = "The file was changed since. Both go together: what was done there stays."
_CHANGED: Final = "You have changed the plan already. Save it and open it again; then they are offered anew."
_UNREADABLE: Final = (
    "They cannot be read as a plan any more: {}. Save them under another name, and mend them."
)
_RESTORE: Final = Answer("restore", "Restore them", "primary", "r")
_COPY: Final = Answer("copy", "Save them under another name", "primary", "s")
_COMPARE: Final = Answer("compare", "Compare with the plan", key="c")
_DISCARD: Final = Answer("discard", "Discard them", "error", "d")
_LATER: Final = Answer("later", "Ask again later", key="l")


@dataclass(frozen=True, slots=True)
class Recovery:
    """A draft that was left behind, and what can be done with it.

    ``plan`` is what restoring makes of the plan, None where the draft cannot be read, and ``trouble`` says
    why. ``moved`` tells whether the file is another one since the edits were begun, and ``merged`` whether
    ``plan`` holds what was done there, too.
    """

    left: LeftBehind
    plan: Plan | None
    trouble: str
    moved: bool
    digest: str | None
    merged: bool = False

    @property
    def only_typed(self) -> bool:
        """Whether the plan itself lacks nothing."""
        return not self.left.draft.edits and self.left.draft.text == self.left.draft.base_text


def found(workspace: Workspace) -> Recovery | None:
    """The latest draft that was left behind of a plan; those of which the file holds all are swept away."""
    if workspace.path is None:
        return None
    work = workspace.work()
    for left in left_behind(workspace.path):
        recovery = _read(workspace, left, work.digest)
        plan, base = recovery.plan, work.base
        if plan and base and not left.draft.typed and plan_text(plan) == plan_text(base):
            discard(left)
        else:
            return recovery
    return None


def _read(workspace: Workspace, left: LeftBehind, digest: str | None) -> Recovery:
    moved = left.draft.base_digest != digest
    try:
        plan = _plan(left.draft.text, workspace)
    except FileProblems as problems:
        return Recovery(left, None, one_line(problems.problems[0].message), moved, digest)
    merged = _merged(workspace, left, plan) if moved else None
    return Recovery(left, merged or plan, "", moved, digest, merged=merged is not None)


def _plan(text: str, workspace: Workspace) -> Plan:
    source = source_from_text(text, workspace.path or Path())
    return plan_from_source(source, workspace.catalogue, codes=all_rules).plan


def _merged(workspace: Workspace, left: LeftBehind, plan: Plan) -> Plan | None:
    """The plan with what is unsaved and what was done to the file since; None where these disagree."""
    from cxplanner.versions.plan_merge import merge_plans

    try:
        base = _plan(left.draft.base_text, workspace)
        merged = merge_plans(base, workspace.plan, plan, workspace.catalogue, all_rules)
    except CxplannerError:
        return None
    return None if merged.conflicts else merged.plan


def reopened(left: LeftBehind, catalogue: Catalogue, today: date) -> Workspace:
    """A plan of which there is nothing but a draft, as a new one. Raises :class:`FileProblems`."""
    source = source_from_text(left.draft.text, left.file)
    return Workspace(plan_from_source(source, catalogue, codes=all_rules).plan, catalogue, today=today)


def offer(screen: Host, recovery: Recovery, adopt: Callable[[LeftBehind], None]) -> None:
    """Tell what was left unsaved, and ask what is to become of it."""

    def answered(answer: str | None) -> None:
        if answer == "restore" and recovery.plan is not None:
            _restore(screen, recovery, recovery.plan, adopt)
        elif answer == "copy":
            _copy(screen, recovery)
        elif answer == "compare" and recovery.plan is not None:
            changes = change_words(screen.workspace, Change(recovery.plan))
            _ask(screen, recovery, changes, [*_first(recovery), _DISCARD, _LATER], answered)
        elif answer == "discard":
            _discard(screen, recovery)

    comparable = [] if recovery.plan is None or recovery.only_typed else [_COMPARE]
    answers = [*_first(recovery), *comparable, _DISCARD, _LATER]
    _ask(screen, recovery, _told(recovery), answers, answered)


def _first(recovery: Recovery) -> list[Answer]:
    if recovery.only_typed:
        return []
    stands = recovery.plan is not None and (recovery.merged or not recovery.moved)
    return [_RESTORE if stands else _COPY]


def _ask(
    screen: Host,
    recovery: Recovery,
    explanation: Content,
    answers: list[Answer],
    answered: Callable[[str | None], None],
) -> None:
    question = f"{recovery.left.draft.headline(datetime.now(UTC))}."
    screen.app.push_screen(Confirm(question, answers, explanation=explanation), answered)


def _told(recovery: Recovery) -> Content:
    draft = recovery.left.draft
    parts = ["The planner ended before they were saved."]
    if recovery.plan is None:
        parts.append(_UNREADABLE.format(recovery.trouble))
    elif recovery.moved and not recovery.only_typed:
        parts.append(_MERGED if recovery.merged else _MOVED)
    more = len(draft.edits) - MOST
    parts += ["\n".join([*([f"{more} more, then"] if more > 0 else []), *_dotted(draft.edits)])]
    if draft.typed:
        parts.append("\n".join(["Typed, and not in the plan yet:", *_dotted(draft.typed)]))
    return Content("\n\n").join(content(part) for part in parts if part)


def _dotted(said: tuple[str, ...]) -> list[str]:
    return [f"- {one_line(words)}" for words in said[-MOST:]]


def _restore(screen: Host, recovery: Recovery, plan: Plan, adopt: Callable[[LeftBehind], None]) -> None:
    if screen.workspace.unsaved or screen.workspace.work().digest != recovery.digest:
        screen.say(_CHANGED)
        return
    edits = recovery.left.draft.edits
    more = f"; and {len(edits) - MOST} more" if len(edits) > MOST else ""
    words = f"Restored: {'; '.join(edits[:MOST])}{more}"
    screen.workspace.do(did(plan, words, renamed=renames_between(screen.workspace.plan, plan)))
    adopt(recovery.left)
    screen.tell(screen.workspace.history.done[-1].sentence)


def _discard(screen: Host, recovery: Recovery) -> None:
    """Ask once more: the key may have been meant for the plan, before the question came."""

    def answered(answer: str | None) -> None:
        if answer == "discard":
            aside(screen.app, partial(discard, recovery.left), gone, lambda: None)

    def gone(_: None) -> None:
        screen.say("The unsaved changes were discarded.")

    answers = [Answer("keep", "Keep them", "primary", "k"), Answer("discard", "Discard them", "error", "g")]
    question = Confirm("Discard them for good?", answers, explanation="Nothing brings them back.")
    screen.app.push_screen(question, answered)


def _copy(screen: Host, recovery: Recovery) -> None:
    """Ask for a name, and write the plan with the unsaved edits there."""

    def answered(name: str | None) -> None:
        if name is None:
            return
        path = plan_path(name)

        def written() -> CxplannerError | None:
            try:
                save_text(path, recovery.left.draft.text, expected_digest=None)
            except CxplannerError as refused:
                return refused
            discard(recovery.left)
            return None

        def told(refused: CxplannerError | None) -> None:
            words = f"The plan with the unsaved changes is in {one_line(str(path))}; open it with ctrl+O."
            screen.say(sentence(refused) if refused else words)

        aside(screen.app, written, told, lambda: screen.say("Saving …"))

    workspace = screen.workspace
    stem = workspace.path.stem if workspace.path else "plan"
    prompt = Prompt(
        "Save the unsaved changes under which name?",
        value=str(free_name(workspace.folder / f"{stem}-unsaved.toml")),
        check=complaint_about_name,
        accept="Save",
    )
    screen.app.push_screen(prompt, answered)
