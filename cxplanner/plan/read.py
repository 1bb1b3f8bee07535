"""Reads a text as a plan, or reports everything that is wrong with it at once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from cxplanner.catalogue.catalogue import Catalogue
from cxplanner.plan.conflicts import unresolved
from cxplanner.plan.models import SCHEMA, Plan
from cxplanner.plan.no_plan import NoPlan
from cxplanner.plan.references import Codes, check_references
from cxplanner.text.words import has_hidden, visible
from cxplanner.toml.faults import problem_at
from cxplanner.toml.locate import Locator
from cxplanner.toml.parse import leaves, parse
from cxplanner.toml.problems import FileProblems, Problem
from cxplanner.toml.source import Source
from cxplanner.toml.validate import validate

_PLAN_HEADER: Final = re.compile(r"^[ \t]*\[[ \t]*(?:company|positions)[ \t]*[].]", re.MULTILINE)
_NO_PLAN: Final = "this is not a cxplanner plan"
_A_PLAN: Final = "A plan is a TOML file."


def judged_plan(
    source: Source, catalogue: Catalogue, *, codes: Codes | None = None
) -> tuple[Plan, tuple[Problem, ...]]:
    """The plan in a text, its references checked, and warnings that do not stop it from opening.

    Raises :class:`FileProblems` with every problem in the text.
    """
    data = _plan_data(source)
    locator = Locator(source.text)
    warnings = _check_schema(data, source, locator)
    content = {key: value for key, value in data.items() if key != "schema"}
    plan, problems = validate(Plan, content, source, locator=locator)
    lost = [
        problem_at(source, locator, place, message, hint)
        for place, message, hint in check_references(content, catalogue, codes=codes)
    ]
    told = {(problem.line, problem.column, problem.key) for problem in lost}
    problems = [p for p in problems if (p.line, p.column, p.key) not in told] + lost + unresolved(source)
    if "schema" in data and not _is_version(data["schema"]):
        from cxplanner.toml.wording import shown

        message = f"should be the version of the file format, {SCHEMA}, is {shown(data['schema'])}"
        problems.append(problem_at(source, locator, ("schema",), message, f"Write schema = {SCHEMA}."))
    if plan is None or problems:
        raise FileProblems(problems)
    warnings += _hidden_characters(data, source, locator)
    return plan, tuple(sorted(warnings, key=lambda warning: (warning.line, warning.column)))


def has_plan_header(text: str) -> bool:
    """Whether a text that is not valid TOML was meant as a plan: it has a header that plans have."""
    return _PLAN_HEADER.search(text) is not None


def _plan_data(source: Source) -> dict[str, object]:
    """The text's data; a file of another kind is refused as not a plan, rather than as faulty TOML."""
    try:
        return parse(source)
    except FileProblems as error:
        if source.path.suffix.lower() == ".toml" or has_plan_header(source.text):
            raise
        raise NoPlan(replace(at, message=_NO_PLAN, hint=_A_PLAN) for at in error.problems) from error


def _check_schema(data: Mapping[str, object], source: Source, locator: Locator) -> list[Problem]:
    """A warning if the version is missing; a newer version is refused before anything else is checked."""
    if "schema" not in data:
        message = f"the key schema is missing; the plan is read as schema = {SCHEMA}"
        hint = f"Write schema = {SCHEMA} on the first line."
        return [Problem(str(source.path), 1, 1, "schema", message, hint)]
    version = data["schema"]
    if isinstance(version, int) and not isinstance(version, bool) and version > SCHEMA:
        message = f"this plan was made by a newer cxplanner (schema {version}; this one reads {SCHEMA})"
        raise FileProblems(
            [problem_at(source, locator, ("schema",), message, "Update cxplanner to open it.")]
        )
    return []


def _is_version(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value == SCHEMA


def _hidden_characters(data: dict[str, object], source: Source, locator: Locator) -> list[Problem]:
    return [
        problem_at(source, locator, place, _hidden_in(value), "Delete them unless they are meant.")
        for place, value in leaves(data)
        if isinstance(value, str) and has_hidden(value)
    ]


def _hidden_in(text: str) -> str:
    spelled = [visible(sign) for sign in dict.fromkeys(text) if has_hidden(sign)]
    return f"holds characters that are invisible or reverse the text ({', '.join(spelled)})"
