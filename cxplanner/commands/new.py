"""``cxplanner new``: write the starting plan of a company."""

from __future__ import annotations

import argparse
from argparse import Namespace
from datetime import date
from pathlib import Path
from typing import Final

from cxplanner.advice.starting_team import starting_plan
from cxplanner.catalogue.catalogue import Catalogue
from cxplanner.catalogue.load import catalogue_beside
from cxplanner.commands import ExitCode
from cxplanner.commands.call import Parser, a_number, known, one_of
from cxplanner.commands.output import answer, remark, written
from cxplanner.commands.wrong import CallWrong
from cxplanner.edits.change import made
from cxplanner.gaps import team_gaps
from cxplanner.gaps.words import by_severity
from cxplanner.plan.models import Company
from cxplanner.plan.saving import save_plan
from cxplanner.plan.team import Team
from cxplanner.text.words import counted, listed, one_line
from cxplanner.toml.save import SaveRefused

EXAMPLE: Final = (
    'cxplanner new team.toml --company "Northwind Outfitters" --scale enterprise --headcount 4200'
)
LEADERSHIP: Final = "chief-experience-officer"


def run(words: list[str]) -> int:
    """Write the starting plan, and say what it holds and what is left to fill in."""
    options = _parser().read(words)
    catalogue = catalogue_beside(options.plan.parent, options.templates)
    company = _company(options, catalogue)
    model = known("leadership model", options.leadership, catalogue.leadership)
    plan = starting_plan(catalogue, company, model)
    try:
        head = f"#:schema {options.schema_line}\n\n" if options.schema_line else ""
        save_plan(options.plan, plan, expected_digest=None, force=options.force, head=head)
    except SaveRefused as refusal:
        if refusal.reason == "exists":
            raise CallWrong(f"{refusal}. --force overwrites it.") from None
        raise
    if options.schema_line and not _is_there(options.schema_line, options.plan):
        remark(f"note: there is no {options.schema_line} yet; cxplanner schema writes what belongs there.")
    _tell(options.plan, Team(plan, catalogue, date.today()), options.templates)  # noqa: DTZ011 - the day where the user is
    return ExitCode.WELL


def _parser() -> Parser:
    parser = Parser("new", "Write a starting plan, as the templates lay it out for a scale.", EXAMPLE)
    add = parser.add_argument
    add("plan", metavar="PLAN", type=Path, help="the file to write, such as team.toml")
    add("--company", metavar="NAME", required=True, help="the company's name")
    add(
        "--scale",
        metavar="SCALE",
        help="small, mid-size, enterprise or one of your templates; suggested by the headcount if left out",
    )
    add("--headcount", metavar="N", type=a_number, help="how many people work for the company")
    add(
        "--market",
        metavar="MARKET",
        type=one_of("b2b", "b2c", "both"),
        default="both",
        help="b2b, b2c or both",
    )
    add(
        "--leadership",
        metavar="MODEL",
        default=LEADERSHIP,
        help=f"who leads customer experience: {LEADERSHIP} (default), marketing-led or service-led",
    )
    add("--currency", metavar="CODE", default="EUR", help="three letters, such as EUR")
    add(
        "--schema-line",
        metavar="PATH",
        type=_an_address,
        help="let the first line tell editors where the schema is: a path from the plan, or an address",
    )
    add("--force", action="store_true", help="overwrite a file that is there already")
    parser.templates()
    return parser


def _an_address(word: str) -> str:
    """A reader of an option that takes a path or an address to stand in a comment."""
    if word != one_line(word) or " " in word:
        raise argparse.ArgumentTypeError("a path or an address has no blanks and no characters unseen")
    return word


def _is_there(address: str, plan: Path) -> bool:
    """Whether the schema is there, as far as can be seen: not behind an address."""
    return "://" in address or (plan.parent / address).exists()


def _company(options: Namespace, catalogue: Catalogue) -> Company:
    fields = {
        "name": options.company,
        "scale": _scale(options.scale, options.headcount, catalogue),
        "headcount": options.headcount,
        "market": options.market,
        "currency": options.currency,
    }
    return made(Company, fields)


def _scale(named: str | None, headcount: int | None, catalogue: Catalogue) -> str:
    likely = catalogue.suggested_scale(headcount) if headcount is not None else None
    if named is None and likely is None:
        raise CallWrong(f"--scale is missing: {listed(catalogue.scales, 'or')}. Or give --headcount N.")
    if named is None:
        remark(f"{headcount:,} people suggest the scale {likely}; --scale says otherwise.")
        return str(likely)
    scale = known("scale", named, catalogue.scales)
    if likely not in (None, scale):
        remark(f"note: {headcount:,} people suggest the scale {likely}; the plan is {scale}, as you said.")
    return scale


def _tell(path: Path, team: Team, templates: Path | None) -> None:
    rows = counted(len(team.plan.responsibilities), "responsibility", "responsibilities")
    positions = counted(len(team.members), "position")
    dedicated = f"{len(team.dedicated)} dedicated, {team.dedicated_fte:.1f} FTE"
    shown = one_line(str(path))
    written(f"Wrote {shown}: {positions} ({dedicated}), {rows}.")
    gaps = team_gaps(team)
    if gaps:
        answer(f"Left to fill in: {counted(len(gaps), 'gap')} ({by_severity(gaps)}).")
    call = shown if templates is None else f"{shown} --templates {one_line(str(templates))}"
    remark(f"cxplanner check {call} lists what is left; cxplanner {call} opens the planner.")
