"""What an edit returns, and the helpers that all edits are built from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from cxplanner.plan.models import Plan
from cxplanner.text.errors import CxplannerError
from cxplanner.text.words import one_line
from cxplanner.toml.records import Record, is_id

if TYPE_CHECKING:
    from pydantic import ValidationError

R = TypeVar("R", bound=Record)
V = TypeVar("V")


class EditRefused(CxplannerError):
    """The edit cannot be made; the message says why and what would be possible."""

    def __init__(self, why: str) -> None:
        super().__init__(one_line(why))


class Added(NamedTuple):
    """An entry of the plan that an edit added: its section and its id."""

    section: str
    key: str


class Renamed(NamedTuple):
    """A table of the plan file that got another id: the table it is in, its old id and its new one.

    It is in ``positions``, for example, or in ``waivers.CX205`` if it is a waiver that follows its subject.
    """

    section: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that was done, in words for people, and its consequences, a clause each.

    ``words`` begin with a capital letter, which becomes lower case within a sentence unless ``named`` says
    that they begin with a name or an abbreviation.
    """

    words: str
    follows: tuple[str, ...] = ()
    named: bool = False

    def clause(self, *, first: bool) -> str:
        """The words as written in a sentence, at its beginning or further on."""
        words = self.words if first or self.named else self.words[:1].lower() + self.words[1:]
        return "; ".join((words, *self.follows))


@dataclass(frozen=True, slots=True)
class Change:
    """What an edit returns: the new plan, what was done, what was added and what got another id.

    The words are for people; code that builds on a change uses ``added``, ``renamed`` and ``follows``. A RACI
    row or a department does not count as added when the plan first mentions it.
    """

    plan: Plan
    done: tuple[Deed, ...] = ()
    added: tuple[Added, ...] = ()
    renamed: tuple[Renamed, ...] = ()

    @property
    def sentence(self) -> str:
        """What was done and its consequences, as one sentence without a full stop."""
        return "; ".join(deed.clause(first=not n) for n, deed in enumerate(self.done))

    @property
    def follows(self) -> tuple[str, ...]:
        """The consequences of everything that was done, a clause each."""
        return tuple(clause for deed in self.done for clause in deed.follows)

    def newest(self, section: str) -> str:
        """The id of what was added to a section, the last if there are several.

        Raises ``LookupError`` if nothing was added.
        """
        return [added.key for added in self.added if added.section == section][-1]

    def then(self, edit: Edit) -> Change:
        """The change followed by another edit, to be undone together as one step."""
        second = edit(self.plan)
        if second.plan is self.plan:
            return self
        return Change(
            second.plan,
            self.done + second.done,
            self.added + second.added,
            self.renamed + second.renamed,
        )


Edit = Callable[[Plan], Change]


def did(
    plan: Plan,
    words: str,
    *,
    named: bool = False,
    follows: Iterable[str] = (),
    added: Iterable[Added] = (),
    renamed: Iterable[Renamed] = (),
) -> Change:
    """The change that led to this plan by doing one thing; see :class:`Deed` for the words."""
    return Change(plan, (Deed(words, tuple(follows), named),), tuple(added), tuple(renamed))


def unchanged(plan: Plan, why: str) -> Change:
    """A change that leaves the plan as it was, with a sentence that says why."""
    return did(plan, why, named=True)


def made(model: type[R], fields: Mapping[str, object]) -> R:
    """A new record with these fields, leaving out any None, validated as if it came from a file.

    Raises :class:`EditRefused` with what is wrong, in plain words.
    """
    from pydantic import ValidationError

    from cxplanner.toml.parse import LARGEST
    from cxplanner.toml.validate import judged

    for name, value in fields.items():
        if isinstance(value, int) and abs(value) >= LARGEST:
            raise EditRefused(f"{name}: this number is too large.")
    given = {name: value for name, value in fields.items() if value is not None or name not in model.assumed}
    try:
        return judged(model, given)
    except ValidationError as error:
        raise EditRefused(_in_words(model, error)) from None


def _in_words(model: type[Record], error: ValidationError) -> str:
    from cxplanner.toml.locate import dotted
    from cxplanner.toml.wording import worded

    fault = worded(model, error.errors(include_url=False)[0])
    place = f"{dotted(fault.place)}: " if fault.place else ""
    return one_line(f"{place}{fault.message}. {fault.hint or ''}")


def revised(record: R, fields: Mapping[str, object]) -> R:
    """A copy of a record with some fields changed; None clears a field. Raises like :func:`made`."""
    return made(type(record), {**vars(record), **fields})


def checked_id(key: str) -> str:
    """The id, if a plan file would accept it. Raises :class:`EditRefused` if not."""
    if is_id(key):
        return key
    raise EditRefused(
        f"“{one_line(key)}” cannot be an id. An id has up to 64 lower-case letters, digits and hyphens, such "
        "as cx-analyst-2, and is not a name that Windows reserves for a device."
    )


def put(table: Mapping[str, V], key: str, value: V) -> Mapping[str, V]:
    """A table with one entry set; a new one goes last."""
    return {**table, key: value}


def without(table: Mapping[str, V], key: str) -> Mapping[str, V]:
    """A table without one of its entries."""
    return {k: v for k, v in table.items() if k != key}


def rekeyed(table: Mapping[str, V], old: str, new: str) -> Mapping[str, V]:
    """A table with one key renamed, in the same place."""
    return {new if k == old else k: v for k, v in table.items()}


def changed(table: Mapping[str, V], change: Callable[[V], V]) -> Mapping[str, V]:
    """A table with every entry passed through ``change``; the same table if nothing changed."""
    fresh = {key: change(value) for key, value in table.items()}
    return table if all(fresh[key] is value for key, value in table.items()) else fresh
