"""What a plan lacks: gap rules that look at the team, as pure functions from a plan to its gaps."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from functools import cache
from hashlib import sha256
from typing import Final

from cxplanner.catalogue.catalogue import Catalogue
from cxplanner.gaps.rule import RULES, SEVERITIES, Fix, Gap, Rule
from cxplanner.plan.models import Plan
from cxplanner.plan.team import Team

__all__ = ["SEVERITIES", "Fix", "Gap", "Rule", "all_rules", "find_gaps", "fix_id", "fixes_for", "team_gaps"]

_ID_DIGITS: Final = 6
"""So many signs tell the fixes of one gap apart."""


@cache
def all_rules() -> Mapping[str, Rule]:
    """Every rule by its code, in the order of the codes. The rule modules are imported on the first call."""
    from cxplanner.gaps import rules  # noqa: F401  (importing them declares the rules)

    return {code: RULES[code] for code in sorted(RULES)}


def find_gaps(plan: Plan, catalogue: Catalogue, today: date) -> tuple[Gap, ...]:
    """All gaps in a plan on a day, including accepted ones: the most severe first, then by code.

    Within a rule, gaps are in the order in which the plan names their subjects.
    """
    return team_gaps(Team(plan, catalogue, today))


def team_gaps(team: Team, codes: Collection[str] | None = None) -> tuple[Gap, ...]:
    """The gaps of a team that has been indexed already; see :func:`find_gaps`.

    ``codes`` limits which rules are checked. A rule that is not checked silences no other, or else what both
    rules say would go unreported.
    """
    asked = set(all_rules() if codes is None else codes).difference(team.scale.rules_off)
    found = [pair for code, rule in all_rules().items() if code in asked for pair in rule.gaps(team)]
    claimed = {claim for _, finding in found for claim in finding.claims}
    open_gaps = [gap for gap, _ in found if (gap.code, gap.subject) not in claimed]
    return tuple(sorted(open_gaps, key=lambda gap: (SEVERITIES.index(gap.severity), gap.code)))


def fixes_for(gap: Gap, team: Team) -> tuple[Fix, ...]:
    """The ways to close a gap in this team, best first, without repeats."""
    unique: dict[str, Fix] = {}
    for fix in RULES[gap.code].suggest(team, gap.subject):
        unique.setdefault(fix.title, fix)
    return tuple(unique.values())


def fix_id(gap: Gap, fix: Fix) -> str:
    """What a program calls a fix by, as ``CX701.store-app.1c0f2a``: the same while it would do the same.

    What a fix does is told by its title, names included; where a name in it changes, the fix that was meant
    is there no more.
    """
    digest = sha256(fix.title.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{gap.code}.{gap.subject}.{digest[:_ID_DIGITS]}"
