"""What is to become of a plan whose file another program changed: told in sentences, and asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from textual.content import Content

from cxplanner.plan.models import Plan
from cxplanner.plan.team import Team
from cxplanner.screens.kit.confirm import Answer, Confirm
from cxplanner.screens.kit.safe import content
from cxplanner.screens.kit.typed_ahead import aside
from cxplanner.screens.shared.host import Host
from cxplanner.screens.workspace.saving import save, save_as, sentence
from cxplanner.session.outside import bring_together, done_here, outside_of, together
from cxplanner.session.workspace import Outside
from cxplanner.text.words import counted, one_line
from cxplanner.toml.problems import Problem
from cxplanner.versions.plan_merge import MergedPlan, MergeRefused
from cxplanner.versions.settling import Side, subject_words

MOST: Final = 20
"""So many changes of each side are told."""
_OTHER_NAME: Final = Answer("name", "Save under another name", key="n")
_LATER: Final = Answer("later", "Go on as it is", key="g")
_STAYS: Final = "The changed file stays as it is."
_GONE: Final = (
    "The file is gone: it was moved or deleted. Everything is still here; save it, under the same name if "
    "you like."
)
_WHOLE: Final = (
    "Another program may be writing it, or it waits to be mended. Nothing of it was taken over, and the plan "
    "here is whole."
)
Then = Callable[[], object]


@dataclass(frozen=True, slots=True)
class _Found:
    """What is in the file, and what comes of it together with what is not saved, or why nothing does."""

    outside: Outside | None
    merged: MergedPlan | None = None
    refused: str = ""


def ask_about_file(screen: Host, then: Then | None = None) -> None:
    """Read the plan's file anew, tell what another program did to it, and ask what is to become of that.

    ``then`` follows where the plan was on its way to be saved: what is brought together is saved at once.
    """
    workspace = screen.workspace
    if workspace.work().digest is None:
        screen.say("This plan has no file yet.")
        return

    def read() -> _Found:
        outside = outside_of(workspace, workspace.work())
        if outside is None or outside.file is None or not workspace.unsaved:
            return _Found(outside)
        try:
            return _Found(outside, together(workspace, outside.file))
        except MergeRefused as refused:
            return _Found(outside, refused=sentence(refused))

    def told(found: _Found) -> None:
        workspace.outside = outside = found.outside
        if outside is None:
            screen.tell("The file is as it was when it was read or saved last.")
        elif outside.file is None:
            _ask_without_file(screen, outside.problems, then)
        elif not outside.done:
            workspace.take_text(outside.file.source)
            if then is not None:
                save(screen, then=then)
        else:
            _ask(screen, found, outside, then)
        screen.show_plan()

    aside(screen.app, read, told, lambda: screen.say("Reading the file …"))


def _ask(screen: Host, found: _Found, outside: Outside, then: Then | None) -> None:
    workspace, saving = screen.workspace, then is not None

    def both(merged: MergedPlan, plan: Plan) -> None:
        screen.tell(bring_together(workspace, outside, merged, plan).sentence)
        if saving:
            save(screen, then=then)

    def answered(answer: str | None) -> None:
        if answer == "take" and outside.file is not None:
            other = workspace.take_over(outside.file.plan, outside.file.source)
            screen.tell(workspace.history.done[-1].sentence if other else "The file holds the same plan.")
        elif answer == "both" and found.merged is not None:
            _settle(screen, found.merged, both)
        elif answer == "name":
            save_as(screen, _STAYS, then=then)

    take = Answer("take", "Take over what is in the file", "primary", "t")
    if not workspace.unsaved:
        answers = [take]
    elif found.merged is None:
        answers = [Answer("take", "Take over what is in the file, without these edits", key="t")]
    else:
        answers = [
            Answer("both", f"Bring both together{', and save' if saving else ''}", "primary", "b"),
            Answer("take", "Take over what is in the file, without these edits", key="t"),
        ]
    question = Confirm(
        "Another program changed the file.",
        [*answers, _OTHER_NAME, _LATER],
        explanation=_told(screen, found, outside),
    )
    screen.app.push_screen(question, answered)


def _settle(screen: Host, merged: MergedPlan, then: Callable[[MergedPlan, Plan], object]) -> None:
    """Ask about each place where both disagree; with none of these, go on at once."""
    if not merged.conflicts:
        then(merged, merged.plan)
        return
    from cxplanner.screens.workspace.side_by_side import Conflicts, settle_all

    sides: dict[Side, str] = {"ours": "What is here", "theirs": "What is in the file"}
    open_ones = Conflicts(merged.plan, merged.conflicts, screen.workspace.catalogue, sides)
    settle_all(screen.app, open_ones, lambda plan, _: then(merged, plan))


def _told(screen: Host, found: _Found, outside: Outside) -> Content:
    here = done_here(screen.workspace)
    parts = [_listed("Changed in the file", outside.done), _listed("Not saved here", here)]
    if found.merged is not None and found.merged.conflicts:
        team = Team(found.merged.plan, screen.workspace.catalogue)
        both = (subject_words(team, one) for one in found.merged.conflicts)
        parts.append(_listed("About this they disagree; you are asked", both))
    if found.refused:
        parts.append(content(found.refused))
    parts.append(content("Nothing is lost by any answer: undo brings back what was here."))
    return Content("\n\n").join(part for part in parts if part)


def _listed(title: str, sentences: Iterable[str]) -> Content:
    told = list(sentences)
    if not told:
        return Content("")
    lines = [f"- {one_line(words)}" for words in told[:MOST]]
    lines += [f"… and {counted(len(told) - MOST, 'more change')}"] if len(told) > MOST else []
    return Content("\n").join([content(title).stylize("bold"), *map(content, lines)])


def _ask_without_file(screen: Host, problems: tuple[Problem, ...], then: Then | None) -> None:
    """Say that there is no plan in the file any more; the one that is open is whole."""
    if not problems:
        save_as(screen, _GONE, then=then)
        return

    def answered(answer: str | None) -> None:
        if answer == "name":
            save_as(screen, _STAYS, then=then)

    trouble = Content("\n").join(content(f"- {_problem_words(problem)}") for problem in problems[:3])
    explanation = Content("\n\n").join([content(_WHOLE), trouble])
    question = Confirm("The file cannot be read any more.", [_OTHER_NAME, _LATER], explanation=explanation)
    screen.app.push_screen(question, answered)


def _problem_words(problem: Problem) -> str:
    place = f"line {problem.line}: " if problem.line else ""
    return one_line(f"{place}{problem.message}{f'. {problem.hint}' if problem.hint else ''}")
