"""What every record has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field, fields
from functools import cache
from itertools import compress
from operator import is_not
from typing import Any, ClassVar, Self

from ..exemption import PARAGRAPHS
from ..fields import FieldError, Reference, Rule, Text, holds
from ..frozen import Frozen
from ..schedule import PartialDate
from ..stored import Scalar, stand_in

NOT_GIVEN = "Not given"
"""What stands for a reason that nobody gave, where the reason alone says that something ended or was closed."""


class Record(Frozen):
    """What every record has.

    Attributes:
        id: 26 characters of base32, never reused, never shown.
        exempt: why it must never reach a public output; empty when it may.
        deleted: why it is gone; empty while it is there. Nothing is ever removed from the file.
        odd: the fields of which the file holds what they may not hold, each with that; in the record stands something
            that misleads nobody. One that is given another value is odd no more.
    """

    __slots__ = ("_has_own_key", "_is_sound")

    TABLE: ClassVar[str] = ""
    NAME: ClassVar[str] = ""
    PLURAL: ClassVar[str] = ""
    NATURAL_KEY: ClassVar[tuple[str, ...]] = ()
    PREFIX: ClassVar[str] = ""
    TOGETHER: ClassVar[tuple[tuple[str, ...], ...]] = ()
    """Fields that mean something only together: to change one touches the others. They are settled together, by the
    first group that holds them, where copies disagree.
    """

    id: str
    exempt: str = holds(
        Text(label="Exempt because", help="What is exempt never reaches a public paper.", suggested=PARAGRAPHS)
    )
    deleted: str = field(default="", metadata={})
    odd: tuple[tuple[str, Scalar], ...] = field(default=(), metadata={})

    def __init__(self, **given: Any):
        super().__init__(**given)
        if self.odd:
            self._leave_odd()

    def having(self, values: Mapping[str, Any]) -> Self:
        new = super().having(values)
        if new.odd:
            new._leave_odd()
        return new

    def _leave_odd(self) -> None:
        """Call those fields odd no more that hold something else than what stands for what is odd."""
        known, held = rules(type(self)), self.__dict__
        held["odd"] = tuple(
            (name, raw) for name, raw in self.odd
            if held[name] == stand_in(known[name], self._defaults.get(name), raw)
        )  # fmt: skip

    @classmethod
    def stored(cls, held: Mapping[str, Any]) -> Self:
        """One with what a row holds of its fields, its key among them; nothing is checked: thousands are read."""
        new = object.__new__(cls)
        new.__dict__.update(cls._defaults)
        new.__dict__.update(held)
        return new

    def given(self, values: Mapping[str, Any]) -> Self:
        """The same with what a person gave for these fields, none of which is odd any more."""
        return self.having({**values, "odd": tuple(each for each in self.odd if each[0] not in values)})

    def __hash__(self) -> int:
        return hash(self.id)  # equal records have equal keys; statuses are looked up by record, thousands of times

    @property
    def name(self) -> str:
        """How the record is called in a sentence or a list."""
        ref, title = getattr(self, "ref", ""), getattr(self, "title", "")
        return " ".join(part for part in (ref, title) if part) or self.NAME

    def contradictions(self) -> dict[str, str]:
        """What two fields say against each other, all of it, a sentence by field name."""
        return {}


def reason_given(why: str) -> bool:
    """Whether somebody said why something ended or was closed."""
    return why.strip() not in ("", NOT_GIVEN)


def reason(why: str) -> str:
    """Why, or that nobody said so."""
    return why if reason_given(why) else "reason not given"


def in_order(first: PartialDate | None, second: PartialDate | None, name: str, sentence: str) -> dict[str, str]:
    """`sentence` about the field `name` when `second` lies before `first`."""
    return {name: sentence} if first and second and second.last < first.first else {}


@cache
def rules(kind: type[Record]) -> dict[str, Rule]:
    """The rules of a record class by field name, in the order a form shows them."""
    return {f.name: f.metadata["rule"] for f in fields(kind) if "rule" in f.metadata}


@cache
def references(kind: type[Record]) -> list[tuple[str, Reference]]:
    """The fields of a record class that name another record."""
    return [(name, rule) for name, rule in rules(kind).items() if isinstance(rule, Reference)]


def problems(record: Record) -> dict[str, str]:
    """What is wrong with a record, a sentence by field name; empty when nothing is."""
    if hasattr(record, "_is_sound"):  # found so before, and nothing of a record changes
        return {}
    names, empty = _empty(type(record))
    asked = compress(names, map(is_not, map(vars(record).__getitem__, names), empty))
    found = not_held(record, asked) or record.contradictions()
    if not found:
        object.__setattr__(record, "_is_sound", True)
    return found


@cache
def _empty(kind: type[Record]) -> tuple[tuple[str, ...], tuple[Any, ...]]:
    """The fields of a record class, and what each holds while it is empty, if it may be."""
    needed = object()
    return tuple(rules(kind)), tuple(needed if rule.required else rule.empty for rule in rules(kind).values())


def not_held(record: Record, names: Iterable[str]) -> dict[str, str]:
    """What these fields may not hold, a sentence by field name."""
    found: dict[str, str] = {}
    known, held = rules(type(record)), vars(record)
    odd = dict(record.odd)  # what was there already keeps nobody from saving
    for name in names:
        rule, value = known[name], held[name]
        if name in odd or (value is rule.empty and not rule.required):
            continue
        try:
            rule.check(value)
        except FieldError as error:
            found[name] = str(error)
    return found
