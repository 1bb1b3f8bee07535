"""What ``diff``, ``grow``, ``next`` and ``rules`` answer with ``--format json``, as JSON Schema."""

from __future__ import annotations

from typing import Final, get_args

from cxplanner.advice.items import ItemKind
from cxplanner.commands import diff_json, grow, next, rules  # noqa: A004 - named after its command
from cxplanner.commands.answer_parts import (
    COUNT,
    DAY,
    NUMBER_OR_NULL,
    TEXT,
    TEXT_OR_NULL,
    YES_OR_NO,
    answer_schema,
    choice,
    closed,
    many,
    told,
)
from cxplanner.gaps import SEVERITIES
from cxplanner.gaps.rule import GapKind
from cxplanner.versions.difference import Kind
from cxplanner.versions.review import GROUPS

_ABOUT: Final = {"path": TEXT, "company": TEXT, "scale": TEXT}
_GAP: Final = {
    "code": TEXT,
    "name": TEXT,
    "severity": choice(SEVERITIES),
    "subject": TEXT,
    "message": TEXT,
}
_CHANGED_GAPS: Final = many(closed({**_GAP, "reason": TEXT, "sources": many(TEXT)}))
_HIRE_GAPS: Final = many(closed({**_GAP, "kind": choice(get_args(GapKind))}))
_SIDE: Final = closed({"company": TEXT, "scale": TEXT, "positions": COUNT}, or_null=True)
_ERRORS: Final = told(
    "What keeps a file from being read.",
    many(
        closed(
            {
                "path": TEXT,
                "line": COUNT,
                "column": COUNT,
                "key": TEXT,
                "message": TEXT,
                "hint": TEXT_OR_NULL,
            }
        )
    ),
)

DIFF: Final = answer_schema(
    "diff",
    diff_json.VERSION,
    {
        "before": _SIDE,
        "after": _SIDE,
        "differences": many(
            closed(
                {
                    "group": choice(GROUPS),
                    "kind": choice(get_args(Kind)),
                    "section": TEXT,
                    "id": TEXT,
                    "sentence": TEXT,
                    "decision": told("Whether somebody has to agree to it.", YES_OR_NO),
                }
            )
        ),
        "renames": many(closed({"section": TEXT, "old": TEXT, "new": TEXT})),
        "gaps": closed(dict.fromkeys(("opened", "closed", "altered"), _CHANGED_GAPS)),
        "measures": many(
            closed(
                {"id": TEXT, "before": NUMBER_OR_NULL, "after": NUMBER_OR_NULL, "currencies": many(TEXT)},
                optional=("currencies",),
            )
        ),
        "errors": _ERRORS,
    },
)
NEXT: Final = answer_schema(
    "next",
    next.VERSION,
    {
        **_ABOUT,
        **dict.fromkeys(("company", "scale"), TEXT_OR_NULL),
        "on": told("The day the plan is judged as of.", DAY),
        "hires": many(
            closed(
                {
                    "role": TEXT_OR_NULL,
                    "title": TEXT,
                    "position": told("The id of the position, a new one or one that is vacant.", TEXT),
                    "new": YES_OR_NO,
                    "named": told("Whether somebody who is there already is named, nobody hired.", YES_OR_NO),
                    "change": told("What it does to the plan, in words.", TEXT),
                    "weight": told(
                        "What it closes, less what is spared and what it opens.", {"type": "integer"}
                    ),
                    **dict.fromkeys(("closes", "opens"), _HIRE_GAPS),
                    "spared": told(
                        "Those of closes that letters for people who are there already close, too.",
                        _HIRE_GAPS,
                    ),
                }
            )
        ),
        "errors": _ERRORS,
    },
)
GROW: Final = answer_schema(
    "grow",
    grow.VERSION,
    {
        "to": told("The scale that is asked about.", TEXT),
        "plans": many(
            closed(
                {
                    **_ABOUT,
                    "items": many(
                        closed(
                            {
                                "id": told("What --only calls it by.", TEXT),
                                "kind": choice(get_args(ItemKind)),
                                "title": TEXT,
                                "reason": TEXT,
                                "sources": many(TEXT),
                                "required": told("Whether a rule would miss it.", YES_OR_NO),
                                "needs": told("The ids of what comes with it.", many(TEXT)),
                            }
                        )
                    ),
                }
            )
        ),
        "errors": _ERRORS,
    },
)
RULES: Final = answer_schema(
    "rules",
    rules.VERSION,
    {
        "rules": many(
            closed(
                {
                    **dict.fromkeys(("code", "name", "summary", "reason", "example", "remedy"), TEXT),
                    "severity": choice(SEVERITIES),
                    "kind": choice(get_args(GapKind)),
                    "sources": many(TEXT),
                    "scales": told("The scales at which it binds.", many(TEXT)),
                }
            )
        )
    },
)
