"""``cxplanner rules``: every gap rule on a line."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from cxplanner.catalogue.catalogue import Catalogue
from cxplanner.catalogue.load import catalogue_beside
from cxplanner.commands import ExitCode
from cxplanner.commands.call import Parser
from cxplanner.commands.output import answer, remark, table, text_width
from cxplanner.documents.rule_page import binds_at
from cxplanner.gaps import Rule, all_rules

EXAMPLE: Final = "cxplanner rules"


def run(words: list[str]) -> int:
    """List the rules: code, name, severity, kind, and the scales they bind at."""
    parser = Parser("rules", "List every gap rule: code, name, severity, kind, scales it binds at.", EXAMPLE)
    parser.templates()
    options = parser.read(words)
    catalogue = catalogue_beside(Path(), options.templates)
    answer(table(_row(rule, catalogue) for rule in all_rules().values()))
    if text_width() is not None:
        remark("cxplanner rule CODE explains one.")
    return ExitCode.WELL


def _row(rule: Rule, catalogue: Catalogue) -> tuple[str, ...]:
    scales = ", ".join(binds_at(rule, catalogue)) or "no scale"
    return rule.code, rule.name, rule.severity, rule.kind, scales
