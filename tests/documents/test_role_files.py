from pathlib import Path

import pytest

from cxplanner.documents.role_description import role_description
from cxplanner.documents.role_files import (
    FilesTaken,
    NotWritten,
    write_role_description,
    write_role_descriptions,
)
from cxplanner.plan.team import Team
from cxplanner.text.errors import CxplannerError
from cxplanner.toml.save import SaveRefused
from tests.plans import CAT, started


@pytest.fixture
def team() -> Team:
    return Team(started("enterprise"), CAT)


def test_a_file_for_each_position_in_a_folder_that_is_made(team: Team, tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "out"
    written = write_role_descriptions(team, team.members, folder)
    assert written == tuple(folder / f"{key}.md" for key in team.members)
    assert {path.stem: path.read_text(encoding="utf-8") for path in folder.iterdir()} == {
        key: role_description(team, key) for key in team.members
    }


def test_one_taken_name_and_nothing_is_written(team: Team, tmp_path: Path) -> None:
    (tmp_path / "cx-designer.md").write_text("mine", encoding="utf-8")
    with pytest.raises(FilesTaken) as refused:
        write_role_descriptions(team, team.members, tmp_path)
    assert refused.value.paths == (tmp_path / "cx-designer.md",)
    assert [path.name for path in tmp_path.iterdir()] == ["cx-designer.md"]
    write_role_descriptions(team, team.members, tmp_path, force=True)
    assert (tmp_path / "cx-designer.md").read_text(encoding="utf-8").startswith("# CX designer\n")


@pytest.mark.posix
@pytest.mark.parametrize("force", [False, True])
def test_nothing_is_written_through_a_link(team: Team, tmp_path: Path, force: bool) -> None:
    victim, folder = tmp_path / "victim", tmp_path / "out"
    victim.write_text("precious", encoding="utf-8")
    folder.mkdir()
    (folder / "cx-designer.md").symlink_to(victim)
    with pytest.raises(SaveRefused, match="link"):
        write_role_descriptions(team, team.members, folder, force=force)
    with pytest.raises(SaveRefused, match="link"):
        write_role_description(team, "cx-designer", folder / "cx-designer.md", force=force)
    assert victim.read_text(encoding="utf-8") == "precious"
    assert [path.name for path in folder.iterdir()] == ["cx-designer.md"]


@pytest.mark.posix
def test_a_folder_that_is_a_link_is_refused(team: Team, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (tmp_path / "out").symlink_to(elsewhere)
    with pytest.raises(SaveRefused, match="link"):
        write_role_descriptions(team, team.members, tmp_path / "out")
    assert list(elsewhere.iterdir()) == []


def test_one_description_under_a_name_of_choice(team: Team, tmp_path: Path) -> None:
    path = tmp_path / "designer.md"
    write_role_description(team, "cx-designer", path)
    assert path.read_text(encoding="utf-8") == role_description(team, "cx-designer")
    path.write_text("edited", encoding="utf-8")
    with pytest.raises(FilesTaken):
        write_role_description(team, "cx-designer", path)
    assert path.read_text(encoding="utf-8") == "edited"
    write_role_description(team, "cx-designer", path, force=True)
    assert path.read_text(encoding="utf-8") == role_description(team, "cx-designer")


def test_what_the_disk_refuses_is_said_in_words(team: Team, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(NotWritten, match="there is a file of that name"):
        write_role_descriptions(team, team.members, tmp_path / "file")
    with pytest.raises(CxplannerError, match="does not exist"):
        write_role_description(team, "cx-designer", tmp_path / "nowhere" / "x.md")
    with pytest.raises(CxplannerError):
        write_role_description(team, "cx-designer", tmp_path / f"{'x' * 300}.md")
