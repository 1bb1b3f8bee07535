"""What ``check --format json`` answers, as JSON Schema: for programs that read it."""

from __future__ import annotations

from typing import Final, get_args

from cxplanner.commands.answer_parts import (
    COUNT,
    DAY,
    NUMBER,
    NUMBER_OR_NULL,
    TEXT,
    TEXT_OR_NULL,
    answer_schema,
    choice,
    closed,
    many,
    told,
)
from cxplanner.commands.check_json import VERSION
from cxplanner.gaps import SEVERITIES
from cxplanner.gaps.rule import GapKind
from cxplanner.text.answers import AnswerKind

_SEVERITIES: Final = closed(dict.fromkeys(SEVERITIES, COUNT))
_ERROR: Final = closed(
    {
        "line": told("The line, from 1; 0 for the file as a whole, or another file.", COUNT),
        "column": COUNT,
        "key": told("The dotted name of the place, such as positions.ana.fte.", TEXT),
        "message": TEXT,
        "hint": told("What to write instead.", TEXT_OR_NULL),
    }
)
_ASKS: Final = closed({"question": TEXT, "kind": choice(get_args(AnswerKind))}, or_null=True)
_FIX: Final = closed(
    {
        "id": told("What cxplanner fix calls it by.", TEXT),
        "title": TEXT,
        "asks": told("What has to be answered for it, if anything.", _ASKS),
    }
)
_WAIVED: Final = closed(
    {
        "state": choice(("holds", "lapses-soon", "lapsed")),
        "reason": TEXT,
        "accepted_by": TEXT_OR_NULL,
        "until": {"type": ["string", "null"], "format": "date"},
    },
    or_null=True,
)
_GAP: Final = closed(
    {
        "code": TEXT,
        "name": TEXT,
        "severity": choice(SEVERITIES),
        "kind": choice(get_args(GapKind)),
        "subject": told("The id of what it is about; plan or board for the whole of either.", TEXT),
        "message": TEXT,
        "reason": TEXT,
        "sources": many(TEXT),
        "line": told("The line of the plan that it is about.", COUNT),
        "fixes": many(_FIX),
        "waived": told("The waiver written for it; unless that lapsed, the gap does not count.", _WAIVED),
    }
)
_TEAM: Final = closed(
    {
        "positions": COUNT,
        "dedicated": COUNT,
        "vacant": COUNT,
        "people": COUNT,
        "fte": closed({"dedicated": NUMBER, "contributing": NUMBER}),
    },
    or_null=True,
)
_COVERAGE: Final = closed({"required": COUNT, "planned": COUNT, "held": COUNT}, or_null=True)
_COSTS: Final = closed(
    {
        **dict.fromkeys(("dedicated", "contributing", "total"), NUMBER),
        "budget": NUMBER_OR_NULL,
        "left": NUMBER_OR_NULL,
        "currency": TEXT,
        "missing": told("The positions for which no cost is entered.", many(TEXT)),
    }
)
_PLAN: Final = closed(
    {
        "path": TEXT,
        "company": TEXT_OR_NULL,
        "scale": TEXT_OR_NULL,
        "templates": told("The folder of templates laid over the shipped ones.", TEXT_OR_NULL),
        "team": told("How large it is; positions that have ended are left out.", _TEAM),
        "coverage": told("Responsibilities: asked for, with a position, with somebody there.", _COVERAGE),
        "costs": told("A year; left out where none is entered.", _COSTS),
        "base": closed({"revision": TEXT, "known_gaps": COUNT}),
        "errors": told("What keeps it from being judged.", many(_ERROR)),
        "gaps": many(_GAP),
    },
    optional=("costs", "base"),
)
ANSWER: Final = answer_schema(
    "check",
    VERSION,
    {
        "cxplanner": told("The version of the program.", TEXT),
        "on": told("The day the plans are judged as of.", DAY),
        "plans": many(_PLAN),
        "totals": closed(
            {
                "plans": COUNT,
                "unreadable": COUNT,
                "passed_over": told("Other TOML files in the folders.", COUNT),
                "gaps": _SEVERITIES,
                "accepted": COUNT,
            }
        ),
    },
)
