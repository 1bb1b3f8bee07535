"""Prints the median times of loading, judging, editing, staffing and saving plans of three sizes.

``python -m bench [ROUNDS]``. Times are milliseconds of one process on one machine: compare columns, and
runs of the same machine, not machines.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from datetime import date
from itertools import cycle
from pathlib import Path
from statistics import median
from time import perf_counter

import tomli_w

from bench.plans import plan_of
from cxplanner.advice.hires import hire_of, next_hires
from cxplanner.catalogue.catalogue import Catalogue
from cxplanner.catalogue.load import SHIPPED, load_catalogue
from cxplanner.documents.chart_cards import nodes_of, team_cards
from cxplanner.documents.chart_layout import lay_out_chart
from cxplanner.edits.raci import set_letter
from cxplanner.gaps import all_rules, find_gaps
from cxplanner.plan.canonical import plan_data, plan_text
from cxplanner.plan.file import read_plan
from cxplanner.plan.models import Plan
from cxplanner.plan.saving import save_plan
from cxplanner.plan.team import Team
from cxplanner.session.workspace import Workspace

SIZES = (60, 200, 1000)
TODAY = date(2027, 1, 1)


def timed(work: Callable[[], object], rounds: int) -> float:
    """Median time of one call, in milliseconds."""
    work()
    times = []
    for _ in range(rounds):
        start = perf_counter()
        work()
        times.append((perf_counter() - start) * 1000)
    return median(times)


def measure(catalogue: Catalogue, plan: Plan, folder: Path, rounds: int) -> dict[str, float]:
    """Every figure for one plan."""
    path = folder / f"plan-{len(plan.positions)}.toml"
    digest = [save_plan(path, plan, expected_digest=None).digest]
    workspace = Workspace(plan, catalogue, today=TODAY)
    members = cycle(list(plan.positions)[-5:])

    def edit_and_judge() -> object:
        workspace.do(set_letter(workspace.plan, catalogue, "gather-feedback", next(members), "A"))
        return workspace.gaps

    names = cycle(("Northwind Outfitters", "Northwind"))

    def save() -> None:
        company = plan.company.replace(name=next(names))
        renamed = plan.replace(company=company)
        digest[0] = save_plan(path, renamed, expected_digest=digest[0]).digest

    data = plan_data(plan)
    team = Team(plan, catalogue, TODAY)
    return {
        "load": timed(lambda: read_plan(path, catalogue, codes=all_rules), rounds),
        "gaps": timed(lambda: find_gaps(plan, catalogue, TODAY), rounds),
        "one edit with its gaps": timed(edit_and_judge, rounds),
        "layout of the org chart": timed(lambda: lay_out_chart(nodes_of(team_cards(workspace.team))), rounds),
        "next hire, all candidates": timed(lambda: next_hires(team), max(rounds // 5, 1)),
        "what one role would close": timed(lambda: hire_of(team, "cx-analyst"), rounds),
        "save, read back, fsync": timed(save, rounds),
        "text of the plan": timed(lambda: plan_text(plan), rounds),
        "tomli_w.dumps of it": timed(lambda: tomli_w.dumps(data), rounds),
    }


def main() -> None:
    """Measure all sizes and print a table."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 25
    catalogue = load_catalogue(SHIPPED)
    print(f"catalogue: {timed(lambda: load_catalogue(SHIPPED), rounds):.1f} ms; medians of {rounds}, in ms")
    with tempfile.TemporaryDirectory() as folder:
        columns = [measure(catalogue, plan_of(catalogue, size), Path(folder), rounds) for size in SIZES]
    print(f"{'positions':<26}" + "".join(f"{size:>9,}" for size in SIZES))
    for name in columns[0]:
        print(f"{name:<26}" + "".join(f"{column[name]:>9.2f}" for column in columns))


if __name__ == "__main__":
    main()
