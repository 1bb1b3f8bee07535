"""What an edit changed, in the words of a manager: titles instead of ids, and a word for every field."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from cxplanner.records import Record
from cxplanner.team import Team
from cxplanner.text import counted, listed, mid_sentence, one_line

_LONGEST: Final = 60

_WORDS: Final[Mapping[str, str]] = {
    "annual_cost": "annual cost",
    "better": "better when",
    "decides": "decisions",
    "external_id": "HR number",
    "fte": "FTE",
    "funded_by": "funded by",
    "market": "sells to",
    "model": "",
    "metric": "measured by",
    "metrics": "measured by",
    "project_team": "project team",
    "reports_to": "reports to",
    "representatives": "represented by",
    "skills_preferred": "preferred skills",
    "skills_required": "required skills",
    "success_measures": "success measures",
    "works_with": "works with",
}
_NOBODY: Final = frozenset(["funded_by", "reports_to", "representatives"])
_NOTHING: Final = frozenset(["metric", "metrics"])
_YES_OR_NO: Final[Mapping[str, tuple[str, str]]] = {
    "exists": ("the company has one", "the company has none"),
    "executive": ("executive", "not executive"),
}
_MARKETS: Final = {"b2b": "companies (B2B)", "b2c": "consumers (B2C)", "both": "companies and consumers"}
_MONEY: Final = frozenset(["annual_cost", "budget"])


def changes(team: Team, old: Record | None, new: Record) -> str:
    """The fields in which two records differ, with their new values, as a sentence lists them."""
    names = [n for n in type(new).model_fields if getattr(old, n, None) != getattr(new, n)]
    return fields_said(team, new, names)


def fields_said(team: Team, record: Record, names: Iterable[str]) -> str:
    """These fields of a record with their values, in words; ``team`` knows the titles."""
    parts = [_field(team, name, getattr(record, name)) for name in names]
    return "; ".join(parts) if any(" and " in part for part in parts) else listed(parts)


def _field(team: Team, name: str, value: object) -> str:
    word = _WORDS.get(name, name)
    if value is None or value == ():
        gone = {**dict.fromkeys(_NOBODY, "nobody"), **dict.fromkeys(_NOTHING, "nothing")}
        return f"{word} {gone.get(name, 'cleared')}"
    if isinstance(value, bool):
        return _YES_OR_NO[name][not value]
    title = _titles(team).get(name)
    if isinstance(value, tuple):
        inside = listed(map(title, value)) if title else f"({counted(len(value), 'entry', 'entries')})"
        return f"{word} {inside}"
    if isinstance(value, int | float):
        return f"{word} {value:,}" if name in _MONEY else f"{word} {value}"
    said = _shortened(title(value) if title and isinstance(value, str) else str(value))
    return f"{word} {said}" if word else said


def _titles(team: Team) -> Mapping[str, Callable[[str], str]]:
    known = team.catalogue
    return {
        **dict.fromkeys(("reports_to", "owner", "lead", "sponsor", "representatives", "members"), team.name),
        **dict.fromkeys(("department", "funded_by", "project_team", "stakeholders"), team.department_title),
        **dict.fromkeys(("metric", "metrics"), team.metric_title),
        "role": lambda key: known.roles[key].title if key in known.roles else key,
        "model": lambda key: mid_sentence(known.leadership[key].title) if key in known.leadership else key,
        "type": lambda key: known.initiatives[key].title if key in known.initiatives else key,
        "market": lambda key: _MARKETS.get(key, key),
    }


def _shortened(words: str) -> str:
    line = one_line(words.split("\n")[0])
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
