"""What next? Every vacancy and every role by the gaps that one person more would close."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import Final

from textual.content import Content

from cxplanner.advice.hires import Hire, hiring_plan, next_hires
from cxplanner.edits.change import EditRefused
from cxplanner.gaps import Gap
from cxplanner.gaps.words import gaps_counted
from cxplanner.plan.team import Team
from cxplanner.screens.kit.picker import Choice, Picker
from cxplanner.screens.kit.prompt import Prompt
from cxplanner.screens.kit.safe import content
from cxplanner.screens.kit.signs import SEVERITY_MARKS
from cxplanner.screens.kit.typed_ahead import aside
from cxplanner.screens.shared.host import Host
from cxplanner.screens.shared.marks import gaps_marked

SEVERAL: Final = 3
"""So many hires are shown one after another."""
_ORDER: Final = "order:"
"""The id of the choice that shows several hires; no position has such an id."""


def ask_next_hire(screen: Host) -> None:
    """Show the candidates, the one that closes most first; choosing one asks who was hired."""
    team = screen.workspace.team
    tried: list[tuple[int, int]] = []
    said: list[str] = []

    def slow() -> None:
        if tried:
            said.append("Tried {:,} of {:,} who could be hired …".format(*tried[-1]))
            screen.say(said[-1])

    def show(hires: Sequence[Hire]) -> None:
        if said:
            screen.say("Tried all who could be hired.")
        _show(screen, team, hires)

    aside(screen.app, lambda: next_hires(team, lambda *told: tried.append(told)), show, slow)


def _show(screen: Host, team: Team, tried: Sequence[Hire]) -> None:
    hires = {hire.position if not hire.new else f"new:{hire.role}": hire for hire in tried}
    choices = [Choice(key, hire.title, note=_note(hire)) for key, hire in hires.items()]
    if sum(hire.weight > 0 for hire in hires.values()) > 1:
        choices.insert(0, Choice(_ORDER, "The best order, one hire after another"))

    def describe(key: str) -> Content:
        return best.words() if key == _ORDER else hire_words(hires[key])

    def chosen(key: str | None) -> None:
        if key == _ORDER:
            _take(screen, next(iter(hires.values())))
        elif key is not None:
            _take(screen, hires[key])

    picker = Picker("Whom to hire next?", choices, describe=describe, chosen=next(iter(hires), None))
    best = _BestOrder(team, picker)
    screen.app.push_screen(picker, chosen)


class _BestOrder:
    """Several hires one after another, searched for when they are first asked for.

    Searching takes a while: the list can be walked meanwhile.
    """

    def __init__(self, team: Team, picker: Picker) -> None:
        self._team = team
        self._picker = picker
        self._words: Content | None = None

    def words(self) -> Content:
        """The hires in words, or that they are being searched for."""
        if self._words is None:
            self._words = content("Trying one hire after another …")
            self._picker.run_worker(self._search, thread=True)
        return self._words

    def _search(self) -> None:
        words = hires_words(hiring_plan(self._team, SEVERAL))
        with suppress(RuntimeError):  # the planner was left
            self._picker.app.call_from_thread(self._show, words)

    def _show(self, words: Content) -> None:
        self._words = words
        if self._picker.is_attached:
            self._picker.tell_again()


def _note(hire: Hire) -> str:
    closed = f"closes {gaps_marked(hire.closes)}" if hire.closes else ""
    place = "to be named" if hire.named else "" if hire.new else "vacant now"
    return " · ".join(filter(None, [closed, place]))


def _take(screen: Host, hire: Hire) -> None:
    """Ask who was hired; without a name the position is planned and stays vacant."""
    plan = screen.workspace.plan

    def wrong(name: str) -> str | None:
        try:
            hire.apply(plan, name.strip() or None)
        except EditRefused as refused:
            return str(refused)
        return None

    def answered(name: str | None) -> None:
        if name is None:
            return
        change = hire.apply(plan, name.strip() or None)
        if screen.workspace.do(change):
            screen.tell(change.sentence)
            screen.active.select(hire.position, "positions")
        else:
            screen.say(change.sentence)

    prompt = Prompt(
        f"Who is the {hire.title}?",
        explanation="Leave it empty to plan the position and hold it vacant for now.",
        placeholder="a name, or nothing",
        check=wrong,
        accept="Take into the plan",
    )
    screen.app.push_screen(prompt, answered)


def hire_words(hire: Hire) -> Content:
    """One hire: where to, which gaps it closes and opens, and what it takes up."""
    place = "A new position." if hire.new else "In the plan already, vacant."
    if hire.named:
        place = f"Not a hire: name who in the company does this. {place}"
    parts = [Content("\n").join([content(hire.title).stylize("bold"), content(place)])]
    parts += _gaps("Closes", hire.closes)
    if hire.spared:
        spared = gaps_counted(hire.spared)
        parts.append(content(f"{spared}, can be closed by giving letters to people who are there already."))
    parts += _gaps("Opens", hire.opens)
    if not hire.closes:
        parts.append(content("Closes no gap of this plan."))
    if hire.sentence:
        parts.append(content(f"{hire.sentence}."))
    return Content("\n\n").join(parts)


def hires_words(hires: Sequence[Hire]) -> Content:
    """Several hires, each on top of those before it."""
    parts = [content("One after another, each on top of those before:").stylize("bold")]
    for number, hire in enumerate(hires, start=1):
        lines = [content(f"{number}. {hire.title}: closes {gaps_counted(hire.closes)}").stylize("bold")]
        lines += _lines(hire.closes)
        parts.append(Content("\n").join(lines))
    return Content("\n\n").join(parts)


def _gaps(title: str, gaps: Sequence[Gap]) -> list[Content]:
    return [Content("\n").join([content(title).stylize("bold"), *_lines(gaps)])] if gaps else []


def _lines(gaps: Iterable[Gap]) -> list[Content]:
    return [content(f"{SEVERITY_MARKS[gap.severity]} {gap.message} ({gap.code})") for gap in gaps]
