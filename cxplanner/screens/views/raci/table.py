"""The responsibilities as a table: rows by area, columns of positions, their letters and their sums."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from cxplanner.gaps.fixes import overloaded
from cxplanner.plan.team import Member, Team
from cxplanner.screens.kit.matrix_parts import MatrixColumn, MatrixRow
from cxplanner.screens.shared.filtering import Wanted
from cxplanner.screens.shared.marks import worst
from cxplanner.text.words import counted

if TYPE_CHECKING:
    from cxplanner.gaps.rule import Gap

Gaps = Mapping[str, "tuple[Gap, ...]"]
OWN_AREA: Final = "Our own"
NO_ANSWER: Final = "no A"
"""At the end of a row that nobody answers for."""


def area_title(team: Team, area: str) -> str:
    """The title of an area, or what those of the plan's own without one are called."""
    known = team.catalogue.areas.get(area)
    return known.title if known else OWN_AREA


def table_rows(team: Team, gaps: Gaps, wanted: Wanted) -> list[MatrixRow]:
    """The rows that are asked for, each area under its heading.

    A search has headings of its own, so that it shows what it finds in areas that are folded otherwise.
    """
    by_area: dict[str, list[str]] = {}
    for key in team.shown:
        text = f"{team.duty(key)} {area_title(team, team.area(key))} {key}"
        if wanted.takes(key, text, gaps=bool(gaps.get(key))):
            by_area.setdefault(team.area(key), []).append(key)
    rows: list[MatrixRow] = []
    for area, keys in by_area.items():
        note = area_note(keys, gaps)
        rows.append(MatrixRow(f"area:{area}{wanted.search}", area_title(team, area), note, heading=True))
        rows += [_row(team, gaps, key) for key in keys]
    return rows


def area_note(keys: Sequence[str], gaps: Gaps) -> str:
    """What a folded area hides: how many rows, and how many gaps with the mark of the severest."""
    found = [gap for key in keys for gap in gaps.get(key, ())]
    return f"{len(keys)}, {worst(found)} {counted(len(found), 'gap')}" if found else str(len(keys))


def _row(team: Team, gaps: Gaps, key: str) -> MatrixRow:
    note, ending = "", ""
    if team.row(key).accountable is None:
        note, ending = "nobody answers", NO_ANSWER
    elif team.nobody_does(key):
        note, ending = "nobody does it", "no R"
    return MatrixRow(key, team.duty(key), note, mark=worst(gaps.get(key, ())), ending=ending)


def table_columns(team: Team, gaps: Gaps) -> list[MatrixColumn]:
    """A column for each position, with the number of its A and R and the mark of its severest gap."""
    return [
        MatrixColumn(
            m.id,
            m.title,
            m.vacant,
            not m.dedicated,
            m.position.incumbent or "",
            _total(team, m),
            worst(gaps.get(m.id, ())),
        )
        for m in team.members.values()
    ]


def _total(team: Team, member: Member) -> str:
    answers, does = len(team.answers_for.get(member.id, ())), len(team.does.get(member.id, ()))
    accountable = f"{answers}A" + ("!" if overloaded(team, member.id) else "") if answers else ""
    responsible = f"{does}R" if does else ""
    between = " " if len(accountable) + len(responsible) < TOTAL_WIDTH else ""
    return between.join(part for part in (accountable, responsible) if part)


TOTAL_WIDTH: Final = 7
"""So many letters of a sum fit the narrowest column."""
