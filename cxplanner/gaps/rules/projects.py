"""CX6xx, CX7xx and CX8xx: tools have owners, initiatives have the right cast, and the money is enough."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Final

from cxplanner.edits.change import Change
from cxplanner.edits.positions import set_position
from cxplanner.edits.sections import set_entry, set_leadership
from cxplanner.gaps.fixes import added, also, ask, by_usual_role, entry, give_letter, measurer
from cxplanner.gaps.letters import IT, WITHOUT_IT
from cxplanner.gaps.rule import Finding, Fix, rule
from cxplanner.gaps.rules.owner import owner_role
from cxplanner.plan.models import Plan
from cxplanner.plan.money import costs, exact, money
from cxplanner.plan.subjects import WHOLE_PLAN
from cxplanner.plan.team import MAINTAIN_TOOLS, Team
from cxplanner.text.words import listed, mid_sentence

_STAFF: Final = "staff-initiatives"
_PROJECT_LEAD: Final = "digital-cx-project-lead"


def _own_tool(team: Team, tool: str) -> Iterator[Fix]:
    first = team.row(MAINTAIN_TOOLS).accountable or by_usual_role(team, MAINTAIN_TOOLS)
    candidates = (first, *(m.id for m in team.dedicated), *team.members)
    for owner in list(dict.fromkeys(p for p in candidates if p))[:3]:
        title = f"Let {team.name(owner)} own {team.tool_title(tool)}"
        yield entry(team, title, "tools", tool, {"owner": owner})


@rule(
    "CX601",
    "tool-without-owner",
    severity="minor",
    summary="A tool the plan lists has no owner.",
    reason="The team recommends, introduces and maintains the tools; without an owner, one is neglected.",
    example="[tools.surveys] names a product and no owner.",
    remedy="Let a position own it.",
    sources=("001/tools",),
    suggest=_own_tool,
)
def tool_without_owner(team: Team) -> Iterator[Finding]:
    """Find tools without an owner."""
    for key, tool in team.plan.tools.items():
        if tool.owner is None:
            product = f" ({tool.product})" if tool.product else ""
            yield Finding(key, f"Nobody owns {team.tool_title(key)}{product}.")


def _name_tool(team: Team, family: str) -> Iterator[Fix]:
    owner = team.row(MAINTAIN_TOOLS).accountable or by_usual_role(team, MAINTAIN_TOOLS)

    def record(plan: Plan, answer: object) -> Change:
        fields = {"product": answer, "owner": owner}
        return set_entry(plan, team.catalogue, "tools", family, fields)

    title = team.tool_title(family)
    yield ask(f"Name the tool for {title}", f"What is used for {mid_sentence(title)}?", "text", record)


@rule(
    "CX603",
    "tool-kind-missing",
    severity="minor",
    kind="fill-in",
    summary="No tool of a kind that teams of this scale need is named.",
    reason="Surveys, journey maps, web analytics and service across channels shape the experience; bought or "
    "homegrown, somebody has to look after them. Nobody looks after what is not named.",
    example="The plan of an enterprise names no tool for journey mapping.",
    remedy="Name the tool, or the spreadsheet that does its work.",
    sources=("001/kinds-of-tool", "001/tools-vary"),
    suggest=_name_tool,
)
def tool_kind_missing(team: Team) -> Iterator[Finding]:
    """Find families of tools that the scale requires and the plan does not name."""
    for family in team.scale.required.tools:
        if family not in team.plan.tools:
            yield Finding(family, f"No tool is named for {mid_sentence(team.tool_title(family))}.")


def _consult_it(team: Team, _subject: str) -> Iterator[Fix]:
    for position in team.department(IT).representatives:
        yield give_letter(team, MAINTAIN_TOOLS, position, "C")


@rule(
    WITHOUT_IT,
    "siloed-technology",
    severity="major",
    summary="IT has no part in the CX tools.",
    reason="Departments that each choose their own technology solve today's problem and leave islands "
    "that nobody brings together.",
    example="The CX manager maintains the tools, and the IT liaison has no letter in the row.",
    remedy="Consult IT's representative.",
    sources=("004/islands", "004/bring-together"),
    suggest=_consult_it,
)
def siloed_technology(team: Team) -> Iterator[Finding]:
    """Find tools that IT has no part in."""
    it = team.department(IT)
    working = set(team.row(MAINTAIN_TOOLS).working())
    if it.exists and it.representatives and not working.intersection(it.representatives):
        yield Finding(MAINTAIN_TOOLS, f"IT has no part in “{team.duty(MAINTAIN_TOOLS)}”.")


def _uncast(team: Team, key: str) -> list[str]:
    case = team.plan.initiatives[key]
    kind = team.catalogue.initiatives.get(case.type)
    cast = {*case.project_team, *case.stakeholders}
    needed = kind.departments if kind else ()
    return [d for d in needed if team.department(d).exists and d not in cast]


def _cast(team: Team, key: str) -> Iterator[Fix]:
    missing = _uncast(team, key)
    for field, words in (("stakeholders", "as stakeholders"), ("project_team", "to the project team")):

        def apply(plan: Plan, where: str = field) -> Change:
            now: tuple[str, ...] = getattr(plan.initiatives[key], where)
            return set_entry(plan, team.catalogue, "initiatives", key, {where: [*now, *missing]})

        yield Fix(f"Add {listed(team.department_title(d) for d in missing)} {words}", apply)


@rule(
    "CX701",
    "initiative-miscast",
    severity="major",
    summary="A department that an initiative needs is neither on its team nor a stakeholder.",
    reason="Digital projects succeed with the right departments involved, some doing the work and some "
    "speaking for it; who has which part is settled before the start.",
    example="A mobile app is planned without customer service.",
    remedy="Add the department to the project team or as a stakeholder.",
    sources=("003/right-departments", "003/team-or-stakeholders", "003/roles-early", "field"),
    suggest=_cast,
)
def initiative_miscast(team: Team) -> Iterator[Finding]:
    """Find initiatives that lack a department."""
    for key in team.plan.initiatives:
        missing = _uncast(team, key)
        if missing:
            who = listed(team.department_title(d) for d in missing)
            yield Finding(key, f"“{team.initiative_title(key)}” goes without {who}.")


def _lead(team: Team, key: str) -> Iterator[Fix]:
    case = team.plan.initiatives[key]
    known = case.sponsor if case.sponsor in team.executives else None
    sponsor = known or team.owner or next(iter(team.executives), None)
    usual = by_usual_role(team, _STAFF) or next((m.id for m in team.dedicated if not m.executive), None)
    lead = case.lead or usual
    roles = [*([_PROJECT_LEAD] if lead is None else []), *([owner_role(team)] if sponsor is None else [])]
    if lead and sponsor:
        title = f"Let {team.name(lead)} lead and {team.name(sponsor)} sponsor “{team.initiative_title(key)}”"
        yield entry(team, title, "initiatives", key, {"lead": lead, "sponsor": sponsor})
    elif all(role in team.catalogue.roles for role in roles):
        yield _add_cast(team, key, roles, {"lead": lead, "sponsor": sponsor})


def _add_cast(team: Team, key: str, roles: list[str], known: Mapping[str, str | None]) -> Fix:
    """Add the missing lead or sponsor of an initiative, and name them there."""

    def apply(plan: Plan) -> Change:
        change, fields = Change(plan), dict(known)
        for role in roles:
            change = change.then(partial(added, team=team, role=role))
            fields["lead" if role == _PROJECT_LEAD else "sponsor"] = change.newest("positions")
        return change.then(lambda p: set_entry(p, team.catalogue, "initiatives", key, fields))

    titles = listed(team.catalogue.roles[role].title for role in roles)
    return Fix(f"Add {titles} for “{team.initiative_title(key)}”", apply)


@rule(
    "CX702",
    "initiative-without-lead",
    severity="major",
    summary="An initiative has no lead, or its sponsor is not an executive.",
    reason="Somebody has to lead the project, and somebody with authority has to win the departments over.",
    example="[initiatives.mobile-app] has a lead, and its sponsor is an analyst.",
    remedy="Name a lead, and an executive as sponsor.",
    sources=("003/win-buy-in", "field"),
    suggest=_lead,
)
def initiative_without_lead(team: Team) -> Iterator[Finding]:
    """Find initiatives without a lead or an executive sponsor."""
    for key, case in team.plan.initiatives.items():
        sponsored = case.sponsor is not None and team.members[case.sponsor].executive
        if case.lead is None or not sponsored:
            lacks = [
                *(["a lead"] if case.lead is None else []),
                *([] if sponsored else ["an executive sponsor"]),
            ]
            yield Finding(key, f"“{team.initiative_title(key)}” lacks {listed(lacks)}.")


def _measure(team: Team, key: str) -> Iterator[Fix]:
    named = team.plan.initiatives[key].metric
    usual = [named] if named else [] if team.plan.metrics else ["csat"]
    for metric in dict.fromkeys((*usual, *team.plan.metrics)):
        title = f"Measure “{team.initiative_title(key)}” by {team.metric_title(metric)}"
        if metric in team.plan.metrics:
            yield entry(team, title, "initiatives", key, {"metric": metric})
        elif metric in team.catalogue.metrics:
            declared = entry(team, title, "metrics", metric, {"owner": measurer(team)})
            yield also(declared, partial(_measured, team=team, key=key, metric=metric))


def _measured(plan: Plan, team: Team, key: str, metric: str) -> Change:
    return set_entry(plan, team.catalogue, "initiatives", key, {"metric": metric})


@rule(
    "CX703",
    "initiative-unmeasured",
    severity="minor",
    kind="fill-in",
    summary="An initiative has no metric that the plan declares.",
    reason="Projects need a measure of success that is named beforehand.",
    example="[initiatives.mobile-app] names no metric.",
    remedy="Pick one of the plan's metrics.",
    sources=("003/what-it-takes",),
    suggest=_measure,
)
def initiative_unmeasured(team: Team) -> Iterator[Finding]:
    """Find initiatives without a declared metric."""
    for key, case in team.plan.initiatives.items():
        if case.metric not in team.plan.metrics:
            yield Finding(key, f"“{team.initiative_title(key)}” has no metric that the plan declares.")


def _cheaper(team: Team, _subject: str) -> Iterator[Fix]:
    entered = [(m.position.annual_cost or 0, m.id) for m in team.dedicated]
    for cost, position in sorted(entered, reverse=True)[:3]:
        name = team.name(position)

        def apply(plan: Plan, answer: object, who: str = position) -> Change:
            return set_position(plan, team.catalogue, who, {"annual_cost": answer})

        if cost:
            title = f"Revise the cost of {name} ({money(exact(cost))})"
            yield ask(title, f"Yearly cost of {name}", "amount", apply)

    def raised(plan: Plan, answer: object) -> Change:
        return set_leadership(plan, team.catalogue, {"budget": answer})

    currency = team.plan.company.currency
    yield ask("Raise the budget", f"Yearly budget for staff and projects, in {currency}", "amount", raised)


@rule(
    "CX801",
    "over-budget",
    severity="minor",
    summary="The dedicated positions cost more than the budget.",
    reason="A plan that costs more than there is will be cut by somebody else, and not where it hurts "
    "customers least.",
    example="A budget of 300,000 and dedicated positions of 340,000 a year.",
    remedy="Look at the largest costs, or raise the budget.",
    sources=("003/budget-and-staff", "field"),
    suggest=_cheaper,
)
def over_budget(team: Team) -> Iterator[Finding]:
    """Find a team that costs more than its budget."""
    spent = costs(team)
    if spent is not None and spent.left is not None and spent.left < 0:
        cost = f"{money(spent.dedicated)} {spent.currency} a year"
        yield Finding(
            WHOLE_PLAN, f"The dedicated positions cost {cost}, {money(-spent.left)} more than the budget."
        )
