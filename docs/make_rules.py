"""Writes ``docs/rules``: a page for each gap rule, made from what stands beside the rule itself."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from cxplanner.catalogue.catalogue import Catalogue
from cxplanner.catalogue.load import shipped_catalogue
from cxplanner.documents.markdown import escaped
from cxplanner.documents.rule_page import binds_at, rule_page
from cxplanner.gaps import Rule, all_rules

FOLDER: Final = Path(__file__).parent / "rules"

_HEAD: Final = """\
# The gap rules

A rule looks at a plan and names what is missing. Its code never changes, so a waiver or a setting in CI may
rely on it. *Structure* means that the plan's shape is wrong or incomplete; *fill-in* means that a fact is
missing which only the company knows. `cxplanner rules` prints this list, `cxplanner rule CX101` a page.

| rule | severity | kind | binds at | says |
| --- | --- | --- | --- | --- |
"""


def pages() -> dict[str, str]:
    """The text of every file in ``docs/rules``, by its name."""
    catalogue = shipped_catalogue()
    rules = all_rules()
    index = _HEAD + "".join(_row(rule, catalogue) for rule in rules.values())
    return {"index.md": index, **{f"{code}.md": rule_page(rule, catalogue) for code, rule in rules.items()}}


def _row(rule: Rule, catalogue: Catalogue) -> str:
    scales = binds_at(rule, catalogue)
    where = "every scale" if len(scales) == len(catalogue.scales) else ", ".join(scales)
    link = f"[{rule.code}]({rule.code}.md) {rule.name}"
    return f"| {link} | {rule.severity} | {rule.kind} | {where} | {escaped(rule.summary)} |\n"


def main() -> int:
    """Write the pages, and take away those of rules that are gone."""
    texts = pages()
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.md"):
        if old.name not in texts:
            old.unlink()
    for name, text in texts.items():
        (FOLDER / name).write_text(text, encoding="utf-8")
    print(f"{len(texts)} pages in docs/rules are up to date.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
