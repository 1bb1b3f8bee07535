"""CX107 to CX110: the owner of the experience fits the leadership model, is there, and has the time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from cxplanner.catalogue.models import Role
from cxplanner.edits.change import Change
from cxplanner.edits.positions import set_position
from cxplanner.edits.sections import set_leadership
from cxplanner.gaps.fixes import add_role, also, report_to, succeed, under_owner, with_letters, with_newcomer
from cxplanner.gaps.rule import Finding, Fix, rule
from cxplanner.gaps.rules.responsibilities import ask_incumbent
from cxplanner.plan.models import Plan
from cxplanner.plan.team import OWN_THE_EXPERIENCE, Member, Team
from cxplanner.text.words import listed, mid_sentence


def _own_roles(team: Team) -> set[str]:
    """The roles this scale wants the owner to have under the plan's leadership model; empty for any."""
    model = team.plan.leadership.model
    groups = team.scale.required.roles.values()
    owners = set(team.catalogue.leadership[model].owner_roles)
    return {role for group in groups if model in group.models for role in group.any_of if role in owners}


def owner_role(team: Team) -> str:
    """The role that a new owner of this team would have."""
    owners = team.catalogue.leadership[team.plan.leadership.model].owner_roles
    return next((role for role in owners if role in _own_roles(team)), owners[-1])


def _under_the_top(team: Team, member: Member) -> bool:
    post = team.catalogue.posts.get(member.position.reports_to or "")
    return post is not None and post.top


def may_own(team: Team, member: Member) -> bool:
    """Whether an executive could own the experience under the plan's leadership model."""
    department = team.catalogue.leadership[team.plan.leadership.model].department
    if department is not None:
        return member.department == department and _under_the_top(team, member)
    roles = _own_roles(team)
    return not roles or member.position.role in roles


def hand_over(team: Team, position: str) -> Callable[[Plan], Change]:
    """The edit by which another executive takes over the team and all that belongs to the whole.

    The former owner keeps the letters that are due to that position anyway.
    """
    whole = [key for key, duty in team.catalogue.responsibilities.items() if duty.whole]
    mine = [key for key in whole if team.owner and team.row(key).accountable == team.owner]

    duties = tuple(dict.fromkeys((OWN_THE_EXPERIENCE, *mine)))

    def apply(plan: Plan) -> Change:
        change = succeed(plan, team, position, duties).then(lambda p: under_owner(p, team, position))
        owner = team.owner
        return change if owner is None else change.then(lambda p: with_letters(p, team, owner))

    return apply


def made_to_own(role: Role) -> bool:
    """Whether owning the experience is all that a role is there for."""
    return role.executive and role.engagement == "dedicated" and OWN_THE_EXPERIENCE in role.accountable


def taking_over(team: Team, role: str) -> Fix:
    """Add a position to own the experience; if somebody owns it already, they hand over."""
    if team.owner is None:
        return add_role(team, role)
    fix = with_newcomer(add_role(team, role), lambda plan, newcomer: hand_over(team, newcomer)(plan))
    return replace(fix, title=f"{fix.title}, who takes over from {team.name(team.owner)}")


def _fitting(team: Team, owner: str) -> Iterator[Fix]:
    member = team.members[owner]
    models = team.catalogue.leadership
    for key in team.executives:
        if key != owner and may_own(team, team.members[key]):
            yield Fix(f"Make {team.name(key)} the owner of the experience", hand_over(team, key))
    department = models[team.plan.leadership.model].department
    if department is not None and member.department == department:
        for key, post in team.catalogue.posts.items():
            if post.top:
                yield report_to(team, f"Let {team.name(owner)} report to the {post.title}", owner, key)
    if department is not None and member.department != department and _under_the_top(team, member):
        title = f"Say that {team.name(owner)} belongs to {team.department_title(department)}"
        fields = {"department": department}
        yield Fix(title, partial(set_position, catalogue=team.catalogue, key=owner, fields=fields))
    for key in _models_for(team, owner):
        title = f"Change the leadership model to “{models[key].title}”"
        yield Fix(title, partial(set_leadership, catalogue=team.catalogue, fields={"model": key}))


def _models_for(team: Team, owner: str) -> list[str]:
    """The leadership models, other than the plan's, under which a position could own the experience."""
    others = (key for key in team.catalogue.leadership if key != team.plan.leadership.model)
    judged = ((key, Team(_led(team.plan, key), team.catalogue, team.today)) for key in others)
    return [key for key, led in judged if may_own(led, led.members[owner])]


def _led(plan: Plan, model: str) -> Plan:
    return plan.replace(leadership=plan.leadership.replace(model=model))


@rule(
    "CX107",
    "owner-against-model",
    severity="major",
    summary="Whoever owns the experience is not the executive that the leadership model names.",
    reason="If a plan says who leads but has somebody else answer for the whole, everybody has to guess "
    "which of the two is right. Responsibility has to start and stop in one place.",
    example="The plan says that marketing leads, and the head of customer service owns the experience.",
    remedy="Change the leadership model, or make the executive that it names the owner.",
    sources=("002/one-department", "003/officer-answers"),
    suggest=_fitting,
)
def owner_against_model(team: Team) -> Iterator[Finding]:
    """Find an owner in another department, below the top, or without the post that the model names."""
    if team.owner is None or may_own(team, team.members[team.owner]):
        return
    member, model = team.members[team.owner], team.catalogue.leadership[team.plan.leadership.model]
    said = f"The leadership model is “{model.title}”"
    if model.department is None:
        roles = [team.catalogue.roles[r].title for r in model.owner_roles if r in _own_roles(team)]
        wanted = listed(map(mid_sentence, roles), "or")
        message = (
            f"{said}, but the role of {team.name(team.owner)}, who owns the experience, is not {wanted}."
        )
    elif member.department == model.department:
        boss = member.position.reports_to
        to = team.title(boss) if boss else "nobody"
        message = f"{said}, but {team.name(team.owner)}, who owns the experience, reports to {to}."
    else:
        department = team.department_title(model.department)
        message = f"{said}, but {team.name(team.owner)}, who owns the experience, is not in {department}."
    yield Finding(team.owner, message)


def _take_or_leave(team: Team, position: str) -> Iterator[Fix]:
    member, fix = team.members[position], hand_over(team, position)
    title = f"Make {team.name(position)} the owner of the experience"
    if may_own(team, member):
        yield Fix(title, fix)
    for key in () if may_own(team, member) else _models_for(team, position)[:1]:
        model = partial(set_leadership, catalogue=team.catalogue, fields={"model": key})
        with_model = f"{title}, under the leadership model “{team.catalogue.leadership[key].title}”"
        yield also(Fix(with_model, model), fix)
    fields = {"role": None, "title": member.title, "executive": None, "engagement": member.engagement}
    yield Fix(
        f"Keep {team.name(position)} as a position without a role, and not as an executive",
        lambda plan: set_position(plan, team.catalogue, position, fields),
    )


@rule(
    "CX108",
    "executive-without-ownership",
    severity="major",
    summary="There is a chief experience officer, and somebody else owns the experience.",
    reason="The post is there to answer for the whole. If somebody else owns it, the post has a title but no "
    "say, and nobody knows whom to turn to.",
    example="A company hired a chief experience officer, and its head of marketing stayed accountable.",
    remedy="Hand ownership over to the chief experience officer, or give the position another role.",
    sources=("000/officer-does", "002/officer-owns-all"),
    suggest=_take_or_leave,
)
def executive_without_ownership(team: Team) -> Iterator[Finding]:
    """Find positions made to own the experience that do not, while somebody else does."""
    if team.owner is None:
        return
    for member in team.members.values():
        if member.role and made_to_own(member.role) and member.id != team.owner and not member.ended:
            yield Finding(
                member.id,
                f"{team.name(member.id)} does not own the experience: {team.name(team.owner)} does.",
                (("CX107", team.owner),),
            )


@rule(
    "CX109",
    "vacant-owner",
    severity="major",
    kind="fill-in",
    summary="The position that owns the experience is vacant, and nobody is planned to start.",
    reason="Until somebody holds the position, nobody answers for the whole; everything below it waits.",
    example="The chief experience officer owns the experience, and the position has no incumbent.",
    remedy="Enter who holds the position, or when somebody starts.",
    sources=("002/one-executive", "004/executive-owner"),
    suggest=ask_incumbent,
)
def vacant_owner(team: Team) -> Iterator[Finding]:
    """Find an owner's position that nobody holds."""
    if team.owner is None:
        return
    member = team.members[team.owner]
    if member.vacant and not member.upcoming:
        groups = team.scale.required.roles.items()
        silent = [("CX304", f"role-{key}") for key, group in groups if member.position.role in group.any_of]
        state = f"ended on {member.position.end}" if member.ended else "is vacant"
        message = f"{team.name(team.owner)}, who would own the experience, {state}."
        yield Finding(team.owner, message, (("CX205", team.owner), *silent))


def _more_time(team: Team, owner: str) -> Iterator[Fix]:
    least = team.scale.thresholds.owner_fte_min
    yield Fix(
        f"Raise {team.name(owner)} to {least:g} FTE",
        lambda plan: set_position(plan, team.catalogue, owner, {"fte": least}),
    )


@rule(
    "CX110",
    "owner-without-time",
    severity="minor",
    summary="A dedicated owner of the experience has very little time for it.",
    reason="Somebody dedicated to it for a day a week cannot look after a whole journey and convince a whole "
    "company. The number is cxplanner's own.",
    example="The chief experience officer has 0.2 FTE.",
    remedy="Raise the FTE, or make an executive with another post the owner, as a contributing position.",
    sources=("field",),
    suggest=_more_time,
)
def owner_without_time(team: Team) -> Iterator[Finding]:
    """Find a dedicated owner below the scale's minimum FTE."""
    member = team.members[team.owner] if team.owner else None
    if member and member.dedicated and member.position.fte < team.scale.thresholds.owner_fte_min:
        message = f"{team.name(member.id)} owns the experience with {member.position.fte:g} FTE."
        yield Finding(member.id, message)
