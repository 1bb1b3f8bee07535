"""Making an id from words."""

from __future__ import annotations

import re
from typing import Final

from cxplanner.text.search import folded

LONGEST_ID: Final = 64
_READ_AT_MOST: Final = 256
"""Characters of a text that are looked at to make an id: far more than an id can have."""


def as_id(words: str, longest: int = LONGEST_ID) -> str:
    """An id that reads like these words, in lower case: ``Être client !`` → ``etre-client``.

    Empty if none of their characters can be used.
    """
    bare = re.sub(r"[^a-z0-9]+", "-", folded(words[:_READ_AT_MOST])).strip("-")
    return bare[:longest].rstrip("-")
