"""Checking plans: what was asked for, what is found in each, and what that means for the shell."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Final, Literal

from cxplanner.catalogue.load import catalogue_beside
from cxplanner.commands import ExitCode
from cxplanner.commands.call import no_such_rule
from cxplanner.commands.check_results import Broken, Checked, Result
from cxplanner.commands.loading import find_plans, open_plan
from cxplanner.commands.named import Named, is_named
from cxplanner.commands.output import remark
from cxplanner.commands.wrong import CallWrong
from cxplanner.gaps import SEVERITIES, all_rules, team_gaps
from cxplanner.plan.team import Team
from cxplanner.text.words import counted
from cxplanner.toml.problems import FileProblems, Problem


def check(options: Namespace) -> int:
    """Check the named plans, show the answer and say by the exit status whether gaps were found."""
    wanted = _wanted(_codes(options.select), _codes(options.ignore))
    try:
        plans, others = _plans(options.plans)
    except CallWrong:
        if options.format == "json":
            _show([], options)
        raise
    results = [_checked(plan, options, wanted) for plan in plans]
    _show(results, options)
    if others:
        remark(
            f"Passed over {counted(others, 'other TOML file')}: no plan in {'it' if others == 1 else 'them'}."
        )
    return _status(results, options.fail_on)


def _codes(given: Iterable[str]) -> frozenset[str]:
    """The codes of rules given by code or name. Raises :class:`CallWrong` for one there is not."""
    rules = all_rules()
    by_name = {rule.name: code for code, rule in rules.items()}
    found = set()
    for word in filter(None, (part.strip() for words in given for part in words.split(","))):
        code = by_name.get(word.lower(), word.upper())
        if code not in rules:
            raise CallWrong(no_such_rule(word))
        found.add(code)
    return frozenset(found)


def _wanted(select: frozenset[str], ignore: frozenset[str]) -> frozenset[str]:
    return (select or frozenset(all_rules())) - ignore


def _plans(words: Iterable[str]) -> tuple[list[Path | str], int]:
    """The plans that are named, each once, and how many other TOML files lie in the folders.

    Raises :class:`CallWrong` for a folder without any plan.
    """
    found: dict[Path | str, None] = {}
    others = 0
    for word in words:
        if is_named(word):
            found[word] = None
            continue
        paths, more = find_plans([Path(word)])
        found.update(dict.fromkeys(paths))
        others += more
    return list(found), others


def _checked(plan: Path | str, options: Namespace, wanted: frozenset[str]) -> Result:
    try:
        if isinstance(plan, Path):
            file, catalogue = open_plan(plan, options.templates)
        else:
            catalogue = catalogue_beside(Named(plan).home, options.templates)
            file = Named(plan).plan(catalogue)
    except FileProblems as error:
        return Broken(plan, error)
    team = Team(file.plan, catalogue, options.on or date.today())  # noqa: DTZ011 - the day where the user is
    gaps = team_gaps(team, wanted)
    if options.base is None:
        return Checked(plan, file, team, gaps)
    from cxplanner.commands.check_base import new_since

    new = new_since(options.base, plan, team, gaps, wanted)
    return Checked(plan, file, team, new, options.base, len(gaps) - len(new))


def _show(results: list[Result], options: Namespace) -> None:
    if options.format == "json":
        from cxplanner.commands.check_json import show_json as show
    else:
        from cxplanner.commands.check_text import show_text as show
    show(results, every_problem=options.all, every_fix=options.fixes)
    for result in results:
        if isinstance(result, Checked):
            _warn(result.file.warnings)


def _warn(warnings: Iterable[Problem]) -> None:
    for warning in warnings:
        remark(f"note: {warning.sentence()}")


_FAILING: Final[Mapping[str, tuple[str, ...]]] = {
    **{severity: SEVERITIES[: place + 1] for place, severity in enumerate(SEVERITIES)},
    "never": (),
}


def _status(results: Iterable[Result], fail_on: Literal["critical", "major", "minor", "never"]) -> ExitCode:
    status = ExitCode.WELL
    for result in results:
        if isinstance(result, Broken):
            return ExitCode.WRONG
        if any(gap.severity in _FAILING[fail_on] for gap in result.open):
            status = ExitCode.FINDINGS
    return status
