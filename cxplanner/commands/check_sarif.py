"""The answer of ``check`` for code scanning: SARIF 2.1.0, one run with the rules and every gap.

Accepted gaps are there as suppressed results. A file that cannot be read is a result as well, since services
show nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final
from urllib.parse import quote

from cxplanner import VERSION
from cxplanner.commands.check_results import Broken, Checked, Outcome, in_repository
from cxplanner.commands.check_text import lapsed
from cxplanner.commands.output import answer
from cxplanner.gaps import Gap, Rule, all_rules, fixes_for
from cxplanner.text.words import one_line
from cxplanner.toml.problems import Problem

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
UNREADABLE: Final = "unreadable"
"""Stands for a rule: that a file can be read as a plan."""
_LEVELS: Final[Mapping[str, str]] = {"critical": "error", "major": "warning", "minor": "note"}


def show_sarif(outcome: Outcome) -> None:
    """Write the log."""
    rules = [*map(_rule, all_rules().values()), _unreadable()]
    places = {str(rule["id"]): place for place, rule in enumerate(rules)}
    results = [result for broken in outcome.broken for result in _problems(broken)]
    results += [_result(gap, checked) for checked in outcome.checked for gap in checked.gaps]
    run = {
        "tool": {"driver": {"name": "cxplanner", "semanticVersion": VERSION, "rules": rules}},
        "invocations": [{"executionSuccessful": not outcome.broken}],
        "columnKind": "unicodeCodePoints",
        "results": [{**result, "ruleIndex": places[str(result["ruleId"])]} for result in results],
    }
    answer(json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2))


def _rule(rule: Rule) -> dict[str, object]:
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.reason},
        "help": {"text": f"{rule.reason}\n\nFix: {rule.remedy}\n\ncxplanner rule {rule.code} says more."},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": [rule.severity, rule.kind]},
    }


def _unreadable() -> dict[str, object]:
    text = "A file that is checked cannot be read as a plan."
    return {
        "id": UNREADABLE,
        "shortDescription": {"text": text},
        "help": {"text": "Each problem says what to write instead."},
        "defaultConfiguration": {"level": "error"},
    }


def _problems(broken: Broken) -> Iterator[dict[str, object]]:
    for problem in broken.error.problems:
        own = problem.path == str(broken.path)
        path = broken.path if own else Path(problem.path)
        yield {
            "ruleId": UNREADABLE,
            "level": "error",
            "message": {"text": _said(problem)},
            "locations": _locations(path, problem.line, problem.column),
        }


def _said(problem: Problem) -> str:
    said = ": ".join(filter(None, (problem.key, problem.message)))
    return one_line(f"{said}. {problem.hint}" if problem.hint else said)


def _result(gap: Gap, checked: Checked) -> dict[str, object]:
    message = one_line(f"{gap.message}{lapsed(gap, checked.team)}")
    if fixes := fixes_for(gap, checked.team):
        message += f" Fix: {one_line(fixes[0].title)}."
    path = in_repository(checked.path) or "-"
    return {
        "ruleId": gap.code,
        "level": _LEVELS[gap.severity],
        "message": {"text": message},
        "locations": _locations(checked.path, checked.line(gap)),
        "partialFingerprints": {"gap/v1": f"{path}:{gap.code}.{gap.subject}"},
        "suppressions": _suppressions(gap),
    }


def _locations(path: Path | str, line: int, column: int = 0) -> list[dict[str, object]]:
    """Where it is: nowhere for standard input, which has no address."""
    file = in_repository(path)
    if file is None:
        return []
    place: dict[str, object] = {"artifactLocation": _address(file)}
    if line:
        place["region"] = {"startLine": line, **({"startColumn": column} if column else {})}
    return [{"physicalLocation": place}]


def _address(file: str) -> dict[str, object]:
    """A file of the repository as services expect it, or one elsewhere."""
    if Path(file).is_absolute():
        return {"uri": Path(file).as_uri()}
    return {"uri": quote(file), "uriBaseId": "%SRCROOT%"}


def _suppressions(gap: Gap) -> list[dict[str, object]]:
    if gap.waived is None:
        return []
    return [{"kind": "inSource", "status": "accepted", "justification": one_line(gap.waived.reason)}]
