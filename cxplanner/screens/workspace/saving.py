"""Saving and leaving: where a plan is written, and what is asked before anything could be lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from cxplanner.plan.saving import CommentsWouldGo
from cxplanner.screens.kit.confirm import Answer, Confirm
from cxplanner.screens.kit.prompt import Prompt
from cxplanner.screens.kit.typed_ahead import aside
from cxplanner.screens.shared.host import Host
from cxplanner.session.judging import judge_saved
from cxplanner.text.errors import CxplannerError
from cxplanner.text.ids import as_id
from cxplanner.text.words import counted
from cxplanner.toml.save import SaveRefused

NAME_IT: Final = "The plan is one text file; give it a name that ends in .toml."
_LONGEST_NAME: Final = 60
Then = Callable[[], object]
"""What follows once nothing can be lost any more."""


def sentence(refused: CxplannerError) -> str:
    """Why something was refused, as a sentence."""
    words = str(refused)
    return f"{words[:1].upper()}{words[1:].removesuffix('.')}."


def save(
    screen: Host, path: Path | None = None, *, then: Then | None = None, lose_comments: bool = False
) -> None:
    """Save to the plan's own file, or to ``path``; ask for a name where that is refused for a reason."""
    if path is None and screen.workspace.path is None:
        save_as(screen, NAME_IT, then=then)
        return

    def written() -> Path | CxplannerError:
        try:
            return screen.workspace.save(path, lose_comments=lose_comments)
        except CxplannerError as refused:
            return refused

    def told(outcome: Path | CxplannerError) -> None:
        if isinstance(outcome, Path):
            gone = screen.workspace.comments_gone
            went = f"; {counted(gone, 'comment')} went with what was removed"
            screen.tell(f"Saved {outcome.name}{went if gone else f' in {outcome.absolute().parent}'}")
            judge_saved(outcome, screen.workspace.catalogue)
            if then is not None:
                then()
        elif isinstance(outcome, CommentsWouldGo):
            _comments_would_go(screen, outcome, path, then=then)
        elif not isinstance(outcome, SaveRefused):
            save_as(screen, sentence(outcome), then=then, wished=path)
        elif outcome.reason == "changed" and path is None:
            screen.ask_about_file(then or _nothing)
        else:
            save_as(screen, f"{sentence(outcome)} Nothing was written.", then=then, wished=path)

    aside(screen.app, written, told, lambda: screen.say("Saving …"))


def _comments_would_go(
    screen: Host, refused: CommentsWouldGo, path: Path | None, *, then: Then | None
) -> None:
    """Ask before the comments of a file are lost, whose layout cannot be followed."""

    def answered(answer: str | None) -> None:
        if answer == "lose":
            save(screen, path, then=then, lose_comments=True)

    answers = [
        Answer("lose", "Save without the comments", "error", "s"),
        Answer("stay", "Keep editing", key="k"),
    ]
    explanation = f"{sentence(refused)} Nothing was written; your edits are still here."
    screen.app.push_screen(Confirm("The comments would be lost.", answers, explanation=explanation), answered)


def _nothing() -> None:
    """Nothing follows."""


def save_as(screen: Host, explanation: str, *, then: Then | None = None, wished: Path | None = None) -> None:
    """Ask for the name of a new file and save there; ``wished`` is what was typed before."""
    workspace = screen.workspace

    def answered(name: str | None) -> None:
        if name is not None:
            save(screen, plan_path(name), then=then)

    name = workspace.path.name if workspace.path else f"{file_name_of(workspace.plan.company.name)}.toml"
    usual = workspace.folder / name
    prompt = Prompt(
        "Save under which name?",
        explanation=explanation,
        value=str(wished or free_name(usual)),
        check=complaint_about_name,
        accept="Save",
    )
    screen.app.push_screen(prompt, answered)


def plan_path(name: str) -> Path:
    """The file a typed name stands for: .toml may be left out, ~ is the home folder."""
    bare = name.strip()
    return Path(bare if bare.endswith(".toml") else f"{bare}.toml").expanduser()


def ask_before_leaving(screen: Host, then: Then) -> None:
    """Ask what to do with a plan that is not saved, and do ``then`` unless it is to stay open."""

    def answered(answer: str | None) -> None:
        if answer == "save":
            save(screen, then=then)
        elif answer == "drop":
            then()
        elif answer == "questions":
            screen.app.call_later(screen.run_action, "app.questions")

    done = [change.sentence for change in screen.workspace.history.done[-3:]]
    answers = [
        Answer("save", "Save and leave", "primary", "s"),
        Answer("drop", "Leave without saving", "error", "l"),
        Answer("stay", "Stay", key="t"),
    ]
    if screen.workspace.fresh:
        answers.insert(2, Answer("questions", "Back to the questions", key="q"))
    explanation = "Last edits: " + "; ".join(done) if done else "The new plan has not been saved yet."
    question = Confirm("The plan is not saved.", answers, explanation=explanation)
    screen.app.push_screen(question, answered)


def file_name_of(name: str) -> str:
    """A file name made from the name of a company: small letters, digits and hyphens."""
    return as_id(name, _LONGEST_NAME) or "plan"


def free_name(path: Path) -> Path:
    """The path, or the first numbered one beside it that is not taken."""
    path = path.with_suffix(".toml")
    number, candidate = 1, path
    while candidate.exists():
        number += 1
        candidate = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return candidate


def complaint_about_name(text: str) -> str | None:
    """What is wrong with a name for a new plan file, in words, or None."""
    if not text.strip() or text.strip() == ".toml":
        return "Type a name for the file, such as acme.toml."
    if not text.isprintable():
        return "This name cannot be used; choose another one."
    try:
        path = plan_path(text)
        if path.exists():
            return f"{path.name} exists already; choose another name."
        if not path.parent.is_dir():
            return f"The folder {path.parent} does not exist."
    except OSError as error:
        return f"This name cannot be used: {error.strerror}."
    except RuntimeError:  # a home folder of nobody
        return "This name cannot be used; choose another one."
    return None
