"""What a person has set for herself: the theme, and keys other than ours, in one file made to be edited."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cxplanner.text.errors import CxplannerError
from cxplanner.text.words import listed, nearest, one_line
from cxplanner.toml.problems import FileProblems, Problem
from cxplanner.toml.source import Source, read_source, source_from_text

if TYPE_CHECKING:
    from cxplanner.toml.locate import Place  # most people set nothing: what reads it is imported there

DEFAULT_THEME: Final = "cxplanner-dark"
"""The colours of a planner that nobody has set otherwise."""

NAMES: Final = ("theme", "keys")
"""What can be set."""


@dataclass(frozen=True, slots=True)
class KeysSet:
    """The keys somebody wants for one command, and where in the file that stands."""

    keys: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Settings:
    """What is set. What is wrong in the file is in ``problems`` and counts as not set.

    ``theme`` is None where the default holds; ``keys`` goes by the ids of commands.
    """

    theme: str | None = None
    keys: Mapping[str, KeysSet] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    source: Source | None = None

    def problem(self, place: Place, message: str, hint: str | None = None) -> Problem:
        """Something that only the screens can know to be wrong, at its place in the file."""
        if self.source is None:
            return Problem(str(settings_file()), 0, 0, ".".join(map(str, place)), message, hint)
        from cxplanner.toml.faults import problem_at
        from cxplanner.toml.locate import Locator

        return problem_at(self.source, Locator(self.source.text), place, message, hint)


def settings_file() -> Path:
    """The file of the settings, whether or not it is there."""
    from platformdirs import user_config_path

    return user_config_path("cxplanner", appauthor=False) / "config.toml"


def read_settings() -> Settings:
    """What the person has set; without a file, or where the file is wrong, nothing."""
    path = settings_file()
    if not path.exists() or _is_blank(path):
        return Settings()
    from cxplanner.toml.parse import parse

    try:
        source = read_source(path)
        data = parse(source)
    except FileProblems as wrong:
        return Settings(problems=wrong.problems)
    return _settings(data, source)


def _is_blank(path: Path) -> bool:
    try:
        return path.is_file() and path.stat().st_size < 1000 and not path.read_bytes().strip()
    except OSError:
        return False


def _settings(data: Mapping[str, object], source: Source) -> Settings:
    from cxplanner.toml.faults import problem_at
    from cxplanner.toml.locate import Locator

    locator = Locator(source.text)
    problems: list[Problem] = []

    def wrong(place: Place, message: str, hint: str | None = None) -> None:
        problems.append(problem_at(source, locator, place, message, hint))

    for name in data:
        if name not in NAMES:
            near = nearest(name, NAMES)
            hint = f"Did you mean {near}?" if near else f"There are {listed(NAMES)}."
            wrong((name,), "there is no such setting", hint)
    theme = data.get("theme")
    if theme is not None and not (isinstance(theme, str) and theme):
        wrong(("theme",), "should be the name of a theme in quotes", f'Write theme = "{DEFAULT_THEME}".')
        theme = None
    keys: dict[str, KeysSet] = {}
    table = data.get("keys", {})
    if not isinstance(table, dict):
        wrong(("keys",), "should be a table", 'Write [keys] and below it lines like "team.add" = "a".')
        table = {}
    for place, value in _entries(table, ("keys",)):
        told = _keys_in(value)
        if told is None:
            wrong(place, "should be a key in quotes, or a list of keys", 'Write "a" or ["a", "f2"].')
        else:
            keys[".".join(map(str, place[1:]))] = KeysSet(told, place)
    return Settings(str(theme) if theme is not None else None, keys, tuple(problems), source)


def _entries(table: Mapping[str, object], above: Place) -> Iterator[tuple[Place, object]]:
    """The lines of the keymap; ``team.add`` may be written with quotes or without."""
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _entries(value, (*above, name))
        else:
            yield (*above, name), value


def _keys_in(value: object) -> tuple[str, ...] | None:
    words = value.split(",") if isinstance(value, str) and value != "," else value
    if not isinstance(words, list) or not words or not all(isinstance(word, str) for word in words):
        return None
    keys = tuple(word.strip() or word for word in words)
    return keys if all(keys) else None


def keep_theme(name: str) -> Path:
    """Set the theme in the file, whose other lines and comments stay as they are; answers the file.

    Raises :class:`~cxplanner.toml.problems.CxplannerError` where the file cannot be read or written.
    """
    from cxplanner.toml.layout import key_text
    from cxplanner.toml.save import save_text

    path = settings_file()
    if not path.exists() or _is_blank(path):
        _make_folder(path.parent)
        save_text(path, f"{key_text('theme', name)}\n", expected_digest=None, force=path.exists())
        return path
    source = read_source(path)
    mark = "\ufeff" if source.bom else ""
    save_text(path, f"{mark}{_with_theme(source, name)}", expected_digest=source.digest)
    return path


def _with_theme(source: Source, name: str) -> str:
    from cxplanner.toml.amend import amended
    from cxplanner.toml.parse import parse
    from cxplanner.toml.statements import NotUnderstood

    data = parse(source)
    wanted = {"theme": name, **data} | {"theme": name}  # on top, if it is new
    with suppress(NotUnderstood):
        text = amended(source.text, data, wanted)
        if parse(source_from_text(text, source.path)) == wanted:
            return text
    raise CxplannerError(
        f"{source.path.name} is written in a way that hides its theme; set it there by hand."
    )


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CxplannerError(f"cannot make the folder {one_line(str(folder))}: {error.strerror}") from error
