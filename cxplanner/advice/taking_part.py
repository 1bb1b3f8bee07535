"""What changes at another scale for those on the team already: who hands over, is consulted, is informed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cxplanner.advice.items import Item
from cxplanner.edits.phrases import VERBS
from cxplanner.edits.raci import set_letter
from cxplanner.gaps import all_rules
from cxplanner.gaps.letters import Due, letters_due
from cxplanner.plan.models import Plan
from cxplanner.plan.team import OWN_THE_EXPERIENCE, Team
from cxplanner.text.words import listed


def handed_over(team: Team, heir: str, name: str) -> Iterator[Item]:
    """What the present owner would hand to the newcomer ``heir``: all that belongs to the whole."""
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


def letters_missing(team: Team) -> Mapping[str, Mapping[str, Due]]:
    """Responsibility -> the letters missing from its row that a rule of the scale requires, by position."""
    plan, found = team.plan, dict[str, dict[str, Due]]()
    for position in plan.positions:
        for due in letters_due(Team(plan, team.catalogue), position):
            duty = due.responsibility
            if due.rule not in team.scale.rules_off and _has_none(plan, duty, position):
                found.setdefault(duty, {})[position] = due
                plan = set_letter(plan, team.catalogue, duty, position, due.letter).plan
    return found


def _has_none(plan: Plan, duty: str, position: str) -> bool:
    row = plan.responsibilities.get(duty)
    return row is not None and row.accountable is not None and not row.letters(position)


def letter_items(team: Team) -> Iterator[Item]:
    """An item for each row in which somebody on the team has to be consulted or informed."""
    for duty, letters in letters_missing(team).items():
        first, rules = next(iter(letters.values())), dict.fromkeys(due.rule for due in letters.values())
        missed = [all_rules()[code] for code in rules]
        yield Item(
            f"letters.{duty}",
            "letters",
            f"{listed(map(team.name, letters))} {VERBS[first.letter]} “{team.duty(duty)}”",
            " ".join(rule.summary for rule in missed),
            tuple(dict.fromkeys(source for rule in missed for source in rule.sources)),
            True,
        )
