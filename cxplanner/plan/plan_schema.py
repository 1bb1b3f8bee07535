"""The plan file as JSON Schema: what the models ask, with the ids that the templates have.

Ids of the plan's own, such as who reports to whom, are checked by reading the plan alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Final

from cxplanner.catalogue.catalogue import Catalogue
from cxplanner.plan.models import SCHEMA, Plan
from cxplanner.plan.subjects import BOARD, WHOLE_PLAN
from cxplanner.toml.json_schema import DRAFT, ID, Schema, table_schema

_OWN_RESPONSIBILITY: Final = ("title",)
_OWN_METRIC: Final = ("title", "unit", "better")


def plan_schema(catalogue: Catalogue, codes: Collection[str]) -> Schema:
    """The schema of a plan that is judged by these templates; ``codes`` are those of the gap rules."""
    schema = table_schema(Plan)
    sections: dict[str, Schema] = schema["properties"]
    things = {name: part["additionalProperties"] or part for name, part in sections.items()}
    _with_choices(things, catalogue)
    sections["departments"] |= _of_the_templates("departments", catalogue.departments)
    sections["tools"] |= _of_the_templates("tools", catalogue.tools)
    own = (("responsibilities", _OWN_RESPONSIBILITY), ("metrics", _OWN_METRIC))
    for name, needed in own:
        sections[name] |= _of_the_templates(name, getattr(catalogue, name))
        things[f"own-{name}"] = {**things[name], "required": list(needed)}
        sections[name]["additionalProperties"] = _same(f"own-{name}")
    taken = (*catalogue.posts, *catalogue.departments, WHOLE_PLAN, BOARD)
    sections["positions"] |= {
        "propertyNames": {"allOf": [ID, {"not": {"enum": list(taken)}}]},
        "additionalProperties": _same("positions"),
    }
    of_a_rule = sections["waivers"]["additionalProperties"]
    sections["waivers"] |= {
        "properties": dict.fromkeys(codes, _same("waivers")),
        "additionalProperties": False,
    }
    del sections["waivers"]["propertyNames"]
    kept = ("positions", "departments", "tools", *(f"{way}{name}" for name, _ in own for way in ("", "own-")))
    version = {"description": "The version of the file's form.", "type": "integer", "enum": [SCHEMA]}
    return {
        "$schema": DRAFT,
        "title": "A plan of cxplanner",
        **schema,
        "properties": {"schema": version, **sections},
        "definitions": {**{name: things[name] for name in kept}, "waivers": of_a_rule},
    }


def _with_choices(things: Mapping[str, Schema], catalogue: Catalogue) -> None:
    """Let keys that name something of the templates have its ids, where there can be no others."""
    things["positions"]["anyOf"] = [{"required": ["role"]}, {"required": ["title"]}]
    departments = (
        *(("leadership", "funded_by"), ("positions", "department")),
        *(("initiatives", "project_team"), ("initiatives", "stakeholders")),
    )
    choices: tuple[tuple[Iterable[tuple[str, str]], Iterable[str]], ...] = (
        ([("company", "scale")], catalogue.scales),
        ([("leadership", "model")], catalogue.leadership),
        ([("responsibilities", "area")], catalogue.areas),
        ([("initiatives", "type")], catalogue.initiatives),
        (departments, catalogue.departments),
    )
    for keys, ids in choices:
        for section, key in keys:
            asked = things[section]["properties"][key]
            asked["items" if "items" in asked else "enum"] = (
                {"type": "string", "enum": list(ids)} if "items" in asked else list(ids)
            )
            for replaced in ("pattern", "not"):
                asked.pop(replaced, None)
    examples = (("role", catalogue.roles), ("reports_to", catalogue.posts))
    for key, known in examples:
        things["positions"]["properties"][key]["examples"] = list(known)


def _of_the_templates(section: str, known: Mapping[str, object]) -> Schema:
    """A table whose keys are ids of the templates, told by their titles."""
    titled = {
        key: {"title": str(getattr(thing, "title", key)), **_same(section)} for key, thing in known.items()
    }
    return {"properties": titled, "additionalProperties": False}


def _same(section: str) -> Schema:
    return {"allOf": [{"$ref": f"#/definitions/{section}"}]}
