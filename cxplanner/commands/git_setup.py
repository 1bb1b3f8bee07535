"""``cxplanner git-setup``: git merges plans by ids, and shows their changes in sentences."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from cxplanner.commands import ExitCode
from cxplanner.commands.call import Parser
from cxplanner.commands.output import answer
from cxplanner.text.words import one_line
from cxplanner.versions.git_driver import ATTRIBUTES, SettingsPlace, register, unregister

EXAMPLE: Final = "cxplanner git-setup"


def run(words: list[str]) -> int:
    """Register the drivers, or take them out again."""
    parser = Parser(
        "git-setup",
        "Let git merge plans by the ids of things, and show their changes in sentences: in this clone, or\n"
        "with --global in all of yours. Whatever goes wrong, git merges line by line as before; so it does\n"
        "for TOML files that are no plans, and wherever CXPLANNER_GIT=0 is set.",
        EXAMPLE,
    )
    add = parser.add_argument
    add("--undo", action="store_true", help="take out what an earlier call put in")
    add("--global", dest="everywhere", action="store_true", help="for all repositories of this user")
    options = parser.read(words)
    place = SettingsPlace.of_user() if options.everywhere else SettingsPlace.of_clone(Path())
    attributes = one_line(str(place.attributes))
    if options.undo:
        done = unregister(place)
        answer(f"Took out: {', '.join(done)}." if done else "There was nothing to take out.")
        return ExitCode.WELL
    done = register(place)
    answer(f"Wrote: {', '.join(done)}." if done else "All is set up already.")
    if not options.everywhere:
        answer(
            f"Commit {attributes}, so that “{ATTRIBUTES}” holds for everybody. The rest is of this clone "
            "alone: each colleague calls cxplanner git-setup once; until then git merges line by line."
        )
    return ExitCode.WELL
