"""The sample plan to look around in: always a copy, which is thrown away afterwards."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

SAMPLES: Final = Path(__file__).parents[1] / "samples"
"""Three worked plans, one for each scale."""


@contextmanager
def sample_copy() -> Iterator[Path]:
    """A copy of the sample plan for as long as it is needed."""
    with tempfile.TemporaryDirectory(prefix="cxplanner-demo-") as folder:
        copy = Path(folder, "northwind-outfitters.toml")
        shutil.copyfile(SAMPLES / "enterprise.toml", copy)
        yield copy


def gone_words(copy: Path) -> str:
    """What to say when the copy has been thrown away."""
    return f"The sample was a copy, {copy}; it is gone now, with any changes you saved to it."
