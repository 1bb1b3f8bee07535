"""When the planner ends without being asked to: the plan is kept, and people read words."""

from __future__ import annotations

import tempfile
import traceback
from contextlib import suppress
from pathlib import Path

from cxplanner.plan.saving import save_plan
from cxplanner.screens.workspace.saving import file_name_of, free_name
from cxplanner.session.workspace import Workspace
from cxplanner.text.errors import CxplannerError


def farewell(error: BaseException | None, workspace: Workspace | None) -> str:
    """What to say when the planner stops by a fault of its own; keeps what was not saved yet."""
    lines = ["cxplanner stopped because of a fault of its own. We are sorry."]
    if workspace is not None and workspace.unsaved:
        lines.append(kept(workspace))
    with suppress(OSError):
        report = Path(tempfile.mkdtemp(prefix="cxplanner-")) / "fault.txt"
        words = "".join(traceback.format_exception(error))
        report.write_text(words, encoding="utf-8", errors="backslashreplace")
        lines.append(
            f"What went wrong is written in {report}; please send it to those who maintain cxplanner."
        )
    return "\n".join(lines)


def kept(workspace: Workspace) -> str:
    """Write a plan that was not saved to a new file beside its own, and say where it is."""
    name = workspace.path.stem if workspace.path else file_name_of(workspace.plan.company.name)
    for folder in (workspace.folder, Path(tempfile.gettempdir())):
        with suppress(CxplannerError, OSError):
            path = free_name(folder / f"{name}-rescued.toml")
            save_plan(path, workspace.plan, expected_digest=None)
            return f"Your plan with all edits is kept in {path.absolute()}."
    return "Your last edits could not be kept."
