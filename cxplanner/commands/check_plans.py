"""Checking plans: what was asked for, what is found in each, and what that means for the shell."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Final

from cxplanner.catalogue.folders import own_templates
from cxplanner.catalogue.load import catalogue_beside
from cxplanner.commands import ExitCode
from cxplanner.commands.call import no_such_rule
from cxplanner.commands.check_results import Broken, Checked, Outcome, Result
from cxplanner.commands.loading import find_plans, open_plan
from cxplanner.commands.named import Named, is_named
from cxplanner.commands.output import progress, remark
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
        if options.format in _FOR_PROGRAMS:
            _show(_outcome([], 0, options), options.format)
        raise
    outcome = _outcome(_results(plans, options, wanted), others, options)
    _show(outcome, options.format)
    if others:
        remark(
            f"Passed over {counted(others, 'other TOML file')}: no plan in {'it' if others == 1 else 'them'}."
        )
    return _status(outcome)


def _results(plans: Sequence[Path | str], options: Namespace, wanted: frozenset[str]) -> list[Result]:
    results: list[Result] = []
    with progress("Checked") as told:
        for number, plan in enumerate(plans):
            told(number, len(plans))
            results.append(_checked(plan, options, wanted))
    return results


def _outcome(results: list[Result], others: int, options: Namespace) -> Outcome:
    return Outcome(
        tuple(results),
        on=_day(options),
        failing=_FAILING[options.fail_on],
        every_problem=options.all,
        every_fix=options.fixes,
        passed_over=others,
    )


def _day(options: Namespace) -> date:
    return options.on or date.today()  # noqa: DTZ011 - the day where the user is


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
        home = plan.parent if isinstance(plan, Path) else Named(plan).home
        templates = options.templates or own_templates(home)
        if isinstance(plan, Path):
            file, catalogue = open_plan(plan, templates)
        else:
            catalogue = catalogue_beside(home, templates)
            file = Named(plan).plan(catalogue)
    except FileProblems as error:
        return Broken(plan, error)
    team = Team(file.plan, catalogue, _day(options))
    gaps = team_gaps(team, wanted)
    if options.base is None:
        return Checked(plan, file, team, gaps, templates)
    from cxplanner.commands.check_base import new_since

    new = new_since(options.base, plan, team, gaps, wanted)
    return Checked(plan, file, team, new, templates, options.base, len(gaps) - len(new))


def _show(outcome: Outcome, form: str) -> None:
    if form == "text":
        from cxplanner.commands.check_text import show_text as show
    elif form == "json":
        from cxplanner.commands.check_json import show_json as show
    elif form == "github":
        from cxplanner.commands.check_github import show_github as show
    elif form == "sarif":
        from cxplanner.commands.check_sarif import show_sarif as show
    else:
        from cxplanner.commands.check_md import show_md as show
    show(outcome)
    for checked in outcome.checked:
        _warn(checked.file.warnings)


def _warn(warnings: Iterable[Problem]) -> None:
    for warning in warnings:
        remark(f"note: {warning.sentence()}")


_FOR_PROGRAMS: Final = ("json", "sarif")
"""Formats whose answer is whole even where there was nothing to check."""
_FAILING: Final[Mapping[str, tuple[str, ...]]] = {
    **{severity: SEVERITIES[: place + 1] for place, severity in enumerate(SEVERITIES)},
    "never": (),
}


def _status(outcome: Outcome) -> ExitCode:
    if outcome.broken:
        return ExitCode.WRONG
    fails = any(gap.severity in outcome.failing for gap in outcome.open)
    return ExitCode.FINDINGS if fails else ExitCode.WELL
