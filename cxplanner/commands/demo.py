"""``cxplanner demo``: look around in a sample plan, in a copy that nobody will miss."""

from __future__ import annotations

from typing import Final

from cxplanner.commands.call import Parser
from cxplanner.commands.open import need_terminal, planner
from cxplanner.commands.output import remark
from cxplanner.session.sample import gone_words, sample_copy

EXAMPLE: Final = "cxplanner demo"


def run(words: list[str]) -> int:
    """Open the planner on a copy of the sample plan, and throw the copy away afterwards."""
    about = "Open the planner on a copy of a sample plan; the copy is thrown away when you quit."
    Parser("demo", about, EXAMPLE).read(words)
    need_terminal()
    with sample_copy() as copy:
        status = planner(copy, demo=True)
    remark(gone_words(copy))
    return status
