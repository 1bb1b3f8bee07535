"""What a change does to a plan, as a comment on a pull request: first what to decide, then the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cxplanner.documents.markdown import calling_nobody
from cxplanner.gaps.rule import Gap
from cxplanner.gaps.words import by_severity
from cxplanner.text.words import counted
from cxplanner.versions.review import GROUPS, Review


def review_page(review: Review) -> str:
    """The whole comment, in Markdown."""
    company = calling_nobody(review.after.plan.company.name)
    if not review.differences:
        return f"### {company}: the plan says the same as before\n"
    decisions = review.decisions
    parts = [
        f"### {company}: {counted(len(review.differences), 'difference')} in the plan",
        _summary(review),
        _section("To decide", (calling_nobody(one.sentence) for one in decisions)),
        _section("Gaps this opens", _opened(review.opened)),
        _section("Gaps this closes", map(_gap, review.closed)),
        _section("Gaps that stay, in other words", map(_gap, review.altered)),
    ]
    for group, some in review.groups.items():
        rest = (calling_nobody(one.sentence) for one in some if one not in decisions)
        parts.append(_section(GROUPS[group], rest))
    return "\n\n".join(part for part in parts if part) + "\n"


def _summary(review: Review) -> str:
    """The change in three lines: gaps, size, costs."""
    lines = [f"**{_gaps(review)}**"]
    for money in (False, True):
        said = "; ".join(one.sentence() for one in review.measures if one.is_money is money)
        if said:
            lines.append(f"{calling_nobody(said[0].upper() + said[1:])}.")
    return "\\\n".join(lines)


def _gaps(review: Review) -> str:
    if not (review.opened or review.closed):
        return "Opens no gap, closes none."
    opened = f"Opens {counted(len(review.opened), 'gap')}" if review.opened else "Opens no gap"
    severe = f" ({by_severity(review.opened)})" if review.opened else ""
    return f"{opened}{severe}, closes {len(review.closed) or 'none'}."


def _section(title: str, items: Iterable[str]) -> str:
    told = list(items)
    return "\n".join([f"#### {title}", "", *(f"- {item}" for item in told)]) if told else ""


def _gap(gap: Gap) -> str:
    return f"{calling_nobody(gap.message)} ({gap.severity}, {gap.code})"


def _opened(gaps: Iterable[Gap]) -> Iterator[str]:
    """The gaps with why they matter; those of one rule together, since the reason is the same for all."""
    rules: dict[str, list[Gap]] = {}
    for gap in gaps:
        rules.setdefault(gap.code, []).append(gap)
    for code, some in rules.items():
        said = " ".join(calling_nobody(gap.message) for gap in some)
        why = f"Why it matters: {calling_nobody(some[0].reason)}"
        yield f"**{some[0].severity.capitalize()}:** {said} ({code})\\\n  {why}"
