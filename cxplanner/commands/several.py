"""Editing several plans by one command: all of them are written, or none."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from cxplanner.catalogue.catalogue import Catalogue
from cxplanner.commands.loading import find_plans, open_plan
from cxplanner.commands.output import remark
from cxplanner.commands.wrong import CallWrong
from cxplanner.edits.change import Change, EditRefused
from cxplanner.plan.file import PlanFile
from cxplanner.plan.saving import CommentsWouldGo, EditedPlan, save_plans
from cxplanner.text.words import one_line
from cxplanner.toml.problems import FileProblems


class Opened(NamedTuple):
    """A plan that a command was called for, with the catalogue it is judged by."""

    path: Path
    file: PlanFile
    catalogue: Catalogue

    @property
    def name(self) -> str:
        """The path as it is told."""
        return one_line(str(self.path))


class Edited(NamedTuple):
    """A plan with what is to become of it."""

    opened: Opened
    change: Change


def open_plans(named: Iterable[Path], templates: Path | None) -> list[Opened]:
    """The plans that are named, each once, doubts about them told.

    Raises :class:`FileProblems` with the problems of all that cannot be read.
    """
    paths, _ = find_plans(named)
    places = {os.path.realpath(path): path for path in reversed(paths)}
    found: list[Opened] = []
    broken: list[FileProblems] = []
    for path in (path for path in paths if path in places.values()):
        try:
            found.append(Opened(path, *open_plan(path, templates)))
        except FileProblems as error:
            broken.append(error)
    if broken:
        several = FileProblems(problem for error in broken for problem in error.problems)
        raise broken[0] if len(broken) == 1 else several
    for opened in found:
        for warning in opened.file.warnings:
            remark(f"note: {warning.sentence()}")
    return found


def edit_plans(plans: Sequence[Opened], edit: Callable[[Opened], Change]) -> list[Edited]:
    """What an edit makes of each plan. Raises :class:`CallWrong` with every refusal where there is one."""
    edited: list[Edited] = []
    refusals: list[str] = []
    for opened in plans:
        try:
            edited.append(Edited(opened, edit(opened)))
        except (CallWrong, EditRefused) as refused:
            refusals.append(f"{opened.name}: {refused}" if len(plans) > 1 else str(refused))
    if refusals:
        more = ["no plan was changed"] if len(plans) > 1 else []
        raise CallWrong("\n".join([*more, *refusals]))
    return edited


def write_plans(edited: Iterable[Edited], *, lose_comments: bool) -> None:
    """Write the plans that are others now, all or none.

    Raises :class:`~cxplanner.toml.save.SaveRefused`, and :class:`CallWrong` where comments would be lost.
    """
    changed = [
        EditedPlan(opened.path, change.plan, opened.file, change.renamed)
        for opened, change in edited
        if change.plan is not opened.file.plan
    ]
    try:
        save_plans(changed, lose_comments=lose_comments)
    except CommentsWouldGo as refused:
        raise CallWrong(f"{refused} --force does it all the same.") from None
