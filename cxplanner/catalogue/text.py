"""Templates as text: what a template file of something in the catalogue would hold."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from cxplanner.catalogue.catalogue import KINDS, Catalogue, Kind
from cxplanner.toml.records import Record


def template_data(record: Record) -> dict[str, object]:
    """A template's data as in its file: what is left out there is left out here."""
    return {name: _plain(value) for name, value in vars(record).items() if value != record.assumed[name]}


def template_text(catalogue: Catalogue, kind: Kind, key: str) -> str:
    """The text of a separate file for one template.

    If the template has such a file already, this is its exact text, with comments.
    """
    if has_own_file(catalogue, kind, key):
        return catalogue.origins[kind, key].read_text(encoding="utf-8")
    import tomli_w

    record: Record = getattr(catalogue, KINDS[kind][0])[key]
    return tomli_w.dumps(template_data(record))


def own_file(folder: Path, kind: Kind, key: str) -> Path:
    """The path of a template's own file in a folder of templates, whatever its kind."""
    return folder / KINDS[kind][0] / f"{key}.toml"


def has_own_file(catalogue: Catalogue, kind: Kind, key: str) -> bool:
    """Whether a template was read from a file of its own rather than one that holds its whole kind."""
    return catalogue.origins[kind, key].parent.name == KINDS[kind][0]


def _plain(value: object) -> object:
    if isinstance(value, Record):
        return template_data(value)
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    return [_plain(item) for item in value] if isinstance(value, tuple) else value
