"""``cxplanner config``: where a person's own settings are, and what holds now."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from cxplanner.commands import ExitCode
from cxplanner.commands.call import Parser
from cxplanner.commands.output import answer, remark, table
from cxplanner.session.recent import recent_file
from cxplanner.session.settings import DEFAULT_THEME, Settings, read_settings, settings_file
from cxplanner.text.words import one_line
from cxplanner.toml.problems import Problem

EXAMPLE: Final = "cxplanner config --keys"


def run(words: list[str]) -> int:
    """Show the files, every value in force and where it is from; what is wrong goes to standard error."""
    parser = Parser("config", "Show where your settings are, and what holds now.", EXAMPLE)
    parser.add_argument(
        "--keys", action="store_true", help="list the keys of every command, and check those you set"
    )
    options = parser.read(words)
    settings = read_settings()
    problems: Sequence[Problem] = settings.problems
    if options.keys:
        from cxplanner.commands.open import keys_in_force

        rows, wrong = keys_in_force(settings)
        problems = [*problems, *wrong]
        answer(table([("command", "keys", "from", "where", "does"), *rows]))
    else:
        answer(table(_rows(settings)))
    for problem in problems:
        remark(f"cxplanner: {problem.sentence()}")
    return ExitCode.WRONG if problems else ExitCode.WELL


def _rows(settings: Settings) -> list[tuple[str, str]]:
    rows = [
        ("settings", _place(settings_file())),
        ("recent plans", _place(recent_file())),
        ("theme", f"{settings.theme or DEFAULT_THEME} {_from(settings.theme)}"),
    ]
    if not settings.keys:
        rows.append(("keys", f"those of the planner {_from(None)}; cxplanner config --keys lists them"))
    for name, wished in settings.keys.items():
        rows.append((f"keys, {one_line(name)}", f"{one_line(', '.join(wished.keys))} {_from(name)}"))
    return [(name, one_line(value)) for name, value in rows]


def _place(path: Path) -> str:
    return str(path) if path.exists() else f"{path} (not there yet)"


def _from(value: object) -> str:
    return "(default)" if value is None else "(from the file)"
