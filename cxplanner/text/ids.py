"""The id that words would make."""

from __future__ import annotations

import re
from typing import Final

from cxplanner.text.search import folded

LONGEST_ID: Final = 64
_READ_AT_MOST: Final = 256
"""So much of a text is looked at for the id that it would make, which is far shorter."""


def as_id(words: str, longest: int = LONGEST_ID) -> str:
    """Small letters, digits and hyphens that read like these words: ``Être client !`` → ``etre-client``.

    Empty where nothing of them can stay.
    """
    bare = re.sub(r"[^a-z0-9]+", "-", folded(words[:_READ_AT_MOST])).strip("-")
    return bare[:longest].rstrip("-")
