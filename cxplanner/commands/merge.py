"""``cxplanner merge``: two versions of a plan brought together by ids, for people and as git's driver."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import Final

from cxplanner.catalogue.catalogue import Catalogue
from cxplanner.catalogue.load import catalogue_beside
from cxplanner.commands import ExitCode
from cxplanner.commands.call import Parser
from cxplanner.commands.named import Named
from cxplanner.commands.output import answer_exactly, remark
from cxplanner.commands.wrong import CallWrong
from cxplanner.gaps import all_rules
from cxplanner.plan.file import PlanFile
from cxplanner.plan.read import has_plan_header
from cxplanner.text.words import counted, one_line
from cxplanner.toml.locate import dotted
from cxplanner.toml.save import refuse_link, save_text
from cxplanner.versions.merged_file import conflict_told, merge_files
from cxplanner.versions.plan_merge import MergedPlan

EXAMPLE: Final = "cxplanner merge main:team.toml team.toml theirs.toml -o team.toml"
CONFLICTS_IN_GIT: Final = 3
"""Exit status under ``--driver``: a Python that cannot even start ends with 1, and must not pass for this."""
FALL_BACK: Final = 2
"""Exit status under ``--driver`` for what git has to merge itself."""


def run(words: list[str]) -> int:
    """Write the merged plan; exit status 1 where it holds conflicts."""
    options = _parser().read(words)
    if options.driver:
        return _in_git(options)
    text, merged, ours = _merged(options)
    _write(options, text, ours)
    _tell(merged, options.output)
    return ExitCode.FINDINGS if merged.conflicts else ExitCode.WELL


def _parser() -> Parser:
    parser = Parser(
        "merge",
        "Bring two versions of a plan together that both come from BASE, by the ids of things. Where both\n"
        "changed the same value, OURS is kept and the conflict is marked by a comment above it, which check\n"
        "and the planner refuse until it is gone. Exit status 1 where there are conflicts.",
        EXAMPLE,
    )
    add = parser.add_argument
    add("base", metavar="BASE", help="the version both come from; an empty file if there is none")
    add("ours", metavar="OURS", help="our version; its layout is kept")
    add("theirs", metavar="THEIRS", help="the other version; each may be REV:PATH in git")
    add("-o", dest="output", metavar="FILE", type=Path, help="write to this file; it may be OURS")
    add("--force", action="store_true", help="overwrite a FILE that is there and is not OURS")
    add("--path", metavar="PATH", type=Path, help="where the plan belongs; templates beside it count")
    add("--driver", action="store_true", help="for git, as cxplanner git-setup registers it: write to OURS")
    parser.templates()
    return parser


def _in_git(options: Namespace) -> int:
    """The call by git: silent about TOML that is no plan, and git merges whatever cannot be merged here."""
    name = one_line(str(options.path or options.ours))
    try:
        if not any(_is_plan(Path(word)) for word in (options.ours, options.theirs)):
            return FALL_BACK
        text, merged, ours = _merged(options)
        save_text(Path(options.ours), text, expected_digest=ours.source.digest)
    except Exception as error:  # whatever it is, git can still merge by lines
        remark(f"cxplanner: {name} is merged line by line, since {one_line(str(error))}")
        return FALL_BACK
    _tell(merged, Path(name))
    return CONFLICTS_IN_GIT if merged.conflicts else ExitCode.WELL


def _is_plan(path: Path) -> bool:
    return has_plan_header(path.read_bytes().decode("utf-8", "replace"))


def _merged(options: Namespace) -> tuple[str, MergedPlan, PlanFile]:
    """The merged text, what is in it, and our version."""
    ours, theirs = Named(options.ours), Named(options.theirs)
    home = options.path.parent if options.path else ours.home
    catalogue = catalogue_beside(home, options.templates)
    base = _base(options.base, catalogue)
    our, their = ours.plan(catalogue), theirs.plan(catalogue)
    return (*merge_files(base, our, their, catalogue, all_rules), our)


def _base(word: str, catalogue: Catalogue) -> PlanFile | None:
    """The common past; None for an empty file, by which git says that there is none."""
    path = Path(word)
    if path.exists() and not path.is_dir() and path.stat().st_size == 0:
        return None
    return Named(word).plan(catalogue)


def _write(options: Namespace, text: str, ours: PlanFile) -> None:
    if options.output is None:
        answer_exactly(text)
        return
    if options.output.is_dir():
        raise CallWrong(f"{one_line(str(options.output))} is a folder; name a file.")
    is_ours = (
        options.output.exists() and Path(options.ours).exists() and options.output.samefile(options.ours)
    )
    if is_ours:
        save_text(options.output, text, expected_digest=ours.source.digest)
        return
    refuse_link(options.output)
    if options.output.exists() and not options.force:
        raise CallWrong(f"{one_line(str(options.output))} is there already; --force overwrites it.")
    save_text(options.output, text, expected_digest=None, force=options.force)


def _tell(merged: MergedPlan, path: Path | None) -> None:
    if not merged.conflicts:
        return
    where = f" in {one_line(str(path))}" if path else ""
    number = counted(len(merged.conflicts), "conflict")
    remark(f"{number}{where}, each marked by a comment that begins with # <<< conflict:")
    for conflict in merged.conflicts:
        remark(f"  {one_line(f'{dotted(conflict.place)}: {conflict_told(conflict)}')}")
