"""What ``check --format json`` answers, as JSON Schema: for programs that read it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, get_args

from cxplanner.commands.check_json import VERSION
from cxplanner.gaps import SEVERITIES
from cxplanner.gaps.rule import GapKind
from cxplanner.text.answers import AnswerKind
from cxplanner.toml.json_schema import DRAFT, Schema

_TEXT: Final[Schema] = {"type": "string"}
_MAYBE: Final[Schema] = {"type": ["string", "null"]}
_COUNT: Final[Schema] = {"type": "integer", "minimum": 0}
_AMOUNT: Final[Schema] = {"type": "number"}
_AMOUNT_OR_NULL: Final[Schema] = {"type": ["number", "null"]}
_DAY: Final[Schema] = {"type": "string", "format": "date"}


def _table(keys: Mapping[str, Schema], *, optional: tuple[str, ...] = (), or_null: bool = False) -> Schema:
    return {
        "type": ["object", "null"] if or_null else "object",
        "properties": dict(keys),
        "required": [key for key in keys if key not in optional],
        "additionalProperties": False,
    }


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _told(words: str, schema: Schema) -> Schema:
    return {"description": words, **schema}


_SEVERITIES: Final = _table(dict.fromkeys(SEVERITIES, _COUNT))
_ERROR: Final = _table(
    {
        "line": _told("The line, from 1; 0 for the file as a whole, or another file.", _COUNT),
        "column": _COUNT,
        "key": _told("The dotted name of the place, such as positions.ana.fte.", _TEXT),
        "message": _TEXT,
        "hint": _told("What to write instead.", _MAYBE),
    }
)
_ASKS: Final = _table(
    {"question": _TEXT, "kind": {"type": "string", "enum": list(get_args(AnswerKind))}}, or_null=True
)
_FIX: Final = _table(
    {
        "id": _told("What cxplanner fix calls it by.", _TEXT),
        "title": _TEXT,
        "asks": _told("What has to be answered for it, if anything.", _ASKS),
    }
)
_WAIVED: Final = _table(
    {
        "state": {"type": "string", "enum": ["holds", "lapses-soon", "lapsed"]},
        "reason": _TEXT,
        "accepted_by": _MAYBE,
        "until": {"type": ["string", "null"], "format": "date"},
    },
    or_null=True,
)
_GAP: Final = _table(
    {
        "code": _TEXT,
        "name": _TEXT,
        "severity": {"type": "string", "enum": list(SEVERITIES)},
        "kind": {"type": "string", "enum": list(get_args(GapKind))},
        "subject": _told("The id of what it is about; plan or board for the whole of either.", _TEXT),
        "message": _TEXT,
        "reason": _TEXT,
        "sources": _list(_TEXT),
        "line": _told("The line of the plan that it is about.", _COUNT),
        "fixes": _list(_FIX),
        "waived": _told("The waiver written for it; unless that lapsed, the gap does not count.", _WAIVED),
    }
)
_TEAM: Final = _table(
    {
        "positions": _COUNT,
        "dedicated": _COUNT,
        "vacant": _COUNT,
        "people": _COUNT,
        "fte": _table({"dedicated": _AMOUNT, "contributing": _AMOUNT}),
    },
    or_null=True,
)
_COVERAGE: Final = _table({"required": _COUNT, "planned": _COUNT, "held": _COUNT}, or_null=True)
_COSTS: Final = _table(
    {
        **dict.fromkeys(("dedicated", "contributing", "total"), _AMOUNT),
        "budget": _AMOUNT_OR_NULL,
        "left": _AMOUNT_OR_NULL,
        "currency": _TEXT,
        "missing": _told("The positions for which no cost is entered.", _list(_TEXT)),
    }
)
_PLAN: Final = _table(
    {
        "path": _TEXT,
        "company": _MAYBE,
        "scale": _MAYBE,
        "templates": _told("The folder of templates laid over the shipped ones.", _MAYBE),
        "team": _told("How large it is; positions that have ended are left out.", _TEAM),
        "coverage": _told("Responsibilities: asked for, with a position, with somebody there.", _COVERAGE),
        "costs": _told("A year; left out where none is entered.", _COSTS),
        "base": _table({"revision": _TEXT, "known_gaps": _COUNT}),
        "errors": _told("What keeps it from being judged.", _list(_ERROR)),
        "gaps": _list(_GAP),
    },
    optional=("costs", "base"),
)
ANSWER: Final[Schema] = {
    "$schema": DRAFT,
    "title": "The answer of cxplanner check",
    **_table(
        {
            "version": _told("Changes when a program that reads this has to.", {"enum": [VERSION]}),
            "cxplanner": _told("The version of the program.", _TEXT),
            "on": _told("The day the plans are judged as of.", _DAY),
            "plans": _list(_PLAN),
            "totals": _table(
                {
                    "plans": _COUNT,
                    "unreadable": _COUNT,
                    "passed_over": _told("Other TOML files in the folders.", _COUNT),
                    "gaps": _SEVERITIES,
                    "accepted": _COUNT,
                }
            ),
        }
    ),
}
