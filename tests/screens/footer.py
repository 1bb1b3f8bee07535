"""The line at the bottom, as it is painted."""

from itertools import pairwise

from cxplanner.screens.kit.keys import Hint, Keys
from tests.screens.driving import Driver


def footer(driver: Driver) -> list[Hint]:
    """The keys shown; none is cut off, none lies over another."""
    placed, line = driver.one(Keys).placed, driver.lines[-1]
    assert line.strip() == "".join(f"{at.before}{at.hint.shown} {at.hint.label}" for at in placed)
    assert len(line) == driver.app.size.width
    assert line[0] == line[-1] == " "
    for before, after in pairwise(placed):
        grouped = before.hint.group == after.hint.group
        assert line[1 + before.end : 1 + after.start] == ("  " if grouped else " │ ")
    return [at.hint for at in placed]
