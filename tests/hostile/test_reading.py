"""No file, however made, keeps a reader waiting: it is judged or refused in bounded time and memory."""

from __future__ import annotations

import os
import random
import sys
import time
from pathlib import Path
from typing import Final, NamedTuple

import pytest

from cxplanner.catalogue.load import shipped_catalogue
from cxplanner.gaps import all_rules
from cxplanner.plan.file import plan_from_source
from cxplanner.text.words import LONGEST_QUOTE
from cxplanner.toml.parse import MOST_THINGS, parse, things
from cxplanner.toml.problems import FileProblems
from cxplanner.toml.source import MOST_BYTES, source_from_text
from tests.hostile.kinds import KINDS, repeated

SECONDS: Final = 2.0
MEGABYTES: Final = 500
LONGEST_LINE: Final = 6 * LONGEST_QUOTE
"""A sentence may quote a key, a value and a hint, and list a dozen ids."""
USUAL_LOOP: Final = 0.09
"""Seconds of the loop of :func:`slowness` where nothing else runs."""


class Ran(NamedTuple):
    """A command that ran in a process of its own."""

    status: int
    seconds: float
    megabytes: int
    said: str


def largest(kind: str, size: int = MOST_BYTES) -> str:
    """The largest text of a kind that is still read: as many bytes, or as many things, as are allowed."""
    text = KINDS[kind](size)
    while things(text) > MOST_THINGS:
        size = int(min(len(text), size) * min(0.99, MOST_THINGS / things(text)))
        text = KINDS[kind](size)
    return text


def slowness() -> float:
    """How much slower than alone this machine is now, other programs being busy on it."""
    start, held = time.process_time(), {}
    for number in range(400_000):
        held[number % 1000, "x"] = str(number)
    return max((time.process_time() - start) / USUAL_LOOP, 1.0)


def check(path: Path) -> Ran:
    """``cxplanner check`` on a file: what it took and what it said."""
    said = path.with_suffix(".said")
    before = slowness()
    with said.open("wb") as file:
        actions = [(os.POSIX_SPAWN_DUP2, file.fileno(), 1), (os.POSIX_SPAWN_DUP2, file.fileno(), 2)]
        words = [sys.executable, "-m", "cxplanner", "check", str(path)]
        child = os.posix_spawn(sys.executable, words, os.environ, file_actions=actions)
    _, status, used = os.wait4(child, 0)
    seconds = (used.ru_utime + used.ru_stime) / ((before + slowness()) / 2)
    text = said.read_text(encoding="utf-8")
    return Ran(os.waitstatus_to_exitcode(status), seconds, used.ru_maxrss // 1000, text)


def assert_bounded(text: str, folder: Path) -> None:
    path = folder / "p.toml"
    path.write_bytes(text.encode("utf-8", "surrogatepass")[:MOST_BYTES])
    ran = check(path)
    sys.stdout.write(f"{ran.seconds:5.2f} s {ran.megabytes:4} MB for {len(text):,} signs\n")
    assert ran.status in (1, 2), ran.said[:500]
    assert "Traceback" not in ran.said
    assert max(map(len, ran.said.splitlines())) <= LONGEST_LINE
    assert ran.seconds <= SECONDS
    assert ran.megabytes <= MEGABYTES


@pytest.mark.hostile
@pytest.mark.parametrize("kind", KINDS)
def test_a_file_of_the_worst_kind_is_judged_or_refused_in_time(kind: str, tmp_path: Path) -> None:
    assert_bounded(largest(kind), tmp_path)


@pytest.mark.hostile
@pytest.mark.parametrize("kind", KINDS)
def test_a_file_as_large_as_is_read_is_judged_or_refused_in_time(kind: str, tmp_path: Path) -> None:
    assert_bounded(KINDS[kind](MOST_BYTES), tmp_path)


@pytest.mark.hostile
@pytest.mark.parametrize("seed", range(60))
def test_random_fragments_again_and_again_are_read_in_time(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    signs = "a1é“ \t\n\r'\"\\[]{}=.,#-_:<"
    fragment = "".join(chance.choice(signs) for _ in range(chance.randint(1, 9)))
    before = chance.choice(["", "a = ", "[", 'a = "', "[positions.x]\n", "a = [", "a = '''"])
    make = repeated(fragment, before=before, after=chance.choice(["", "x", "]", '"', "\n"]))
    text = make(MOST_BYTES)
    while things(text) > MOST_THINGS:
        text = make(int(len(text) * min(0.99, MOST_THINGS / things(text))))
    assert_bounded(text, tmp_path)


@pytest.mark.parametrize("kind", KINDS)
def test_reading_is_quick_and_its_sentences_are_short(kind: str) -> None:
    """The bound is some thirty times what it takes: time that grows with the square goes far beyond."""
    source = source_from_text(KINDS[kind](100_000), Path("p.toml"))
    start = time.process_time()
    try:
        problems = plan_from_source(source, shipped_catalogue(), codes=all_rules).warnings
    except FileProblems as error:
        problems = error.problems
    assert time.process_time() - start < 10
    assert all(len(problem.sentence()) <= LONGEST_LINE for problem in problems)


def test_a_file_of_too_many_things_is_refused_unread() -> None:
    with pytest.raises(FileProblems, match="holds more than 50,000 keys, headers and list entries"):
        parse(source_from_text("[a" + "\n[a" * MOST_THINGS, Path("p.toml")))


def test_problems_beyond_a_thousand_are_counted_and_placed() -> None:
    text = KINDS["positions with a wrong FTE"](100_000)
    with pytest.raises(FileProblems) as caught:
        plan_from_source(source_from_text(text, Path("p.toml")), shipped_catalogue())
    wrong = [problem for problem in caught.value.problems if problem.key.endswith(".fte")]
    assert len(wrong) == text.count("fte = 2")
    assert wrong[0].message == "should be more than 0 and at most 1.0, is 2"
    assert wrong[-1].message.startswith("is wrong as well")
    assert wrong[-1].line == text.count("\n")
