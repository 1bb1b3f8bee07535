"""A small terminal, and one that changes its size in the middle of work. The pictures take any size, too."""

from pathlib import Path

from tests.screens.driving import opened


async def test_what_was_half_typed_survives_a_resize(mid_size: Path) -> None:
    async with opened(mid_size) as driver:
        await driver.press("down", "e", "tab")
        await driver.retype("Ada Love")
        for size in ((40, 12), (1, 1), (200, 60)):
            await driver.resize(*size)
        assert driver.field().value == "Ada Love"
        await driver.write("lace", "enter")
        assert "Ada Lovelace" in driver.plan_text


async def test_a_dialog_opens_and_answers_on_a_small_terminal(mid_size: Path) -> None:
    async with opened(mid_size, (40, 12)) as driver:
        await driver.press("down", "x")
        assert "Remove (r)" in driver.text
        await driver.press("r")
        assert "Removed" in driver.text, "what was done is said even where there is little room"
        assert driver.sentences()


async def test_a_terminal_that_is_too_small_says_what_is_needed(mid_size: Path) -> None:
    async with opened(mid_size, (40, 12)) as driver:
        assert "Needs" not in driver.text
        await driver.resize(30, 12)
        assert driver.lines[0].startswith("Needs 40×12, has 30×12")
        await driver.resize(80, 11)
        assert "Needs 40×12, has 80×11" in driver.lines[0]
