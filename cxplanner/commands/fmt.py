"""``cxplanner fmt``: lay plan files out in the one canonical way."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from cxplanner.commands import ExitCode
from cxplanner.commands.call import Parser
from cxplanner.commands.loading import find_plans, open_plan, problem_lines
from cxplanner.commands.output import answer, remark, written
from cxplanner.plan.saving import CommentsWouldGo, lay_out, tidy_text
from cxplanner.text.words import counted, one_line
from cxplanner.toml.problems import FileProblems
from cxplanner.toml.save import SaveRefused

EXAMPLE: Final = "cxplanner fmt team.toml --check"


def run(words: list[str]) -> int:
    """Rewrite the named plans, or with --check list those that would change."""
    parser = Parser("fmt", "Lay plan files out in the one canonical way, comments included.", EXAMPLE)
    parser.plans()
    parser.add_argument(
        "--check",
        action="store_true",
        help="change nothing; list the files that would change (exit status 1)",
    )
    parser.templates()
    options = parser.read(words)
    paths, others = find_plans(options.plans)
    statuses = [_one(path, options.templates, only_check=options.check) for path in paths]
    if others:
        remark(f"Passed over {counted(others, 'other TOML file')}.")
    return max(statuses)


def _one(path: Path, templates: Path | None, *, only_check: bool) -> ExitCode:
    name = one_line(str(path))
    try:
        file, _ = open_plan(path, templates)
        if only_check:
            if tidy_text(file) == file.source.text:
                return ExitCode.WELL
            answer(name)
            return ExitCode.FINDINGS
        if not lay_out(path, file):
            return ExitCode.WELL
    except FileProblems as error:
        remark(problem_lines(error))
        return ExitCode.WRONG
    except (CommentsWouldGo, SaveRefused) as refusal:
        remark(str(refusal))
        return ExitCode.WRONG
    written(f"Laid out {name}")
    return ExitCode.WELL
