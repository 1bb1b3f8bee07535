"""A plan in sentences, a line for each fact: what ``git diff`` compares instead of the lines of its file."""

from __future__ import annotations

from itertools import groupby

from cxplanner.plan.team import Team
from cxplanner.text.words import one_line
from cxplanner.versions.difference import facts


def plan_page(team: Team) -> str:
    """The whole plan, in Markdown: a heading for each section, and its facts in the order of the file."""
    parts = [f"# {one_line(team.plan.company.name)}\n"]
    for section, told in groupby(facts(team), key=lambda fact: fact[0]):
        lines = [f"- {sentence}\n" for _, sentence in told]
        parts.append("".join([f"\n## {section.capitalize()}\n\n", *lines]))
    return "".join(parts)
