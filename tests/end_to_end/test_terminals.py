"""The planner in terminals and locales that are not the usual ones."""

from pathlib import Path

import pytest

from tests.end_to_end.terminals import Terminal


def test_a_locale_without_utf8_changes_nothing_on_screen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}.items():
        monkeypatch.setenv(name, value)
    terminal = Terminal("demo", folder=tmp_path)
    try:
        terminal.shows("Northwind Outfitters · Enterprise", "▼ Chief executive officer", "│")
    finally:
        terminal.close()
