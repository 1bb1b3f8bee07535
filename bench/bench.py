"""Times what people wait for: reading, judging and writing a plan, and whole commands.

Run it with ``make bench``. Figures of one machine at one time: compare them with each other, not with another
machine's.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final

from cxplanner.catalogue.load import shipped_catalogue
from cxplanner.files.canonical import plan_text
from cxplanner.files.read import read_plan
from cxplanner.gaps import all_rules, find_gaps
from cxplanner.plan import Company, Plan, Position
from cxplanner.starting import starting_plan

ROUNDS: Final = 9
TODAY: Final = date(2026, 11, 22)


def plan_of(size: int) -> Plan:
    """An enterprise's starting plan, filled up with analysts to this many positions."""
    company = Company(name="Bench", scale="enterprise")
    plan = starting_plan(shipped_catalogue(), company, "chief-experience-officer")
    missing = range(size - len(plan.positions))
    more = {f"extra-{n}": Position(role="cx-analyst", reports_to="cx-manager") for n in missing}
    return plan.model_copy(update={"positions": {**plan.positions, **more}})


def median_ms(work: Callable[[], object]) -> float:
    """How long the work takes, in milliseconds: the median of a few rounds after one to warm up."""
    work()
    return statistics.median(_once(work) for _ in range(ROUNDS)) * 1000


def _once(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> int:
    """Print a line for each size of plan and each kind of work."""
    catalogue = shipped_catalogue()
    codes = all_rules()
    with tempfile.TemporaryDirectory() as folder:
        for size in (20, 200, 2000):
            plan = plan_of(size)
            path = Path(folder, f"{size}.toml")
            path.write_text(plan_text(plan), encoding="utf-8")
            check = [sys.executable, "-m", "cxplanner", "check", "--fail-on", "never", str(path)]
            jobs: dict[str, Callable[[], object]] = {
                "read": partial(read_plan, path, catalogue, codes=codes),
                "find gaps": partial(find_gaps, plan, catalogue, TODAY),
                "lay out": partial(plan_text, plan),
                "check, whole command": partial(subprocess.run, check, check=True, capture_output=True),
            }
            for name, work in jobs.items():
                print(f"{size:5} positions  {name:22} {median_ms(work):8.1f} ms")
    return 0


if __name__ == "__main__":
    sys.exit(main())
