"""Taking a single difference back: the plan as it is, but in one place as it was before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any, Final

from pydantic import ValidationError

from cxplanner.edits.change import Change, EditRefused, Renamed, did
from cxplanner.edits.following import follow
from cxplanner.gaps import all_rules
from cxplanner.plan.canonical import plan_data, plan_text
from cxplanner.plan.models import Plan
from cxplanner.plan.references import check_references
from cxplanner.plan.team import Team
from cxplanner.text.words import counted, listed
from cxplanner.toml.locate import Place
from cxplanner.toml.records import Record
from cxplanner.toml.validate import judged
from cxplanner.versions.difference import Difference
from cxplanner.versions.merge import in_order
from cxplanner.versions.renames import under_new_ids
from cxplanner.versions.review import Review

Data = dict[str, Any]
_WHOLE: Final = ("company", "leadership", "board")
_NAMING: Final = ("reports_to", "accountable", "lead", "sponsor", "owner")
"""Fields that name one position; nobody but a person can say who comes into its place."""
_MOST: Final = 3


def taken_back(review: Review, group: str, difference: Difference) -> Change:
    """The later plan of a review with one of its differences undone; ``group`` is where that is told.

    What else was changed stays. Raises :class:`~cxplanner.edits.change.EditRefused` where that is no plan:
    something else that was changed needs it.
    """
    plan = review.after.plan
    section, key = difference.section, difference.id
    back = tuple(Renamed(s, new, old) for s, old, new in review.renames if (s, new) == (section, key))
    if difference.kind == "added" and section == "positions":
        before = _without_position(review.after, key)
    elif difference in review.renamed_things:
        before = plan
    else:
        earlier = plan_data(under_new_ids(review.before.plan, review.renames))
        data = _put_back(earlier, plan_data(plan), group, difference)
        before = _judged(data, review.after)
        back = back if section == "positions" and group != "lines" else ()
    after = under_new_ids(before, back)
    if plan_text(after) == plan_text(plan):
        raise EditRefused("This is as it was before already.")
    return did(after, f"Taken back: {difference.sentence}", renamed=back)


def _without_position(team: Team, key: str) -> Plan:
    naming = list(dict.fromkeys(_naming(team, key)))
    if naming:
        more = [counted(len(naming) - _MOST, "other")] if len(naming) > _MOST else []
        raise EditRefused(
            f"This cannot be taken back alone: {listed([*naming[:_MOST], *more])} would be left without "
            f"{team.title(key)}. Give that to somebody else first, or take it back."
        )
    return follow(team.plan, key, None)


def _naming(team: Team, key: str) -> Iterator[str]:
    """The things that name a position where they can name only one."""
    plan = team.plan
    for section in Plan.assumed:
        things = getattr(plan, section)
        named = things.items() if isinstance(things, Mapping) else [("", things)]
        for name, thing in named:
            if isinstance(thing, Record) and any(getattr(thing, field, None) == key for field in _NAMING):
                yield team.title(name) if section == "positions" else _title(team, section, name)


def _title(team: Team, section: str, key: str) -> str:
    return f"“{team.section_title(section, key)}”" if key else f"the {section}"


def _put_back(earlier: Data, later: Data, group: str, difference: Difference) -> Data:
    """The later data with one place as it is in the earlier one."""
    data = deepcopy(later)
    section, key = difference.section, difference.id
    old, now = earlier.get(section, {}), later.get(section, {})
    if section in _WHOLE:
        _set(data, section, earlier.get(section))
    elif group == "lines":
        _set(data[section][key], "reports_to", old[key].get("reports_to"))
    elif section == "waivers":
        data[section] = _waivers_back(old, now, key)
    elif not key:
        data[section] = _in_former_order(old, now)
    else:
        data[section] = _with_former(old, now, key)
        if section == "positions" and key in now and key in old:
            _set(data[section][key], "reports_to", now[key].get("reports_to"))
    return data


def _waivers_back(old: Data, now: Data, key: str) -> Data:
    code, _, subject = key.partition(".")
    if not key:
        return {
            each: _in_former_order(old.get(each, {}), about)
            for each, about in _in_former_order(old, now).items()
        }
    if not subject:
        return _with_former(old, now, code)
    about = _with_former(old.get(code, {}), now.get(code, {}), subject)
    return _with_former({**old, code: about} if about or code in old else {}, now, code)


def _with_former(old: Data, now: Data, key: str) -> Data:
    """The things of now, but one as it was: where it stood, if it is gone now; gone, if it was not there."""
    things = dict(now)
    _set(things, key, old.get(key))
    return {each: deepcopy(things[each]) for each in in_order(old, now, old, things)}


def _in_former_order(old: Data, now: Data) -> Data:
    return {key: now[key] for key in in_order(now, now, old, now)}


def _set(table: Data, key: str, value: object) -> None:
    if value is None:
        table.pop(key, None)
    else:
        table[key] = deepcopy(value)


def _judged(data: Data, team: Team) -> Plan:
    content = {key: value for key, value in data.items() if key != "schema"}
    try:
        plan = judged(Plan, content)
    except ValidationError as error:
        raise _refused(team, [(tuple(one["loc"]), one["msg"]) for one in error.errors()]) from None
    faults = check_references(content, team.catalogue, codes=all_rules)
    if faults:
        raise _refused(team, [(place, message) for place, message, _ in faults])
    return plan


def _refused(team: Team, faults: list[tuple[Place, str]]) -> EditRefused:
    place, message = faults[0]
    section = str(place[0])
    name = _title(team, section, str(place[1])) if len(place) > 1 and section not in _WHOLE else section
    return EditRefused(
        f"This cannot be taken back alone. {name[:1].upper()}{name[1:]}: {message}. Take back first what "
        "goes with it."
    )
