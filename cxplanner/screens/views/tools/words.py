"""Tools and initiatives as lines of a list, and in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from textual.content import Content

from cxplanner.edits.phrases import LETTER_WORDS, VERBS
from cxplanner.gaps.letters import IT
from cxplanner.plan.metrics import aim
from cxplanner.plan.models import LETTERS
from cxplanner.plan.team import MAINTAIN_TOOLS, Team
from cxplanner.screens.kit.outline import Entry
from cxplanner.screens.kit.safe import content
from cxplanner.screens.kit.signs import ACCEPTED, LACKS
from cxplanner.screens.shared.describe import bullets
from cxplanner.screens.shared.entry_words import NOBODY, fact, gap_lines, muted, panel, said_by, who
from cxplanner.screens.shared.marks import worst
from cxplanner.screens.shared.view import KeyOf, Place
from cxplanner.text.words import listed

if TYPE_CHECKING:
    from cxplanner.gaps.rule import Gap

Gaps = Mapping[str, "tuple[Gap, ...]"]
UNUSED = "unused"
"""The heading of the families that the plan names no tool of."""


def lines(team: Team, tools: Gaps, initiatives: Gaps, of_it: tuple[Gap, ...]) -> Iterator[Entry]:
    """The tools the plan lists, its initiatives, and the families of tools it does not use."""
    yield Entry("tools", _tools_title(team, of_it), heading=True)
    for key, tool in team.plan.tools.items():
        owner = team.name(tool.owner) if tool.owner else "nobody owns it"
        detail = f"{tool.product} · {owner}" if tool.product else owner
        mark = worst(tools.get(key, ()))
        yield Entry(Place("tools", key).id, team.tool_title(key), detail, mark=mark, parent="tools")
    yield Entry("initiatives", "Initiatives" if team.plan.initiatives else "Initiatives: none", heading=True)
    for key, case in team.plan.initiatives.items():
        lead = team.name(case.lead) if case.lead else "nobody leads it"
        mark = worst(initiatives.get(key, ()))
        yield Entry(
            Place("initiatives", key).id, team.initiative_title(key), lead, mark=mark, parent="initiatives"
        )
    unused = [key for key in team.catalogue.tools if key not in team.plan.tools]
    if unused:
        yield Entry(UNUSED, "Tools not used", heading=True)
    for key in unused:
        yield Entry(Place("tools", key).id, team.tool_title(key), parent=UNUSED, quiet=True)


def _tools_title(team: Team, of_it: tuple[Gap, ...]) -> str:
    """The heading of the tools, with IT's part in them in a few words."""
    mark = f"{worst(of_it)} " if of_it else ""
    department = team.department(IT)
    if not department.exists:
        part = "no IT department"
    elif not department.representatives:
        part = "nobody speaks for IT"
    else:
        held = {letter for who in department.representatives for letter in _letters(team, who)}
        words = [LETTER_WORDS[letter] for letter in LETTERS if letter in held]
        part = f"IT is {listed(words)}" if words else "IT has no part"
    return f"{'Tools' if team.plan.tools else 'Tools: none'} ({mark}{part})"


def _letters(team: Team, position: str) -> tuple[str, ...]:
    return team.row(MAINTAIN_TOOLS).letters(position)


def it_lines(team: Team, of_it: tuple[Gap, ...]) -> list[Content]:
    """Which part IT's representatives have in the tools."""
    department, duty = team.department(IT), team.duty(MAINTAIN_TOOLS)
    if not department.exists:
        parts = ["This company has no IT department."]
    elif not department.representatives:
        parts = ["Nobody on the team speaks for IT yet."]
    else:
        parts = [_part(team, position, duty) for position in department.representatives]
    return [*bullets("IT's part", parts), *gap_lines(of_it)]


def _part(team: Team, position: str, duty: str) -> str:
    held = team.row(MAINTAIN_TOOLS).letters(position)
    part = f"is {listed(VERBS[letter] for letter in held)}" if held else "has no part in"
    return f"{team.name(position)} {part} “{duty}”"


def tool_words(team: Team, family: str, gaps: tuple[Gap, ...], of_it: tuple[Gap, ...], key: KeyOf) -> Content:
    """One family of tools: what it is for, the product, who owns it, and IT's part."""
    known, tool = team.catalogue.tools.get(family), team.plan.tools.get(family)
    said = [content(known.about), Content("")] if known else []
    if tool is None:
        edit = f"{key('tools.edit')} names the product and its owner."
        said.append(muted(f"The plan names no tool of this family. {edit}"))
    else:
        said.append(fact("Product", tool.product or "not named yet"))
        said.append(fact("Owner", who(team, tool.owner)))
    first = panel(team.tool_title(family), said, gaps)
    parts = it_lines(team, of_it) if tool is not None else []
    return Content("\n").join([first, *parts, *said_by(team, known.sources if known else ())])


def initiative_words(team: Team, key: str, gaps: tuple[Gap, ...]) -> Content:
    """One initiative: its type, who leads and sponsors it, its cast against what the type needs."""
    case = team.plan.initiatives[key]
    kind = team.catalogue.initiatives.get(case.type)
    said = [muted(kind.title if kind else case.type)]
    if kind:
        said.append(content(kind.about))
    said += [Content(""), fact("Lead", who(team, case.lead)), fact("Sponsor", _sponsor(team, case.sponsor))]
    said.append(fact("Measured by", _measured(team, case.metric)))
    said += [Content(""), content("Cast").stylize("bold")]
    said += [content(f"{mark} {words}") for mark, words in cast(team, key)] or [content("Nobody yet.")]
    first = panel(team.initiative_title(key), said, gaps)
    return Content("\n").join([first, *said_by(team, kind.sources if kind else ())])


def _sponsor(team: Team, position: str | None) -> str:
    if position is None:
        return NOBODY
    executive = "" if team.members[position].executive else " (not an executive)"
    return f"{who(team, position)}{executive}"


def _measured(team: Team, metric: str | None) -> str:
    if metric is None:
        return "nothing yet"
    declared = metric in team.plan.metrics
    return (
        f"{team.metric_title(metric)}, {aim(team, metric) if declared else 'which the plan does not measure'}"
    )


def cast(team: Team, key: str) -> Iterator[tuple[str, str]]:
    """Department by department: a mark, and in words whether it is needed and which part it has."""
    case = team.plan.initiatives[key]
    kind = team.catalogue.initiatives.get(case.type)
    needed = kind.departments if kind else ()
    for department in dict.fromkeys((*needed, *case.project_team, *case.stakeholders)):
        parts = [
            *(["on the project team"] if department in case.project_team else []),
            *(["stakeholder"] if department in case.stakeholders else []),
        ]
        title, wanted = team.department_title(department), department in needed
        if not parts:
            exists = team.department(department).exists
            lacks = "needed, and has no part" if exists else "needed, but this company has none"
            yield (LACKS if exists else "–"), f"{title}: {lacks}"
        else:
            yield (
                ACCEPTED if wanted else "+",
                f"{title}: {listed(parts)}{'' if wanted else ', not needed by the type'}",
            )


def heading_words(team: Team, line: str | None, of_it: tuple[Gap, ...], key: KeyOf) -> Content:
    """What a heading groups."""
    if line == "initiatives":
        said = (
            "Digital projects: each with a lead, an executive sponsor, a metric and the departments it needs."
        )
        return panel("Initiatives", [content(said), muted(f"{key('tools.add')} adds an initiative.")], ())
    if line == UNUSED:
        start = f"{key('tools.edit')} starts one."
        said = f"Families of tools that the plan names no product of. That is no gap; {start}"
        return panel("Tools not used", [content(said)], ())
    said = "What the team works with: the product of each family, and who owns it."
    return Content("\n").join([panel("Tools", [content(said)], ()), *it_lines(team, of_it)])


def type_words(team: Team, key: str) -> Content:
    """A type of initiative and the cast it needs, for whoever thinks of starting one."""
    kind = team.catalogue.initiatives[key]
    needs = []
    for department in kind.departments:
        speakers = listed(team.name(p) for p in team.department(department).representatives)
        exists = team.department(department).exists
        note = f" ({speakers})" if exists and speakers else "" if exists else " (this company has none)"
        needs.append(f"{team.department_title(department)}{note}")
    return panel(
        kind.title,
        [content(kind.about), *bullets("Needs in its cast", needs), *said_by(team, kind.sources)],
        (),
    )
