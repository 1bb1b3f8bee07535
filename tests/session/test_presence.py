"""Planners on the same plan see each other, however they got there, for as long as they live."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from cxplanner.session.presence import Presence


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "team.toml"
    path.write_text("schema = 1\n", encoding="utf-8")
    return path


def locks(home: Path) -> list[Path]:
    return list((home / ".local/state/cxplanner/open").iterdir())


def test_the_second_and_the_third_are_told(plan: Path, own_home: Path) -> None:
    first, second, third = Presence(), Presence(), Presence()
    assert first.enter(plan) == ()
    (told,) = second.enter(plan)
    assert re.fullmatch(rf"since \d+ \w+, \d\d:\d\d \(process {os.getpid()}\)", told)
    first.leave()
    assert len(third.enter(plan)) == 1
    for one in (second, third):
        one.leave()
    assert locks(own_home) == []


def test_another_plan_is_none_of_their_business(plan: Path, tmp_path: Path) -> None:
    first, second = Presence(), Presence()
    first.enter(plan)
    assert second.enter(tmp_path / "other.toml") == ()
    first.enter(tmp_path / "third.toml")
    assert second.enter(plan) == ()


@pytest.mark.posix
def test_a_link_leads_to_the_same_plan(plan: Path, tmp_path: Path) -> None:
    (tmp_path / "link.toml").symlink_to(plan)
    first, second = Presence(), Presence()
    first.enter(plan)
    assert len(second.enter(tmp_path / "link.toml")) == 1


def test_who_was_killed_is_not_there(plan: Path, own_home: Path) -> None:
    killed, here = Presence(), Presence()
    killed.enter(plan)
    assert killed._lock is not None
    os.close(killed._lock._descriptor)
    assert here.enter(plan) == ()
    assert len(locks(own_home)) == 1


@pytest.mark.posix
def test_where_nothing_can_be_kept_nobody_is_told(plan: Path, own_home: Path) -> None:
    state = own_home / ".local/state/cxplanner"
    state.mkdir(parents=True)
    (state / "open").symlink_to(own_home)
    assert Presence().enter(plan) == ()
