"""The answer of ``check`` for people: calm, the severest first, each gap with a way to mend it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cxplanner.catalogue.citations import bracketed
from cxplanner.catalogue.models import Expected
from cxplanner.commands.check_results import Broken, Checked, Outcome
from cxplanner.commands.loading import problem_lines
from cxplanner.commands.output import answer, bold, remark, text_width, wrapped
from cxplanner.gaps import SEVERITIES, Gap, fixes_for, team_gaps
from cxplanner.gaps.words import gaps_counted
from cxplanner.plan.money import costs
from cxplanner.plan.team import Member, Team, fte_of
from cxplanner.text.words import counted, listed, one_line

_MOST_MENDED: Final = 1_000
"""Gaps that are told with a way to mend them; who has more begins with these, or asks for all."""
_MOST_ABSENT: Final = 5
"""Names of positions that are not there; more would bury what the answer is about."""


def show_text(outcome: Outcome) -> None:
    """Write what was found; files that could not be read go to standard error."""
    page = _Page(text_width(), outcome.every_fix)
    several = len(outcome.results) > 1
    told: set[str] = set()
    for result in outcome.results:
        if isinstance(result, Broken):
            _show_broken(result, outcome.every_problem, told)
            continue
        if several:
            answer(one_line(str(result.path)))
        answer("\n".join(page.plan(result)))
        if note := _without_purpose(result.team):
            remark(f"{one_line(str(result.path))}: {note}" if several else note)
        if several:
            answer("")
    if several:
        answer(wrapped(all_in_a_sentence(outcome), page.width))


def _show_broken(broken: Broken, every: bool, told: set[str]) -> None:
    """Write what is wrong with a file, or with its templates: those once, however many plans they serve."""
    path, count = str(broken.path), len(broken.error.problems)
    if broken.error.problems[0].path != path:
        remark(f"{one_line(path)} is not judged: {counted(count, 'problem')} in its templates")
    elif count > 1:
        remark(f"{one_line(path)}: {counted(count, 'problem')}")
    said = problem_lines(broken.error, every=every)
    if said not in told:
        remark(said)
    told.add(said)


@dataclass(frozen=True)
class _Page:
    """How wide the text is, and how much of each gap is told."""

    width: int | None
    every_fix: bool

    def plan(self, checked: Checked) -> Iterator[str]:
        """The lines about one plan."""
        yield bold(wrapped(headline(checked.team), self.width))
        for line in (on_the_day(checked.team), costs_told(checked.team)):
            if line:
                yield wrapped(line, self.width)
        for severity in SEVERITIES:
            gaps = [gap for gap in checked.open if gap.severity == severity]
            if gaps:
                yield ""
                yield bold(f"{severity.capitalize()} ({len(gaps)})")
                for number, gap in enumerate(gaps):
                    yield from self._gap(gap, checked, mended=number < _MOST_MENDED)
        if checked.accepted:
            yield ""
            yield wrapped(_accepted(checked.accepted), self.width)
        for gap in checked.lapsing:
            yield wrapped(f"{lapsing(gap, checked.team)}.", self.width)
        yield ""
        yield wrapped(_sum(checked), self.width)

    def _gap(self, gap: Gap, checked: Checked, *, mended: bool) -> Iterator[str]:
        sources = f" {bracketed(gap.sources)}" if gap.sources else ""
        place = _place(checked.path, checked.line(gap), self.width)
        text = f"{gap.name}: {one_line(gap.message)}{sources}{lapsed(gap, checked.team)} ({place})"
        yield wrapped(text, self.width, first=f"  {gap.code}  ", rest=" " * 9)
        fixes = fixes_for(gap, checked.team) if mended or self.every_fix else ()
        for fix in fixes if self.every_fix else fixes[:1]:
            yield wrapped(one_line(fix.title), self.width, first=" " * 9 + "fix: ", rest=" " * 14)


def _place(path: Path | str, line: int, width: int | None) -> str:
    """Where a gap is, as editors and problem matchers read it; the name alone where a line is too short."""
    whole = f"{one_line(str(path))}:{line}"
    return whole if width is None or len(whole) < width - 11 else f"{one_line(Path(path).name)}:{line}"


def lapsed(gap: Gap, team: Team) -> str:
    """That a gap was accepted once, so that nobody wonders why it is back."""
    waiver = team.plan.waivers.get(gap.code, {}).get(gap.subject)
    if gap.waived or not waiver or not waiver.until:
        return ""
    return f" (accepted until {waiver.until}, which has passed)"


def lapsing(gap: Gap, team: Team) -> str:
    """When an accepted gap counts again, and in how many days."""
    until = gap.waived.until if gap.waived and gap.waived.until else team.today
    days = (until - team.today).days
    left = f"{counted(days, 'day')} left" if days else "today is its last day"
    return f"{gap.code} for {one_line(team.subject(gap.subject, gap.code))} is accepted until {until}: {left}"


def _without_purpose(team: Team) -> str | None:
    """What to say of waivers that no gap matches; None if there are none."""
    there = {(gap.code, gap.subject) for gap in team_gaps(team)} if team.plan.waivers else set()
    waivers = ((code, subject) for code, subjects in team.plan.waivers.items() for subject in subjects)
    idle = [f"{code}.{subject}" for code, subject in waivers if (code, subject) not in there]
    if not idle:
        return None
    verb = "accepts a gap that is" if len(idle) == 1 else "accept gaps that are"
    return f"note: {listed(f'waivers.{name}' for name in idle)} {verb} not there."


def headline(team: Team) -> str:
    """One line about a plan: whose it is, how large, and how much of the work is answered for."""
    work = counted(len(team.required), "responsibility", "responsibilities")
    size = f"{team.dedicated_fte:,.1f} FTE; {_expected(team.scale.expected)}"
    parts = (
        one_line(team.plan.company.name),
        team.plan.company.scale,
        f"{len(team.dedicated):,} dedicated ({size})",
        f"{len(team.covered)} of {work} answered for{_by_vacancies(team)}",
    )
    return " · ".join(parts)


def _by_vacancies(team: Team) -> str:
    """How much of what is answered for nobody does so far: ``, 2 by vacant positions``."""
    number = len(team.covered_by_vacancies)
    return f", {number:,} by {'a vacant position' if number == 1 else 'vacant positions'}" if number else ""


def on_the_day(team: Team) -> str | None:
    """Who is not there on the team's day, and how large the team is without them; None if all are there."""
    if not team.absent:
        return None
    said = [_absence(team, member) for member in team.absent[:_MOST_ABSENT]]
    if more := len(team.absent) - len(said):
        said.append(f"{more:,} more are not there")
    there = [member for member in team.dedicated if member.there]
    size = f"{counted(len(there), 'dedicated position')} ({fte_of(there):,.1f} FTE)"
    return f"On {team.today} there {'is' if len(there) == 1 else 'are'} {size}: {listed(said)}."


def _absence(team: Team, member: Member) -> str:
    position = member.position
    when = f"ended on {position.end}" if member.ended else f"starts on {position.start}"
    return f"{one_line(team.name(member.id))} {when}"


def costs_told(team: Team) -> str | None:
    """What the team costs, in words; None where no cost is entered."""
    entered = costs(team)
    return entered.sentence() if entered else None


def _expected(expected: Expected) -> str:
    least, most = expected.dedicated_min, expected.dedicated_max
    if most is None:
        return f"{least} or more expected"
    return f"{least} to {most} expected" if most > least else f"{least} expected"


def _accepted(gaps: Sequence[Gap]) -> str:
    codes = listed(dict.fromkeys(gap.code for gap in gaps))
    return f"{counted(len(gaps), 'gap')} accepted on purpose ({codes})."


def _sum(checked: Checked) -> str:
    """How many gaps there are; which of them are not told, where an earlier version has them, too."""
    if checked.base is None:
        return f"{gaps_counted(checked.open)}."
    had = f"; {counted(checked.known, 'gap')} it had already" if checked.known else ""
    return f"New since {one_line(checked.base)}: {gaps_counted(checked.open).replace('No', 'no')}{had}."


def all_in_a_sentence(outcome: Outcome) -> str:
    """All plans in one sentence: how many, with how many gaps, and how many could not be read."""
    said = f"{counted(len(outcome.checked), 'plan')} checked. {gaps_counted(outcome.open)}"
    broken = len(outcome.broken)
    return f"{said}. {counted(broken, 'file')} could not be read." if broken else f"{said}."
