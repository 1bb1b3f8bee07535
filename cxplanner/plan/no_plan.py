"""That a file holds no plan at all, which whoever tells it knows what to do about."""

from __future__ import annotations

from cxplanner.toml.problems import FileProblems


class NoPlan(FileProblems):
    """A file without a plan: not there, empty, or of another kind; whoever tells it says how one starts."""
