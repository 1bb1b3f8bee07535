"""The catalogue: all templates, from one or several folders, ready for lookups."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal

from cxplanner.catalogue.models import (
    Area,
    CitedSource,
    DepartmentType,
    InitiativeType,
    LeadershipModel,
    MetricType,
    Post,
    Responsibility,
    Role,
    Scale,
    ToolFamily,
)
from cxplanner.toml.records import Record

Kind = Literal[
    "source",
    "area",
    "department",
    "post",
    "role",
    "responsibility",
    "metric",
    "tool",
    "initiative",
    "leadership",
    "scale",
]

KINDS: Final[Mapping[Kind, tuple[str, type[Record]]]] = {
    "source": ("sources", CitedSource),
    "area": ("areas", Area),
    "department": ("departments", DepartmentType),
    "post": ("posts", Post),
    "role": ("roles", Role),
    "responsibility": ("responsibilities", Responsibility),
    "metric": ("metrics", MetricType),
    "tool": ("tools", ToolFamily),
    "initiative": ("initiatives", InitiativeType),
    "leadership": ("leadership", LeadershipModel),
    "scale": ("scales", Scale),
}
"""Kind of template -> (name of its file ``NAME.toml`` or folder ``NAME/ID.toml``, its model)."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything in the templates: each kind by id, in the order of its files."""

    sources: Mapping[str, CitedSource]
    areas: Mapping[str, Area]
    departments: Mapping[str, DepartmentType]
    posts: Mapping[str, Post]
    roles: Mapping[str, Role]
    responsibilities: Mapping[str, Responsibility]
    metrics: Mapping[str, MetricType]
    tools: Mapping[str, ToolFamily]
    initiatives: Mapping[str, InitiativeType]
    leadership: Mapping[str, LeadershipModel]
    scales: Mapping[str, Scale]
    origins: Mapping[tuple[str, str], Path] = field(default_factory=dict)
    """(kind, id) -> the file it was read from."""
    digest: str = field(default="", compare=False)
    """A digest that identifies the exact files; empty if it is not known."""

    def suggested_scale(self, headcount: int) -> str:
        """The scale a headcount suggests: the largest one it reaches. The manager decides."""
        reached = [key for key, scale in self.scales.items() if headcount >= scale.headcount_from]
        return reached[-1] if reached else next(iter(self.scales))
