"""What the panels beside lists of entries have in common, and how their headings tell of gaps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from cxplanner.catalogue.citations import source_lines
from cxplanner.plan.team import Team
from cxplanner.screens.kit.safe import content
from cxplanner.screens.kit.signs import SEVERITY_MARKS
from cxplanner.screens.shared.describe import bullets
from cxplanner.screens.shared.marks import worst
from cxplanner.text.words import counted

if TYPE_CHECKING:
    from cxplanner.gaps.rule import Gap

NOBODY = "nobody yet"


def heading_with_gaps(title: str, gaps: Sequence[Gap]) -> str:
    """A heading, with the gaps about all that stands below it: ``Objectives (◆ 1 gap)``."""
    return f"{title} ({worst(gaps)} {counted(len(gaps), 'gap')})" if gaps else title


def panel(title: str, lines: Iterable[Content], gaps: Iterable[Gap]) -> Content:
    """A title, what there is to say, and the gaps."""
    return Content("\n").join([content(title).stylize("bold"), *lines, *gap_lines(gaps)])


def gap_lines(gaps: Iterable[Gap]) -> list[Content]:
    """Gaps as a paragraph: what is wrong, and why that matters."""
    lines: list[Content] = []
    for gap in gaps:
        lines += [Content(""), content(f"{SEVERITY_MARKS[gap.severity]} {gap.message}").stylize("bold")]
        lines.append(content(gap.reason))
    return lines


def fact(name: str, said: str) -> Content:
    """One fact on a line of its own."""
    return Content.assemble(content(f"{name}: ").stylize("$text-muted"), content(said))


def muted(words: str) -> Content:
    """Words that step back."""
    return content(words).stylize("$text-muted")


def said_by(team: Team, sources: Iterable[str]) -> list[Content]:
    """Who says what the catalogue knows of an entry."""
    return bullets("Said by", source_lines(sources, team.catalogue.sources))


def who(team: Team, position: str | None) -> str:
    """A position that owns or leads something, and who holds it."""
    return f"{team.name(position)}, {team.members[position].held}" if position else NOBODY
