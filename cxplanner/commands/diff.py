"""``cxplanner diff``: what changed between two versions of a plan, for people, reviews or programs."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final

from cxplanner.catalogue.load import catalogue_beside
from cxplanner.commands import ExitCode
from cxplanner.commands.call import Parser, a_day, one_of
from cxplanner.commands.named import STANDARD_INPUT, Named, at_head
from cxplanner.commands.output import answer, text_width
from cxplanner.commands.wrong import CallWrong
from cxplanner.plan.team import Team
from cxplanner.toml.problems import FileProblems
from cxplanner.versions.git import revision
from cxplanner.versions.review import Review

EXAMPLE: Final = "cxplanner diff main:team.toml team.toml --format md"


def run(words: list[str]) -> int:
    """Show what changed; exit status 1 where something did."""
    options = _parser().read(words)
    old, new = _sides(options.old, options.new)
    try:
        review = _review(old, new, options.templates, options.on)
    except FileProblems as error:
        if options.format == "json":
            from cxplanner.commands.diff_json import broken

            answer(broken(error))
        raise
    answer(_told(review, options.format))
    return ExitCode.FINDINGS if review.differences else ExitCode.WELL


def _parser() -> Parser:
    parser = Parser(
        "diff",
        "Say what changed between two versions of a plan: the people, who answers for what, the gaps that\n"
        "opened and closed, size and costs. A version is a file, REV:PATH in git, or - for standard input.\n"
        "Exit status 1 where there are differences.",
        EXAMPLE,
    )
    add = parser.add_argument
    add("old", metavar="OLD", help="the earlier version; alone, the file is compared with its last commit")
    add("new", metavar="NEW", nargs="?", help="the later version; for REV:PATH alone, the file as it is now")
    add(
        "--format",
        type=one_of("text", "md", "json"),
        default="text",
        metavar="FORMAT",
        help="text, md (a comment for a pull request: what to decide first) or json",
    )
    add("--on", metavar="DATE", type=a_day, help="judge both as if it were this day, such as 2027-03-01")
    parser.templates()
    return parser


def _sides(old: str, new: str | None) -> tuple[Named, Named]:
    if new is None and old == STANDARD_INPUT:
        raise CallWrong("standard input has no last commit; name the plan to compare it with.")
    if old == new == STANDARD_INPUT:
        raise CallWrong("only one of the two can be standard input.")
    if new is not None:
        return Named(old), Named(new)
    if revision(old) is None:
        return at_head(Path(old)), Named(old)
    return Named(old), Named(str(Named(old).file))


def _review(old: Named, new: Named, templates: Path | None, day: date | None) -> Review:
    """Both versions, judged by the same templates on the same day: those that lie beside the later one."""
    home = old.home if new.word == STANDARD_INPUT else new.home
    catalogue = catalogue_beside(home, templates)
    today = day or date.today()  # noqa: DTZ011 - the day where the user is
    before, after = old.plan(catalogue), new.plan(catalogue)
    return Review(Team(before.plan, catalogue, today), Team(after.plan, catalogue, today))


def _told(review: Review, form: str) -> str:
    if form == "json":
        from cxplanner.commands.diff_json import told_json

        return told_json(review)
    if form == "md":
        from cxplanner.documents.review_page import review_page

        return review_page(review)
    from cxplanner.commands.diff_text import told_text

    return told_text(review, text_width())
