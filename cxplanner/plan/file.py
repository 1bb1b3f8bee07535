"""Opening a plan's file: without checking it again where the same bytes were found valid before."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import tomli

from cxplanner.catalogue.catalogue import Catalogue
from cxplanner.plan.models import Plan
from cxplanner.plan.no_plan import NoPlan
from cxplanner.toml.problems import NoText
from cxplanner.toml.source import Source, read_source
from cxplanner.toml.straight import straight
from cxplanner.toml.verdicts import keep_known, known_good, verdict_key

if TYPE_CHECKING:
    from cxplanner.plan.references import Codes
    from cxplanner.toml.problems import Problem


@dataclass(frozen=True, slots=True)
class PlanFile:
    """A plan with the text it was read from; ``warnings`` are problems that do not stop it from opening."""

    plan: Plan
    source: Source
    warnings: tuple[Problem, ...] = ()


def read_plan(path: Path, catalogue: Catalogue, *, codes: Codes | None = None) -> PlanFile:
    """The plan in a file, its references checked against the catalogue and, if given, the rule codes.

    Raises :class:`FileProblems` with every problem in the file: :class:`NoPlan` if it holds no plan at all.
    """
    try:
        source = read_source(path)
    except NoText as error:
        raise NoPlan(error.problems) from error
    return plan_from_source(source, catalogue, codes=codes)


def plan_from_source(source: Source, catalogue: Catalogue, *, codes: Codes | None = None) -> PlanFile:
    """The plan in a text; otherwise like :func:`read_plan`."""
    verdict = verdict_key(["plan", source.digest, catalogue.digest]) if catalogue.digest else None
    if verdict and (known := _known(source, verdict)):
        return PlanFile(known, source)
    from cxplanner.plan.read import judged_plan

    plan, warnings = judged_plan(source, catalogue, codes=codes)
    if verdict and codes is not None and not warnings:
        keep_known(verdict)
    return PlanFile(plan, source, warnings)


def _known(source: Source, verdict: str) -> Plan | None:
    """The plan in a text that was found valid before; None if it was not, or in any doubt."""
    if known_good(verdict) is None:
        return None
    try:
        return straight(Plan, {k: v for k, v in tomli.loads(source.text).items() if k != "schema"})
    except Exception:
        return None
