"""The kinds of value that plans and templates are made of.

Every table of a TOML file becomes a :class:`Record`: frozen, strict (no guessing: ``"1"`` is not a
number) and closed (an unknown key is a mistake, never dropped in silence).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Final, Self, dataclass_transform

from cxplanner.text.override import override
from cxplanner.text.words import listed, short

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema

ID_PATTERN: Final = r"^[a-z0-9][a-z0-9-]{0,63}$"
"""An id. It names a table, so it is short, in lower case and safe in a file name."""

_ID: Final = re.compile(ID_PATTERN)

LINE_PATTERN: Final = r"^[^\x00-\x1f\x7f-\x9f]*[^\x00-\x1f\x7f-\x9f\s][^\x00-\x1f\x7f-\x9f]*$"
"""One line of other people's text: not blank, and without control characters."""

TEXT_PATTERN: Final = (
    r"^[^\x00-\x08\x0b-\x1f\x7f-\x9f]*[^\x00-\x1f\x7f-\x9f\s][^\x00-\x08\x0b-\x1f\x7f-\x9f]*$"
)
"""Like a line, but line breaks and tabs are allowed."""

DEVICE_NAMES: Final = frozenset(
    ["con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))]
)
"""Names that Windows reserves for devices: an id can become a file name, so it must not be one of them."""

SLIPS_TOLD: Final = 12
"""The most entries of a list that a message names when several are wrong together."""


def is_id(text: str) -> bool:
    """Whether a text can be an id: it has the right form, and Windows does not reserve it for a device."""
    return _ID.fullmatch(text) is not None and text not in DEVICE_NAMES


def _not_a_device(value: str) -> str:
    if value in DEVICE_NAMES:
        raise ValueError(f"{value} is a name that Windows reserves for a device; choose another id")
    return value


def _plain_breaks(value: object) -> object:
    return value.replace("\r\n", "\n") if isinstance(value, str) else value


def no_doubles(values: tuple[str, ...]) -> tuple[str, ...]:
    """The values unchanged. Raises ``ValueError`` naming any that are listed twice."""
    doubled = sorted(value for value, times in Counter(values).items() if times > 1)
    if doubled:
        raise ValueError(f"listed twice: {listed(map(short, doubled), most=SLIPS_TOLD)}")
    return values


class Condition:
    """What is required of a value beyond its type, declared beside the type.

    It is passed to pydantic by the grouped metadata protocol of annotated-types, and only when a value is
    validated: declaring a condition imports nothing.
    """

    __is_annotated_types_grouped_metadata__: Final = True

    def __iter__(self) -> Iterator[object]:
        """The condition in the form that pydantic understands."""
        raise NotImplementedError


class Shape(Condition):
    """The pattern a text must match, and the words that say so where it does not."""

    def __init__(self, pattern: str, message: str = "", hint: str = "") -> None:
        self.pattern: Final = pattern
        self.message: Final = message
        self.hint: Final = hint

    @override
    def __iter__(self) -> Iterator[object]:
        from pydantic import Field as Asked

        yield Asked(pattern=self.pattern)


class Limits(Condition):
    """The bounds of a number."""

    def __init__(self, *, gt: float | None = None, ge: float | None = None, le: float | None = None) -> None:
        self.gt: Final = gt
        self.ge: Final = ge
        self.le: Final = le

    @override
    def __iter__(self) -> Iterator[object]:
        from pydantic import Field as Asked

        yield Asked(gt=self.gt, ge=self.ge, le=self.le)


class Rewritten(Condition):
    """How a value is rewritten before it is validated."""

    def __init__(self, rewrite: Callable[[object], object]) -> None:
        self.rewrite: Final = rewrite

    @override
    def __iter__(self) -> Iterator[object]:
        from pydantic import BeforeValidator

        yield BeforeValidator(self.rewrite)


class Meets(Condition):
    """A check that no pattern can make: a function that raises ``ValueError`` with words for people."""

    def __init__(self, judge: Callable[[Any], object]) -> None:
        self.judge: Final = judge

    @override
    def __iter__(self) -> Iterator[object]:
        from pydantic import AfterValidator

        yield AfterValidator(self.judge)


class Listed(Condition):
    """A tuple that is written as a list."""

    @override
    def __iter__(self) -> Iterator[object]:
        from pydantic import Field as Asked

        yield Asked(strict=False)


class OneOnly:
    """Why a key takes a single value: the hint for somebody who wrote a list."""

    def __init__(self, hint: str) -> None:
        self.hint: Final = hint


class Described:
    """What the keys of a type are for, where it is the same for all of them."""

    def __init__(self, words: str) -> None:
        self.words: Final = words


Id = Annotated[str, Shape(ID_PATTERN), Meets(_not_a_device)]
Line = Annotated[str, Shape(LINE_PATTERN)]
Text = Annotated[str, Rewritten(_plain_breaks), Shape(TEXT_PATTERN)]
Ids = Annotated[tuple[Id, ...], Listed(), Meets(no_doubles)]
Texts = Annotated[tuple[Text, ...], Listed()]
Lines = Annotated[tuple[Line, ...], Listed(), Meets(no_doubles)]
Fte = Annotated[float, Limits(gt=0, le=1)]
"""Full-time equivalent of one position: more than 0, at most 1.0 (full time)."""
Number = int | float
Money = Annotated[int | float, Limits(ge=0)]
"""An amount in the plan's currency, per year."""
Day = date


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(field,))
class Record:
    """Base of everything read from TOML: a frozen dataclass whose fields are passed by keyword.

    Data is validated where it comes in (:func:`cxplanner.toml.validate.validate`); a record made in code is
    trusted. All classes share these methods, since letting ``dataclass`` generate them for each would slow
    the start down more than everything else about the models.
    """

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]
    __pydantic_config__: ClassVar = {"extra": "forbid", "strict": True, "allow_inf_nan": False}
    assumed: ClassVar[Mapping[str, object]]
    """Every field in order, with its default; None for a field that cannot be left out."""
    needed: ClassVar[frozenset[str]]
    """The fields that cannot be left out."""
    _made: ClassVar[Mapping[str, Callable[[], object]]]

    @override
    def __init_subclass__(cls) -> None:
        dataclass(init=False, repr=False, eq=False, kw_only=True)(cls)
        cls.__hash__ = _hash  # type: ignore[method-assign, assignment]
        declared = fields(cls)
        cls._made = {f.name: f.default_factory for f in declared if f.default_factory is not MISSING}
        cls.assumed = {f.name: None if f.default is MISSING else f.default for f in declared}
        cls.needed = frozenset(f.name for f in declared if f.default is MISSING) - cls._made.keys()

    def __init__(self, **given: object) -> None:
        if not self.needed <= given.keys() <= self.assumed.keys():
            wrong = sorted((self.needed - given.keys()) | (given.keys() - self.assumed.keys()))
            raise TypeError(f"{type(self).__name__} has other fields: {', '.join(wrong)}")
        vars(self).update(self.assumed)
        for name, make in self._made.items():
            vars(self)[name] = make()
        vars(self).update(given)

    def replace(self, **changes: object) -> Self:
        """A copy with some fields changed. Raises ``TypeError`` for a field the record does not have."""
        return type(self)(**{**vars(self), **changes})

    def judge(self) -> None:
        """Raise ``ValueError``, in words for people, if the fields contradict each other."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: type[Self], handler: GetCoreSchemaHandler) -> CoreSchema:
        """How pydantic validates data as this record: a table with strict values, then :meth:`judge`."""
        from pydantic_core.core_schema import no_info_after_validator_function

        schema = handler(source)
        schema["strict"] = False  # type: ignore[index]
        if cls.judge is Record.judge:
            return schema
        return no_info_after_validator_function(_judged, schema)

    @override
    def __setattr__(self, name: str, value: object) -> None:
        raise FrozenInstanceError(f"{type(self).__name__} cannot be changed, nor {name} of it")

    @override
    def __delattr__(self, name: str) -> None:
        raise FrozenInstanceError(f"{type(self).__name__} cannot be changed, nor {name} of it")

    @override
    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and vars(self) == vars(other)

    @override
    def __repr__(self) -> str:
        said = ", ".join(f"{name}={value!r}" for name, value in vars(self).items())
        return f"{type(self).__name__}({said})"


def _hash(record: Record) -> int:
    return hash((type(record), *vars(record).values()))


def _judged(record: Record) -> Record:
    record.judge()
    return record
