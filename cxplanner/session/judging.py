"""Judging ahead, in a thread beside what a person does: nobody waits for it, and nothing rests on it.

A start without pydantic leaves its import to the first edit that needs it, and a plan that was saved would be
judged at the next start. Both can be done while a dialog is read, or while somebody looks at what was saved.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import Final

from cxplanner.catalogue.catalogue import Catalogue
from cxplanner.plan.file import read_plan

THREAD: Final = "cxplanner-judging"
"""The name of such a thread."""


def judge_saved(path: Path, catalogue: Catalogue) -> None:
    """Judge a file that was just written, so that it opens straight the next time."""
    _beside(lambda: _read(path, catalogue))


def get_ready() -> None:
    """Load what judges an edit, before there is one."""
    if "pydantic" not in sys.modules:
        _beside(_load)


def _beside(do: Callable[[], object]) -> None:
    def quietly() -> None:
        with suppress(Exception):  # whoever needs it does it again, and tells what is wrong
            do()

    Thread(target=quietly, name=THREAD, daemon=True).start()


def _read(path: Path, catalogue: Catalogue) -> None:
    from cxplanner.gaps import all_rules

    read_plan(path, catalogue, codes=all_rules)


def _load() -> None:
    from cxplanner.plan.models import Position
    from cxplanner.toml.validate import judged

    judged(Position, {})
