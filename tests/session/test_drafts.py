"""Drafts: who may read them, whose they are, when they go, and what they say."""

from __future__ import annotations

import json
import os
import stat
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cxplanner.plan.canonical import plan_text
from cxplanner.session.drafts import Draft, DraftKeeper, discard, left_behind, sweep_drafts
from cxplanner.session.private_files import Lock, holder_of
from cxplanner.session.workspace import Workspace
from tests.drafts import abandoned, opened_plan, rename
from tests.plans import CAT, TODAY, started


@pytest.fixture
def folder(own_home: Path) -> Path:
    return own_home / ".local/state/cxplanner/drafts"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A plan with one edit that is not saved."""
    path = tmp_path / "team.toml"
    path.write_text(plan_text(started("small")), encoding="utf-8")
    workspace = opened_plan(path)
    rename(workspace, "First")
    return workspace


def test_what_is_kept_comes_back(workspace: Workspace) -> None:
    before = workspace.path and workspace.path.read_text(encoding="utf-8")
    abandoned(workspace, "Title: Ada")
    (left,) = left_behind(workspace.path)
    draft = left.draft
    assert (draft.path, draft.base_text, draft.text) == (workspace.path, before, plan_text(workspace.plan))
    assert (draft.edits, draft.typed, draft.company) == (("Named First",), ("Title: Ada",), "First")
    assert left_behind() == (left,)
    discard(left)
    assert not left_behind()


def test_the_draft_of_a_running_planner_is_not_left_behind(workspace: Workspace, folder: Path) -> None:
    keeper = DraftKeeper()
    keeper.keep(workspace.work())
    assert not left_behind(workspace.path)
    assert str(os.getpid()) in (holder_of(next(folder.glob("*.lock"))) or "")
    keeper.drop()
    assert not list(folder.iterdir())


def test_a_second_planner_keeps_a_draft_beside_the_first(workspace: Workspace, folder: Path) -> None:
    abandoned(workspace)
    first, second = DraftKeeper(), DraftKeeper()
    first.keep(workspace.work())
    rename(workspace, "Second")
    second.keep(workspace.work())
    kept = sorted(json.loads(file.read_text())["company"] for file in folder.glob("*.json"))
    assert kept == ["First", "First", "Second"]
    first.drop()
    second.drop()
    assert [left.draft.company for left in left_behind(workspace.path)] == ["First"]


def test_what_is_kept_later_takes_the_place_of_what_was_kept(workspace: Workspace, folder: Path) -> None:
    keeper = DraftKeeper()
    keeper.keep(workspace.work())
    rename(workspace, "Second")
    keeper.keep(workspace.work())
    (file,) = folder.glob("*.json")
    assert json.loads(file.read_text())["edits"] == ["Named First", "Named Second"]


def test_a_plan_that_moves_takes_its_draft_along(workspace: Workspace, folder: Path, tmp_path: Path) -> None:
    keeper = DraftKeeper()
    keeper.keep(workspace.work())
    workspace.save(tmp_path / "other.toml")
    rename(workspace, "Second")
    keeper.keep(workspace.work())
    (file,) = folder.glob("*.json")
    said = json.loads(file.read_text())
    assert (said["path"], said["edits"]) == (str(tmp_path / "other.toml"), ["Named Second"])


def test_an_adopted_draft_stays_until_what_is_kept_next(workspace: Workspace, folder: Path) -> None:
    abandoned(workspace)
    keeper = DraftKeeper()
    (left,) = left_behind(workspace.path)
    keeper.adopt(left)
    assert left.file.exists()
    assert not left_behind()
    rename(workspace, "Second")
    keeper.keep(workspace.work())
    assert [json.loads(file.read_text())["company"] for file in folder.glob("*.json")] == ["Second"]
    keeper.drop()
    assert not list(folder.iterdir())


def test_what_was_taken_back_since_the_save_is_told(workspace: Workspace) -> None:
    rename(workspace, "Second")
    workspace.save()
    workspace.history.undo()
    rename(workspace, "Third")
    assert workspace.work().edits == ("Undone: Named Second", "Named Third")


@pytest.mark.posix
@pytest.mark.parametrize(("plan_mode", "mode"), [(0o644, 0o600), (0o600, 0o600), (0o400, 0o400)])
def test_nobody_else_reads_a_draft(workspace: Workspace, folder: Path, plan_mode: int, mode: int) -> None:
    assert workspace.path is not None
    workspace.path.chmod(plan_mode)
    folder.mkdir(parents=True, mode=0o777)
    folder.chmod(0o777)
    DraftKeeper().keep(workspace.work())
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert [stat.S_IMODE(file.stat().st_mode) for file in folder.glob("*.json")] == [mode]


@pytest.mark.posix
def test_nothing_is_written_through_a_link(workspace: Workspace, folder: Path, tmp_path: Path) -> None:
    abandoned(workspace)
    (file,) = folder.glob("*.json")
    target = tmp_path / "target"
    for name in (file, file.with_suffix(".lock")):
        name.unlink()
        name.symlink_to(target)
    DraftKeeper().keep(workspace.work())
    assert not target.exists()


@pytest.mark.posix
def test_a_folder_that_is_a_link_is_not_used(workspace: Workspace, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    folder.parent.mkdir(parents=True)
    folder.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(NotADirectoryError):
        DraftKeeper().keep(workspace.work())
    assert not list((tmp_path / "elsewhere").iterdir())


def test_a_draft_is_whole_or_not_there(
    workspace: Workspace, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper = DraftKeeper()
    keeper.keep(workspace.work())
    before = [(file.name, file.read_bytes()) for file in folder.glob("*.json")]

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    rename(workspace, "Second")
    with pytest.raises(OSError, match="No space"):
        keeper.keep(workspace.work())
    assert [(file.name, file.read_bytes()) for file in folder.glob("*.json")] == before
    assert not [file for file in folder.iterdir() if file.suffix == ".tmp"]


@pytest.mark.parametrize(("days", "stays"), [(89, True), (91, False)])
def test_only_old_drafts_are_swept(workspace: Workspace, days: int, stays: bool) -> None:
    abandoned(workspace)
    sweep_drafts(datetime.now(UTC) + timedelta(days=days))
    assert bool(left_behind(workspace.path)) is stays


def test_litter_is_swept_but_no_lock_that_is_held(workspace: Workspace, folder: Path) -> None:
    keeper = DraftKeeper()
    keeper.keep(workspace.work())
    held = {file.name for file in folder.iterdir()}
    (folder / ".cxplanner-0.tmp").touch()
    (folder / "0.lock").touch()
    sweep_drafts(datetime.now(UTC))
    assert len(list(folder.iterdir())) == 4
    sweep_drafts(datetime.now(UTC) + timedelta(hours=2))
    assert {file.name for file in folder.iterdir()} == held


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", '{"path": 1}', "\x00", "{" * 10_000])
def test_a_file_that_is_no_draft_is_passed_over(text: str, folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "new.json").write_text(text, encoding="utf-8")
    assert not left_behind()


@pytest.mark.parametrize("without", ["locks", "nothing"])
def test_two_new_plans_at_once_have_drafts_of_their_own(
    without: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_locks(*_: object) -> Lock:
        raise OSError(37, "No locks available")

    if without == "locks":
        monkeypatch.setattr(Lock, "taken", no_locks)
    new = [Workspace(started("small"), CAT, today=TODAY) for _ in range(2)]
    keepers = [DraftKeeper() for _ in new]
    threads = [
        threading.Thread(target=keeper.keep, args=[one.work()])
        for keeper, one in zip(keepers, new, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({keeper._file for keeper in keepers}) == 2


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda d: d, "Unsaved changes of 07:41: 1 edit"),
        (lambda d: d | {"edits": ("a", "b", "c")}, "Unsaved changes of 07:41: 3 edits"),
        (lambda d: d | {"typed": ("a",)}, "Unsaved changes of 07:41: 1 edit and text typed into a field"),
        (lambda d: d | {"edits": (), "typed": ("a",)}, "Unsaved changes of 07:41: text typed into a field"),
        (lambda d: d | {"base_text": "", "edits": ()}, "A new plan, never saved, of 07:41"),
        (lambda d: d | {"days": 1}, "Unsaved changes of 28 February 2027, 07:41: 1 edit"),
    ],
)
def test_a_draft_says_what_it_is(
    change: Callable[[dict[str, object]], dict[str, object]], words: str
) -> None:
    said = change({"edits": ("a",), "typed": (), "base_text": "x", "days": 0})
    local = datetime.now().astimezone().tzinfo
    when = datetime(2027, 3, 1, 7, 41, tzinfo=local) - timedelta(days=int(str(said["days"])))
    draft = Draft(
        path=None,
        company="Acme",
        base_digest=None,
        base_text=str(said["base_text"]),
        text="",
        edits=tuple(said["edits"]),  # type: ignore[arg-type]
        typed=tuple(said["typed"]),  # type: ignore[arg-type]
        when=when,
    )
    assert draft.headline(datetime(2027, 3, 1, 12, tzinfo=local)) == words
