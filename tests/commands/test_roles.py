from pathlib import Path
from typing import Any

import pytest


def test_all_positions_go_to_standard_output(cx: Any, plan: Path) -> None:
    said = cx("roles", plan)
    assert said.status == 0
    assert said.err == ""
    assert said.out.startswith("# Chief Customer Officer\n")
    assert said.out.split("\n").count("---") == 14


def test_one_position_alone(cx: Any, plan: Path) -> None:
    said = cx("roles", plan, "--position", "cx-designer")
    assert said.out.startswith("# CX designer\n")
    assert "\n---\n" not in said.out
    assert said.out.endswith("|\n")


def test_vacant_positions_alone(cx: Any, plan: Path) -> None:
    out = cx("roles", plan, "--vacant").out
    assert [line for line in out.splitlines() if line.startswith("# ")] == [
        "# CX analyst",
        "# CX designer",
        "# Product liaison",
    ]


def test_nothing_vacant_is_no_error(cx: Any, samples: Path) -> None:
    said = cx("roles", samples / "small.toml", "--vacant")
    assert (said.status, said.out) == (0, "")
    assert "no vacant position" in said.err


def test_an_unknown_position_offers_the_nearest(cx: Any, plan: Path) -> None:
    said = cx("roles", plan, "--position", "cx-desinger")
    assert said.status == 2
    assert "Did you mean cx-designer?" in said.err


def test_files_go_into_a_folder_that_is_made(cx: Any, plan: Path, tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "out"
    said = cx("roles", plan, "--vacant", "-o", folder)
    assert said == (0, f"Wrote 3 role descriptions to {folder}/\n", "")
    assert sorted(p.name for p in folder.iterdir()) == [
        "analyst-2.md",
        "cx-designer.md",
        "product-liaison.md",
    ]
    assert (folder / "cx-designer.md").read_text(encoding="utf-8").startswith("# CX designer\n")


def test_nothing_is_overwritten_unless_forced(cx: Any, plan: Path, tmp_path: Path) -> None:
    (tmp_path / "cx-designer.md").write_text("mine", encoding="utf-8")
    said = cx("roles", plan, "--vacant", "-o", tmp_path)
    assert said.status == 2
    assert "--force" in said.err
    assert not (tmp_path / "analyst-2.md").exists()
    assert (tmp_path / "cx-designer.md").read_text(encoding="utf-8") == "mine"
    assert cx("roles", plan, "--vacant", "-o", tmp_path, "--force").status == 0
    assert (tmp_path / "cx-designer.md").read_text(encoding="utf-8").startswith("# CX designer\n")


@pytest.mark.posix
def test_nothing_is_written_through_a_link(cx: Any, plan: Path, tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("precious", encoding="utf-8")
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "cx-designer.md").symlink_to(victim)
    (folder / "analyst-2.md").symlink_to(tmp_path / "dangling")
    for force in ([], ["--force"]):
        for position in ("cx-designer", "analyst-2"):
            said = cx("roles", plan, "--position", position, "-o", folder, *force)
            assert said.status == 2
            assert "link" in said.err
    assert victim.read_text(encoding="utf-8") == "precious"
    assert not (tmp_path / "dangling").exists()


def test_a_broken_plan_is_told(cx: Any, broken: Path) -> None:
    said = cx("roles", broken)
    assert (said.status, said.out) == (2, "")
    assert said.err.startswith("cxplanner: 30 problems\n")
    assert said.err.count("there is no") == 20
    assert "10 more problems; cxplanner check --all shows them" in said.err


def test_a_file_in_the_place_of_the_folder_is_said_plainly(cx: Any, plan: Path) -> None:
    said = cx("roles", plan, "-o", plan)
    assert said.status == 2
    assert "Traceback" not in said.err
    assert len(said.err.splitlines()) == 1


def test_a_position_that_has_ended_is_vacant(cx: Any, plan: Path) -> None:
    text = plan.read_text(encoding="utf-8")
    held = "[positions.voc-manager]\n"
    assert held in text
    plan.write_text(text.replace(held, held + "end = 2001-01-31\n"), encoding="utf-8")
    assert "# VoC manager\n" in cx("roles", plan, "--vacant").out
