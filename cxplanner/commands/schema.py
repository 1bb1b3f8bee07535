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
CHECK: Final = "check"


def run(words: list[str]) -> int:
    """Write the schema of a kind of file or answer."""
    parser = Parser(
        "schema",
        "Write a JSON Schema: of the plan file for your editor, with every key described and the ids of\n"
        "your templates; of a kind of template; or of the answer of check --format json, for programs.",
        EXAMPLE,
    )
    kinds = (PLAN, *get_args(Kind), CHECK)
    parser.add_argument(
        "kind",
        metavar="KIND",
        nargs="?",
        default=PLAN,
        type=one_of(*kinds),
        help=f"plan (assumed), check, or a kind of template: {', '.join(get_args(Kind))}",
    )
    parser.templates()
    options = parser.read(words)
    answer(json.dumps(_schema(options.kind, options.templates), indent=2))
    return ExitCode.WELL


def _schema(kind: str, templates: Path | None) -> Schema:
    if kind == CHECK:
        from cxplanner.commands.check_schema import ANSWER

        return ANSWER
    if kind == PLAN:
        from cxplanner.gaps import all_rules
        from cxplanner.plan.plan_schema import plan_schema

        return plan_schema(_catalogue(templates), all_rules())
    return _of_templates(kind)


def _catalogue(templates: Path | None) -> Catalogue:
    return catalogue_beside(Path(), templates)


def _of_templates(kind: str) -> Schema:
    """The schema of a file of templates: with a table for each id, or, of roles and scales, of one alone."""
    name, model = next(known for known_kind, known in KINDS.items() if known_kind == kind)
    one = table_schema(model)
    whole = map_schema(ID, one) if (SHIPPED / f"{name}.toml").exists() else one
    return {"$schema": DRAFT, "title": f"Templates of cxplanner: {name}", **whole}
