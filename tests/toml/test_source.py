"""Whatever a file turns out to be, it is read or refused in plain words."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from cxplanner.toml.problems import FileProblems, NoText, Problem
from cxplanner.toml.source import MOST_BYTES, read_source, source_from_text
from tests.systems import unless_root


def refused(path: Path) -> Problem:
    with pytest.raises(FileProblems) as caught:
        read_source(path)
    (problem,) = caught.value.problems
    return problem


def test_text_is_read_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    raw = 'name = "Ä"\r\nb = 1\n'.encode()
    path.write_bytes(raw)
    source = read_source(path)
    assert source.text == 'name = "Ä"\r\nb = 1\n'
    assert source.digest == hashlib.sha256(raw).hexdigest()
    assert (source.bom, source.newline, source.path) == (False, "\r\n", path)


def test_byte_order_mark_is_taken_off_and_remembered(tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    path.write_bytes(b"\xef\xbb\xbfa = 1\n")
    source = read_source(path)
    assert (source.text, source.bom, source.newline) == ("a = 1\n", True, "\n")
    assert source == source_from_text("\ufeffa = 1\n", path)


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "empty"),
        (b" \n\t\r\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\x89PNG\r\n\x1a\n", "PNG picture"),
        (b"%PDF-1.7", "PDF"),
        (b"PK\x03\x04abc", "zip"),
        ("a = 1".encode("utf-16"), "UTF-16"),
        ("a = 1".encode("utf-16-le"), "UTF-16"),
        ("a = 1".encode("utf-32"), "UTF-16"),
    ],
)
def test_what_is_no_text_is_named(tmp_path: Path, raw: bytes, said: str) -> None:
    path = tmp_path / "plan.toml"
    path.write_bytes(raw)
    problem = refused(path)
    assert said in problem.message
    assert problem.line == 0


@pytest.mark.parametrize("raw", [b"", b"\n \t\r\n", b"\xef\xbb\xbf\n"])
def test_a_file_without_text_is_known_for_it(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "plan.toml"
    path.write_bytes(raw)
    with pytest.raises(NoText, match="this file is empty"):
        read_source(path)


def test_other_encodings_are_placed_at_the_first_bad_byte(tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    path.write_bytes('a = 1\nb = "é ß"\n'.encode("latin-1"))
    problem = refused(path)
    assert (problem.line, problem.column) == (2, 6)
    assert "Windows-1252" in problem.message


def test_one_zero_byte_is_placed(tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    path.write_bytes(b"a = 1 # a long enough remark\nb\0 = 1\n")
    assert (refused(path).line, refused(path).column) == (2, 2)


@pytest.mark.posix
def test_missing_folder_and_pipe_are_refused_at_once(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert "no such file" in refused(tmp_path / "none.toml").message
    assert "folder" in refused(tmp_path).message
    assert "pipe" in refused(pipe).message
    assert "device" in refused(Path("/dev/zero")).message


def test_a_name_that_no_file_can_have_is_refused(tmp_path: Path) -> None:
    assert "cannot be read" in refused(tmp_path / ("x" * 300)).message
    assert "cannot be read" in refused(tmp_path / "a\0b").message


@pytest.mark.posix
@unless_root
def test_no_permission_is_said(tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    path.write_text("a = 1")
    path.chmod(0)
    assert "not allowed" in refused(path).message


def test_a_refused_permission_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "plan.toml"
    path.write_text("a = 1")

    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    assert "not allowed" in refused(path).message


def test_size_is_bounded(tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    path.write_bytes(b"#" * MOST_BYTES)
    assert len(read_source(path).text) == MOST_BYTES
    path.write_bytes(b"#" * (MOST_BYTES + 1))
    assert "larger than 5 MB" in refused(path).message


def test_problems_are_sorted_and_harmless_to_print() -> None:
    problems = FileProblems(
        [
            Problem("p.toml", 9, 1, "a", "late"),
            Problem("q\x1b[2J.toml", 2, 3, "k", "bad \u202e text\nnext", "Do."),
            Problem("p.toml", 2, 1, "", "first"),
        ]
    )
    assert [problem.line for problem in problems.problems] == [2, 9, 2]
    assert problems.problems[2].sentence() == "q\\x1b[2J.toml:2:3: k: bad \\u202e text next. Do."
    assert str(problems).startswith("3 problems\np.toml:2:1: first\n")
    assert Problem("p.toml", 0, 0, "", "gone").sentence() == "p.toml: gone"


@pytest.mark.parametrize("raw", [b"\0", b"\0" * 500, b"a\0"])
def test_zero_bytes_alone_are_no_other_encoding(raw: bytes, tmp_path: Path) -> None:
    path = tmp_path / "p.toml"
    path.write_bytes(raw)
    assert "zero byte" in refused(path).message
