from pathlib import Path
from typing import Any

import pytest


def untidy(plan: Path) -> str:
    """Lay the plan out by hand; the text it would have had."""
    tidy = plan.read_text(encoding="utf-8")
    plan.write_text(tidy.replace("headcount = 4200\n", "headcount   =   4_200\n"), encoding="utf-8")
    return tidy


def test_lays_a_plan_out_and_says_so(cx: Any, plan: Path) -> None:
    tidy = untidy(plan)
    assert cx("fmt", plan) == (0, f"Laid out {plan}\n", "")
    assert plan.read_text(encoding="utf-8") == tidy


def test_check_lists_what_would_change_and_changes_nothing(cx: Any, plan: Path, samples: Path) -> None:
    untidy(plan)
    before = plan.read_bytes()
    assert cx("fmt", plan, samples, "--check") == (1, f"{plan}\n", "")
    assert plan.read_bytes() == before


def test_a_tidy_file_is_not_touched(cx: Any, plan: Path) -> None:
    before = plan.stat()
    assert cx("fmt", plan) == (0, "", "")
    assert (plan.stat().st_mtime_ns, plan.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


def test_comments_stay_at_their_things(cx: Any, plan: Path) -> None:
    tidy = untidy(plan)
    plan.write_text("# ours\n\n" + plan.read_text(encoding="utf-8") + "   # the end  ", encoding="utf-8")
    assert cx("fmt", plan, "--check") == (1, f"{plan}\n", "")
    assert cx("fmt", plan) == (0, f"Laid out {plan}\n", "")
    assert plan.read_text(encoding="utf-8") == f"# ours\n\n{tidy}# the end\n"
    assert cx("fmt", plan, "--check") == (0, "", "")
    assert cx("fmt", plan) == (0, "", "")


def test_a_sign_of_a_comment_in_a_string_is_none(cx: Any, plan: Path) -> None:
    tidy = plan.read_text(encoding="utf-8")
    plan.write_text(tidy.replace('"Northwind Outfitters"', "'North # wind'"), encoding="utf-8")
    assert cx("fmt", plan).status == 0


@pytest.mark.parametrize("comment", ["", "# ours\n"])
def test_windows_line_ends_and_marks_stay(cx: Any, plan: Path, comment: str) -> None:
    tidy = (comment + untidy(plan)).encode()
    for other in (tidy.replace(b"\n", b"\r\n"), b"\xef\xbb\xbf" + tidy):
        plan.write_bytes(other)
        assert cx("fmt", "--check", plan) == (0, "", "")
        plan.write_bytes(other.replace(b" = 4200", b"=4200"))
        assert cx("fmt", "--check", plan).status == 1
        assert cx("fmt", plan).status == 0
        assert plan.read_bytes() == other


def test_a_broken_file_is_left_and_the_others_are_laid_out(cx: Any, plan: Path, broken: Path) -> None:
    tidy = untidy(plan)
    before = broken.read_bytes()
    said = cx("fmt", broken, plan)
    assert said.status == 2
    assert str(broken) in said.err
    assert broken.read_bytes() == before
    assert plan.read_text(encoding="utf-8") == tidy
