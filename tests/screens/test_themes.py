"""Every text stands out on every theme, and nothing rests on colour where there is none."""

from collections.abc import AsyncIterator, Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from rich.color import Color as RichColor
from rich.color import ColorSystem
from textual.app import App
from textual.color import Color
from textual.command import CommandList, CommandPalette
from textual.screen import Screen
from textual.widgets import Select

from cxplanner.plan.file import read_plan
from cxplanner.screens.kit.contrast import ENOUGH, contrast
from cxplanner.screens.shared.grow import ask_what_to_add
from cxplanner.screens.start.broken import BrokenScreen
from cxplanner.screens.start.file_choice import PlanChoice
from cxplanner.screens.start.home import HomeScreen
from cxplanner.screens.start.new_plan import NewPlanScreen
from cxplanner.screens.themes import OWN, TERMINAL_THEME, register_themes
from cxplanner.screens.views.team.chart import OrgChart
from cxplanner.session.recent import Recent, remember
from cxplanner.session.settings import DEFAULT_THEME
from cxplanner.toml.problems import FileProblems
from tests.plans import CAT, TODAY
from tests.screens.colours import painted
from tests.screens.driving import Driver, opened
from tests.screens.test_snapshots import BROKEN

IN_VIEWS = (
    *("as of 2027-02-01", "▶ +5", "□ IT liaison", "6 of 6 · escape shows all", "Product: Qualtrics"),
    *("4 seats", "1,200,000 EUR"),
)
IN_DIALOGS = (
    *("✗ FTE", "→ start = 2027-03-01", "vacant now", "☑", "Duplicate the position"),
    *("The file is gone.", "It cannot be opened", "Save under which name?"),
)
Sample = Callable[[str], Path]


async def all_views(driver: Driver) -> None:
    """Show all views on a later day at once, one below the other, the last one with the focus."""
    views = ("2", "down", "right", "3", "4", "5", "down", "6", "slash", "n", "enter", "7", "8", "down")
    for key in ("f5", "down", "enter", *views, "1", "down", "down", "down", "o", "z"):
        await driver.press(key)
    for view in driver.base._views.values():
        view.display = True
    await driver.settle()


async def all_dialogs(driver: Driver, broken: Path) -> None:
    """Open every kind of screen above each other, so that one change of theme paints them all."""
    base, app = driver.base, driver.app
    await driver.press("down", "e", "tab", "tab", "tab", "z", "tab")
    app.screen.query_one("#field-start").focus()
    await driver.settle()
    await driver.write("2027/3/1")
    for action in ("help", "company", "save_as", "next_hire", "actions"):
        await app.run_action(action, base)
        await driver.settle()
    ask_what_to_add(base, "small")
    await driver.settle()
    await driver.press("space")
    app.screen_stack[3].query(Select).first().expanded = True
    for action in ("add", "remove"):
        await app.run_action(action, base.active)
        await driver.settle()
    broken.write_text(BROKEN, encoding="utf-8")
    with pytest.raises(FileProblems) as problems:
        read_plan(broken, CAT)
    for path in (broken, broken.with_name("gone.toml"), broken.with_name("enterprise.toml")):
        remember(Recent(path))
    more = (
        NewPlanScreen(CAT, None, TODAY),
        BrokenScreen(broken, problems.value),
        HomeScreen(TODAY),
        PlanChoice(broken.parent),
        CommandPalette(),
    )
    for screen in more:
        await app.push_screen(screen)
        await driver.settle()
    while not app.screen.query_one(CommandList).option_count:
        await driver.settle()
    for modal in (screen for screen in app.screen_stack if screen.is_modal):
        modal.styles.background = "black"  # what lies below need not be painted again for each
    for severity in ("information", "warning", "error"):
        app.notify("Something to tell", title="Told", severity=severity)
    await driver.settle()


def hard_to_read(screen: Screen[Any]) -> list[tuple[str, float, str, str]]:
    found = []
    for text, front, behind in painted(screen):
        if (apart := contrast(front, behind)) < ENOUGH:
            found.append((text, round(apart, 2), front.hex, behind.hex))
    return found


async def themes(driver: Driver) -> AsyncIterator[str]:
    """Take one theme with colours of its own after the other."""
    for theme in [name for name in driver.app.available_themes if name != TERMINAL_THEME]:
        driver.app.theme = theme
        await driver.settle()
        yield theme


def assert_seen(driver: Driver, words: Sequence[str]) -> None:
    """These words are among those looked at: what was easily left out is not."""
    seen = "".join(text for screen in driver.app.screen_stack for text, *_ in painted(screen))
    assert not [word for word in words if word.replace(" ", "") not in seen]


async def test_every_text_of_the_views_stands_out_in_every_theme(sample: Sample) -> None:
    async with opened(sample("enterprise"), (100, 96)) as driver:
        await all_views(driver)
        assert_seen(driver, IN_VIEWS)
        bad = []
        async for theme in themes(driver):
            for widget in (driver.outline, driver.one(OrgChart)):
                widget.focus()
                await driver.settle()
                bad += [(theme, *found) for found in hard_to_read(driver.base)]
        assert not bad


async def test_every_text_of_the_dialogs_stands_out_in_every_theme(sample: Sample, tmp_path: Path) -> None:
    async with opened(sample("enterprise"), (100, 34)) as driver:
        await all_dialogs(driver, tmp_path / "broken.toml")
        assert_seen(driver, IN_DIALOGS)
        bad = []
        async for theme in themes(driver):
            for screen in driver.app.screen_stack[1:]:
                bad += [(theme, type(screen).__name__, *found) for found in hard_to_read(screen)]
        assert not bad


@pytest.mark.parametrize("theme", [theme.name for theme in OWN])
async def test_our_themes_are_legible_in_256_colours(theme: str, mid_size: Path) -> None:
    async with opened(mid_size, (80, 24)) as driver:
        driver.app.theme = theme
        for keys in (("down",), ("2",), ("3",), ("4",), ("1", "e")):
            await driver.press(*keys)
            for text, front, behind in painted(driver.app.screen):
                front, behind = (in_256(color) for color in (front, behind))
                assert contrast(front, behind) >= ENOUGH, (text, front.hex, behind.hex)


def in_256(color: Color) -> Color:
    rich = color.rich_color.downgrade(ColorSystem.EIGHT_BIT)
    return Color.from_rich_color(RichColor.from_triplet(rich.get_truecolor()))


async def test_the_planner_starts_in_its_own_theme_and_offers_what_can_be_read(mid_size: Path) -> None:
    async with opened(mid_size) as driver:
        assert driver.app.theme == DEFAULT_THEME
        offered = driver.app.available_themes
        assert [*offered][:2] == ["cxplanner-dark", "cxplanner-light"]
        assert {"textual-dark", "textual-light", "solarized-light", "nord"} < offered.keys()
        assert [name for name, theme in offered.items() if theme.ansi] == [TERMINAL_THEME]


async def test_a_wished_theme_is_there_from_the_first_paint() -> None:
    app: App[None] = App()
    register_themes(app, "cxplanner-light")
    assert app.theme == "cxplanner-light"
    assert app.has_class("-light-mode")
    assert app.stylesheet._variables["surface"].upper() == "#FAF8F3"
    register_themes(app, "no-such-theme")
    assert app.theme == DEFAULT_THEME


@pytest.mark.parametrize(
    "env", [{"NO_COLOR": "1"}, {"TERM": "xterm-16color"}, {"TERM": "linux"}, {"TERM": "dumb"}], ids=str
)
async def test_where_there_are_few_colours_the_terminal_keeps_its_own(
    env: dict[str, str], mid_size: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if "TERM" in env:
        monkeypatch.delenv("COLORTERM")
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    async with opened(mid_size, (100, 30)) as driver:
        assert [*driver.app.available_themes] == [TERMINAL_THEME]
        for keys in (
            ("down",),
            ("2", "down"),
            ("3",),
            ("4", "tab"),
            ("1", "o", "down"),
            ("e",),
            ("escape", "a"),
            ("escape", "f1"),
        ):
            await driver.press(*keys)
            colours = {
                color
                for strip in driver.app.screen._compositor.render_strips()
                for segment in strip
                if segment.style
                for color in (segment.style.color, segment.style.bgcolor)
                if color is not None and not color.is_default
            }
            assert not colours, keys


def styles_of(driver: Driver, words: str) -> set[str]:
    """The styles, without colours, in which words are painted."""
    found = set()
    for strip in driver.app.screen._compositor.render_strips():
        for segment in strip:
            if words in segment.text and segment.style:
                style = segment.style
                names = ("bold", "reverse", "underline", "italic")
                found.add(" ".join(name for name in names if getattr(style, name)))
    return found


async def test_without_colour_states_differ_by_their_style(
    sample: Sample, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with opened(sample("enterprise"), (120, 30)) as driver:
        await driver.press("down")
        assert styles_of(driver, "Team") >= {"bold reverse"}
        assert styles_of(driver, "3 Gaps") == {""}
        assert styles_of(driver, "■ CX manager") == {"bold reverse underline"}
        assert "◆ 1 major" in driver.text
        assert "✓ saved" in driver.text
        await driver.press("tab")
        assert styles_of(driver, "■ CX manager") == {"underline"}
        assert "┃" in driver.text
        await driver.press("o")
        assert styles_of(driver, "■ CX manager") == {"bold reverse underline"}
        await driver.press("tab")
        assert styles_of(driver, "■ CX manager") == {"underline"}
        await driver.press("o", "2")
        assert styles_of(driver, "[A]") == {"bold reverse"}
        await driver.press("3")
        assert styles_of(driver, "“Store app with") == {"bold reverse underline", "bold"}
        await driver.press("f")
        assert styles_of(driver, "Add Sales as stake") == {"bold reverse underline"}
        assert not any("reverse" in style for style in styles_of(driver, "Add Sales to the"))
        await driver.press("escape", "1", "x")
        assert styles_of(driver, "Remove (r)") != styles_of(driver, "Keep it (k)")
        await driver.press("escape", "e")
        assert styles_of(driver, "Title") == {"bold reverse"}
        await driver.press("tab", "tab", "tab", "z", "tab")
        assert styles_of(driver, "FTE") >= {"bold underline"}
        assert styles_of(driver, "Title") == {""}
        assert styles_of(driver, "Engagement") == {"bold reverse"}
        assert "✗ FTE" in driver.text


async def test_without_colour_the_chosen_answer_is_reversed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with opened(tmp_path / "northwind.toml", (100, 30)) as driver:
        assert styles_of(driver, "Mid-size company") == {"underline"}
        await driver.press("tab", "tab")
        assert styles_of(driver, "Mid-size company") == {"bold reverse underline"}
        assert styles_of(driver, "Enterprise") == {""}
