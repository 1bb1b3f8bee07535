"""Any edit with any arguments: ids of the plan and the catalogue, and now and then nonsense."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from typing import Any, Final

from hypothesis import strategies as st

from cxplanner.edits import entries, positions, raci, sections
from cxplanner.edits.change import Change, EditRefused, unchanged
from cxplanner.gaps import all_rules, find_gaps, fixes_for, waivers
from cxplanner.plan.models import LETTERS, Plan
from cxplanner.plan.team import Team
from tests.plans import CAT, MARKETS, MODELS, SCALES, TODAY, sound, started

Draw = Callable[[Any], Any]
Operation = Callable[[Plan, Draw], Change]

NONSENSE: Final = (
    "",
    "nobody",
    "CX Manager",
    "a\n",
    "con",
    "x" * 65,
    "-",
    "\x1b[2J",
    "ceo",
    "it",
    "plan",
    "csat",
)
TEXTS: Final = ("Ada", "", "“Zoë” \\ 'Ü'", "two\nlines", "\x07", "a]b", "🙂", "\u202eturned", " ", "=1+1")
NUMBERS: Final = (0, 1, -1, 0.1, 0.5, 2, 1e300, 10**30, float("nan"), float("inf"), True, "1")
DATES: Final = (TODAY, TODAY - timedelta(days=400), TODAY + timedelta(days=400), date.max, "2027-01-01")


def one(draw: Draw, known: Any) -> str:
    """Mostly an id that there is, now and then one that there is not."""
    ids = list(known)
    nonsense = not ids or draw(st.integers(0, 9)) == 0
    return str(draw(st.sampled_from(NONSENSE if nonsense else ids)))


def some(draw: Draw, known: Any) -> list[str]:
    return [one(draw, known) for _ in range(draw(st.integers(0, 3)))]


def fields(draw: Draw, choices: dict[str, Callable[[], object]]) -> dict[str, object]:
    names = draw(st.lists(st.sampled_from(sorted(choices)), min_size=1, max_size=3, unique=True))
    return {name: None if draw(st.integers(0, 5)) == 0 else choices[name]() for name in names}


def position_fields(plan: Plan, draw: Draw) -> dict[str, object]:
    def pick(values: Any) -> Callable[[], object]:
        return lambda: draw(st.sampled_from(values))

    return fields(
        draw,
        {
            "role": lambda: one(draw, CAT.roles),
            "title": pick(TEXTS),
            "incumbent": pick(TEXTS),
            "reports_to": lambda: one(draw, [*plan.positions, *CAT.posts]),
            "fte": pick(NUMBERS),
            "engagement": pick(("dedicated", "contributing", "other")),
            "executive": pick((True, False, 1)),
            "department": lambda: one(draw, CAT.departments),
            "start": pick(DATES),
            "end": pick(DATES),
            "annual_cost": pick(NUMBERS),
            "note": pick(TEXTS),
            "duties": lambda: [draw(st.sampled_from(TEXTS)), "Another"],
            "salary": pick((1,)),
        },
    )


def duty(plan: Plan, draw: Draw) -> str:
    return one(draw, [*CAT.responsibilities, *plan.responsibilities])


def add(plan: Plan, draw: Draw) -> Change:
    given = position_fields(plan, draw) if draw(st.booleans()) else None
    key = one(draw, ["new", "helper-2"]) if draw(st.booleans()) else None
    return positions.add_position(plan, CAT, one(draw, CAT.roles), key=key, fields=given)


def remove(plan: Plan, draw: Draw) -> Change:
    return positions.remove_position(plan, CAT, one(draw, plan.positions))


def rename(plan: Plan, draw: Draw) -> Change:
    new = one(draw, ["renamed", "surveys", "csat", "app", "x" * 64, *plan.positions])
    return positions.rename_position(plan, CAT, one(draw, plan.positions), new)


def set_fields(plan: Plan, draw: Draw) -> Change:
    return positions.set_position(plan, CAT, one(draw, plan.positions), position_fields(plan, draw))


def move(plan: Plan, draw: Draw) -> Change:
    boss = None if draw(st.integers(0, 5)) == 0 else one(draw, [*plan.positions, *CAT.posts])
    return positions.move_position(plan, CAT, one(draw, plan.positions), boss)


def shift(plan: Plan, draw: Draw) -> Change:
    return positions.shift_position(plan, CAT, one(draw, plan.positions), draw(st.integers(-3, 3)))


def duplicate(plan: Plan, draw: Draw) -> Change:
    return positions.duplicate_position(plan, CAT, one(draw, plan.positions))


def letter(plan: Plan, draw: Draw) -> Change:
    given = draw(st.sampled_from(LETTERS))
    return raci.set_letter(plan, CAT, duty(plan, draw), one(draw, plan.positions), given)


def answer(plan: Plan, draw: Draw) -> Change:
    return raci.make_accountable(plan, CAT, duty(plan, draw), one(draw, plan.positions))


def clear(plan: Plan, draw: Draw) -> Change:
    return raci.clear_letters(plan, CAT, duty(plan, draw), one(draw, plan.positions))


def add_duty(plan: Plan, draw: Draw) -> Change:
    title, area = draw(st.sampled_from([None, *TEXTS])), one(draw, CAT.areas) if draw(st.booleans()) else None
    key = one(draw, ["own-duty", "csat", *CAT.responsibilities])
    return raci.add_responsibility(plan, CAT, key, title=title, area=area)


def remove_duty(plan: Plan, draw: Draw) -> Change:
    return raci.remove_responsibility(plan, CAT, one(draw, plan.responsibilities))


def company(plan: Plan, draw: Draw) -> Change:
    choices: dict[str, Callable[[], object]] = {
        "name": lambda: draw(st.sampled_from(TEXTS)),
        "scale": lambda: one(draw, CAT.scales),
        "headcount": lambda: draw(st.sampled_from(NUMBERS)),
        "market": lambda: one(draw, ["b2b", "b2c", "both"]),
        "currency": lambda: one(draw, ["USD", "EUR"]),
    }
    return sections.set_company(plan, CAT, fields(draw, choices))


def leadership(plan: Plan, draw: Draw) -> Change:
    choices: dict[str, Callable[[], object]] = {
        "model": lambda: one(draw, CAT.leadership),
        "budget": lambda: draw(st.sampled_from(NUMBERS)),
        "funded_by": lambda: some(draw, CAT.departments),
    }
    return sections.set_leadership(plan, CAT, fields(draw, choices))


def entry_fields(plan: Plan, draw: Draw, section: sections.Section) -> dict[str, object]:
    def person() -> object:
        return one(draw, plan.positions)

    def text() -> object:
        return draw(st.sampled_from(TEXTS))

    def metric() -> object:
        return one(draw, [*CAT.metrics, *plan.metrics])

    choices: dict[sections.Section, dict[str, Callable[[], object]]] = {
        "objectives": {"statement": text, "metrics": lambda: some(draw, [*CAT.metrics, *plan.metrics])},
        "departments": {
            "exists": lambda: draw(st.booleans()),
            "representatives": lambda: some(draw, plan.positions),
        },
        "metrics": {
            "title": text,
            "unit": text,
            "better": lambda: one(draw, ["higher", "lower"]),
            "owner": person,
            "target": lambda: draw(st.sampled_from(NUMBERS)),
        },
        "tools": {"product": text, "owner": person},
        "initiatives": {
            "type": lambda: one(draw, CAT.initiatives),
            "lead": person,
            "sponsor": person,
            "project_team": lambda: some(draw, CAT.departments),
            "stakeholders": lambda: some(draw, CAT.departments),
            "metric": metric,
        },
    }
    return fields(draw, choices[section])


SECTIONS: Final = ("objectives", "departments", "metrics", "tools", "initiatives")
OWN: Final[dict[str, dict[str, object]]] = {
    "metrics": {"title": "Own", "unit": "points", "better": "higher"},
    "objectives": {"statement": "Delight"},
    "initiatives": {"type": "mobile-app"},
}


def entry(plan: Plan, draw: Draw) -> Change:
    section: sections.Section = draw(st.sampled_from(SECTIONS))
    new = {"metrics": [*CAT.metrics, "own"], "tools": CAT.tools, "departments": CAT.departments}
    key = one(draw, [*getattr(plan, section), *new.get(section, ["first", "second", "sales"])])
    given = {**OWN.get(section, {}), **entry_fields(plan, draw, section)}
    return sections.set_entry(plan, CAT, section, key, given)


def add_entry(plan: Plan, draw: Draw) -> Change:
    section: sections.Section = draw(st.sampled_from(("metrics", "objectives", "initiatives")))
    words = draw(st.sampled_from((*TEXTS, *NONSENSE)))
    return entries.add_entry(plan, CAT, section, words, OWN[section])


def cast_departments(plan: Plan, draw: Draw) -> Change:
    where: entries.CastIn = draw(st.sampled_from(("project_team", "stakeholders")))
    key = one(draw, plan.initiatives)
    return entries.cast_initiative(plan, CAT, key, where, some(draw, CAT.departments))


def shift_entry(plan: Plan, draw: Draw) -> Change:
    section: sections.Section = draw(st.sampled_from(SECTIONS))
    key = one(draw, getattr(plan, section))
    return entries.shift_entry(plan, CAT, section, key, draw(st.integers(-3, 3)))


def remove_entry(plan: Plan, draw: Draw) -> Change:
    section: sections.Section = draw(st.sampled_from(SECTIONS))
    return sections.remove_entry(plan, CAT, section, one(draw, getattr(plan, section)))


def board(plan: Plan, draw: Draw) -> Change:
    if draw(st.integers(0, 3)) == 0:
        return sections.set_board(plan, CAT, None)
    choices: dict[str, Callable[[], object]] = {
        "lead": lambda: one(draw, plan.positions),
        "members": lambda: some(draw, plan.positions),
    }
    return sections.set_board(plan, CAT, fields(draw, choices))


def waive(plan: Plan, draw: Draw) -> Change:
    subjects = [gap.subject for gap in find_gaps(plan, CAT, TODAY)]
    code, subject = one(draw, all_rules()), one(draw, [*subjects, *plan.positions, *plan.metrics, "plan"])
    until = draw(st.sampled_from([None, TODAY]))
    return waivers.waive(plan, CAT, code, subject, reason=draw(st.sampled_from(TEXTS)), until=until)


def unwaive(plan: Plan, draw: Draw) -> Change:
    code = one(draw, plan.waivers)
    return waivers.unwaive(plan, CAT, code, one(draw, plan.waivers.get(code, ())))


def fix(plan: Plan, draw: Draw) -> Change:
    gaps = find_gaps(plan, CAT, TODAY)
    fixes = [fix for gap in gaps[:30] for fix in fixes_for(gap, Team(plan, CAT, TODAY))]
    if not fixes:
        return unchanged(plan, "No gap, no fix")
    chosen = draw(st.sampled_from(fixes))
    if chosen.apply:
        change: Change = chosen.apply(plan)
        return change
    answers = {"amount": NUMBERS, "number": NUMBERS, "text": TEXTS, "date": DATES}
    asked: Change = chosen.ask.apply(plan, draw(st.sampled_from(answers[chosen.ask.kind])))
    return asked


OPERATIONS: Final[tuple[Operation, ...]] = (
    *(add, remove, rename, set_fields, move, shift, duplicate, letter, answer, clear),
    *(add_duty, remove_duty, company, leadership, entry, entry, remove_entry, board),
    *(add_entry, cast_departments, shift_entry),
    *(waive, unwaive, fix, fix),
)


def worn(data: st.DataObject) -> Plan:
    """Some starting plan after some edits, a few positions fewer."""
    variant = (st.sampled_from(SCALES), st.sampled_from(MODELS), st.sampled_from(MARKETS))
    plan: Plan = data.draw(st.sampled_from([started, sound]))(*(data.draw(choice) for choice in variant))
    for operation in data.draw(st.lists(st.sampled_from(OPERATIONS), max_size=8)):
        with suppress(EditRefused):
            plan = operation(plan, data.draw).plan
    for key in data.draw(st.sets(st.sampled_from([*plan.positions, "nobody"]), max_size=5)):
        if key in plan.positions:
            plan = positions.remove_position(plan, CAT, key).plan
    return plan
