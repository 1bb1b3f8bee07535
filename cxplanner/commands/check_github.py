"""The answer of ``check`` for a job on GitHub: annotations at the lines of the plan.

GitHub shows ten annotations of a kind for each step of a job; the severest come first. The whole of it is
in the job's log, and what does not fit there goes into a summary by ``--format md``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, Literal

from cxplanner.commands.check_results import Broken, Checked, Outcome, in_repository
from cxplanner.commands.check_text import all_in_a_sentence, lapsed, lapsing
from cxplanner.commands.output import answer
from cxplanner.gaps import SEVERITIES, Gap, fixes_for
from cxplanner.text.words import one_line, visible

_IN_WORDS: Final = (("%", "%25"), ("\r", "%0D"), ("\n", "%0A"))
_IN_NAMES: Final = (*_IN_WORDS, (":", "%3A"), (",", "%2C"))


def show_github(outcome: Outcome) -> None:
    """Write an annotation for each gap and problem, and one line that counts them."""
    for broken in outcome.broken:
        answer("\n".join(_problems(broken)))
    found = [(gap, checked) for checked in outcome.checked for gap in checked.open]
    for gap, checked in sorted(found, key=lambda pair: SEVERITIES.index(pair[0].severity)):
        answer(_gap(gap, checked, outcome.failing))
    for checked in outcome.checked:
        for gap in checked.lapsing:
            place = {**_place(checked.path, checked.line(gap)), "title": f"{gap.code} {gap.name}"}
            answer(_annotation("notice", place, f"{lapsing(gap, checked.team)}."))
    answer(_shown(all_in_a_sentence(outcome), _IN_WORDS))


def _problems(broken: Broken) -> Iterator[str]:
    for problem in broken.error.problems:
        own = problem.path == str(broken.path)
        place = _place(broken.path if own else Path(problem.path), problem.line)
        where = {**place, "col": str(problem.column)} if "line" in place else place
        said = ": ".join(filter(None, (problem.key, problem.message)))
        message = f"{said}. {problem.hint}" if problem.hint else said
        yield _annotation("error", {**where, "title": "No plan can be read"}, message)


def _gap(gap: Gap, checked: Checked, failing: tuple[str, ...]) -> str:
    """An error where it fails the check, else a warning."""
    message = f"{gap.message}{lapsed(gap, checked.team)}"
    if fixes := fixes_for(gap, checked.team):
        message += f"\nFix: {one_line(fixes[0].title)}"
    place = {**_place(checked.path, checked.line(gap)), "title": f"{gap.code} {gap.name} ({gap.severity})"}
    return _annotation("error" if gap.severity in failing else "warning", place, message)


def _place(path: Path | str, line: int) -> dict[str, str]:
    file = in_repository(path)
    if file is None:
        return {}
    return {"file": file, "line": str(line)} if line else {"file": file}


def _annotation(kind: Literal["error", "warning", "notice"], where: Mapping[str, str], message: str) -> str:
    told = ",".join(f"{name}={_shown(visible(value), _IN_NAMES)}" for name, value in where.items())
    lines = "\n".join(map(one_line, message.split("\n")))
    return f"::{kind} {told}::{_shown(lines, _IN_WORDS)}"


def _shown(text: str, signs: tuple[tuple[str, str], ...]) -> str:
    """Text in which no sign means anything to the runner."""
    for sign, escape in signs:
        text = text.replace(sign, escape)
    return text
