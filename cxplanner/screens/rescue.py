"""When the planner itself fails: the plan is kept, and people read words instead of a traceback."""

from __future__ import annotations

import tempfile
import traceback
from pathlib import Path

from cxplanner.files.problems import CxplannerError
from cxplanner.files.save import save_plan
from cxplanner.screens.saving import file_name_of, free_name
from cxplanner.workspace import Workspace


def farewell(error: BaseException | None, workspace: Workspace | None) -> str:
    """What to say when the planner stops by a fault of its own; keeps what was not saved yet."""
    lines = ["cxplanner stopped because of a fault of its own. We are sorry."]
    if workspace is not None and workspace.unsaved:
        lines.append(_kept(workspace))
    report = Path(tempfile.mkdtemp(prefix="cxplanner-")) / "fault.txt"
    report.write_text("".join(traceback.format_exception(error)), encoding="utf-8")
    lines.append(f"What went wrong is written in {report}; please send it to those who maintain cxplanner.")
    return "\n".join(lines)


def _kept(workspace: Workspace) -> str:
    wished = workspace.path or Path(f"{file_name_of(workspace.plan.company.name)}.toml")
    for folder in (wished.parent, Path(tempfile.gettempdir())):
        path = free_name(folder / f"{wished.stem}-rescued.toml")
        try:
            save_plan(path, workspace.plan, expected_digest=None)
        except CxplannerError:
            continue
        return f"Your plan with all edits is kept in {path}."
    return "Your last edits could not be kept."
