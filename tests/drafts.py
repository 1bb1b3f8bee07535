"""Drafts as a planner leaves them behind that is killed."""

from __future__ import annotations

import os
from pathlib import Path

from cxplanner.edits.change import did
from cxplanner.plan.file import read_plan
from cxplanner.session.drafts import DraftKeeper
from cxplanner.session.workspace import Workspace
from tests.plans import CAT, TODAY


def opened_plan(path: Path) -> Workspace:
    """A plan as the planner opens it."""
    read = read_plan(path, CAT)
    return Workspace(read.plan, CAT, path=path, source=read.source, today=TODAY)


def rename(workspace: Workspace, name: str) -> None:
    """Do an edit that is easily told."""
    company = workspace.plan.company.replace(name=name)
    workspace.do(did(workspace.plan.replace(company=company), f"Named {name}"))


def abandoned(workspace: Workspace, *typed: str) -> None:
    """Keep a draft, and end without a word."""
    keeper = DraftKeeper()
    keeper.keep(workspace.work(), typed)
    assert keeper._lock is not None
    os.close(keeper._lock._descriptor)
