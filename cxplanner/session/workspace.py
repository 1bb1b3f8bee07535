"""The plan somebody is working on: its history, its file, and what of it is on disk.

The one place that changes while the planner runs. Screens render from it and send it edits; it knows
nothing of screens.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cxplanner.catalogue.catalogue import Catalogue
from cxplanner.edits.change import Change, Renamed, did
from cxplanner.edits.history import History
from cxplanner.plan.file import PlanFile
from cxplanner.plan.models import Plan
from cxplanner.plan.subjects import section_of
from cxplanner.plan.team import Team
from cxplanner.text.errors import CxplannerError
from cxplanner.toml.problems import Problem
from cxplanner.toml.source import Source

if TYPE_CHECKING:
    from cxplanner.gaps.rule import Gap

TOLD: Final = 3
"""So many changes of a file are told in one sentence."""


@dataclass(frozen=True, slots=True)
class Work:
    """An open plan as it is at one moment, to be written down while further edits are done.

    ``base`` and ``source`` are what was read or saved last: the plan, unless it is gone from the disk, and
    its text where that is known; ``digest`` is that of the file, None where there is none yet. ``known`` is
    that plan even if it is gone, to compare with what comes back. ``edits`` says in words what was done
    since, and what was taken back.
    """

    plan: Plan
    path: Path | None
    base: Plan | None
    known: Plan | None
    source: Source | None
    digest: str | None
    edits: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outside:
    """The file of an open plan as another program left it.

    ``file`` is the plan that is in it now, and ``done`` what was changed there, a sentence each. Where there
    is none that can be read, ``problems`` say why; there are none where the file is gone.
    """

    file: PlanFile | None = None
    done: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def state(self) -> object:
        """What it has in common with what is the same to people."""
        return self.file.source.digest if self.file else self.problems

    @property
    def words(self) -> str:
        """What is the matter, in the fewest words."""
        if self.file is not None:
            return "file changed"
        return "file unreadable" if self.problems else "file gone"


class _Judged:
    """The gaps of one team, sorted out once for all that show them."""

    def __init__(self, team: Team, gaps: tuple[Gap, ...]) -> None:
        self.team: Final = team
        self.gaps: Final = gaps
        self.open: Final = tuple(gap for gap in gaps if gap.open)
        self.counts: Final[Counter[str]] = Counter(gap.severity for gap in self.open)
        found: dict[str, dict[str, list[Gap]]] = {}
        for gap in self.open:
            section = section_of(gap.code, gap.subject)
            found.setdefault(section, {}).setdefault(gap.subject, []).append(gap)
        self.sections: Final[Mapping[str, Mapping[str, tuple[Gap, ...]]]] = {
            section: {subject: tuple(about) for subject, about in subjects.items()}
            for section, subjects in found.items()
        }
        """Section of the plan -> what a gap is about -> its open gaps, the severest first."""


class Workspace:
    """One open plan.

    ``path`` is None until a new plan has been saved for the first time; ``source`` is what was read
    from disk, None for a new plan; ``home`` is where new files belong if not beside the plan.
    """

    def __init__(
        self,
        plan: Plan,
        catalogue: Catalogue,
        *,
        path: Path | None = None,
        source: Source | None = None,
        today: date,
        home: Path | None = None,
    ) -> None:
        self.catalogue: Final = catalogue
        self.today: Final = today
        self._day = today
        self.history: Final = History(plan)
        self.path = path
        self._home = home
        self._file = PlanFile(plan, source) if source is not None else None
        self._on_disk = plan if source is not None else None
        self._on_disk_since: tuple[Change, ...] = ()
        """The changes of which the result is on disk."""
        self._texts = {id(plan): (plan, self._file)} if self._file else {}
        """The plans that were in the file, by identity, each with the text it had there."""
        self.comments_gone = 0
        """How many comments went with what was removed, when the plan was saved last."""
        self.saved: Path | None = None
        """Where the plan was saved last since it was opened."""
        self.outside: Outside | None = None
        """What another program did to the file, as far as that was noticed and is not dealt with."""
        self._read: tuple[Plan, Team] | None = None
        self._judged: _Judged | None = None

    @property
    def plan(self) -> Plan:
        """The plan as it is now."""
        return self.history.plan

    @property
    def day(self) -> date:
        """The day on which the team is looked at; today, unless :meth:`look_at` chose another."""
        return self._day

    def look_at(self, day: date | None) -> None:
        """Look at the team as it is on another day; None is today. The plan itself stays as it is."""
        self._day = day or self.today
        self._read = None

    @property
    def team(self) -> Team:
        """The plan read together with the catalogue, as it is on the day that is looked at."""
        if self._read is None or self._read[0] is not self.plan:
            self._read = self.plan, Team(self.plan, self.catalogue, self._day)
        return self._read[1]

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """All gaps of the plan on that day, accepted ones included."""
        return self._judgement.gaps

    @property
    def _judgement(self) -> _Judged:
        team = self.team
        if self._judged is None or self._judged.team is not team:
            from cxplanner.gaps import team_gaps  # a start paints before it judges

            self._judged = _Judged(team, team_gaps(team))
        return self._judged

    @property
    def judged(self) -> bool:
        """Whether gaps were asked for yet; until then a first paint goes without them."""
        return self._judged is not None

    @property
    def open_gaps(self) -> tuple[Gap, ...]:
        """The gaps that nobody has accepted."""
        return self._judgement.open

    def gaps_in(self, section: str) -> Mapping[str, tuple[Gap, ...]]:
        """Open gaps of one section of the plan by what they are about, the severest first.

        None before gaps were asked for the first time, so that a first paint need not wait for them.
        """
        return self._judgement.sections.get(section, {}) if self.judged else {}

    @property
    def gap_counts(self) -> Counter[str]:
        """How many open gaps there are of each severity."""
        return self._judgement.counts

    @property
    def unsaved(self) -> bool:
        """Whether the plan differs from what is on disk, where it may be gone."""
        return self._on_disk is not self.plan or self._lost

    @property
    def _lost(self) -> bool:
        """Whether another program took away what was on disk."""
        return self.outside is not None and self.outside.file is None

    def work(self) -> Work:
        """The plan as it is now, and what of it is not on disk."""
        saved, done = self._on_disk_since, self.history.done
        same = sum(1 for _ in takewhile(lambda pair: pair[0] is pair[1], zip(saved, done, strict=False)))
        edits = (
            *(f"Undone: {change.sentence}" for change in reversed(saved[same:])),
            *(change.sentence for change in done[same:]),
        )
        source = self._file.source if self._file else None
        base, digest = None if self._lost else self._on_disk, source.digest if source else None
        return Work(self.plan, self.path, base, self._on_disk, source, digest, edits)

    @property
    def fresh(self) -> bool:
        """Whether the plan is new and as it was made: no file holds it, and no edit is in effect."""
        return self._on_disk is None and not self.history.done

    @property
    def folder(self) -> Path:
        """Where new files are proposed: beside the plan, unless that is a copy that will not last."""
        return self._home or (self.path.parent if self.path is not None else Path())

    def do(self, change: Change) -> bool:
        """Take an edit; says whether the plan changed."""
        return self.history.push(change)

    def is_on_disk(self, source: Source) -> bool:
        """Whether a file still is what was read or written last."""
        return self._file is not None and source.digest == self._file.source.digest

    def take_over(self, plan: Plan, source: Source) -> bool:
        """Take what somebody wrote into the file as one more edit, which undo takes back like any other.

        Answers whether the plan is another one for it.
        """
        from cxplanner.versions.difference import differences

        found = [one.sentence for one in differences(self.team, Team(plan, self.catalogue, self._day))]
        if found:
            more = f"; and {len(found) - TOLD} more" if len(found) > TOLD else ""
            self.do(did(plan, f"Taken over from the file: {'; '.join(found[:TOLD])}{more}"))
        self._on_disk, self._file = self.plan, PlanFile(plan, source)
        self._on_disk_since = self.history.done
        self._texts = {id(self.plan): (self.plan, self._file)}
        self.outside = None
        return bool(found)

    def settle(self, change: Change, file: PlanFile) -> None:
        """Take the answers to a file's open conflicts as one edit; ``file`` has the text without marks."""
        self.do(change)
        self._texts[id(self.plan)] = self.plan, PlanFile(self.plan, file.source)

    def take_text(self, source: Source) -> None:
        """Go on from a file that was written anew and says the same: what is saved keeps its layout."""
        if self._on_disk is not None:
            self._file = PlanFile(self._on_disk, source)
            self._texts = {id(self._on_disk): (self._on_disk, self._file)}
            self.outside = None

    def bring_together(self, change: Change, file: PlanFile, renames: Iterable[Renamed]) -> None:
        """Take what another program wrote into the file together with what is not saved, as one edit.

        ``change`` leads from the plan to both together; ``renames`` are what has another id there than in
        the file, which is what the plan will be saved over.
        """
        from cxplanner.plan.saving import CommentsWouldGo, kept_text

        self.do(change)
        self._on_disk, self._file, self.outside = file.plan, file, None
        try:
            text = kept_text(file, self.plan, renames)
        except CommentsWouldGo:  # asked about when it is saved
            self._texts = {id(self.plan): (self.plan, file)}
        else:
            held = PlanFile(self.plan, replace(file.source, text=text))
            self._texts = {id(self.plan): (self.plan, held)}

    def save(self, path: Path | None = None, *, lose_comments: bool = False) -> Path:
        """Save the plan where it came from, or as a new file at ``path``; answers where it is now.

        What was not edited stays as it is written. Raises
        :class:`~cxplanner.plan.saving.CommentsWouldGo` unless ``lose_comments`` where the file's layout
        cannot be followed, and :class:`~cxplanner.toml.save.SaveRefused` where the file must not or cannot
        be written.
        """
        from cxplanner.plan.conflicts import without_marks
        from cxplanner.plan.saving import save_plan
        from cxplanner.toml.statements import comments_in

        target = path or self.path
        if target is None:
            raise CxplannerError("This plan has no file yet; say where to save it.")
        expected = None if path is not None or self._file is None else self._file.source.digest
        plan, (file, renames) = self.plan, self._nearest_text()
        source = save_plan(
            target, plan, expected_digest=expected, file=file, renames=renames, lose_comments=lose_comments
        )
        before = comments_in(without_marks(self._file.source.text)) if self._file else []
        self.comments_gone = max(0, len(before) - len(comments_in(source.text)))
        self._on_disk, self._file = plan, PlanFile(plan, source)
        self._on_disk_since = self.history.done
        self._texts[id(plan)] = plan, self._file
        self.path = self.saved = target
        self.outside = None
        return target

    def _nearest_text(self) -> tuple[PlanFile | None, tuple[Renamed, ...]]:
        """The last text that the plan had on its way here, and what got another id since.

        So undo brings back the comments of what was removed, even if the plan was saved in between.
        """
        renames: tuple[Renamed, ...] = ()
        for change in reversed(self.history.done):
            if id(change.plan) in self._texts:
                return self._texts[id(change.plan)][1], renames
            renames = change.renamed + renames
        start = self._texts.get(id(self.history.start))
        return start[1] if start else self._file, renames
