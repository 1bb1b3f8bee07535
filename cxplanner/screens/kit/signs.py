"""Letters and shapes that stand for a state, the same on every screen: meaning never rests on colour."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

SEVERITY_MARKS: Final[Mapping[str, str]] = {"critical": "▲", "major": "◆", "minor": "•"}
"""The severest first."""
SEVERITY_STYLES: Final[Mapping[str, str]] = {
    "critical": "bold $text-error",
    "major": "bold $text-warning",
    "minor": "$text-muted",
}
DEDICATED: Final = "■"
CONTRIBUTING: Final = "□"
LACKS: Final = "✗"
"""Before what is needed and missing, where no gap mark says so."""
ACCEPTED: Final = "✓"
TICKED: Final = "☑"
FREE: Final = "☐"
