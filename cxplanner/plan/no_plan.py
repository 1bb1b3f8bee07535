"""The error for a file that is not a plan at all, so that callers can say how to start one."""

from __future__ import annotations

from cxplanner.toml.problems import FileProblems


class NoPlan(FileProblems):
    """There is no plan in a file: it is missing, empty, or of another kind. Callers say how to start one."""
