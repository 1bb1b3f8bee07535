"""The role description of one position, as HR writes it: ready to edit and to post.

What the plan says about the position takes precedence over what its role says. No person is named, since the
holder of the post it reports to may change.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from cxplanner.catalogue.models import Onet
from cxplanner.documents.blocks import (
    Block,
    Document,
    ItemList,
    Paragraph,
    Span,
    Table,
    Words,
    heading,
    item_list,
    paragraphs,
    plain,
)
from cxplanner.documents.markdown import markdown
from cxplanner.plan.models import Metric
from cxplanner.plan.team import Member, Team
from cxplanner.text.dates import day_in_words

_ONET_NOTICE: Final = (
    Span(
        "Code and title come from the O*NET 27.0 Database by the U.S. Department of Labor, Employment "
        "and Training Administration (USDOL/ETA), used under the CC BY 4.0 licence ("
    ),
    Span("https://creativecommons.org/licenses/by/4.0/", link=True),
    Span("). O*NET is a trademark of USDOL/ETA."),
)
_FIT: Final[Mapping[str, str]] = {
    "good": "",
    "partial": " It fits this role only in part.",
    "weak": " It is the nearest there is and fits this role only loosely.",
}
_APPROVAL: Final = ("", "Name", "Signature", "Date")


def role_description(team: Team, position_id: str) -> str:
    """The role description of a position of this team, as Markdown. Raises like :func:`role_document`."""
    return markdown(role_document(team, position_id))


def role_document(team: Team, position_id: str) -> Document:
    """The role description of a position of this team, without empty headings.

    Raises :class:`KeyError` if the team has no such position.
    """
    member = team.members[position_id]
    blocks: list[Block] = [heading(member.title, 1), *_head(team, member)]
    for title, body in _sections(team, member):
        if body:
            blocks += [heading(title, 2), *body]
    return tuple(blocks)


def _head(team: Team, member: Member) -> Iterator[Block]:
    role = member.role
    names = (role.title, *role.other_titles) if role else ()
    others = [name for name in dict.fromkeys(names) if name != member.title]
    if others:
        yield Paragraph((Span("Other titles: ", emphasis=True), plain(" · ".join(others), emphasis=True)))
    facts = [(label, text) for label, text in _facts(team, member) if text]
    yield ItemList(
        tuple((Paragraph((Span(f"{label}:", strong=True), Span(" "), plain(text))),) for label, text in facts)
    )


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


def _sections(team: Team, member: Member) -> Iterator[tuple[str, Document]]:
    position, role = member.position, member.role
    purpose = position.purpose or (role.purpose if role else "")
    yield "Purpose", paragraphs(purpose)
    yield "Accountable for", _listed(_accountable(team, member.id))
    yield "Responsible for", _listed(_responsible(team, member.id))
    yield "Duties", item_list(position.duties or (role.duties if role else ()))
    yield "Further tasks", item_list(_further(team, member.id))
    yield "Decides", item_list(position.decides or (role.decides if role else ()))
    yield "Skills", tuple(_skills(member))
    yield "Works with", item_list(position.works_with or (role.works_with if role else ()))
    measures = position.success_measures or (role.success_measures if role else ())
    yield "Success measures", item_list(measures)
    yield "Targets", item_list(_metrics(team, member.id))
    yield "Occupation", _occupation(role.onet) if role and role.onet else ()
    yield "Approval", (_approval(team, member),)


def _listed(items: Iterable[tuple[Paragraph, ...]]) -> Document:
    found = tuple(items)
    return (ItemList(found),) if found else ()


def _accountable(team: Team, key: str) -> Iterator[tuple[Paragraph, ...]]:
    does = set(team.does.get(key, ()))
    for duty in team.answers_for.get(key, ()):
        yield _duty(team, duty, " (and does the work)" if duty in does else "")


def _responsible(team: Team, key: str) -> Iterator[tuple[Paragraph, ...]]:
    answers = set(team.answers_for.get(key, ()))
    yield from (_duty(team, duty) for duty in team.does.get(key, ()) if duty not in answers)


def _duty(team: Team, duty: str, remark: str = "") -> tuple[Paragraph, ...]:
    """A responsibility as a list item, with its meaning: a title alone tells applicants little."""
    known = team.catalogue.responsibilities.get(duty)
    title = plain(team.duty(duty), strong=True)
    if known is None:
        return (Paragraph((title, Span(remark)) if remark else (title,)),)
    return paragraphs(known.about, before=(title, Span(f"{remark}: ")))


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


def _skills(member: Member) -> Iterator[Block]:
    position, role = member.position, member.role
    parts = (
        ("Required", position.skills_required or (role.skills_required if role else ())),
        ("Preferred", position.skills_preferred or (role.skills_preferred if role else ())),
    )
    for title, skills in parts:
        if skills:
            yield heading(title, 3)
            yield from item_list(skills)


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


def _occupation(onet: Onet) -> Document:
    code = (Span(f"O*NET-SOC {onet.code} "), plain(onet.title), Span(f".{_FIT[onet.fit]}"))
    return Paragraph(code), Paragraph(_ONET_NOTICE)


def _approval(team: Team, member: Member) -> Table:
    boss = member.position.reports_to
    first = team.title(boss) if boss else "Head of the team"
    empty: Words = ()
    rows = tuple(((plain(who),), empty, empty, empty) for who in (first, "Human resources"))
    return Table(tuple((Span(name),) if name else empty for name in _APPROVAL), rows)
