"""Saving a plan: its file changes only where the plan did, and always reads back as the plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias

import tomli

from cxplanner.plan.canonical import plan_data, plan_text
from cxplanner.plan.file import PlanFile
from cxplanner.plan.models import Plan
from cxplanner.text.errors import CxplannerError
from cxplanner.text.words import one_line
from cxplanner.toml.parse import MOST_THINGS, things
from cxplanner.toml.save import Replacement, Verify, refused, save_all, save_text
from cxplanner.toml.source import MOST_BYTES, Source, source_from_text

Renames: TypeAlias = Iterable[tuple[str, str, str]]
"""The table that something is in, such as ``positions`` or ``waivers.CX205``, its old id and its new one."""

_MARK: Final = "\ufeff"


class CommentsWouldGo(CxplannerError):
    """The layout of the file cannot be kept, and rewriting it in the canonical layout would lose comments."""


def save_plan(
    path: Path,
    plan: Plan,
    *,
    expected_digest: str | None,
    file: PlanFile | None = None,
    renames: Renames = (),
    lose_comments: bool = False,
    force: bool = False,
    head: str = "",
) -> Source:
    """Save a plan, and return what its file holds now.

    ``file`` is the plan as it was, with its text: see :func:`kept_text`. Without it the canonical layout is
    used, below the comments in ``head``. ``expected_digest`` and ``force`` mean what they do in
    :func:`~cxplanner.toml.save.save_text`. The file is only replaced by a text that reads back as exactly
    this plan, order included.

    Raises :class:`~cxplanner.toml.save.SaveRefused`, and :class:`CommentsWouldGo` like :func:`kept_text`.
    """
    if file is None:
        verify: Verify | None = _reads_as(path, plan)
        text = head + plan_text(plan)
        _refuse_too_long(path, text)
    else:
        text, verify = _prepared(path, plan, file, renames, lose_comments=lose_comments)
    save_text(path, text, expected_digest=expected_digest, verify=verify, force=force)
    return source_from_text(text, path)


class EditedPlan(NamedTuple):
    """A plan that is to be saved in the place of the one in its file."""

    path: Path
    plan: Plan
    file: PlanFile
    renames: Renames = ()


def save_plans(edited: Iterable[EditedPlan], *, lose_comments: bool = False) -> None:
    """Save several plans, or none of them. Refuses as :func:`save_plan` does."""
    texts: dict[Path, str | Replacement] = {}
    for one in edited:
        text, verify = _prepared(one.path, one.plan, one.file, one.renames, lose_comments=lose_comments)
        if one.plan is not one.file.plan:
            texts[one.path] = Replacement(text, one.file.source.digest, verify)
    save_all(texts)


def _prepared(
    path: Path, plan: Plan, file: PlanFile, renames: Renames, *, lose_comments: bool
) -> tuple[str, Verify | None]:
    """The text to save, and what is still to be looked at in it once it is written."""
    text, read_back = _kept(file, plan, renames, lose_comments=lose_comments)
    text = _marked(text, file.source)
    _refuse_too_long(path, text)
    return text, None if read_back else _reads_as(path, plan)


def _refuse_too_long(path: Path, text: str) -> None:
    if len(text.encode()) > MOST_BYTES or things(text) > MOST_THINGS:
        raise refused(path, "read-back", "its texts are too long to be read again; shorten some")


def lay_out(path: Path, file: PlanFile) -> bool:
    """Save a plan's file in the canonical layout, with all its comments; whether that changed it.

    Raises :class:`~cxplanner.toml.save.SaveRefused`, and :class:`CommentsWouldGo` like :func:`tidy_text`.
    """
    text = tidy_text(file)
    if text == file.source.text:
        return False
    digest, verify = file.source.digest, _reads_as(path, file.plan)
    save_text(path, _marked(text, file.source), expected_digest=digest, verify=verify)
    return True


def tidy_text(file: PlanFile) -> str:
    """The text of a plan's file in the canonical layout, each comment beside what it belongs to.

    Line endings are kept. Raises :class:`CommentsWouldGo` if a comment would be lost.
    """
    from cxplanner.toml.statements import NotUnderstood, comments_in
    from cxplanner.toml.tidy import tidied

    source, text = file.source, plan_text(file.plan)
    if comments := comments_in(source.text):
        try:
            text = tidied(source.text, text)
        except NotUnderstood as error:
            raise _would_go(source) from error
        if Counter(comments_in(text)) != Counter(comments):
            raise _would_go(source)
    return _with_newlines(text, source)


def _reads_as(path: Path, plan: Plan) -> Verify:
    def verify(written: bytes) -> None:
        try:
            same = _says(written.decode("utf-8-sig"), plan)
        except (ValueError, RecursionError) as error:
            raise refused(path, "read-back", "the plan's text cannot be read back") from error
        if not same:
            raise refused(path, "read-back", "reading the plan's text back gives a different plan")

    return verify


def kept_text(file: PlanFile, plan: Plan, renames: Renames = ()) -> str:
    """The text of a plan's file changed to hold another plan, but only in the places that differ.

    Comments, layout and the order of keys stay as written. Things that are removed take their comments with
    them; things that only got another id, as ``renames`` say, keep theirs. A file in the canonical layout
    stays in it. If the layout cannot be kept, the canonical text is used, provided no comments would be lost.

    Raises :class:`CommentsWouldGo`.
    """
    return _kept(file, plan, renames, lose_comments=False)[0]


def _kept(file: PlanFile, plan: Plan, renames: Renames, *, lose_comments: bool) -> tuple[str, bool]:
    """The text, and whether it has been read back already."""
    from cxplanner.toml.amend import amended
    from cxplanner.toml.statements import NotUnderstood, comments_in

    source = file.source
    if plan is file.plan:
        return source.text, True
    comments = comments_in(source.text)
    if not comments and source.text == _with_newlines(plan_text(file.plan), source):
        return _with_newlines(plan_text(plan), source), False
    tables = [(tuple(table.split(".")), old, new) for table, old, new in renames]
    try:
        text = amended(source.text, plan_data(file.plan), plan_data(plan), tables)
        if _says(text, plan):
            return text, True
    except (NotUnderstood, ValueError, LookupError):
        pass  # a layout that cannot be kept is replaced by the canonical one
    if comments and not lose_comments:
        raise _would_go(source)
    return _with_newlines(plan_text(plan), source), False


def _would_go(source: Source) -> CommentsWouldGo:
    return CommentsWouldGo(
        f"the file {one_line(source.path.name)} is laid out in a way that cannot be kept; "
        "saving it in the usual layout would lose its comments."
    )


def _marked(text: str, source: Source) -> str:
    return f"{_MARK}{text}" if source.bom else text


def _with_newlines(text: str, source: Source) -> str:
    return text.replace("\n", source.newline)


def _says(text: str, plan: Plan) -> bool:
    """Whether a text reads as exactly this plan, order included. Raises ``ValueError`` if it is none."""
    from cxplanner.toml.validate import judged  # slow to import, and not needed before the first save

    data: Mapping[str, object] = tomli.loads(text)
    read = judged(Plan, {key: value for key, value in data.items() if key != "schema"})
    return repr(plan_data(read)) == repr(plan_data(plan))  # unlike ==, repr shows order and kinds of number
