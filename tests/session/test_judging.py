"""What was saved is judged beside the work, so that it opens straight; what cannot be judged harms nobody."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from cxplanner.plan.canonical import plan_text
from cxplanner.plan.file import read_plan
from cxplanner.session.judging import THREAD, judge_saved
from tests.plans import CAT, started

MID = started("mid-size")

ROOT = Path(__file__).parents[2]


def finished() -> None:
    for thread in threading.enumerate():
        if thread.name == THREAD:
            thread.join()


def test_what_was_saved_opens_straight(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "plan.toml"
    path.write_text(plan_text(MID), encoding="utf-8")
    judge_saved(path, CAT)
    finished()

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("this should open straight")

    monkeypatch.setattr("cxplanner.plan.read.judged_plan", refuse)
    assert read_plan(path, CAT).plan == MID


@pytest.mark.parametrize("text", [None, "", "[company]\nwaffle = 1\n"])
def test_what_cannot_be_judged_harms_nobody(tmp_path: Path, own_home: Path, text: str | None) -> None:
    path = tmp_path / "plan.toml"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    judge_saved(path, CAT)
    finished()
    assert not (own_home / ".cache").exists()


def test_getting_ready_loads_what_judges() -> None:
    program = (
        "import sys, threading\n"
        "from cxplanner.session.judging import get_ready\n"
        "before = 'pydantic' in sys.modules\n"
        "get_ready()\n"
        "[t.join() for t in threading.enumerate() if t.daemon]\n"
        "print(before, 'pydantic' in sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == "False True\n"
