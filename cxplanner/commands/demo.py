"""``cxplanner demo``: look around in a sample plan, in a copy that nobody will miss."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Final

from cxplanner.commands.call import Parser
from cxplanner.commands.open import need_terminal, planner
from cxplanner.commands.output import remark

SAMPLES: Final = Path(__file__).parent.parent / "samples"
"""Three worked plans, one for each scale."""
EXAMPLE: Final = "cxplanner demo"


def run(words: list[str]) -> int:
    """Open the planner on a copy of the sample plan, and throw the copy away afterwards."""
    about = "Open the planner on a copy of a sample plan; the copy is thrown away when you quit."
    Parser("demo", about, EXAMPLE).read(words)
    need_terminal()
    with tempfile.TemporaryDirectory(prefix="cxplanner-demo-") as folder:
        copy = Path(folder, "northwind-outfitters.toml")
        shutil.copyfile(SAMPLES / "enterprise.toml", copy)
        status = planner(copy, demo=True)
    remark(f"The sample was a copy, {copy}; it is gone now, with any changes you saved to it.")
    return status
