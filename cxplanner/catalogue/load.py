"""Reading the templates: the shipped ones, or a company's own laid over them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from cxplanner.catalogue.catalogue import Catalogue
from cxplanner.catalogue.folders import own_templates, template_files
from cxplanner.catalogue.ready import ready_catalogue
from cxplanner.toml.problems import FileProblems

SHIPPED: Final = Path(__file__).parent.parent / "templates"
"""The folder of the templates that come with the product."""


@cache
def shipped_catalogue() -> Catalogue:
    """The catalogue of the shipped templates alone, read once.

    The tests check that they fit together, so this is not checked at every start.
    """
    if ready := ready_catalogue([SHIPPED]):
        return ready
    from cxplanner.catalogue.reading import Reading

    reading = Reading([SHIPPED])
    catalogue = reading.catalogue()
    reading.keep()
    return catalogue


def load_catalogue(*folders: Path) -> Catalogue:
    """The templates of these folders, later ones laid over earlier ones: same id replaces, new id adds.

    A kind is one file with a table per id (``metrics.toml``), or a folder with a file per id
    (``roles/cx-analyst.toml``). Raises :class:`FileProblems` with every problem of every file.
    """
    if ready := ready_catalogue(folders):
        return ready
    from cxplanner.catalogue.check import dangling
    from cxplanner.catalogue.reading import Reading, strays

    reading = Reading(folders, strays(folders))
    catalogue = reading.catalogue()
    if loose := dangling(catalogue):
        raise FileProblems(loose)
    reading.keep()
    return catalogue


def catalogue_beside(folder: Path, templates: Path | None = None, *, anew: bool = False) -> Catalogue:
    """The shipped templates with those of ``templates`` over them, or else the nearest of a company's own.

    The result is kept and returned again; ``anew`` reads the files as they are on disk now.

    Raises :class:`FileProblems` if a template is wrong.
    """
    own = templates or own_templates(folder)
    if own is None:
        return shipped_catalogue()
    template_files(own)
    return load_catalogue(SHIPPED, own) if anew else _overlaid(own)


@cache
def _overlaid(folder: Path) -> Catalogue:
    return load_catalogue(SHIPPED, folder)
