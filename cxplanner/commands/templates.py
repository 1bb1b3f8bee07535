"""``cxplanner templates``: a shipped template copied to where a company keeps its own."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import Final

from cxplanner.catalogue.catalogue import KINDS, Kind
from cxplanner.catalogue.folders import OVERLAY, own_templates
from cxplanner.catalogue.load import shipped_catalogue
from cxplanner.catalogue.text import own_file, template_text
from cxplanner.commands import ExitCode
from cxplanner.commands.call import Parser, known, one_of
from cxplanner.commands.catalogue import kind_of, things_of
from cxplanner.commands.output import remark, written
from cxplanner.commands.wrong import CallWrong
from cxplanner.text.words import one_line
from cxplanner.toml.parse import parse
from cxplanner.toml.save import SaveRefused, refuse_link, save_text
from cxplanner.toml.source import read_source

EXAMPLE: Final = "cxplanner templates copy role cx-analyst"


def run(words: list[str]) -> int:
    """Copy one shipped template to the company's own, and say where it is."""
    options = _parser().read(words)
    catalogue = shipped_catalogue()
    kind = kind_of(options.kind)
    known(f"shipped {kind}", options.id, things_of(catalogue, kind))
    folder = _folder(options)
    path = own_file(folder, kind, options.id)
    _refuse_twice(folder, kind, options.id)
    refuse_link(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        text = template_text(catalogue, kind, options.id)
        save_text(path, text, expected_digest=None, force=options.force)
    except SaveRefused as refusal:
        if refusal.reason == "exists":
            raise CallWrong(f"{refusal}. --force overwrites it.") from None
        raise
    written(f"Wrote {one_line(str(path))}")
    remark("Edit it as you like: it takes the place of the shipped one wherever these templates count.")
    return ExitCode.WELL


def _parser() -> Parser:
    parser = Parser(
        "templates",
        "Copy a shipped template into .cxplanner/templates, where a company keeps its own.",
        EXAMPLE,
    )
    add = parser.add_argument
    add("action", metavar="copy", type=one_of("copy"), help="the only thing that is done with templates")
    add("kind", metavar="KIND", help=f"one of {', '.join(KINDS)}")
    add("id", metavar="ID", help="the id of one thing of that kind, as cxplanner catalogue KIND lists them")
    place = parser.add_mutually_exclusive_group()
    place.add_argument(
        "--plan",
        metavar="PLAN",
        type=Path,
        help="copy it to the templates of this plan, not of the current folder",
    )
    place.add_argument(
        "--to", metavar="DIR", type=Path, help="copy it into this folder of templates, made where missing"
    )
    add("--force", action="store_true", help="overwrite a copy that is there already")
    return parser


def _folder(options: Namespace) -> Path:
    to: Path | None = options.to
    if to is not None:
        return to
    plan: Path | None = options.plan
    if plan is None:
        return own_templates(Path()) or OVERLAY
    if not plan.is_file():
        raise CallWrong(f"there is no plan {one_line(str(plan))}")
    return own_templates(plan.parent) or plan.parent / OVERLAY


def _refuse_twice(folder: Path, kind: Kind, key: str) -> None:
    """Refuse to copy what the company's own file of the whole kind holds: the copy would hide it."""
    together = folder / f"{KINDS[kind][0]}.toml"
    if together.exists() and key in parse(read_source(together)):
        raise CallWrong(f"{one_line(str(together))} holds {key} already; edit it there.")
