"""The words that templates and plans share: engagement, market, family, the code of a rule."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Final, Literal

from cxplanner.toml.records import Listed, Meets, Shape, no_doubles

RULE_PATTERN: Final = r"^CX[0-9]{3}$"
"""The code of a gap rule."""

RuleCode = Annotated[
    str,
    Shape(
        RULE_PATTERN,
        "is not the code of a rule: codes look like CX101",
        "List them with: cxplanner rules",
    ),
]
RuleCodes = Annotated[tuple[RuleCode, ...], Listed(), Meets(no_doubles)]

Engagement = Literal["dedicated", "contributing"]
Market = Literal["b2b", "b2c", "both"]
MARKETS: Final[Mapping[Market, str]] = {
    "b2b": "companies (B2B)",
    "b2c": "consumers (B2C)",
    "both": "companies and consumers",
}
"""Whom a company sells to, in words."""
Better = Literal["higher", "lower"]
Family = Literal["satisfaction", "loyalty", "value", "effort", "operations"]
Stage = Literal["before", "at", "after", "all"]
"""When a responsibility affects the customer: before, at or after the sale, or throughout."""
