"""Reads the templates of some folders: the catalogue they make, or everything that is wrong with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from cxplanner.catalogue.catalogue import KINDS, Catalogue, Kind
from cxplanner.catalogue.folders import template_files
from cxplanner.catalogue.ready import Template, catalogue_of, keep_ready, templates_digest
from cxplanner.text.words import listed, nearest, one_line, short
from cxplanner.toml.faults import problem_at
from cxplanner.toml.locate import Locator
from cxplanner.toml.parse import parse
from cxplanner.toml.problems import FileProblems, Problem
from cxplanner.toml.records import Record, is_id
from cxplanner.toml.source import Source, read_source
from cxplanner.toml.validate import validate


class Reading:
    """All templates of some folders, each validated on its own, and what is wrong with them."""

    def __init__(self, folders: Sequence[Path], problems: Iterable[Problem] = ()) -> None:
        self._folders = folders
        self._problems = list(problems)
        self._digests: dict[tuple[int, str], str] = {}
        self._made = [
            made
            for kind in KINDS
            for number, folder in enumerate(folders)
            for made in self._records(kind, number, folder)
        ]

    def catalogue(self) -> Catalogue:
        """The catalogue. Raises :class:`FileProblems` if anything is wrong."""
        if self._problems:
            raise FileProblems(self._problems)
        return catalogue_of(self._made, self._folders, templates_digest(self._digests))

    def keep(self) -> None:
        """Keep for the next start what has been found valid."""
        keep_ready([template for template, _ in self._made], templates_digest(self._digests))

    def _records(self, kind: Kind, number: int, folder: Path) -> Iterator[tuple[Template, Record]]:
        name, model = KINDS[kind]
        for source, key, data in self._tables(name, number, folder):
            apart = source.path.parent.name == name
            if not is_id(key):
                self._problems.append(_no_id(source, key, in_file=not apart))
                continue
            record, wrong = validate(model, data, source, prefix=() if apart else (key,))
            self._problems.extend(wrong)
            if record is not None:
                yield Template(kind, key, number, str(source.path.relative_to(folder)), data), record

    def _tables(
        self, name: str, number: int, folder: Path
    ) -> Iterator[tuple[Source, str, Mapping[str, object]]]:
        for path in _files(folder, name):
            try:
                source = read_source(path)
                data = parse(source)
            except FileProblems as error:
                self._problems.extend(error.problems)
                continue
            self._digests[number, str(path.relative_to(folder))] = source.digest
            if path.parent != folder:
                yield source, path.stem, data
                continue
            for key, table in data.items():
                if isinstance(table, Mapping):
                    yield source, key, table
                else:
                    message = "should be a table of its own, such as [csat]"
                    self._problems.append(problem_at(source, Locator(source.text), (key,), message, None))


def strays(folders: Iterable[Path]) -> Iterator[Problem]:
    """A problem for every TOML file that no kind reads, so that a misnamed folder is not ignored."""
    names = {name: name for name, _ in KINDS.values()} | {kind: name for kind, (name, _) in KINDS.items()}
    for folder in folders:
        for path in template_files(folder):
            inside = path.relative_to(folder).with_suffix("")
            if len(inside.parts) > 2 or names.get(inside.parts[0]) != inside.parts[0]:
                yield _stray(path, inside, names.get(inside.parts[0]) or nearest(inside.parts[0], names))


def _stray(path: Path, inside: Path, near: str | None) -> Problem:
    message = "no kind of template is read from here"
    known = listed(name for name, _ in KINDS.values())
    if near is None:
        return Problem(str(path), 0, 0, "", message, f"The names are {known}, for a file or a folder.")
    if len(inside.parts) == 1:
        return Problem(str(path), 0, 0, "", message, f"Did you mean {near}.toml?")
    return Problem(str(path), 0, 0, "", message, f"Did you mean {near}/{path.name}?")


def _no_id(source: Source, key: str, *, in_file: bool) -> Problem:
    message = f"“{short(one_line(key))}” cannot be an id: up to 64 lower-case letters, digits and hyphens"
    if in_file:
        return problem_at(source, Locator(source.text), (key,), message, "Rename the table.")
    return Problem(str(source.path), 1, 1, "", message, "Rename the file.")


def _files(folder: Path, name: str) -> list[Path]:
    together = folder / f"{name}.toml"
    apart = sorted((folder / name).glob("*.toml"))
    return [*([together] if together.is_file() else []), *apart]
