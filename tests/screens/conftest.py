"""What the tests of the screens share: plans to work on, and snapshots.

``pytest tests/screens/test_snapshots.py --update-snapshots`` draws all snapshots anew.
"""

import difflib
import re
import shutil
from collections.abc import Callable, Hashable, Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.widgets import Input, TextArea

from tests.screens.driving import SAMPLES, Driver

SNAPSHOTS: Final = Path(__file__).with_name("snapshots")
SHOWN: Final = 20
"""So many differing lines are told."""

Snapshot = Callable[[Driver, str], None]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-snapshots", action="store_true", help="write the snapshots of the screens anew"
    )


@pytest.fixture(autouse=True)
def _plain_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same pictures everywhere: no blinking cursor, all colours, and nothing from the environment."""
    monkeypatch.setattr(Input, "cursor_blink", False)
    monkeypatch.setattr(TextArea, "cursor_blink", False)
    for name in ("NO_COLOR", "TEXTUAL_THEME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.setenv("TERM", "xterm-256color")


@pytest.fixture(scope="session", autouse=True)
def _styles_are_parsed_once() -> Iterator[None]:
    """Parse each style sheet once for all apps that have the same colours: it takes a tenth of a test."""
    parsed: dict[Hashable, list[RuleSet]] = {}
    parse = Stylesheet._parse_rules

    def parsed_once(sheet: Stylesheet, css: str, *where: Any, **named: Any) -> list[RuleSet]:
        colours = frozenset(sheet._variables.items())
        key = (css, colours, where, *named.items())
        if key not in parsed:
            parsed[key] = parse(sheet, css, *where, **named)
        return parsed[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stylesheet, "_parse_rules", parsed_once)
        yield


@pytest.fixture
def sample(tmp_path: Path) -> Callable[[str], Path]:
    """Copies a sample plan, so that it can be worked on."""

    def copied(name: str) -> Path:
        return Path(shutil.copy(SAMPLES / f"{name}.toml", tmp_path / f"{name}.toml"))

    return copied


@pytest.fixture
def mid_size(sample: Callable[[str], Path]) -> Path:
    return sample("mid-size")


@pytest.fixture
def snapshot(request: pytest.FixtureRequest, tmp_path: Path) -> Snapshot:
    """Compares the screen with its picture; on a difference it says which lines differ."""
    update = bool(request.config.getoption("--update-snapshots"))

    def compare(driver: Driver, name: str) -> None:
        width, height = driver.app.size
        drawn = re.sub(r"terminal-\d+", "terminal", driver.app.export_screenshot(simplify=True))
        kept = SNAPSHOTS / f"{name}-{width}x{height}.svg"
        if update:
            kept.write_text(drawn, encoding="utf-8")
            return
        before = kept.read_text(encoding="utf-8") if kept.exists() else ""
        if drawn == before:
            return
        new = tmp_path / kept.name
        new.write_text(drawn, encoding="utf-8")
        lines = difflib.unified_diff(_texts(before), _texts(drawn), "kept", "drawn", lineterm="", n=0)
        told = list(lines)[:SHOWN] or ["only colours differ"]
        pytest.fail("\n".join([f"{kept.name} differs; drawn now: {new}", *told]), pytrace=False)

    return compare


def _texts(svg: str) -> list[str]:
    """The words of a picture, one screen line each."""
    rows: dict[str, list[str]] = {}
    for row, words in re.findall(r"<text [^>]*clip-path=\"url\(#[^)]*line-(\d+)\)\"[^>]*>([^<]*)", svg):
        rows.setdefault(row, []).append(words.replace("&#160;", " "))
    return [f"{int(row) + 1:3} {''.join(parts).rstrip()}" for row, parts in rows.items()]
