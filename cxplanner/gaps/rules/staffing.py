"""CX3xx: the team has the size, the roles and the lines that its company's scale asks for."""

from __future__ import annotations

from collections.abc import Iterator

from cxplanner.edits.change import Change
from cxplanner.edits.positions import add_position, move_position
from cxplanner.edits.raci import set_letter
from cxplanner.edits.sections import set_scale
from cxplanner.gaps.fixes import add, give_letter, role_of, then
from cxplanner.gaps.rule import Finding, Fix, rule
from cxplanner.gaps.rules.raci import ask_incumbent
from cxplanner.plan import Plan
from cxplanner.team import DEVELOP_STRATEGY, ROLE_GROUP, WHOLE_PLAN, Team
from cxplanner.text import counted, listed, nearest


def _grow_team(team: Team, _subject: str) -> Iterator[Fix]:
    usual = [p.role for p in team.scale.starting.positions]
    roles = team.catalogue.roles
    scale = team.plan.company.scale
    wanted = [r for r in dict.fromkeys(usual) if r in roles and roles[r].engagement == "dedicated"]
    wanted = [r for r in wanted if not roles[r].executive]
    suited = [r for r, role in roles.items() if scale in role.scales and role.engagement == "dedicated"]
    missing = [r for r in dict.fromkeys((*wanted, *suited)) if r not in team.by_role]
    for role in (missing or wanted)[:3]:
        yield add(team, role)


@rule(
    "CX301",
    "team-too-small",
    severity="minor",
    summary="Fewer dedicated positions, or less of their time, than companies of this scale usually have.",
    reason="Small companies may do with one part-time person, mid-size ones have one to five people and "
    "large ones many more. It is a habit, not a law, and studies differ.",
    example="An enterprise with three dedicated positions.",
    remedy="Add a dedicated position, or raise the FTE of one.",
    sources=("001",),
    suggest=_grow_team,
)
def team_too_small(team: Team) -> Iterator[Finding]:
    """Find a team below the size its scale expects."""
    expected = team.scale.expected
    number, fte = len(team.dedicated), team.dedicated_fte
    if number < expected.dedicated_min:
        message = (
            f"The team has {counted(number, 'dedicated position')}; "
            f"{team.scale.title} companies usually have {expected.dedicated_min} or more."
        )
    elif fte < expected.fte_min:
        message = (
            f"The dedicated positions come to {fte:g} FTE; "
            f"{team.scale.title} companies usually have {expected.fte_min:g} or more."
        )
    else:
        return
    yield Finding(WHOLE_PLAN, message)


def _raise_scale(team: Team, _subject: str) -> Iterator[Fix]:
    scales = sorted(team.catalogue.scales.items(), key=lambda item: item[1].headcount_from)
    larger = [key for key, scale in scales if scale.headcount_from > team.scale.headcount_from]
    if larger:
        key = larger[0]
        title = f"Judge the plan as {team.catalogue.scales[key].title}"
        yield Fix(title, lambda plan: set_scale(plan, team.catalogue, key))


@rule(
    "CX302",
    "team-too-large",
    severity="minor",
    summary="More dedicated positions than companies of this scale usually have.",
    reason="A team well beyond the usual size is either very ambitious or belongs to a company that has "
    "outgrown its scale. The larger scale asks for more, so choose it knowingly.",
    example="A small company with four dedicated positions.",
    remedy="Raise the scale, or accept the gap with a reason.",
    sources=("001",),
    suggest=_raise_scale,
)
def team_too_large(team: Team) -> Iterator[Finding]:
    """Find a team above the size its scale expects."""
    limit = team.scale.expected.dedicated_max
    if limit is not None and len(team.dedicated) > limit:
        yield Finding(
            WHOLE_PLAN,
            f"The team has {len(team.dedicated)} dedicated positions; "
            f"{team.scale.title} companies usually have {limit} at most.",
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
            yield add(team, role)


@rule(
    "CX303",
    "missing-role",
    severity="major",
    summary="No position is made from a role that this scale needs.",
    reason="Some work needs a person of its own: the day to day, the data, at large companies the "
    "applications. Spread over others, it comes last.",
    example="A mid-size company without any CX analyst.",
    remedy="Add a position from one of the roles.",
    sources=("000", "001"),
    suggest=_add_from_group,
)
def missing_role(team: Team) -> Iterator[Finding]:
    """Find required groups of roles without a position."""
    for key, title, positions in _required_groups(team):
        if not positions:
            yield Finding(ROLE_GROUP + key, f"The team has no position for: {title}.")


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
    summary="A role that this scale needs is on the team, but only vacant.",
    reason="A role that is only on paper does not do its work yet.",
    example="Both analyst positions of an enterprise are vacant.",
    remedy="Enter who holds a position or when somebody starts; the role description helps to hire.",
    sources=("000",),
    suggest=_fill_group,
)
def vacant_role(team: Team) -> Iterator[Finding]:
    """Find required groups of roles that are vacant altogether."""
    for key, title, positions in _required_groups(team):
        waiting = [p for p in positions if _waits(team, p)]
        if positions and len(waiting) == len(positions):
            yield Finding(ROLE_GROUP + key, f"Every position for “{title}” is vacant.")


def _waits(team: Team, position: str) -> bool:
    member = team.members[position]
    return member.vacant and not (member.position.start and member.position.start > team.today)


def _hear(team: Team, subject: str) -> Iterator[Fix]:
    if subject in team.members:
        yield give_letter(team, DEVELOP_STRATEGY, subject, "C")
        return
    for role in team.scale.required.heard:
        if role in team.catalogue.roles and role not in team.by_role:
            yield _add_and_consult(team, role)


def _add_and_consult(team: Team, role: str) -> Fix:
    def apply(plan: Plan) -> Change:
        def consult(fresh: Plan) -> Change:
            newest = list(fresh.positions)[-1]
            return set_letter(fresh, team.catalogue, DEVELOP_STRATEGY, newest, "C")

        return then(add_position(plan, team.catalogue, role), consult)

    title = team.catalogue.roles[role].title
    return Fix(f"Add a position: {title}, consulted on “{team.duty(DEVELOP_STRATEGY)}”", apply)


@rule(
    "CX305",
    "support-not-heard",
    severity="major",
    summary="The head of customer support is not in the plan, or has no say in the strategy.",
    reason="Support may matter most of all for keeping customers. Its head usually leads another "
    "department, and is easily left out of the room where the strategy is made.",
    example="The customer support manager has no letter on developing the strategy.",
    remedy="Add the customer support manager and have them consulted on the strategy.",
    sources=("000",),
    suggest=_hear,
)
def support_not_heard(team: Team) -> Iterator[Finding]:
    """Find roles that must be heard on the strategy and are not."""
    heard = set(team.row(DEVELOP_STRATEGY).working())
    for role in team.scale.required.heard:
        positions = team.by_role.get(role, ())
        known = team.catalogue.roles.get(role)
        title = known.title if known else role
        claims = tuple(("CX401", d) for d in (known.represents if known else ()))
        if not positions:
            yield Finding(WHOLE_PLAN, f"Nobody on the plan is the {title}.", claims)
        elif not heard.intersection(positions):
            first = positions[0]
            yield Finding(first, f"{team.name(first)} has no say in “{team.duty(DEVELOP_STRATEGY)}”.")


def _reline(team: Team, boss: str) -> Iterator[Fix]:
    limit = team.scale.thresholds.direct_reports
    reports = team.reports.get(boss, ())
    under = [m for m in reports if team.reports.get(m) and len(team.reports[m]) < limit]
    under += [m for m in reports if m not in under and team.members[m].dedicated]
    if not under:
        return
    room = under[0]
    moved = [r for r in reports if r != room and not team.reports.get(r)][-(len(reports) - limit) :]
    free = max(limit - len(team.reports.get(room, ())), 0)
    moved = moved[-free:] if free else []

    def apply(plan: Plan) -> Change:
        for position in moved:
            plan = move_position(plan, team.catalogue, position, room).plan
        return Change(plan, f"{listed(team.name(p) for p in moved)} now report to {team.name(room)}")

    if moved:
        yield Fix(f"Let {listed(team.name(p) for p in moved)} report to {team.name(room)}", apply)


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
        number = len(team.reports.get(member, ()))
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
        yield role_of(team, "Let it have no role; its own title and texts stay", position, None)


@rule(
    "CX307",
    "unknown-role",
    severity="minor",
    summary="A position is made from a role that the catalogue does not have.",
    reason="Nothing is known of this role: no purpose, no duties, no usual responsibilities. The plan was "
    "made with other templates, or the role is misspelt.",
    example='[positions.host] has role = "guest-host", which no template describes.',
    remedy="Choose a role of the catalogue, or bring the template of this one.",
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
