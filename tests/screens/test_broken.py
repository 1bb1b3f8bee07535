"""A plan that cannot be read: all its problems are shown, the file is left alone, and mending it helps."""

from pathlib import Path

import pytest

from tests.bad_plans import FOLDER, expected
from tests.screens.driving import opened

BROKEN = """\
schema = 1
[company]
name = "North [/x] wind"
scale = "enterprize"
[leadership]
model = "service-led"
[positions.ana]
role = "cx-analyst"
fte = "[red]full[/red]"
reports_to = "nobody-known"
"""
SOUND = (
    BROKEN.replace("enterprize", "enterprise")
    .replace('"[red]full[/red]"', "1.0")
    .replace("nobody-known", "ceo")
)


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    path = tmp_path / "north.toml"
    path.write_text(BROKEN, encoding="utf-8")
    return path


async def test_every_problem_is_shown_with_its_place(broken: Path) -> None:
    async with opened(broken) as driver:
        assert "north.toml cannot be opened: 3 problems" in driver.words
        for words in (
            "line 4, column 1: company.scale: there is no scale enterprize",
            "Did you mean enterprise?",
            "line 9, column 1: positions.ana.fte: should be a number, is text ('[red]full[/red]')",
            "line 10, column 1: positions.ana.reports_to",
        ):
            assert words in driver.words


@pytest.mark.parametrize(
    "name",
    ["several-of-each-kind", "two-rings", "curly-quotes", "list-without-brackets"],
)
async def test_a_bad_plan_is_told_as_the_check_tells_it(name: str) -> None:
    wanted = expected(f"{name}.toml")
    async with opened(FOLDER / f"{name}.toml", (120, 60)) as driver:
        assert driver.words.count(", column ") == len(wanted) > 0
        for line, words in wanted:
            told = driver.words.partition(f"line {line}, ")[2]
            assert all(sentence in told for sentence in words.split(". "))


async def test_the_file_is_not_touched_and_q_leaves(broken: Path) -> None:
    async with opened(broken) as driver:
        await driver.press("1", "a", "ctrl+s", "ctrl+z", "d", "q")
        assert driver.app._exit
    assert broken.read_text(encoding="utf-8") == BROKEN


@pytest.mark.parametrize("key", ["r", "f5"])
async def test_reads_again_after_mending(key: str, broken: Path) -> None:
    async with opened(broken) as driver:
        await driver.press(key)
        assert "3 problems" in driver.text
        broken.write_text(BROKEN.replace("enterprize", "enterprise"), encoding="utf-8")
        await driver.press(key)
        assert "2 problems" in driver.text
        broken.write_text(SOUND, encoding="utf-8")
        await driver.press(key)
        assert driver.plan.company.name == "North [/x] wind"
        assert "✓ saved" in driver.text


async def test_a_plan_that_went_away_meanwhile(broken: Path) -> None:
    async with opened(broken) as driver:
        broken.unlink()
        await driver.press("r")
        assert "1 problem" in driver.text
        assert "Home is where you start one" in driver.text


@pytest.mark.parametrize("text", [b"\xff\xfe\x00", b"", b"\x00", b"a = [" * 5000, b"schema = 2"])
async def test_anything_at_all_is_told_in_words(text: bytes, tmp_path: Path) -> None:
    path = tmp_path / "north.toml"
    path.write_bytes(text)
    async with opened(path) as driver:
        assert "north.toml cannot be opened" in driver.text
        await driver.press("ctrl+q")
        assert driver.app._exit
    assert path.read_bytes() == text


async def test_very_many_problems_scroll(tmp_path: Path) -> None:
    path = tmp_path / "north.toml"
    path.write_text(BROKEN + "".join(f"[positions.p{n}]\nfte = 7\n" for n in range(120)), encoding="utf-8")
    async with opened(path) as driver:
        assert "line 4, column 1" in driver.text
        await driver.press("end")
        await driver.pilot.wait_for_scheduled_animations()
        assert "positions.p119" in driver.text


@pytest.mark.posix
async def test_a_link_that_leads_nowhere_is_no_new_plan(tmp_path: Path) -> None:
    path = tmp_path / "link.toml"
    path.symlink_to(tmp_path / "gone.toml")
    async with opened(path) as driver:
        assert "link.toml cannot be opened" in driver.text
