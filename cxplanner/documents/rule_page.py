"""The page that explains one gap rule, made from what is declared with the rule itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from cxplanner.catalogue.catalogue import Catalogue
from cxplanner.catalogue.citations import source_lines
from cxplanner.documents.blocks import Block, Document, Paragraph, heading, item_list, plain
from cxplanner.documents.markdown import markdown
from cxplanner.gaps.rule import Rule
from cxplanner.text.words import listed, one_line


@dataclass(frozen=True, slots=True)
class RulePage:
    """The parts of the page, in plain text; ``sections`` are pairs of heading and text."""

    title: str
    standing: str
    summary: str
    sections: tuple[tuple[str, str], ...]
    sources: tuple[str, ...]

    @classmethod
    def of(cls, rule: Rule, catalogue: Catalogue) -> Self:
        """The page of a rule, with its sources and the scales at which it applies."""
        scales = binds_at(rule, catalogue)
        every = len(scales) == len(catalogue.scales)
        where = "Every scale." if every else f"{listed(scales).capitalize()}." if scales else "No scale."
        return cls(
            title=f"{rule.code} {rule.name}",
            standing=f"{rule.severity}, {rule.kind}",
            summary=rule.summary,
            sections=(
                ("Why", rule.reason),
                ("Example", rule.example),
                ("Fix", rule.remedy),
                ("Binds at", where),
            ),
            sources=tuple(one_line(line) for line in source_lines(rule.sources, catalogue.sources)),
        )


def binds_at(rule: Rule, catalogue: Catalogue) -> list[str]:
    """The scales at which a rule applies, the smallest first."""
    by_size = sorted(catalogue.scales, key=lambda key: catalogue.scales[key].headcount_from)
    return [key for key in by_size if rule.code not in catalogue.scales[key].rules_off]


def rule_page(rule: Rule, catalogue: Catalogue) -> str:
    """The page of a rule as Markdown."""
    return markdown(rule_document(rule, catalogue))


def rule_document(rule: Rule, catalogue: Catalogue) -> Document:
    """The page of a rule."""
    page = RulePage.of(rule, catalogue)
    blocks: list[Block] = [
        heading(page.title, 1),
        Paragraph((plain(page.standing, emphasis=True),)),
        Paragraph((plain(page.summary),)),
    ]
    for title, text in page.sections:
        blocks += [heading(title, 2), Paragraph((plain(text),))]
    return (*blocks, heading("Sources", 2), *item_list(page.sources))
