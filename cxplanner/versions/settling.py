"""Settling the conflicts of a merge one by one: what each side says in words, and the plan by its word."""

from __future__ import annotations

import re
from copy import deepcopy
from datetime import date
from itertools import product
from typing import Any, Final, Literal

import tomli
from pydantic import ValidationError

from cxplanner.catalogue.catalogue import Catalogue
from cxplanner.edits.change import EditRefused, Renamed
from cxplanner.edits.phrases import in_quotes
from cxplanner.edits.positions import remove_position
from cxplanner.gaps import all_rules
from cxplanner.plan.canonical import plan_data
from cxplanner.plan.models import Plan
from cxplanner.plan.references import check_references
from cxplanner.plan.team import Team
from cxplanner.text.words import listed, number
from cxplanner.toml.locate import dotted
from cxplanner.toml.statements import Keys
from cxplanner.toml.validate import judged
from cxplanner.versions.merge import ABSENT, Conflict
from cxplanner.versions.plan_merge import is_collection
from cxplanner.versions.renames import under_new_ids

Side = Literal["ours", "theirs"]
_REMOVED: Final = re.compile(r"(ours|theirs) removed it  (?:ours|theirs) (changed|names) it \(kept\)")
_KEPT: Final = object()
"""What the side has that did not remove a thing, where a comment does not say more."""
_ORDINARY: Final = {"fte": "FTE", "external_id": "HR number", "reports_to": "reports to"}


def conflict_in(comment: str) -> Conflict | None:
    """The conflict that a comment in a merged plan tells; None where somebody wrote it otherwise."""
    name, _, said = comment.partition("  ")
    place = _place(name)
    if place is None or not _can_disagree(place):
        return None
    if removed := _REMOVED.fullmatch(said.strip()):
        ours, theirs = (ABSENT, _KEPT) if removed[1] == "ours" else (_KEPT, ABSENT)
        kind: Literal["removed by ours", "removed by theirs"] = (
            "removed by ours" if ours is ABSENT else "removed by theirs"
        )
        return Conflict(place, "needed" if removed[2] == "names" else kind, _KEPT, ours, theirs)
    values = _values(said.strip())
    return Conflict(place, "value", *values) if values else None


def _place(name: str) -> Keys | None:
    try:
        data: object = tomli.loads(f"{name} = 0")
    except ValueError:
        return None
    keys: list[str] = []
    while isinstance(data, dict):
        if len(data) != 1:
            return None
        ((key, data),) = data.items()
        keys.append(key)
    return tuple(keys)


def _can_disagree(place: Keys) -> bool:
    """Whether sides can disagree at a place: a plan has it, may lack it, and it does not only hold things."""
    return (
        place[0] in Plan.__dataclass_fields__
        and place not in (("company",), ("leadership",))
        and not is_collection(place)
    )


def _values(said: str) -> tuple[object, object, object] | None:
    """What base, ours and theirs are told to be: split where all three can be read."""
    if not said.startswith("base "):
        return None
    cuts = [[match.span() for match in re.finditer(f"  {side} ", said)] for side in ("ours", "theirs")]
    for (start, end), (later, last) in product(*cuts):
        if end <= later:
            try:
                return _read(said[5:start]), _read(said[end:later]), _read(said[last:])
            except ValueError:
                continue
    return None


def _read(value: str) -> object:
    return ABSENT if value == "nothing" else tomli.loads(f"value = {value}")["value"]


def settled_by(plan: Plan, conflict: Conflict, side: Side, catalogue: Catalogue) -> Plan:
    """The plan by one side's word at the place of a conflict.

    Raises :class:`~cxplanner.edits.change.EditRefused` where that is no plan.
    """
    value = conflict.ours if side == "ours" else conflict.theirs
    if conflict.kind != "value":
        return plan if value is not ABSENT else _removed(plan, conflict.place, catalogue)
    if _is_name(conflict):
        there = str(conflict.theirs if side == "ours" else conflict.ours)
        return under_new_ids(plan, [Renamed(conflict.place[0], there, str(value))])
    return _with(plan, conflict.place, value, catalogue)


def _is_name(conflict: Conflict) -> bool:
    """Whether both sides gave a thing another id."""
    place = conflict.place
    return is_collection(place[:-1]) and len(place) == 2 and place[1] == conflict.ours


def _removed(plan: Plan, place: Keys, catalogue: Catalogue) -> Plan:
    if place[0] == "positions" and len(place) == 2:
        return remove_position(plan, catalogue, place[1]).plan if place[1] in plan.positions else plan
    return _with(plan, place, ABSENT, catalogue)


def _with(plan: Plan, place: Keys, value: object, catalogue: Catalogue) -> Plan:
    data: dict[str, Any] = deepcopy(plan_data(plan))
    table = data
    for key in place[:-1]:
        table = table.setdefault(key, {})
        if not isinstance(table, dict):
            raise EditRefused(f"That is no plan: there is nothing like {dotted(place)} in one.")
    if value is ABSENT:
        table.pop(place[-1], None)
    else:
        table[place[-1]] = value
    content = {key: inner for key, inner in data.items() if key != "schema"}
    try:
        found = judged(Plan, content)
    except ValidationError as error:
        raise EditRefused(f"That is no plan: {error.errors()[0]['msg']}.") from None
    for where, message, _ in check_references(content, catalogue, codes=all_rules):
        raise EditRefused(f"With what was chosen so far that is no plan: {dotted(where)}: {message}.")
    return found


def subject_words(team: Team, conflict: Conflict) -> str:
    """What a conflict is about: the thing by its title, and which of its facts."""
    section, *keys = conflict.place
    field = "" if len(keys) < 2 else keys[-1]
    if section == "waivers" and len(keys) > 1:
        thing, field = f"Accepted gap {keys[0]} about {team.subject(keys[1], keys[0])}", "".join(keys[2:3])
    elif section == "positions" and keys:
        thing = team.title(keys[0])
    elif section in ("company", "leadership", "board") or not keys:
        thing, field = section.capitalize(), "".join(keys[:1])
    else:
        thing = f"“{team.section_title(section, keys[0])}”"
    label = _ORDINARY.get(field, field.replace("_", " "))
    return f"{thing}: {label}" if label else thing


def side_words(team: Team, conflict: Conflict, value: object) -> str:
    """What a side says at the place of a conflict."""
    if conflict.kind != "value":
        needed = "names it somewhere else" if conflict.kind == "needed" else "changed it"
        return "removed it" if value is ABSENT else f"{needed}, and so keeps it"
    if value is ABSENT:
        return "nothing"
    return f"is called {value}" if _is_name(conflict) else _told(team, value)


def _told(team: Team, value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (int, float)):
        return number(value)
    if isinstance(value, (list, tuple)):
        return listed([_told(team, item) for item in value]) or "nobody"
    if isinstance(value, dict):
        return "; ".join(f"{key.replace('_', ' ')} {_told(team, inner)}" for key, inner in value.items())
    if isinstance(value, date):
        return str(value)
    text = str(value)
    return team.title(text) if text in team.members else in_quotes(text)
