"""The table of the responsibilities: sums from the team, the rows that are asked for, and words."""

from __future__ import annotations

import pytest

from cxplanner.gaps import Gap
from cxplanner.gaps.fixes import overloaded
from cxplanner.plan.models import Plan
from cxplanner.plan.team import Team
from cxplanner.screens.shared.filtering import Wanted
from cxplanner.screens.views.raci.table import (
    area_note,
    table_columns,
    table_rows,
)
from cxplanner.screens.views.raci.words import cell_lines, cell_words
from tests.plans import CAT, TODAY, gaps, put, row, sound

PLAN = sound("enterprise")
STRATEGY = "develop-strategy"


def by_subject(plan: Plan) -> dict[str, tuple[Gap, ...]]:
    found: dict[str, tuple[Gap, ...]] = {}
    for gap in gaps(plan):
        found[gap.subject] = (*found.get(gap.subject, ()), gap)
    return found


def team_of(plan: Plan) -> Team:
    return Team(plan, CAT, TODAY)


def loaded(plan: Plan, position: str, number: int) -> Plan:
    """The plan with a position that answers for so many responsibilities, and for no other."""
    for key in plan.responsibilities:
        if plan.responsibilities[key].accountable == position:
            plan = row(plan, key, accountable="cxo")
    for key in list(plan.responsibilities)[:number]:
        plan = row(plan, key, accountable=position, responsible=(), consulted=(), informed=())
    return plan


def total(plan: Plan, position: str) -> str:
    return next(column.total for column in table_columns(team_of(plan), {}) if column.id == position)


def test_letters_are_those_of_the_rows() -> None:
    wanted = {
        (key, position): "/".join(found.letters(position))
        for key, found in PLAN.responsibilities.items()
        for position in found.everyone()
    }
    informed = {(k, p): "I" for k, found in PLAN.responsibilities.items() for p in found.informed}
    assert team_of(PLAN).cells() == {**informed, **wanted}


@pytest.mark.parametrize(("number", "fte", "too_many"), [(8, 1.0, False), (9, 1.0, True), (5, 0.5, True)])
def test_too_many_accountabilities_are_marked(number: int, fte: float, too_many: bool) -> None:
    plan = put(loaded(PLAN, "cx-manager", number), "cx-manager", fte=fte)
    assert total(plan, "cx-manager").split()[0] == f"{number}A{'!' if too_many else ''}"
    team = team_of(plan)
    assert overloaded(team, "cx-manager") == too_many
    assert ("too many to answer for" in cell_words(team, STRATEGY, "cx-manager", ()).plain) == too_many


def test_an_executive_or_a_helper_is_never_marked() -> None:
    assert "!" not in total(loaded(PLAN, "cxo", 20), "cxo")
    helper = next(m.id for m in team_of(PLAN).members.values() if not m.dedicated)
    assert "!" not in total(loaded(PLAN, helper, 20), helper)


def test_a_row_says_who_is_missing() -> None:
    def ending(plan: Plan) -> tuple[str, str]:
        found = next(r for r in table_rows(team_of(plan), {}, Wanted()) if r.id == STRATEGY)
        return found.note, found.ending

    assert ending(PLAN) == ("", "")
    assert ending(row(PLAN, STRATEGY, accountable=None)) == ("nobody answers", "no A")
    assert ending(row(PLAN, STRATEGY, accountable="cxo", responsible=())) == ("nobody does it", "no R")
    assert ending(row(PLAN, STRATEGY, accountable="cx-manager", responsible=())) == ("", "")


def test_a_filter_takes_words_of_title_and_area() -> None:
    team = team_of(PLAN)

    def found(wanted: Wanted) -> list[str]:
        return [r.id for r in table_rows(team, by_subject(PLAN), wanted) if not r.heading]

    assert found(Wanted()) == list(team.shown)
    assert found(Wanted("STRATEGY develop")) == [STRATEGY]
    assert set(found(Wanted("technology"))) >= {"maintain-tools", "integrate-crm"}
    assert all(team.area(key) == "technology" for key in found(Wanted("technology")))
    assert found(Wanted("xyzzy")) == []
    assert found(Wanted(with_gaps=True)) == []
    assert found(Wanted(with_gaps=True, kept=STRATEGY)) == [STRATEGY]


def test_only_rows_with_gaps_and_what_an_area_hides() -> None:
    plan = row(PLAN, STRATEGY, accountable=None)
    team, found = team_of(plan), by_subject(plan)
    rows = table_rows(team, found, Wanted(with_gaps=True))
    assert [r.id for r in rows if not r.heading] == [STRATEGY]
    assert rows[0].note == "1, ◆ 1 gap"
    assert area_note(["be-the-customer", STRATEGY], found) == "2, ◆ 1 gap"
    assert area_note(["be-the-customer"], found) == "1"


def test_a_search_has_headings_of_its_own() -> None:
    team = team_of(PLAN)
    every, some = table_rows(team, {}, Wanted()), table_rows(team, {}, Wanted("strategy"))
    headings = {r.id for r in every if r.heading}
    assert headings.isdisjoint(r.id for r in some if r.heading)


def test_the_cell_at_length() -> None:
    plan = row(PLAN, STRATEGY, accountable=None)
    team, found = team_of(plan), by_subject(plan)[STRATEGY]
    words = cell_words(team, STRATEGY, "cx-manager", found).plain
    assert words.startswith("CX manager: responsible for “Develop the CX strategy”.")
    assert "A  nobody answers\nR  CX manager" in words
    assert found[0].message in words
    assert found[0].reason in words
    assert "Usually answered for by: Chief experience officer" in words
    assert "The role usually answers for\n- Represent the customer in decisions" in words
    assert "The role usually does\n- Develop the CX strategy" in words
    lines = cell_lines(team, STRATEGY, "cx-manager", found).plain
    assert found[0].message in lines
    assert found[0].reason not in lines


def test_a_position_without_a_known_role_has_no_usual_work() -> None:
    plan = put(PLAN, "cx-manager", role="unheard-of", title="Somebody")
    words = cell_words(team_of(plan), STRATEGY, "cx-manager", ()).plain
    assert "Somebody" in words
    assert "The role usually" not in words
