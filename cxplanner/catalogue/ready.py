"""The ready-made catalogue: templates found valid before are built without validating them again."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Final, NamedTuple

from cxplanner.catalogue.catalogue import KINDS, Catalogue, Kind
from cxplanner.catalogue.models import Scale
from cxplanner.toml.records import Record
from cxplanner.toml.source import read_source
from cxplanner.toml.straight import straight
from cxplanner.toml.verdicts import keep_known, known_good, verdict_key

_MOST_FILES: Final = 500
Digests = Mapping[tuple[int, str], str]
"""(number of the folder, path in it) -> digest of a template file's bytes."""


class Template(NamedTuple):
    """One template as it was read: its kind, where it came from, and its plain data."""

    kind: Kind
    key: str
    folder: int
    path: str
    data: Mapping[str, object]


def templates_digest(digests: Digests) -> str:
    """One digest for all template files and the code that validates them."""
    return verdict_key(
        ["templates", *(f"{n} {path} {digest}" for (n, path), digest in sorted(digests.items()))]
    )


def ready_catalogue(folders: Sequence[Path]) -> Catalogue | None:
    """The catalogue of these folders, if found valid before; None if not, or in any doubt."""
    try:
        digest = templates_digest(dict(_digests(folders)))
        kept = known_good(digest)
        if kept is None:
            return None
        templates = [Template(*fields) for fields in json.loads(kept)]
        made = [(template, straight(KINDS[template.kind][1], template.data)) for template in templates]
        return catalogue_of(made, folders, digest)
    except Exception:
        return None


def keep_ready(templates: Sequence[Template], digest: str) -> None:
    """Keep templates that were found valid."""
    try:
        keep_known(digest, json.dumps(templates, ensure_ascii=False, separators=(",", ":")).encode())
    except (TypeError, ValueError):  # JSON cannot hold everything that TOML can
        return


def catalogue_of(made: Iterable[tuple[Template, Record]], folders: Sequence[Path], digest: str) -> Catalogue:
    """The catalogue of templates, each with the record made from it; later ones replace earlier ones."""
    found: dict[Kind, dict[str, Record]] = {kind: {} for kind in KINDS}
    origins: dict[tuple[str, str], Path] = {}
    for template, record in made:
        found[template.kind][template.key] = record
        origins[template.kind, template.key] = folders[template.folder] / template.path
    found["scale"] = dict(sorted(found["scale"].items(), key=_by_size))
    tables = {name: found[kind] for kind, (name, _) in KINDS.items()}
    return Catalogue(**tables, origins=origins, digest=digest)  # type: ignore[arg-type]


def _by_size(item: tuple[str, Record]) -> int:
    scale = item[1]
    return scale.headcount_from if isinstance(scale, Scale) else 0


def _digests(folders: Sequence[Path]) -> Iterator[tuple[tuple[int, str], str]]:
    """Every file that could be a template. Raises ``ValueError`` for too many, or folders inside folders."""
    for number, folder in enumerate(folders):
        for path in _toml_in(folder, deeper=True):
            yield (number, str(path.relative_to(folder))), read_source(path).digest


def _toml_in(folder: Path, *, deeper: bool) -> Iterator[Path]:
    with os.scandir(folder) as entries:
        found = list(islice(entries, _MOST_FILES + 1))
    if len(found) > _MOST_FILES:
        raise ValueError("too many files to look at each")
    for entry in found:
        if entry.name.endswith(".toml"):
            yield Path(entry.path)
        elif entry.is_dir() and not entry.name.startswith("."):
            if not deeper:
                raise ValueError("folders in folders hold no templates")
            yield from _toml_in(Path(entry.path), deeper=False)
