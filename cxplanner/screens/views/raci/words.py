"""A cell of the responsibilities in words: for the panel beside the matrix and the lines below it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from cxplanner.edits.phrases import VERBS
from cxplanner.gaps.fixes import overloaded
from cxplanner.plan.models import Assignment
from cxplanner.plan.team import Team
from cxplanner.screens.kit.safe import content
from cxplanner.screens.kit.signs import SEVERITY_MARKS
from cxplanner.screens.shared.view import KeyOf
from cxplanner.text.words import counted, listed

if TYPE_CHECKING:
    from cxplanner.gaps.rule import Gap


def cell_sentence(team: Team, key: str, position: str) -> str:
    """Which part a position has in a responsibility, as one sentence."""
    held = team.row(key).letters(position)
    part = listed(VERBS[letter] for letter in held) if held else "has no part in"
    return f"{team.name(position)}: {part} “{team.duty(key)}”."


def cell_lines(team: Team, key: str, position: str, gaps: Sequence[Gap]) -> Content:
    """The cell in three lines: its sentence, who usually answers, and the severest gap."""
    usual = _usual_roles(team, key)[:2]
    hint = f" Usually answered for by: {listed(usual, 'or')}." if usual else ""
    nobody = "" if team.row(key).accountable else " Nobody answers for it."
    said = cell_sentence(team, key, position) + nobody + hint
    return content("\n".join([said, *(gap.message for gap in gaps[:1])]))


def cell_words(team: Team, key: str, position: str, gaps: Iterable[Gap]) -> Content:
    """The cell at length: the row's letters and gaps, who usually has it, and what the role usually takes."""
    known = team.catalogue.responsibilities.get(key)
    lines = [content(cell_sentence(team, key, position)).stylize("bold")]
    if known:
        lines.append(content(known.about))
    lines += _row_lines(team, team.row(key))
    for gap in gaps:
        lines += [Content(""), content(f"{SEVERITY_MARKS[gap.severity]} {gap.message}").stylize("bold")]
        lines.append(content(gap.reason))
    if usual := _usual_roles(team, key):
        lines += [Content(""), _named("Usually answered for by", listed(usual, "or"))]
    return Content("\n").join([*lines, *_position_lines(team, position)])


def area_words(title: str, note: str, key: KeyOf) -> Content:
    """A folded area: what it hides, and how to open it."""
    return content(f"{title} is folded ({note}). {key('raci.fold')} or {key('raci.choose')} unfolds it.")


def _usual_roles(team: Team, key: str) -> list[str]:
    known = team.catalogue.responsibilities.get(key)
    return [team.catalogue.roles[role].title for role in known.usual_roles] if known else []


def _row_lines(team: Team, row: Assignment) -> list[Content]:
    accountable = team.name(row.accountable) if row.accountable else "nobody answers"
    lines = [Content(""), content("In this row").stylize("bold"), content(f"A  {accountable}")]
    for letter, positions in (("R", row.responsible), ("C", row.consulted), ("I", row.informed)):
        if positions:
            lines.append(content(f"{letter}  {', '.join(team.name(p) for p in positions)}"))
    return lines


def _position_lines(team: Team, position: str) -> list[Content]:
    member = team.members[position]
    answers, does = len(team.answers_for.get(position, ())), len(team.does.get(position, ()))
    number = counted(answers, "responsibility", "responsibilities")
    sums = f"Answers for {number} and does {does or 'none'}, at {member.position.fte:g} FTE."
    if overloaded(team, position):
        limit = team.scale.thresholds.accountabilities_per_fte
        sums += f" More than {limit} per FTE is too many to answer for."
    lines = [Content(""), content(team.name(position)).stylize("bold"), content(sums)]
    if member.role is not None:
        usual = (("answers for", member.role.accountable), ("does", member.role.responsible))
        for verb, keys in usual:
            if keys:
                lines += [Content(""), content(f"The role usually {verb}").stylize("bold")]
                lines += [content(f"- {team.duty(duty)}") for duty in keys]
    return lines


def _named(name: str, words: str) -> Content:
    return Content.assemble(content(name).stylize("bold"), content(f": {words}"))
