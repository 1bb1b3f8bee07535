"""Closing a gap and accepting one, from whichever view its subject is seen in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Final

from textual.content import Content

from cxplanner.gaps import Fix, Gap, fixes_for
from cxplanner.gaps.waivers import unwaive, waive
from cxplanner.screens.kit.commands import key_words, keys_of
from cxplanner.screens.kit.confirm import Answer, Confirm
from cxplanner.screens.kit.picker import Choice, Picker
from cxplanner.screens.kit.prompt import Prompt
from cxplanner.screens.shared.describe import gap_words
from cxplanner.screens.shared.gap_walk import NEXT_GAP
from cxplanner.screens.shared.marks import gap_mark
from cxplanner.screens.shared.preview import fix_words
from cxplanner.screens.shared.view import View
from cxplanner.text.answers import complaint, read_answer

NO_GAP: Final = "There is no gap here. {key} goes to the next one."
NO_OPEN_GAP: Final = "There is no open gap."
NO_FIX: Final = "This gap has no ready fix; the view Gaps leads to what it is about."


def fix_gap(view: View, gaps: Sequence[Gap]) -> None:
    """Choose a way to close one of these gaps, or answer what it asks; of several, ask first which."""
    _with_one(view, gaps, "Close which gap?", lambda gap: _fix(view, gap))


def accept_gap(view: View, gaps: Sequence[Gap]) -> None:
    """Accept one of these gaps with a reason, or let an accepted one count again."""
    _with_one(view, gaps, "Accept which gap?", lambda gap: _accept(view, gap))


def _with_one(view: View, gaps: Sequence[Gap], question: str, do: Callable[[Gap], None]) -> None:
    if not gaps:
        key = key_words(NEXT_GAP, keys_of(view.app))
        view.say(NO_GAP.format(key=key) if view.workspace.open_gaps else NO_OPEN_GAP)
        return
    if len(gaps) == 1:
        do(gaps[0])
        return
    team = view.workspace.team

    @cache
    def describe(key: str) -> Content:
        gap = gaps[int(key)]
        return gap_words(team, gap, fixes_for(gap, team))

    def chosen(answer: str | None) -> None:
        if answer is not None:
            do(gaps[int(answer)])

    choices = [Choice(str(n), f"{gap_mark(gap)} {gap.message}", gap.name) for n, gap in enumerate(gaps)]
    view.app.push_screen(Picker(question, choices, describe=describe), chosen)


def _fix(view: View, gap: Gap) -> None:
    fixes = fixes_for(gap, view.workspace.team)
    if not fixes:
        view.say(NO_FIX)
    elif len(fixes) == 1:
        _confirm(view, fixes[0])
    else:
        _choose(view, gap, fixes)


def _choose(view: View, gap: Gap, fixes: Sequence[Fix]) -> None:
    """Ask which fix; the one under the cursor, and only that, says what it would do."""

    @cache
    def describe(key: str) -> Content:
        return fix_words(view.workspace, fixes[int(key)])

    def chosen(answer: str | None) -> None:
        if answer is not None:
            _apply(view, fixes[int(answer)])

    choices = [Choice(str(n), fix.title) for n, fix in enumerate(fixes)]
    view.app.push_screen(Picker(f"Close the gap: {gap.message}", choices, describe=describe), chosen)


def _confirm(view: View, fix: Fix) -> None:
    """Say what the only fix would do and ask whether to do it; one that asks a question asks at once."""
    if fix.apply is None:
        _apply(view, fix)
        return

    def answered(answer: str | None) -> None:
        if answer == "fix":
            _apply(view, fix)

    answers = [Answer("fix", "Do it", "primary", "d"), Answer("leave", "Leave it", key="l")]
    explanation = fix_words(view.workspace, fix)
    view.app.push_screen(Confirm(f"{fix.title}?", answers, explanation=explanation), answered)


def _apply(view: View, fix: Fix) -> None:
    if fix.apply is not None:
        view.edit(fix.apply)
    if fix.ask is None:
        return
    ask = fix.ask

    def answered(text: str | None) -> None:
        if text is not None:
            view.edit(lambda plan: ask.apply(plan, read_answer(ask.kind, text)))

    view.app.push_screen(Prompt(ask.question, check=lambda text: complaint(ask.kind, text)), answered)


def _accept(view: View, gap: Gap) -> None:
    catalogue = view.workspace.catalogue
    if not gap.open:
        view.edit(lambda plan: unwaive(plan, catalogue, gap.code, gap.subject))
        return

    def answered(reason: str | None) -> None:
        if reason is not None:
            view.edit(lambda plan: waive(plan, catalogue, gap.code, gap.subject, reason=reason))

    explanation = f"{gap.message} The reason is kept in the plan, and the gap no longer counts."
    prompt = Prompt(
        "Why is this gap accepted?",
        explanation=explanation,
        check=lambda text: complaint("text", text),
        accept="Accept",
    )
    view.app.push_screen(prompt, answered)
