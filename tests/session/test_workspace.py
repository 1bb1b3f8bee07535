"""The workspace: what is edited, judged, undone and saved, without any screen."""

from datetime import timedelta
from pathlib import Path

import pytest

from cxplanner.edits.positions import duplicate_position, remove_position, rename_position, set_position
from cxplanner.plan.canonical import plan_text
from cxplanner.plan.file import read_plan
from cxplanner.plan.subjects import section_of
from cxplanner.session.workspace import Workspace
from cxplanner.text.errors import CxplannerError
from cxplanner.toml.save import SaveRefused
from tests.plans import CAT, TODAY, put, sound, started


def fresh(path: Path | None = None) -> Workspace:
    return Workspace(started("small"), CAT, path=path, today=TODAY)


def reopened(path: Path) -> Workspace:
    file = read_plan(path, CAT)
    return Workspace(file.plan, CAT, path=path, source=file.source, today=TODAY)


def twin(workspace: Workspace) -> bool:
    return workspace.do(duplicate_position(workspace.plan, CAT, next(iter(workspace.plan.positions))))


def test_a_new_plan_is_unsaved_until_it_has_a_file(tmp_path: Path) -> None:
    workspace = fresh()
    assert workspace.unsaved
    with pytest.raises(CxplannerError, match="say where to save it"):
        workspace.save()
    path = tmp_path / "a.toml"
    assert workspace.save(path) == path
    assert not workspace.unsaved
    assert workspace.path == path
    assert path.read_text(encoding="utf-8") == plan_text(workspace.plan)


def test_edits_undo_and_saving_know_what_is_on_disk(tmp_path: Path) -> None:
    workspace = fresh(tmp_path / "a.toml")
    workspace.save()
    assert twin(workspace)
    assert workspace.unsaved
    workspace.history.undo()
    assert not workspace.unsaved
    workspace.history.redo()
    workspace.save()
    assert not workspace.unsaved
    workspace.history.undo()
    assert workspace.unsaved


def test_an_edit_that_changes_nothing_is_no_edit() -> None:
    workspace = fresh()
    before = workspace.plan
    change = duplicate_position(before, CAT, next(iter(before.positions)))
    assert workspace.do(change)
    assert not workspace.do(change)
    assert workspace.history.done == (change,)


def test_gaps_follow_the_plan_and_accepted_ones_do_not_count() -> None:
    workspace = Workspace(sound("small"), CAT, today=TODAY)
    assert not workspace.gaps_in("positions")
    assert not workspace.judged
    assert not workspace.gaps
    assert not workspace.gap_counts
    assert twin(workspace)
    assert workspace.team.plan is workspace.plan
    sections = {section_of(gap.code, gap.subject) for gap in workspace.open_gaps}
    counted = [len(gaps) for section in sections for gaps in workspace.gaps_in(section).values()]
    assert sum(counted) == sum(workspace.gap_counts.values()) == len(workspace.open_gaps)
    assert all(gap.waived is None for gap in workspace.open_gaps)
    assert workspace.open_gaps is workspace.open_gaps
    assert all(workspace.gaps_in(section) is workspace.gaps_in(section) for section in sections)
    workspace.history.undo()
    assert workspace.open_gaps == ()
    assert not any(workspace.gaps_in(section) for section in sections)


def test_saving_elsewhere_takes_the_plan_there(tmp_path: Path) -> None:
    first, second = tmp_path / "a.toml", tmp_path / "b.toml"
    workspace = fresh(first)
    workspace.save()
    before = first.read_bytes()
    assert twin(workspace)
    workspace.save(second)
    assert first.read_bytes() == before
    assert second.read_text(encoding="utf-8") == plan_text(workspace.plan)
    with pytest.raises(SaveRefused) as refused:
        workspace.save(first)
    assert refused.value.reason == "exists"
    assert workspace.path == second


def test_what_somebody_else_wrote_is_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    fresh(path).save()
    workspace = reopened(path)
    path.write_text("schema = 1 # theirs\n", encoding="utf-8")
    assert twin(workspace)
    with pytest.raises(SaveRefused) as refused:
        workspace.save()
    assert refused.value.reason == "changed"
    assert workspace.unsaved
    assert path.read_text(encoding="utf-8") == "schema = 1 # theirs\n"


def commented(path: Path) -> str:
    """Save a plan with a comment above, behind and below its first position; its text."""
    fresh(path).save()
    tidy = path.read_text(encoding="utf-8")
    first = tidy.index("[positions.")
    end = tidy.index("]", first) + 1
    text = f"# ours\n{tidy[:first]}# above it\n{tidy[first:end]} # behind it{tidy[end:]}"
    path.write_text(text, encoding="utf-8")
    return text


def test_what_was_not_edited_stays_as_it_is_written(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    text = commented(path)
    workspace = reopened(path)
    key = next(iter(workspace.plan.positions))
    assert workspace.do(set_position(workspace.plan, CAT, key, {"location": "Ghent"}))
    workspace.save()
    saved = path.read_text(encoding="utf-8")
    new = {line for line in saved.splitlines() if line not in text.splitlines()}
    assert new == {'location = "Ghent"'}
    assert len(saved.splitlines()) == len(text.splitlines()) + 1
    assert not workspace.unsaved
    workspace.save(tmp_path / "b.toml")
    assert (tmp_path / "b.toml").read_text(encoding="utf-8") == saved


def test_saving_what_was_not_edited_writes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    commented(path)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().rstrip().replace(b"\n", b"\r\n"))
    before = path.read_bytes(), path.stat()
    workspace = reopened(path)
    workspace.save()
    twin(workspace)
    workspace.history.undo()
    workspace.save()
    assert (path.read_bytes(), path.stat()) == before


def test_a_renamed_position_keeps_its_comments(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    text = commented(path)
    workspace = reopened(path)
    old = next(iter(workspace.plan.positions))
    workspace.do(rename_position(workspace.plan, CAT, old, "boss"))
    workspace.do(set_position(workspace.plan, CAT, "boss", {"location": "Ghent"}))
    workspace.save()
    saved = path.read_text(encoding="utf-8")
    assert "# above it\n[positions.boss] # behind it\n" in saved
    workspace.history.undo()
    workspace.history.undo()
    workspace.save()
    assert path.read_text(encoding="utf-8") == text


def test_undo_after_saving_brings_back_the_comments_of_what_was_removed(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    commented(path)
    workspace = reopened(path)
    key = next(iter(workspace.plan.positions))
    workspace.do(set_position(workspace.plan, CAT, key, {"location": "Ghent"}))
    workspace.do(remove_position(workspace.plan, CAT, key))
    workspace.save()
    assert "# above it" not in path.read_text(encoding="utf-8")
    assert workspace.comments_gone == 2
    workspace.history.undo()
    workspace.save()
    assert workspace.comments_gone == 0
    assert f"# above it\n[positions.{key}] # behind it\n" in path.read_text(encoding="utf-8")


def test_what_others_wrote_in_between_is_not_undone_with_the_plan(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    text = commented(path)
    workspace = reopened(path)
    twin(workspace)
    workspace.save()
    path.write_text(path.read_text(encoding="utf-8") + "\n# theirs\n", encoding="utf-8")
    theirs = read_plan(path, CAT)
    assert not workspace.take_over(theirs.plan, theirs.source)
    workspace.history.undo()
    workspace.save()
    assert path.read_text(encoding="utf-8") == f"{text}\n# theirs\n"


def test_another_day_can_be_looked_at_and_changes_nothing_in_the_plan() -> None:
    plan = put(sound("mid-size"), "analyst", end=TODAY)
    workspace = Workspace(plan, CAT, today=TODAY)
    assert workspace.day == TODAY
    assert not workspace.gaps
    workspace.look_at(TODAY + timedelta(days=1))
    assert workspace.day == TODAY + timedelta(days=1)
    assert workspace.team.members["analyst"].ended
    assert [gap.code for gap in workspace.gaps] == ["CX205"]
    assert workspace.plan is plan
    workspace.look_at(None)
    assert workspace.day == workspace.today
    assert not workspace.gaps
