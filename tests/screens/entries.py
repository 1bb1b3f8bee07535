"""What the tests of the views over entries share: opening one by its title, and going to an entry."""

from __future__ import annotations

from cxplanner.screens.shared.entries_view import EntriesView
from cxplanner.screens.workspace.registry import VIEWS
from tests.screens.driving import Driver


def view_key(title: str) -> str:
    """The number key of a view."""
    return str(next(n for n, kind in enumerate(VIEWS, start=1) if kind.title == title))


async def show(driver: Driver, title: str, line: str | None = None) -> EntriesView:
    """Open a view, and put the cursor on a line."""
    await driver.press(view_key(title))
    view = driver.view
    assert isinstance(view, EntriesView)
    if line is not None:
        view.outline.show(list(view.lines()), select=line)
        await driver.settle()
        assert view.outline.current == line
    return view


async def begin(driver: Driver, how: str, key: str, title: str) -> None:
    """Begin a command by its key, from the palette, or by a click on the key at the bottom."""
    if how == "key":
        await driver.press(key)
    elif how == "palette":
        await driver.command(title)
    else:
        line = driver.lines[-1]
        await driver.click(line.index(f"{key} {how}") + 2, len(driver.lines) - 1)


async def on_field(driver: Driver, name: str) -> None:
    """Go to a field of the form that is open."""
    driver.app.screen.query_one(f"#field-{name}").focus()
    await driver.settle()


def panel(driver: Driver) -> str:
    """What the panel says."""
    return str(driver.view.query_one("Panel").words)  # type: ignore[attr-defined]
