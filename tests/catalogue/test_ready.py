"""Templates that were judged good before come ready-made, the same; in any doubt they are judged."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from cxplanner.catalogue.catalogue import KINDS
from cxplanner.catalogue.load import SHIPPED, load_catalogue
from cxplanner.catalogue.ready import ready_catalogue
from cxplanner.toml.problems import FileProblems
from cxplanner.toml.straight import straight
from cxplanner.toml.validate import judged
from cxplanner.toml.verdicts import keep_known, known_good
from tests.catalogue.test_load import METRIC
from tests.systems import unless_root


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A company's templates, judged once."""
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "metrics.toml").write_text(METRIC)
    (folder / "roles").mkdir()
    (folder / "roles/tester.toml").write_text((SHIPPED / "roles/cx-analyst.toml").read_text())
    load_catalogue(SHIPPED, folder)
    return folder


def test_what_is_ready_made_is_the_same(own: Path) -> None:
    ready = ready_catalogue([SHIPPED, own])
    assert ready is not None
    fresh = load_catalogue(SHIPPED, Path(shutil.copytree(own, own.parent / "copy")))
    for name, _ in KINDS.values():
        assert repr(getattr(ready, name)) == repr(getattr(fresh, name))
    assert ready.origins["metric", "smiles"] == own / "metrics.toml"
    assert ready.origins["role", "cx-analyst"] == SHIPPED / "roles/cx-analyst.toml"
    assert ready.digest == fresh.digest


def changed(own: Path) -> None:
    path = own / "metrics.toml"
    path.write_text(path.read_text().replace("Smiles", "Grins", 1))


def added(own: Path) -> None:
    (own / "posts.toml").write_text('[mayor]\ntitle = "Mayor"\nshort = "M"\nsources = ["field"]\n')


def removed(own: Path) -> None:
    (own / "roles/tester.toml").unlink()


def renamed(own: Path) -> None:
    (own / "roles/tester.toml").rename(own / "roles/prober.toml")


def linked(own: Path) -> None:
    (own.parent / "areas").mkdir()
    (own.parent / "areas/new.toml").write_text('title = "New"\nabout = "New."\nsources = ["field"]\n')
    (own / "areas").symlink_to(own.parent / "areas")


def deep(own: Path) -> None:
    (own / "roles/drafts").mkdir()


def many(own: Path) -> None:
    for number in range(501):
        (own / f"note-{number}.txt").touch()


@pytest.mark.parametrize(
    "doubt",
    [changed, added, removed, renamed, pytest.param(linked, marks=pytest.mark.posix), deep, many],
)
def test_what_is_not_just_the_same_is_judged(own: Path, doubt: Callable[[Path], None]) -> None:
    doubt(own)
    assert ready_catalogue([SHIPPED, own]) is None


def test_templates_in_another_order_are_others(own: Path) -> None:
    assert ready_catalogue([own, SHIPPED]) is None


def test_a_template_that_is_wrong_is_told_each_time(own: Path) -> None:
    (own / "metrics.toml").write_text(METRIC.replace('"higher"', '"bigger"'))
    for _ in range(2):
        with pytest.raises(FileProblems, match="bigger"):
            load_catalogue(SHIPPED, own)


def test_a_stray_is_told_each_time(own: Path) -> None:
    (own / "metric.toml").write_text(METRIC)
    for _ in range(2):
        with pytest.raises(FileProblems, match=r"metrics\.toml"):
            load_catalogue(SHIPPED, own)


@pytest.mark.parametrize(
    "poison",
    [
        b"",
        b"null",
        b"[[1, 2]]",
        b'[["metric", "x", 0, "metrics.toml", {"waffle": 1}]]',
        b'[["metric", "x", 9, "metrics.toml", {}]]',
        b'[["waffle", "x", 0, "metrics.toml", {}]]',
        b"[" * 100_000,
        b"\xff",
        b"cos\nsystem\n(S'true'\ntR.",
    ],
)
def test_what_was_kept_and_does_not_fit_is_judged_anew(own: Path, poison: bytes) -> None:
    ready = ready_catalogue([SHIPPED, own])
    assert ready is not None
    keep_known(ready.digest, poison)
    assert ready_catalogue([SHIPPED, own]) is None
    assert load_catalogue(SHIPPED, own).metrics["smiles"].title == "Smiles"
    assert known_good(ready.digest) != poison


def test_every_shipped_template_is_the_same_both_ways() -> None:
    import tomli

    for kind, (name, model) in KINDS.items():
        together = SHIPPED / f"{name}.toml"
        tables = tomli.loads(together.read_text()) if together.exists() else {}
        tables |= {p.stem: tomli.loads(p.read_text()) for p in (SHIPPED / name).glob("*.toml")}
        assert tables, kind
        for data in tables.values():
            assert repr(straight(model, data)) == repr(judged(model, data))


@pytest.mark.posix
@unless_root
def test_a_template_that_may_not_be_read_is_told(own: Path) -> None:
    (own / "metrics.toml").chmod(0)
    with pytest.raises(FileProblems):
        load_catalogue(SHIPPED, own)
