"""Finding plans and the templates that go with them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import tomli

from cxplanner.catalogue.catalogue import Catalogue
from cxplanner.catalogue.load import catalogue_beside
from cxplanner.commands.wrong import CallWrong
from cxplanner.plan.file import PlanFile, read_plan
from cxplanner.plan.no_plan import NoPlan
from cxplanner.text.words import counted, one_line
from cxplanner.toml.problems import FileProblems
from cxplanner.toml.source import MOST_BYTES

SHOWN_PROBLEMS: Final = 20
"""A person reads no more than these at once; --all shows the rest."""


def open_plan(path: Path, templates: Path | None = None) -> tuple[PlanFile, Catalogue]:
    """A plan with the catalogue it is judged by.

    Raises :class:`FileProblems`; where there is no plan, it says by which command one starts.
    """
    from cxplanner.gaps import all_rules

    catalogue = catalogue_beside(path.parent, templates)
    try:
        return read_plan(path, catalogue, codes=all_rules), catalogue
    except NoPlan as error:
        new = f"cxplanner new {'PLAN' if path.exists() else path} --company NAME --scale SCALE"
        raise error.hinted(f"A plan is a TOML file; start one with: {new}") from error


def find_plans(named: Iterable[Path]) -> tuple[list[Path], int]:
    """The plan files that were named, alone or by their folder; and how many TOML files are no plans.

    Raises :class:`CallWrong` for a folder without any plan, since checking nothing proves nothing.
    """
    found: dict[Path, None] = {}
    others = 0
    for path in named:
        if not path.is_dir():
            found[path] = None
            continue
        inside = list(_toml_files(path))
        plans = [file for file in inside if _is_plan(file)]
        if not plans:
            raise CallWrong(f"there is no plan in the folder {one_line(str(path))}")
        found.update(dict.fromkeys(plans))
        others += len(inside) - len(plans)
    return list(found), others


def _toml_files(folder: Path) -> Iterator[Path]:
    for place, folders, files in os.walk(folder, onerror=_raise):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(place, name) for name in sorted(files) if name.endswith(".toml"))


def _raise(error: OSError) -> None:
    raise error


def _is_plan(path: Path) -> bool:
    """Whether a TOML file holds a plan's tables; one that cannot be read might, so it counts."""
    if not path.is_file():
        return False
    try:
        with path.open("rb") as file:
            text = file.read(MOST_BYTES).decode("utf-8", "replace")
    except OSError:
        return True
    try:
        data = tomli.loads(text)
    except (ValueError, RecursionError):
        from cxplanner.plan.read import has_plan_header

        return has_plan_header(text)
    return any(isinstance(data.get(name), dict) for name in ("company", "positions"))


def problem_lines(error: FileProblems, *, every: bool = False) -> str:
    """What is wrong with a file, a line each: the first twenty, or all."""
    shown = error.problems if every else error.problems[:SHOWN_PROBLEMS]
    lines = [problem.sentence() for problem in shown]
    if more := len(error.problems) - len(shown):
        lines.append(f"… and {counted(more, 'more problem')}; cxplanner check --all shows them")
    return "\n".join(lines)


def problems_for_programs(error: FileProblems) -> list[dict[str, object]]:
    """What is wrong with a file, each problem as an object of an answer in JSON."""
    names = ("path", "line", "column", "key", "message", "hint")
    return [{name: getattr(problem, name) for name in names} for problem in error.problems]
