"""Reading a plan: the file as a plan, or everything that is wrong with it at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cxplanner.catalogue.catalogue import Catalogue
from cxplanner.plan.models import SCHEMA, Plan
from cxplanner.plan.references import Codes, check_references
from cxplanner.text.words import visible
from cxplanner.toml.locate import Locator
from cxplanner.toml.parse import leaves, parse
from cxplanner.toml.problems import FileProblems, Problem
from cxplanner.toml.source import Source, read_source
from cxplanner.toml.validate import problem_at, validate


@dataclass(frozen=True, slots=True)
class PlanFile:
    """A plan with the text it was read from; ``warnings`` are doubts that do not keep it from opening."""

    plan: Plan
    source: Source
    warnings: tuple[Problem, ...] = ()

    @property
    def has_comments(self) -> bool:
        """Whether the file holds comments of its authors, which a careless writer would lose."""
        return Locator(self.source.text).has_comments


def read_plan(path: Path, catalogue: Catalogue, *, codes: Codes | None = None) -> PlanFile:
    """The plan in a file, its references checked against the catalogue and, if given, the rule codes.

    Raises :class:`FileProblems` with every problem of the file.
    """
    return plan_from_source(read_source(path), catalogue, codes=codes)


def plan_from_source(source: Source, catalogue: Catalogue, *, codes: Codes | None = None) -> PlanFile:
    """The plan in a text; otherwise like :func:`read_plan`."""
    data = parse(source)
    locator = Locator(source.text)
    warnings = _check_schema(data, source, locator)
    content = {key: value for key, value in data.items() if key != "schema"}
    plan, problems = validate(Plan, content, source, locator=locator)
    lost = [
        problem_at(source, locator, place, message, hint)
        for place, message, hint in check_references(content, catalogue, codes=codes)
    ]
    told = {(problem.line, problem.column, problem.key) for problem in lost}
    problems = [p for p in problems if (p.line, p.column, p.key) not in told] + lost
    if "schema" in data and not _is_version(data["schema"]):
        from cxplanner.toml.wording import shown

        message = f"should be the version of the file's form, {SCHEMA}, is {shown(data['schema'])}"
        problems.append(problem_at(source, locator, ("schema",), message, f"Write schema = {SCHEMA}."))
    if plan is None or problems:
        raise FileProblems(problems)
    warnings += _hidden_characters(data, source, locator)
    return PlanFile(plan, source, tuple(sorted(warnings, key=lambda warning: (warning.line, warning.column))))


def _check_schema(data: Mapping[str, object], source: Source, locator: Locator) -> list[Problem]:
    """A warning if the version is missing; a version of the future is refused before all else."""
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
        if isinstance(value, str) and visible(value) != value
    ]


def _hidden_in(text: str) -> str:
    spelled = dict.fromkeys(visible(sign) for sign in text if visible(sign) != sign)
    return f"holds characters that cannot be seen or turn the reading direction ({', '.join(spelled)})"
