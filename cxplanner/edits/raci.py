"""Edits of the responsibilities: who is responsible, accountable, consulted and informed."""

from __future__ import annotations

from typing import Final

from cxplanner.catalogue.catalogue import Catalogue
from cxplanner.edits.change import (
    Added,
    Change,
    EditRefused,
    checked_id,
    did,
    put,
    revised,
    unchanged,
    without,
)
from cxplanner.edits.following import waivers_without
from cxplanner.edits.phrases import LETTER_WORDS, VERBS
from cxplanner.edits.positions import known_position
from cxplanner.plan.models import Assignment, Letter, Plan
from cxplanner.plan.team import Team
from cxplanner.text.words import listed

_LISTS: Final = {"R": "responsible", "C": "consulted", "I": "informed"}
_NOBODY_ANSWERS: Final = ("nobody answers for it now",)


def set_letter(
    plan: Plan, catalogue: Catalogue, responsibility: str, position: str, letter: Letter
) -> Change:
    """Give a position a letter in a row.

    A is taken from whoever had it, since only one position can be accountable. One position can have both A
    and R; C or I replaces whatever it had.
    """
    known_position(plan, position)
    row = _known_row(plan, catalogue, responsibility)
    team = Team(plan, catalogue)
    before = row.accountable
    if letter in row.letters(position):
        return unchanged(
            plan, f"{team.name(position)} is already {VERBS[letter]} “{team.duty(responsibility)}”"
        )
    row = _with_letter(row, position, letter)
    words = f"Made {team.name(position)} {VERBS[letter]} “{team.duty(responsibility)}”"
    if before and letter == "A":
        words += f", instead of {team.name(before)}"
    follows = _NOBODY_ANSWERS if before == position and row.accountable is None else ()
    return did(_with_row(plan, responsibility, row), words, follows=follows)


def _with_letter(row: Assignment, position: str, letter: Letter) -> Assignment:
    keep = {"A": ("R",), "R": ("A",)}.get(letter, ())
    row = _without_letters(row, position, keep)
    if letter == "A":
        return row.replace(accountable=position)
    name = _LISTS[letter]
    return row.replace(**{name: (*getattr(row, name), position)})


def _without_letters(row: Assignment, position: str, keep: tuple[str, ...] = ()) -> Assignment:
    update: dict[str, object] = {}
    if row.accountable == position and "A" not in keep:
        update["accountable"] = None
    for letter, name in _LISTS.items():
        ids: tuple[str, ...] = getattr(row, name)
        if letter not in keep and position in ids:
            update[name] = tuple(i for i in ids if i != position)
    return row.replace(**update) if update else row


def _known_row(plan: Plan, catalogue: Catalogue, responsibility: str) -> Assignment:
    row = plan.responsibilities.get(responsibility)
    if row is None and responsibility not in catalogue.responsibilities:
        raise EditRefused(f"Neither the plan nor the catalogue has a responsibility {responsibility}.")
    return row or Assignment()


def _with_row(plan: Plan, responsibility: str, row: Assignment) -> Plan:
    return plan.replace(responsibilities=put(plan.responsibilities, responsibility, row))


def make_accountable(plan: Plan, catalogue: Catalogue, responsibility: str, position: str) -> Change:
    """Make a position accountable, and also responsible if nobody else would do the work."""
    change = set_letter(plan, catalogue, responsibility, position, "A")
    row = change.plan.responsibilities[responsibility]
    team = Team(plan, catalogue)
    if not team.nobody_does(responsibility, row):
        return change
    done = set_letter(change.plan, catalogue, responsibility, position, "R")
    if change.plan is plan:  # it was accountable already
        return done
    before = team.row(responsibility).accountable
    instead = f", instead of {team.name(before)}" if before else ""
    duty = f"“{team.duty(responsibility)}”"
    return did(done.plan, f"Made {team.name(position)} accountable and responsible for {duty}{instead}")


def take_letter(
    plan: Plan, catalogue: Catalogue, responsibility: str, position: str, letter: Letter
) -> Change:
    """Take one letter away; any other letter of the position in the row stays."""
    row = _known_row(plan, catalogue, responsibility)
    team = Team(plan, catalogue)
    held = row.letters(position)
    duty = f"“{team.duty(responsibility)}”"
    if letter not in held:
        return unchanged(plan, f"{team.name(position)} is not {VERBS[letter]} {duty}")
    rest = tuple(other for other in held if other != letter)
    words = f"{team.name(position)} is no longer {VERBS[letter]} {duty}"
    if rest:
        words += f", but still {listed(LETTER_WORDS[other] for other in rest)}"
    fresh = _with_row(plan, responsibility, _without_letters(row, position, rest))
    return did(fresh, words, named=True, follows=_NOBODY_ANSWERS if letter == "A" else ())


def clear_letters(plan: Plan, catalogue: Catalogue, responsibility: str, position: str) -> Change:
    """Remove a position from a row."""
    row = _known_row(plan, catalogue, responsibility)
    team = Team(plan, catalogue)
    held = row.letters(position)
    duty = f"“{team.duty(responsibility)}”"
    if not held:
        return unchanged(plan, f"{team.name(position)} has no letter on {duty}")
    fresh = _with_row(plan, responsibility, _without_letters(row, position))
    words = f"{team.name(position)} is no longer {' and '.join(VERBS[x] for x in held)} {duty}"
    return did(fresh, words, named=True, follows=_NOBODY_ANSWERS if "A" in held else ())


def add_responsibility(
    plan: Plan,
    catalogue: Catalogue,
    responsibility: str,
    *,
    title: str | None = None,
    area: str | None = None,
) -> Change:
    """Add a responsibility to the plan: one from the catalogue, or one of its own with title and area."""
    if checked_id(responsibility) in plan.responsibilities:
        raise EditRefused(f"The plan has {responsibility} already.")
    if responsibility not in catalogue.responsibilities and not title:
        raise EditRefused("A responsibility of your own needs a title.")
    if area is not None and area not in catalogue.areas:
        raise EditRefused(f"The catalogue has no area {area}.")
    row = revised(Assignment(), {"title": title, "area": area})
    fresh = _with_row(plan, responsibility, row)
    words = f"Added the responsibility “{Team(fresh, catalogue).duty(responsibility)}”"
    return did(fresh, words, added=[Added("responsibilities", responsibility)])


def remove_responsibility(plan: Plan, catalogue: Catalogue, responsibility: str) -> Change:
    """Remove a row from the plan; a row that the scale requires is emptied instead."""
    if responsibility not in plan.responsibilities:
        raise EditRefused(f"The plan does not list {responsibility}.")
    team = Team(plan, catalogue)
    rows = without(plan.responsibilities, responsibility)
    waivers = waivers_without(plan, responsibility, "responsibilities")
    update = {"responsibilities": rows, "waivers": waivers}
    required = responsibility in team.required
    verb = "Emptied the row of" if required else "Removed the responsibility"
    return did(plan.replace(**update), f"{verb} “{team.duty(responsibility)}”")
