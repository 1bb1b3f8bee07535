"""How far a text stands out from what is behind it, and colours that stand out far enough."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from textual.color import BLACK, WHITE, Color

ENOUGH: Final = 4.5
"""So far must a text stand out from what is behind it (WCAG 2, level AA)."""
AIM: Final = 4.8
"""A little more, since colours are rounded on their way to the screen."""
_STEPS: Final = 20


def contrast(one: Color, other: Color) -> float:
    """How far two colours stand apart, as the accessibility guidelines measure it: from 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(color: Color) -> float:
    """How bright a colour is to the eye, from 0 to 1."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in color.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def legible(color: Color, grounds: Iterable[Color]) -> Color:
    """A colour as it is, or moved towards black or white until it stands out from all these grounds."""
    behind = tuple(grounds)
    end = _clearest(behind)
    for step in range(_STEPS):
        moved = color.blend(end, step / _STEPS, alpha=1)
        if _least(moved, behind) >= AIM:
            return moved
    return end


def stepping_back(color: Color, grounds: Iterable[Color], share: float = 0.35) -> Color:
    """A quieter colour for what matters less, as far as it still stands out from all these grounds."""
    behind = tuple(grounds)
    return legible(color.blend(behind[0], share, alpha=1), behind)


def _clearest(grounds: tuple[Color, ...]) -> Color:
    return max((WHITE, BLACK), key=lambda end: _least(end, grounds))


def _least(color: Color, grounds: tuple[Color, ...]) -> float:
    return min(contrast(color, ground) for ground in grounds)
