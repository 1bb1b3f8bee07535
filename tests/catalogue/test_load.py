"""Reading templates: what is broken is named by file, line and key; overlays replace and add."""

import shutil
from pathlib import Path

import pytest

from cxplanner.catalogue.catalogue import KINDS, Catalogue
from cxplanner.catalogue.load import SHIPPED, load_catalogue
from cxplanner.toml.problems import FileProblems, Problem

METRIC = """\
[smiles]
title = "Smiles"
short = "Smiles"
unit = "smiles"
better = "higher"
family = "loyalty"
about = "How often customers smile."
sources = ["field"]
"""


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of the shipped templates, to break."""
    return Path(shutil.copytree(SHIPPED, tmp_path / "templates"))


def edit(folder: Path, name: str, old: str, new: str) -> int:
    """Change the first ``old`` in a template; answers its line."""
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def problems(*folders: Path) -> list[Problem]:
    with pytest.raises(FileProblems) as caught:
        load_catalogue(*folders)
    return list(caught.value.problems)


def overlay(tmp_path: Path, name: str, text: str) -> Path:
    path = tmp_path / "own" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return tmp_path / "own"


def test_the_shipped_templates_hold_something_of_every_kind(catalogue: Catalogue) -> None:
    for name, model in KINDS.values():
        things = getattr(catalogue, name)
        assert things
        assert all(isinstance(thing, model) for thing in things.values())


def test_everything_knows_the_file_it_came_from(catalogue: Catalogue) -> None:
    assert catalogue.origins["role", "cx-analyst"] == SHIPPED / "roles" / "cx-analyst.toml"
    assert catalogue.origins["metric", "csat"] == SHIPPED / "metrics.toml"
    number = sum(len(getattr(catalogue, name)) for name, _ in KINDS.values())
    assert len(catalogue.origins) == number


def test_an_overlay_adds_and_replaces_whole_things(tmp_path: Path) -> None:
    own = overlay(tmp_path, "metrics.toml", METRIC + METRIC.replace("smiles]", "csat]"))
    laid = load_catalogue(SHIPPED, own)
    assert laid.metrics["smiles"].title == "Smiles"
    assert laid.metrics["csat"].title == "Smiles"
    assert laid.metrics["nps"].title != "Smiles"
    assert laid.origins["metric", "csat"] == own / "metrics.toml"
    assert laid.origins["metric", "nps"] == SHIPPED / "metrics.toml"
    assert list(laid.metrics)[-1] == "smiles"


def test_an_overlay_may_hold_a_file_for_each_thing(tmp_path: Path) -> None:
    text = (SHIPPED / "roles" / "cx-analyst.toml").read_text(encoding="utf-8")
    own = overlay(tmp_path, "roles/researcher.toml", text.replace("CX analyst", "Researcher", 1))
    laid = load_catalogue(SHIPPED, own)
    assert laid.roles["researcher"].title == "Researcher"
    assert laid.roles["cx-analyst"].title == "CX analyst"


def test_a_folder_that_is_not_there_adds_nothing(tmp_path: Path) -> None:
    assert load_catalogue(SHIPPED, tmp_path / "none").roles == load_catalogue(SHIPPED).roles


@pytest.mark.parametrize(
    ("name", "old", "new", "key"),
    [
        ("roles/cx-analyst.toml", 'engagement = "dedicated"', 'engagement = "dedicatd"', "engagement"),
        ("roles/cx-analyst.toml", "fte = 1.0", "fte = 7", "fte"),
        ("roles/cx-analyst.toml", "purpose =", "purpos =", "purpos"),
        ("metrics.toml", 'better = "higher"', 'better = "up"', "csat.better"),
        ("scales/small.toml", "headcount_from = 0", 'headcount_from = "none"', "headcount_from"),
        ("scales/small.toml", '"CX104",', '"CX9999",', "rules_off[1]"),
        ("scales/small.toml", '"CX104",', '"cx104",', "rules_off[1]"),
        ("posts.toml", 'short = "CEO"', "short = 5", "ceo.short"),
    ],
)
def test_a_broken_template_names_file_line_and_key(
    copied: Path, name: str, old: str, new: str, key: str
) -> None:
    line = edit(copied, name, old, new)
    found = [problem for problem in problems(copied) if problem.key == key]
    assert [(p.path, p.line) for p in found] == [(str(copied / name), line)]


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("roles/cx-analyst.toml", '"share-insight"', '"share-insigt"', "no responsibility share-insigt"),
        ("roles/it-liaison.toml", 'department = "it"', 'department = "its"', "no department its"),
        ("roles/it-liaison.toml", '["cio"]', '["cios"]', "no role or post cios"),
        ("roles/it-liaison.toml", 'represents = ["it"]', 'represents = ["itt"]', "no department itt"),
        ("responsibilities.toml", 'area = "leadership"', 'area = "leaders"', "no area leaders"),
        ("responsibilities.toml", '"executive-sponsor"]', '"sponsor"]', "no role sponsor"),
        ("leadership.toml", '"executive-sponsor"]', '"sponsor"]', "no role sponsor"),
        ("leadership.toml", 'sources = ["002/officer-signals"]', 'sources = ["009"]', "no source 009"),
        (
            "leadership.toml",
            'sources = ["002/officer-signals"]',
            'sources = ["002/signals"]',
            "no source 002/signals",
        ),
        ("initiatives.toml", '"customer-service"', '"service"', "no department service"),
        ("scales/enterprise.toml", 'board_lead = "owner"', 'board_lead = "cxoo"', "no position cxoo"),
        ("scales/enterprise.toml", 'board_members = ["m', 'board_members = ["n', "no position n"),
        ("scales/enterprise.toml", 'csat = "voc-manager"', 'csat = "voc"', "no position voc"),
        (
            "scales/small.toml",
            'sources = ["001/small-team", "field"]',
            'sources = ["fields"]',
            "no source fields",
        ),
        ("scales/small.toml", 'role = "cx-generalist"', 'role = "generalist"', "no role generalist"),
        ("metrics.toml", 'sources = ["', 'sources = ["x', "no source x"),
    ],
)
def test_an_id_that_leads_nowhere_is_named_in_its_place(
    copied: Path, name: str, old: str, new: str, said: str
) -> None:
    line = edit(copied, name, old, new)
    found = [problem for problem in problems(copied) if said in problem.message]
    assert [(p.path, p.line) for p in found] == [(str(copied / name), line)]


def test_all_broken_files_are_told_together(copied: Path) -> None:
    edit(copied, "metrics.toml", 'better = "higher"', 'better = "up"')
    edit(copied, "roles/it-liaison.toml", "fte = 0.2", "fte = 2")
    edit(copied, "areas.toml", "title =", "title = =")
    assert {Path(problem.path).name for problem in problems(copied)} == {
        "metrics.toml",
        "it-liaison.toml",
        "areas.toml",
    }


def test_a_value_where_a_table_should_be_is_placed(tmp_path: Path) -> None:
    own = overlay(tmp_path, "metrics.toml", METRIC.replace("[smiles]", "frowns = 3\n[smiles]"))
    (problem,) = problems(SHIPPED, own)
    assert (problem.line, problem.key) == (1, "frowns")
    assert "table of its own" in problem.message


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("role/x.toml", "Did you mean roles/x.toml?"),
        ("metric.toml", "Did you mean metrics.toml?"),
        ("Roles/x.toml", "Did you mean roles/x.toml?"),
        ("roles/drafts/x.toml", "Did you mean roles/x.toml?"),
        ("qqq.toml", "The names are sources, areas,"),
    ],
)
def test_a_file_that_no_kind_reads_is_told(tmp_path: Path, name: str, hint: str) -> None:
    (problem,) = problems(SHIPPED, overlay(tmp_path, name, METRIC))
    assert problem.path == str(tmp_path / "own" / name)
    assert hint in str(problem.hint)


def test_hidden_files_are_nobodys_template(tmp_path: Path) -> None:
    overlay(tmp_path, ".trash/role/x.toml", METRIC)
    assert load_catalogue(SHIPPED, overlay(tmp_path, ".metric.toml", METRIC)).roles


def test_ids_that_no_plan_could_name_are_refused(tmp_path: Path) -> None:
    text = (SHIPPED / "roles" / "cx-analyst.toml").read_text(encoding="utf-8")
    overlay(tmp_path, "roles/CX Analyst.toml", text)
    own = overlay(tmp_path, "metrics.toml", METRIC.replace("[smiles]", '["Smiles!"]'))
    found = {problem.hint: problem for problem in problems(SHIPPED, own)}
    assert "“CX Analyst” cannot be an id" in found["Rename the file."].message
    assert found["Rename the table."].line == 1
