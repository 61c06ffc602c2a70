"""What each field may hold, said once: forms, import and command line ask the same rules.

A rule belongs to a field of a record through `holds(rule)`; `records.rules(kind)` lists them and
`records.problems(record)` checks a whole record. A value is what the record holds (text, `int`, `Decimal`, `date`,
`PartialDate`, `bool` or None); text is what a person types and reads.
"""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import MISSING, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, ClassVar, Protocol, Self, TypeAlias

from .dates import COUNCIL, DAY_FORMS, FORMS, NO_DAY, NotADate, read_date, read_day
from .frozen import Frozen
from .schedule import PartialDate, show_date

Value: TypeAlias = str | int | Decimal | date | PartialDate | bool | None

LINE, PROSE = 300, 200_000
_GROUPED = r"[+\-−]?(\d{1,3}(,\d{3})+|\d{1,15})"  # a comma only between thousands: "87,9" is not 879
_NUMBER = rf"{_GROUPED}(\.\d{{0,15}})?|[+\-−]?\.\d{{1,15}}"
_HIDDEN = {"Cc", "Cf", "Cs"}
_ALLOWED = "\n\u200c\u200d\u200e\u200f"  # line ends; joiners and direction marks that several scripts need


class FieldError(ValueError):
    """What is wrong with a value, as a sentence for the person who entered it."""


class Levels(Protocol):
    """The words of the levels of likelihood or impact, by number, and what two of them come to."""

    def words(self, axis: str) -> Mapping[int, str]: ...
    def score(self, likelihood: int | None, impact: int | None) -> int | None: ...


class Terms(Protocol):
    """What a plan says of how values are read in it: whose quarters are meant, and its scale of risks."""

    @property
    def quarters(self) -> str: ...
    @cached_property
    def scale(self) -> Levels: ...


class Rule(Frozen):
    """What one field may hold.

    Attributes:
        label: the field's name as people read it.
        required: whether it may be left empty.
        help: one sentence beside the field, or empty.
    """

    label: str
    required: bool = False
    help: str = ""
    empty: Any = None

    def within(self, terms: Terms) -> Self:
        """The same rule as a plan sets it; only dates and the levels of a scale mind."""
        return self

    def read(self, text: str) -> Value:
        """The value a person typed. Raises FieldError."""
        text = clean(text).strip()
        if not text:
            if self.required:
                raise FieldError(f"{self.label} is needed.")
            return self.empty
        value = self.parse(text)
        self.check(value)
        return value

    def parse(self, text: str) -> Value:
        raise NotImplementedError

    def check(self, value: Any) -> None:
        """Raises FieldError when the field may not hold `value`."""
        if value is None or (value == self.empty and type(value) is type(self.empty)):
            if self.required:
                raise FieldError(f"{self.label} is needed.")
            return
        self.check_filled(value)

    def check_filled(self, value: Any) -> None:
        pass

    def show(self, value: Any) -> str:
        """The value as a person reads it; empty text for nothing."""
        return "" if value is None else str(value)


class Text(Rule):
    """Words: one line of at most 300 characters, or prose.

    Attributes:
        by_program: the program fills it, and no person reads it.
        live: it may hold live figures (`domain.live`), which are filled in where it is read.
        suggested: words that are offered; others may be written.
    """

    prose: bool = False
    by_program: bool = False
    live: bool = False
    suggested: tuple[str, ...] = ()
    empty: Any = ""

    @property
    def limit(self) -> int:
        return PROSE if self.prose else LINE

    def parse(self, text: str) -> str:
        return text if self.prose else " ".join(text.split())

    def check_filled(self, value: Any) -> None:
        if not isinstance(value, str):
            raise FieldError(f"{self.label} takes words.")
        if len(value) > self.limit:
            raise FieldError(f"{self.label} may be {self.limit:,} characters long; this has {len(value):,}.")
        if not (value.isascii() and value.isprintable()):
            if clean(value) != value:
                raise FieldError(f"{self.label} holds control characters that cannot be shown.")
            if not self.prose and "\n" in value:
                raise FieldError(f"{self.label} is a single line.")
        if self.required and not value.strip():
            raise FieldError(f"{self.label} is needed.")


class Whole(Rule):
    """A whole number from `low` to `high`, both included.

    Attributes:
        words: what each number means, where a plan says so.
    """

    low: int
    high: int
    unit: str = ""
    words: Mapping[int, str] | None = None

    def parse(self, text: str) -> int:
        bare = text.removesuffix(self.unit).strip()
        if not re.fullmatch(_GROUPED, bare, re.ASCII):
            raise FieldError(f"{self.label} is a whole number from {self.low:,} to {self.high:,}.")
        return int(bare.replace(",", "").replace("−", "-"))

    def check_filled(self, value: Any) -> None:
        if not isinstance(value, int) or isinstance(value, bool) or not self.low <= value <= self.high:
            raise FieldError(f"{self.label} is a whole number from {self.low:,} to {self.high:,}.")


class Level(Whole):
    """A level of likelihood or impact. `within` a plan it goes as high as the plan's scale, and is read by its words.

    Attributes:
        axis: "likelihood" or "impact".
    """

    axis: str = "likelihood"

    def within(self, terms: Terms) -> Self:
        words = terms.scale.words(self.axis)
        return replace(self, high=len(words), words=words)

    def parse(self, text: str) -> int:
        meant = " ".join(text.split()).casefold()
        for number, word in (self.words or {}).items():
            if meant in (word.casefold(), f"{number} {word}".casefold()):
                return number
        return super().parse(text)


class Number(Rule):
    """An exact decimal number of at most 12 digits, from `low` to `high`.

    Attributes:
        unit: in which it is, where that is the same for all; a form then spells it out.
    """

    low: Decimal = Decimal(-999_999_999)
    high: Decimal = Decimal(999_999_999)
    unit: str = ""

    def parse(self, text: str) -> Decimal:
        bare = text.replace("%", "").replace("£", "").replace(" ", "")
        if not re.fullmatch(_NUMBER, bare, re.ASCII):
            raise FieldError(f"{self.label} is a number, such as 87.9.")
        return Decimal(bare.replace(",", "").replace("−", "-"))

    def check_filled(self, value: Any) -> None:
        if not isinstance(value, Decimal) or not value.is_finite():
            raise FieldError(f"{self.label} is a number, such as 87.9.")
        if not self.low <= value <= self.high:
            raise FieldError(f"{self.label} is a number from {self.low:,f} to {self.high:,f}.")
        short = len(str(value)) <= 12  # of nearly all of thousands, and asked for its digits it takes ten times as long
        if (not short and len(value.as_tuple().digits) > 12) or (value != 0 and value.adjusted() < -6):
            raise FieldError(f"{self.label} may have at most 12 digits.")

    def show(self, value: Any) -> str:
        return "" if value is None else f"{value:f}"


class _Dated(Rule):
    """A date.

    Attributes:
        quarters: whose quarter a bare "Q3 2017" is: `dates.COUNCIL`'s or the `dates.CALENDAR`'s.
        forms: what can be written.
    """

    quarters: str = COUNCIL
    forms: ClassVar[str]

    def within(self, terms: Terms) -> Self:
        return replace(self, quarters=terms.quarters)

    def parse(self, text: str) -> Value:
        try:
            return self._dated(text)
        except NotADate as error:
            raise FieldError(str(error)) from None

    def _dated(self, text: str) -> Value:
        raise NotImplementedError


class Day(_Dated):
    """A calendar day."""

    forms = DAY_FORMS

    def _dated(self, text: str) -> date:
        try:
            return read_day(text, self.quarters)
        except NotADate as error:
            if error.why == NO_DAY:
                raise FieldError(f"{self.label} needs a day, such as {self.forms}.") from None
            raise

    def check_filled(self, value: Any) -> None:
        if not isinstance(value, date):
            raise FieldError(f"{self.label} is a day, such as {self.forms}.")
        if not 1900 <= value.year <= 2999:
            raise FieldError(f"{self.label} is a day between 1900 and 2999.")

    def show(self, value: Any) -> str:
        return "" if value is None else show_date(value)


class When(_Dated):
    """A date at the precision it is known: a day, a month, a quarter, a year, or a council's year."""

    forms = FORMS

    def _dated(self, text: str) -> PartialDate:
        return read_date(text, self.quarters)

    def check_filled(self, value: Any) -> None:
        if not isinstance(value, PartialDate):
            raise FieldError(f"{self.label} is a date, such as {self.forms}.")


class Flag(Rule):
    """Yes or no."""

    empty: Any = False

    def parse(self, text: str) -> bool:
        word = text.casefold()
        if word in ("yes", "y", "true", "1"):
            return True
        if word in ("no", "n", "false", "0"):
            return False
        raise FieldError(f"{self.label} is yes or no.")

    def check_filled(self, value: Any) -> None:
        if not isinstance(value, bool):
            raise FieldError(f"{self.label} is yes or no.")

    def show(self, value: Any) -> str:
        return "Yes" if value else "No"


class Choice(Rule):
    """One of a few words. `options` maps what is stored to what is read."""

    options: Mapping[str, str]
    empty: Any = ""

    def parse(self, text: str) -> str:
        folded = text.casefold()
        for stored, word in self.options.items():
            if folded in (stored.casefold(), word.casefold()):
                return stored
        raise FieldError(self._sentence())

    def check_filled(self, value: Any) -> None:
        if value not in self.options:
            raise FieldError(self._sentence())

    def show(self, value: Any) -> str:
        return self.options.get(value, value or "")

    def _sentence(self) -> str:
        words = [word for word in self.options.values() if word]
        return f"{self.label} is one of: {', '.join(words)}."


class OpenChoice(Choice):
    """One of a few words, or another of a form, such as "per 50" among rates.

    Attributes:
        form: a regular expression of what else may be written; `such_as` an example of it.
    """

    form: str
    such_as: str

    def parse(self, text: str) -> str:
        try:
            return super().parse(text)
        except FieldError:
            plain = re.sub(r"(?<=\d),(?=\d{3})", "", " ".join(text.casefold().split()))
            found = re.sub(r"\d+", lambda number: f"{int(number[0]):,}", plain)
            self.check_filled(found)
            return found

    def check_filled(self, value: Any) -> None:
        if not isinstance(value, str) or not re.fullmatch(self.form, value, re.ASCII):
            super().check_filled(value)

    def _sentence(self) -> str:
        return f"{super()._sentence().removesuffix('.')}; or such as “{self.such_as}”."


class Reference(Rule):
    """The key of another record: of kind `to` (the record class's table name), or of any kind when `to` is empty.

    Attributes:
        outlives: it stays when the record that it names is removed: what was asked about it is not unasked.
    """

    to: str = ""
    outlives: bool = False
    empty: Any = ""

    def parse(self, text: str) -> str:
        return text

    def check_filled(self, value: Any) -> None:
        if not isinstance(value, str):
            raise FieldError(f"{self.label} refers to another record.")


def holds(rule: Rule, default: Any = MISSING) -> Any:
    """A dataclass field that holds what `rule` allows; its default is the rule's empty value."""
    return dataclasses.field(default=rule.empty if default is MISSING else default, metadata={"rule": rule})


def clean(text: str) -> str:
    """`text` in Unicode's composed form, without control characters, bidirectional overrides or surrogates.

    Line ends become a newline and tabs a space.
    """
    if text.isascii() and text.isprintable():
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    text = text.replace("\t", " ").replace("\x0b", "\n").replace("\x0c", "\n")
    if text.isascii() and text.replace("\n", "").isprintable():
        return text
    # composed last: what is left out may have stood between a letter and its accent
    kept = "".join(c for c in text if c in _ALLOWED or unicodedata.category(c) not in _HIDDEN)
    return unicodedata.normalize("NFC", kept)
