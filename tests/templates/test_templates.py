"""Every shipped template validates, and every name one template uses for another exists."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

import pytest
import tomli

import cxplanner
from cxplanner.catalogue.catalogue import KINDS, Kind
from cxplanner.catalogue.models import (
    CitedSource,
    InitiativeType,
    LeadershipModel,
    MetricType,
    Post,
    Responsibility,
    Scale,
)
from cxplanner.gaps import Rule, all_rules
from cxplanner.toml.records import Record
from cxplanner.toml.validate import judged

T = TypeVar("T", bound=Record)
TEMPLATES = Path(cxplanner.__file__).parent / "templates"
TABLES: tuple[Kind, ...] = (
    "source",
    "area",
    "department",
    "post",
    "responsibility",
    "metric",
    "tool",
    "initiative",
    "leadership",
)
ROLES = frozenset(
    [
        "chief-experience-officer",
        "cx-manager",
        "applications-manager",
        "cx-analyst",
        "marketing-sales-liaison",
        "it-liaison",
        "customer-support-manager",
        "cx-generalist",
        "cx-strategist",
        "cx-technologist",
        "voc-manager",
        "cx-designer",
        "customer-success-lead",
        "service-delivery-liaison",
        "product-liaison",
        "back-office-liaison",
        "digital-cx-project-lead",
        "executive-sponsor",
    ]
)
AREAS = {
    "leadership": (
        "own-the-experience set-objectives secure-budget lead-culture lead-cx-board hire-for-customers"
    ),
    "strategy": "develop-strategy build-brand-promise align-measures",
    "voice": "gather-feedback monitor-social-media share-insight represent-customer be-the-customer",
    "insight": "analyse-data maintain-models know-segments keep-single-source track-metrics",
    "journey": (
        "own-touchpoints shape-buying-journey align-channels brief-campaigns hand-over-promises "
        "run-support-experience run-back-office-touchpoints close-the-loop"
    ),
    "technology": "maintain-tools align-applications integrate-crm align-it-planning staff-initiatives",
}
CORE = {
    "own-the-experience",
    "set-objectives",
    "develop-strategy",
    "gather-feedback",
    "share-insight",
    "represent-customer",
    "be-the-customer",
    "analyse-data",
    "own-touchpoints",
    "shape-buying-journey",
    "maintain-tools",
}
MORE_AT_MID_SIZE = {
    "secure-budget",
    "monitor-social-media",
    "know-segments",
    "keep-single-source",
    "track-metrics",
    "align-channels",
    "brief-campaigns",
    "hand-over-promises",
    "run-support-experience",
    "close-the-loop",
    "align-it-planning",
}
RULES_OFF = {
    "small": {
        "CX104",
        "CX105",
        "CX110",
        "CX203",
        "CX206",
        "CX208",
        "CX304",
        "CX305",
        "CX309",
        "CX310",
        "CX401",
        "CX402",
        "CX405",
        "CX406",
        "CX504",
        "CX506",
        "CX602",
        "CX603",
    },
    "mid-size": {"CX402"},
    "enterprise": {"CX302"},
}


def read(path: Path) -> dict[str, Any]:
    return tomli.loads(path.read_text(encoding="utf-8"))


def table(kind: Kind) -> dict[str, Record]:
    name, model = KINDS[kind]
    return {key: judged(model, value) for key, value in read(TEMPLATES / f"{name}.toml").items()}


def table_of(kind: Kind, model: type[T]) -> dict[str, T]:
    return {key: record for key, record in table(kind).items() if isinstance(record, model)}


def scales() -> dict[str, Scale]:
    return {path.stem: judged(Scale, read(path)) for path in (TEMPLATES / "scales").glob("*.toml")}


def cited(value: object) -> Iterator[str]:
    """Every source named anywhere below a parsed table."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from inner if key == "sources" else cited(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from cited(inner)


SOURCES = table_of("source", CitedSource)
DOCUMENTS = set(SOURCES) - {"field"}
CITABLE = {*SOURCES, *(f"{key}/{fact}" for key, source in SOURCES.items() for fact in source.facts)}


def responsibilities() -> dict[str, Responsibility]:
    return table_of("responsibility", Responsibility)


@pytest.mark.parametrize("kind", TABLES)
def test_a_file_of_tables_validates_and_has_no_empty_text(kind: Kind) -> None:
    records = table(kind)
    assert len(records) >= 3
    for record in records.values():
        assert all(text.strip() for text in vars(record).values() if isinstance(text, str))


def test_there_is_one_template_for_each_scale() -> None:
    assert set(scales()) == {"small", "mid-size", "enterprise"}


def test_the_responsibilities_stand_area_by_area_in_the_agreed_order() -> None:
    expected = [(area, name) for area, names in AREAS.items() for name in names.split()]
    assert [(duty.area, name) for name, duty in responsibilities().items()] == expected
    assert len(expected) == 32
    assert list(table("area")) == list(AREAS)


def test_the_sources_are_the_five_documents_and_common_practice() -> None:
    assert list(table_of("source", CitedSource)) == ["000", "001", "002", "003", "004", "field"]


@pytest.mark.parametrize("path", sorted(TEMPLATES.glob("*.toml")) + sorted(TEMPLATES.glob("scales/*.toml")))
def test_every_citation_names_a_known_source(path: Path) -> None:
    names = set(cited(read(path)))
    assert names <= CITABLE
    assert names or path.stem == "sources"


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.toml")), ids=lambda path: path.stem)
def test_a_document_is_cited_for_a_fact_that_it_holds(path: Path) -> None:
    assert set(cited(read(path))) <= CITABLE - DOCUMENTS


@pytest.mark.parametrize("rule", all_rules().values(), ids=lambda rule: rule.code)
def test_a_rule_cites_facts_that_its_sources_hold(rule: Rule) -> None:
    assert rule.sources
    assert set(rule.sources) <= CITABLE - DOCUMENTS


def test_a_fact_is_a_sentence_that_stands_in_one_source_only() -> None:
    facts = [fact for source in SOURCES.values() for fact in source.facts.values()]
    assert all(fact[0].isupper() or fact[0].isdigit() for fact in facts)
    assert all(fact.endswith(".") for fact in facts)
    assert len(set(facts)) == len(facts)
    assert {key for key, source in SOURCES.items() if source.facts} == DOCUMENTS


def test_every_fact_cites_something() -> None:
    for kind in TABLES:
        for key, value in read(TEMPLATES / f"{KINDS[kind][0]}.toml").items():
            assert kind == "source" or value["sources"], f"{kind} {key}"


def test_departments_and_posts_are_the_agreed_ones_and_share_no_id() -> None:
    departments, posts = table("department"), table_of("post", Post)
    assert list(departments) == (
        [
            "marketing",
            "sales",
            "product",
            "service-delivery",
            "customer-service",
            "back-office",
            "it",
            "executives",
        ]
    )
    assert {"owners", "ceo", "cmo", "cio", "coo", "cfo", "cro", "cpo"} <= set(posts)
    assert {key for key, post in posts.items() if post.top} == {"owners", "ceo"}
    assert not set(departments) & set(posts)


def test_usual_roles_exist_and_executive_work_goes_to_executives() -> None:
    executives = {"chief-experience-officer", "executive-sponsor"}
    for name, duty in responsibilities().items():
        assert set(duty.usual_roles) <= ROLES, name
        assert (set(duty.usual_roles) <= executives) == duty.executive, name


def test_executive_work_and_what_belongs_to_the_whole() -> None:
    duties = responsibilities()
    assert {name for name, duty in duties.items() if duty.executive} == {
        "own-the-experience",
        "set-objectives",
        "secure-budget",
        "lead-culture",
        "lead-cx-board",
        "align-measures",
    }
    assert {name for name, duty in duties.items() if duty.whole} == {
        "own-the-experience",
        "set-objectives",
        "develop-strategy",
    }


def test_a_larger_team_has_something_to_do_before_and_after_the_sale() -> None:
    stages = {responsibilities()[name].stage for name in scales()["mid-size"].required.responsibilities}
    assert stages == {"before", "at", "after", "all"}


def test_metrics_include_a_measure_of_every_family() -> None:
    metrics = table_of("metric", MetricType)
    assert {metric.family for metric in metrics.values()} == {
        "satisfaction",
        "loyalty",
        "value",
        "effort",
        "operations",
    }
    assert {key for key, metric in metrics.items() if metric.better == "lower"} == {
        "repurchase-timing",
        "agent-turnover",
    }
    assert (metrics["csat"].family, metrics["nps"].family) == ("satisfaction", "loyalty")


def test_every_initiative_needs_it_and_only_known_departments() -> None:
    types = table_of("initiative", InitiativeType)
    assert list(types) == ["new-channel", "mobile-app", "agent-analytics", "custom-app", "other"]
    for initiative in types.values():
        assert "it" in initiative.departments
        assert set(initiative.departments) <= set(table("department"))


def test_leadership_models_show_both_sides() -> None:
    models = table_of("leadership", LeadershipModel)
    assert list(models) == ["chief-experience-officer", "marketing-led", "service-led"]
    for model in models.values():
        assert model.speaks_for
        assert model.speaks_against
        assert set(model.owner_roles) <= ROLES
        assert all(view.sources for view in (*model.speaks_for, *model.speaks_against))


def test_each_scale_switches_off_the_rules_that_do_not_bind_there() -> None:
    assert {name: set(scale.rules_off) for name, scale in scales().items()} == RULES_OFF


def test_each_scale_requires_the_agreed_responsibilities() -> None:
    required = {name: list(scale.required.responsibilities) for name, scale in scales().items()}
    assert set(required["small"]) == CORE
    assert set(required["mid-size"]) == CORE | MORE_AT_MID_SIZE
    assert required["enterprise"] == list(responsibilities())


@pytest.mark.parametrize("name", ["small", "mid-size", "enterprise"])
def test_what_a_scale_requires_exists(name: str) -> None:
    required = scales()[name].required
    departments = set(table("department"))
    assert {*required.departments, *required.board, *required.insight} <= departments
    assert set(required.heard) <= ROLES
    assert set(required.hand_over) == {"b2b", "b2c", "both"}
    for roles in required.hand_over.values():
        assert set(roles) <= ROLES
    for group in required.roles.values():
        assert set(group.any_of) <= ROLES
        assert set(group.models) <= set(table("leadership"))


def test_scales_follow_each_other_without_a_gap_in_headcount() -> None:
    assert {name: scale.headcount_from for name, scale in scales().items()} == {
        "small": 0,
        "mid-size": 100,
        "enterprise": 1000,
    }


def test_thresholds_are_the_same_at_every_scale() -> None:
    assert {tuple(vars(scale.thresholds).values()) for scale in scales().values()} == {(8, 0.5, 5, 8, 2, 0.5)}
