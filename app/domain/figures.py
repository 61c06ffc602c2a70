"""Figures as people read them: exact, with their unit, without noise; and the small words around them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import count
from math import lcm

from .records import Record
from .schedule import FULL_MONTHS, PartialDate


def number(value: Decimal | int) -> str:
    """Such as "87.9", "3,149", "-4": exact, without trailing zeros, never as a power of ten."""
    return f"{Decimal(value).normalize():,f}" if value else "0"


def figure(value: Decimal | int, unit: str) -> str:
    """A value with its unit: "87.9 %", "£4,500", "£4,500.20", "1 day", "3,149"; money whole or to the penny."""
    if unit == "£":
        pence = round(Decimal(abs(value)), 2)
        text = f"{pence:,.0f}" if pence == pence.to_integral_value() else f"{pence:,.2f}"
        return f"-£{text}" if value < 0 and pence else f"£{text}"
    text = number(value)
    if not unit:
        return text
    if unit in ("hours", "days", "weeks", "months", "points") and abs(value) == 1:
        unit = unit.removesuffix("s")
    return f"{text} {unit}"


def gap(value: Decimal, unit: str) -> str:
    """The size of a difference: "7.1 points" between two percentages, otherwise as `figure`."""
    if unit != "%":
        return figure(abs(value), unit)
    return f"{number(abs(value))} {'point' if abs(value) == 1 else 'points'}"


def between(low: Decimal, high: Decimal, unit: str) -> str:
    """Such as "between 79.8 and 85.1 %", "between £4 and £5"."""
    first = number(low) if unit != "£" else figure(low, unit)
    return f"between {first} and {figure(high, unit)}"


def digits(values: Iterable[Decimal]) -> int:
    """How many decimal places some figures have at most, trailing zeros aside."""
    scale = lcm(*[value.as_integer_ratio()[1] for value in values])  # a fifth of the time of looking at exponents
    return next(places for places in count() if 10**places % scale == 0)


def worked_out(value: Fraction, places: int, unit: str) -> Decimal:
    """A figure that was worked out from others with so many decimal places, as exact as it is worth being said.

    One place more than whole figures have, the same as others have; none for money and from a thousand on.
    """
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    if unit == "£" or abs(exact) >= 1000:
        return round(exact, 2 if unit == "£" and places and abs(exact) < 1000 else 0)
    return round(exact, min(max(places, 1), 6))


def during(period: PartialDate) -> str:
    """Such as "in December 2017", "on 13 Dec 2017"."""
    return f"{'on' if period.precision == 'day' else 'in'} {period}"


def happened(day: PartialDate | date, position: date) -> str:
    """As `during`, saying so where the day lies ahead: "on 13 Dec 2018, a day that lies ahead"."""
    when = day if isinstance(day, PartialDate) else PartialDate.of(day)
    return f"{during(when)}{', a day that lies ahead' if lies_ahead(when, position) else ''}"


def lies_ahead(day: PartialDate | date | None, position: date) -> bool:
    """Whether something that is told as having happened cannot have happened by the position date."""
    return day is not None and (day.first if isinstance(day, PartialDate) else day) > position


def recently(period: PartialDate, later: PartialDate) -> str:
    """As `during`, without the year where `later` has just said it: "in July" beside December of that year."""
    if period.precision == "month" and period.first.year == later.last.year:
        return f"in {FULL_MONTHS[period.first.month - 1]}"
    return during(period)


def span(starts: PartialDate | None, ends: PartialDate | None) -> str:
    """From when to when: "12 to 13 Dec 2017", "30 Apr to 1 May 2018", "December 2017"; empty without either."""
    if starts is None or ends is None or starts == ends:
        return str(starts or ends or "")
    first, last = str(starts), str(ends)
    if starts.precision == ends.precision == "day" and starts.first.year == ends.first.year:
        first = first.rsplit(" ", 1 if starts.first.month != ends.first.month else 2)[0]
    return f"{first} to {last}"


def counted(count: int, singular: str, plural: str = "") -> str:
    """Such as "1 risk", "13 risks"."""
    return f"{count:,} {singular if count == 1 else plural or singular + 's'}"


def size_words(size: int) -> str:
    """Such as "10 MB", "2.3 MB", "54 kB", "812 bytes"."""
    if size >= 1_000_000:
        return f"{size / 1_000_000:,.1f}".removesuffix(".0") + " MB"
    return f"{round(size / 1000):,} kB" if size >= 1000 else counted(size, "byte")


def counted_of(some: int, whole: int, singular: str, plural: str = "") -> str:
    """Such as "13 risks" where that is all of them, "1 of 13 risks"."""
    all_of_them = counted(whole, singular, plural)
    return all_of_them if some == whole else f"{some:,} of {all_of_them}"


def a_or_an(word: str) -> str:
    """Such as "a risk", "an indicator"."""
    return f"{'an' if word[:1].casefold() in 'aeiou' else 'a'} {word}"


def listed(parts: Sequence[str]) -> str:
    """Such as "a", "a and b", "a, b and c"."""
    return " and ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))


def either(parts: Sequence[str]) -> str:
    """Such as "a", "a or b", "a, b or c"."""
    return " or ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))


def short_name(record: Record) -> str:
    """A record's title for use inside a sentence: without reference and full stop."""
    title: str = getattr(record, "title", "") or record.name
    return title.strip().removesuffix(".") or record.NAME


def capital(sentence: str) -> str:
    """With a capital first letter, the rest untouched."""
    return sentence[:1].upper() + sentence[1:]


def opening(text: str, longest: int = 120) -> str:
    """The first line of a text, cut between words at `longest` characters with an ellipsis."""
    first, *_ = text.strip().split("\n")
    if len(first) <= longest:
        return first
    return first[:longest].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"
