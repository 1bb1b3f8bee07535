"""The role description of one position, as HR writes it: ready to edit and to post.

What the plan says of the position goes before what its role says. No person is named: whoever holds the
post it reports to may change.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from cxplanner.catalogue.models import Onet
from cxplanner.documents.markdown import bullets, escaped, paragraphs
from cxplanner.plan.models import Metric
from cxplanner.plan.team import Member, Team
from cxplanner.text.days import day_in_words
from cxplanner.text.words import one_line

_ONET_NOTICE: Final = (
    "Code and title come from the O\\*NET 27.0 Database by the U.S. Department of Labor, Employment "
    "and Training Administration (USDOL/ETA), used under the CC BY 4.0 licence "
    "(<https://creativecommons.org/licenses/by/4.0/>). O\\*NET is a trademark of USDOL/ETA."
)
_FIT: Final[Mapping[str, str]] = {
    "good": "",
    "partial": " It fits this role only in part.",
    "weak": " It is the nearest there is and fits this role only loosely.",
}
_APPROVAL: Final = "| | Name | Signature | Date |\n| --- | --- | --- | --- |\n"


def role_description(team: Team, position_id: str) -> str:
    """The role description of a position of this team, as Markdown without empty headings.

    Raises :class:`KeyError` if the team has no such position.
    """
    member = team.members[position_id]
    sections = [f"# {escaped(member.title)}", *_head(team, member)]
    for heading, body in _sections(team, member):
        if body:
            sections.append(f"## {heading}\n\n{body}")
    return "\n\n".join(sections) + "\n"


def _head(team: Team, member: Member) -> Iterator[str]:
    role = member.role
    names = (role.title, *role.other_titles) if role else ()
    others = [name for name in dict.fromkeys(names) if name != member.title]
    if others:
        yield f"*Other titles: {escaped(' · '.join(others))}*"
    yield "\n".join(f"- **{label}:** {escaped(text)}" for label, text in _facts(team, member) if text)


def _facts(team: Team, member: Member) -> Iterator[tuple[str, str | None]]:
    position = member.position
    yield "Company", team.plan.company.name
    yield "Department", _department(team, member)
    yield "Reports to", team.title(position.reports_to) if position.reports_to else None
    yield "Leads", _leads(team, member)
    yield "Engagement", _engagement(member)
    yield "Full-time equivalent", str(float(position.fte))
    yield "Location", position.location
    yield "Start", day_in_words(position.start) if position.start else None
    yield "End", day_in_words(position.end) if position.end else None
    yield "Position number", position.external_id


def _department(team: Team, member: Member) -> str | None:
    if member.department:
        return team.department_title(member.department)
    return "Customer experience" if member.dedicated else None


def _leads(team: Team, member: Member) -> str:
    titles = Counter(team.title(key) for key in team.reports.get(member.id, ()))
    return ", ".join(f"{title} ({number})" if number > 1 else title for title, number in titles.items())


def _engagement(member: Member) -> str:
    kind = (
        "dedicated to customer experience" if member.dedicated else "customer experience is part of the job"
    )
    return f"executive; {kind}" if member.executive else kind


def _sections(team: Team, member: Member) -> Iterator[tuple[str, str]]:
    position, role = member.position, member.role
    purpose = position.purpose or (role.purpose if role else "")
    yield "Purpose", paragraphs(purpose)
    yield "Accountable for", "\n".join(_accountable(team, member.id))
    yield "Responsible for", "\n".join(_responsible(team, member.id))
    yield "Duties", bullets(position.duties or (role.duties if role else ()))
    yield "Further tasks", bullets(_further(team, member.id))
    yield "Decides", bullets(position.decides or (role.decides if role else ()))
    yield "Skills", _skills(member)
    yield "Works with", bullets(position.works_with or (role.works_with if role else ()))
    measures = position.success_measures or (role.success_measures if role else ())
    yield "Success measures", bullets(measures)
    yield "Targets", bullets(_metrics(team, member.id))
    yield "Occupation", _occupation(role.onet) if role and role.onet else ""
    yield "Approval", _approval(team, member)


def _accountable(team: Team, key: str) -> Iterator[str]:
    does = set(team.does.get(key, ()))
    for duty in team.answers_for.get(key, ()):
        yield _duty(team, duty, " (and does the work)" if duty in does else "")


def _responsible(team: Team, key: str) -> Iterator[str]:
    answers = set(team.answers_for.get(key, ()))
    yield from (_duty(team, duty) for duty in team.does.get(key, ()) if duty not in answers)


def _duty(team: Team, duty: str, remark: str = "") -> str:
    """A responsibility as an item of a list, with what it means: a title alone tells applicants little."""
    known = team.catalogue.responsibilities.get(duty)
    title = escaped(team.duty(duty))
    return f"- **{title}**{remark}: {paragraphs(known.about, '  ')}" if known else f"- **{title}**{remark}"


def _further(team: Team, key: str) -> Iterator[str]:
    plan = team.plan
    for department, entry in plan.departments.items():
        if entry.exists and key in entry.representatives:
            yield f"Speak for the department “{team.department_title(department)}” in customer experience"
    if plan.board and plan.board.lead == key:
        yield "Lead the customer experience board"
    elif plan.board and key in plan.board.members:
        yield "Sit on the customer experience board"
    for family, tool in plan.tools.items():
        if tool.owner == key:
            title, product = team.tool_title(family), tool.product
            yield f"Look after the tool for {title}: {product}" if product else f"Look after {title}"
    for initiative_id, initiative in plan.initiatives.items():
        title = team.initiative_title(initiative_id)
        if initiative.lead == key:
            yield f"Lead the project “{title}”"
        if initiative.sponsor == key:
            yield f"Sponsor the project “{title}”"


def _skills(member: Member) -> str:
    position, role = member.position, member.role
    parts = (
        ("Required", position.skills_required or (role.skills_required if role else ())),
        ("Preferred", position.skills_preferred or (role.skills_preferred if role else ())),
    )
    return "\n\n".join(f"### {heading}\n\n{bullets(skills)}" for heading, skills in parts if skills)


def _metrics(team: Team, key: str) -> Iterator[str]:
    for metric_id, metric in team.plan.metrics.items():
        if metric.owner == key:
            yield f"{team.metric_title(metric_id)}{_aim(team, metric_id, metric)}"


def _aim(team: Team, metric_id: str, metric: Metric) -> str:
    if metric.target is None:
        return ": to be agreed"
    known = team.catalogue.metrics.get(metric_id)
    unit = _unit(metric.unit or (known.unit if known else ""), team.plan.company.currency)
    start = f" from {metric.baseline:,}" if metric.baseline is not None else ""
    due = f" by {day_in_words(metric.due)}" if metric.due else ""
    return f":{start} to {metric.target:,}{unit}{due}" if start else f": {metric.target:,}{unit}{due}"


def _unit(unit: str, currency: str) -> str:
    spelled = unit.replace("currency", currency)
    return spelled if spelled.startswith("%") or not spelled else f" {spelled}"


def _occupation(onet: Onet) -> str:
    code = f"O\\*NET-SOC {onet.code} {escaped(onet.title)}.{_FIT[onet.fit]}"
    return f"{code}\n\n{_ONET_NOTICE}"


def _approval(team: Team, member: Member) -> str:
    boss = member.position.reports_to
    first = one_line(team.title(boss)) if boss else "Head of the team"
    return _APPROVAL + "\n".join(f"| {escaped(who)} | | | |" for who in (first, "Human resources"))
