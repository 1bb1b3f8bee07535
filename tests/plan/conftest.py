"""A small catalogue of every kind of template, for tests that read plans."""

from __future__ import annotations

import pytest

from cxplanner.catalogue import models
from cxplanner.catalogue.catalogue import Catalogue


def _role(title: str) -> models.Role:
    return models.Role(
        title=title,
        purpose="To do the work.",
        engagement="dedicated",
        scales=("small",),
        duties=("Does it",),
        decides=("Little",),
        skills_required=("Care",),
        success_measures=("It is done",),
        works_with=("Everybody",),
        sources=("field",),
    )


def _scale(title: str) -> models.Scale:
    group = models.RequiredRole(title="Analysis", any_of=("cx-analyst",), sources=("field",))
    return models.Scale(
        title=title,
        about="A size.",
        headcount_from=1,
        sources=("field",),
        expected=models.Expected(dedicated_min=1, fte_min=1, sources=("field",)),
        thresholds=models.Thresholds(
            accountabilities_per_fte=8, fte_floor=0.5, consulted=5, direct_reports=8
        ),
        required=models.Required(responsibilities=("gather-feedback",), roles={"analysis": group}),
        starting=models.Starting(positions=(), responsibilities={}),
    )


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    cited = ("field",)
    departments = {
        name: models.DepartmentType(title=name.title(), about="A department.", sources=cited)
        for name in ("marketing", "sales", "it")
    }
    responsibilities = {
        name: models.Responsibility(
            title=name, area="leadership", stage="all", about="Work.", usual_roles=(), sources=cited
        )
        for name in ("own-the-experience", "gather-feedback")
    }
    return Catalogue(
        sources={"field": models.CitedSource(title="Field", about="Common practice.")},
        areas={"leadership": models.Area(title="Leadership", about="An area.", sources=cited)},
        departments=departments,
        posts={
            "ceo": models.Post(title="Chief executive officer", short="CEO", top=True, sources=cited),
            "cmo": models.Post(title="Chief marketing officer", short="CMO", sources=cited),
        },
        roles={name: _role(name) for name in ("cx-manager", "cx-analyst")},
        responsibilities=responsibilities,
        metrics={
            "nps": models.MetricType(
                title="Net Promoter Score",
                short="NPS",
                unit="points",
                better="higher",
                family="loyalty",
                about="A measure.",
                sources=cited,
            )
        },
        tools={"surveys": models.ToolFamily(title="Surveys", about="Tools.", sources=cited)},
        initiatives={
            "mobile-app": models.InitiativeType(
                title="Mobile app", about="A project.", departments=("it",), sources=cited
            )
        },
        leadership={
            "marketing-led": models.LeadershipModel(
                title="Marketing",
                about="A model.",
                owner_roles=(),
                speaks_for=(),
                speaks_against=(),
                sources=cited,
            )
        },
        scales={"small": _scale("Small")},
    )
