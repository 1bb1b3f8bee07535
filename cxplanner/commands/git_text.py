"""``cxplanner git-text``: a plan in sentences for ``git diff``; every other file as it is."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from cxplanner.catalogue.load import catalogue_beside
from cxplanner.commands import ExitCode
from cxplanner.commands.call import Parser
from cxplanner.commands.output import answer_exactly
from cxplanner.plan.file import plan_from_source
from cxplanner.plan.team import Team
from cxplanner.toml.problems import FileProblems
from cxplanner.toml.source import read_source

EXAMPLE: Final = "cxplanner git-text team.toml"


def run(words: list[str]) -> int:
    """Write the sentences. Templates are those of the current folder, so that both sides are told alike."""
    parser = Parser(
        "git-text",
        "Say what a plan holds, a sentence for each fact. A file that is no plan, or has mistakes, is\n"
        "written as it is. After cxplanner git-setup this is what git diff and git log -p compare.",
        EXAMPLE,
    )
    parser.add_argument("file", metavar="FILE", type=Path, help="a plan, or any other text file")
    source = read_source(parser.read(words).file)
    try:
        catalogue = catalogue_beside(Path())
        plan = plan_from_source(source, catalogue).plan
    except FileProblems:
        answer_exactly(source.text)
        return ExitCode.WELL
    from cxplanner.documents.plan_page import plan_page

    answer_exactly(plan_page(Team(plan, catalogue)))
    return ExitCode.WELL
