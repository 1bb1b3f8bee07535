"""Earlier versions of an open plan: as it was opened, as it was saved last, and as git keeps it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from cxplanner.gaps import all_rules
from cxplanner.plan.file import plan_from_source
from cxplanner.plan.models import Plan
from cxplanner.plan.team import Team
from cxplanner.session.workspace import Workspace
from cxplanner.toml.source import source_from_bytes
from cxplanner.versions.git import Commit, GitRefused, Revision, bytes_at, commits_of
from cxplanner.versions.review import Review


@dataclass(frozen=True, slots=True)
class Earlier:
    """A version of an open plan; ``since`` is what follows the word since; ``plan`` may still be to read."""

    since: str
    plan: Plan | None = None
    commit: Commit | None = None


def as_opened(workspace: Workspace) -> Earlier:
    """The plan as it was when it was opened or made."""
    return Earlier("it was opened", workspace.history.start)


def as_saved(workspace: Workspace) -> Earlier | None:
    """The plan as it was saved last; None where that is as it was opened, or nothing is saved."""
    base = workspace.work().base
    return None if base is None or base is workspace.history.start else Earlier("it was saved last", base)


def committed(workspace: Workspace) -> tuple[Earlier, ...]:
    """The versions of the plan's file that git keeps, the newest first.

    Raises :class:`~cxplanner.versions.git.GitRefused`, with why there are none.
    """
    if workspace.work().digest is None or workspace.path is None:
        raise GitRefused("this plan has no file yet, so there is no earlier version to look at.")
    found = commits_of(workspace.path)
    if not found:
        raise GitRefused("git keeps no version of this file yet.")
    return tuple(Earlier(_since(commit), commit=commit) for commit in found)


def _since(commit: Commit) -> str:
    when = commit.when.astimezone()
    return f"{when.day} {when:%B %Y, %H:%M}, “{commit.subject}”"


def review_since(workspace: Workspace, earlier: Earlier) -> Review:
    """All that changed since an earlier version, worked out already: judging takes as long as an edit.

    Raises :class:`~cxplanner.versions.git.GitRefused`, and :class:`~cxplanner.toml.problems.FileProblems`
    where what git keeps is no plan.
    """
    before = earlier.plan or _read(workspace, earlier)
    review = Review(Team(before, workspace.catalogue, workspace.day), workspace.team)
    if review.differences:
        _ = review.opened, review.closed, review.measures
    return review


def _read(workspace: Workspace, earlier: Earlier) -> Plan:
    if earlier.commit is None or workspace.path is None:
        raise GitRefused("there is no such version.")
    real = Path(os.path.realpath(workspace.path))
    text = bytes_at(Revision(earlier.commit.id, f"./{real.name}"), real.parent)
    source = source_from_bytes(text, Path(f"{earlier.commit.id[:7]}:{real.name}"))
    return plan_from_source(source, workspace.catalogue, codes=all_rules).plan
