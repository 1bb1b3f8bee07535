"""A company's own templates: found above the plan, bounded, and never read from outside their folder."""

import os
from pathlib import Path

import pytest

from cxplanner.catalogue import folders
from cxplanner.catalogue.folders import OVERLAY, own_templates, template_files
from cxplanner.catalogue.load import catalogue_beside, shipped_catalogue
from cxplanner.toml.problems import FileProblems, Problem

AREA = '[ours]\ntitle = "Ours"\nabout = "x"\nsources = ["field"]\n'


def refused(folder: Path) -> Problem:
    with pytest.raises(FileProblems) as caught:
        catalogue_beside(folder, anew=True)
    (problem,) = caught.value.problems
    return problem


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / OVERLAY
    folder.mkdir(parents=True)
    (folder / "areas.toml").write_text(AREA, encoding="utf-8")
    return folder


@pytest.fixture
def deep(tmp_path: Path) -> Path:
    folder = tmp_path / "plans" / "2027"
    folder.mkdir(parents=True)
    return folder


@pytest.mark.parametrize("root", ["git", "home"])
def test_the_nearest_templates_are_found_up_to_the_root(
    root: str, own: Path, deep: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert own_templates(deep) is None, "neither a repository nor the home folder is above"
    if root == "git":
        (own.parents[1] / ".git").mkdir()
    else:
        monkeypatch.setenv("HOME", str(own.parents[1]))
    assert own_templates(deep) == own
    assert "ours" in catalogue_beside(deep).areas
    (deep / OVERLAY).mkdir(parents=True)
    assert own_templates(deep) == deep / OVERLAY


def test_templates_beyond_the_root_are_not_the_plans(own: Path, deep: Path) -> None:
    (deep.parent / ".git").write_text("gitdir: elsewhere\n", encoding="utf-8")
    assert own_templates(deep) is None
    assert catalogue_beside(deep) is shipped_catalogue()


def test_a_folder_named_from_here_is_told_from_here(
    own: Path, deep: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (own.parents[1] / ".git").mkdir()
    monkeypatch.chdir(deep)
    assert own_templates(Path()) == Path("..", "..", OVERLAY)


@pytest.mark.posix
@pytest.mark.parametrize("kind", ["file", "pipe", "dangling link"])
def test_something_else_than_a_folder_is_said(kind: str, tmp_path: Path) -> None:
    path = tmp_path / OVERLAY
    path.parent.mkdir()
    if kind == "file":
        path.touch()
    elif kind == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to("nowhere")
    said = refused(tmp_path)
    assert said.path == str(path)
    assert said.message.startswith("this should be a folder of templates, but is a")


@pytest.mark.posix
def test_a_link_to_another_place_is_not_followed(tmp_path: Path) -> None:
    inside = tmp_path / "plans"
    (inside / ".cxplanner").mkdir(parents=True)
    (inside / OVERLAY).symlink_to("/")
    assert refused(inside).message == "this is a link to another place; none is followed"
    (inside / OVERLAY).unlink()
    (inside / ".cxplanner").rmdir()
    (tmp_path / "other" / "templates").mkdir(parents=True)
    (inside / ".cxplanner").symlink_to(tmp_path / "other")
    assert refused(inside).message == "this is a link to another place; none is followed"


@pytest.mark.posix
def test_no_link_leads_out_of_the_folder(own: Path, tmp_path: Path) -> None:
    (own / "roles").symlink_to("/")
    assert refused(tmp_path) == Problem(
        str(own / "roles"), 0, 0, "", "this is a link to a folder; none is followed"
    )
    (own / "roles").unlink()
    (own / "posts.toml").symlink_to("/etc/passwd")
    assert refused(tmp_path).message.startswith("this is a link out of the folder of templates")
    (own / "posts.toml").unlink()
    (own / "posts.toml").symlink_to("gone")
    assert refused(tmp_path).message == "this is a link that leads nowhere"


@pytest.mark.posix
def test_a_link_within_the_folder_is_read(own: Path, tmp_path: Path) -> None:
    (own / "areas.toml").rename(own / "areas.txt")
    (own / "areas.toml").symlink_to("areas.txt")
    assert "ours" in catalogue_beside(tmp_path, anew=True).areas


@pytest.mark.posix
def test_a_pipe_is_said_and_nobody_waits_for_it(own: Path, tmp_path: Path) -> None:
    os.mkfifo(own / "roles.toml")
    assert refused(tmp_path).message == "this is a pipe or a device, not a file"


def test_depth_is_bounded(own: Path, tmp_path: Path) -> None:
    here = os.open(own, os.O_RDONLY)
    try:
        for _ in range(100):
            os.mkdir("d", dir_fd=here)
            inner = os.open("d", os.O_RDONLY, dir_fd=here)
            os.close(here)
            here = inner
    finally:
        os.close(here)
    assert refused(tmp_path).message == "this folder is nested too deeply (at most 5)"


def test_number_and_size_are_bounded(own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders, "MOST_FILES", 3)
    for name in "abc":
        (own / name).touch()
    assert "more than 3 files and folders" in refused(tmp_path).message
    monkeypatch.undo()
    with (own / "posts.toml").open("wb") as file:
        file.truncate(folders.MOST_BYTES)
    assert refused(tmp_path).message == "the templates in it are larger than 1 MB together"


def test_hidden_things_are_left_alone(own: Path, tmp_path: Path) -> None:
    (own / ".git" / "a" / "b" / "c" / "d" / "e" / "f").mkdir(parents=True)
    (own / ".areas.toml").write_text("[", encoding="utf-8")
    assert template_files(own) == [own / "areas.toml"]
    assert "ours" in catalogue_beside(tmp_path, anew=True).areas
