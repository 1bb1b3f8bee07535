"""Growth: what a larger scale, or any other, requires beyond the existing team.

The plan is compared with what the scale requires and with its starting team. What the plan lacks becomes a
list of items to choose from; :mod:`cxplanner.advice.taking_up` turns the chosen ones into one edit. Growth
removes nothing, and moves only what a new owner takes over from the old one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from cxplanner.advice.items import Item, with_needs
from cxplanner.advice.starting_team import Cast
from cxplanner.advice.taking_part import handed_over, letter_items
from cxplanner.catalogue.catalogue import Catalogue
from cxplanner.catalogue.check import OWNER
from cxplanner.catalogue.models import RequiredRole, StartingPosition
from cxplanner.catalogue.words import Family
from cxplanner.edits.positions import free_id
from cxplanner.edits.sections import set_scale
from cxplanner.gaps import all_rules
from cxplanner.gaps.fixes import by_usual_role, measurer
from cxplanner.plan.metrics import measure
from cxplanner.plan.models import Plan
from cxplanner.plan.team import Team
from cxplanner.text.words import listed, mid_sentence

LASTING: Final[tuple[Family, ...]] = ("loyalty", "value")
"""The families of metrics that say whether customers stay."""


class Growth:
    """A plan growing to a scale: what the scale requires, and who would do it.

    Raises :class:`~cxplanner.edits.change.EditRefused` for a scale that is not in the catalogue.
    """

    def __init__(self, plan: Plan, catalogue: Catalogue, scale: str) -> None:
        self.before: Final = plan
        self.plan: Final = set_scale(plan, catalogue, scale).plan
        self.catalogue: Final = catalogue
        self.team: Final = Team(self.plan, catalogue)
        self.cast: Final = Cast(self.team.scale.starting, self.plan.company, self.plan.leadership.model)
        """The scale's starting team, its ids mapped to this plan's positions and to newcomers."""
        self.newcomers: Final[Mapping[str, StartingPosition]] = dict(self._meet())
        """Ids that new positions would have in this plan -> what the template says about them."""
        head = self.cast.ids.get(OWNER)
        self.heir: Final = head if self.team.owner and head in self.newcomers else None
        """The newcomer to whom the present owner would hand over, if the scale requires one."""
        self.items: Final[tuple[Item, ...]] = tuple(self._items())
        """What the scale requires; positions first, each section in the order of the template."""

    def name(self, key: str) -> str:
        """The name of a position, a newcomer or a post."""
        start = self.newcomers.get(key)
        return start.title or self.catalogue.roles[start.role].title if start else self.team.name(key)

    def boss_of(self, start: StartingPosition, present: Iterable[str]) -> str | None:
        """Whom a newcomer reports to: the nearest position above it in the template that is present."""
        there, boss = set(present), start.reports_to
        above = {
            name: p.reports_to for p in self.cast.positions for name in (p.id, OWNER if p.owner else p.id)
        }
        for _ in range(len(above) + 1):
            if self.cast.ids.get(boss) in there:
                return self.cast.ids[boss]
            if boss not in above:
                break
            boss = above[boss]
        return boss if boss in self.catalogue.posts else None

    def _meet(self) -> Iterator[tuple[str, StartingPosition]]:
        """Match the starting positions with the team by role; the ones left over are newcomers."""
        there = {role: list(keys) for role, keys in self.team.by_role.items()}
        grown, ids = self.plan, self.cast.ids
        head, new = next((p.id for p in self.cast.positions if p.owner), OWNER), None
        for p in self.cast.positions:
            if there.get(p.role):
                ids[p.id] = there[p.role].pop(0)
            elif self._has_place(p):
                ids[p.id] = key = free_id(grown, self.catalogue, p.id)
                taken = {**grown.positions, key: self.cast.position(p)}
                grown = grown.replace(positions=taken)
                new = key if p.owner else new
                yield key, p
            else:
                ids.pop(p.id)
        owner = new or self.team.owner or ids.get(head)
        ids.update({OWNER: owner} if owner else {})
        for p in self.cast.positions:
            who = owner if p.owner else ids.get(p.id)
            ids.update(dict.fromkeys(p.stands_in_for, who) if who else {})

    def _has_place(self, start: StartingPosition) -> bool:
        """Whether a newcomer is needed: one owner is enough, and a missing department needs no voice."""
        if start.owner:
            return self.team.owner is None or self._group(start.role) is not None
        represents = self.catalogue.roles[start.role].represents
        return not represents or any(self.team.department(d).exists for d in represents)

    def _group(self, role: str) -> RequiredRole | None:
        """The required group that a role belongs to, if nobody on the team has a role in it."""
        model = self.plan.leadership.model
        for group in self.team.scale.required.roles.values():
            bound = model in (group.models or (model,)) and role in group.any_of
            if bound and not any(other in self.team.by_role for other in group.any_of):
                return group
        return None

    def _binds(self, code: str) -> bool:
        return code not in self.team.scale.rules_off

    def _items(self) -> Iterator[Item]:
        rest = [*self._responsibilities(), *self._departments(), *self._metrics()]
        rest += self._board({item.key for item in rest if item.kind == "department"})
        because = {need: item for item in reversed(rest) if item.required for need in item.needs}
        handing = handed_over(self.team, self.heir, self.name(self.heir)) if self.heir else ()
        items = [*self._positions(because), *handing, *rest, *letter_items(self.team)]
        required = {item.id for item in with_needs(items, [item.id for item in items if item.required])}
        yield from (replace(item, required=item.id in required) for item in items)

    def _positions(self, because: Mapping[str, Item]) -> Iterator[Item]:
        """The newcomers; required are those that a rule, another item or the expected team size needs."""
        found = list(self._each_position(because))
        late = self._for_the_size(found) if self._binds("CX301") else set()
        expected = self.team.scale.expected
        reason = "The team would be smaller than teams of this scale usually are."
        for item in found:
            missed = replace(item, required=True, reason=reason, sources=expected.sources)
            yield missed if item.id in late else item

    def _for_the_size(self, items: Iterable[Item]) -> set[str]:
        """Those merely usual items, taken in order, that bring the team to the size its scale expects."""
        expected, roles = self.team.scale.expected, self.catalogue.roles
        shares = {i: self.newcomers[i.key] for i in items}
        mine = {i: p.fte for i, p in shares.items() if roles[p.role].engagement == "dedicated"}
        number = len(self.team.dedicated) + sum(i.required for i in mine)
        fte = self.team.dedicated_fte + sum(fte for i, fte in mine.items() if i.required)
        late: set[str] = set()
        for item, share in mine.items():
            if not item.required and (number < expected.dedicated_min or round(fte, 2) < expected.fte_min):
                late.add(item.id)
                number, fte = number + 1, fte + share
        return late

    def _each_position(self, because: Mapping[str, Item]) -> Iterator[Item]:
        filled: list[RequiredRole] = []
        for key, start in self.newcomers.items():
            place, usual = f"positions.{key}", "Usual in the starting team of this scale."
            item = Item(place, "position", self._described(key, start), usual, self.team.scale.sources, False)
            group = self._group(start.role)
            if group is not None and group not in filled:
                filled.append(group)
                yield replace(item, required=True, reason=self._for_group(group), sources=group.sources)
            elif reason := self._reason(start):
                yield replace(item, required=True, reason=reason[0], sources=reason[1])
            elif place in because:
                cause = because[place]
                yield replace(item, required=True, reason=f"Needed for {cause.title}.", sources=cause.sources)
            else:
                yield item

    def _described(self, key: str, start: StartingPosition) -> str:
        boss = self.boss_of(start, {*self.team.members, *self.newcomers})
        to = f", reporting to {self.name(boss)}" if boss else ""
        return f"{self.name(key)}, {start.fte:g} FTE{to}"

    def _for_group(self, group: RequiredRole) -> str:
        return f"This scale needs a position for: {mid_sentence(group.title)}."

    def _reason(self, start: StartingPosition) -> tuple[str, tuple[str, ...]] | None:
        """Why the rules of this scale require a position, with the sources."""
        required, team = self.team.scale.required, self.team
        promised = required.hand_over.get(self.plan.company.market, ())
        if start.owner:
            return "One executive has to own the experience.", _sources("CX101")
        if start.role in required.heard and self._binds("CX305"):
            return "The head of customer support has to be heard.", _sources("CX305")
        if self._binds("CX406") and start.role in promised and start.role not in team.by_role:
            return "What was sold has to be handed over.", _sources("CX406")
        return None

    def _responsibilities(self) -> Iterator[Item]:
        """What nobody answers for: whatever the scale requires, and what its template adds to the plan."""
        start = self.cast.start.responsibilities
        for key in dict.fromkeys((*self.team.required, *start)):
            required = key in self.team.required
            who = self.answering(key)
            if who is None or self.team.row(key).accountable:
                continue
            if required or key not in self.plan.responsibilities:
                known = self.catalogue.responsibilities[key]
                yield Item(
                    f"responsibilities.{key}",
                    "responsibility",
                    f"“{known.title}”, answered for by {self.name(who)}",
                    "Somebody has to answer for it at this scale." if required else "Usual at this scale.",
                    known.sources,
                    required,
                    self._needing(who),
                )

    def answering(self, responsibility: str) -> str | None:
        """Who would answer for a responsibility: as in the template, or else whoever usually does."""
        row = self.cast.start.responsibilities.get(responsibility)
        named = self.cast.some(row.accountable) if row else ()
        return next(iter(named), None) or by_usual_role(self.team, responsibility) or self.team.owner

    def _departments(self) -> Iterator[Item]:
        """The departments nobody speaks for, if the company has them."""
        required = self.team.scale.required.departments
        for key in dict.fromkeys((*required, *self.cast.start.representatives)):
            said, who = self.team.department(key), self.speaking(key)
            if said.exists and not said.representatives and who:
                known = self.catalogue.departments[key]
                needed = key in required and self._binds("CX401")
                yield Item(
                    f"departments.{key}",
                    "department",
                    f"{known.title}, represented by {listed(map(self.name, who))}",
                    "Somebody has to speak for it." if needed else "Usual at this scale.",
                    known.sources,
                    needed,
                    self._needing(*who),
                )

    def speaking(self, department: str) -> tuple[str, ...]:
        """Who would speak for a department: as in the template, or else those whose role it is."""
        named = self.cast.some(self.cast.start.representatives.get(department, ()))
        others = (m.id for m in self.team.members.values() if m.role and department in m.role.represents)
        return named or tuple(others)[:1]

    def _metrics(self) -> Iterator[Item]:
        families = {measure(self.team, key).family for key in self.plan.metrics}
        lasting = not self._binds("CX504") or bool(families.intersection(LASTING))
        for key, owner in self.cast.start.metrics.items():
            if key in self.plan.metrics:
                continue
            known, who = self.catalogue.metrics[key], self.cast.one(owner) or measurer(self.team)
            missed = not self.plan.metrics or (not lasting and known.family in LASTING)
            yield Item(
                f"metrics.{key}",
                "metric",
                f"{known.title}, owned by {self.name(who)}" if who else known.title,
                "The team has to measure it." if missed else "Usual at this scale.",
                known.sources,
                missed,
                self._needing(who) if who else (),
            )

    def _board(self, departments: set[str]) -> Iterator[Item]:
        """The board if there is none, or else the seats it lacks; ``departments`` are those in items."""
        people = self.seats()
        if self.plan.board is None:
            needed = self._binds("CX402")
            if people:
                words = f"The CX board: {listed(map(self.name, people))}"
                reason = "A board has the authority to align departments."
                yield Item("board", "board", words, reason, _sources("CX402"), needed, self._needing(*people))
            return
        seated = set(self.plan.board.seats())
        for key in self.team.scale.required.board:
            said = self.team.department(key)
            who = said.representatives or self.speaking(key)
            if said.exists and who and not seated.intersection(who):
                words = f"A seat on the CX board for {self.team.department_title(key)}: {self.name(who[0])}"
                needs = self._needing(who[0]) + ((f"departments.{key}",) if key in departments else ())
                yield Item(
                    f"board.{key}", "board", words, "A board needs it.", _sources("CX403"), True, needs
                )

    def seats(self) -> tuple[str, ...]:
        """Who would sit on a new board: the lead first, then somebody from each department it needs."""
        start = self.cast.start
        named = (*((start.board_lead,) if start.board_lead else ()), *start.board_members)
        people = list(self.cast.some(named))
        if not named:
            return ()
        for said in map(self.team.department, self.team.scale.required.board):
            if said.exists and said.representatives and not set(people).intersection(said.representatives):
                people.append(said.representatives[0])
        return tuple(people)

    def _needing(self, *positions: str) -> tuple[str, ...]:
        return tuple(f"positions.{key}" for key in positions if key in self.newcomers)


def asked(plan: Plan, catalogue: Catalogue, scale: str) -> tuple[Item, ...]:
    """What a scale requires beyond the existing team, positions first.

    Raises :class:`~cxplanner.edits.change.EditRefused` for a scale that is not in the catalogue.
    """
    return Growth(plan, catalogue, scale).items


def _sources(code: str) -> tuple[str, ...]:
    return all_rules()[code].sources
