"""Reading the templates: the shipped ones, or a company's own laid over them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Final

from cxplanner.catalogue.catalogue import KINDS, Catalogue, Kind
from cxplanner.catalogue.models import Scale
from cxplanner.text.words import listed, nearest, one_line, short
from cxplanner.toml.faults import problem_at
from cxplanner.toml.locate import Locator
from cxplanner.toml.parse import parse
from cxplanner.toml.problems import FileProblems, Problem
from cxplanner.toml.records import Record, is_id
from cxplanner.toml.source import Source, read_source
from cxplanner.toml.validate import validate

SHIPPED: Final = Path(__file__).parent.parent / "templates"
"""The folder of the templates that come with the product."""

OVERLAY: Final = Path(".cxplanner", "templates")
"""A company's own templates, in this folder beside its plan."""


@cache
def shipped_catalogue() -> Catalogue:
    """The catalogue of the shipped templates alone, read once.

    That they fit together is held by the tests, so no start has to check it again.
    """
    return _read(SHIPPED)


def load_catalogue(*folders: Path) -> Catalogue:
    """The templates of these folders, later ones laid over earlier ones: same id replaces, new id adds.

    A kind is one file with a table per id (``metrics.toml``), or a folder with a file per id
    (``roles/cx-analyst.toml``). Raises :class:`FileProblems` with every problem of every file.
    """
    from cxplanner.catalogue.check import dangling  # the shipped templates alone do not need it

    catalogue = _read(*folders, problems=list(_strays(folders)))
    loose = dangling(catalogue)
    if loose:
        raise FileProblems(loose)
    return catalogue


def catalogue_beside(folder: Path, templates: Path | None = None, *, anew: bool = False) -> Catalogue:
    """The shipped templates with those of ``templates`` over them, or else those kept in this folder.

    What was read once is at hand again; ``anew`` reads it as it is on disk now.

    Raises :class:`FileProblems` if a template is wrong.
    """
    own = templates or folder / OVERLAY
    if not (templates or _is_folder(own)):
        return shipped_catalogue()
    return load_catalogue(SHIPPED, own) if anew else _overlaid(own)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # it may not be looked into, and the plan beside it will say so
        return False


@cache
def _overlaid(folder: Path) -> Catalogue:
    return load_catalogue(SHIPPED, folder)


def _read(*folders: Path, problems: list[Problem] | None = None) -> Catalogue:
    problems = problems or []
    found: dict[Kind, dict[str, Record]] = {}
    origins: dict[tuple[str, str], Path] = {}
    for kind, (name, model) in KINDS.items():
        things = found.setdefault(kind, {})
        for path, key, record in _things(folders, name, model, problems):
            things[key] = record
            origins[kind, key] = path
    if problems:
        raise FileProblems(problems)
    found["scale"] = dict(sorted(found["scale"].items(), key=_by_size))
    return Catalogue(**{name: found[kind] for kind, (name, _) in KINDS.items()}, origins=origins)  # type: ignore[arg-type]


def _by_size(item: tuple[str, Record]) -> int:
    scale = item[1]
    return scale.headcount_from if isinstance(scale, Scale) else 0


def _things(
    folders: Iterable[Path], name: str, model: type[Record], problems: list[Problem]
) -> Iterator[tuple[Path, str, Record]]:
    for folder in folders:
        for source, key, data in _tables(folder, name, problems):
            if not is_id(key):
                problems.append(_no_id(source, key, in_file=source.path.parent.name != name))
                continue
            prefix = () if source.path.parent.name == name else (key,)
            record, wrong = validate(model, data, source, prefix=prefix)
            problems.extend(wrong)
            if record is not None:
                yield source.path, key, record


def _tables(
    folder: Path, name: str, problems: list[Problem]
) -> Iterator[tuple[Source, str, Mapping[str, object]]]:
    for path in _files(folder, name):
        try:
            source = read_source(path)
            data = parse(source)
        except FileProblems as error:
            problems.extend(error.problems)
            continue
        if path.parent != folder:
            yield source, path.stem, data
            continue
        for key, table in data.items():
            if isinstance(table, Mapping):
                yield source, key, table
            else:
                message = "should be a table of its own, such as [csat]"
                problems.append(problem_at(source, Locator(source.text), (key,), message, None))


def _strays(folders: Iterable[Path]) -> Iterator[Problem]:
    """Every TOML file that no kind reads, so that a folder with a wrong name is not passed over."""
    names = {name: name for name, _ in KINDS.values()} | {kind: name for kind, (name, _) in KINDS.items()}
    for folder in folders:
        for path in sorted(folder.rglob("*.toml")):
            inside = path.relative_to(folder).with_suffix("")
            if any(part.startswith(".") for part in inside.parts):
                continue
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
    message = f"“{short(one_line(key))}” cannot be an id: small letters, digits and hyphens only, 64 at most"
    if in_file:
        return problem_at(source, Locator(source.text), (key,), message, "Rename the table.")
    return Problem(str(source.path), 1, 1, "", message, "Rename the file.")


def _files(folder: Path, name: str) -> list[Path]:
    together = folder / f"{name}.toml"
    apart = sorted((folder / name).glob("*.toml"))
    return [*([together] if together.is_file() else []), *apart]
