"""Of every mistake in a plan ``check`` says the file, the line and what would be right."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.bad_plans import FOLDER, NAMES, OTHER_BYTES, expected


def assert_said(cx: Any, path: Path, wanted: list[tuple[int, str]]) -> None:
    said = cx("check", path, "--all")
    assert (said.status, said.out) == (2, "")
    told = [line for line in said.err.splitlines() if line != f"{path}: {len(wanted)} problems"]
    assert len(told) == len(wanted), said.err
    for sentence, (line, words) in zip(told, wanted, strict=True):
        assert sentence.startswith(f"{path}:{line}:" if line else f"{path}: ")
        assert words in sentence


@pytest.mark.parametrize("name", NAMES)
def test_a_bad_plan_is_told_line_by_line(name: str, cx: Any) -> None:
    assert_said(cx, FOLDER / name, expected(name))


@pytest.mark.parametrize("what", OTHER_BYTES)
def test_what_is_no_text_is_told_too(what: str, cx: Any, tmp_path: Path) -> None:
    path = tmp_path / "team.toml"
    raw, line, words = OTHER_BYTES[what]
    path.write_bytes(raw)
    assert_said(cx, path, [(line, words)])


def test_bad_plans_together_are_all_told(cx: Any) -> None:
    said = cx("check", FOLDER, "--format", "json")
    assert said.status == 2
    assert said.out.count('"line": ') == sum(len(expected(name)) for name in NAMES)
