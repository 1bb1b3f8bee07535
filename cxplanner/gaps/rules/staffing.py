"""CX3xx: the team has the size, the roles and the reporting lines that its company's scale requires."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from functools import partial

from cxplanner.edits.change import Change, did
from cxplanner.edits.positions import move_position, set_position
from cxplanner.edits.sections import set_scale
from cxplanner.gaps.fixes import add_role, added, give_letter, role_of
from cxplanner.gaps.rule import Finding, Fix, rule
from cxplanner.gaps.rules.owner import made_to_own, taking_over
from cxplanner.gaps.rules.responsibilities import ask_incumbent
from cxplanner.plan.models import Plan
from cxplanner.plan.subjects import ROLE_GROUP, WHOLE_PLAN
from cxplanner.plan.team import DEVELOP_STRATEGY, Team
from cxplanner.text.words import counted, listed, mid_sentence, nearest


def _grow_team(team: Team, _subject: str) -> Iterator[Fix]:
    expected = team.scale.expected
    lack = round(expected.fte_min - team.dedicated_fte, 2)
    for member in team.dedicated if len(team.dedicated) >= expected.dedicated_min else ():
        fte = round(member.position.fte + lack, 2)
        if fte <= 1:
            yield _raised(team, member.id, fte)
            break
    wanted = _wanted_roles(team)
    plans = [_newcomers(team, [*wanted[n:], *wanted[:n]]) for n in range(min(3, len(wanted)))]
    for roles in plans if plans and len(plans[0]) == 1 else plans[:1]:
        titles = listed(team.catalogue.roles[role].title for role in roles)
        yield Fix(f"Add {counted(len(roles), 'position')}: {titles}", _adding(team, roles))


def _raised(team: Team, position: str, fte: float) -> Fix:
    title = f"Raise {team.name(position)} to {fte:g} FTE"
    return Fix(title, lambda plan: set_position(plan, team.catalogue, position, {"fte": fte}))


def _wanted_roles(team: Team) -> list[str]:
    """The dedicated roles this scale would add, first those that the team lacks."""
    usual = [p.role for p in team.scale.starting.positions]
    roles, scale = team.catalogue.roles, team.plan.company.scale
    suited = [key for key, role in roles.items() if scale in role.scales]
    keys = [key for key in dict.fromkeys((*usual, *suited)) if key in roles]
    keys = [key for key in keys if roles[key].engagement == "dedicated" and not roles[key].executive]
    return [k for k in keys if k not in team.by_role] + [k for k in keys if k in team.by_role]


def _newcomers(team: Team, roles: list[str]) -> list[str]:
    """As many of these roles, in turn, as bring the team to the size its scale expects."""
    expected = team.scale.expected
    number, fte = len(team.dedicated), team.dedicated_fte
    chosen: list[str] = []
    for role in itertools.islice(itertools.cycle(roles), 2 * len(roles) + expected.dedicated_min):
        if number >= expected.dedicated_min and fte >= expected.fte_min:
            break
        chosen.append(role)
        number, fte = number + 1, fte + team.catalogue.roles[role].fte
    return chosen


def _adding(team: Team, roles: list[str]) -> Callable[[Plan], Change]:
    def apply(plan: Plan) -> Change:
        change = Change(plan)
        for role in roles:
            change = change.then(partial(added, team=team, role=role))
        return change

    return apply


@rule(
    "CX301",
    "team-too-small",
    severity="minor",
    summary="Fewer dedicated positions, or less of their time, than companies of this scale usually have.",
    reason="Small companies may manage with one part-time person, mid-size ones have one to five people and "
    "large ones many more. This is common practice, not a law; where no source gives a number, it is "
    "cxplanner's own.",
    example="An enterprise with three dedicated positions.",
    remedy="Add a dedicated position, or raise the FTE of one.",
    sources=("001/small-team", "001/mid-size-team", "001/large-team", "field"),
    suggest=_grow_team,
)
def team_too_small(team: Team) -> Iterator[Finding]:
    """Find a team below the size its scale expects."""
    expected = team.scale.expected
    number, fte = len(team.dedicated), team.dedicated_fte
    if number < expected.dedicated_min:
        message = (
            f"The team has {counted(number, 'dedicated position')}; "
            f"{team.plan.company.scale} companies usually have {expected.dedicated_min} or more."
        )
    elif fte < expected.fte_min:
        message = (
            f"The dedicated positions come to {fte:g} FTE; "
            f"{team.plan.company.scale} companies usually have {expected.fte_min:g} or more."
        )
    else:
        return
    yield Finding(WHOLE_PLAN, message)


def _raise_scale(team: Team, _subject: str) -> Iterator[Fix]:
    number = len(team.dedicated)
    for key, scale in team.catalogue.scales.items():
        limit = scale.expected.dedicated_max
        if scale.headcount_from > team.scale.headcount_from and (limit is None or number <= limit):
            yield _judged_as(team, key)
            return


def _judged_as(team: Team, scale: str) -> Fix:
    title = f"Judge the plan as {scale}"
    return Fix(title, lambda plan: set_scale(plan, team.catalogue, scale))


@rule(
    "CX302",
    "team-too-large",
    severity="minor",
    summary="More dedicated positions than companies of this scale usually have.",
    reason="A team well beyond the usual size is either very ambitious or belongs to a company that has "
    "outgrown its scale. The larger scale requires more, so choose it deliberately.",
    example="A small company with four dedicated positions.",
    remedy="Raise the scale, or accept the gap with a reason.",
    sources=("001/small-team", "001/mid-size-team", "field"),
    suggest=_raise_scale,
)
def team_too_large(team: Team) -> Iterator[Finding]:
    """Find a team above the size its scale expects."""
    limit = team.scale.expected.dedicated_max
    if limit is not None and len(team.dedicated) > limit:
        yield Finding(
            WHOLE_PLAN,
            f"The team has {len(team.dedicated)} dedicated positions; "
            f"{team.plan.company.scale} companies usually have {limit} at most.",
        )


def _required_groups(team: Team) -> Iterator[tuple[str, str, list[str]]]:
    """(id, title, positions) of every required group of roles under this leadership model."""
    for key, group in team.scale.required.roles.items():
        if not group.models or team.plan.leadership.model in group.models:
            yield key, group.title, [p for role in group.any_of for p in team.by_role.get(role, ())]


def _add_from_group(team: Team, subject: str) -> Iterator[Fix]:
    group = team.scale.required.roles[subject.removeprefix(ROLE_GROUP)]
    for role in group.any_of:
        if role in team.catalogue.roles:
            yield taking_over(team, role) if made_to_own(team.catalogue.roles[role]) else add_role(team, role)


@rule(
    "CX303",
    "missing-role",
    severity="major",
    summary="No position is made from a role that this scale needs.",
    reason="Some work needs a person of its own: the day-to-day work, the data and, at large companies, the "
    "applications. Spread over others, it comes last.",
    example="A mid-size company without any CX analyst.",
    remedy="Add a position from one of the roles.",
    sources=(
        "000/manager-day-to-day",
        "000/analysts-and-data",
        "000/applications-in-one-frame",
        "001/insight",
    ),
    suggest=_add_from_group,
)
def missing_role(team: Team) -> Iterator[Finding]:
    """Find required groups of roles without a position."""
    for key, title, positions in _required_groups(team):
        if not positions:
            silent = (("CX107", team.owner),) if team.owner else ()
            yield Finding(ROLE_GROUP + key, f"The team has no position for: {mid_sentence(title)}.", silent)


def _fill_group(team: Team, subject: str) -> Iterator[Fix]:
    for key, _, positions in _required_groups(team):
        if ROLE_GROUP + key == subject:
            for position in positions:
                yield from ask_incumbent(team, position)


@rule(
    "CX304",
    "vacant-role",
    severity="minor",
    kind="fill-in",
    summary="A role that this scale needs is on the team, but every position for it is vacant.",
    reason="A role that is only on paper does not do its work yet.",
    example="Both analyst positions of an enterprise are vacant.",
    remedy="Enter who holds a position or when somebody starts; the role description helps to hire.",
    sources=("field",),
    suggest=_fill_group,
)
def vacant_role(team: Team) -> Iterator[Finding]:
    """Find required groups of roles in which every position is vacant."""
    for key, title, positions in _required_groups(team):
        waiting = [p for p in positions if _waits(team, p)]
        if positions and len(waiting) == len(positions):
            yield Finding(ROLE_GROUP + key, f"Every position for “{title}” is vacant.")


def _waits(team: Team, position: str) -> bool:
    member = team.members[position]
    return member.vacant and not member.upcoming


def _hear(team: Team, subject: str) -> Iterator[Fix]:
    if subject in team.members:
        yield give_letter(team, DEVELOP_STRATEGY, subject, "C")
        return
    for role in team.scale.required.heard:
        if role in team.catalogue.roles and role not in team.by_role:
            yield add_role(team, role)


@rule(
    "CX305",
    "support-not-heard",
    severity="major",
    summary="The head of customer support is not in the plan, or has no say in the strategy.",
    reason="Support may matter most of all for keeping customers. Its head usually leads another "
    "department, and is easily left out of the room where the strategy is made.",
    example="The customer support manager has no letter on developing the strategy.",
    remedy="Add the customer support manager and have them consulted on the strategy.",
    sources=("000/support-head-heard", "000/support-keeps-customers"),
    suggest=_hear,
)
def support_not_heard(team: Team) -> Iterator[Finding]:
    """Find roles that must be heard on the strategy and are not."""
    heard = set(team.row(DEVELOP_STRATEGY).working())
    for role in team.scale.required.heard:
        positions = team.voices(role)
        known = team.catalogue.roles.get(role)
        title = known.title if known else role
        claims = tuple(("CX401", d) for d in (known.represents if known else ()))
        if not positions:
            yield Finding(WHOLE_PLAN, f"Nobody on the plan is the {mid_sentence(title)}.", claims)
        elif not heard.intersection(positions):
            first = positions[0]
            yield Finding(first, f"{team.name(first)} has no say in “{team.duty(DEVELOP_STRATEGY)}”.")


def _led(team: Team, boss: str) -> list[str]:
    """The direct reports of a position, except those that have ended."""
    return [r for r in team.reports.get(boss, ()) if not team.members[r].ended]


def _reline(team: Team, boss: str) -> Iterator[Fix]:
    limit = team.scale.thresholds.direct_reports
    reports = _led(team, boss)
    surplus = len(reports) - limit
    leads = [r for r in reports if team.reports.get(r)]
    leads += [r for r in reports if r not in leads and team.members[r].dedicated]
    leads += [r for r in reports if r not in leads]
    for lead in leads[:3]:
        free = limit - len(_led(team, lead))
        others = [r for r in reports if r != lead and not team.reports.get(r)]
        if surplus <= min(free, len(others)):
            moved = others[-surplus:]
            title = f"Let {listed(team.name(p) for p in moved)} report to {team.name(lead)}"
            yield Fix(title, _moving(team, moved, lead))


def _moving(team: Team, moved: list[str], boss: str) -> Callable[[Plan], Change]:
    def apply(plan: Plan) -> Change:
        for position in moved:
            plan = move_position(plan, team.catalogue, position, boss).plan
        verb = "reports" if len(moved) == 1 else "report"
        words = f"{listed(team.name(p) for p in moved)} now {verb} to {team.name(boss)}"
        return did(plan, words, named=True)

    return apply


@rule(
    "CX306",
    "span-of-control",
    severity="minor",
    summary="More people report to one position than one person can lead well.",
    reason="Guides on spans of control differ and none gives a magic number; beyond about eight direct "
    "reports there is little time for each.",
    example="Eleven positions report to the CX manager.",
    remedy="Let some report to a colleague in between.",
    sources=("field",),
    suggest=_reline,
)
def span_of_control(team: Team) -> Iterator[Finding]:
    """Find positions with too many direct reports."""
    limit = team.scale.thresholds.direct_reports
    for member in team.members:
        number = len(_led(team, member))
        if number > limit:
            yield Finding(
                member, f"{number} positions report to {team.name(member)}; more than {limit} is a lot."
            )


def _choose_role(team: Team, position: str) -> Iterator[Fix]:
    unknown = team.plan.positions[position].role or ""
    near = nearest(unknown, team.catalogue.roles)
    for role in (near,) if near else ():
        title = f"Make it a {team.catalogue.roles[role].title}"
        yield role_of(team, title, position, role)
    if team.plan.positions[position].title:
        yield role_of(team, "Give it no role; it keeps its own title and texts", position, None)


@rule(
    "CX307",
    "unknown-role",
    severity="minor",
    summary="A position is made from a role that the catalogue does not have.",
    reason="Nothing is known about this role: no purpose, no duties, no usual responsibilities. The plan was "
    "made with other templates, or the role is misspelt.",
    example='[positions.host] has role = "guest-host", which no template describes.',
    remedy="Choose a role from the catalogue, or add a template for this one.",
    sources=("field",),
    suggest=_choose_role,
)
def unknown_role(team: Team) -> Iterator[Finding]:
    """Find positions whose role is not in the catalogue."""
    for member in team.members.values():
        if member.position.role and member.role is None:
            yield Finding(
                member.id, f"{team.name(member.id)} has the role {member.position.role}, which is not known."
            )
