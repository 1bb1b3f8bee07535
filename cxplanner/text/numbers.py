"""How a number is written in TOML that somebody wrote as they do on paper."""

from __future__ import annotations

import re
from typing import Final

_GROUPED: Final = re.compile(
    r"(?P<first>[+-]?[1-9]\d{0,2})(?P<groups>(?P<mark>[ .,'’_\u00a0\u202f])\d{3}(?:(?P=mark)\d{3})*)"
    r"(?:(?!(?P=mark))[.,](?P<fraction>\d{1,15}))?"
)
_PLAIN: Final = re.compile(r"[+-]?\d{1,15}(?:[.,]\d{1,15})?")


def in_toml(text: str, *, whole: bool = False) -> str | None:
    """What to write for a number, or None for what is none: ``0,5`` → ``0.5``, ``1,200,000`` → ``1200000``.

    A lone group of three digits can be thousands or a fraction, so both are offered, the thousands first
    (``250000; for a fraction write 250.0``), unless a ``whole`` number is asked for.
    """
    grouped = _GROUPED.fullmatch(text)
    if not grouped:
        return text.replace(",", ".") if _PLAIN.fullmatch(text) else None
    groups, mark, fraction = grouped["groups"], grouped["mark"], grouped["fraction"]
    digits = grouped["first"] + re.sub(r"\D", "", groups)
    if fraction:
        return f"{digits}.{fraction}"
    if whole or mark not in ".," or len(groups) > 4:
        return digits
    return f"{digits}; for a fraction write {grouped['first']}.{groups[1:].rstrip('0') or '0'}"
