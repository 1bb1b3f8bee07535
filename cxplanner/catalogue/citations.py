"""Who says what: a citation names a source of the catalogue, alone or with one of the facts it holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from cxplanner.catalogue.models import CitedSource

FACT: Final = "/"
"""Separates a source and its fact, as in ``003/reports-to-ceo``."""


def cited_sources(citations: Iterable[str]) -> tuple[str, ...]:
    """The sources that are cited, each once, in the order of the citations: ``("003", "field")``."""
    return tuple(dict.fromkeys(citation.partition(FACT)[0] for citation in citations))


def bracketed(citations: Iterable[str]) -> str:
    """The sources as written after a sentence: ``[003, field]``."""
    return f"[{', '.join(cited_sources(citations))}]"


def source_lines(citations: Iterable[str], sources: Mapping[str, CitedSource]) -> list[str]:
    """A line for each source that is cited: its id, its title, and the facts cited from it."""
    cited = tuple(citations)
    return [_line(source, cited, sources.get(source)) for source in cited_sources(cited)]


def _line(source: str, citations: Iterable[str], known: CitedSource | None) -> str:
    if known is None:
        return f"[{source}]"
    facts = [known.facts[name] for name in _facts(source, citations) if name in known.facts]
    colon = "" if known.title.endswith(("?", "!", ".")) else ":"
    return f"[{source}] {known.title}" + (f"{colon} {' '.join(facts)}" if facts else "")


def _facts(source: str, citations: Iterable[str]) -> list[str]:
    pairs = (citation.partition(FACT) for citation in citations)
    return [fact for cited, _, fact in pairs if cited == source and fact]
