"""Edits of everything except positions and responsibilities: company, leadership, departments and more."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final, Literal

from cxplanner.catalogue.catalogue import Catalogue
from cxplanner.edits.change import (
    Added,
    Change,
    EditRefused,
    checked_id,
    did,
    made,
    put,
    revised,
    unchanged,
    without,
)
from cxplanner.edits.following import waivers_without
from cxplanner.edits.phrases import Names, changes
from cxplanner.plan.models import Board, Department, Initiative, Metric, Objective, Plan, Tool
from cxplanner.plan.subjects import BOARD
from cxplanner.plan.team import Team
from cxplanner.text.words import listed, nearest
from cxplanner.toml.records import Record

Section = Literal["objectives", "departments", "metrics", "tools", "initiatives"]
Fields = Mapping[str, object]

_ONE: Final[Mapping[Section, tuple[str, type[Record]]]] = {
    "objectives": ("objective", Objective),
    "departments": ("department", Department),
    "metrics": ("metric", Metric),
    "tools": ("tool", Tool),
    "initiatives": ("initiative", Initiative),
}


def section_named(name: str) -> Section:
    """The section with that name. Raises ``KeyError`` unless it is one whose entries can be edited."""
    for section in _ONE:
        if section == name:
            return section
    raise KeyError(name)


def set_company(plan: Plan, catalogue: Catalogue, fields: Fields) -> Change:
    """Set name, scale, headcount, market or currency."""
    company = revised(plan.company, fields)
    if company.scale not in catalogue.scales:
        raise EditRefused(_unknown("scale", company.scale, catalogue.scales))
    if company == plan.company:
        return unchanged(plan, "The company stays as it is")
    fresh = plan.replace(company=company)
    return did(fresh, f"Company: {_changed(plan, fresh, catalogue, plan.company, company)}")


def set_scale(plan: Plan, catalogue: Catalogue, scale: str) -> Change:
    """Judge the plan at another scale; positions and responsibilities stay as they are."""
    return set_company(plan, catalogue, {"scale": scale})


def set_leadership(plan: Plan, catalogue: Catalogue, fields: Fields) -> Change:
    """Set the leadership model, the yearly budget, or the departments that fund it."""
    leadership = revised(plan.leadership, fields)
    if leadership.model not in catalogue.leadership:
        raise EditRefused(_unknown("leadership model", leadership.model, catalogue.leadership))
    _all_known("department", leadership.funded_by, catalogue.departments)
    if leadership == plan.leadership:
        return unchanged(plan, "Leadership stays as it is")
    fresh = plan.replace(leadership=leadership)
    words = _changed(plan, fresh, catalogue, plan.leadership, leadership)
    return did(fresh, f"Leadership: {words}")


def set_entry(plan: Plan, catalogue: Catalogue, section: Section, key: str, fields: Fields) -> Change:
    """Add or change one objective, department, metric, tool or initiative.

    None clears a field. Raises :class:`EditRefused` if a plan file could not hold the result.
    """
    noun, model = _ONE[section]
    table: Mapping[str, Record] = getattr(plan, section)
    old = table.get(key)
    _check_key(catalogue, section, checked_id(key))
    record = made(model, fields) if old is None else revised(old, fields)
    if isinstance(record, Metric) and key not in catalogue.metrics:
        _check_own_metric(record)
    _check_mentions(plan, catalogue, record)
    if record == old:
        return unchanged(plan, f"The {noun} stays as it is")
    fresh = plan.replace(**{section: put(table, key, record)})
    team = Team(fresh, catalogue)
    name = team.section_title(section, key)
    if old is None:
        owner = getattr(record, "owner", None)
        owned = f", owned by {team.name(owner)}" if owner else ""
        return did(fresh, f"Added {noun} “{name}”{owned}", added=[Added(section, key)])
    return did(fresh, f"{noun.capitalize()} “{name}”: {_changed(plan, fresh, catalogue, old, record)}")


def remove_entry(plan: Plan, catalogue: Catalogue, section: Section, key: str) -> Change:
    """Remove one objective, department, metric, tool or initiative, and its waivers.

    A metric of the plan's own is also removed from the objectives and initiatives that name it.
    """
    noun, _ = _ONE[section]
    table: Mapping[str, Record] = getattr(plan, section)
    if key not in table:
        raise EditRefused(f"The plan has no {noun} {key}.")
    name = Team(plan, catalogue).section_title(section, key)
    update: dict[str, object] = {section: without(table, key)}
    update["waivers"] = waivers_without(plan, key, section)
    if section == "metrics" and key not in catalogue.metrics:
        update["objectives"] = {
            k: o.replace(metrics=tuple(m for m in o.metrics if m != key)) for k, o in plan.objectives.items()
        }
        update["initiatives"] = {
            k: i.replace(metric=None) if i.metric == key else i for k, i in plan.initiatives.items()
        }
    return did(plan.replace(**update), f"Removed {noun} “{name}”")


def set_board(plan: Plan, catalogue: Catalogue, fields: Fields | None) -> Change:
    """Set the lead and members of the CX board; None removes the board."""
    if fields is None:
        kept = waivers_without(plan, BOARD, "board")
        gone = plan.replace(board=None, waivers=kept)
        if plan.board is None:
            return unchanged(plan, "There is no CX board")
        return did(gone, "Removed the CX board")
    board = revised(plan.board or Board(), fields)
    _check_mentions(plan, catalogue, board)
    if board == plan.board:
        return unchanged(plan, "The CX board stays as it is")
    team = Team(plan, catalogue)
    everyone = dict.fromkeys((*([board.lead] if board.lead else []), *board.members))
    who = listed(team.name(p) for p in everyone) if everyone else "nobody yet"
    return did(plan.replace(board=board), f"CX board: {who}", named=True)


def _changed(plan: Plan, fresh: Plan, catalogue: Catalogue, old: Record, new: Record) -> str:
    return changes(Names(Team(plan, catalogue), Team(fresh, catalogue)), old, new)


def _check_key(catalogue: Catalogue, section: Section, key: str) -> None:
    if section == "departments" and key not in catalogue.departments:
        raise EditRefused(_unknown("department", key, catalogue.departments))
    if section == "tools" and key not in catalogue.tools:
        raise EditRefused(_unknown("family of tools", key, catalogue.tools))


def _check_own_metric(metric: Metric) -> None:
    if not (metric.title and metric.unit and metric.better):
        raise EditRefused(
            "A metric of your own needs a title, a unit, and whether higher or lower is better."
        )


def _check_mentions(plan: Plan, catalogue: Catalogue, record: Record) -> None:
    one = ("owner", "lead", "sponsor")
    mentioned = [value for name in one if (value := getattr(record, name, None))]
    mentioned += [*getattr(record, "representatives", ()), *getattr(record, "members", ())]
    _all_known("position", mentioned, plan.positions)
    departments = (*getattr(record, "project_team", ()), *getattr(record, "stakeholders", ()))
    _all_known("department", departments, catalogue.departments)
    metric = getattr(record, "metric", None)
    metrics = (*getattr(record, "metrics", ()), *((metric,) if metric else ()))
    _all_known("metric", metrics, {*catalogue.metrics, *plan.metrics})
    if isinstance(record, Initiative):
        _all_known("type of initiative", (record.type,), catalogue.initiatives)


def _all_known(noun: str, ids: Collection[str], known: Collection[str]) -> None:
    for key in ids:
        if key not in known:
            raise EditRefused(_unknown(noun, key, known))


def _unknown(noun: str, key: str, known: Collection[str]) -> str:
    near = nearest(key, known)
    return f"There is no {noun} {key}." + (f" Did you mean {near}?" if near else "")
