"""The kinds of value that plans and templates are made of.

Every table of a TOML file becomes a :class:`Record`: frozen, strict (no guessing: ``"1"`` is not a
number) and closed (an unknown key is a mistake, never dropped in silence).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from cxplanner.text.words import short

ID_PATTERN: Final = r"^[a-z0-9][a-z0-9-]{0,63}$"
"""An id: it names a table, so it is short, lower-case and safe in a file name."""

LINE_PATTERN: Final = r"^[^\x00-\x1f\x7f-\x9f]*[^\x00-\x1f\x7f-\x9f\s][^\x00-\x1f\x7f-\x9f]*$"
"""One line of other people's text: any character but control characters, and not blanks alone."""

TEXT_PATTERN: Final = (
    r"^[^\x00-\x08\x0b-\x1f\x7f-\x9f]*[^\x00-\x1f\x7f-\x9f\s][^\x00-\x08\x0b-\x1f\x7f-\x9f]*$"
)
"""Like a line, but line breaks and tabs are welcome."""

DEVICE_NAMES: Final = frozenset(
    ["con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))]
)
"""Names that Windows keeps for devices: an id that becomes a file name must not be one of them."""

_DOUBLES_TOLD: Final = 12
"""So many entries that are listed twice are told by name."""


def _not_a_device(value: str) -> str:
    if value in DEVICE_NAMES:
        raise ValueError(f"{value} is a name Windows keeps for a device; choose another id")
    return value


def _plain_breaks(value: object) -> object:
    return value.replace("\r\n", "\n") if isinstance(value, str) else value


def no_doubles(values: tuple[str, ...]) -> tuple[str, ...]:
    """The values as they are; raises ``ValueError`` that names those listed twice."""
    doubled = sorted(value for value, times in Counter(values).items() if times > 1)
    if doubled:
        more = f" and {len(doubled) - _DOUBLES_TOLD:,} more" if len(doubled) > _DOUBLES_TOLD else ""
        raise ValueError(f"listed twice: {', '.join(map(short, doubled[:_DOUBLES_TOLD]))}{more}")
    return values


Id = Annotated[str, StringConstraints(pattern=ID_PATTERN), AfterValidator(_not_a_device)]
Line = Annotated[str, StringConstraints(pattern=LINE_PATTERN)]
Text = Annotated[str, BeforeValidator(_plain_breaks), StringConstraints(pattern=TEXT_PATTERN)]
Ids = Annotated[tuple[Id, ...], Field(strict=False), AfterValidator(no_doubles)]
Texts = Annotated[tuple[Text, ...], Field(strict=False)]
Lines = Annotated[tuple[Line, ...], Field(strict=False), AfterValidator(no_doubles)]
Fte = Annotated[float, Field(gt=0, le=1)]
"""Full-time equivalent of one position: more than 0, at most 1.0 (full time)."""
Number = int | float
Money = Annotated[int | float, Field(ge=0)]
"""An amount in the plan's currency, per year."""
Day = date


@dataclass(frozen=True, slots=True)
class Form:
    """What a pattern asks for, in words: declared beside the type, told where a value does not match."""

    pattern: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class OneOnly:
    """Why a key takes one thing and not a list, told to who wrote a list."""

    hint: str


class Record(BaseModel):
    """Base of everything read from TOML: immutable, strict and closed."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)
