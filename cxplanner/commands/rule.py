"""``cxplanner rule``: one gap rule explained."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from cxplanner.catalogue.load import catalogue_beside
from cxplanner.commands import ExitCode
from cxplanner.commands.call import Parser, no_such_rule, one_of
from cxplanner.commands.output import answer, text_width, wrapped
from cxplanner.commands.wrong import CallWrong
from cxplanner.documents.rule_page import RulePage, rule_page
from cxplanner.gaps import Rule, all_rules

EXAMPLE: Final = "cxplanner rule CX101"


def run(words: list[str]) -> int:
    """Explain the rule of a code or name."""
    parser = Parser("rule", "Explain one gap rule: why it is there, who says so, how to mend it.", EXAMPLE)
    parser.add_argument("code", metavar="CODE", help="the rule's code or name, such as no-executive-owner")
    formats = one_of("text", "md")
    parser.add_argument(
        "--format", type=formats, default="text", metavar="FORMAT", help="text, or md for Markdown"
    )
    parser.templates()
    options = parser.read(words)
    rule = _rule(options.code)
    catalogue = catalogue_beside(Path(), options.templates)
    if options.format == "md":
        answer(rule_page(rule, catalogue).rstrip("\n"))
    else:
        answer(_text(RulePage.of(rule, catalogue)))
    return ExitCode.WELL


def _rule(word: str) -> Rule:
    for code, rule in all_rules().items():
        if word.upper() == code or word.lower() == rule.name:
            return rule
    raise CallWrong(no_such_rule(word))


def _text(page: RulePage) -> str:
    width = text_width()
    lines = [f"{page.title} ({page.standing})", "", wrapped(page.summary, width)]
    for heading, text in page.sections:
        lines += ["", heading, wrapped(text, width, first="  ", rest="  ")]
    lines += ["", "Sources"]
    lines += [wrapped(source, width, first="  ", rest="    ") for source in page.sources]
    return "\n".join(lines)
