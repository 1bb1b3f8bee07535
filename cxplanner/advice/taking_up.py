"""Growing: the items chosen from what a scale requires, as one edit."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from cxplanner.advice.growth import Growth
from cxplanner.advice.items import Item, ItemKind, with_needs
from cxplanner.advice.taking_part import letters_missing
from cxplanner.catalogue.catalogue import Catalogue
from cxplanner.catalogue.check import OWNER
from cxplanner.edits.change import Added, Change, EditRefused, did
from cxplanner.edits.raci import make_accountable, set_letter
from cxplanner.gaps.fixes import measurer, succeed
from cxplanner.gaps.letters import letters_due
from cxplanner.plan.models import Assignment, Board, Department, Metric, Plan
from cxplanner.plan.team import OWN_THE_EXPERIENCE, Team
from cxplanner.text.words import counted, listed, nearest

_NOUNS: Final[dict[ItemKind, tuple[str, str]]] = {
    "position": ("position", "positions"),
    "responsibility": ("responsibility", "responsibilities"),
    "department": ("represented department", "represented departments"),
    "board": ("seat on the CX board", "seats on the CX board"),
    "metric": ("metric", "metrics"),
    "letters": ("row of letters", "rows of letters"),
    "hand-over": ("responsibility", "responsibilities"),
}
_SECTIONS: Final[dict[ItemKind, str]] = {
    "position": "positions",
    "responsibility": "responsibilities",
    "metric": "metrics",
}
"""The section in which a chosen item may be a new entry; departments exist anyway."""


def grow(plan: Plan, catalogue: Catalogue, scale: str, chosen: Collection[str] | None = None) -> Change:
    """Judge a plan at another scale, and add the items chosen from what that requires.

    ``chosen`` are ids of items, by default all that are required; the items they need are included. New
    positions are vacant and get their letters in existing rows. Nothing is removed; what a new owner takes
    over from the old one is an item like the others. Raises :class:`EditRefused` for an id that is not among
    the items.
    """
    growth = Growth(plan, catalogue, scale)
    names = [item.id for item in growth.items]
    wanted = [item.id for item in growth.items if item.required] if chosen is None else list(chosen)
    for key in wanted:
        if key not in names:
            near = nearest(key, names)
            hint = f" Did you mean {near}?" if near else ""
            raise EditRefused(f"The scale {scale} does not ask for {key} here.{hint}")
    items = with_needs(growth.items, wanted)
    grown = _Growing(growth, items).plan if items else growth.plan
    added = [Added(section, item.key) for item in items if (section := _newly(plan, item))]
    return did(grown, _sentence(growth, items), named=True, added=added)


def _newly(plan: Plan, item: Item) -> str | None:
    """The section of the plan in which an item is a new entry, if it is one."""
    section = _SECTIONS.get(item.kind)
    return section if section and item.key not in getattr(plan, section) else None


class _Growing:
    """A plan to which the chosen items are added, section by section."""

    def __init__(self, growth: Growth, items: tuple[Item, ...]) -> None:
        self._growth, self._catalogue = growth, growth.catalogue
        self._chosen = {kind: [i.key for i in items if i.kind == kind] for kind in _NOUNS}
        self.plan = growth.plan
        self._add_positions()
        self._hand_over()
        self._add_rows()
        self._add_departments()
        self._add_board()
        self._add_metrics()
        self._give_letters()

    def _add_positions(self) -> None:
        added, cast, owner = self._chosen["position"], self._growth.cast, self._growth.team.owner
        if owner and OWN_THE_EXPERIENCE not in self._chosen["hand-over"]:
            cast.ids[OWNER] = owner
        present = {*self.plan.positions, *added}
        positions = dict(self.plan.positions)
        for key in added:
            start = self._growth.newcomers[key]
            boss = self._growth.boss_of(start, present)
            positions[key] = cast.position(start).replace(reports_to=boss)
        cast.ids = {name: key for name, key in cast.ids.items() if key in present}
        self._set(positions=positions)

    def _hand_over(self) -> None:
        """Hand over to the newcomer what was ticked; the team reports to whoever owns the experience."""
        heir = self._growth.heir
        if heir is None:
            return
        self.plan = succeed(self.plan, self._growth.team, heir, self._chosen["hand-over"]).plan

    def _add_rows(self) -> None:
        start = self._growth.cast.start.responsibilities
        for key in self._chosen["responsibility"]:
            if key not in self.plan.responsibilities and key in start:
                row = self._growth.cast.row(start[key])
                self._set(responsibilities={**self.plan.responsibilities, key: row})
            who = self._growth.answering(key)
            if who and self.plan.responsibilities.get(key, Assignment()).accountable is None:
                self.plan = make_accountable(self.plan, self._catalogue, key, who).plan

    def _add_departments(self) -> None:
        departments = dict(self.plan.departments)
        for key in self._chosen["department"]:
            departments[key] = Department(representatives=self._growth.speaking(key))
        self._set(departments=departments)

    def _add_board(self) -> None:
        board = self.plan.board
        for key in self._chosen["board"]:
            if board is None:
                lead, people = self._growth.cast.start.board_lead, self._growth.seats()
                first = self._growth.cast.one(lead) if lead else None
                board = Board(lead=first, members=tuple(p for p in people if p != first))
            else:
                speakers = self.plan.departments.get(key, Department()).representatives
                newest = (speakers or self._growth.speaking(key))[0]
                if newest not in board.seats():
                    board = board.replace(members=(*board.members, newest))
        self._set(board=board)

    def _add_metrics(self) -> None:
        metrics, cast = dict(self.plan.metrics), self._growth.cast
        for key in self._chosen["metric"]:
            owner = cast.one(cast.start.metrics[key]) or measurer(Team(self.plan, self._catalogue))
            metrics[key] = Metric(owner=owner)
        self._set(metrics=metrics)

    def _give_letters(self) -> None:
        """Give newcomers, and new speakers for departments, their part in the existing rows.

        If somebody else already answers for what a newcomer usually would, the newcomer helps to do it.
        """
        for duty, row in self._growth.cast.start.responsibilities.items():
            if duty in self.plan.responsibilities:
                self._join(duty, self._growth.cast.row(row))
        for duty, letters in letters_missing(Team(self._growth.plan, self._catalogue)).items():
            for position, due in letters.items() if duty in self._chosen["letters"] else ():
                self.plan = set_letter(self.plan, self._catalogue, duty, position, due.letter).plan
        speaking = [p for d in self._chosen["department"] for p in self.plan.departments[d].representatives]
        for position in dict.fromkeys((*self._chosen["position"], *speaking)):
            for due in letters_due(Team(self.plan, self._catalogue), position):
                duty = due.responsibility
                if not self.plan.responsibilities.get(duty, Assignment()).letters(position):
                    self.plan = set_letter(self.plan, self._catalogue, duty, position, due.letter).plan

    def _join(self, duty: str, usual: Assignment) -> None:
        for position in self._chosen["position"]:
            held = self.plan.responsibilities[duty].letters(position)
            for letter in () if held else usual.letters(position)[:1]:
                does = "R" if letter == "A" else letter
                self.plan = set_letter(self.plan, self._catalogue, duty, position, does).plan

    def _set(self, **sections: object) -> None:
        self.plan = self.plan.replace(**sections)


def _sentence(growth: Growth, items: tuple[Item, ...]) -> str:
    title = growth.team.scale.title
    if not items:
        same = growth.before.company.scale == growth.plan.company.scale
        return f"{title}: nothing changed" if same else f"Now judged as: {title}"
    kinds = [kind for kind in _NOUNS if kind != "hand-over"]
    numbers = {kind: sum(item.kind == kind and item.id != "board" for item in items) for kind in kinds}
    parts = [counted(n, *_NOUNS[kind]) for kind, n in numbers.items() if n]
    if any(item.id == "board" for item in items):
        parts.append("the CX board")
    handed = sum(item.kind == "hand-over" for item in items)
    over = f"handed over {counted(handed, *_NOUNS['hand-over'])}" if handed else ""
    return f"{title}: {'; '.join(filter(None, (f'added {listed(parts)}' if parts else '', over)))}"
