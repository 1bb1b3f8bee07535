"""``cxplanner rules``: every gap rule on a line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from cxplanner.catalogue.catalogue import Catalogue
from cxplanner.catalogue.load import catalogue_beside
from cxplanner.commands import ExitCode
from cxplanner.commands.call import Parser, one_of
from cxplanner.commands.output import answer, remark, table, text_width
from cxplanner.documents.rule_page import binds_at
from cxplanner.gaps import Rule, all_rules

EXAMPLE: Final = "cxplanner rules"
VERSION: Final = 1


def run(words: list[str]) -> int:
    """List the rules: code, name, severity, kind, and the scales they bind at."""
    parser = Parser("rules", "List every gap rule: code, name, severity, kind, scales it binds at.", EXAMPLE)
    parser.add_argument(
        "--format", type=one_of("text", "json"), default="text", metavar="FORMAT", help="text or json"
    )
    parser.templates()
    options = parser.read(words)
    catalogue = catalogue_beside(Path(), options.templates)
    if options.format == "json":
        rules = [_data(rule, catalogue) for rule in all_rules().values()]
        answer(json.dumps({"version": VERSION, "rules": rules}, indent=2))
        return ExitCode.WELL
    answer(table(_row(rule, catalogue) for rule in all_rules().values()))
    if text_width() is not None:
        remark("cxplanner rule CODE explains one.")
    return ExitCode.WELL


def _row(rule: Rule, catalogue: Catalogue) -> tuple[str, ...]:
    scales = ", ".join(binds_at(rule, catalogue)) or "no scale"
    return rule.code, rule.name, rule.severity, rule.kind, scales


def _data(rule: Rule, catalogue: Catalogue) -> dict[str, object]:
    names = ("code", "name", "severity", "kind", "summary", "reason", "example", "remedy")
    told = {name: getattr(rule, name) for name in names}
    return {**told, "sources": list(rule.sources), "scales": binds_at(rule, catalogue)}
