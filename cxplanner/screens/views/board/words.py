"""Departments and the CX board as lines of a list, and in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final

from textual.content import Content

from cxplanner.plan.subjects import BOARD
from cxplanner.plan.team import Team
from cxplanner.screens.kit.outline import Entry
from cxplanner.screens.kit.safe import content
from cxplanner.screens.shared.describe import bullets, position_words
from cxplanner.screens.shared.entry_words import muted, panel, said_by
from cxplanner.screens.shared.marks import worst
from cxplanner.screens.shared.view import KeyOf, Place
from cxplanner.text.words import counted, listed

if TYPE_CHECKING:
    from cxplanner.gaps.rule import Gap

THE_BOARD: Final = Place(BOARD, BOARD)
SEAT: Final = "seat"
"""Stands for the section where an entry is somebody on the board."""
DEPARTMENTS: Final = "departments"
NOT_HERE: Final = "not in this company"


def lines(team: Team, gaps_at: Callable[[Place], tuple[Gap, ...]]) -> Iterator[Entry]:
    """The board with its seats, then the departments in the order of the catalogue."""
    board = team.plan.board
    seats = board.seats() if board else ()
    size = counted(len(seats), "seat") if board else "there is none"
    yield Entry(THE_BOARD.id, "CX board", size, mark=worst(gaps_at(THE_BOARD)))
    for key in seats:
        place = Place(SEAT, key)
        leads = "leads the board" if board and board.lead == key else "member"
        yield Entry(place.id, team.name(key), leads, mark=worst(gaps_at(place)), parent=THE_BOARD.id)
    yield Entry(DEPARTMENTS, "Departments", heading=True)
    for key, known in team.catalogue.departments.items():
        place, here = Place(DEPARTMENTS, key), team.department(key).exists
        mark = worst(gaps_at(place))
        yield Entry(
            place.id, known.title, _speakers(team, key), mark=mark, parent=DEPARTMENTS, quiet=not here
        )


def _speakers(team: Team, department: str) -> str:
    said = team.department(department)
    if not said.exists:
        return NOT_HERE
    return ", ".join(map(team.name, said.representatives)) or "nobody speaks for it"


def words(team: Team, place: Place, gaps: tuple[Gap, ...], key: KeyOf) -> Content:
    """The board, a seat on it, or a department in words."""
    if place == THE_BOARD:
        return board_words(team, gaps, key)
    if place.section == SEAT:
        return seat_words(team, place.key, gaps)
    return department_words(team, place.key, gaps, key)


def board_words(team: Team, gaps: tuple[Gap, ...], key: KeyOf) -> Content:
    """What the board is for, who is on it, and which departments it needs."""
    board = team.plan.board
    said = [content("The group that decides across departments, and has the authority to.")]
    if board is None:
        add, lead = key("board.add"), key("board.lead")
        said += [
            Content(""),
            content(f"There is none. {add} gives the first seat, {lead} says who leads it."),
        ]
    else:
        lead = team.name(board.lead) if board.lead else "nobody yet"
        said += [Content(""), content(f"Led by: {lead}")]
        said += bullets("Members", [team.name(seat) for seat in board.seats() if seat != board.lead])
    seated = set(board.seats()) if board else set()
    needed = [_seat_of(team, department, seated) for department in team.scale.required.board]
    return panel("CX board", [*said, *bullets("Departments it needs at this scale", needed)], gaps)


def _seat_of(team: Team, department: str, seated: set[str]) -> str:
    title, said = team.department_title(department), team.department(department)
    here = [team.name(key) for key in said.representatives if key in seated]
    if not said.exists:
        return f"{title}: {NOT_HERE}"
    return f"{title}: {listed(here) if here else 'no seat'}"


def seat_words(team: Team, key: str, gaps: tuple[Gap, ...]) -> Content:
    """Somebody on the board: which part, and what the position is."""
    board = team.plan.board
    part = "Leads the CX board." if board and board.lead == key else "Sits on the CX board."
    return Content("\n\n").join([content(part), position_words(team, key, gaps)])


def department_words(team: Team, department: str, gaps: tuple[Gap, ...], key: KeyOf) -> Content:
    """A department: who speaks for it, where, and what asks for it."""
    known, said = team.catalogue.departments[department], team.department(department)
    lines = [content(known.about)]
    if not said.exists:
        lines += [
            Content(""),
            content(f"This company has no such department. {key('board.exists')} says that it has."),
        ]
    elif said.representatives:
        speaks = [f"{team.name(p)}, {team.members[p].held}" for p in said.representatives]
        lines += bullets("Speaking for it", speaks)
    else:
        lines += [Content(""), content(f"Nobody speaks for it. {key('board.add')} names somebody.")]
    lines += bullets("Seats on the CX board", _seats(team, department))
    lines += bullets(
        "Positions in it", [team.name(m.id) for m in team.members.values() if m.department == department]
    )
    lines += bullets("Takes part in", list(_projects(team, department)))
    first = panel(known.title, [*lines, Content(""), muted(_asked(team, department))], gaps)
    return Content("\n").join([first, *said_by(team, known.sources)])


def _seats(team: Team, department: str) -> list[str]:
    seated = team.plan.board.seats() if team.plan.board else ()
    return [team.name(key) for key in team.department(department).representatives if key in seated]


def _projects(team: Team, department: str) -> Iterator[str]:
    for key, case in team.plan.initiatives.items():
        parts = ["on the project team"] * (department in case.project_team)
        parts += ["stakeholder"] * (department in case.stakeholders)
        if parts:
            yield f"{team.initiative_title(key)}: {listed(parts)}"
    if department in team.plan.leadership.funded_by:
        yield "The budget of customer experience, which it helps to fund"


def _asked(team: Team, department: str) -> str:
    """What the scale asks of a department."""
    required, scale = team.scale.required, team.scale.title
    asked = ["somebody to speak for it"] if department in required.departments else []
    asked += ["a seat on the CX board"] if department in required.board else []
    asked += ["a letter in sharing insight"] if department in required.insight else []
    return f"{scale} asks for {listed(asked)}." if asked else f"{scale} asks nothing of it."


def departments_words(key: KeyOf) -> Content:
    """What the departments are listed for."""
    said = "The departments that customers meet. Somebody on the plan speaks for each, or it is not here."
    keys = (
        f"{key('board.add')} names somebody, {key('board.edit')} ticks all who speak for it, "
        f"{key('board.seat')} gives them a seat, {key('board.exists')} says whether it is here."
    )
    return panel("Departments", [content(said), muted(keys)], ())
