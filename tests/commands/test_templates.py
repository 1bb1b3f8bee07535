"""A company's own templates: copied, changed, and at work in every command."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from cxplanner.catalogue.catalogue import KINDS
from cxplanner.catalogue.load import SHIPPED, load_catalogue, shipped_catalogue
from cxplanner.catalogue.text import own_file

EVERYTHING = [(kind, key) for kind, (name, _) in KINDS.items() for key in getattr(shipped_catalogue(), name)]


def test_a_role_is_copied_with_its_very_text(
    cx: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    said = cx("templates", "copy", "role", "cx-analyst")
    assert (said.status, said.out) == (0, "Wrote .cxplanner/templates/roles/cx-analyst.toml\n")
    copy = tmp_path / ".cxplanner" / "templates" / "roles" / "cx-analyst.toml"
    assert copy.read_bytes() == (SHIPPED / "roles" / "cx-analyst.toml").read_bytes()
    assert (
        "from .cxplanner/templates/roles/cx-analyst.toml"
        in cx("catalogue", "role", "cx-analyst", "--origin").out
    )


def test_every_template_of_every_kind_can_be_copied_and_says_the_same(cx: Any, tmp_path: Path) -> None:
    own = tmp_path / "own"
    for kind, key in EVERYTHING:
        assert cx("templates", "copy", kind, key, "--to", own).status == 0
    shipped, laid = shipped_catalogue(), load_catalogue(SHIPPED, own)
    for kind, (name, _) in KINDS.items():
        assert list(getattr(laid, name).items()) == list(getattr(shipped, name).items())
        assert all(laid.origins[kind, key] == own_file(own, kind, key) for key in getattr(laid, name))


def test_beside_a_plan(cx: Any, plan: Path) -> None:
    said = cx("templates", "copy", "scale", "enterprise", "--plan", plan)
    assert said.out == f"Wrote {plan.parent / '.cxplanner' / 'templates' / 'scales' / 'enterprise.toml'}\n"
    assert cx("check", plan).status == 1
    assert (
        "there is no plan" in cx("templates", "copy", "scale", "small", "--plan", plan.parent / "x.toml").err
    )


def test_a_copy_is_kept_unless_forced(cx: Any, tmp_path: Path) -> None:
    call = ("templates", "copy", "role", "cx-analyst", "--to", tmp_path)
    cx(*call)
    copy = tmp_path / "roles" / "cx-analyst.toml"
    copy.write_text("mine", encoding="utf-8")
    said = cx(*call)
    assert (said.status, said.out) == (2, "")
    assert "--force overwrites it" in said.err
    assert copy.read_text(encoding="utf-8") == "mine"
    assert cx(*call, "--force").status == 0
    assert copy.read_bytes() == (SHIPPED / "roles" / "cx-analyst.toml").read_bytes()


@pytest.mark.parametrize("text", ["[nps", "a = " + "[" * 5000, "\udcff"])
def test_a_file_of_the_whole_kind_that_cannot_be_read_is_named(cx: Any, tmp_path: Path, text: str) -> None:
    (tmp_path / "metrics.toml").write_bytes(text.encode("utf-8", "surrogateescape"))
    said = cx("templates", "copy", "metric", "nps", "--to", tmp_path)
    assert (said.status, said.out) == (2, "")
    assert "metrics.toml" in said.err
    assert not (tmp_path / "metrics").exists()


@pytest.mark.posix
@pytest.mark.parametrize("force", [(), ("--force",)])
def test_nothing_is_written_through_a_link(cx: Any, tmp_path: Path, force: tuple[str, ...]) -> None:
    link = tmp_path / "own" / "roles" / "cx-analyst.toml"
    link.parent.mkdir(parents=True)
    link.symlink_to(tmp_path / "elsewhere")
    said = cx("templates", "copy", "role", "cx-analyst", "--to", tmp_path / "own", *force)
    assert (said.status, said.out) == (2, "")
    assert "is a link to another place" in said.err
    assert not (tmp_path / "elsewhere").exists()


def test_what_stands_in_a_file_of_the_whole_kind_is_not_hidden_by_a_copy(cx: Any, tmp_path: Path) -> None:
    shutil.copy(SHIPPED / "metrics.toml", tmp_path / "metrics.toml")
    said = cx("templates", "copy", "metric", "nps", "--to", tmp_path, "--force")
    assert said.status == 2
    assert "metrics.toml holds nps already; edit it there." in said.err
    assert not (tmp_path / "metrics").exists()


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["copy", "role", "cx-analist"], "there is no shipped role cx-analist. Did you mean cx-analyst?"),
        (["copy", "rol", "cx-analyst"], "Did you mean role?"),
        (["copi", "role", "cx-analyst"], "Did you mean copy?"),
        (["copy", "role"], "ID is missing"),
        (["copy", "role", "cx-analyst", "--plan", "a", "--to", "b"], "do not go together"),
    ],
)
def test_a_call_that_cannot_be_meant_writes_nothing(
    cx: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], complaint: str
) -> None:
    monkeypatch.chdir(tmp_path)
    said = cx("templates", *words)
    assert (said.status, said.out) == (2, "")
    assert complaint in said.err
    assert list(tmp_path.iterdir()) == []


LOYALTY = """\
title = "Loyalty manager"
purpose = "Runs the loyalty programme."
engagement = "dedicated"
scales = ["mid-size"]
duties = ["Plan the year of the programme"]
decides = ["Rewards"]
accountable = ["close-the-loop"]
skills_required = ["Experience with a loyalty programme"]
success_measures = ["Share of members who buy again"]
works_with = ["CX manager"]
reports_to = ["cx-manager"]
sources = ["field"]
"""


@pytest.fixture
def own(cx: Any, tmp_path: Path) -> Path:
    """A company's own templates beside its plan: a new role, a role of another title, one threshold."""
    folder = tmp_path / ".cxplanner" / "templates"
    for kind, key in (("role", "it-liaison"), ("scale", "mid-size")):
        assert cx("templates", "copy", kind, key, "--to", folder).status == 0
    for name, old, new in (
        ("roles/it-liaison.toml", 'title = "IT liaison"', 'title = "Bridge to IT"'),
        ("scales/mid-size.toml", "accountabilities_per_fte = 8", "accountabilities_per_fte = 4"),
    ):
        text = (folder / name).read_text(encoding="utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new), encoding="utf-8")
    (folder / "roles" / "loyalty-manager.toml").write_text(LOYALTY, encoding="utf-8")
    return folder


def test_two_roles_and_a_threshold_of_ones_own_work_everywhere(cx: Any, tmp_path: Path, own: Path) -> None:
    path = tmp_path / "team.toml"
    assert cx("new", path, "--company", "Acme", "--scale", "mid-size").status == 0
    shipped = cx("check", path, "--templates", SHIPPED, "--select", "CX203")
    assert shipped.status == 0
    assert "CX manager" in cx("check", path, "--select", "CX203").out

    with path.open("a", encoding="utf-8") as file:
        file.write('\n[positions.loyalty]\nrole = "loyalty-manager"\nreports_to = "cx-manager"\n')
    assert cx("check", path, "--select", "CX307").status == 0
    said = cx("roles", path, "--position", "loyalty", "--position", "it-liaison").out
    assert "# Loyalty manager" in said
    assert "# Bridge to IT" in said

    listed = cx("catalogue", "role", "--origin", "--templates", own).out.splitlines()
    theirs = [line for line in listed if str(own) in line]
    assert {line.split()[0] for line in theirs} == {"it-liaison", "loyalty-manager"}
    assert "closes" in cx("next", path).out
    assert cx("grow", path, "--to", "enterprise").status == 1


def test_a_mistake_in_a_template_of_ones_own_names_file_line_and_key(cx: Any, plan: Path, own: Path) -> None:
    (own / "roles" / "loyalty-manager.toml").write_text(
        LOYALTY.replace('"cx-manager"', '"cx-manger"').replace("purpose =", "purpos ="), encoding="utf-8"
    )
    scale = own / "scales" / "mid-size.toml"
    text = scale.read_text(encoding="utf-8").replace("consulted = 5", 'consulted = "five"')
    line = text[: text.index('consulted = "five"')].count("\n") + 1
    scale.write_text(text, encoding="utf-8")
    for words in (("check", plan), ("roles", plan), ("next", plan), ("grow", plan, "--to", "small")):
        said = cx(*words)
        assert (said.status, said.out) == (2, "")
        assert f"{own / 'roles' / 'loyalty-manager.toml'}:2:1: purpos:" in said.err
        assert f"{scale}:{line}:1: thresholds.consulted:" in said.err


def test_a_plan_with_a_role_nobody_has_opens_with_a_gap_and_keeps_its_data(
    cx: Any, tmp_path: Path, own: Path
) -> None:
    path = tmp_path / "team.toml"
    assert cx("new", path, "--company", "Acme", "--scale", "mid-size").status == 0
    with path.open("a", encoding="utf-8") as file:
        file.write(
            '\n[positions.loyalty]\nrole = "loyalty-manager"\nincumbent = "Kim"\nreports_to = "cx-manager"\n'
            'note = "since the merger"\nduties = ["Plan the year"]\n'
        )
    assert cx("fmt", path).status == 0
    before = path.read_bytes()
    shutil.rmtree(own)
    said = cx("check", path, "--format", "json", "--select", "CX307")
    (gap,) = json.loads(said.out)["plans"][0]["gaps"]
    assert (said.status, gap["subject"]) == (1, "loyalty")
    assert cx("fmt", path).status == 0
    assert path.read_bytes() == before
    assert cx("grow", path, "--to", "enterprise", "--apply").status == 0
    for line in ('role = "loyalty-manager"', 'incumbent = "Kim"', 'note = "since the merger"'):
        assert line in path.read_text(encoding="utf-8")
    assert "Plan the year" in cx("roles", path, "--position", "loyalty").out
    assert cx("next", path).status == 0


def test_problems_of_templates_are_told_once_and_under_their_own_name(cx: Any, tmp_path: Path) -> None:
    for name in ("north", "south"):
        assert cx("new", tmp_path / f"{name}.toml", "--company", "N", "--scale", "small").status == 0
    own = tmp_path / ".cxplanner" / "templates"
    own.mkdir(parents=True)
    wrong = own / "areas.toml"
    wrong.write_text('[ours]\ntitle = 1\nabout = "x"\nsources = []\n', encoding="utf-8")
    said = cx("check", tmp_path)
    assert said.status == 2
    assert said.err.count(f"{wrong}:2:1: ours.title: should be text in quotes") == 1
    assert f"{tmp_path / 'south.toml'} is not judged: 1 problem in its templates" in said.err


def test_a_copy_joins_the_nearest_templates_rather_than_hiding_them(
    cx: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".cxplanner" / "templates").mkdir(parents=True)
    (tmp_path / "plans").mkdir()
    monkeypatch.chdir(tmp_path / "plans")
    said = cx("templates", "copy", "role", "cx-analyst")
    assert said.out == "Wrote ../.cxplanner/templates/roles/cx-analyst.toml\n"
    origin = cx("catalogue", "role", "cx-analyst", "--origin").out
    assert "from ../.cxplanner/templates/roles/cx-analyst.toml" in origin
