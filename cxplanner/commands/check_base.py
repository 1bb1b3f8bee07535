"""Which gaps of a plan are new since a revision: a check that fails old plans gets switched off."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from cxplanner.commands.named import STANDARD_INPUT, Named, at
from cxplanner.commands.output import remark
from cxplanner.commands.wrong import CallWrong
from cxplanner.gaps import Gap, team_gaps
from cxplanner.plan.team import Team
from cxplanner.text.words import one_line
from cxplanner.toml.problems import FileProblems
from cxplanner.versions.git import NotInRevision, revision
from cxplanner.versions.renames import renames_between, under_new_ids


def new_since(
    base: str, plan: Path | str, team: Team, gaps: Iterable[Gap], wanted: frozenset[str]
) -> tuple[Gap, ...]:
    """The gaps that the plan did not have at the revision ``base``; all of a plan that was not there yet.

    What only got another id is followed. Raises :class:`~cxplanner.versions.git.GitRefused` if there is
    no such revision.
    """
    before = _at_base(base, plan, team)
    old = (
        {(gap.code, gap.subject) for gap in team_gaps(before, wanted) if gap.waived is None}
        if before
        else set()
    )
    return tuple(gap for gap in gaps if gap.waived is not None or (gap.code, gap.subject) not in old)


def _at_base(base: str, plan: Path | str, team: Team) -> Team | None:
    version = _version(base, plan)
    try:
        file = version.plan(team.catalogue)
    except NotInRevision:
        return None
    except FileProblems:
        remark(f"note: {one_line(str(version.word))} cannot be read as a plan, so every gap counts as new.")
        return None
    followed = under_new_ids(file.plan, renames_between(file.plan, team.plan))
    return Team(followed, team.catalogue, team.today)


def _version(base: str, plan: Path | str) -> Named:
    if isinstance(plan, Path):
        return at(base, plan)
    wanted = revision(plan)
    if plan == STANDARD_INPUT or wanted is None:
        raise CallWrong("--base needs a plan with a name; standard input has none.")
    return Named(f"{base}:{wanted.path}")
