"""Positions, roles and gaps in words, for the panels beside the lists."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from textual.content import Content

from cxplanner.catalogue.citations import source_lines
from cxplanner.plan.team import Team
from cxplanner.screens.kit.hanging import mark_width
from cxplanner.screens.kit.safe import content
from cxplanner.screens.kit.signs import SEVERITY_MARKS
from cxplanner.screens.shared.marks import gap_mark

if TYPE_CHECKING:
    from cxplanner.advice.hires import Hire
    from cxplanner.gaps.rule import Fix, Gap

NO_POSITIONS: Final = "There are no positions yet. Add them in the view Team."


def position_words(team: Team, key: str, gaps: Iterable[Gap]) -> Content:
    """One position: what it is, what it answers for, what it does, and its gaps."""
    member = team.members[key]
    position = member.position
    facts = [
        "executive" if member.executive else "",
        member.engagement,
        f"{position.fte:g} FTE",
        member.held,
        f"from {position.start}" if position.start and (member.vacant or member.there) else "",
        f"until {position.end}" if position.end and not member.ended else "",
    ]
    lines: list[Content] = [
        content(member.title).stylize("bold"),
        content(", ".join(fact for fact in facts if fact)),
    ]
    role = member.role.title if member.role else position.role
    if role and role != member.title:
        lines.append(content(f"Role: {role}"))
    if member.department:
        lines.append(content(f"Department: {team.department_title(member.department)}"))
    boss = team.name(position.reports_to) if position.reports_to else "nobody"
    lines.append(content(f"Reports to: {boss}"))
    lines += bullets("Accountable for", [team.duty(r) for r in team.answers_for.get(key, ())])
    lines += bullets("Responsible for", [team.duty(r) for r in team.does.get(key, ())])
    speaks = [
        team.department_title(d) for d, said in team.plan.departments.items() if key in said.representatives
    ]
    lines += bullets("Speaks for", speaks)
    lines += bullets("Gaps", [f"{SEVERITY_MARKS[g.severity]} {g.message}" for g in gaps])
    if position.note:
        lines += [Content(""), content(position.note)]
    return Content("\n").join(lines)


def post_words(team: Team, key: str) -> Content:
    """One outside post: who reports to it."""
    reports = [team.name(r) for r in team.reports.get(key, ())]
    title = content(team.title(key)).stylize("bold")
    note = content("A post outside the CX team.").stylize("$text-muted")
    return Content("\n").join([title, note, *bullets("Reporting here", reports)])


def role_words(team: Team, key: str, hire: Hire) -> Content:
    """One role of the catalogue, for whoever thinks of adding it: what for, and what that does here."""
    role = team.catalogue.roles[key]
    here = len(team.by_role.get(key, ()))
    usual = [team.duty(r) for r in dict.fromkeys((*role.accountable, *role.responsible))]
    share = f"{role.engagement}, usually {role.fte:g} FTE{f', {here} on the team already' if here else ''}"
    lines = [content(role.title).stylize("bold"), content(share)]
    closes = [f"{gap_mark(gap)} {gap.message}" for gap in hire.closes]
    if not closes:
        lines.append(content("Closes no gap of this plan."))
    lines += bullets("Closes, once somebody holds it", closes)
    lines += bullets("Opens", [f"{gap_mark(gap)} {gap.message}" for gap in hire.opens])
    lines += [Content(""), content(role.purpose)]
    return Content("\n").join([*lines, *bullets("Usually takes", usual)])


def gap_words(team: Team, gap: Gap, fixes: Iterable[Fix]) -> Content:
    """One gap: what is wrong, why it matters, who says so, and how to close it."""
    lines: list[Content] = [
        content(f"{SEVERITY_MARKS[gap.severity]} {gap.message}").stylize("bold"),
        content(f"{gap.code} {gap.name}, {gap.severity}, {gap.kind}").stylize("$text-muted"),
    ]
    if gap.waived is not None:
        by = f" by {gap.waived.accepted_by}" if gap.waived.accepted_by else ""
        until = f" until {gap.waived.until}" if gap.waived.until else ""
        lines += [Content(""), content(f"Accepted{by}{until}: {gap.waived.reason}")]
    lines += [Content(""), content(gap.reason)]
    lines += bullets("Ways to close it", [fix.title for fix in fixes])
    lines += bullets("Said by", source_lines(gap.sources, team.catalogue.sources))
    return Content("\n").join(lines)


def bullets(title: str, items: list[str]) -> list[Content]:
    """A paragraph of a panel: its title and what it lists; nothing where there is nothing to list.

    What has a mark of its own, such as a gap, needs no other before it.
    """
    if not items:
        return []
    lines = (content(item if mark_width(item) else f"- {item}") for item in items)
    return [Content(""), content(title).stylize("bold"), *lines]
