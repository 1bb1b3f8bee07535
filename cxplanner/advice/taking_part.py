"""Who is on the team already and takes another part at another scale: hands over, is asked, is told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from cxplanner.advice.items import Item
from cxplanner.edits.phrases import VERBS
from cxplanner.edits.raci import set_letter
from cxplanner.gaps import all_rules
from cxplanner.gaps.letters import letters_due
from cxplanner.plan.models import Letter, Plan
from cxplanner.plan.team import (
    BRIEF_CAMPAIGNS,
    DEVELOP_STRATEGY,
    MAINTAIN_TOOLS,
    OWN_THE_EXPERIENCE,
    SHARE_INSIGHT,
    SINGLE_SOURCE,
    Team,
)
from cxplanner.text.words import listed

_MISSED_BY: Final[Mapping[str, str]] = {
    DEVELOP_STRATEGY: "CX305",
    BRIEF_CAMPAIGNS: "CX405",
    SHARE_INSIGHT: "CX505",
    SINGLE_SOURCE: "CX506",
    MAINTAIN_TOOLS: "CX602",
}
"""Responsibility -> the rule that misses a letter in its row."""


def handed_over(team: Team, heir: str, name: str) -> Iterator[Item]:
    """What the owner there is would hand to the newcomer ``heir``: all that belongs to the whole."""
    for duty, row in team.plan.responsibilities.items():
        known = team.catalogue.responsibilities.get(duty)
        if not (known and known.whole and team.owner and row.accountable == team.owner):
            continue
        own = duty == OWN_THE_EXPERIENCE
        yield Item(
            f"hand-over.{duty}",
            "hand-over",
            f"“{known.title}”: from {team.name(team.owner)} to {name}",
            "One executive owns the whole." if own else "Whoever owns the whole answers for it.",
            known.sources,
            True,
            (f"positions.{heir}",) if own else (f"positions.{heir}", f"hand-over.{OWN_THE_EXPERIENCE}"),
        )


def letters_missing(team: Team) -> Mapping[str, Mapping[str, Letter]]:
    """Responsibility -> the letters that a rule of the scale misses in its row, by position."""
    plan, found = team.plan, dict[str, dict[str, Letter]]()
    for position in plan.positions:
        for duty, letter in letters_due(Team(plan, team.catalogue), position):
            binds = _MISSED_BY.get(duty, "") not in team.scale.rules_off
            if binds and _has_none(plan, duty, position):
                found.setdefault(duty, {})[position] = letter
                plan = set_letter(plan, team.catalogue, duty, position, letter).plan
    return found


def _has_none(plan: Plan, duty: str, position: str) -> bool:
    row = plan.responsibilities.get(duty)
    return row is not None and row.accountable is not None and not row.letters(position)


def letter_items(team: Team) -> Iterator[Item]:
    """An item for each row in which somebody who is there has to be asked or told."""
    for duty, letters in letters_missing(team).items():
        said = [
            f"{listed(team.name(p) for p in letters if letters[p] == letter)} {VERBS[letter]}"
            for letter in dict.fromkeys(letters.values())
        ]
        rule = all_rules().get(_MISSED_BY.get(duty, ""))
        yield Item(
            f"letters.{duty}",
            "letters",
            f"{listed(said)} “{team.duty(duty)}”",
            rule.summary if rule else "Who speaks for a department has to be asked and told.",
            rule.sources if rule else ("field",),
            True,
        )
