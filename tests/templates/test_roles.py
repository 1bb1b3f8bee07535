"""The shipped role templates: complete, sound, and worth posting."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
import tomli

import cxplanner
from cxplanner.catalogue.citations import cited_sources
from cxplanner.catalogue.models import Role
from cxplanner.text.words import visible
from cxplanner.toml.validate import judged

FOLDER: Final = Path(cxplanner.__file__).parent / "templates" / "roles"

ROLE_IDS: Final = frozenset(
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

CORE: Final = frozenset(
    [
        "develop-strategy",
        "gather-feedback",
        "share-insight",
        "represent-customer",
        "be-the-customer",
        "analyse-data",
        "own-touchpoints",
        "shape-buying-journey",
        "maintain-tools",
    ]
)
"""What even a one-person team covers, beyond the two responsibilities that are its executive's."""

EXECUTIVE: Final = frozenset(
    [
        "own-the-experience",
        "set-objectives",
        "secure-budget",
        "lead-culture",
        "lead-cx-board",
        "develop-strategy",
        "align-measures",
    ]
)

RESPONSIBILITY_IDS: Final = (
    CORE
    | EXECUTIVE
    | frozenset(
        [
            "hire-for-customers",
            "build-brand-promise",
            "monitor-social-media",
            "maintain-models",
            "know-segments",
            "keep-single-source",
            "track-metrics",
            "align-channels",
            "brief-campaigns",
            "hand-over-promises",
            "run-support-experience",
            "run-back-office-touchpoints",
            "close-the-loop",
            "align-applications",
            "integrate-crm",
            "align-it-planning",
            "staff-initiatives",
        ]
    )
)

DEPARTMENTS: Final = frozenset(
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
POSTS: Final = frozenset(["owners", "ceo", "cmo", "cio", "coo", "cfo", "cro", "cpo"])
SCALES: Final = frozenset(["small", "mid-size", "enterprise"])
SOURCES: Final = frozenset(["000", "001", "002", "003", "004", "field"])
EXECUTIVE_ROLES: Final = frozenset(["chief-experience-officer", "executive-sponsor"])
ARTICLES: Final = frozenset(["a", "an", "the", "this", "that", "our", "your", "to", "responsible", "is"])
CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def _read(role_id: str) -> Role:
    return judged(Role, tomli.loads((FOLDER / f"{role_id}.toml").read_text(encoding="utf-8")))


def _roles() -> dict[str, Role]:
    return {path.stem: _read(path.stem) for path in sorted(FOLDER.glob("*.toml"))}


def _own_texts(role: Role) -> Iterator[str]:
    yield role.title
    yield from role.other_titles
    yield role.purpose
    yield from role.duties
    yield from role.decides
    yield from role.skills_required
    yield from role.skills_preferred
    yield from role.success_measures


def test_the_files_are_exactly_the_roles_of_the_field() -> None:
    assert len(ROLE_IDS) == 18
    assert set(_roles()) == ROLE_IDS


def test_the_list_of_responsibilities_is_complete() -> None:
    assert len(RESPONSIBILITY_IDS) == 32


@pytest.mark.parametrize("role_id", sorted(ROLE_IDS))
class TestEveryRole:
    """What holds for each role by itself."""

    def test_refers_only_to_what_exists(self, role_id: str) -> None:
        role = _read(role_id)
        assert {*role.accountable, *role.responsible} <= RESPONSIBILITY_IDS
        assert {*role.represents} <= DEPARTMENTS
        assert role.department is None or role.department in DEPARTMENTS
        assert {*role.reports_to} <= (ROLE_IDS | POSTS) - {role_id}
        assert {*role.scales} <= SCALES
        assert {*cited_sources(role.sources)} <= SOURCES

    def test_says_enough_and_not_too_much(self, role_id: str) -> None:
        role = _read(role_id)
        assert 2 <= len(re.findall(r"\.(?:\s|$)", role.purpose)) <= 3
        assert 5 <= len(role.duties) <= 8
        assert 2 <= len(role.decides) <= 4
        assert 4 <= len(role.skills_required) <= 6
        assert 2 <= len(role.skills_preferred) <= 4
        assert 3 <= len(role.success_measures) <= 5
        assert 3 <= len(role.works_with) <= 6
        assert 1 <= len(role.other_titles) <= 4
        assert role.scales
        assert role.reports_to
        assert role.sources

    def test_duties_start_with_a_verb(self, role_id: str) -> None:
        for duty in _read(role_id).duties:
            first = re.split(r"[\s,:]", duty)[0]
            assert first.isalpha()
            assert first.lower() not in ARTICLES
            assert first == "Bring" or not first.endswith(("ing", "tion", "ness", "ity"))
            assert not duty.endswith(".")

    def test_texts_show_as_they_are_written(self, role_id: str) -> None:
        role = _read(role_id)
        for text in (*_own_texts(role), *role.works_with):
            assert not CONTROL.search(text)
            assert visible(text) == text
            assert text == " ".join(text.split())

    def test_kind_department_and_share_agree(self, role_id: str) -> None:
        role = _read(role_id)
        assert role.executive == (role_id in EXECUTIVE_ROLES)
        has_home = role.executive or role.engagement == "contributing"
        assert (role.department is not None) == has_home
        assert bool(role.represents) == has_home
        assert role.department is None or role.department in role.represents
        assert (role.fte < 0.5) == (role.engagement == "contributing")

    def test_letters_fit_the_kind_of_role(self, role_id: str) -> None:
        role = _read(role_id)
        assert role.accountable or role.responsible
        if role.executive:
            assert {*role.accountable} == EXECUTIVE
        elif role.engagement == "contributing":
            assert {*role.accountable} <= {*role.responsible}
        else:
            assert not {*role.accountable} & {*role.responsible}
            assert len(role.accountable) <= (9 if role_id == "cx-generalist" else 7)


def test_every_responsibility_is_usually_somebodys_even_without_the_generalist() -> None:
    specialists = [role for role_id, role in _roles().items() if role_id != "cx-generalist"]
    answered_for = {item for role in specialists for item in role.accountable}
    assert answered_for == RESPONSIBILITY_IDS


def test_what_an_executive_answers_for_beyond_leadership_is_done_by_somebody() -> None:
    team = [role for role in _roles().values() if not role.executive]
    done = {item for role in team for item in (*role.accountable, *role.responsible)}
    assert {"develop-strategy", "align-measures"} <= done


def test_the_generalist_covers_the_core() -> None:
    assert {*_read("cx-generalist").accountable} == CORE


def test_no_two_roles_share_a_text() -> None:
    times = Counter(text for role in _roles().values() for text in _own_texts(role))
    assert [text for text, count in times.items() if count > 1] == []


def test_every_department_has_somebody_to_speak_for_it() -> None:
    assert {item for role in _roles().values() for item in role.represents} == DEPARTMENTS


def test_the_chief_experience_officer_never_reports_to_a_peer() -> None:
    assert {*_read("chief-experience-officer").reports_to} <= {"ceo", "owners"}


def test_keys_stand_in_the_order_of_the_model() -> None:
    order = [name for name in Role.assumed if name != "onet"]
    for path in FOLDER.glob("*.toml"):
        keys = [key for key in tomli.loads(path.read_text(encoding="utf-8")) if key != "onet"]
        assert keys == [name for name in order if name in keys], path.name
