"""Edits of the positions: who is on the team, and who reports to whom."""

from __future__ import annotations

import itertools
from collections.abc import Mapping

from cxplanner.catalogue.catalogue import Catalogue
from cxplanner.catalogue.models import Role
from cxplanner.edits.change import Added, Change, EditRefused, checked_id, did, put, revised, unchanged
from cxplanner.edits.following import follow, renamed_tables
from cxplanner.edits.phrases import Names, changes
from cxplanner.plan.models import Assignment, Department, Plan, Position
from cxplanner.plan.subjects import BOARD, WHOLE_PLAN
from cxplanner.plan.team import Team
from cxplanner.text.words import listed
from cxplanner.toml.records import DEVICE_NAMES


def known_position(plan: Plan, key: str) -> Position:
    """The position with that id. Raises :class:`EditRefused` if there is none."""
    position = plan.positions.get(key)
    if position is None:
        raise EditRefused(f"There is no position {key} in this plan.")
    return position


def free_id(plan: Plan, catalogue: Catalogue, wish: str) -> str:
    """A free id for a new position, like ``wish``: ``cx-analyst``, or ``cx-analyst-2`` if that is taken."""
    base, number = wish[:60].rstrip("-") or "position", 1
    candidate = base
    while not _is_free(plan, catalogue, candidate):
        number += 1
        candidate = f"{base}-{number}"
    return candidate


def _is_free(plan: Plan, catalogue: Catalogue, key: str) -> bool:
    taken = (plan.positions, catalogue.posts, catalogue.departments, (WHOLE_PLAN, BOARD), DEVICE_NAMES)
    return not any(key in names for names in taken)


def usual_boss(plan: Plan, catalogue: Catalogue, role: Role) -> str | None:
    """Whom a position with this role usually reports to: the first of the role's usual bosses in the plan."""
    team = Team(plan, catalogue)
    for wish in role.reports_to:
        if wish in catalogue.posts:
            return wish
        if wish in team.by_role:
            return team.by_role[wish][0]
    return team.owner


def add_position(
    plan: Plan,
    catalogue: Catalogue,
    role_id: str,
    *,
    key: str | None = None,
    fields: Mapping[str, object] | None = None,
) -> Change:
    """Add a vacant position made from a role, with the responsibilities that role usually takes.

    It becomes accountable for those of the role's usual responsibilities that nobody answers for yet and
    responsible for the rest, and speaks for its departments if nobody does. Only responsibilities that the
    scale requires or the plan already lists are touched.
    """
    role = catalogue.roles.get(role_id)
    if role is None:
        raise EditRefused(f"The catalogue has no role {role_id}.")
    key = free_id(plan, catalogue, role_id) if key is None else checked_id(key)
    if not _is_free(plan, catalogue, key):
        raise EditRefused(f"The id {key} is taken; choose another.")
    defaults: dict[str, object] = {
        "role": role_id,
        "reports_to": usual_boss(plan, catalogue, role),
        "fte": role.fte,
    }
    given = {**defaults, **(fields or {})}
    position = revised(Position(), given)
    _check_role(catalogue, position)
    plan = plan.replace(positions=put(plan.positions, key, position))
    joined = Team(plan, catalogue)
    plan, taken = _take_usual(plan, joined, role, key)
    plan, speaks_for = _represent(plan, joined, role, key)
    team = Team(plan, catalogue)
    _check_line(team, key, position.reports_to)
    parts = [f"Added {team.name(key)}"]
    if taken:
        parts.append(f"accountable for {listed(f'“{team.duty(r)}”' for r in taken)}")
    if speaks_for:
        parts.append(f"speaking for {listed(team.department_title(d) for d in speaks_for)}")
    return did(plan, ", ".join(parts), added=[Added("positions", key)])


def _take_usual(plan: Plan, team: Team, role: Role, key: str) -> tuple[Plan, list[str]]:
    rows = dict(plan.responsibilities)
    within = {*team.required, *rows}
    taken: list[str] = []
    for responsibility in dict.fromkeys((*role.accountable, *role.responsible)):
        if responsibility not in within:
            continue
        row = rows.get(responsibility, Assignment())
        if row.accountable is None and responsibility in role.accountable:
            row = row.replace(accountable=key)
            taken.append(responsibility)
        usual = responsibility in role.responsible or row.accountable != key
        if usual or team.nobody_does(responsibility, row):
            row = row.replace(responsible=(*row.responsible, key))
        rows[responsibility] = row
    return plan.replace(responsibilities=rows), taken


def _represent(plan: Plan, team: Team, role: Role, key: str) -> tuple[Plan, list[str]]:
    departments = dict(plan.departments)
    silent = [d for d in role.represents if team.department(d).exists]
    silent = [d for d in silent if not team.department(d).representatives]
    for department in silent:
        departments[department] = Department(representatives=(key,))
    return plan.replace(departments=departments), silent


def remove_position(plan: Plan, catalogue: Catalogue, key: str) -> Change:
    """Remove a position from the team; the sentence names what is left without anybody.

    Direct reports move up to the position's own manager; all other mentions of it are removed.
    """
    gone = known_position(plan, key)
    team = Team(plan, catalogue)
    follows = []
    orphans = [team.duty(r) for r in team.answers_for.get(key, ())]
    if orphans:
        follows.append(f"nobody now answers for {listed(f'“{title}”' for title in orphans)}")
    reports = team.reports.get(key, ())
    if reports:
        to = f"to {team.name(gone.reports_to)}" if gone.reports_to else "to nobody"
        verb = "reports" if len(reports) == 1 else "report"
        follows.append(f"{listed(team.name(r) for r in reports)} now {verb} {to}")
    silent = [d for d, said in plan.departments.items() if said.exists and said.representatives == (key,)]
    if silent:
        follows.append(f"nobody now speaks for {listed(team.department_title(d) for d in silent)}")
    orphaned = _owned_by(plan, team, key)
    if orphaned:
        follows.append(f"without an owner now: {listed(orphaned)}")
    return did(follow(plan, key, None, gone.reports_to), f"Removed {team.name(key)}", follows=follows)


def _owned_by(plan: Plan, team: Team, key: str) -> list[str]:
    owned = [team.metric_title(m) for m, metric in plan.metrics.items() if metric.owner == key]
    owned += [team.tool_title(t) for t, tool in plan.tools.items() if tool.owner == key]
    owned += [
        team.initiative_title(i) for i, case in plan.initiatives.items() if key in (case.lead, case.sponsor)
    ]
    if plan.board and plan.board.lead == key:
        owned.append("the CX board")
    return owned


def rename_position(plan: Plan, catalogue: Catalogue, key: str, new: str) -> Change:
    """Give a position another id, and update every mention of it in the plan."""
    known_position(plan, key)
    if checked_id(new) == key:
        return unchanged(plan, f"{key} keeps its id")
    if not _is_free(plan, catalogue, new):
        raise EditRefused(f"The id {new} is taken; choose another.")
    fresh = follow(plan, key, new)
    return did(fresh, f"Renamed {key} to {new}", renamed=renamed_tables(plan, "positions", key, new))


def set_position(plan: Plan, catalogue: Catalogue, key: str, fields: Mapping[str, object]) -> Change:
    """Set fields of a position; None resets a field to what the role says.

    Raises :class:`EditRefused` if a plan file could not hold the value.
    """
    old = known_position(plan, key)
    position = revised(old, fields)
    _check_role(catalogue, position)
    if old.reports_to != position.reports_to:
        _check_line(Team(plan, catalogue), key, position.reports_to)
    fresh = plan.replace(positions=put(plan.positions, key, position))
    before = Team(plan, catalogue)
    if position == old:
        return unchanged(plan, f"{before.name(key)}: nothing changed")
    team = Team(fresh, catalogue)
    return did(fresh, f"{team.name(key)}: {changes(Names(before, team), old, position)}", named=True)


def _check_role(catalogue: Catalogue, position: Position) -> None:
    if position.role is None and position.title is None:
        raise EditRefused("A position without a role needs a title.")
    if position.department is not None and position.department not in catalogue.departments:
        raise EditRefused(f"The catalogue has no department {position.department}.")


def move_position(plan: Plan, catalogue: Catalogue, key: str, boss: str | None) -> Change:
    """Make a position report to another position, to an outside post, or to nobody."""
    old = known_position(plan, key)
    team = Team(plan, catalogue)
    if boss == old.reports_to:
        name = team.name(boss) if boss else "nobody"
        return unchanged(plan, f"{team.name(key)} reports to {name} already")
    _check_line(team, key, boss)
    position = old.replace(reports_to=boss)
    fresh = plan.replace(positions=put(plan.positions, key, position))
    words = f"{team.name(key)} now reports to {team.name(boss) if boss else 'nobody'}"
    return did(fresh, words, named=True)


def _check_line(team: Team, key: str, boss: str | None) -> None:
    if boss is None or boss in team.catalogue.posts:
        return
    if boss not in team.members:
        raise EditRefused(f"{boss} is neither a position of this plan nor an outside post.")
    if boss in team.line_of(key):
        raise EditRefused(
            f"{team.name(boss)} reports to {team.name(key)} already, directly or through others; "
            "a reporting line cannot run in a circle."
        )


def shift_position(plan: Plan, catalogue: Catalogue, key: str, steps: int) -> Change:
    """Move a position up (negative) or down among those with the same manager, on screen and in the file."""
    boss = known_position(plan, key).reports_to
    peers = [k for k, p in plan.positions.items() if p.reports_to == boss]
    at = peers.index(key)
    to = min(max(at + steps, 0), len(peers) - 1)
    name = Team(plan, catalogue).name(key)
    if not steps:
        return unchanged(plan, f"{name} stays where it is")
    if to == at:
        raise EditRefused(f"{name} is already {'first' if steps < 0 else 'last'} here.")
    order = [k for k in plan.positions if k != key]
    order.insert(order.index(peers[to]) + (1 if steps > 0 else 0), key)
    fresh = plan.replace(positions={k: plan.positions[k] for k in order})
    return did(fresh, f"Moved {name} {'up' if steps < 0 else 'down'}")


def duplicate_position(plan: Plan, catalogue: Catalogue, key: str) -> Change:
    """Add a vacant copy after a position: same role, manager, texts, R, C and I, but not A."""
    old = known_position(plan, key)
    twin = _next_id(plan, catalogue, key)
    copy = old.replace(incumbent=None, external_id=None)
    positions: dict[str, Position] = {}
    for k, position in plan.positions.items():
        positions[k] = position
        if k == key:
            positions[twin] = copy
    rows = {k: _twinned(row, key, twin) for k, row in plan.responsibilities.items()}
    fresh = plan.replace(positions=positions, responsibilities=rows)
    words = f"Added {Team(fresh, catalogue).name(twin)}, a second {Team(plan, catalogue).title(key)}"
    return did(fresh, words, added=[Added("positions", twin)])


def _next_id(plan: Plan, catalogue: Catalogue, key: str) -> str:
    """The next free id after a numbered one (``analyst-2`` after ``analyst-1``), so that copies match."""
    stem, _, number = key.rpartition("-")
    if not 0 < len(stem) < 60 or not number.isdigit() or len(number) > 3:
        return free_id(plan, catalogue, key)
    following = (f"{stem}-{n}" for n in itertools.count(int(number) + 1))
    return next(wish for wish in following if _is_free(plan, catalogue, wish))


def _twinned(row: Assignment, key: str, twin: str) -> Assignment:
    names = ("responsible", "consulted", "informed")
    update = {n: (*getattr(row, n), twin) for n in names if key in getattr(row, n)}
    return row.replace(**update) if update else row
