"""The answer of ``check`` as a summary for a pull request or the page of a job, in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from cxplanner.commands.check_results import Broken, Checked, Outcome, in_repository
from cxplanner.commands.check_text import all_in_a_sentence, costs_told, headline, lapsed, lapsing, on_the_day
from cxplanner.commands.output import answer
from cxplanner.documents.markdown import calling_nobody
from cxplanner.gaps import Gap, fixes_for
from cxplanner.gaps.words import gaps_counted
from cxplanner.text.words import counted

_MOST_TOLD: Final = 100
"""Gaps, and problems, of one plan that are told; a comment on GitHub holds 65,536 characters."""


def show_md(outcome: Outcome) -> None:
    """Write the summary: every plan with its gaps, the severest first."""
    parts = [part for result in outcome.results for part in _plan(result, outcome)]
    if len(outcome.results) > 1:
        parts.insert(0, calling_nobody(all_in_a_sentence(outcome)))
    answer("\n\n".join(parts))


def _plan(result: Checked | Broken, outcome: Outcome) -> Iterator[str]:
    name = calling_nobody(in_repository(result.path) or "standard input")
    if isinstance(result, Broken):
        problems = result.error.problems
        yield f"### ❌ {name}: {counted(len(problems), 'problem')}, so it is not judged"
        told = [calling_nobody(problem.sentence()) for problem in problems[:_MOST_TOLD]]
        yield "\n".join(f"- {line}" for line in (*told, *_more(len(problems), "problem")))
        return
    fails = any(gap.severity in outcome.failing for gap in result.open)
    since = f"new since {calling_nobody(result.base)}: " if result.base else ""
    yield f"### {'❌' if fails else '✅'} {name}: {since}{gaps_counted(result.open).replace('No', 'no')}"
    about = (headline(result.team), on_the_day(result.team), costs_told(result.team))
    yield "\\\n".join(calling_nobody(line) for line in about if line)
    if result.open:
        yield "\n".join(_table(result))
    if result.accepted:
        yield "\n".join(_accepted(result))


def _table(checked: Checked) -> Iterator[str]:
    yield "| | gap | line | fix |"
    yield "| --- | --- | --- | --- |"
    for gap in checked.open[:_MOST_TOLD]:
        said = f"{calling_nobody(gap.message + lapsed(gap, checked.team))} ({gap.code})"
        fix = next((fix.title for fix in fixes_for(gap, checked.team)), "")
        yield f"| {gap.severity} | {said} | {checked.line(gap)} | {calling_nobody(fix)} |"
    yield from (f"\n{line}" for line in _more(len(checked.open), "gap"))


def _accepted(checked: Checked) -> Iterator[str]:
    """The accepted gaps, folded; those that will soon count again stand before the fold."""
    for gap in checked.lapsing:
        yield f"- {calling_nobody(lapsing(gap, checked.team))}"
    if checked.lapsing:
        yield ""
    yield f"<details><summary>{counted(len(checked.accepted), 'gap')} accepted on purpose</summary>\n"
    for gap in checked.accepted[:_MOST_TOLD]:
        yield f"- {calling_nobody(gap.message)} ({gap.code}): {calling_nobody(_why(gap))}"
    yield from (f"- {line}" for line in _more(len(checked.accepted), "gap"))
    yield "\n</details>"


def _why(gap: Gap) -> str:
    waiver = gap.waived
    if waiver is None:
        return ""
    by = f", accepted by {waiver.accepted_by}" if waiver.accepted_by else ""
    return f"{waiver.reason}{by}" + (f", until {waiver.until}" if waiver.until else "")


def _more(number: int, noun: str) -> Iterable[str]:
    if number > _MOST_TOLD:
        yield f"… and {counted(number - _MOST_TOLD, f'more {noun}')}"
