"""What gaps are about: the section of the plan that holds the subjects of each rule."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

WHOLE_PLAN: Final = "plan"
"""The subject of a gap that is about the plan as a whole."""
BOARD: Final = "board"
"""The subject of a gap that is about the CX board."""
ROLE_GROUP: Final = "role-"
"""The prefix of a required group of roles' id where the group is the subject of a gap."""

SECTIONS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("CX102", "CX104", "CX201", "CX202", "CX206"), "responsibilities"),
    **dict.fromkeys(("CX310", "CX405", "CX406", "CX505", "CX506", "CX507", "CX602"), "responsibilities"),
    **dict.fromkeys(("CX401", "CX403"), "departments"),
    **dict.fromkeys(("CX502", "CX503", "CX509"), "metrics"),
    "CX508": "objectives",
    **dict.fromkeys(("CX601", "CX603"), "tools"),
    **dict.fromkeys(("CX701", "CX702", "CX703"), "initiatives"),
}
"""Rule -> the section of the plan that its subjects are ids in, if that is not the positions."""

OF_THE_WHOLE: Final[Mapping[str, str]] = {
    "CX101": "leadership",
    **dict.fromkeys(("CX105", "CX801"), "budget"),
    **dict.fromkeys(("CX501", "CX504"), "metrics"),
    "CX106": "objectives",
}
"""Rule -> the section of the plan where a gap about the plan as a whole is closed, except for money."""

OF_THE_TEAM: Final = frozenset(
    (
        *("CX103", "CX203", "CX204", "CX205", "CX301", "CX302", "CX303", "CX304", "CX305", "CX306", "CX307"),
        *("CX107", "CX108", "CX109", "CX110", "CX207", "CX208", "CX308", "CX309", "CX402", "CX404", "CX407"),
    )
)
"""Rules about positions, the roles they are made from, or the board: all the rules not named above."""


def section_of(code: str, subject: str) -> str:
    """The section of the plan where a gap or waiver of rule ``code`` is shown and can be closed."""
    if code in SECTIONS:  # checked first, because an initiative may be called plan too
        return SECTIONS[code]
    if subject == BOARD:
        return "board"
    if subject == WHOLE_PLAN:
        return OF_THE_WHOLE.get(code, "positions")
    return "positions"
