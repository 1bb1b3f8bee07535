"""A plan file is a plan, or everything that is wrong with it at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from cxplanner.catalogue.catalogue import Catalogue
from cxplanner.plan.file import plan_from_source, read_plan
from cxplanner.plan.no_plan import NoPlan
from cxplanner.toml.locate import Locator
from cxplanner.toml.problems import FileProblems
from cxplanner.toml.source import source_from_text

PLAN = """schema = 1

[company]
name = "Northwind"
scale = "small"

[leadership]
model = "marketing-led"

[positions.boss]
role = "cx-manager"
reports_to = "ceo"
"""


def test_a_plan_is_read_with_its_source(tmp_path: Path, catalogue: Catalogue) -> None:
    path = tmp_path / "plan.toml"
    path.write_bytes(b"\xef\xbb\xbf" + PLAN.replace("\n", "\r\n").encode())
    file = read_plan(path, catalogue)
    assert file.plan.positions["boss"].reports_to == "ceo"
    assert (file.source.bom, file.source.newline) == (True, "\r\n")
    assert file.warnings == ()


def refused(text: str, catalogue: Catalogue) -> list[tuple[int, str]]:
    with pytest.raises(FileProblems) as caught:
        plan_from_source(source_from_text(text, Path("p")), catalogue, codes=lambda: ["CX101"])
    return [(problem.line, problem.sentence()) for problem in caught.value.problems]


def test_all_problems_come_together_in_order(catalogue: Catalogue) -> None:
    text = (
        PLAN.replace("ceo", "boss").replace('"small"', '"smal"') + "fte = 2\n[wavers]\n[waivers.CX9.boss]\n"
    )
    found = refused(text.replace("schema = 1", "schema = 'x'"), catalogue)
    assert [line for line, _ in found] == [1, 5, 12, 13, 14, 15, 15]
    assert "Did you mean small?" in found[1][1]
    assert "reports to itself" in found[2][1]
    assert "Did you mean waivers?" in found[4][1]


def test_a_newer_plan_is_refused_before_all_else(catalogue: Catalogue) -> None:
    ((line, said),) = refused("# hi\nschema = 2\nnew_things = 1\n", catalogue)
    assert line == 2
    assert "newer cxplanner" in said
    assert "Update" in said


@pytest.mark.parametrize("version", ["'1'", "true", "0", "1.0", "[1]"])
def test_the_version_is_a_number_we_know(catalogue: Catalogue, version: str) -> None:
    ((line, said),) = refused(PLAN.replace("schema = 1", f"schema = {version}"), catalogue)
    assert line == 1
    assert "Write schema = 1." in said


def test_a_missing_version_is_a_warning(catalogue: Catalogue) -> None:
    file = plan_from_source(source_from_text(PLAN.removeprefix("schema = 1\n"), Path("p")), catalogue)
    (warning,) = file.warnings
    assert (warning.line, warning.key) == (1, "schema")


def test_hidden_characters_are_warnings(catalogue: Catalogue) -> None:
    text = PLAN.replace("Northwind", "North\u202ewind\u200b") + 'note = "a\\u2066b\\nc"\n'
    file = plan_from_source(source_from_text(text, Path("p")), catalogue)
    assert [warning.line for warning in file.warnings] == [4, 13]
    assert "(\\u202e, \\u200b)" in file.warnings[0].sentence()
    assert file.plan.company.name == "North\u202ewind\u200b"


def test_families_joined_by_joiners_are_no_warning(catalogue: Catalogue) -> None:
    text = PLAN.replace("Northwind", "👩‍💻 می‌خواهم")
    assert plan_from_source(source_from_text(text, Path("p")), catalogue).warnings == ()


@pytest.mark.parametrize(
    ("name", "text", "place"),
    [
        ("staff.csv", "name,role,fte\nAna,Analyst,0.5\n", "1:5"),
        ("README", "About\n\nHow we plan.\n", "1:6"),
        ("plan.json", '{"company": "B"}\n', "1:1"),
    ],
)
def test_a_file_of_another_kind_is_no_plan(
    tmp_path: Path, catalogue: Catalogue, name: str, text: str, place: str
) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(NoPlan) as caught:
        read_plan(path, catalogue)
    assert str(caught.value) == f"{path}:{place}: this is not a cxplanner plan. A plan is a TOML file."


@pytest.mark.parametrize("there", [True, False])
def test_where_there_is_no_text_there_is_no_plan(tmp_path: Path, catalogue: Catalogue, there: bool) -> None:
    path = tmp_path / "plan.toml"
    if there:
        path.touch()
    with pytest.raises(NoPlan, match="this file is empty" if there else "there is no such file"):
        read_plan(path, catalogue)


@pytest.mark.parametrize(
    ("name", "text"), [("plan.TOML", "name role\n"), ("plan.txt", "[company]\nname role\n")]
)
def test_a_plan_with_a_slip_is_told_the_slip(catalogue: Catalogue, name: str, text: str) -> None:
    with pytest.raises(FileProblems, match="there is no = on this line"):
        plan_from_source(source_from_text(text, Path(name)), catalogue)


def test_a_long_list_is_read_once_for_doubles(catalogue: Catalogue) -> None:
    ids = ", ".join(f'"i{number}"' for number in range(20_000))
    row = f'[responsibilities.gather-feedback]\naccountable = "boss"\nresponsible = [{ids}, {ids}]\n'
    found = refused(f"{PLAN}{row}", catalogue)
    (said,) = [said for _, said in found if "listed twice" in said]
    assert "listed twice: i0, i1, i10, i100, " in said
    assert said.endswith(" and 19,988 more")


@pytest.mark.parametrize("line", ["{} = 1", '"{}" = 1', 'role = "{}"', 'reports_to = "{}"', "[positions.{}]"])
def test_a_line_of_any_length_is_not_told_whole(catalogue: Catalogue, line: str) -> None:
    for _, said in refused(PLAN.replace('reports_to = "ceo"', line.format("X" * 1_000_000)), catalogue):
        assert len(said) < 600


def test_nothing_is_looked_up_in_the_text_of_a_good_plan(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = '[positions.p{0}]\nrole = "cx-analyst"\nincumbent = "N {0}"\nreports_to = "boss"\nfte = 0.5\n'
    text = PLAN + "".join(entry.format(number) for number in range(1000))

    def refuse(*_: object) -> None:
        raise AssertionError("nothing has to be placed in a good plan")

    monkeypatch.setattr(Locator, "at", refuse)
    read = plan_from_source(source_from_text(text, Path("p")), catalogue)
    assert len(read.plan.positions) > 1000
