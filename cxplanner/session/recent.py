"""The plans that were open lately: remembered in a small file of the planner's own, and looked at anew."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cxplanner.catalogue.load import catalogue_beside
from cxplanner.plan.file import read_plan
from cxplanner.text.words import counted, one_line
from cxplanner.toml.parse import parse
from cxplanner.toml.problems import FileProblems
from cxplanner.toml.source import read_source

if TYPE_CHECKING:
    from cxplanner.session.workspace import Workspace

MOST: Final = 20
"""So many plans are remembered, the last one opened first."""
GONE: Final = "The file is gone."
_TRIES: Final = 3
"""Another planner may write the file at the same moment."""


@dataclass(frozen=True, slots=True)
class Recent:
    """One plan: where it is, and what was known of it when it was looked at last.

    ``gaps`` counts the open gaps by severity, None where they are not known; ``trouble`` says in words
    why the plan cannot be opened.
    """

    path: Path
    company: str = ""
    scale: str = ""
    gaps: Mapping[str, int] | None = None
    trouble: str = ""


def recent_file() -> Path:
    """The file that remembers, whether or not it is there."""
    from platformdirs import user_state_path

    return user_state_path("cxplanner", appauthor=False) / "recent.toml"


def remembered() -> tuple[Recent, ...]:
    """The plans that were open lately, as they were then; a file that cannot be read remembers nothing."""
    try:
        return _read()[0]
    except FileProblems:
        return ()


def remember(recent: Recent) -> None:
    """Put a plan at the head of the list; where nothing is told of it, what was known stays.

    What the disk refuses is let go: no plan is lost with this list.
    """

    def first(known: Sequence[Recent]) -> Sequence[Recent]:
        before = [old for old in known if old.path == place]
        told = replace(recent, path=place) if recent.company or not before else before[0]
        return [told, *(old for old in known if old.path != place)]

    with suppress(OSError):  # the folder we are in may be gone
        place = Path(os.path.abspath(recent.path))  # noqa: PTH100 (a link keeps the name it was opened by)
        _rewrite(first)


def remember_open(workspace: Workspace) -> None:
    """Remember the plan somebody works on; a new one that was never saved is not remembered."""
    path = workspace.path
    if path is None or is_gone(path):
        return
    if workspace.unsaved:  # what is on screen is not what the file holds
        remember(Recent(path))
    else:
        gaps = dict(workspace.gap_counts) if workspace.judged else None
        remember(Recent(path, workspace.plan.company.name, workspace.team.scale.title, gaps))


def forget(path: Path) -> None:
    """Take a plan off the list; the plan itself stays where it is."""
    _rewrite(lambda known: [recent for recent in known if recent.path != path])


def look_at(recent: Recent, today: date, templates: Path | None = None) -> Recent:
    """What the plan's file says now; where it cannot be read, what was known, and why it cannot."""
    from cxplanner.gaps import all_rules, team_gaps
    from cxplanner.plan.team import Team

    try:
        catalogue = catalogue_beside(recent.path.parent, templates, anew=True)
        plan = read_plan(recent.path, catalogue, codes=all_rules).plan
    except FileProblems as problems:
        return replace(recent, gaps=None, trouble=_trouble(recent.path, problems))
    team = Team(plan, catalogue, today)
    found: list[str] = [gap.severity for gap in team_gaps(team) if gap.open]
    counts = {severity: found.count(severity) for severity in dict.fromkeys(found)}
    return Recent(recent.path, plan.company.name, team.scale.title, counts)


def is_gone(path: Path) -> bool:
    """Whether there is nothing under this name any more; what cannot be told is not gone."""
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except (OSError, ValueError):
        return False
    return False


def _trouble(path: Path, problems: FileProblems) -> str:
    if is_gone(path):
        return GONE
    first = problems.problems[0]
    if len(problems.problems) == 1 and not first.line:
        return f"It cannot be opened: {one_line(first.message)}."
    where = "" if first.path == str(path) else " in its templates"
    return f"It cannot be opened: {counted(len(problems.problems), 'problem')}{where}."


def short_path(path: Path) -> str:
    """A path as people know it: ``~`` for the home folder."""
    with suppress(ValueError, RuntimeError):
        return str(Path("~") / path.relative_to(Path.home()))
    return str(path)


def _read() -> tuple[tuple[Recent, ...], str | None]:
    """The list, and the digest of its file. Raises :class:`FileProblems`."""
    path = recent_file()
    if not path.exists():
        return (), None
    source = read_source(path)
    plans = parse(source).get("plans", [])
    found = [_recent(entry) for entry in plans if isinstance(entry, dict)] if isinstance(plans, list) else []
    return tuple(recent for recent in found if recent is not None), source.digest


def _recent(entry: Mapping[str, object]) -> Recent | None:
    path, company, scale, gaps = (entry.get(name) for name in ("path", "company", "scale", "gaps"))
    if not isinstance(path, str) or not path or "\0" in path:
        return None
    counts = {k: v for k, v in gaps.items() if isinstance(v, int)} if isinstance(gaps, dict) else None
    return Recent(
        Path(path),
        company if isinstance(company, str) else "",
        scale if isinstance(scale, str) else "",
        counts,
    )


def _rewrite(change: Callable[[Sequence[Recent]], Sequence[Recent]]) -> None:
    from cxplanner.toml.save import SaveRefused, save_text

    path = recent_file()
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
    for _ in range(_TRIES):
        broken = False
        try:
            known, digest = _read()
        except FileProblems:
            known, digest, broken = (), None, True
        try:
            save_text(path, _text(change(known)[:MOST]), expected_digest=digest, force=broken)
        except SaveRefused as refused:
            if refused.reason in ("changed", "gone", "exists"):
                continue
        return


def _text(recents: Sequence[Recent]) -> str:
    import tomli_w

    tables = []
    for recent in recents:
        table: dict[str, object] = {
            "path": str(recent.path),
            "company": recent.company,
            "scale": recent.scale,
        }
        if recent.gaps is not None:
            table["gaps"] = dict(recent.gaps)
        tables.append(table)
    head = "# The plans that cxplanner had open lately; it writes this file itself.\n"
    return head + tomli_w.dumps({"plans": tables})
