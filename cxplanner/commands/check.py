"""``cxplanner check``: what plans lack, for people or for programs."""

from __future__ import annotations

from typing import Final

from cxplanner.commands.call import Parser, a_day, one_of

EXAMPLE: Final = "cxplanner check team.toml --fail-on major"


def run(words: list[str]) -> int:
    """Check the named plans, show the answer and say by the exit status whether gaps were found."""
    options = _parser().read(words)
    from cxplanner.commands.check_plans import check  # the help does without rules and plans

    return check(options)


def _parser() -> Parser:
    parser = Parser(
        "check", "Show what plans lack, the severest first, with a way to mend each gap.", EXAMPLE
    )
    help_of_plan = "a plan, or a folder of plans; REV:PATH in git, - for standard input"
    parser.add_argument("plans", metavar="PLAN", nargs="+", help=help_of_plan)
    add = parser.add_argument
    add(
        "--format",
        type=one_of("text", "json", "github", "sarif", "md"),
        default="text",
        metavar="FORMAT",
        help="text, json, github (annotations of a workflow), sarif (code scanning) or md (a job's summary)",
    )
    add(
        "--fail-on",
        type=one_of("critical", "major", "minor", "never"),
        default="minor",
        metavar="SEVERITY",
        help="exit with status 1 for gaps this severe or worse: critical, major, minor (default) or never",
    )
    codes = "by code or name, separated by commas"
    add("--select", metavar="CODES", action="append", default=[], help=f"look at these rules only, {codes}")
    add("--ignore", metavar="CODES", action="append", default=[], help=f"leave these rules out, {codes}")
    add("--base", metavar="REV", help="show, and count, only gaps that this git revision of the plan has not")
    add("--on", metavar="DATE", type=a_day, help="judge as if it were this day, such as 2027-03-01")
    add("--all", action="store_true", help="show every problem of a file that cannot be read, not only 20")
    add("--fixes", action="store_true", help="show every way to mend a gap, not only the first")
    parser.templates()
    return parser
