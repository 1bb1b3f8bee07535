"""The plans that were open lately: the last one first, never too many, and nothing can spoil the list."""

from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxplanner.session.recent import (
    MOST,
    Recent,
    forget,
    is_gone,
    look_at,
    recent_file,
    remember,
    remembered,
    short_path,
)
from cxplanner.toml.save import save_text
from tests.plans import TODAY

SAMPLES: Final = Path(__file__).parents[2] / "cxplanner" / "samples"


def paths() -> list[str]:
    return [recent.path.name for recent in remembered()]


def test_the_list_is_kept_where_the_system_keeps_state(own_home: Path) -> None:
    assert recent_file() == own_home / ".local/state" / "cxplanner" / "recent.toml"
    assert remembered() == ()


def test_the_last_one_comes_first_and_once(tmp_path: Path) -> None:
    for name in ("a", "b", "a", "c"):
        remember(Recent(tmp_path / name, name.upper(), "Small company", {"major": 2}))
    assert paths() == ["c", "a", "b"]
    assert remembered()[0] == Recent(tmp_path / "c", "C", "Small company", {"major": 2})
    forget(tmp_path / "a")
    assert paths() == ["c", "b"]
    forget(tmp_path / "unknown")
    assert paths() == ["c", "b"]


def test_what_was_known_stays_where_nothing_is_told(tmp_path: Path) -> None:
    remember(Recent(tmp_path / "a", "A", "Small company", {"minor": 1}))
    remember(Recent(tmp_path / "b", "B", "Enterprise"))
    remember(Recent(tmp_path / "a"))
    assert remembered()[0] == Recent(tmp_path / "a", "A", "Small company", {"minor": 1})
    assert remembered()[1].gaps is None


def test_a_path_is_remembered_from_anywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    remember(Recent(Path("sub/../a.toml"), "A"))
    assert remembered()[0].path == tmp_path / "a.toml"


def test_only_so_many_are_kept(tmp_path: Path) -> None:
    for number in range(MOST + 3):
        remember(Recent(tmp_path / str(number), "A"))
    assert paths() == [str(number) for number in range(MOST + 2, 2, -1)]


@pytest.mark.parametrize(
    "text",
    [
        b"\xff\x00",
        b"plans = [",
        b"plans = 3",
        b"plans = [1, 2]",
        b"[[plans]]\npath = 3\n",
        b'[[plans]]\npath = ""\n',
        b'[[plans]]\npath = "a\\u0000b"\n',
        b"",
    ],
)
def test_a_spoilt_list_is_an_empty_one_and_mends_itself(text: bytes, tmp_path: Path) -> None:
    recent_file().parent.mkdir(parents=True)
    recent_file().write_bytes(text)
    assert remembered() == ()
    remember(Recent(tmp_path / "a", "A"))
    assert paths() == ["a"]


def test_odd_facts_are_dropped_and_the_plan_stays(tmp_path: Path) -> None:
    recent_file().parent.mkdir(parents=True)
    recent_file().write_text('[[plans]]\npath = "/a"\ncompany = 3\nscale = []\ngaps = {major = "x"}\n')
    assert remembered() == (Recent(Path("/a"), "", "", {}),)


def test_a_disk_that_refuses_stops_nothing(own_home: Path, tmp_path: Path) -> None:
    (own_home / ".local").write_text("no folder")
    remember(Recent(tmp_path / "a", "A"))
    forget(tmp_path / "a")
    assert remembered() == ()


def test_looking_reads_the_plan_as_it_is_now() -> None:
    now = look_at(Recent(SAMPLES / "enterprise.toml", "Old name"), TODAY)
    assert now.company == "Northwind Outfitters"
    assert now.scale == "Enterprise"
    assert now.gaps
    assert sum(now.gaps.values()) > 0
    assert now.trouble == ""


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda path: None, "The file is gone."),
        (lambda path: path.mkdir(), "It cannot be opened: this is a folder, not a file."),
        (lambda path: path.write_bytes(b"\x89PNG"), "It cannot be opened: this is a PNG picture"),
        (
            lambda path: path.write_text("schema = 1\n[company]\nname = 3\n"),
            "It cannot be opened: 3 problems.",
        ),
        pytest.param(
            lambda path: path.symlink_to("nowhere"),
            "It cannot be opened: there is no such file.",
            marks=pytest.mark.posix,
        ),
    ],
)
def test_what_cannot_be_opened_is_said_in_words(make: object, said: str, tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    make(path)  # type: ignore[operator]
    now = look_at(Recent(path, "A", "Enterprise", {"major": 1}), TODAY)
    assert now.trouble.startswith(said)
    assert (now.company, now.scale, now.gaps) == ("A", "Enterprise", None)


@pytest.mark.parametrize("path", [Path("/" + "a" * 300 + "/a.toml"), Path("/a" * 3000)])
def test_a_name_that_no_disk_takes_is_said_in_words(path: Path) -> None:
    assert not is_gone(path)
    assert look_at(Recent(path), TODAY).trouble.startswith("It cannot be opened: this file cannot be read")


def test_the_templates_beside_the_plan_are_looked_at_too(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text((SAMPLES / "small.toml").read_text(encoding="utf-8"), encoding="utf-8")
    roles = tmp_path / ".cxplanner" / "templates" / "roles"
    roles.mkdir(parents=True)
    (roles / "odd.toml").write_text("title = 3\n", encoding="utf-8")
    said = look_at(Recent(path), TODAY).trouble
    assert said.startswith("It cannot be opened: ")
    assert said.endswith("problems in its templates.")


def test_templates_that_changed_are_read_anew(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text((SAMPLES / "small.toml").read_text(encoding="utf-8"), encoding="utf-8")
    scales = tmp_path / ".cxplanner" / "templates" / "scales"
    scales.mkdir(parents=True)
    text = (SAMPLES.parent / "templates" / "scales" / "small.toml").read_text(encoding="utf-8")
    for title in ("Shop", "Market stall"):
        renamed = text.replace('title = "Small company"', f'title = "{title}"')
        (scales / "small.toml").write_text(renamed, encoding="utf-8")
        assert look_at(Recent(path), TODAY).scale == title


def test_what_another_planner_remembers_at_the_same_moment_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    remember(Recent(tmp_path / "first.toml"))
    others = [Recent(tmp_path / "theirs.toml")]

    def in_between(*args: Any, **options: Any) -> str:
        if others:
            remember(others.pop())
        return save_text(*args, **options)

    monkeypatch.setattr("cxplanner.toml.save.save_text", in_between)
    remember(Recent(tmp_path / "ours.toml"))
    assert paths() == ["ours.toml", "theirs.toml", "first.toml"]


def test_the_home_folder_is_a_tilde(own_home: Path) -> None:
    assert short_path(own_home / "plans" / "a.toml") == "~/plans/a.toml"
    assert short_path(Path("/elsewhere/a.toml")) == "/elsewhere/a.toml"


names = st.lists(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="/\0"), min_size=1), max_size=6
)


@settings(max_examples=30)
@given(names)
def test_any_name_comes_back_as_it_went(given_names: list[str]) -> None:
    recent_file().unlink(missing_ok=True)
    plans = [Recent(Path("/plans", name), name, "Enterprise", {"minor": 3}) for name in given_names]
    plans = [recent for recent in plans if recent.path.name not in ("", "..", ".")]
    for recent in plans:
        remember(recent)
    last = {recent.path: recent for recent in plans}
    wanted = dict.fromkeys(recent.path for recent in reversed(plans))
    assert remembered() == tuple(last[path] for path in wanted)
