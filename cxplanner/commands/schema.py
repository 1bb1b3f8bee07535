"""``cxplanner schema``: what a file may hold, and what an answer holds, as JSON Schema."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final, get_args

from cxplanner.catalogue.catalogue import KINDS, Catalogue, Kind
from cxplanner.catalogue.load import SHIPPED, catalogue_beside
from cxplanner.commands import ExitCode
from cxplanner.commands.call import Parser, one_of
from cxplanner.commands.output import answer
from cxplanner.toml.json_schema import DRAFT, ID, Schema, map_schema, table_schema

EXAMPLE: Final = "cxplanner schema > plan.schema.json"
PLAN: Final = "plan"
ANSWERS: Final = ("check", "diff", "grow", "next", "rules")
"""The commands whose answers for programs have a schema."""


def run(words: list[str]) -> int:
    """Write the schema of a kind of file or answer."""
    parser = Parser(
        "schema",
        "Write a JSON Schema: of the plan file for your editor, with every key described and the ids of\n"
        "your templates; of a kind of template; or, for programs, of what a command answers in JSON.",
        EXAMPLE,
    )
    kinds = (PLAN, *get_args(Kind), *ANSWERS)
    parser.add_argument(
        "kind",
        metavar="KIND",
        nargs="?",
        default=PLAN,
        type=one_of(*kinds),
        help=f"plan (assumed), a kind of template ({', '.join(get_args(Kind))}), or a command that answers "
        f"in JSON ({', '.join(ANSWERS)})",
    )
    parser.templates()
    options = parser.read(words)
    answer(json.dumps(_schema(options.kind, options.templates), indent=2))
    return ExitCode.WELL


def _schema(kind: str, templates: Path | None) -> Schema:
    if kind in ANSWERS:
        return _of_answers(kind)
    if kind == PLAN:
        from cxplanner.gaps import all_rules
        from cxplanner.plan.plan_schema import plan_schema

        return plan_schema(_catalogue(templates), all_rules())
    return _of_templates(kind)


def _of_answers(command: str) -> Schema:
    from cxplanner.commands import answer_schemas, check_schema

    of_command = {
        "check": check_schema.ANSWER,
        "diff": answer_schemas.DIFF,
        "grow": answer_schemas.GROW,
        "next": answer_schemas.NEXT,
        "rules": answer_schemas.RULES,
    }
    return of_command[command]


def _catalogue(templates: Path | None) -> Catalogue:
    return catalogue_beside(Path(), templates)


def _of_templates(kind: str) -> Schema:
    """The schema of a file of templates: with a table for each id, or, of roles and scales, of one alone."""
    name, model = next(known for known_kind, known in KINDS.items() if known_kind == kind)
    one = table_schema(model)
    whole = map_schema(ID, one) if (SHIPPED / f"{name}.toml").exists() else one
    return {"$schema": DRAFT, "title": f"Templates of cxplanner: {name}", **whole}
